// What the session layer tells of an answer in the browser, of scopes and of refresh tokens.
#include "core/session/flow_steps.h"

#include "tests/support/flow_lines.h"
#include "tests/support/manual_clock.h"
#include "tests/support/test_program.h"

#include <QTest>

namespace tessera::test {

class FlowStepsTest final : public QObject
{
    Q_OBJECT

    std::shared_ptr<ManualClock> m_clock = std::make_shared<ManualClock>();
    std::shared_ptr<FlowRecorder> m_recorder;
    FlowHandle m_flow;
    AuthorizationRequest m_asked;
    std::shared_ptr<bool> m_isPasted = std::make_shared<bool>(false);

    QStringList got() const { return flowLines(*m_recorder->run(m_flow.id())); }

    void judge(const QByteArray& query)
    {
        const auto witness =
            redirectWitness(m_flow, m_asked, m_isPasted, QUrl(QStringLiteral("https://op.example/token")));
        witness(query, validateAuthorizationResponse(query, m_asked));
    }

private Q_SLOTS:
    void init()
    {
        m_recorder = std::make_shared<FlowRecorder>(m_clock);
        m_flow = m_recorder->begin(FlowKind::BrowserSignIn);
        m_asked = {};
        m_asked.issuer = QStringLiteral("https://op.example");
        m_asked.state = "canary-state-of-this-sign-in";
        m_asked.redirectUri = QUrl(QStringLiteral("http://127.0.0.1:1/callback"));
    }

    void answers_data()
    {
        QTest::addColumn<QByteArray>("query");
        QTest::addColumn<QString>("steps");
        const auto row = [](const char* name, const char* query, const char* steps) {
            QTest::newRow(name) << QByteArray(query) << QString::fromLatin1(steps);
        };
        row("good", "state=canary-state-of-this-sign-in&code=canary&iss=https%3A%2F%2Fop.example",
            "person|redirect|callback|passed path|passed state|passed iss");
        row("without iss", "state=canary-state-of-this-sign-in&code=canary",
            "person|redirect|callback|passed path|passed state|unchecked iss");
        row("of another issuer",
            "state=canary-state-of-this-sign-in&code=canary&iss=https%3A%2F%2Fevil.example",
            "person|redirect|callback|passed path|passed state|FAILED iss|not sent: POST /token");
        row("both", "state=canary-state-of-this-sign-in&code=canary&error=x",
            "person|redirect|callback|passed path|passed state|FAILED response|not sent: POST /token");
        row("declined", "state=canary-state-of-this-sign-in&error=access_denied",
            "person|redirect|callback|passed path|passed state|unchecked iss");
        row("a stranger's", "state=other&code=canary", "callback|FAILED state");
    }

    void answers()
    {
        QFETCH(QByteArray, query);
        QFETCH(QString, steps);
        judge(query);
        QCOMPARE(got(), steps.split(u'|'));
    }

    void strangersAreToldAFewTimes()
    {
        const auto witness = redirectWitness(m_flow, m_asked, m_isPasted, {});
        for (int i = 0; i < 100; ++i)
            witness("state=x", validateAuthorizationResponse("state=x", m_asked));
        QCOMPARE(got().size(), 10);
    }

    void pasted()
    {
        *m_isPasted = true;
        judge("state=canary-state-of-this-sign-in&code=canary");
        QVERIFY(got().contains(QStringLiteral("pasted")));
    }

    void scopes()
    {
        const QStringList asked{QStringLiteral("openid"), QStringLiteral("email")};
        tellScope(m_flow, asked, asked);
        tellScope(m_flow, asked, {QStringLiteral("openid")});
        QCOMPARE(got(), (QStringList{QStringLiteral("passed scope"), QStringLiteral("note.scope_narrowed")}));
        const FlowStep narrowed = m_recorder->run(m_flow.id())->steps.last();
        QCOMPARE(narrowed.compared.first().value, QStringLiteral("openid email"));
        QCOMPARE(narrowed.compared.last().value, QStringLiteral("openid"));
    }

    void rotation()
    {
        const auto one = SecretString::fromUtf8("canary-1");
        const auto other = SecretString::fromUtf8("canary-2");
        tellRotation(m_flow, one, other);
        tellRotation(m_flow, one, one);
        QCOMPARE(got(), (QStringList{QStringLiteral("passed rotation"), QStringLiteral("note.not_rotated")}));
    }

    void pkce()
    {
        Pkce pkce = Pkce::generate();
        tellPkce(m_flow, pkce);
        pkce.challenge = "other";
        tellPkce(m_flow, pkce);
        QCOMPARE(got(), (QStringList{QStringLiteral("passed pkce"), QStringLiteral("FAILED pkce")}));
    }

    void nobodyRecords()
    {
        Environment environment;
        QVERIFY(!beginFlow(environment, FlowKind::Renewal, {}));
        QVERIFY(!flowOf(environment));
        environment.http = std::make_shared<HttpClient>();
        QVERIFY(withinFlow(environment, {}).http == environment.http);
        QVERIFY(!redirectWitness({}, m_asked, m_isPasted, {}));
    }

    void everythingBelowIsInTheRun()
    {
        Environment environment;
        environment.recorder = m_recorder;
        environment.http = std::make_shared<HttpClient>(m_recorder);
        environment.jwkSets = std::make_shared<RemoteJwkSets>(environment.http, m_clock);
        environment.discovery = std::make_shared<DiscoveryCache>(environment.http, m_clock);
        const Environment within = withinFlow(environment, m_flow);
        QCOMPARE(flowOf(within).id(), m_flow.id());
        QVERIFY(within.jwkSets != environment.jwkSets && within.discovery != environment.discovery);
        QVERIFY(within.http->accessManager() == environment.http->accessManager());
    }
};

} // namespace tessera::test

TESSERA_TEST(tessera::test::FlowStepsTest)
#include "flow_steps_test.moc"
