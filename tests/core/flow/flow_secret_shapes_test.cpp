// What counts as a secret by its name and by its shape, and what must stay readable.
#include "core/flow/flow_secret_shapes.h"

#include "tests/support/test_program.h"

#include <QTest>

using namespace tessera;

class FlowSecretShapesTest final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void names_data()
    {
        QTest::addColumn<bool>("isSecret");
        for (const char* name : {"code",
                                 "state",
                                 "nonce",
                                 "code_verifier",
                                 "code_challenge",
                                 "access_token",
                                 "refresh_token",
                                 "id_token",
                                 "client_secret",
                                 "client_assertion",
                                 "device_code",
                                 "user_code",
                                 "password",
                                 "assertion",
                                 "subject_token",
                                 "actor_token",
                                 "registration_access_token",
                                 "token",
                                 "id_token_hint",
                                 "Authorization",
                                 "DPoP",
                                 "DPoP-Nonce",
                                 "Set-Cookie",
                                 "Cookie",
                                 "X-Api-Key",
                                 "apiKey",
                                 "clientSecret",
                                 "X-Amz-Security-Token",
                                 "request_uri",
                                 "request",
                                 "response",
                                 "d",
                                 "AccessToken",
                                 "sid",
                                 "saml_assertion",
                                 "new_password"})
            QTest::newRow(name) << true;
        for (const char* name : {"token_type",
                                 "expires_in",
                                 "scope",
                                 "login_hint",
                                 "code_challenge_method",
                                 "grant_type",
                                 "error",
                                 "error_description",
                                 "client_assertion_type",
                                 "subject_token_type",
                                 "token_endpoint",
                                 "sub",
                                 "response_type",
                                 "response_mode",
                                 "redirect_uri",
                                 "client_id",
                                 "iss",
                                 "Content-Type",
                                 "Date",
                                 "client_secret_expires_at",
                                 "token_type_hint",
                                 "code_challenge_methods_supported",
                                 "n",
                                 "kid",
                                 ""})
            QTest::newRow(name[0] == '\0' ? "no name" : name) << false;
    }

    void names()
    {
        QFETCH(bool, isSecret);
        const QString name = QString::fromLatin1(QTest::currentDataTag());
        QCOMPARE(isSecretName(name == u"no name" ? QString() : name), isSecret);
    }

    void shapes_data()
    {
        QTest::addColumn<QString>("value");
        QTest::addColumn<bool>("isSecret");
        const auto row = [](const char* name, const char* value, bool isSecret) {
            QTest::newRow(name) << QString::fromLatin1(value) << isSecret;
        };
        row("JWS", "eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiJhIn0.c2ln", true);
        row("JWE", "eyJhbGciOiJkaXIifQ..aXY.Y2lwaGVy.dGFn", true);
        row("43 characters of base64url", "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk", true);
        row("hexadecimal", "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08", true);
        row("plain base64", "3q2+7wABAgMEBQYHCAkKCwwNDg8QERITFBUWFxgZGhscHR4f/w==", true);
        row("a prefix and noise", "ya29.a0AfH6SMBx1c9QmT7f8r2K5jW3nL4pVtXzYbD6sEuHgNq", true);
        row("a word in front", "authorization-dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk0", true);
        row("40 characters", "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOE", false);
        row("a UUID", "123e4567-e89b-12d3-a456-426614174000", false);
        row("a URN", "urn:ietf:params:oauth:grant-type:device_code", false);
        row("an address", "https://id.acme.example/realms/1/protocol/openid-connect/token", false);
        row("a long host", "https://dev-12345678.okta-emea-preview.oktapreview.com/oauth2/default", false);
        row("words", "registration_endpoint_auth_methods_supported", false);
        row("a sentence", "The code was already used 12 times, and that is 11 times too often for it.",
            false);
        row("nothing", "", false);
    }

    void shapes()
    {
        QFETCH(QString, value);
        QFETCH(bool, isSecret);
        const auto instead = [](QStringView) { return QStringLiteral("#"); };
        QCOMPARE(withoutSecretShapes(value, instead) != value, isSecret);
        if (!value.contains(u' ') && !value.contains(u':'))
            QCOMPARE(looksSecret(value), isSecret);
    }

    void insideOfText_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("shown");
        const auto row = [](const char* text, const char* shown) {
            QTest::newRow(text) << QString::fromUtf8(text) << QString::fromUtf8(shown);
        };
        row("code=abc&iss=x", "code=#&iss=x");
        row("http://127.0.0.1/cb?state=1234&code=short", "http://127.0.0.1/cb?state=#&code=#");
        row("<a href=\"/x?refresh_token=abc\">", "<a href=\"/x?refresh_token=#\">");
        row("Bearer abcdef12 was refused", "Bearer # was refused");
        row("Bearer realm=\"example\", error=\"invalid_token\"",
            "Bearer realm=\"example\", error=\"invalid_token\"");
        row("DPoP algs=\"ES256 PS256\"", "DPoP algs=\"ES256 PS256\"");
        row("Basic authentication is not allowed", "Basic authentication is not allowed");
        row("the token eyJhbGciOiJub25lIn0.e30.c2ln, it says", "the token #, it says");
        row("token_type=Bearer", "token_type=Bearer");
    }

    void insideOfText()
    {
        QFETCH(QString, text);
        QFETCH(QString, shown);
        QCOMPARE(withoutSecretShapes(text, [](QStringView) { return QStringLiteral("#"); }), shown);
    }

    void aMegabyteIsQuick()
    {
        const QString noise = QString(1024 * 1024, u'a');
        QElapsedTimer timer;
        timer.start();
        QCOMPARE(withoutSecretShapes(noise, [](QStringView) { return QStringLiteral("#"); }), noise);
        QVERIFY(timer.elapsed() < 2000);
    }
};

TESSERA_TEST(FlowSecretShapesTest)
#include "flow_secret_shapes_test.moc"
