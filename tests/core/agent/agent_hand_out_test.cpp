// A token for a program, with everything that may come between.
#include "core/net/limits.h"
#include "tests/core/agent/agent_world.h"
#include "tests/support/test_program.h"

#include <QDir>
#include <QTest>

using namespace tessera;
using namespace tessera::test;

class AgentHandOutTest final : public QObject
{
    Q_OBJECT

    using Answer = std::optional<Result<QJsonObject>>;
    /// Starts it and goes on; where the answer will be.
    static std::shared_ptr<Answer> begin(const AgentWorld& world, const AgentRequest& request,
                                         QObject* context, const std::stop_token& stop = {},
                                         const PeerIdentity& peer = AgentWorld::self())
    {
        auto place = std::make_shared<Answer>();
        QCoro::connect(answerRequest(world.desk, request, peer, {}, stop), context,
                       [place](const Result<QJsonObject>& answer) { *place = answer; });
        return place;
    }

private Q_SLOTS:
    void once()
    {
        AgentWorld world;
        world.person->answer = ConsentAnswer::Once;
        const auto answer = world.answer(world.wish());
        QVERIFY(answer);
        QCOMPARE(answer->value(u"token").toString(), QStringLiteral("at-first"));
        QCOMPARE(world.person->questions.size(), 1);
        // From the kernel, not from the message (A264).
        const ConsentQuestion& question = world.person->questions[0];
        QCOMPARE(question.peer.process.program.path, QCoreApplication::applicationFilePath());
        QCOMPARE(question.peer.process.pid, QCoreApplication::applicationPid());
        QCOMPARE(question.account.label, QStringLiteral("work"));
        QCOMPARE(question.scope, world.source->list[0].scope);
        QCOMPARE(question.until, world.clock->now() + limits::kAgentQuestionTime);
        QVERIFY(!question.askedBefore);
        QVERIFY(world.answer(world.wish()));
        QCOMPARE(world.person->questions.size(), 2);
        QCOMPARE(world.logged(), (QStringList{QStringLiteral("handed-out"), QStringLiteral("handed-out")}));
    }

    void remembered_data()
    {
        QTest::addColumn<int>("answer");
        QTest::newRow("hour") << int(ConsentAnswer::Hour);
        QTest::newRow("always") << int(ConsentAnswer::Always);
    }
    void remembered()
    {
        QFETCH(int, answer);
        AgentWorld world;
        world.person->answer = ConsentAnswer(answer);
        QVERIFY(world.answer(world.wish()));
        world.person->answer = ConsentAnswer::Deny;
        QVERIFY(world.answer(world.wish()));
        QCOMPARE(world.person->questions.size(), 1);
        // A268: another account is another question, and it says that it is not the first.
        QCOMPARE(codeOf(world.answer(world.wish(QStringLiteral("home")))), QStringLiteral("agent.denied"));
        QCOMPARE(world.person->questions.size(), 2);
        QVERIFY(world.person->questions[1].askedBefore);
    }

    void denied()
    {
        AgentWorld world;
        world.person->answer = ConsentAnswer::Deny;
        QCOMPARE(codeOf(world.answer(world.wish())), QStringLiteral("agent.denied"));
        QVERIFY(world.source->asked.isEmpty()); // no token was made
        QCOMPARE(codeOf(world.answer(world.wish())), QStringLiteral("agent.denied"));
        QCOMPARE(world.person->questions.size(), 2);
        QCOMPARE(world.logged(), (QStringList{QStringLiteral("denied"), QStringLiteral("denied")}));
    }

    void deniedOnceForAll()
    {
        AgentWorld world;
        world.person->answer = ConsentAnswer::DenyAll;
        for (const char* account : {"work", "home", "work"})
            QCOMPARE(codeOf(world.answer(world.wish(QString::fromLatin1(account)))),
                     QStringLiteral("agent.denied"));
        QCOMPARE(world.person->questions.size(), 1); // A263
    }

    void wrongAccountAsksNobody()
    {
        AgentWorld world;
        QCOMPARE(codeOf(world.answer(world.wish(QStringLiteral("nobody")))),
                 QStringLiteral("account.unknown"));
        QVERIFY(world.person->questions.isEmpty());
    }

    void nobodyToAsk()
    {
        AgentWorld world;
        world.person->isThere = false;
        const auto answer = world.answer(world.wish());
        QCOMPARE(codeOf(answer), QStringLiteral("agent.consent_needed"));
        QCOMPARE(answer.error().detail,
                 QStringLiteral("tessera agent allow %1 work").arg(QCoreApplication::applicationFilePath()));
    }

    /// A272: the program is gone before the person has answered.
    void goneBeforeConsent()
    {
        AgentWorld world;
        std::stop_source stop;
        const auto answer = begin(world, world.wish(), this, stop.get_token());
        QVERIFY(until([&] { return world.person->open == 1; }));
        stop.request_stop();
        QVERIFY(until([&] { return answer->has_value(); }));
        QCOMPARE(codeOf(**answer), QStringLiteral("cancelled"));
        QCOMPARE(world.person->withdrawn, 1);
        QVERIFY(world.source->asked.isEmpty());
        QVERIFY(!world.logged().contains(QStringLiteral("handed-out")));
    }

    /// A263: the same program again while its question is open; others wait in line, and what is answered for
    /// all of them is asked once.
    void whileAQuestionIsOpen()
    {
        AgentWorld world;
        const auto first = begin(world, world.wish(), this);
        QVERIFY(until([&] { return world.person->open == 1; }));
        QCOMPARE(codeOf(world.answer(world.wish())), QStringLiteral("agent.question_open"));
        const auto second = begin(world, world.wish(QStringLiteral("home")), this);
        world.person->say(ConsentAnswer::Always);
        QVERIFY(until([&] { return first->has_value() && world.person->open == 1; }));
        QVERIFY((*first)->has_value());
        world.person->say(ConsentAnswer::Deny);
        QVERIFY(until([&] { return second->has_value(); }));
        QCOMPARE(codeOf(**second), QStringLiteral("agent.denied"));
    }

    /// A265: when the person has answered, the number belongs to somebody else.
    void processChangedMeanwhile()
    {
        AgentWorld world;
        world.person->answer = ConsentAnswer::Always;
        PeerIdentity before = AgentWorld::self();
        --before.process.startTime;
        const auto answer = await(answerRequest(world.desk, world.wish(), before, {}, {}));
        QCOMPARE(codeOf(answer), QStringLiteral("agent.peer_changed"));
        QVERIFY(world.source->asked.isEmpty());
        QVERIFY(world.desk->approvals.list()->isEmpty());
    }

    /// A program whose path may not be what it says is never remembered.
    void ofAnotherWorld()
    {
        AgentWorld world;
        world.person->answer = ConsentAnswer::Always;
        PeerIdentity peer = AgentWorld::self();
        peer.process.pathIsTrue = false;
        QVERIFY(await(answerRequest(world.desk, world.wish(), peer, {}, {})));
        QVERIFY(!world.person->questions[0].mayBeRemembered);
        QVERIFY(world.desk->approvals.list()->isEmpty());
    }

    void leastLife()
    {
        AgentWorld world;
        world.person->answer = ConsentAnswer::Once;
        AgentRequest wish = world.wish();
        wish.wish.minValid = Seconds(1);
        world.source->expiresAt = world.clock->now() + Seconds(59);
        QCOMPARE(codeOf(world.answer(wish)), QStringLiteral("agent.short_life")); // A278
        QCOMPARE(world.source->asked.constLast(), Seconds(60));
        wish.wish.minValid = Seconds(600);
        world.source->expiresAt = world.clock->now() + Seconds(60);
        QVERIFY(world.answer(wish)); // the best there is, and enough
        QCOMPARE(world.source->asked.constLast(), Seconds(600));
    }

    /// A278: signed out while the token was on its way.
    void signedOutMeanwhile()
    {
        AgentWorld world;
        world.person->answer = ConsentAnswer::Once;
        world.source->onFresh = [&world] { world.source->signedIn = false; };
        QCOMPARE(codeOf(world.answer(world.wish())), QStringLiteral("session.sign_in_needed"));
        QVERIFY(!world.logged().contains(QStringLiteral("handed-out")));
    }

    void lockedMeanwhile()
    {
        AgentWorld world;
        world.person->answer = ConsentAnswer::Once;
        world.source->onFresh = [&world] { world.desk->lockNow(); };
        QCOMPARE(codeOf(world.answer(world.wish())), QStringLiteral("agent.locked"));
    }

    /// A268: the renewal brought more than the person was asked about.
    void widerThanAsked()
    {
        AgentWorld world;
        world.person->answer = ConsentAnswer::Always;
        world.source->tokenScope.append(QStringLiteral("admin"));
        QCOMPARE(codeOf(world.answer(world.wish())), QStringLiteral("agent.wider_scope"));
        world.source->list[0].scope.append(QStringLiteral("admin"));
        QVERIFY(world.answer(world.wish()));
        QCOMPARE(world.person->questions.size(), 2); // the approval for less does not cover it
    }

    /// Not written down, not handed out.
    void logCannotBeWritten()
    {
        AgentWorld world;
        world.person->answer = ConsentAnswer::Once;
        QVERIFY(QDir().mkdir(world.desk->log.path()));
        QCOMPARE(codeOf(world.answer(world.wish())), QStringLiteral("agent.audit"));
    }

    /// What our own command line gets belongs to whoever started it.
    void ownCommandLine()
    {
        AgentWorld world;
        world.desk->ownCommandLine = AgentWorld::self().process.program;
        world.person->answer = ConsentAnswer::Always;
        QVERIFY(world.answer(world.wish()));
        const ConsentQuestion& question = world.person->questions[0];
        QVERIFY(question.isOwnCommandLine);
        QCOMPARE(question.asking().pid, question.peer.startedBy->pid);
        const auto approvals = world.desk->approvals.list();
        QCOMPARE(approvals->first().startedBy, question.peer.startedBy->program.path);
        PeerIdentity other = AgentWorld::self();
        other.startedBy->program.path = QStringLiteral("/usr/bin/node");
        world.person->answer = ConsentAnswer::Deny;
        QVERIFY(world.answer(world.wish()));
        QCOMPARE(codeOf(await(answerRequest(world.desk, world.wish(), other, {}, {}))),
                 QStringLiteral("agent.denied"));
    }
};

TESSERA_TEST(AgentHandOutTest)
#include "agent_hand_out_test.moc"
