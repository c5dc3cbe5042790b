// What is asked for: fresh values, unique names, ours never replaced (N015, N021, N101).
#include "core/oauth/authorization_request.h"

#include "core/oauth/parameters.h"
#include "tests/core/oauth/oauth_test_support.h"
#include "tests/support/test_program.h"

#include <QJsonDocument>
#include <QSet>
#include <QTest>

#include <algorithm>

namespace tessera::test {
namespace {

QStringList valuesOf(const FormFields& fields, QStringView name)
{
    QStringList values;
    for (const FormField& field : fields)
        if (field.name == name)
            values += field.value;
    return values;
}

AuthorizationRequest requestFor(const QStringList& scope, const FormFields& extra = {})
{
    ClientRegistration client = exampleClient();
    client.scope = scope;
    return makeAuthorizationRequest(exampleMetadata(), client,
                                    QUrl(QStringLiteral("http://127.0.0.1:49731/callback/4f")),
                                    fromUnixSeconds(1767323045), extra);
}

} // namespace

class AuthorizationRequestTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void everyParameterIsThereOnce()
    {
        auto request = requestFor({QStringLiteral("openid"), QStringLiteral("email")});
        request.maxAge = Seconds(300);
        const auto fields = authorizationParameters(request);
        QCOMPARE(valuesOf(fields, param::kResponseType), QStringList{QStringLiteral("code")});
        QCOMPARE(valuesOf(fields, param::kClientId), QStringList{QStringLiteral("desktop")});
        QCOMPARE(valuesOf(fields, param::kRedirectUri),
                 QStringList{QStringLiteral("http://127.0.0.1:49731/callback/4f")});
        QCOMPARE(valuesOf(fields, param::kScope), QStringList{QStringLiteral("openid email")});
        QCOMPARE(valuesOf(fields, param::kCodeChallengeMethod), QStringList{QStringLiteral("S256")}); // N021
        QCOMPARE(valuesOf(fields, param::kCodeChallenge),
                 QStringList{QString::fromLatin1(s256Challenge(request.pkce.verifier.reveal()))});
        QCOMPARE(valuesOf(fields, param::kState), QStringList{QString::fromLatin1(request.state)});
        QCOMPARE(valuesOf(fields, param::kNonce), QStringList{QString::fromLatin1(request.nonce)});
        QCOMPARE(valuesOf(fields, param::kMaxAge), QStringList{QStringLiteral("300")});
        QVERIFY(valuesOf(fields, param::kCodeVerifier).isEmpty()); // N023
    }

    void responseModeIsSentWhereATokenIsToCome() // JARM section 2.3
    {
        const FormFields extra{{param::kResponseMode.toString(), QStringLiteral("form_post")}};
        auto request = requestFor({QStringLiteral("openid")}, extra);
        request.signedResponse = SignedResponseExpectations{};
        request.signedResponse->responseMode = QStringLiteral("query.jwt");
        QCOMPARE(valuesOf(authorizationParameters(request), param::kResponseMode),
                 QStringList{QStringLiteral("query.jwt")});
        request = requestFor({QStringLiteral("openid")});
        QVERIFY(valuesOf(authorizationParameters(request), param::kResponseMode).isEmpty());
    }

    void valuesAreFresh() // N015
    {
        QSet<QByteArray> seen;
        for (int i = 0; i < 1000; ++i) {
            const auto request = requestFor({QStringLiteral("openid")});
            QCOMPARE(request.state.size(), 43);
            QCOMPARE(request.nonce.size(), 43);
            seen << request.state << request.nonce << request.pkce.challenge;
        }
        QCOMPARE(seen.size(), 3000);
    }

    void snapshotOfTheMetadata()
    {
        auto metadata = exampleMetadata();
        metadata.authorizationResponseIssParameterSupported = true;
        const auto request = makeAuthorizationRequest(metadata, exampleClient(), QUrl(), fromUnixSeconds(7));
        QCOMPARE(request.issuer, metadata.issuer);
        QVERIFY(request.issRequired);
        QCOMPARE(request.startedAt, fromUnixSeconds(7));
    }

    void nonceOnlyWithOpenId()
    {
        const auto request = requestFor({QStringLiteral("repo")});
        QVERIFY(request.nonce.isEmpty());
        QVERIFY(valuesOf(authorizationParameters(request), param::kNonce).isEmpty());
    }

    void scopeHasNoRepetition()
    {
        const auto request =
            requestFor({QStringLiteral("a"), QString(), QStringLiteral("b"), QStringLiteral("a")});
        QCOMPARE(request.scope, (QStringList{QStringLiteral("a"), QStringLiteral("b")}));
        QVERIFY(valuesOf(authorizationParameters(requestFor({})), param::kScope).isEmpty());
    }

    void prompt_data() // N101
    {
        QTest::addColumn<QString>("scope");
        QTest::addColumn<QString>("asked");
        QTest::addColumn<QString>("sent");
        QTest::newRow("N101 offline_access")
            << QStringLiteral("openid offline_access") << QString() << QStringLiteral("consent");
        QTest::newRow("no offline_access") << QStringLiteral("openid") << QString() << QString();
        QTest::newRow("joined") << QStringLiteral("offline_access") << QStringLiteral("select_account")
                                << QStringLiteral("select_account consent");
        QTest::newRow("already there") << QStringLiteral("offline_access") << QStringLiteral("login consent")
                                       << QStringLiteral("login consent");
        QTest::newRow("none stands alone")
            << QStringLiteral("offline_access") << QStringLiteral("none") << QStringLiteral("none");
    }

    void prompt()
    {
        QFETCH(QString, scope);
        QFETCH(QString, asked);
        QFETCH(QString, sent);
        FormFields extra;
        if (!asked.isEmpty())
            extra += {param::kPrompt.toString(), asked};
        const auto fields = authorizationParameters(requestFor(scope.split(u' '), extra));
        QCOMPARE(valuesOf(fields, param::kPrompt).join(u'|'), sent);
    }

    void extrasNeverReplaceOurs()
    {
        const auto request =
            requestFor({QStringLiteral("openid")},
                       {{QStringLiteral("state"), QStringLiteral("evil")},
                        {QStringLiteral("redirect_uri"), QStringLiteral("https://evil.example")},
                        {QStringLiteral("login_hint"), QStringLiteral("alice")},
                        {QStringLiteral("login_hint"), QStringLiteral("bob")}});
        const auto fields = authorizationParameters(request);
        QCOMPARE(valuesOf(fields, param::kState), QStringList{QString::fromLatin1(request.state)});
        QCOMPARE(valuesOf(fields, param::kRedirectUri).size(), 1);
        QCOMPARE(valuesOf(fields, param::kLoginHint), QStringList{QStringLiteral("alice")});
    }

    void options() // OIDC Core 3.1.2.1; before what a provider row says
    {
        RequestOptions options;
        options.loginHint = QStringLiteral("alice@example.com");
        options.prompt = {QStringLiteral("login"), QStringLiteral("consent")};
        options.maxAge = Seconds(0);
        options.acrValues = {QStringLiteral("phr"), QStringLiteral("mfa")};
        options.claims = {{QStringLiteral("userinfo"), QJsonObject{{QStringLiteral("email"), QJsonValue()}}}};
        const auto request = makeAuthorizationRequest(
            exampleMetadata(), exampleClient(), QUrl(QStringLiteral("http://127.0.0.1:1/cb")), {},
            {{QStringLiteral("prompt"), QStringLiteral("select_account")},
             {QStringLiteral("audience"), QStringLiteral("api")}},
            options);
        const FormFields sent = authorizationParameters(request);
        QVERIFY(request.maxAge == Seconds(0));
        for (const FormField& expected :
             {FormField{QStringLiteral("login_hint"), QStringLiteral("alice@example.com")},
              FormField{QStringLiteral("prompt"), QStringLiteral("login consent")},
              FormField{QStringLiteral("max_age"), QStringLiteral("0")},
              FormField{QStringLiteral("acr_values"), QStringLiteral("phr mfa")},
              FormField{QStringLiteral("claims"), QStringLiteral("{\"userinfo\":{\"email\":null}}")},
              FormField{QStringLiteral("audience"), QStringLiteral("api")}})
            QVERIFY2(sent.contains(expected), qPrintable(expected.name));
        QCOMPARE(std::count_if(sent.begin(), sent.end(),
                               [](const FormField& f) { return f.name == QStringLiteral("prompt"); }),
                 1);
    }

    void maxAgeOfARowIsCheckedToo() // N093
    {
        const auto asked = [](const QString& text) {
            return makeAuthorizationRequest(exampleMetadata(), exampleClient(), {}, {},
                                            {{QStringLiteral("max_age"), text}})
                .maxAge;
        };
        QVERIFY(asked(QStringLiteral("300")) == Seconds(300));
        QVERIFY(!asked(QStringLiteral("-1")));
        QVERIFY(!asked(QStringLiteral("soon")));
    }

    void essentialAcr_data() // N092, OIDC Core 5.5.1.1
    {
        QTest::addColumn<QByteArray>("claims");
        QTest::addColumn<QString>("expected");
        const auto row = [](const char* name, const char* claims, const char* expected) {
            QTest::newRow(name) << QByteArray(claims) << QString::fromLatin1(expected);
        };
        row("one of two", R"({"id_token":{"acr":{"essential":true,"values":["a","b"]}}})", "a b");
        row("one value", R"({"id_token":{"acr":{"essential":true,"value":"a"}}})", "a");
        row("wished for only", R"({"id_token":{"acr":{"values":["a","b"]}}})", "");
        row("any", R"({"id_token":{"acr":{"essential":true}}})", "");
        row("of userinfo", R"({"userinfo":{"acr":{"essential":true,"value":"a"}}})", "");
        row("null", R"({"id_token":{"acr":null}})", "");
        row("nothing", "{}", "");
    }

    void essentialAcr()
    {
        QFETCH(QByteArray, claims);
        RequestOptions options;
        options.claims = QJsonDocument::fromJson(claims).object();
        QTEST(essentialAcrIn(options.claims).join(u' '), "expected");
        QTEST(makeAuthorizationRequest(exampleMetadata(), exampleClient(), {}, {}, {}, options)
                  .essentialAcr.join(u' '),
              "expected");
    }

    void resources() // N052
    {
        ClientRegistration client = exampleClient();
        client.resources = {QStringLiteral("https://b.example/"), QStringLiteral("https://a.example/x?y=1"),
                            QStringLiteral("https://b.example/")};
        const auto request = makeAuthorizationRequest(exampleMetadata(), client, {}, {});
        QStringList sent;
        for (const FormField& field : authorizationParameters(request))
            if (field.name == QStringLiteral("resource"))
                sent += field.value;
        QCOMPARE(sent, client.resources.first(2));
    }

    void resourceSyntax_data() // N052, RFC 8707 section 2
    {
        QTest::addColumn<QString>("resource");
        QTest::addColumn<bool>("good");
        QTest::newRow("https") << QStringLiteral("https://api.example/app?x=1") << true;
        QTest::newRow("urn") << QStringLiteral("urn:example:api") << true;
        QTest::newRow("fragment") << QStringLiteral("https://api.example/#a") << false;
        QTest::newRow("empty fragment") << QStringLiteral("https://api.example/#") << false;
        QTest::newRow("relative") << QStringLiteral("api") << false;
        QTest::newRow("empty") << QString() << false;
        QTest::newRow("space") << QStringLiteral("https://api.example/a b") << false;
    }

    void resourceSyntax()
    {
        QFETCH(QString, resource);
        QFETCH(bool, good);
        const auto checked = checkResource(resource);
        QCOMPARE(checked.has_value(), good);
        if (!checked)
            QCOMPARE(checked.error().code, QStringLiteral("client.resource"));
    }

    void pushedRequestIsAReference() // N044
    {
        AuthorizationRequest request = exampleRequest();
        request.requestUri = QStringLiteral("urn:x:1");
        QCOMPARE(authorizationParameters(request),
                 (FormFields{{QStringLiteral("client_id"), QStringLiteral("desktop")},
                             {QStringLiteral("request_uri"), QStringLiteral("urn:x:1")}}));
    }

    void sentInOrderOfTheirNames()
    {
        const auto fields = authorizationParameters(requestFor({QStringLiteral("openid")}));
        QVERIFY(std::is_sorted(fields.begin(), fields.end(),
                               [](const auto& a, const auto& b) { return a.name < b.name; }));
    }
};

} // namespace tessera::test

TESSERA_TEST(tessera::test::AuthorizationRequestTest)
#include "authorization_request_test.moc"
