// When a kept server is begun with, and which change of it ends the sign-in. The whole sign-in at a server
// that changes: tests/hostile.
#include "core/session/server_confirmation.h"

#include "tests/core/session/session_world.h"
#include "tests/support/test_program.h"

#include <QJsonDocument>
#include <QTest>

using namespace tessera;
using namespace tessera::test;

using Change = std::function<void(AuthorizationServerMetadata&)>;
Q_DECLARE_METATYPE(Change)

namespace {

AuthorizationServerMetadata sample()
{
    AuthorizationServerMetadata metadata;
    metadata.issuer = QStringLiteral("https://op.example");
    metadata.authorizationEndpoint = QUrl(QStringLiteral("https://op.example/authorize"));
    metadata.tokenEndpoint = QUrl(QStringLiteral("https://op.example/token"));
    metadata.jwksUri = QUrl(QStringLiteral("https://keys.example/jwks"));
    metadata.authorizationResponseIssParameterSupported = true;
    return metadata;
}

} // namespace

class ServerConfirmationTest final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void changes_data()
    {
        QTest::addColumn<Change>("change");
        QTest::addColumn<QString>("named");
        const auto row = [](const char* name, const Change& change, const char* named) {
            QTest::newRow(name) << change << QString::fromLatin1(named);
        };
        using M = AuthorizationServerMetadata;
        const auto url = [](const char* text) { return QUrl(QString::fromLatin1(text)); };
        row(
            "none", [](M&) {}, "");
        row(
            "another path on the host", [=](M& m) { m.tokenEndpoint = url("https://op.example/v2/token"); },
            "");
        row(
            "a scope more", [](M& m) { m.scopesSupported = QStringList{QStringLiteral("x")}; }, "");
        row(
            "an endpoint more on the host", [=](M& m) { m.revocationEndpoint = url("https://op.example/r"); },
            "");
        row(
            "an endpoint gone", [](M& m) { m.jwksUri = QUrl(); }, "");
        row(
            "A077 token endpoint elsewhere",
            [=](M& m) { m.tokenEndpoint = url("https://evil.example/token"); }, "token_endpoint");
        row(
            "A077 keys elsewhere", [=](M& m) { m.jwksUri = url("https://evil.example/jwks"); }, "jwks_uri");
        row(
            "A077 another port", [=](M& m) { m.tokenEndpoint = url("https://op.example:8443/token"); },
            "token_endpoint");
        row(
            "authorization endpoint on the host",
            [=](M& m) { m.authorizationEndpoint = url("https://op.example/login"); },
            "authorization_endpoint");
        row(
            "authorization endpoint elsewhere, told once",
            [=](M& m) { m.authorizationEndpoint = url("https://evil.example/"); }, "authorization_endpoint");
        row(
            "A052 iss no longer promised", [](M& m) { m.authorizationResponseIssParameterSupported = false; },
            "authorization_response_iss_parameter_supported");
        row(
            "A348 takes requests ahead now",
            [=](M& m) { m.pushedAuthorizationRequestEndpoint = url("https://op.example/par"); },
            "pushed_authorization_request_endpoint");
        row(
            "A348 wants them ahead now", [](M& m) { m.requirePushedAuthorizationRequests = true; },
            "require_pushed_authorization_requests");
        row(
            "another tenant", [](M& m) { m.issuer += QStringLiteral("/tenant"); }, "issuer");
        row(
            "of tenants", [](M& m) { m.issuerIsShared = true; }, "issuer");
    }
    void changes()
    {
        QFETCH(Change, change);
        AuthorizationServerMetadata now = sample();
        change(now);
        QTEST(changedPromises(sample(), now).join(u' '), "named");
    }

    void beginsWithWhatIsKept_data()
    {
        QTest::addColumn<SignInFlow>("flow");
        QTest::addColumn<QString>("extra"); ///< a member that the file says
        QTest::addColumn<bool>("newProcess");
        QTest::addColumn<bool>("atOnce");
        const QString none;
        const QString par = QStringLiteral("\"pushed_authorization_request_endpoint\":\"%1/par\"");
        const QString phishing = QStringLiteral("\"authorization_endpoint\":\"https://evil.example/a\"");
        QTest::newRow("browser") << SignInFlow::Browser << none << false << true;
        QTest::newRow("pasting") << SignInFlow::Paste << none << false << true;
        QTest::newRow("device") << SignInFlow::Device << none << false << false;
        QTest::newRow("from disk") << SignInFlow::Browser << none << true << true;
        QTest::newRow("A211 from disk, another page for passwords")
            << SignInFlow::Browser << phishing << true << false;
        QTest::newRow("A211 from disk, the request would be sent ahead")
            << SignInFlow::Browser << par << true << false;
    }
    void beginsWithWhatIsKept()
    {
        QFETCH(SignInFlow, flow);
        QFETCH(QString, extra);
        QFETCH(bool, newProcess);
        SessionWorld world;
        SignInRequest request = world.request();
        request.flow = flow;
        const DiscoveryKey key{request.registration.issuer, {}};
        Environment environment = world.environment();
        const QString folder = world.directory.filePath(QStringLiteral("discovery"));
        environment.discovery = std::make_shared<DiscoveryCache>(environment.http, world.clock, folder);
        QVERIFY(await(DiscoveryCache::ask(environment.discovery, key, {})));
        if (!extra.isEmpty()) {
            auto file = *DiscoveryFiles(folder).read(key);
            const QString text = extra.contains(u'%') ? extra.arg(key.issuer) : extra;
            const QJsonObject said = QJsonDocument::fromJson('{' + text.toLatin1() + '}').object();
            for (auto it = said.constBegin(); it != said.constEnd(); ++it)
                file.document.insert(it.key(), it.value());
            DiscoveryFiles(folder).write(key, file);
        }
        if (newProcess)
            environment.discovery = std::make_shared<DiscoveryCache>(environment.http, world.clock, folder);
        const auto server = await(serverToBeginWith(environment, request, {}));
        QVERIFY(server);
        QTEST(server->confirmation.has_value(), "atOnce");
        QVERIFY(server->answer.metadata.authorizationEndpoint.host() != u"evil.example");
        const auto confirmed = await(confirmServer(environment, *server));
        QVERIFY(confirmed);
        QCOMPARE(world.provider.paths().size(), 2); // asked again, now or beside
    }

    /// What was only read from disk needs the issuer's word before a code is sent.
    void outOfReach_data()
    {
        QTest::addColumn<bool>("newProcess");
        QTest::addColumn<QString>("code");
        QTest::newRow("A089 first-hand") << false << QString();
        QTest::newRow("A211 from disk") << true << QStringLiteral("net.connection_refused");
    }
    void outOfReach()
    {
        QFETCH(bool, newProcess);
        SessionWorld world;
        const SignInRequest request = world.request();
        Environment environment = world.environment();
        const QString folder = world.directory.filePath(QStringLiteral("discovery"));
        environment.discovery = std::make_shared<DiscoveryCache>(environment.http, world.clock, folder);
        QVERIFY(await(DiscoveryCache::ask(environment.discovery, {request.registration.issuer, {}}, {})));
        if (newProcess)
            environment.discovery = std::make_shared<DiscoveryCache>(environment.http, world.clock, folder);
        world.provider.goOffline();
        const auto server = await(serverToBeginWith(environment, request, {}));
        QVERIFY(server && server->confirmation);
        const auto confirmed = await(confirmServer(environment, *server));
        QTEST(confirmed ? QString() : confirmed.error().code, "code");
    }

    void stops()
    {
        SessionWorld world;
        const SignInRequest request = world.request();
        Environment environment = world.environment();
        environment.discovery = std::make_shared<DiscoveryCache>(environment.http, world.clock);
        QVERIFY(await(DiscoveryCache::ask(environment.discovery, {request.registration.issuer, {}}, {})));
        std::stop_source stop;
        const auto server = await(serverToBeginWith(environment, request, stop.get_token()));
        QVERIFY(server && server->confirmation);
        stop.request_stop();
        QCOMPARE(await(confirmServer(environment, *server)).error().kind, ErrorKind::Cancelled);
    }
};

TESSERA_TEST(ServerConfirmationTest)
#include "server_confirmation_test.moc"
