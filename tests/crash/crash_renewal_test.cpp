// SIGKILL at every step of a renewal, a real gnome-keyring and a provider that rotates and notices reuse
// (A213); many programs with many callers at the moment of expiry (A216, A217).
#include "tests/crash/keychain_world.h"

#include <QProcess>
#include <QTest>

#include <csignal>

using namespace tessera;
using namespace tessera::test;

namespace {

/// Where the child is killed from outside.
enum class Moment { None, RequestHasCome, AnswerIsMade };

class World : public KeychainWorld
{
public:
    explicit World(Seconds reuseWindow) : KeychainWorld(optionsFor(reuseWindow, this)) {}

    Moment killAt = Moment::None;

    std::unique_ptr<QProcess> start(const QString& mode, int number)
    {
        auto child = std::make_unique<QProcess>();
        child->setProcessChannelMode(QProcess::ForwardedErrorChannel);
        child->start(QStringLiteral(CRASH_CHILD), {directory.path(), locks(), mode, QString::number(number)});
        return child;
    }

    /// What it says; "killed" where it does not.
    static QByteArray finish(QProcess& child)
    {
        // The provider is in this process: its event loop must turn.
        if (!QTest::qWaitFor([&] { return child.state() == QProcess::NotRunning; }, 120'000))
            return "does not end";
        if (child.exitStatus() == QProcess::CrashExit)
            return "killed";
        return child.readAllStandardOutput().trimmed();
    }

    QByteArray renew(int dieAtStep, Moment moment = Moment::None)
    {
        killAt = moment;
        const auto child = start(QStringLiteral("renew"), dieAtStep);
        m_victim = child.get();
        const QByteArray said = finish(*child);
        m_victim = nullptr;
        killAt = Moment::None;
        return said;
    }

private:
    static demo::IdentityProviderOptions optionsFor(Seconds reuseWindow, World* world)
    {
        demo::IdentityProviderOptions options;
        options.lives.reuseWindow = reuseWindow;
        options.onRequest = [world](const QString& endpoint) {
            world->maybeKill(endpoint, Moment::RequestHasCome);
        };
        options.onAnswer = [world](const QString& endpoint) {
            world->maybeKill(endpoint, Moment::AnswerIsMade);
        };
        return options;
    }

    void maybeKill(const QString& endpoint, Moment now)
    {
        if (!m_victim || now != killAt || endpoint != u"token")
            return;
        ::kill(static_cast<pid_t>(m_victim->processId()), SIGKILL);
    }

    QProcess* m_victim = nullptr;
};

} // namespace

class CrashRenewalTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    /// The provider takes a used token once more for a minute: no crash costs a sign-in.
    void A213_everyStepReuseWindow()
    {
        World world(Seconds(600));
        QVERIFY(world.signIn());
        int killed = 0;
        for (int step = 0;; ++step) {
            const QByteArray said = world.renew(step);
            QVERIFY2(said == "killed" || said == "ok 1", said.constData());
            killed += said == "killed" ? 1 : 0;
            const auto left = world.stored();
            QVERIFY2(left && !left->refreshToken.isEmpty(), "an entry that says who and with what");
            QCOMPARE(world.renew(-1), QByteArray("ok 1"));
            QVERIFY(!world.stored()->renewal);
            if (said != "killed")
                break;
        }
        // Note (written, old one removed), new token (written, old one removed).
        QCOMPARE(killed, 4);
        for (const Moment moment : {Moment::RequestHasCome, Moment::AnswerIsMade}) {
            QCOMPARE(world.renew(-1, moment), QByteArray("killed"));
            QVERIFY(world.stored()->renewal);
            QCOMPARE(world.renew(-1), QByteArray("ok 1"));
        }
    }

    /// A provider that revokes everything at the second use. What was exchanged and not stored is lost by its
    /// rules; then, and only then, a new sign-in is asked for, with the reason.
    void A213_everyStepNoReuseWindow_data()
    {
        QTest::addColumn<int>("step");
        QTest::addColumn<int>("moment");
        QTest::addColumn<bool>("noted");
        QTest::addColumn<QByteArray>("next");
        const auto row = [](const char* name, int step, Moment moment, bool noted, const char* next) {
            QTest::newRow(name) << step << static_cast<int>(moment) << noted << QByteArray(next);
        };
        row("before the note is written", 0, Moment::None, false, "ok 1");
        row("before the entry without note is removed", 1, Moment::None, true, "ok 1");
        row("before send", -2, Moment::None, true, "ok 1");
        row("after send, while the provider exchanges", -1, Moment::RequestHasCome, true,
            "session.answer_lost");
        row("exchanged, before the reply is there", -1, Moment::AnswerIsMade, true, "session.answer_lost");
        row("after reply, before write", 2, Moment::None, true, "session.answer_lost");
        row("before the old token is removed", 3, Moment::None, false, "ok 1");
        row("after write", -3, Moment::None, false, "ok 1");
    }
    void A213_everyStepNoReuseWindow()
    {
        QFETCH(int, step);
        QFETCH(int, moment);
        QFETCH(bool, noted);
        QFETCH(QByteArray, next);
        World world(Seconds(0));
        QVERIFY(world.signIn());
        QCOMPARE(world.renew(step, static_cast<Moment>(moment)), QByteArray("killed"));
        const auto left = world.stored();
        QVERIFY2(left && !left->refreshToken.isEmpty(), "an entry that says who and with what");
        QCOMPARE(left->renewal.has_value(), noted);
        QCOMPARE(world.renew(-1), next);
        if (next == "ok 1")
            return;
        QVERIFY(world.stored()->refreshToken.isEmpty()); // told, and the way to begin again is kept
        QVERIFY(world.signIn());
        QCOMPARE(world.renew(-1), QByteArray("ok 1"));
    }

    /// A216: a hundred callers in one program are one request. A217: eight programs come one after the other,
    /// each with the newest token, so that the provider, which revokes everything at the second use of one,
    /// sees none twice. Access tokens stand in no file and no keychain, so each program asks for its own;
    /// with the agent there is one program that asks.
    void A216_A217_eightProgramsHundredCallers()
    {
        constexpr int kPrograms = 8;
        World world(Seconds(0));
        QVERIFY(world.signIn());
        world.provider.clearRequestLog();
        std::vector<std::unique_ptr<QProcess>> programs;
        for (int i = 0; i < kPrograms; ++i)
            programs.push_back(world.start(QStringLiteral("callers"), 100));
        for (const auto& program : programs)
            QCOMPARE(World::finish(*program), QByteArray("ok 1"));
        QCOMPARE(world.provider.requestLog().count(QStringLiteral("token")), kPrograms);
        world.provider.clearRequestLog();
        QCOMPARE(World::finish(*world.start(QStringLiteral("callers"), 100)), QByteArray("ok 1"));
        QCOMPARE(world.provider.requestLog().count(QStringLiteral("token")), 1);
    }

    /// One of many is killed while it has the lock and the answer: the others go on.
    void A218_oneOfManyIsKilled()
    {
        World world(Seconds(600));
        QVERIFY(world.signIn());
        const auto victim = world.start(QStringLiteral("renew"), 2);
        std::vector<std::unique_ptr<QProcess>> programs;
        for (int i = 0; i < 4; ++i)
            programs.push_back(world.start(QStringLiteral("callers"), 10));
        for (const auto& program : programs)
            QCOMPARE(World::finish(*program), QByteArray("ok 1"));
        QCOMPARE(World::finish(*victim), QByteArray("killed"));
        QCOMPARE(world.renew(-1), QByteArray("ok 1"));
    }
};

QTEST_GUILESS_MAIN(CrashRenewalTest)
#include "crash_renewal_test.moc"
