// Who is told that an account needs a new sign-in, when, and how often.
#include "ui/notifications/sign_in_notices.h"

#include "tests/core/session/session_world.h"
#include "tests/support/test_program.h"
#include "tests/ui/made_up.h"

#include <QSignalSpy>
#include <QTest>

using namespace tessera;
using namespace tessera::test;
using namespace std::chrono_literals;

namespace {

class WrittenNotifier final : public Notifier
{
public:
    explicit WrittenNotifier(QStringList& log) : m_log(log) {}

    void notify(const QString& key, const Notice& notice) override
    {
        m_log.append(QStringLiteral("tell ") + key);
        last = notice;
    }
    void withdraw(const QString& key) override { m_log.append(QStringLiteral("withdraw ") + key); }

    Notice last;

private:
    QStringList& m_log;
};

Session signedIn()
{
    Session session = anaAtAcme();
    session.account.id = QStringLiteral("ana");
    session.events = {{madeUpNow() - 168h, SessionEvent::Kind::SignedIn, {}}};
    return session;
}

Session ended(TimePoint at = madeUpNow())
{
    Session session = signedIn();
    session.phase = Phase::SignInNeeded;
    session.tokens.reset();
    session.problem = Error{ErrorKind::Denied, QStringLiteral("invalid_grant"), {}, session.account.issuer};
    session.events.append({at, SessionEvent::Kind::SignInNeeded, session.problem});
    return session;
}

} // namespace

class SignInNoticesTest final : public QObject
{
    Q_OBJECT

    QStringList m_log;
    bool m_isSeen = false;
    WrittenNotifier* m_notifier = nullptr;
    std::unique_ptr<SignInNotices> m_notices;

private Q_SLOTS:
    void init()
    {
        m_log.clear();
        m_isSeen = false;
        auto notifier = std::make_unique<WrittenNotifier>(m_log);
        m_notifier = notifier.get();
        m_notices = std::make_unique<SignInNotices>(
            std::move(notifier), std::make_shared<ManualClock>(madeUpNow()), [this] { return m_isSeen; });
    }

    void onceForEachEnd()
    {
        m_notices->see(signedIn());
        m_notices->see(ended());
        m_notices->see(ended());
        QCOMPARE(m_log, QStringList{QStringLiteral("tell ana")});
        QVERIFY2(m_notifier->last.body.contains(QStringLiteral("invalid_grant")),
                 qPrintable(m_notifier->last.body));
        // Another look at the same end through another state is none.
        Session locked = ended();
        locked.phase = Phase::KeychainLocked;
        m_notices->see(locked);
        m_notices->see(ended());
        QCOMPARE(m_log.size(), 1);
    }

    void takenBackWhenSignedInAgainAndToldAnew()
    {
        m_notices->see(signedIn());
        m_notices->see(ended());
        Session again = ended();
        again.phase = Phase::Active;
        again.events.append({madeUpNow() + 1min, SessionEvent::Kind::SignedIn, {}});
        m_notices->see(again);
        m_notices->see(again);
        QCOMPARE(m_log, (QStringList{QStringLiteral("tell ana"), QStringLiteral("withdraw ana")}));
        again.phase = Phase::SignInNeeded;
        again.events.append({madeUpNow() + 8h, SessionEvent::Kind::SignInNeeded, again.problem});
        m_notices->see(again);
        QCOMPARE(m_log.size(), 3);
    }

    void notWhileTheWindowIsSeen()
    {
        m_isSeen = true;
        m_notices->see(signedIn());
        m_notices->see(ended());
        m_isSeen = false;
        m_notices->see(ended()); // the person was told by the window
        QVERIFY(m_log.isEmpty());
    }

    /// The journal of an earlier run is no news, an end found while loading is.
    void whatWasSoAtTheStartIsNoNews()
    {
        Session loading = ended();
        loading.phase = Phase::Loading;
        m_notices->see(loading);
        m_notices->see(ended());
        QVERIFY(m_log.isEmpty());
        Session other = signedIn();
        other.account.id = QStringLiteral("other");
        other.phase = Phase::Loading;
        m_notices->see(other);
        other = ended();
        other.account.id = QStringLiteral("other");
        m_notices->see(other);
        QCOMPARE(m_log, QStringList{QStringLiteral("tell other")});
    }

    void signedOutIsTakenBack()
    {
        m_notices->see(signedIn());
        m_notices->see(ended());
        m_notices->forget(QStringLiteral("ana"));
        m_notices->forget(QStringLiteral("ana"));
        QCOMPARE(m_log, (QStringList{QStringLiteral("tell ana"), QStringLiteral("withdraw ana")}));
    }

    /// The whole way, with a provider that refuses the refresh token once.
    void theManagersAccounts()
    {
        SessionWorld world;
        const auto manager = world.managerOf({QStringLiteral("alice")});
        const QString id = world.id(QStringLiteral("alice"));
        m_notices->follow(*manager);
        QVERIFY(await(manager->renewNow(id)));
        QVERIFY(m_log.isEmpty());
        world.provider.script = {ScriptedProvider::refuse(400, QStringLiteral("invalid_grant"))};
        QVERIFY(!await(manager->renewNow(id)));
        QCOMPARE(m_log, QStringList{QStringLiteral("tell ") + id});
        QVERIFY(!await(manager->renewNow(id)));
        QCOMPARE(m_log.size(), 1);
        SignInRequest again = world.request();
        again.forAccount = id;
        QVERIFY(await(manager->signIn(again)));
        QCOMPARE(m_log, (QStringList{QStringLiteral("tell ") + id, QStringLiteral("withdraw ") + id}));
    }

    void aClickNamesTheAccount()
    {
        QSignalSpy chosen(m_notices.get(), &SignInNotices::chosen);
        Q_EMIT m_notifier->chosen(QStringLiteral("ana"));
        QCOMPARE(chosen.first().first().toString(), QStringLiteral("ana"));
    }

    void withoutANotifierNothingHappens()
    {
        // No session bus: that of whoever runs the test is not for us.
        qunsetenv("DBUS_SESSION_BUS_ADDRESS");
        qunsetenv("XDG_RUNTIME_DIR");
        SignInNotices notices(makeNotifier(), std::make_shared<ManualClock>(madeUpNow()),
                              [] { return false; });
        notices.see(signedIn());
        notices.see(ended());
        notices.forget(QStringLiteral("ana"));
    }
};

TESSERA_TEST(SignInNoticesTest)
#include "sign_in_notices_test.moc"
