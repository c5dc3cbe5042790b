// GitLab's renewal that ends both tokens and wants the redirect address, Entra's {tenantid}, Auth0's reuse
// window.
#include "tests/providers/auth0_twin.h"
#include "tests/providers/entra_twin.h"
#include "tests/providers/gitlab_twin.h"
#include "tests/providers/twin_client.h"
#include "tests/providers/twin_world.h"
#include "tests/support/test_program.h"

#include <QTcpServer>

using namespace tessera;
using namespace tessera::test;

namespace {

/// Like a port somebody chose and registered: free a moment ago.
quint16 freePort()
{
    QTcpServer server;
    if (!server.listen(QHostAddress(QHostAddress::LocalHost)))
        qFatal("no free port");
    return server.serverPort();
}

const QString kOtherTenant = QStringLiteral("99999999-8888-4777-8666-555555555555");

} // namespace

Q_DECLARE_METATYPE(std::function<void(QJsonObject&)>)

class OtherJourneys final : public QObject
{
    Q_OBJECT

    std::unique_ptr<TwinWorld> m_world;
    std::unique_ptr<SessionManager> m_manager;

    QString signIn(const SignInRequest& request)
    {
        const auto outcome = await(m_manager->signIn(request));
        if (!outcome)
            qWarning() << outcome.error();
        return outcome ? outcome->accountId : QString();
    }
    static SignInRequest gitlabRequest(const GitlabTwin& gitlab)
    {
        return TwinWorld::request("gitlab", gitlab.issuer(), GitlabTwin::clientId());
    }

private Q_SLOTS:
    void init()
    {
        m_world = std::make_unique<TwinWorld>();
        m_manager = m_world->startProgram();
    }
    void cleanup() { m_manager.reset(); }

    void gitlabRenews()
    {
        GitlabTwin gitlab(m_world->clock);
        const QString id = signIn(gitlabRequest(gitlab)); // public, though discovery lists no "none"
        QVERIFY(!id.isEmpty());
        const QString access = accessTokenOf(*m_manager, id);
        for (int i = 0; i < 3; ++i) {
            m_manager = m_world->startProgram(); // the redirect address is remembered with the grant
            m_world->clock->advance(Seconds(7200));
            QVERIFY(await(m_manager->freshTokens(id, Seconds(10))));
        }
        QVERIFY(gitlab.accepts(accessTokenOf(*m_manager, id)));
        QVERIFY(!gitlab.accepts(access));
        const auto out = await(m_manager->signOut(id, false));
        QVERIFY(out && out->revoked);
    }

    void gitlabRenewsEarly()
    {
        GitlabTwin gitlab(m_world->clock);
        const QString id = signIn(gitlabRequest(gitlab));
        const QString access = accessTokenOf(*m_manager, id);
        QVERIFY(await(m_manager->renewNow(id)));
        QVERIFY(!gitlab.accepts(access));        // not past its end, and dead
        QVERIFY(await(m_manager->userInfo(id))); // nobody here still uses the old one
    }

    void gitlabOnAnotherDevice()
    {
        GitlabTwin gitlab(m_world->clock);
        SignInRequest asked = gitlabRequest(gitlab);
        asked.flow = SignInFlow::Device;
        m_world->onPause = [&] { gitlab.device.approve(); };
        const QString id = signIn(asked); // the endpoint is missing from discovery, the row has it
        QVERIFY(!id.isEmpty());
        QVERIFY(await(m_manager->renewNow(id)));
    }

    void entraTenants_data()
    {
        QTest::addColumn<QString>("asked");
        QTest::addColumn<QStringList>("pinned");
        QTest::addColumn<std::function<void(QJsonObject&)>>("claims");
        QTest::addColumn<QString>("code");
        using Spoil = std::function<void(QJsonObject&)>;
        const QString own = EntraTwin(nullptr).tenant;
        const auto row = [](const char* name, const QString& asked, const QStringList& pinned,
                            const Spoil& spoil, const char* code) {
            QTest::newRow(name) << asked << pinned << spoil << QString::fromLatin1(code);
        };
        const auto claim = [](const char* name, const QString& value) -> Spoil {
            return [=](QJsonObject& claims) { claims.insert(QLatin1String(name), value); };
        };
        const QString common = QStringLiteral("common");
        row("common", common, {}, {}, "");
        row("organizations", QStringLiteral("organizations"), {}, {}, "");
        row("its own tenant", own, {}, {}, "");
        row("pinned to the tenant", common, {own}, {}, "");
        row("pinned to two", common, {kOtherTenant, own}, {}, "");
        row("pinned to another", common, {kOtherTenant}, {}, "id_token.tenant");
        row("tid of another tenant than iss", common, {}, claim("tid", kOtherTenant),
            "id_token.iss_mismatch");
        row(
            "both of another, pinned", common, {own},
            [](QJsonObject& claims) {
                const QString iss = claims.value(u"iss").toString();
                claims.insert(u"iss", QString(iss).replace(claims.value(u"tid").toString(), kOtherTenant));
                claims.insert(u"tid", kOtherTenant);
            },
            "id_token.tenant");
        row(
            "no tid", common, {}, [](QJsonObject& claims) { claims.remove(u"tid"); }, "id_token.claim");
        row("the braces themselves", common, {}, claim("tid", QStringLiteral("{tenantid}")),
            "id_token.tenant");
        row("a path in the tid", common, {}, claim("tid", own + QStringLiteral("/../x")), "id_token.tenant");
        row("iss of a stranger", common, {}, claim("iss", QStringLiteral("https://evil.example/v2.0")),
            "id_token.iss_mismatch");
    }
    void entraTenants()
    {
        QFETCH(QString, asked);
        QFETCH(QStringList, pinned);
        QFETCH(std::function<void(QJsonObject&)>, claims);
        EntraTwin entra(m_world->clock);
        entra.claims = claims;
        SignInRequest request = TwinWorld::request(asked == u"common" ? "microsoft-any" : "microsoft",
                                                   entra.issuerAt(asked), EntraTwin::clientId());
        request.registration.traits.tenants = pinned;
        const auto outcome = await(m_manager->signIn(request));
        QTEST(codeOf(outcome), "code");
        QCOMPARE(m_world->store->entries.isEmpty(), !outcome.has_value());
        if (!outcome)
            return;
        QCOMPARE(outcome->account.issuer, entra.issuerAt(entra.tenant)); // never the shared address
        m_world->clock->advance(Seconds(3900));
        QVERIFY(await(m_manager->freshTokens(outcome->accountId, Seconds(10))));
        // The tenant stands in the renewed ID token too, and it stays the one it was.
        m_manager = m_world->startProgram();
        entra.tenant = kOtherTenant;
        const auto moved = await(m_manager->renewNow(outcome->accountId));
        QVERIFY(!moved);
        QCOMPARE(moved.error().kind, ErrorKind::Untrusted);
    }

    void entraSingleTenantApp()
    {
        EntraTwin entra(m_world->clock);
        entra.isSingleTenant = true;
        const auto outcome = await(m_manager->signIn(TwinWorld::request(
            "microsoft-any", entra.issuerAt(QStringLiteral("common")), EntraTwin::clientId())));
        QCOMPARE(codeOf(outcome), QStringLiteral("invalid_request"));
        QVERIFY(outcome.error().detail.startsWith(QStringLiteral("AADSTS50194")));
    }

    void entraHasNoRevocation()
    {
        EntraTwin entra(m_world->clock);
        const QString id =
            signIn(TwinWorld::request("microsoft", entra.issuerAt(entra.tenant), EntraTwin::clientId()));
        QVERIFY(await(m_manager->signOut(id, false)));
        QVERIFY(m_world->store->entries.isEmpty());
    }

    void auth0ReuseWindow_data()
    {
        QTest::addColumn<int>("renewals");
        QTest::addColumn<int>("seconds");
        QTest::addColumn<bool>("lives");
        QTest::newRow("answer lost, tried again at once") << 1 << 5 << true;
        QTest::newRow("answer lost, tried again too late") << 1 << 31 << false;
        QTest::newRow("an older copy of the keychain") << 2 << 1 << false;
    }
    /// The server rotated and the keychain did not hear of it.
    void auth0ReuseWindow()
    {
        QFETCH(int, renewals);
        QFETCH(int, seconds);
        QFETCH(bool, lives);
        Auth0Twin auth0(m_world->clock);
        const QString redirect = QStringLiteral("http://127.0.0.1:%1/callback").arg(freePort());
        auth0.callbacks = {redirect};
        SignInRequest request = TwinWorld::request("auth0", auth0.issuer(), Auth0Twin::clientId());
        request.registration.redirectUri = QUrl(redirect);
        const QString id = signIn(request);
        QVERIFY(!id.isEmpty());
        QString newest = m_world->storedRefreshToken(id);
        const TwinClient thief;
        for (int i = 0; i < renewals; ++i)
            newest = TwinClient::member(
                thief.post(auth0.origin() + QStringLiteral("/oauth/token"),
                           {{QStringLiteral("grant_type"), QStringLiteral("refresh_token")},
                            {QStringLiteral("client_id"), Auth0Twin::clientId()},
                            {QStringLiteral("refresh_token"), newest}}),
                u"refresh_token");
        QVERIFY(!newest.isEmpty());
        m_world->clock->advance(Seconds(seconds));
        const auto renewed = await(m_manager->renewNow(id));
        QTEST(renewed.has_value(), "lives");
        QCOMPARE(auth0.familyIsAlive(), lives);
        QCOMPARE(m_manager->session(id)->phase, lives ? Phase::Active : Phase::SignInNeeded);
        if (lives)
            return;
        QTRY_VERIFY(m_world->browserIsDone());
        QCOMPARE(signIn(request), id); // and the person is back
        QVERIFY(auth0.familyIsAlive());
    }
};

TESSERA_TEST(OtherJourneys)
#include "other_journeys_test.moc"
