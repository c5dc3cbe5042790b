// Issuers as typed, where to look, and documents as found: A067–A084, N038–N041.
#include "core/oauth/authorization_server_metadata.h"

#include "core/base/strict_json.h"
#include "tests/support/test_program.h"

#include <QJsonArray>
#include <QTest>

namespace tessera::test {
namespace {

const QString kIssuer = QStringLiteral("https://op.example");

QJsonObject goodDocument()
{
    return {
        {QStringLiteral("issuer"), kIssuer},
        {QStringLiteral("authorization_endpoint"), QStringLiteral("https://op.example/authorize?p=1")},
        {QStringLiteral("token_endpoint"), QStringLiteral("https://op.example/token")},
        {QStringLiteral("jwks_uri"), QStringLiteral("https://op.example/jwks")},
        {QStringLiteral("userinfo_endpoint"), QStringLiteral("https://op.example/me")},
        {QStringLiteral("revocation_endpoint"), QStringLiteral("https://op.example/revoke")},
        {QStringLiteral("introspection_endpoint"), QStringLiteral("https://op.example/introspect")},
        {QStringLiteral("end_session_endpoint"), QStringLiteral("https://op.example/bye")},
        {QStringLiteral("scopes_supported"), QJsonArray{QStringLiteral("openid")}},
        {QStringLiteral("code_challenge_methods_supported"), QJsonArray{QStringLiteral("S256")}},
        {QStringLiteral("token_endpoint_auth_methods_supported"), QJsonArray{QStringLiteral("none")}},
        {QStringLiteral("id_token_signing_alg_values_supported"), QJsonArray{QStringLiteral("RS256")}},
        {QStringLiteral("authorization_response_iss_parameter_supported"), true},
        {QStringLiteral("x_unknown"), 1},
    };
}

QJsonObject with(const char* name, const QJsonValue& value)
{
    QJsonObject document = goodDocument();
    document.insert(QLatin1String(name), value);
    return document;
}

QJsonObject without(const char* name)
{
    QJsonObject document = goodDocument();
    document.remove(QLatin1String(name));
    return document;
}

QString text(const char* latin1)
{
    return QString::fromLatin1(latin1);
}

} // namespace

class AuthorizationServerMetadataTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void issuers_data()
    {
        QTest::addColumn<QString>("issuer");
        QTest::addColumn<QString>("code");
        const auto row = [](const char* name, const QString& issuer, const char* code) {
            QTest::newRow(name) << issuer << QString::fromLatin1(code);
        };
        row("good", text("https://op.example"), "");
        row("path", text("https://op.example/tenant/v2.0"), "");
        row("trailing slash is kept", text("https://op.example/"), "");
        row("case is kept", text("https://OP.Example"), "");
        row("port", text("https://op.example:8443"), "");
        row("international", QStringLiteral("https://\u00fcber.example"), "");
        row("development 127.0.0.1", text("http://127.0.0.1:3000"), "");
        row("development 127.9.9.9", text("http://127.9.9.9:3000"), "");
        row("development ::1", text("http://[::1]:3000"), "");
        row("development localhost", text("http://localhost:3000"), "");
        row("empty", {}, "issuer.empty");
        row("no scheme", text("op.example"), "issuer.scheme");
        row("no scheme but a port", text("op.example:8443"), "issuer.scheme");
        row("A071 other scheme", text("file:///etc"), "issuer.scheme");
        row("A068 http", text("http://op.example"), "issuer.insecure");
        row("A068 http in the LAN", text("http://192.168.0.1"), "issuer.insecure");
        row("A068 localhost look-alike", text("http://localhost.evil.example"), "issuer.insecure");
        row("A069 query", text("https://op.example?x=1"), "issuer.query");
        row("A069 empty query", text("https://op.example?"), "issuer.query");
        row("A069 fragment", text("https://op.example#x"), "issuer.fragment");
        row("A069 user information", text("https://a:b@op.example"), "issuer.user_info");
        row("A075 backslash", text("https://op.example\\@evil.example"), "issuer.syntax");
        row("A075 port as password", text("https://op.example:443@evil.example"), "issuer.user_info");
        row("space", text("https://op.example "), "issuer.syntax");
        row("newline", text("https://op.example\n"), "issuer.syntax");
        row("bidirectional override", QStringLiteral("https://op.example/\u202ex"), "issuer.syntax");
        row("port too large", text("https://op.example:70000"), "issuer.syntax");
        row("bad escape", text("https://op.example/%zz"), "issuer.syntax");
        row("escaped host", text("https://op%2Eexample"), "issuer.host");
        row("no host", text("https://"), "issuer.host");
        row("no host but a path", text("https:///x"), "issuer.host");
    }

    void issuers()
    {
        QFETCH(QString, issuer);
        QFETCH(QString, code);
        const auto checked = checkIssuer(issuer);
        QCOMPARE(checked ? QString() : checked.error().code, code);
        if (checked)
            QCOMPARE(*checked, issuer); // never normalised
        else
            QCOMPARE(checked.error().kind, ErrorKind::Configuration);
    }

    void wellKnown_data() // N040
    {
        QTest::addColumn<QString>("issuer");
        QTest::addColumn<QStringList>("urls");
        QTest::newRow("no path") << text("https://op.example")
                                 << QStringList{
                                        text("https://op.example/.well-known/openid-configuration"),
                                        text("https://op.example/.well-known/oauth-authorization-server")};
        QTest::newRow("final slash")
            << text("https://op.example/")
            << QStringList{text("https://op.example/.well-known/openid-configuration"),
                           text("https://op.example/.well-known/oauth-authorization-server")};
        QTest::newRow("N040 path")
            << text("https://op.example:8443/tenant/v2")
            << QStringList{text("https://op.example:8443/tenant/v2/.well-known/openid-configuration"),
                           text("https://op.example:8443/.well-known/oauth-authorization-server/tenant/v2"),
                           text("https://op.example:8443/.well-known/openid-configuration/tenant/v2")};
        QTest::newRow("N040 path, final slash")
            << text("http://[::1]:3000/t/")
            << QStringList{text("http://[::1]:3000/t/.well-known/openid-configuration"),
                           text("http://[::1]:3000/.well-known/oauth-authorization-server/t"),
                           text("http://[::1]:3000/.well-known/openid-configuration/t")};
    }

    void wellKnown()
    {
        QFETCH(QString, issuer);
        QFETCH(QStringList, urls);
        QStringList found;
        for (const QUrl& url : wellKnownUrls(issuer))
            found += url.toString(QUrl::FullyEncoded);
        QCOMPARE(found, urls);
    }

    void goodDocumentIsRead()
    {
        const auto metadata = parseMetadata(goodDocument(), kIssuer);
        QVERIFY(metadata);
        QCOMPARE(metadata->issuer, kIssuer);
        QCOMPARE(metadata->authorizationEndpoint, QUrl(text("https://op.example/authorize?p=1")));
        QCOMPARE(metadata->tokenEndpoint, QUrl(text("https://op.example/token")));
        QCOMPARE(metadata->jwksUri, QUrl(text("https://op.example/jwks")));
        QCOMPARE(metadata->userinfoEndpoint, QUrl(text("https://op.example/me")));
        QCOMPARE(metadata->revocationEndpoint, QUrl(text("https://op.example/revoke")));
        QCOMPARE(metadata->introspectionEndpoint, QUrl(text("https://op.example/introspect")));
        QCOMPARE(metadata->endSessionEndpoint, QUrl(text("https://op.example/bye")));
        QCOMPARE(metadata->scopesSupported, QStringList{text("openid")});
        QCOMPARE(metadata->tokenEndpointAuthMethodsSupported, QStringList{text("none")});
        QCOMPARE(metadata->idTokenSigningAlgValuesSupported, QStringList{text("RS256")});
        QVERIFY(metadata->authorizationResponseIssParameterSupported);
        QVERIFY(metadata->remarks.isEmpty());
        QVERIFY(!metadata->isDevelopment());
    }

    void documents_data()
    {
        QTest::addColumn<QJsonObject>("document");
        QTest::addColumn<QString>("code");
        QTest::addColumn<QString>("detail"); // a part of it
        const auto row = [](const char* name, const QJsonObject& document, const char* code,
                            const char* detail = "") {
            QTest::newRow(name) << document << text(code) << text(detail);
        };
        row("good", goodDocument(), "");
        row("least",
            {{text("issuer"), kIssuer},
             {text("authorization_endpoint"), text("https://op.example/a")},
             {text("token_endpoint"), text("https://op.example/t")}},
            "");
        row("A067 trailing slash", with("issuer", text("https://op.example/")), "metadata.issuer_mismatch");
        row("A067 case", with("issuer", text("https://OP.example")), "metadata.issuer_mismatch");
        row("A067 default port", with("issuer", text("https://op.example:443")), "metadata.issuer_mismatch");
        row("A067 escaped", with("issuer", text("https://op%2Eexample")), "metadata.issuer_mismatch");
        row("A067 http", with("issuer", text("http://op.example")), "metadata.issuer_mismatch");
        row("A067 look-alike", with("issuer", QStringLiteral("https://\u043ep.example")),
            "metadata.issuer_mismatch");
        row("A067 missing", without("issuer"), "metadata.missing", "issuer");
        row("A067 number", with("issuer", 1), "metadata.member", "issuer");
        row("A067 empty", with("issuer", QString()), "metadata.member", "issuer");
        row("A080 endpoint is a number", with("token_endpoint", 1), "metadata.member", "token_endpoint");
        row("A080 endpoint is null", with("token_endpoint", QJsonValue::Null), "metadata.member",
            "token_endpoint");
        row("A080 endpoint is an array", with("jwks_uri", QJsonArray{text("https://op.example/k")}),
            "metadata.member", "jwks_uri");
        row("A080 endpoint is an object", with("userinfo_endpoint", QJsonObject()), "metadata.member",
            "userinfo_endpoint");
        row("A080 list is a string", with("scopes_supported", text("openid")), "metadata.member",
            "scopes_supported");
        row("A080 list of numbers", with("id_token_signing_alg_values_supported", QJsonArray{1}),
            "metadata.member", "id_token_signing_alg_values_supported");
        row("A080 flag is a string", with("authorization_response_iss_parameter_supported", text("true")),
            "metadata.member", "authorization_response_iss_parameter_supported");
        row("authorization_endpoint missing", without("authorization_endpoint"), "metadata.missing",
            "authorization_endpoint");
        row("token_endpoint missing", without("token_endpoint"), "metadata.missing", "token_endpoint");
        row(
            "A119 other case",
            [] {
                QJsonObject document = without("token_endpoint");
                document.insert(text("Token_Endpoint"), text("https://op.example/token"));
                return document;
            }(),
            "metadata.missing", "token_endpoint");
        for (const char* member :
             {"authorization_endpoint", "token_endpoint", "jwks_uri", "userinfo_endpoint",
              "revocation_endpoint", "introspection_endpoint", "end_session_endpoint"}) {
            const QByteArray name(member);
            row(("A070/A078 http: " + name).constData(), with(member, text("http://op.example/x")),
                "metadata.endpoint", member);
            row(("A071 javascript: " + name).constData(), with(member, text("javascript:alert(1)")),
                "metadata.endpoint", member);
            row(("A071 empty: " + name).constData(), with(member, QString()), "metadata.endpoint", member);
            row(("A072 fragment: " + name).constData(), with(member, text("https://op.example/x#y")),
                "metadata.endpoint", member);
            row(("A073 our parameter: " + name).constData(),
                with(member, text("https://op.example/x?client_id=y")), "metadata.endpoint", member);
            row(("A075 user information: " + name).constData(),
                with(member, text("https://op.example@evil.example/")), "metadata.endpoint", member);
            row(("A079 loopback: " + name).constData(), with(member, text("https://127.0.0.1/x")),
                "metadata.endpoint", member);
        }
    }

    void documents()
    {
        QFETCH(QJsonObject, document);
        QFETCH(QString, code);
        QFETCH(QString, detail);
        const auto metadata = parseMetadata(document, kIssuer);
        QCOMPARE(metadata ? QString() : metadata.error().code, code);
        if (metadata)
            return;
        QVERIFY2(metadata.error().detail.contains(detail), qPrintable(metadata.error().detail));
        QCOMPARE(metadata.error().endpoint, kIssuer);
        const bool untrusted = code == u"metadata.issuer_mismatch" || code == u"metadata.endpoint";
        QCOMPARE(metadata.error().kind, untrusted ? ErrorKind::Untrusted : ErrorKind::Malformed);
    }

    void remarks_data()
    {
        QTest::addColumn<QJsonObject>("document");
        QTest::addColumn<QStringList>("remarks");
        const QStringList noS256{text("metadata.no_s256")};
        const char* methods = "code_challenge_methods_supported";
        QTest::newRow("A081 string") << with(methods, text("S256")) << noS256;
        QTest::newRow("A081 empty") << with(methods, QJsonArray()) << noS256;
        QTest::newRow("A081 plain only") << with(methods, QJsonArray{text("plain")}) << noS256;
        QTest::newRow("N024 absent") << without(methods) << noS256;
        QTest::newRow("A077 another host, said once") << [] {
            QJsonObject document = with("token_endpoint", text("https://other.example/token"));
            document.insert(text("jwks_uri"), text("https://third.example/keys"));
            return document;
        }() << QStringList{text("metadata.foreign_host")};
        QTest::newRow("A076 look-alike host")
            << with("token_endpoint", QStringLiteral("https://\u0430pple.com/token"))
            << QStringList{text("metadata.foreign_host"), text("metadata.international_host")};
    }

    void remarks()
    {
        QFETCH(QJsonObject, document);
        QFETCH(QStringList, remarks);
        const auto metadata = parseMetadata(document, kIssuer);
        QVERIFY(metadata);
        QCOMPARE(metadata->remarks, remarks);
    }

    void development()
    {
        const QString issuer = text("http://127.0.0.1:3000");
        QJsonObject document{{text("issuer"), issuer},
                             {text("authorization_endpoint"), text("http://127.0.0.1:3000/a")},
                             {text("token_endpoint"), text("http://localhost:3000/t")}};
        const auto metadata = parseMetadata(document, issuer);
        QVERIFY(metadata);
        QVERIFY(metadata->isDevelopment());
        document.insert(text("token_endpoint"), text("http://op.example/t"));
        QCOMPARE(parseMetadata(document, issuer).error().code, text("metadata.endpoint"));
    }

    void hostileBytesNeverBecomeADocument_data() // A084, on the way discovery takes
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<QString>("code");
        QTest::newRow("A084 deep") << QByteArray("{\"a\":").repeated(100000) << text("json.depth");
        QTest::newRow("A084 issuer twice")
            << QByteArray(R"({"issuer":"op","issuer":"evil"})") << text("json.duplicate_name");
        QTest::newRow("A084 byte order mark") << QByteArray("\xEF\xBB\xBF{}") << text("json.encoding");
        QTest::newRow("A084 trailing data") << QByteArray("{} {}") << text("json.syntax");
    }

    void hostileBytesNeverBecomeADocument()
    {
        QFETCH(QByteArray, bytes);
        QFETCH(QString, code);
        QCOMPARE(parseJsonObject(bytes).error().code, code);
    }

    void valuesInDetailsArePrintable()
    {
        const auto metadata = parseMetadata(
            with("token_endpoint", QStringLiteral("https://\u202e") + QString(5000, u'x')), kIssuer);
        QVERIFY(!metadata);
        QVERIFY(metadata.error().detail.contains(QStringLiteral("\\u{202e}")));
        QVERIFY(metadata.error().detail.size() < 300);
    }
};

} // namespace tessera::test

TESSERA_TEST(tessera::test::AuthorizationServerMetadataTest)
#include "authorization_server_metadata_test.moc"
