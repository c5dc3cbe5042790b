// The controller's questions: a sign-in that would lose scopes waits for the person, and does as told.
#include "ui/sign_in/sign_in_controller.h"

#include "tests/core/session/session_world.h"
#include "tests/support/test_program.h"

#include <QSignalSpy>
#include <QTest>

using namespace tessera;
using namespace tessera::test;

namespace {

/// Signed in once with more scopes than the provider will give from now on.
struct World
{
    World() : manager(world.manager())
    {
        if (!await(manager->load()) || !await(manager->signIn(world.request())))
            qFatal("the first sign-in failed");
        id = manager->sessions().first().account.id;
        world.provider.grantedScope = QStringLiteral("openid");
        plan.registration = world.provider.registration();
        plan.forAccount = id;
    }

    QStringList granted() const { return manager->session(id)->account.scopeGranted; }

    SessionWorld world;
    std::unique_ptr<SessionManager> manager;
    QString id;
    SignInPlan plan;
};

} // namespace

class SignInControllerTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void fewerScopes_data()
    {
        QTest::addColumn<bool>("accept");
        QTest::newRow("accepted") << true;
        QTest::newRow("left as it is") << false;
    }
    void fewerScopes()
    {
        QFETCH(bool, accept);
        World world;
        const QStringList before = world.granted();
        SignInController controller(*world.manager, {});
        QSignalSpy asked(&controller, &SignInController::narrowingAsked);
        QSignalSpy finished(&controller, &SignInController::finished);
        QSignalSpy failed(&controller, &SignInController::failed);
        controller.begin(world.plan);
        QTRY_COMPARE(asked.size(), 1);
        const auto ledger = asked.first().first().value<ScopeLedger>();
        QVERIFY(ledger.lost().contains(QStringLiteral("profile")));
        QTest::qWait(5);
        QCOMPARE(finished.size() + failed.size(), 0); // it waits
        QCOMPARE(world.granted(), before);
        controller.answer(accept);
        QTRY_COMPARE(finished.size() + failed.size(), 1);
        if (accept) {
            QCOMPARE(finished.size(), 1);
            QCOMPARE(world.granted(), QStringList{QStringLiteral("openid")});
        } else {
            QCOMPARE(failed.first().first().value<Error>().code, QStringLiteral("sign_in.scope_narrowed"));
            QCOMPARE(world.granted(), before);
        }
        QVERIFY(!controller.isRunning());
    }

    /// Stopped while the question is on the screen: that is no.
    void cancelledAtTheQuestion()
    {
        World world;
        const QStringList before = world.granted();
        SignInController controller(*world.manager, {});
        QSignalSpy asked(&controller, &SignInController::narrowingAsked);
        QSignalSpy finished(&controller, &SignInController::finished);
        controller.begin(world.plan);
        QTRY_COMPARE(asked.size(), 1);
        controller.cancel();
        controller.answer(true); // too late: nobody is asked any more
        QTest::qWait(20);
        QCOMPARE(finished.size(), 0);
        QCOMPARE(world.granted(), before);
    }

    void nothingToPasteInto()
    {
        World world;
        SignInController controller(*world.manager, {});
        QCOMPARE(controller.paste(QStringLiteral("http://127.0.0.1/callback?code=c")).error().code,
                 QStringLiteral("paste.over"));
    }

    void noDemoProvider()
    {
        World world;
        SignInController controller(*world.manager, {});
        QSignalSpy failed(&controller, &SignInController::failed);
        SignInPlan plan;
        plan.demo = true;
        controller.begin(plan);
        QCOMPARE(failed.first().first().value<Error>().code, QStringLiteral("demo.missing"));
    }
};

TESSERA_TEST(SignInControllerTest)
#include "sign_in_controller_test.moc"
