// Fetching and judging a metadata document. The rules of the document itself: oauth's tests.
#include "core/oidc/discovery.h"
#include "tests/support/await.h"
#include "tests/support/connect_proxy.h"
#include "tests/support/hostile_server.h"
#include "tests/support/test_certificate.h"
#include "tests/support/test_program.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QTest>

namespace tessera::test {
namespace {

QByteArray document(const QString& issuer)
{
    const QJsonObject object{
        {QStringLiteral("issuer"), issuer},
        {QStringLiteral("authorization_endpoint"), QString(issuer + QStringLiteral("/authorize"))},
        {QStringLiteral("token_endpoint"), QString(issuer + QStringLiteral("/token"))},
        {QStringLiteral("jwks_uri"), QString(issuer + QStringLiteral("/jwks"))},
        {QStringLiteral("response_types_supported"), QJsonArray{QStringLiteral("code")}},
        {QStringLiteral("code_challenge_methods_supported"), QJsonArray{QStringLiteral("S256")}}};
    return QJsonDocument(object).toJson();
}

QByteArray requestLine(const QByteArray& request)
{
    return request.first(request.indexOf("\r\n"));
}

/// What the server says; `%1` in a header or body is its own origin.
struct Script
{
    int status = 200;
    QByteArrayList headers{"Content-Type: application/json"};
    QByteArray body;
};

} // namespace
} // namespace tessera::test

Q_DECLARE_METATYPE(tessera::test::Script)

namespace tessera::test {

class DiscoveryTest final : public QObject
{
    Q_OBJECT

    static Result<AuthorizationServerMetadata> ask(const QString& issuer, std::stop_token stop = {})
    {
        return await(discover(std::make_shared<HttpClient>(), issuer, stop));
    }
    static QString issuerOf(const HostileServer& server, const QString& path = {})
    {
        return QStringLiteral("http://127.0.0.1:%1%2").arg(server.port()).arg(path);
    }

private Q_SLOTS:
    /// Entra's shared addresses name a pattern, a tenant asked for by its domain names its number.
    void serverOfTenants_data()
    {
        QTest::addColumn<QString>("named"); ///< %1 is the origin
        QTest::addColumn<QString>("code");
        QTest::addColumn<bool>("shared");
        const char* tenant = "%1/9188040d-6c67-4c5b-b112-36a304b66dad/v2.0";
        QTest::newRow("the pattern") << "%1/{tenantid}/v2.0" << QString() << true;
        QTest::newRow("a tenant") << QString::fromLatin1(tenant) << QString() << false;
        QTest::newRow("as asked") << "%1/common/v2.0" << QString() << false;
        const QString mismatch = QStringLiteral("metadata.issuer_mismatch");
        QTest::newRow("A067 another address") << "%1/evil/v2.0" << mismatch << false;
        QTest::newRow("A067 another origin") << "https://evil.example/{tenantid}/v2.0" << mismatch << false;
        QTest::newRow("A067 path in the tenant")
            << "%1/9188040d-6c67-4c5b-b112-36a304b66d/x/v2.0" << mismatch << false;
        QTest::newRow("A067 more behind") << "%1/{tenantid}/v2.0/" << mismatch << false;
    }
    void serverOfTenants()
    {
        QFETCH(QString, named);
        QFETCH(QString, code);
        HostileServer server({});
        const QString origin = issuerOf(server);
        if (named.contains(u'%'))
            named = named.arg(origin);
        QByteArray body = document(origin);
        body.replace('"' + origin.toLatin1() + "\",", '"' + named.toLatin1() + "\",");
        server.setReplies({HostileReply::json(body)});
        const auto answer =
            await(discoverDated(std::make_shared<HttpClient>(), origin + QStringLiteral("/common/v2.0"), {},
                                origin + QStringLiteral("/{tenantid}/v2.0")));
        QCOMPARE(answer ? QString() : answer.error().code, code);
        if (!answer)
            return;
        QTEST(answer->metadata.issuerIsShared, "shared");
        if (!answer->metadata.issuerIsShared)
            QCOMPARE(answer->metadata.issuer, named);
    }

    /// oidcc-client-test-discovery-openid-config, N104
    void openIdDocument()
    {
        HostileServer server({});
        const QString issuer = issuerOf(server, QStringLiteral("/tenant"));
        server.setReplies({HostileReply::json(document(issuer))});
        const auto metadata = ask(issuer);
        QVERIFY2(metadata, metadata ? "" : qPrintable(metadata.error().code));
        QCOMPARE(metadata->issuer, issuer);
        QCOMPARE(metadata->jwksUri, QUrl(issuer + QStringLiteral("/jwks")));
        QCOMPARE(server.requests().size(), 1);
        QCOMPARE(requestLine(server.requests().first()),
                 QByteArray("GET /tenant/.well-known/openid-configuration HTTP/1.1"));
        QVERIFY(!server.requests().first().toLower().contains("authorization:"));
        QVERIFY(!server.requests().first().toLower().contains("cookie:"));
    }

    void goesOnAfter404() // N040
    {
        HostileServer server({});
        const QString issuer = issuerOf(server, QStringLiteral("/tenant"));
        server.setReplies(
            {HostileReply::with(404, {}), HostileReply::with(404, {}), HostileReply::json(document(issuer))});
        const auto metadata = ask(issuer);
        QVERIFY2(metadata, metadata ? "" : qPrintable(metadata.error().code));
        QCOMPARE(server.requests().size(), 3);
    }

    void nothingThere()
    {
        HostileServer server({HostileReply::with(404, {})});
        const auto metadata = ask(issuerOf(server, QStringLiteral("/tenant")));
        QCOMPARE(metadata.error().code, QStringLiteral("discovery.not_found"));
        QCOMPARE(metadata.error().kind, ErrorKind::Malformed);
        QVERIFY(server.requests().size() >= 2);
    }

    void badIssuerAsksNobody_data()
    {
        QTest::addColumn<QString>("issuer");
        QTest::newRow("A068 http") << QStringLiteral("http://op.example");
        QTest::newRow("A069 query") << QStringLiteral("https://op.example?x=1");
        QTest::newRow("A069 user information") << QStringLiteral("https://user@op.example");
        QTest::newRow("A075 backslash") << QStringLiteral("https://op.example\\@evil.example");
        QTest::newRow("empty") << QString();
    }
    void badIssuerAsksNobody()
    {
        QFETCH(QString, issuer);
        const auto metadata = ask(issuer);
        QVERIFY(!metadata);
        QCOMPARE(metadata.error().kind, ErrorKind::Configuration);
        QVERIFY(metadata.error().code.startsWith(u"issuer."));
    }

    void refused_data()
    {
        QTest::addColumn<Script>("script");
        QTest::addColumn<QString>("code");
        const auto row = [](const char* name, const Script& script, const char* code) {
            QTest::newRow(name) << script << QString::fromLatin1(code);
        };
        const QByteArray good = document(QStringLiteral("%1"));
        const QByteArray json = "Content-Type: application/json";
        row("A067 oidcc-client-test-discovery-issuer-mismatch",
            {200, {json}, document(QStringLiteral("https://op.example"))}, "metadata.issuer_mismatch");
        row("A067 trailing slash", {200, {json}, QByteArray(good).replace("\"%1\"", "\"%1/\"")},
            "metadata.issuer_mismatch");
        row("A083 512 KiB and one", {200, {json}, QByteArray(512 * 1024 + 1, ' ')}, "net.too_large");
        row("A084 duplicate issuer",
            {200, {json}, QByteArray(good).replace("{", "{\"issuer\":\"https://evil.example\",")},
            "json.duplicate_name");
        row("A084 deep", {200, {json}, "{\"a\":" + QByteArray(100'000, '[')}, "json.depth");
        row("A084 byte order mark", {200, {json}, "\xef\xbb\xbf" + good}, "json.encoding");
        row("A084 trailing data", {200, {json}, good + "{}"}, "json.syntax");
        row("A084 NUL", {200, {json}, QByteArray("{\"issuer\":\"\0\"}", 14)}, "json.syntax");
        row("A085 to another origin", {302, {"Location: http://127.0.0.1:9/x"}, {}}, "net.redirect");
        row("A085 to https of elsewhere", {307, {"Location: https://evil.example/"}, {}}, "net.redirect");
        row("A086 loop", {302, {"Location: /again"}, {}}, "net.redirect");
        row("A087 HTML that is JSON", {200, {"Content-Type: text/html"}, good}, "http.content_type");
        row("A087 no type", {200, {}, good}, "http.content_type");
        row("A088 captive portal", {200, {"Content-Type: text/html"}, "<html>Please sign in</html>"},
            "http.content_type");
        row("A089 500", {500, {json}, good}, "http.status");
        row("A089 401", {401, {json}, good}, "http.status");
        row("N104 201", {201, {json}, good}, "http.status");
        row("A118 array", {200, {json}, "[]"}, "json.not_an_object");
    }
    void refused()
    {
        QFETCH(Script, script);
        HostileServer server({});
        const QByteArray own = issuerOf(server).toLatin1();
        server.setReplies(
            {HostileReply::with(script.status, script.headers, script.body.replace("%1", own))});
        const auto metadata = ask(issuerOf(server));
        QVERIFY(!metadata);
        QTEST(metadata.error().code, "code");
        QVERIFY2(metadata.error().endpoint.startsWith(issuerOf(server)),
                 qPrintable(metadata.error().endpoint));
        QVERIFY(server.requests().size() <= 1 + limits::kRedirects);
    }

    void accepted_data()
    {
        QTest::addColumn<QList<Script>>("scripts");
        const QByteArray good = document(QStringLiteral("%1"));
        QTest::newRow("A087 with charset")
            << QList<Script>{{200, {"Content-Type: application/json; charset=utf-8"}, good}};
        QTest::newRow("A085 redirect to the same origin") << QList<Script>{
            {301, {"Location: /elsewhere"}, {}}, {200, {"Content-Type: application/json"}, good}};
    }
    void accepted()
    {
        QFETCH(QList<Script>, scripts);
        HostileServer server({});
        QList<HostileReply> replies;
        for (Script& script : scripts) {
            script.body.replace("%1", issuerOf(server).toLatin1());
            replies.append(HostileReply::with(script.status, script.headers, script.body));
        }
        server.setReplies(replies);
        const auto metadata = ask(issuerOf(server));
        QVERIFY2(metadata, metadata ? "" : qPrintable(metadata.error().code));
    }

    /// A network's own page, over a connection whose certificate this computer trusts.
    void captivePortal() // A088
    {
        const TestIdentity identity = makeTestIdentity({"DNS:op.example"});
        const HostileServer server({HostileReply::with(200, {"Content-Type: text/html"}, "<html>Sign in")},
                                   identity.serverConfiguration());
        const ConnectProxy proxy({{"op.example:443", server.port()}});
        qputenv("https_proxy", proxy.address());
        const auto http = std::make_shared<HttpClient>();
        http->accessManager()->setExtraTrust({{{QStringLiteral("op.example")}, {identity.certificate}}});
        const auto metadata = await(discover(http, QStringLiteral("https://op.example")));
        qunsetenv("https_proxy");
        QVERIFY(!metadata);
        QCOMPARE(metadata.error().code, QStringLiteral("net.captive_portal"));
        QCOMPARE(metadata.error().kind, ErrorKind::Offline); // no account is harmed by it
        QVERIFY(metadata.error().endpoint.startsWith(QStringLiteral("https://op.example/")));
        QCOMPARE(server.requests().size(), 1);
    }

    void keepsTheDate()
    {
        HostileServer server({});
        const QByteArray body = document(issuerOf(server));
        server.setReplies(
            {HostileReply::with(404, {"Date: Thu, 01 Jan 2026 00:00:00 GMT"}),
             HostileReply::with(
                 200, {"Content-Type: application/json", "Date: Fri, 02 Jan 2026 03:04:05 GMT"}, body)});
        const auto answer = await(discoverDated(std::make_shared<HttpClient>(), issuerOf(server)));
        QVERIFY(answer);
        QVERIFY(answer->serverDate);
        QCOMPARE(toUnixSeconds(answer->serverDate->at), 1767323045); // of the answer that counts
        server.setReplies({HostileReply::json(body)});
        const auto undated = await(discoverDated(std::make_shared<HttpClient>(), issuerOf(server)));
        QVERIFY(undated);
        QVERIFY(!undated->serverDate);
    }

    /// A325: what the document names is asked only where its name leads to the issuer's own neighbourhood.
    void holdsEndpointsToTheIssuer()
    {
        HostileServer server({});
        QByteArray body = document(issuerOf(server));
        body.replace(issuerOf(server).toLatin1() + "/jwks", "https://keys.example/jwks");
        server.setReplies({HostileReply::json(body)});
        const auto http = std::make_shared<HttpClient>();
        const QHostAddress inTheNetwork(QStringLiteral("10.0.0.1"));
        http->accessManager()->setHostLookup(
            [inTheNetwork](const QString&, QObject*, const FoundAddresses& found) { found({inTheNetwork}); });
        const auto metadata = await(discover(http, issuerOf(server), {}));
        QVERIFY2(metadata, metadata ? "" : qPrintable(metadata.error().code));
        HttpRequest keys;
        keys.url = metadata->jwksUri;
        const auto response = await(http->send(keys));
        QCOMPARE(response.error().code, QStringLiteral("net.local_address"));
        QCOMPARE(response.error().kind, ErrorKind::Untrusted);
        QCOMPARE(response.error().endpoint, QStringLiteral("https://keys.example/jwks"));
    }

    void nobodyListens() // A089
    {
        quint16 port = 0;
        {
            const HostileServer gone({});
            port = gone.port();
        }
        const auto metadata = ask(QStringLiteral("http://127.0.0.1:%1").arg(port));
        QCOMPARE(metadata.error().kind, ErrorKind::Offline);
    }

    void stops()
    {
        std::stop_source stop;
        stop.request_stop();
        const HostileServer server({HostileReply::with(404, {})});
        const auto metadata = ask(issuerOf(server), stop.get_token());
        QCOMPARE(metadata.error().kind, ErrorKind::Cancelled);
    }
};

} // namespace tessera::test

TESSERA_TEST(tessera::test::DiscoveryTest)
#include "discovery_test.moc"
