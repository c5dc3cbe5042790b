// RFC 9126: what is pushed, how the answer is judged, and what is left for the browser (N044, N045, A347,
// A348).
#include "core/oauth/pushed_authorization.h"

#include "core/jose/jwt.h"
#include "core/jose/key_output.h"
#include "core/oauth/code_flow.h"
#include "tests/core/oauth/oauth_test_support.h"
#include "tests/support/await.h"
#include "tests/support/hostile_server.h"
#include "tests/support/test_program.h"

#include <QTest>

namespace tessera::test {
namespace {

constexpr const char* kGood =
    R"({"request_uri":"urn:ietf:params:oauth:request_uri:6esc_11ACC5bwc014ltc14eY22c","expires_in":60})";

AuthorizationServerMetadata pushing(const QUrl& endpoint)
{
    auto metadata = exampleMetadata();
    metadata.pushedAuthorizationRequestEndpoint = endpoint;
    return metadata;
}

Result<PushedRequest> push(const HostileServer& server, const ClientRegistration& client,
                           const AuthorizationRequest& request,
                           const Requester& requester = exampleRequester())
{
    return await(pushAuthorizationRequest(requester, pushing(server.url()), client, request, {}));
}

FormFields bodyOf(const QByteArray& request)
{
    return *decodeForm(request.sliced(request.indexOf("\r\n\r\n") + 4));
}

QByteArray headerOf(const QByteArray& request, const QByteArray& name)
{
    for (const QByteArray& line : request.first(request.indexOf("\r\n\r\n")).split('\n'))
        if (line.toLower().startsWith(name.toLower() + ':'))
            return line.sliced(name.size() + 1).trimmed();
    return {};
}

} // namespace

class PushedAuthorizationTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void answers_data()
    {
        QTest::addColumn<int>("status");
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<QString>("code");
        const auto row = [](const char* name, int status, const QByteArray& body, const char* code) {
            QTest::newRow(name) << status << body << QString::fromLatin1(code);
        };
        const auto uri = [](const QByteArray& text) {
            return "{\"request_uri\":\"" + text + "\",\"expires_in\":60}";
        };
        const auto life = [](const QByteArray& text) {
            return "{\"request_uri\":\"urn:x:1\",\"expires_in\":" + text + "}";
        };
        row("the RFC's example", 201, kGood, "");
        row("A347 200 instead of 201", 200, kGood, "par.status");
        row("204", 204, "", "par.status");
        row("A347 http of another host", 201, uri("http://evil.example/r"), "par.request_uri");
        row("https of another host", 201, uri("https://evil.example/r"), "par.request_uri");
        row("https of the issuer", 201, uri("https://op.example/r/1"), "");
        row("another port", 201, uri("https://op.example:444/r/1"), "par.request_uri");
        row("a name before the host", 201, uri("https://op.example@evil.example/r"), "par.request_uri");
        row("file", 201, uri("file:///etc/passwd"), "par.request_uri");
        row("javascript", 201, uri("javascript:alert(1)"), "par.request_uri");
        row("no URI", 201, uri("r1"), "par.request_uri");
        row("empty", 201, uri(""), "par.request_uri");
        row("with a space", 201, uri("urn:a b"), "par.request_uri");
        row("with a fragment", 201, uri("urn:a:b#c"), "par.request_uri");
        row("at the bound", 201, uri("urn:x:" + QByteArray(limits::kRequestUriCharacters - 6, 'a')), "");
        row("one past the bound", 201, uri("urn:x:" + QByteArray(limits::kRequestUriCharacters - 5, 'a')),
            "par.request_uri");
        row("no request_uri", 201, R"({"expires_in":60})", "par.request_uri");
        row("request_uri is a list", 201, R"({"request_uri":["urn:x:1"],"expires_in":60})",
            "par.request_uri");
        row("A347 expires_in 0", 201, life("0"), "par.expires_in");
        row("one second", 201, life("1"), "");
        row("negative", 201, life("-60"), "par.expires_in");
        row("a string", 201, life("\"60\""), "par.expires_in");
        row("no expires_in", 201, R"({"request_uri":"urn:x:1"})", "par.expires_in");
        row("no JSON", 201, "request_uri=urn:x:1", "json.not_an_object");
        row("refused", 400, R"({"error":"invalid_request"})", "invalid_request");
        row("too many", 429, "", "http.status");
        row("A320 redirect", 307, "", "net.redirect");
    }

    void answers()
    {
        QFETCH(int, status);
        QFETCH(QByteArray, body);
        QFETCH(QString, code);
        HostileServer server({HostileReply::with(
            status, {"Content-Type: application/json", "Location: https://evil.example/"}, body)});
        const auto pushed = push(server, exampleClient(), exampleRequest());
        QCOMPARE(pushed ? QString() : pushed.error().code, code);
        QCOMPARE(server.requests().size(), 1);
        if (pushed)
            QVERIFY(pushed->expiresAt > ManualClock().now());
    }

    void whatIsPushed_data()
    {
        QTest::addColumn<QString>("secret");
        QTest::addColumn<bool>("inHeader");
        QTest::newRow("N044 public client") << QString() << false;
        QTest::newRow("N044 with its secret") << QStringLiteral("s") << true;
    }

    void whatIsPushed() // exactly what the browser would have carried, and the client's proof
    {
        QFETCH(QString, secret);
        QFETCH(bool, inHeader);
        HostileServer server({HostileReply::json(kGood, 201)});
        const AuthorizationRequest request = exampleRequest();
        QVERIFY(push(server, exampleClient(secret), request));
        const QByteArray sent = server.requests().first();
        QVERIFY(sent.startsWith("POST / HTTP/1.1\r\n"));
        QCOMPARE(bodyOf(sent), authorizationParameters(request));
        QCOMPARE(!headerOf(sent, "Authorization").isEmpty(), inHeader);
        QVERIFY(headerOf(sent, "DPoP").isEmpty());
    }

    void assertionIsPushed()
    {
        HostileServer server({HostileReply::json(kGood, 201)});
        ClientRegistration client = exampleClient();
        client.clientKey = *privateJwk(Key::generateEc(u"P-256"));
        const AuthorizationRequest request = exampleRequest();
        QVERIFY(push(server, client, request));
        const FormFields sent = bodyOf(server.requests().first());
        QCOMPARE(sent.first(sent.size() - 2), authorizationParameters(request));
        QCOMPARE(sent.last().name, QStringLiteral("client_assertion"));
        // For the issuer, whatever the endpoint's address is (A352).
        QCOMPARE(decodeJwt(sent.last().value.toLatin1())->claims.value(u"aud"),
                 QJsonValue(QStringLiteral("https://op.example")));
    }

    void requestUriIsNeverPushed() // RFC 9126 section 2.1
    {
        HostileServer server({HostileReply::json(kGood, 201)});
        AuthorizationRequest request = exampleRequest();
        request.requestUri = QStringLiteral("urn:x:left-over");
        QVERIFY(push(server, exampleClient(), request));
        QVERIFY(!server.requests().first().contains("request_uri"));
        QVERIFY(server.requests().first().contains("code_challenge="));
    }

    void theBrowserCarriesAReferenceOnly() // N044, N045
    {
        AuthorizationRequest request = exampleRequest();
        request.requestUri = QStringLiteral("urn:ietf:params:oauth:request_uri:a+b");
        auto metadata = exampleMetadata();
        metadata.authorizationEndpoint = QUrl(QStringLiteral("https://op.example/authorize?tenant=a"));
        QCOMPARE(authorizationUrl(metadata, request).toEncoded(),
                 QByteArray("https://op.example/authorize?tenant=a&client_id=desktop&request_uri="
                            "urn%3Aietf%3Aparams%3Aoauth%3Arequest_uri%3Aa%2Bb"));
    }

    void proofAndNonce() // N047
    {
        HostileServer server({HostileReply::with(400, {"Content-Type: application/json", "DPoP-Nonce: n-1"},
                                                 R"({"error":"use_dpop_nonce"})"),
                              HostileReply::json(kGood, 201)});
        Requester requester = exampleRequester();
        requester.dpop = Dpop{Key::generateEc(u"P-256"), std::make_shared<DpopNonces>()};
        AuthorizationRequest request = exampleRequest();
        request.dpopJkt = requester.dpop->key.thumbprint();
        QVERIFY(push(server, exampleClient(), request, requester));
        QCOMPARE(server.requests().size(), 2);
        const auto proof = decodeJwt(headerOf(server.requests().last(), "DPoP"));
        QVERIFY(verifyJws(proof->jws, requester.dpop->key));
        QCOMPARE(proof->claims.value(u"htu").toString(), server.url().toString());
        QCOMPARE(proof->claims.value(u"nonce"), QJsonValue(QStringLiteral("n-1")));
        QVERIFY(bodyOf(server.requests().last())
                    .contains(FormField{QStringLiteral("dpop_jkt"), request.dpopJkt}));
    }

    void offered_data()
    {
        QTest::addColumn<bool>("endpoint");
        QTest::addColumn<bool>("required");
        QTest::addColumn<QString>("expected");
        QTest::newRow("offered") << true << false << QStringLiteral("push");
        QTest::newRow("N045 required") << true << true << QStringLiteral("push");
        QTest::newRow("not offered") << false << false << QStringLiteral("browser");
        QTest::newRow("N045 required, and nowhere to push to")
            << false << true << QStringLiteral("par.no_endpoint");
    }

    void offered()
    {
        QFETCH(bool, endpoint);
        QFETCH(bool, required);
        auto metadata = pushing(endpoint ? QUrl(QStringLiteral("https://op.example/par")) : QUrl());
        metadata.requirePushedAuthorizationRequests = required;
        const auto pushes = pushesRequests(metadata);
        const QString way = pushes.value_or(false) ? QStringLiteral("push") : QStringLiteral("browser");
        QTEST(pushes ? way : pushes.error().code, "expected");
    }

    void pinned_data() // A348
    {
        QTest::addColumn<bool>("before");
        QTest::addColumn<bool>("now");
        QTest::addColumn<QString>("code");
        QTest::newRow("as before") << true << true << QString();
        QTest::newRow("new") << false << true << QString();
        QTest::newRow("never there") << false << false << QString();
        QTest::newRow("A348 gone") << true << false << QStringLiteral("par.withdrawn");
    }

    void pinned()
    {
        QFETCH(bool, before);
        QFETCH(bool, now);
        const QUrl endpoint(QStringLiteral("https://op.example/par"));
        const auto kept =
            checkStillPushes(pushing(before ? endpoint : QUrl()), pushing(now ? endpoint : QUrl()));
        QTEST(kept ? QString() : kept.error().code, "code");
    }

    void cancelled()
    {
        HostileServer server({HostileReply{}});
        std::stop_source stop;
        stop.request_stop();
        const auto pushed = await(pushAuthorizationRequest(
            exampleRequester(), pushing(server.url()), exampleClient(), exampleRequest(), stop.get_token()));
        QCOMPARE(pushed.error().kind, ErrorKind::Cancelled);
        QCOMPARE(server.requests().size(), 0);
    }
};

} // namespace tessera::test

TESSERA_TEST(tessera::test::PushedAuthorizationTest)
#include "pushed_authorization_test.moc"
