// Signing in at the twin of GitHub with the row "github": no ID token, errors with status 200, tokens that
// last and tokens that do not, on another device, and out again.
#include "tests/providers/github_twin.h"
#include "tests/providers/twin_world.h"
#include "tests/support/test_program.h"

using namespace tessera;
using namespace tessera::test;

Q_DECLARE_METATYPE(tessera::SignInFlow)

class GithubJourney final : public QObject
{
    Q_OBJECT

    std::unique_ptr<TwinWorld> m_world;
    std::unique_ptr<GithubTwin> m_github;
    std::unique_ptr<SessionManager> m_manager;

    SignInRequest request(const QString& secret = GithubTwin::clientSecret()) const
    {
        return TwinWorld::request("github", m_github->issuer(), GithubTwin::clientId(), secret);
    }
    QString signIn(const SignInRequest& request)
    {
        const auto outcome = await(m_manager->signIn(request));
        if (!outcome)
            qWarning() << outcome.error();
        return outcome ? outcome->accountId : QString();
    }

private Q_SLOTS:
    void init()
    {
        m_manager.reset();
        m_world = std::make_unique<TwinWorld>();
        m_github = std::make_unique<GithubTwin>(m_world->clock);
        m_manager = m_world->startProgram();
    }
    void cleanup() { m_manager.reset(); }

    void firstSignIn()
    {
        const auto outcome = await(m_manager->signIn(request()));
        QVERIFY2(outcome, qPrintable(codeOf(outcome)));
        QCOMPARE(outcome->account.subject, QStringLiteral("583231")); // the number, not the name
        QCOMPARE(outcome->account.name, m_github->person.name);
        QCOMPARE(outcome->account.email, m_github->person.email);
        QCOMPARE(outcome->account.issuer, m_github->issuer());
        QCOMPARE(outcome->account.scopeGranted,
                 (QStringList{QStringLiteral("read:user"), QStringLiteral("user:email")}));
        QCOMPARE(outcome->scopeRefused, QStringList());
        QVERIFY(outcome->checks.isEmpty()); // no ID token
        QVERIFY(!outcome->expiresAt);
        QCOMPARE(
            m_github->log(),
            (QStringList{QStringLiteral("GET /login/oauth/access_token"), // is anybody there?
                         QStringLiteral("GET /login/oauth/authorize"),
                         QStringLiteral("POST /login/oauth/access_token"), QStringLiteral("GET /api/v3/user"),
                         QStringLiteral("GET /api/v3/user/emails")}));
    }

    /// The access token is all there is, and it is still there tomorrow.
    void tokenThatLasts()
    {
        const QString id = signIn(request());
        const QString access = accessTokenOf(*m_manager, id);
        QVERIFY(m_github->accepts(access));
        m_manager = m_world->startProgram();
        m_world->clock->advance(std::chrono::hours(24 * 30));
        m_github->clearLog();
        const auto tokens = await(m_manager->freshTokens(id, Seconds(60)));
        QVERIFY(tokens);
        QCOMPARE(tokens->accessToken.revealString(), access);
        QVERIFY(m_github->log().isEmpty());
        QCOMPARE(m_manager->session(id)->phase, Phase::Active);
    }

    void errorsWithStatus200_data()
    {
        QTest::addColumn<QString>("secret");
        QTest::addColumn<bool>("emailIsVerified");
        QTest::addColumn<QString>("code");
        QTest::newRow("good") << GithubTwin::clientSecret() << true << QString();
        QTest::newRow("wrong secret")
            << QStringLiteral("other") << true << QStringLiteral("incorrect_client_credentials");
        QTest::newRow("e-mail not confirmed")
            << GithubTwin::clientSecret() << false << QStringLiteral("unverified_user_email");
    }
    void errorsWithStatus200()
    {
        QFETCH(QString, secret);
        QFETCH(bool, emailIsVerified);
        QFETCH(QString, code);
        m_github->emailIsVerified = emailIsVerified;
        QTEST(codeOf(await(m_manager->signIn(request(secret)))), "code");
        QCOMPARE(m_world->store->entries.isEmpty(), !code.isEmpty());
    }

    void suspendedApp()
    {
        m_github->isSuspended = true;
        QCOMPARE(codeOf(await(m_manager->signIn(request()))), QStringLiteral("application_suspended"));
    }

    void renewalEndsBothBeforeIt()
    {
        m_github->expiringTokens = true;
        const QString id = signIn(request());
        const QString access = accessTokenOf(*m_manager, id);
        const QString refresh = m_world->storedRefreshToken(id);
        QVERIFY(!refresh.isEmpty());
        m_world->clock->advance(std::chrono::hours(8));
        QVERIFY(await(m_manager->freshTokens(id, Seconds(10))));
        QVERIFY(m_github->accepts(accessTokenOf(*m_manager, id)));
        QVERIFY(!m_github->accepts(access));
        QVERIFY(m_world->storedRefreshToken(id) != refresh);
        // The one in the keychain is the one that works.
        m_manager = m_world->startProgram();
        QVERIFY(await(m_manager->renewNow(id)));
    }

    /// GitHub says bad_refresh_token, with status 200, where RFC 6749 has invalid_grant.
    void deadRefreshToken()
    {
        m_github->expiringTokens = true;
        const QString id = signIn(request());
        m_world->clock->advance(std::chrono::hours(24 * 200));
        const auto renewed = await(m_manager->renewNow(id));
        QVERIFY(!renewed);
        QCOMPARE(renewed.error().code, QStringLiteral("bad_refresh_token"));
        QCOMPARE(m_manager->session(id)->phase, Phase::SignInNeeded);
        QCOMPARE(signIn(request()), id);
    }

    void offlineAccess()
    {
        SignInRequest asked = request();
        asked.registration.scope += QStringLiteral("offline_access");
        const QString id = signIn(asked);
        QVERIFY(!m_world->storedRefreshToken(id).isEmpty());
        QVERIFY(await(m_manager->renewNow(id)));
    }

    void onAnotherDeviceWithoutASecret()
    {
        m_github->expiringTokens = true;
        SignInRequest asked = request(QString());
        asked.flow = SignInFlow::Device;
        QString userCode;
        asked.onProgress = [&](const SignInProgress& progress) { userCode += progress.userCode; };
        int polls = 0;
        m_world->onPause = [&] {
            if (++polls == 3)
                m_github->device.approve();
        };
        const QString id = signIn(asked);
        QVERIFY(!id.isEmpty());
        QVERIFY(userCode.startsWith(QStringLiteral("WDJB-MJHT")));
        QCOMPARE(m_github->count(QStringLiteral("POST /login/oauth/access_token")), 3);
        QVERIFY(await(m_manager->renewNow(id))); // what came from it renews without the secret
    }

    void deviceGrantDenied()
    {
        SignInRequest asked = request(QString());
        asked.flow = SignInFlow::Device;
        m_world->onPause = [&] { m_github->device.deny(); };
        QCOMPARE(codeOf(await(m_manager->signIn(asked))), QStringLiteral("access_denied"));
    }

    void deviceGrantSwitchedOff()
    {
        m_github->deviceFlowEnabled = false;
        SignInRequest asked = request(QString());
        asked.flow = SignInFlow::Device;
        QCOMPARE(codeOf(await(m_manager->signIn(asked))), QStringLiteral("device_flow_disabled"));
    }

    void signOutUsesItsOwnApi()
    {
        const QString id = signIn(request());
        const QString access = accessTokenOf(*m_manager, id);
        const auto out = await(m_manager->signOut(id, false));
        QVERIFY(out && out->revoked);
        QVERIFY(!m_github->accepts(access));
        QVERIFY(m_github->log().last().startsWith(QStringLiteral("DELETE /api/v3/applications/")));
    }

    void nobodyThere_data()
    {
        QTest::addColumn<SignInFlow>("flow");
        QTest::newRow("browser") << SignInFlow::Browser;
        QTest::newRow("device") << SignInFlow::Device;
    }
    /// Nothing is discovered here, and yet no browser opens on a page that cannot be reached.
    void nobodyThere()
    {
        QFETCH(SignInFlow, flow);
        m_github->goOffline();
        SignInRequest asked = request();
        asked.flow = flow;
        const auto outcome = await(m_manager->signIn(asked));
        QVERIFY(!outcome);
        QCOMPARE(outcome.error().kind, ErrorKind::Offline);
        QVERIFY(m_world->opened.isEmpty());
    }
};

TESSERA_TEST(GithubJourney)
#include "github_journey_test.moc"
