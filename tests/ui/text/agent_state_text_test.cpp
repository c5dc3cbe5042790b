// How the agent is, in words.
#include "ui/text/agent_state_text.h"

#include "tests/support/test_program.h"

#include <QSet>
#include <QTest>

using namespace tessera;

class AgentStateTextTest final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void eachIsAnother()
    {
        QSet<QString> words;
        QSet<QString> headlines;
        for (const auto kind : {AgentState::Kind::Off, AgentState::Kind::On, AgentState::Kind::Locked,
                                AgentState::Kind::Elsewhere}) {
            const AgentStateText text = agentStateText({kind, false, std::nullopt});
            QVERIFY(text.headline.endsWith(u'.') && text.rest.endsWith(u'.'));
            words.insert(text.word);
            headlines.insert(text.headline);
        }
        QCOMPARE(words.size(), 4);
        QCOMPARE(headlines.size(), 4);
        QVERIFY(agentStateText({AgentState::Kind::Locked, true, std::nullopt})
                    .rest.contains(QStringLiteral("password")));
    }

    void whyItIsOff()
    {
        const AgentState off = agentMissing(
            {ErrorKind::Configuration, QStringLiteral("agent.no_listen"), QStringLiteral("x"), {}});
        QCOMPARE(off.kind, AgentState::Kind::Off);
        QCOMPARE(agentStateText(off).glyph, Glyph::Warning);
        QVERIFY(agentStateText(off).rest.contains(QStringLiteral("agent.no_listen")));
        QCOMPARE(agentMissing({ErrorKind::Configuration, QStringLiteral("agent.running"), {}, {}}).kind,
                 AgentState::Kind::Elsewhere);
    }
};

TESSERA_TEST(AgentStateTextTest)
#include "agent_state_text_test.moc"
