// Sign-ins that do not end signed in: each says why, stores nothing and asks nothing further.
#include "tests/journeys/journey_world.h"
#include "tests/support/test_program.h"

#include <QTcpServer>
#include <QTest>

using namespace tessera;
using namespace tessera::test;

namespace {

const QString kToken = QStringLiteral("token");

bool isPortFree(const QUrl& redirectUri)
{
    QTcpServer server;
    return server.listen(QHostAddress(redirectUri.host()), quint16(redirectUri.port()));
}

QUrl redirectUriOf(const QUrl& address)
{
    const auto fields = decodeForm(address.query(QUrl::FullyEncoded).toLatin1());
    return QUrl(singleField(*fields, u"redirect_uri")->value_or(QString()));
}

} // namespace

class RefusalJourney final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void cleanup();
    void denied();
    void cancelled();
    void timeLimit();
    void closedPageCanBeOpenedAgain();
    void wrongPasswordAndAgain();
    void anotherPerson();
    void providerGone_data();
    void providerGone();
    void programEndsMeanwhile();

private:
    void verifyNothingHappened() const;

    std::unique_ptr<JourneyWorld> m_world;
    std::unique_ptr<SessionManager> m_manager;
};

void RefusalJourney::init()
{
    m_world = std::make_unique<JourneyWorld>();
    m_manager = m_world->startProgram();
}

void RefusalJourney::cleanup()
{
    m_manager.reset();
    m_world.reset();
}

void RefusalJourney::verifyNothingHappened() const
{
    QVERIFY(m_manager->sessions().isEmpty());
    QVERIFY(m_world->store->entries.isEmpty());
    QVERIFY(!m_world->provider.requestLog().contains(kToken));
}

void RefusalJourney::denied() // A011
{
    m_world->plan.decision = RobotDecision::Deny;
    const auto outcome = await(m_manager->signIn(m_world->request()));
    QVERIFY(!outcome);
    QCOMPARE(outcome.error().kind, ErrorKind::Denied);
    QCOMPARE(outcome.error().code, QStringLiteral("access_denied"));
    verifyNothingHappened();
}

void RefusalJourney::cancelled() // A047
{
    std::stop_source stop;
    m_world->plan.decision = RobotDecision::CloseAtConsent;
    m_world->plan.atSignIn = [&stop] { stop.request_stop(); };
    const auto outcome = await(m_manager->signIn(m_world->request(), stop.get_token()));
    QVERIFY(!outcome);
    QCOMPARE(outcome.error().kind, ErrorKind::Cancelled);
    QVERIFY(eventually([&] { return isPortFree(redirectUriOf(m_world->opened.first())); }));
    QVERIFY(eventually([&] { return !m_world->visits->done.isEmpty(); }));
    verifyNothingHappened();
}

void RefusalJourney::timeLimit()
{
    m_world->plan.decision = RobotDecision::CloseAtSignIn;
    SignInRequest request = m_world->request();
    request.limit = Milliseconds(300);
    const auto outcome = await(m_manager->signIn(request));
    QVERIFY(!outcome);
    QCOMPARE(outcome.error().kind, ErrorKind::Timeout);
    QCOMPARE(outcome.error().code, QStringLiteral("sign_in.time_limit"));
    QVERIFY(eventually([&] { return isPortFree(redirectUriOf(m_world->opened.first())); }));
    verifyNothingHappened();
}

void RefusalJourney::closedPageCanBeOpenedAgain()
{
    m_world->plan.decision = RobotDecision::CloseAtSignIn;
    auto task = m_manager->signIn(m_world->request());
    QVERIFY(eventually([&] { return m_world->visits->done.size() == 1; }));
    QVERIFY(m_world->visits->done.first().closed);
    m_world->plan.decision = RobotDecision::Allow;
    m_world->openInBrowser(m_world->opened.first());
    const auto outcome = await(std::move(task));
    QVERIFY2(outcome, qPrintable(outcome ? QString() : outcome.error().code));
}

void RefusalJourney::wrongPasswordAndAgain()
{
    m_world->plan.password = QStringLiteral("wrong");
    auto task = m_manager->signIn(m_world->request());
    QVERIFY(eventually([&] { return m_world->visits->done.size() == 1; }));
    QCOMPARE(m_world->visits->done.first().last.status, 403);
    verifyNothingHappened();
    m_world->plan.password.clear();
    m_world->openInBrowser(m_world->opened.first());
    QVERIFY(await(std::move(task)));
}

void RefusalJourney::anotherPerson() // A061, N102
{
    const QString alice = m_world->signIn(*m_manager);
    const QString stored = m_world->storedRefreshToken(alice);
    const QString shown = accessToken(*m_manager, alice);
    m_world->provider.clearRequestLog();

    m_world->plan.user = QStringLiteral("bob");
    SignInRequest request = m_world->request(QString());
    request.forAccount = alice;
    const auto outcome = await(m_manager->signIn(request));
    QVERIFY(!outcome);
    QCOMPARE(outcome.error().kind, ErrorKind::Untrusted);
    QCOMPARE(outcome.error().code, QStringLiteral("sign_in.other_person"));
    QCOMPARE(m_manager->sessions().size(), 1);
    QCOMPARE(phaseOf(*m_manager, alice), Phase::Active);
    QCOMPARE(accessToken(*m_manager, alice), shown);
    QCOMPARE(m_world->storedRefreshToken(alice), stored);
    QCOMPARE(m_world->store->entries.size(), 1);
    // What Bob granted by mistake is given back.
    QVERIFY(
        eventually([&] { return m_world->provider.requestLog().contains(QStringLiteral("revocation")); }));
}

void RefusalJourney::providerGone_data()
{
    QTest::addColumn<bool>("inTheMiddle");
    QTest::newRow("before") << false;
    QTest::newRow("while the person types") << true;
}

void RefusalJourney::providerGone()
{
    QFETCH(bool, inTheMiddle);
    if (inTheMiddle)
        m_world->plan.atSignIn = [this] { QVERIFY(m_world->provider.setOffline(true)); };
    else
        QVERIFY(m_world->provider.setOffline(true));
    SignInRequest request = m_world->request();
    request.limit = Milliseconds(1000);
    const auto outcome = await(m_manager->signIn(request));
    QVERIFY(!outcome);
    QCOMPARE(outcome.error().kind, inTheMiddle ? ErrorKind::Timeout : ErrorKind::Offline);
    QCOMPARE(m_world->opened.isEmpty(), !inTheMiddle);
    verifyNothingHappened();
}

void RefusalJourney::programEndsMeanwhile() // A047
{
    m_world->plan.decision = RobotDecision::CloseAtSignIn;
    auto task = m_manager->signIn(m_world->request());
    QVERIFY(eventually([&] { return m_world->visits->done.size() == 1; }));
    m_manager.reset();
    const auto outcome = await(std::move(task));
    QVERIFY(!outcome);
    QCOMPARE(outcome.error().kind, ErrorKind::Cancelled);
    QVERIFY(eventually([&] { return isPortFree(redirectUriOf(m_world->opened.first())); }));
}

TESSERA_TEST(RefusalJourney)
#include "refusal_test.moc"
