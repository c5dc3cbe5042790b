// What the recorder says of a sign-in on another device and of a plain OAuth server, and that no export holds
// a secret.
#include "core/flow/flow_har.h"
#include "tests/providers/github_twin.h"
#include "tests/providers/twin_world.h"
#include "tests/support/flow_lines.h"
#include "tests/support/test_program.h"
#include "tests/support/wire_secrets.h"
#include "ui/text/flow_mermaid.h"
#include "ui/text/flow_report.h"

using namespace tessera;
using namespace tessera::test;

class TwinFlowJourney final : public QObject
{
    Q_OBJECT

    std::unique_ptr<TwinWorld> m_world;
    std::unique_ptr<GithubTwin> m_github;
    std::unique_ptr<SessionManager> m_manager;
    WireSecrets m_secrets;

    FlowRun newest(FlowKind kind) const
    {
        for (const FlowRun& run : m_manager->environment().recorder->runs())
            if (run.kind == kind)
                return run;
        return {};
    }

    SignInRequest request(const QString& secret) const
    {
        return TwinWorld::request("github", m_github->issuer(), GithubTwin::clientId(), secret);
    }

    void verifyNoSecret()
    {
        for (const QUrl& address : std::as_const(m_world->opened))
            m_secrets.take(address);
        QVERIFY(m_secrets.count() >= 3);
        QByteArray out;
        for (const FlowRun& run : m_manager->environment().recorder->runs())
            out += flowHar(run, QStringLiteral("1")) + flowMermaid(run).toUtf8() +
                   flowReport(run, QStringLiteral("1")).toUtf8();
        QCOMPARE(m_secrets.foundIn(out), QStringList());
    }

private Q_SLOTS:
    void init()
    {
        m_manager.reset();
        m_secrets = {};
        m_world = std::make_unique<TwinWorld>();
        m_github = std::make_unique<GithubTwin>(m_world->clock);
        m_manager = m_world->startProgram();
        m_secrets.watch(*m_manager->environment().http);
    }
    void cleanup() { m_manager.reset(); }

    void onAnotherDevice()
    {
        m_github->expiringTokens = true;
        SignInRequest asked = request(QString());
        asked.flow = SignInFlow::Device;
        asked.onProgress = [&](const SignInProgress& progress) { m_secrets.take(progress.userCode); };
        int polls = 0;
        m_world->onPause = [&] {
            if (++polls == 2)
                m_github->device.approve();
        };
        QVERIFY(await(m_manager->signIn(asked)));
        const FlowRun run = newest(FlowKind::DeviceSignIn);
        const QStringList expected =
            QStringLiteral(
                "sign-in asked|GET /login/oauth/access_token|404|POST /login/device/code|200|code "
                "shown|person|"
                "POST /login/oauth/access_token|200|POST /login/oauth/access_token|200|passed scope|"
                "GET /api/v3/user|200|GET /api/v3/user/emails|200|note.stored")
                .split(u'|');
        QCOMPARE(flowLines(run), expected);
        QCOMPARE(run.state, FlowState::Done);
        verifyNoSecret();
    }

    void plainOAuth()
    {
        QVERIFY(await(m_manager->signIn(request(GithubTwin::clientSecret()))));
        const QStringList got = flowLines(newest(FlowKind::BrowserSignIn));
        QVERIFY(got.contains(QStringLiteral("passed state")) && got.contains(QStringLiteral("passed iss")));
        QCOMPARE(got.last(), QStringLiteral("note.stored"));
        verifyNoSecret();
    }

    void denied()
    {
        SignInRequest asked = request(QString());
        asked.flow = SignInFlow::Device;
        m_world->onPause = [&] { m_github->device.deny(); };
        QVERIFY(!await(m_manager->signIn(asked)));
        const FlowRun run = newest(FlowKind::DeviceSignIn);
        QCOMPARE(run.stoppedBy->code, QStringLiteral("access_denied"));
        QCOMPARE(run.steps.last().error->code, QStringLiteral("access_denied"));
    }
};

TESSERA_TEST(TwinFlowJourney)
#include "flow_journey_test.moc"
