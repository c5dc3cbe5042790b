// The two requests through Qt NetworkAuth, byte by byte, against a real socket: N001, N003, N004, N007, A072,
// A074, A112, A113, A115, A320.
#include "core/oauth/code_flow.h"

#include "core/jose/jwt.h"
#include "core/jose/key_output.h"
#include "core/oauth/parameters.h"
#include "core/oauth/token_response.h"
#include "tests/core/oauth/oauth_test_support.h"
#include "tests/support/await.h"
#include "tests/support/hostile_server.h"
#include "tests/support/test_program.h"

#include <QLoggingCategory>
#include <QRegularExpression>
#include <QTest>

namespace tessera::test {
namespace {

/// Every character a code may have (RFC 6749 appendix A.11), and some escapes.
QString allOfAscii()
{
    QString text = QStringLiteral("%2B%2f%zz");
    for (char16_t c = u' '; c <= u'~'; ++c)
        text += QChar(c);
    return text;
}

/// Everything a form or a query could stumble over.
QString difficult()
{
    return allOfAscii() + QStringLiteral("\u00fc\u20ac\U0001F511");
}

QByteArray headOf(const QByteArray& request)
{
    return request.first(request.indexOf("\r\n\r\n"));
}

QByteArray bodyOf(const QByteArray& request)
{
    return request.sliced(request.indexOf("\r\n\r\n") + 4);
}

/// Of that name, compared without case; one entry for each line.
QList<QByteArray> headers(const QByteArray& request, const QByteArray& name)
{
    QList<QByteArray> values;
    for (const QByteArray& line : headOf(request).split('\n'))
        if (line.toLower().startsWith(name.toLower() + ':'))
            values += line.sliced(name.size() + 1).trimmed();
    return values;
}

HostileReply goodTokens()
{
    return HostileReply::json(R"({"access_token":"at","token_type":"Bearer"})");
}

struct Party
{
    explicit Party(const QList<HostileReply>& replies) : server(replies) {}

    Result<HttpResponse> redeem(const ClientRegistration& client, const QString& code = QStringLiteral("c-1"),
                                std::stop_token stop = {})
    {
        return await(redeemCode(requester, exampleMetadata(server.url(QStringLiteral("/token?tenant=a%20b"))),
                                client, request, exampleCode(request, code), std::move(stop)));
    }

    Result<HttpResponse> refresh(const ClientRegistration& client, const QString& token,
                                 const QStringList& scope = {}, std::stop_token stop = {})
    {
        return await(refreshTokens(requester, exampleMetadata(server.url(QStringLiteral("/token"))), client,
                                   SecretString::fromString(token), scope, std::move(stop)));
    }

    HostileServer server;
    Requester requester = exampleRequester();
    AuthorizationRequest request = exampleRequest();
};

} // namespace

class CodeFlowTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void addressHoldsExactlyOurParameters()
    {
        const auto request = exampleRequest();
        const QUrl url = authorizationUrl(exampleMetadata(), request);
        QCOMPARE(url.toString(QUrl::RemoveQuery), QStringLiteral("https://op.example/authorize"));
        QCOMPARE(url.query(QUrl::FullyEncoded).toLatin1(), encodeForm(authorizationParameters(request)));
    }

    void addressKeepsTheEndpointsQuery() // N001, A072
    {
        auto metadata = exampleMetadata();
        metadata.authorizationEndpoint =
            QUrl(QStringLiteral("https://op.example/authorize?p=B2C_1&x=2&x=1&flag&y=a%2Bb%20c"));
        const auto request = exampleRequest();
        const QUrl url = authorizationUrl(metadata, request);
        QCOMPARE(url.query(QUrl::FullyEncoded).toLatin1(),
                 "p=B2C_1&x=2&x=1&flag&y=a%2Bb%20c&" + encodeForm(authorizationParameters(request)));
    }

    void addressIsWhollyEncoded() // A074
    {
        auto request = exampleRequest();
        request.extra = {{QStringLiteral("login_hint"), difficult()},
                         {QStringLiteral("o&dd="), QStringLiteral("$(reboot)`id`;'\"\n")}};
        request.scope = {QStringLiteral("openid"), QStringLiteral("a+b/c")};
        const QByteArray encoded = authorizationUrl(exampleMetadata(), request).toEncoded();
        static const QRegularExpression harmless(QStringLiteral("^[A-Za-z0-9._~:/?&=%-]+$"));
        QVERIFY2(harmless.match(QString::fromLatin1(encoded)).hasMatch(), encoded.constData());
        const auto fields = decodeForm(encoded.sliced(encoded.indexOf('?') + 1));
        QVERIFY(fields);
        QCOMPARE(*fields, authorizationParameters(request));
    }

    void codeRequest_data()
    {
        QTest::addColumn<QString>("secret");
        QTest::addColumn<QString>("method");
        QTest::newRow("N004 none") << QString() << QStringLiteral("none");
        QTest::newRow("N004 basic") << difficult() << QStringLiteral("client_secret_basic");
        QTest::newRow("N004 post") << difficult() << QStringLiteral("client_secret_post");
    }

    void codeRequest()
    {
        QFETCH(QString, secret);
        QFETCH(QString, method);
        Party party({goodTokens()});
        ClientRegistration client = exampleClient(secret);
        client.authenticationMethod = clientAuthenticationMethodFromName(method);
        const auto response = party.redeem(client, allOfAscii());
        QVERIFY2(response, response ? "" : qPrintable(response.error().code));
        QCOMPARE(response->status, 200);

        QCOMPARE(party.server.requests().size(), 1);
        const QByteArray sent = party.server.requests().first();
        const ClientAuthentication authentication = *authenticateClient(
            client, *client.authenticationMethod, exampleMetadata(), party.requester.clock->now());
        FormFields fields{
            {QStringLiteral("grant_type"), QStringLiteral("authorization_code")},
            {QStringLiteral("code"), allOfAscii()},
            {QStringLiteral("redirect_uri"), QStringLiteral("http://127.0.0.1:49731/callback/4f")},
            {QStringLiteral("code_verifier"), party.request.pkce.verifier.revealString()}};
        fields += authentication.fields;
        std::sort(fields.begin(), fields.end(), [](auto& a, auto& b) { return a.name < b.name; });
        QCOMPARE(bodyOf(sent), encodeForm(fields));

        QVERIFY(sent.startsWith("POST /token?tenant=a%20b HTTP/1.1\r\n"));
        QCOMPARE(headers(sent, "Content-Type"), QList<QByteArray>{"application/x-www-form-urlencoded"});
        QCOMPARE(headers(sent, "Accept"), QList<QByteArray>{"application/json"});
        QCOMPARE(headers(sent, "Content-Length"), QList<QByteArray>{QByteArray::number(bodyOf(sent).size())});
        QList<QByteArray> credentials;
        if (!authentication.authorization.isEmpty())
            credentials += authentication.authorization.reveal().toByteArray();
        QCOMPARE(headers(sent, "Authorization"), credentials);
    }

    void proofGoesAlong() // N046
    {
        Party party({goodTokens()});
        party.requester.dpop = Dpop{Key::generateEc(u"P-256"), std::make_shared<DpopNonces>()};
        QVERIFY(party.redeem(exampleClient()));
        const auto proofs = headers(party.server.requests().first(), "DPoP");
        QCOMPARE(proofs.size(), 1);
        const UnverifiedJwt jwt = *decodeJwt(proofs.first());
        QVERIFY(verifyJws(jwt.jws, party.requester.dpop->key));
        QCOMPARE(jwt.claims.value(u"htu").toString(), party.server.url(QStringLiteral("/token")).toString());
        QVERIFY(!jwt.claims.contains(u"nonce"));
    }

    void noProofForBearerTokens()
    {
        Party party({goodTokens()});
        QVERIFY(party.redeem(exampleClient()));
        QVERIFY(headers(party.server.requests().first(), "DPoP").isEmpty());
    }

    void nonceIsAnsweredOnce_data() // N047, A349
    {
        QTest::addColumn<int>("refusals"); // before the tokens come
        QTest::addColumn<int>("requests");
        QTest::addColumn<int>("status");
        QTest::newRow("N047 once") << 1 << 2 << 200;
        QTest::newRow("A349 a loop of 100") << 100 << 2 << 400;
        QTest::newRow("fapi2 happy-path-no-dpop-nonce") << 0 << 1 << 200;
    }

    void nonceIsAnsweredOnce()
    {
        QFETCH(int, refusals);
        QFETCH(int, requests);
        QFETCH(int, status);
        QList<HostileReply> replies;
        for (int n = 0; n < refusals; ++n)
            replies += HostileReply::with(
                400, {"Content-Type: application/json", "DPoP-Nonce: n-" + QByteArray::number(n)},
                R"({"error":"use_dpop_nonce"})");
        Party party(replies + QList<HostileReply>{goodTokens()});
        party.requester.dpop = Dpop{Key::generateEc(u"P-256"), std::make_shared<DpopNonces>()};
        ClientRegistration client = exampleClient();
        client.clientKey = *privateJwk(Key::generateEc(u"P-256"));
        const auto response = party.redeem(client);
        QCOMPARE(response->status, status);
        const QList<QByteArray>& sent = party.server.requests();
        QCOMPARE(sent.size(), requests);
        if (requests == 1)
            return;
        const auto proof = decodeJwt(headers(sent[1], "DPoP").first());
        QCOMPARE(proof->claims.value(u"nonce"), QJsonValue(QStringLiteral("n-0")));
        QVERIFY(headers(sent[0], "DPoP") != headers(sent[1], "DPoP"));
        QVERIFY(bodyOf(sent[0]) != bodyOf(sent[1])); // another assertion, since one is good for one request
        QVERIFY(bodyOf(sent[1]).contains("code=c-1"));
    }

    void resourcesGoAlong() // N052
    {
        Party party({goodTokens()});
        ClientRegistration client = exampleClient();
        client.resources = {QStringLiteral("https://b.example/"), QStringLiteral("https://a.example/")};
        party.request.resources = client.resources;
        const QByteArray both = "resource=https%3A%2F%2Fb.example%2F&resource=https%3A%2F%2Fa.example%2F";
        QVERIFY(party.redeem(client));
        QVERIFY(bodyOf(party.server.requests().first()).contains(both));
        QVERIFY(party.refresh(client, QStringLiteral("rt")));
        QVERIFY(bodyOf(party.server.requests().last()).contains(both));
        const QUrl url = authorizationUrl(exampleMetadata(), party.request);
        QVERIFY(url.toEncoded().contains(both));
    }

    void redirectUriIsTheSameInBoth() // N007
    {
        Party party({goodTokens()});
        party.request.redirectUri = QUrl(QStringLiteral("http://127.0.0.1:1/a%20b/%C3%BC"));
        const QByteArray query =
            authorizationUrl(exampleMetadata(), party.request).query(QUrl::FullyEncoded).toLatin1();
        QVERIFY(party.redeem(exampleClient()));
        const auto first = singleField(*decodeForm(query), param::kRedirectUri);
        const auto second =
            singleField(*decodeForm(bodyOf(party.server.requests().first())), param::kRedirectUri);
        QCOMPARE(**first, QStringLiteral("http://127.0.0.1:1/a%20b/%C3%BC"));
        QCOMPARE(**second, **first);
    }

    void refreshRequest_data()
    {
        QTest::addColumn<QString>("token");
        QTest::addColumn<QStringList>("scope");
        QTest::newRow("plain") << QStringLiteral("rt-1") << QStringList();
        QTest::newRow("N003 plus, slash, percent") << QStringLiteral("r+1%2F/=") << QStringList();
        QTest::newRow("every character") << difficult() << QStringList();
        QTest::newRow("scope") << QStringLiteral("rt-1")
                               << QStringList{QStringLiteral("openid"), QStringLiteral("a+b/c")};
    }

    void refreshRequest()
    {
        QFETCH(QString, token);
        QFETCH(QStringList, scope);
        Party party({goodTokens()});
        QVERIFY(party.refresh(exampleClient(), token, scope));
        FormFields fields{{QStringLiteral("client_id"), QStringLiteral("desktop")},
                          {QStringLiteral("grant_type"), QStringLiteral("refresh_token")},
                          {QStringLiteral("refresh_token"), token}};
        if (!scope.isEmpty())
            fields += {QStringLiteral("scope"), scope.join(u' ')};
        QCOMPARE(party.server.requests().size(), 1);
        QCOMPARE(bodyOf(party.server.requests().first()), encodeForm(fields));
        QCOMPARE(headers(party.server.requests().first(), "Authorization"), QList<QByteArray>{});
    }

    void refreshWithBasic()
    {
        Party party({goodTokens()});
        QVERIFY(party.refresh(exampleClient(QStringLiteral("s")), QStringLiteral("rt")));
        QCOMPARE(headers(party.server.requests().first(), "Authorization"),
                 QList<QByteArray>{"Basic ZGVza3RvcDpz"});
        QCOMPARE(bodyOf(party.server.requests().first()),
                 QByteArray("grant_type=refresh_token&refresh_token=rt"));
    }

    void answersArriveWhole_data()
    {
        QTest::addColumn<int>("status");
        QTest::addColumn<QByteArray>("header");
        QTest::addColumn<QByteArray>("body");
        const QByteArray type = "Content-Type: application/json";
        const QByteArray error = R"({"error":"invalid_grant","error_description":"expired"})";
        QTest::newRow("200") << 200 << type << QByteArray(R"({"access_token":"at"})");
        QTest::newRow("A096 200 with an error") << 200 << type << error;
        QTest::newRow("A098 201") << 201 << type << QByteArray("{}");
        QTest::newRow("A113 400") << 400 << type << error;
        QTest::newRow("A113 401") << 401 << type << error;
        QTest::newRow("A113 401 with a Basic challenge")
            << 401 << QByteArray("WWW-Authenticate: Basic realm=\"op\"") << error;
        QTest::newRow("A113 401 with another challenge")
            << 401 << QByteArray("WWW-Authenticate: Bearer error=\"x\"") << error;
        QTest::newRow("A095 HTML") << 200 << QByteArray("Content-Type: text/html") << QByteArray("<html>");
        QTest::newRow("A220 503") << 503 << QByteArray("Retry-After: 5") << QByteArray("later");
        QTest::newRow("400 with nothing") << 400 << type << QByteArray();
    }

    void answersArriveWhole()
    {
        QFETCH(int, status);
        QFETCH(QByteArray, header);
        QFETCH(QByteArray, body);
        for (const bool renewal : {false, true}) {
            Party party({HostileReply::with(status, {header}, body)});
            const ClientRegistration client = exampleClient(QStringLiteral("s"));
            const auto response =
                renewal ? party.refresh(client, QStringLiteral("rt")) : party.redeem(client);
            QVERIFY2(response, response ? "" : qPrintable(response.error().code));
            QCOMPARE(response->status, status);
            QCOMPARE(response->body, body);
            QCOMPARE(party.server.requests().size(), 1); // A115: never twice
        }
    }

    void redirects_data()
    {
        QTest::addColumn<int>("status");
        for (const int status : {301, 302, 303, 307, 308})
            QTest::addRow("A112 %d", status) << status;
    }

    void redirects()
    {
        QFETCH(int, status);
        HostileServer elsewhere({goodTokens()});
        for (const bool renewal : {false, true}) {
            Party party({HostileReply::with(status, {"Location: " + elsewhere.url().toEncoded()})});
            const auto response = renewal ? party.refresh(exampleClient(), QStringLiteral("rt"))
                                          : party.redeem(exampleClient());
            QVERIFY(!response);
            QCOMPARE(response.error().kind, ErrorKind::Untrusted);
            QCOMPARE(response.error().code, QStringLiteral("net.redirect"));
            QVERIFY(response.error().endpoint.endsWith(QStringLiteral("/token")));
            QCOMPARE(party.server.requests().size(), 1);
        }
        QCOMPARE(elsewhere.connections(), 0); // F1
    }

    void brokenAnswers_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<QString>("code");
        QTest::newRow("A115 nothing comes back") << QByteArray() << QStringLiteral("net.connection_lost");
        QTest::newRow("A111 cut short")
            << QByteArray("HTTP/1.1 200 OK\r\nContent-Length: 50\r\n\r\n{\"access_token\"")
            << QStringLiteral("net.truncated");
        QTest::newRow("A109 a terabyte announced")
            << QByteArray("HTTP/1.1 200 OK\r\nContent-Length: 1099511627776\r\n\r\n{")
            << QStringLiteral("net.too_large");
    }

    void brokenAnswers()
    {
        QFETCH(QByteArray, bytes);
        QFETCH(QString, code);
        Party party({HostileReply{bytes, {}, Milliseconds(0), HostileReply::Ending::Close}});
        const auto response = party.redeem(exampleClient());
        QVERIFY(!response);
        QCOMPARE(response.error().code, code);
        QCOMPARE(party.server.requests().size(), 1); // A115: a code is never tried twice
    }

    void cancelledUnderWay()
    {
        for (const bool renewal : {false, true}) {
            Party party({HostileReply{{}, {}, Milliseconds(0), HostileReply::Ending::KeepOpen}});
            std::stop_source stop;
            connect(&party.server, &HostileServer::requestArrived, this, [&stop] { stop.request_stop(); });
            const auto response =
                renewal ? party.refresh(exampleClient(), QStringLiteral("rt"), {}, stop.get_token())
                        : party.redeem(exampleClient(), QStringLiteral("c"), stop.get_token());
            QVERIFY(!response);
            QCOMPARE(response.error().kind, ErrorKind::Cancelled);
            QCOMPARE(party.server.requests().size(), 1);
        }
    }

    void cancelledBefore()
    {
        Party party({goodTokens()});
        std::stop_source stop;
        stop.request_stop();
        QCOMPARE(party.redeem(exampleClient(), QStringLiteral("c"), stop.get_token()).error().kind,
                 ErrorKind::Cancelled);
        QCOMPARE(party.server.connections(), 0);
    }

    void insecureEndpointIsNotAsked()
    {
        const Requester requester = exampleRequester();
        const auto response =
            await(refreshTokens(requester, exampleMetadata(QUrl(QStringLiteral("http://op.example/token"))),
                                exampleClient(), SecretString::fromUtf8("rt"), {}, {}));
        QCOMPARE(response.error().code, QStringLiteral("net.insecure_address"));
    }

    void unsupportedMethodIsNotTried() // A082
    {
        Party party({goodTokens()});
        auto metadata = exampleMetadata(party.server.url());
        metadata.tokenEndpointAuthMethodsSupported = {QStringLiteral("private_key_jwt")};
        const auto response = await(
            refreshTokens(party.requester, metadata, exampleClient(), SecretString::fromUtf8("rt"), {}, {}));
        QCOMPARE(response.error().code, QStringLiteral("client.method_unsupported"));
        QCOMPARE(party.server.connections(), 0);
    }

    void theSharedManagerSeesTheRequest()
    {
        Party party({goodTokens()});
        QList<QByteArray> methods;
        connect(party.requester.http->accessManager().get(), &SecureAccessManager::requestStarted, this,
                [&methods](QNetworkReply*, const QByteArray& method) { methods += method; });
        QVERIFY(party.redeem(exampleClient()));
        QCOMPARE(methods, QList<QByteArray>{"POST"});
    }

    void manyAtOnceStayApart() // A120
    {
        HostileServer slow({HostileReply::json(R"({"access_token":"slow"})")});
        HostileServer fast({HostileReply::json(R"({"access_token":"fast"})")});
        const Requester requester = exampleRequester();
        auto first = refreshTokens(requester, exampleMetadata(slow.url()), exampleClient(),
                                   SecretString::fromUtf8("rt-slow"), {}, {});
        auto second = refreshTokens(requester, exampleMetadata(fast.url()), exampleClient(),
                                    SecretString::fromUtf8("rt-fast"), {}, {});
        QVERIFY(await(std::move(second))->body.contains("fast"));
        QVERIFY(await(std::move(first))->body.contains("slow"));
        QVERIFY(slow.requests().first().endsWith("refresh_token=rt-slow"));
        QVERIFY(fast.requests().first().endsWith("refresh_token=rt-fast"));
    }

    void theClientMayGoWhileARequestRuns()
    {
        HostileServer server({goodTokens()});
        Requester requester = exampleRequester();
        auto task = refreshTokens(requester, exampleMetadata(server.url()), exampleClient(),
                                  SecretString::fromUtf8("rt"), {}, {});
        requester.http.reset();
        QVERIFY(await(std::move(task)));
    }

    void nothingSecretIsLogged() // A296
    {
        static QByteArray log;
        log.clear();
        const auto keep = [](QtMsgType, const QMessageLogContext&, const QString& text) {
            log += text.toUtf8();
        };
        const auto before = qInstallMessageHandler(keep);
        QLoggingCategory::setFilterRules(QStringLiteral("*=true"));
        Party party({goodTokens()});
        Party other({goodTokens()});
        const auto response =
            party.redeem(exampleClient(QStringLiteral("canary-secret")), QStringLiteral("canary-code"));
        const auto refreshed =
            other.refresh(exampleClient(QStringLiteral("canary-secret")), QStringLiteral("canary-token"));
        authorizationUrl(exampleMetadata(), party.request);
        QLoggingCategory::setFilterRules({});
        qInstallMessageHandler(before);
        QVERIFY(response);
        QVERIFY(refreshed);
        QVERIFY2(!log.contains("canary"), log.constData());
        QVERIFY(!log.contains(party.request.pkce.verifier.reveal().toByteArray()));
    }
};

} // namespace tessera::test

TESSERA_TEST(tessera::test::CodeFlowTest)
#include "code_flow_test.moc"
