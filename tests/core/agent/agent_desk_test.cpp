// Everything a program can ask besides a token.
#include "tests/core/agent/agent_world.h"
#include "tests/support/test_program.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QTest>

using namespace tessera;
using namespace tessera::test;

namespace {

AgentRequest request(AgentVerb verb)
{
    AgentRequest made;
    made.verb = verb;
    return made;
}

} // namespace

class AgentDeskTest final : public QObject
{
    Q_OBJECT

    static AgentRequest lockRequest(AgentVerb verb, const char* password)
    {
        AgentRequest made = request(verb);
        made.password = SecretString::fromUtf8(password);
        return made;
    }
    static AgentRequest allowRequest()
    {
        AgentRequest made = request(AgentVerb::Allow);
        made.program = QStringLiteral("/bin/sh");
        made.wish.account = QStringLiteral("work");
        return made;
    }
    /// Our own command line at a terminal, as far as the desk can see.
    static PeerIdentity atATerminal(const AgentWorld& world)
    {
        PeerIdentity peer = AgentWorld::self();
        world.desk->ownCommandLine = peer.process.program;
        peer.process.hasTerminal = true;
        return peer;
    }

private Q_SLOTS:
    void accounts()
    {
        const AgentWorld world;
        const auto answer = world.answer(request(AgentVerb::Accounts));
        QCOMPARE(answer->value(u"accounts").toArray().size(), 2);
        const QByteArray text = QJsonDocument(*answer).toJson();
        QVERIFY(!text.contains("at-first"));
        QVERIFY(world.person->questions.isEmpty());
    }

    void status()
    {
        const AgentWorld world;
        world.desk->path = QStringLiteral("/run/agent.sock");
        const auto answer = world.answer(request(AgentVerb::Status));
        QCOMPARE(answer->value(u"path").toString(), QStringLiteral("/run/agent.sock"));
        QCOMPARE(answer->value(u"process").toInteger(), QCoreApplication::applicationPid());
        QCOMPARE(answer->value(u"accounts").toInt(), 2);
        QCOMPARE(answer->value(u"locked").toBool(), false);
        QCOMPARE(answer->value(u"asks").toBool(), true);
    }

    void hello()
    {
        QCOMPARE(AgentWorld().answer(request(AgentVerb::Hello))->value(u"process").toInteger(),
                 QCoreApplication::applicationPid());
    }

    void stop()
    {
        const AgentWorld world;
        bool asked = false;
        world.desk->onStop = [&asked] { asked = true; };
        QVERIFY(world.answer(request(AgentVerb::Stop)));
        QVERIFY(asked);
    }

    void lockedWithPassword()
    {
        AgentWorld world;
        world.person->answer = ConsentAnswer::Hour;
        QVERIFY(world.answer(world.wish()));
        QVERIFY(world.answer(lockRequest(AgentVerb::Lock, "right")));
        QCOMPARE(codeOf(world.answer(world.wish())), QStringLiteral("agent.locked")); // A270
        QCOMPARE(codeOf(world.answer(allowRequest())), QStringLiteral("agent.locked"));
        QVERIFY(world.answer(request(AgentVerb::Status))->value(u"locked").toBool());
        // Who does not know the password does not change it.
        QVERIFY(world.answer(lockRequest(AgentVerb::Lock, "other")));
        QCOMPARE(codeOf(world.answer(lockRequest(AgentVerb::Unlock, "other"))),
                 QStringLiteral("agent.wrong_password"));
        QCOMPARE(codeOf(world.answer(lockRequest(AgentVerb::Unlock, "right"))),
                 QStringLiteral("agent.too_many_tries"));
        world.clock->advance(Seconds(1));
        QVERIFY(world.answer(lockRequest(AgentVerb::Unlock, "right")));
        QCOMPARE(world.person->questions.size(), 1);
        QVERIFY(world.answer(world.wish()));
        QCOMPARE(world.person->questions.size(), 2); // A269: the hour ended with the lock
    }

    void unlockAsksThePerson()
    {
        AgentWorld world;
        QVERIFY(world.answer(request(AgentVerb::Lock)));
        world.person->answer = ConsentAnswer::Deny;
        QCOMPARE(codeOf(world.answer(request(AgentVerb::Unlock))), QStringLiteral("agent.denied"));
        QVERIFY(world.person->questions[0].opensAgent);
        QVERIFY(world.desk->isLocked());
        world.person->answer = ConsentAnswer::Once;
        QVERIFY(world.answer(request(AgentVerb::Unlock)));
        QVERIFY(!world.desk->isLocked());
        QVERIFY(world.answer(request(AgentVerb::Unlock))); // is open
        QCOMPARE(world.person->questions.size(), 2);
    }

    void withoutAWindowATerminalWillDo()
    {
        AgentWorld world;
        world.person->isThere = false;
        QVERIFY(world.answer(request(AgentVerb::Lock)));
        PeerIdentity peer = AgentWorld::self();
        peer.process.hasTerminal = true;
        const auto ask = [&world](const PeerIdentity& who) {
            return await(answerRequest(world.desk, request(AgentVerb::Unlock), who, {}, {}));
        };
        QCOMPARE(codeOf(ask(peer)), QStringLiteral("agent.not_a_person")); // some other program
        peer = atATerminal(world);
        peer.process.hasTerminal = false;
        QCOMPARE(codeOf(ask(peer)), QStringLiteral("agent.not_a_person"));
        peer.process.hasTerminal = true;
        QVERIFY(ask(peer));
    }

    void locksWhenUnused()
    {
        AgentWorld world;
        world.desk = std::make_shared<AgentDesk>(world.source, world.person, world.config.path(), world.clock,
                                                 Seconds(600));
        world.person->answer = ConsentAnswer::Hour;
        QVERIFY(world.answer(world.wish()));
        world.clock->advance(Seconds(599));
        QVERIFY(world.answer(world.wish()));
        world.clock->advance(Seconds(600));
        QCOMPARE(codeOf(world.answer(world.wish())), QStringLiteral("agent.locked"));
    }

    void allowAtATerminal()
    {
        AgentWorld world;
        world.person->isThere = false;
        QCOMPARE(codeOf(world.answer(allowRequest())), QStringLiteral("agent.not_a_person"));
        AgentRequest forThis = allowRequest();
        forThis.program = QCoreApplication::applicationFilePath();
        const PeerIdentity peer = atATerminal(world);
        const auto answer = await(answerRequest(world.desk, forThis, peer, {}, {}));
        QVERIFY(answer);
        // For the program, and for our command line when it starts it.
        QCOMPARE(answer->value(u"approvals").toArray().size(), 2);
        world.desk->ownCommandLine.reset();
        QVERIFY(world.answer(world.wish()));
        QCOMPARE(codeOf(world.answer(world.wish(QStringLiteral("home")))),
                 QStringLiteral("agent.consent_needed"));
        QCOMPARE(world.logged(), (QStringList{QStringLiteral("denied"), QStringLiteral("allowed"),
                                              QStringLiteral("handed-out"), QStringLiteral("denied")}));
    }

    /// A267: where there is a window, the person sees that something allows itself.
    void allowAsksInTheWindow()
    {
        AgentWorld world;
        const PeerIdentity peer = atATerminal(world);
        world.person->answer = ConsentAnswer::Deny;
        QCOMPARE(codeOf(await(answerRequest(world.desk, allowRequest(), peer, {}, {}))),
                 QStringLiteral("agent.denied"));
        QCOMPARE(world.person->questions.size(), 1);
        QVERIFY(world.person->questions[0].allows);
        QCOMPARE(world.person->questions[0].program, QStringLiteral("/bin/sh"));
        QVERIFY(world.desk->approvals.list()->isEmpty());
    }

    void allowRefuses_data()
    {
        QTest::addColumn<QString>("program");
        QTest::addColumn<QString>("account");
        QTest::addColumn<int>("seconds");
        QTest::addColumn<QString>("code");
        QTest::newRow("no program") << QStringLiteral("/no/such") << QStringLiteral("work") << 0
                                    << QStringLiteral("agent.program");
        QTest::newRow("a folder") << QStringLiteral("/usr") << QStringLiteral("work") << 0
                                  << QStringLiteral("agent.program");
        QTest::newRow("no account") << QStringLiteral("/bin/sh") << QStringLiteral("nobody") << 0
                                    << QStringLiteral("account.unknown");
        QTest::newRow("A269 longer than 12 h") << QStringLiteral("/bin/sh") << QStringLiteral("work")
                                               << 12 * 3600 + 1 << QStringLiteral("agent.request");
        QTest::newRow("12 h") << QStringLiteral("/bin/sh") << QStringLiteral("work") << 12 * 3600
                              << QString();
    }
    void allowRefuses()
    {
        QFETCH(QString, program);
        QFETCH(QString, account);
        QFETCH(int, seconds);
        QFETCH(QString, code);
        AgentWorld world;
        world.person->answer = ConsentAnswer::Once;
        AgentRequest made = request(AgentVerb::Allow);
        made.program = program;
        made.wish.account = account;
        made.allowedFor = Seconds(seconds);
        QCOMPARE(codeOf(world.answer(made)), code);
        QCOMPARE(world.desk->approvals.list()->isEmpty(), !code.isEmpty());
    }

    void revoke()
    {
        AgentWorld world;
        world.person->answer = ConsentAnswer::Always;
        QVERIFY(world.answer(world.wish()));
        const auto listed = world.answer(request(AgentVerb::Approvals));
        const QJsonObject approval = listed->value(u"approvals").toArray().at(0).toObject();
        QCOMPARE(approval.value(u"program").toString(), QCoreApplication::applicationFilePath());
        AgentRequest made = request(AgentVerb::Revoke);
        made.approval = approval.value(u"id").toString();
        QCOMPARE(world.answer(made)->value(u"revoked").toInt(), 1);
        QCOMPARE(codeOf(world.answer(made)), QStringLiteral("agent.approval_unknown"));
        QVERIFY(world.answer(world.wish()));
        QCOMPARE(world.person->questions.size(), 2);
    }

    void log()
    {
        AgentWorld world;
        world.person->answer = ConsentAnswer::Once;
        for (int i = 0; i < 3; ++i)
            QVERIFY(world.answer(world.wish()));
        AgentRequest made = request(AgentVerb::Log);
        made.count = 2;
        const auto answer = world.answer(made);
        QCOMPARE(answer->value(u"lines").toArray().size(), 2);
        QVERIFY(!QJsonDocument(*answer).toJson().contains("at-first"));
    }
};

TESSERA_TEST(AgentDeskTest)
#include "agent_desk_test.moc"
