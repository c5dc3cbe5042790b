// What the recorder says of real journeys, step by step; and that no export of any of them holds a secret.
#include "core/flow/flow_har.h"
#include "core/session/end_session_journey.h"
#include "tests/journeys/bound_provider.h"
#include "tests/journeys/journey_world.h"
#include "tests/support/flow_lines.h"
#include "tests/support/test_program.h"
#include "tests/support/wire_secrets.h"
#include "ui/text/flow_mermaid.h"
#include "ui/text/flow_report.h"

#include <QNetworkAccessManager>
#include <QNetworkReply>
#include <QTest>

using namespace tessera;
using namespace tessera::test;

namespace {

QStringList lines(const char* text)
{
    return QString::fromLatin1(text).split(u'|');
}

/// As the demo provider's ID tokens come out: what it does not use is not checked.
const QString kIdTokenChecks = QStringLiteral(
    "passed structure|passed typ|unchecked encryption|passed id_token_iss|passed aud|unchecked azp|"
    "passed signature|passed algorithm|unchecked mac_key|passed exp|unchecked nbf|passed iat|passed nonce|"
    "unchecked acr|unchecked auth_time|passed sub|passed at_hash|unchecked c_hash|unchecked s_hash");

QByteArray everyExport(const FlowRecorder& recorder)
{
    QByteArray out;
    for (const FlowRun& run : recorder.runs()) {
        out += flowHar(run, QStringLiteral("1.0")) + flowMermaid(run).toUtf8() +
               flowReport(run, QStringLiteral("1.0")).toUtf8();
        for (const FlowStep& step : run.steps) // what the screen shows
            out += step.body.text.toUtf8() + '\n' + flowAddressText(step).toUtf8() + '\n';
    }
    return out;
}

} // namespace

class FlowJourney final : public QObject
{
    Q_OBJECT

    std::unique_ptr<JourneyWorld> m_world;
    std::unique_ptr<SessionManager> m_manager;
    WireSecrets m_secrets;

    FlowRecorder& recorder() const { return *m_manager->environment().recorder; }
    FlowRun newest(FlowKind kind) const
    {
        for (const FlowRun& run : recorder().runs())
            if (run.kind == kind)
                return run;
        return {};
    }
    /// Into the folder of TESSERA_FLOW_EXPORTS, for whoever wants to open them elsewhere.
    void leaveExports() const
    {
        const QString folder = qEnvironmentVariable("TESSERA_FLOW_EXPORTS");
        const FlowRun run = recorder().runs().first();
        const QString name = folder + u'/' + QString::fromLatin1(QTest::currentTestFunction());
        const auto write = [&](const QString& ending, const QByteArray& text) {
            QFile file(name + ending);
            if (!folder.isEmpty() && file.open(QIODevice::WriteOnly))
                file.write(text);
        };
        write(QStringLiteral(".har"), flowHar(run, QStringLiteral("1.0")));
        write(QStringLiteral(".mmd"), flowMermaid(run).toUtf8());
        write(QStringLiteral(".md"), flowReport(run, QStringLiteral("1.0")).toUtf8());
    }
    /// What the browser carried, and nothing of all is in any export.
    void verifyNoSecret()
    {
        for (const RobotVisit& visit : std::as_const(m_world->visits->done))
            for (const QUrl& hop : visit.hops)
                m_secrets.take(hop);
        for (const QUrl& address : std::as_const(m_world->opened))
            m_secrets.take(address);
        leaveExports();
        QVERIFY2(m_secrets.count() >= 3, "nothing to look for proves nothing");
        QCOMPARE(m_secrets.foundIn(everyExport(recorder())), QStringList());
    }

private Q_SLOTS:
    void init()
    {
        m_secrets = {};
        m_world = std::make_unique<JourneyWorld>();
        m_manager = m_world->startProgram();
        m_secrets.watch(*m_manager->environment().http);
    }

    void cleanup()
    {
        m_manager.reset();
        m_world.reset();
    }

    /// What the search is worth.
    void theSearchFinds_data()
    {
        const QByteArray secret = "canary+of/forty-characters-and-some-more-ones";
        QTest::addColumn<QByteArray>("text");
        QTest::newRow("as it is") << secret;
        QTest::newRow("half of it") << secret.left(secret.size() / 2);
        QTest::newRow("percent-encoded") << secret.toPercentEncoding();
        QTest::newRow("base64") << QByteArray("ab" + secret + "c").toBase64();
        QTest::newRow("base64url") << QByteArray("a" + secret).toBase64(QByteArray::Base64UrlEncoding);
        QTest::newRow("hexadecimal") << secret.toHex();
    }

    void theSearchFinds()
    {
        QFETCH(QByteArray, text);
        m_secrets.take(QStringLiteral("canary+of/forty-characters-and-some-more-ones"));
        QCOMPARE(m_secrets.foundIn("before " + text + " behind"), QStringList(QStringLiteral("given")));
        QCOMPARE(m_secrets.foundIn("before and behind"), QStringList());
    }

    void signIn()
    {
        const QString id = m_world->signIn(*m_manager);
        QVERIFY(!id.isEmpty());
        const FlowRun run = newest(FlowKind::BrowserSignIn);
        QCOMPARE(flowLines(run, QStringLiteral("/jwks")),
                 lines("sign-in asked|GET /.well-known/openid-configuration|200|opened /authorize|"
                       "browser asks /authorize|page|person|redirect|callback|passed path|passed state|"
                       "passed iss|passed pkce|POST /token|200|passed scope") +
                     kIdTokenChecks.split(u'|') + lines("note.stored"));
        QVERIFY(flowLines(run).contains(QStringLiteral("GET /jwks")));
        QCOMPARE(run.state, FlowState::Done);
        QCOMPARE(run.accountId, id);
        QCOMPARE(run.issuer, m_world->provider.issuer());
        QVERIFY(!run.person.isEmpty());
        verifyNoSecret();
    }

    /// The fingerprint of the code rides on every arrow that carries it.
    void theCodeIsSeenAgain()
    {
        QVERIFY(!m_world->signIn(*m_manager).isEmpty());
        QList<FlowSecret> codes;
        for (const FlowStep& step : newest(FlowKind::BrowserSignIn).steps)
            for (const FlowField& field : step.query + step.body.fields)
                if (field.name == u"code")
                    codes += *field.secret;
        QCOMPARE(codes.size(), 3); // redirect, callback, token request
        QCOMPARE(codes.count(codes.first()), 3);
    }

    void renewal()
    {
        const QString id = m_world->signIn(*m_manager);
        m_world->clock->advance(std::chrono::hours(1));
        QVERIFY(await(m_manager->renewNow(id)));
        const FlowRun run = newest(FlowKind::Renewal);
        const QStringList got = flowLines(run, QStringLiteral("/jwks"));
        QCOMPARE(got.mid(0, 3), lines("note.noted_ahead|POST /token|200"));
        QCOMPARE(got.mid(got.size() - 2), lines("passed rotation|note.stored"));
        QCOMPARE(run.accountId, id);
        QCOMPARE(run.state, FlowState::Done);
        const FlowStep rotation = run.steps.at(run.steps.size() - 2);
        QVERIFY(rotation.compared.first().secret &&
                !(rotation.compared.first().secret == rotation.compared.last().secret));
        verifyNoSecret();
    }

    void refusedRenewal()
    {
        const QString id = m_world->signIn(*m_manager);
        m_world->provider.revokeEverything();
        QVERIFY(!await(m_manager->renewNow(id)));
        const FlowRun run = newest(FlowKind::Renewal);
        QCOMPARE(flowLines(run), lines("note.noted_ahead|POST /token|400"));
        QCOMPARE(run.state, FlowState::Stopped);
        QCOMPARE(run.stoppedBy->code, QStringLiteral("invalid_grant"));
        QCOMPARE(run.steps.last().error->code, QStringLiteral("invalid_grant"));
        verifyNoSecret();
    }

    void requests()
    {
        const QString id = m_world->signIn(*m_manager);
        QVERIFY(await(m_manager->userInfo(id)));
        QCOMPARE(flowLines(newest(FlowKind::Request)), lines("GET /userinfo|200"));
        QCOMPARE(newest(FlowKind::Request).steps.first().to, FlowParty::ResourceServer);
        QCOMPARE(newest(FlowKind::Request).resourceServer, QStringLiteral("127.0.0.1"));
        QVERIFY(await(m_manager->introspect(id)));
        QCOMPARE(flowLines(newest(FlowKind::Request)).size(), 2);
        QCOMPARE(newest(FlowKind::Request).accountId, id);
        verifyNoSecret();
    }

    void signOut()
    {
        const QString id = m_world->signIn(*m_manager);
        QVERIFY(await(m_manager->signOut(id, false)));
        const FlowRun run = newest(FlowKind::SignOut);
        QCOMPARE(flowLines(run), lines("POST /revoke|200|POST /revoke|200|note.removed"));
        QCOMPARE(run.state, FlowState::Done);
        QVERIFY(run.accountId.isEmpty() && run.person.isEmpty());
        QVERIFY(recorder().runsOf(id).isEmpty());
        QCOMPARE(newest(FlowKind::BrowserSignIn).id, quint64(0));
        verifyNoSecret();
    }

    void grantKept()
    {
        const QString id = m_world->signIn(*m_manager);
        QVERIFY(await(m_manager->signOut(id, true)));
        QCOMPARE(flowLines(newest(FlowKind::SignOut)), lines("note.grant_kept|note.removed"));
    }

    void endOfTheProvidersSession()
    {
        const QString id = m_world->signIn(*m_manager);
        auto plan = *m_manager->endSessionPlan(id);
        plan.postLogoutRedirectUri = QUrl(QStringLiteral("http://127.0.0.1/signed-out"));
        QVERIFY(await(m_manager->signOut(id, false)));
        QVERIFY(await(endProviderSession(m_manager->environment(), plan, {})));
        const QStringList got = flowLines(newest(FlowKind::SignOut));
        QCOMPARE(got.size(), 5);
        QVERIFY(got.first().startsWith(u"opened "));
        QCOMPARE(got.mid(2), lines("redirect|callback|passed state"));
        verifyNoSecret();
    }

    void declined()
    {
        m_world->plan.decision = RobotDecision::Deny;
        QVERIFY(m_world->signIn(*m_manager).isEmpty());
        const FlowRun run = newest(FlowKind::BrowserSignIn);
        const QStringList got = flowLines(run, QStringLiteral("/jwks"));
        QCOMPARE(got.mid(got.indexOf(QStringLiteral("person"))),
                 lines("person|redirect|callback|passed path|passed state|passed iss"));
        QCOMPARE(run.state, FlowState::Stopped);
        QCOMPARE(run.stoppedBy->code, QStringLiteral("access_denied"));
        verifyNoSecret();
    }

    void aStrangersAnswer()
    {
        m_world->plan.atSignIn = [this] {
            const auto fields = decodeForm(m_world->opened.last().query(QUrl::FullyEncoded).toLatin1());
            QUrl back(singleField(*fields, u"redirect_uri")->value_or(QString()));
            back.setQuery(QStringLiteral("code=canary-of-a-stranger&state=canary-not-ours"));
            m_secrets.take(back);
            getPage(std::make_shared<Browser>(), back);
        };
        QVERIFY(!m_world->signIn(*m_manager).isEmpty());
        const QStringList got = flowLines(newest(FlowKind::BrowserSignIn), QStringLiteral("/jwks"));
        const auto at = got.indexOf(QStringLiteral("FAILED state"));
        QVERIFY(at > 0);
        QCOMPARE(got.at(at - 1), QStringLiteral("callback"));
        QVERIFY(got.contains(QStringLiteral("passed state")));
        verifyNoSecret();
    }

    void pasted()
    {
        std::function<Result<void>(const QString&)> paste;
        SignInRequest request = m_world->request();
        request.flow = SignInFlow::Paste;
        request.onProgress = [&paste](const SignInProgress& progress) {
            if (progress.paste)
                paste = progress.paste;
        };
        m_world->plan.atHop = [&paste](const QUrl& hop) {
            if (hop.path() == u"/callback" && paste)
                QVERIFY(paste(hop.toString(QUrl::FullyEncoded)));
        };
        QVERIFY(await(m_manager->signIn(request)));
        const QStringList got = flowLines(newest(FlowKind::BrowserSignIn), QStringLiteral("/jwks"));
        QVERIFY(got.contains(QStringLiteral("pasted")) && !got.contains(QStringLiteral("callback")));
        verifyNoSecret();
    }

    /// The same journey without anybody who records.
    void withoutARecorder()
    {
        Environment environment = m_manager->environment();
        environment.recorder.reset();
        environment.http = std::make_shared<HttpClient>();
        environment.jwkSets = std::make_shared<RemoteJwkSets>(environment.http, m_world->clock);
        environment.discovery = std::make_shared<DiscoveryCache>(environment.http, m_world->clock);
        SessionManager silent(environment);
        QVERIFY(await(silent.load()));
        const QString id = m_world->signIn(silent);
        QVERIFY(!id.isEmpty());
        QVERIFY(await(silent.renewNow(id)));
        QVERIFY(await(silent.signOut(id, false)));
    }

    void pushedAndBound() // RFC 9126, RFC 9449
    {
        BoundProvider provider(m_world->clock);
        QNetworkAccessManager browser; // follows redirects
        Environment environment = m_manager->environment();
        environment.openUrl = [this, &browser](const QUrl& address) {
            m_world->opened.append(address);
            QNetworkReply* reply = browser.get(QNetworkRequest(address));
            connect(reply, &QNetworkReply::finished, reply, &QObject::deleteLater);
            return Result<void>();
        };
        QTemporaryDir folder;
        environment.configDirectory = folder.path();
        environment.secrets = std::make_shared<ScriptedStore>();
        SessionManager bound(environment);
        QVERIFY(await(bound.load()));
        SignInRequest request;
        request.registration.issuer = provider.issuer();
        request.registration.clientId = QStringLiteral("desk");
        request.registration.dpop = DpopUse::Required;
        const auto outcome = await(bound.signIn(request));
        QVERIFY(outcome);
        const QStringList got = flowLines(newest(FlowKind::BrowserSignIn), QStringLiteral("/jwks"));
        QCOMPARE(
            got.mid(0, got.indexOf(QStringLiteral("passed scope"))),
            lines("sign-in asked|GET /.well-known/openid-configuration|200|POST /par|400|note.dpop_nonce|"
                  "POST /par|201|note.pushed|opened /authorize|browser asks /authorize|page|person|redirect|"
                  "callback|passed path|passed state|passed iss|passed pkce|POST /token|200"));
        QVERIFY(await(bound.userInfo(outcome->accountId)));
        m_world->clock->advance(std::chrono::hours(2));
        QVERIFY(await(bound.renewNow(outcome->accountId)));
        QVERIFY(flowLines(newest(FlowKind::Renewal)).contains(QStringLiteral("note.dpop_nonce")));
        QCOMPARE(provider.complaints(), QStringList());
        verifyNoSecret();
    }
};

TESSERA_TEST(FlowJourney)
#include "flow_test.moc"
