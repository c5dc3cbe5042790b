#include "core/oidc/www_authenticate.h"
#include "tests/support/test_program.h"

#include <QTest>

namespace tessera::test {
namespace {

/// "bearer{realm=x,error=y} basic[token68]": the whole result in one line.
QByteArray flat(const QList<AuthenticationChallenge>& challenges)
{
    QByteArrayList parts;
    for (const AuthenticationChallenge& challenge : challenges) {
        QByteArrayList parameters;
        for (const HttpHeader& parameter : challenge.parameters)
            parameters.append(parameter.name + '=' + parameter.value);
        QByteArray part = challenge.scheme;
        if (!parameters.isEmpty())
            part += '{' + parameters.join(',') + '}';
        if (!challenge.token68.isEmpty())
            part += '[' + challenge.token68 + ']';
        parts.append(part);
    }
    return parts.join(' ');
}

} // namespace

class WwwAuthenticateTest final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void parse_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QByteArray>("expected"); // "!code" for an error
        const auto row = [](const char* name, const QByteArray& text, const char* expected) {
            QTest::newRow(name) << text << QByteArray(expected);
        };
        row("N019 RFC 6750 section 3",
            "Bearer realm=\"example\", error=\"invalid_token\", error_description=\"The access token "
            "expired\"",
            "bearer{realm=example,error=invalid_token,error_description=The access token expired}");
        row("N019 scheme alone", "Bearer", "bearer");
        row("N019 scheme without case", "bEARER error=invalid_token", "bearer{error=invalid_token}");
        row("N019 name without case", "Bearer ERROR=invalid_token", "bearer{error=invalid_token}");
        row("N019 several challenges",
            "Basic realm=\"a, b\", Bearer realm=x, error=\"invalid_token\", Negotiate",
            "basic{realm=a, b} bearer{realm=x,error=invalid_token} negotiate");
        row("N019 scheme alone, then another", "Negotiate, Basic realm=x", "negotiate basic{realm=x}");
        row("N019 token68", "NTLM TlRMTVNTUAACAAAA==, Bearer a=b", "ntlm[TlRMTVNTUAACAAAA==] bearer{a=b}");
        row("N019 DPoP", "DPoP algs=\"ES256 PS256\", error=\"use_dpop_nonce\"",
            "dpop{algs=ES256 PS256,error=use_dpop_nonce}");
        row("N019 quoted pair", "Bearer realm=\"a\\\"b\\\\c\"", "bearer{realm=a\"b\\c}");
        row("N019 space around =", "Bearer realm = \"x\" , error =y", "bearer{realm=x,error=y}");
        row("N019 empty list elements", " , ,Bearer realm=x,, ,error=y,", "bearer{realm=x,error=y}");
        row("N019 empty quoted string", "Bearer realm=\"\"", "bearer{realm=}");
        row("N019 empty", "", "");
        row("N019 blanks and commas only", " , ", "");
        row("N019 same parameter in two challenges", "Bearer a=1, Bearer a=2", "bearer{a=1} bearer{a=2}");

        row("quote not closed", "Bearer realm=\"x", "!www_authenticate.syntax");
        row("backslash at the end", "Bearer realm=\"x\\", "!www_authenticate.syntax");
        row("N019 what looks like no value is a token68", "Bearer realm=", "bearer[realm=]");
        row("no value, more follows", "Bearer realm=, error=x", "!www_authenticate.syntax");
        row("two words", "Bearer two words", "!www_authenticate.syntax");
        row("text behind a quoted string", "Bearer realm=\"x\"y", "!www_authenticate.syntax");
        row("no comma", "Bearer realm=\"x\" error=\"y\"", "!www_authenticate.syntax");
        row("starts with =", "=x", "!www_authenticate.syntax");
        row("scheme in quotes", "\"Bearer\" realm=x", "!www_authenticate.syntax");
        row("line break", "Bearer realm=x\r\nerror=y", "!www_authenticate.syntax");
        row("NUL", QByteArray("Bearer realm=\0x", 15), "!www_authenticate.syntax");
        row("NUL in quotes", QByteArray("Bearer realm=\"\0\"", 16), "!www_authenticate.syntax");
        row("not ASCII", "Bearer realm=\"\xc3\xa9\"", "!www_authenticate.syntax");
        row("parameter twice", "Bearer error=a, error=b", "!www_authenticate.repeated");
        row("parameter twice in other case", "Bearer error=a, Error=b", "!www_authenticate.repeated");
        row("8 KiB", "Bearer realm=" + QByteArray(8 * 1024 - 13, 'x'),
            ("bearer{realm=" + QByteArray(8 * 1024 - 13, 'x') + "}").constData());
        row("8 KiB and one", "Bearer realm=" + QByteArray(8 * 1024 - 12, 'x'), "!www_authenticate.too_large");
        row("33 challenges", QByteArray("Bearer,").repeated(33), "!www_authenticate.too_large");
        row("many commas", QByteArray(8 * 1024, ','), "");
    }
    void parse()
    {
        QFETCH(QByteArray, text);
        const auto challenges = parseWwwAuthenticate(text);
        const QByteArray found =
            challenges ? flat(*challenges) : QByteArray('!' + challenges.error().code.toLatin1());
        QTEST(found, "expected");
    }

    void bearerError_data()
    {
        QTest::addColumn<QByteArrayList>("headers");
        QTest::addColumn<QString>("code");
        QTest::newRow("N019 invalid_token")
            << QByteArrayList{"Bearer error=\"invalid_token\""} << QStringLiteral("invalid_token");
        QTest::newRow("N019 in the second header")
            << QByteArrayList{"Basic realm=x", "Bearer error=insufficient_scope"}
            << QStringLiteral("insufficient_scope");
        QTest::newRow("N019 in the second challenge")
            << QByteArrayList{"Basic realm=\"x\", Bearer error=invalid_token"}
            << QStringLiteral("invalid_token");
        QTest::newRow("no error") << QByteArrayList{"Bearer realm=x"} << QString();
        QTest::newRow("error of another scheme") << QByteArrayList{"DPoP error=invalid_token"} << QString();
        QTest::newRow("unreadable") << QByteArrayList{"Bearer error=\"invalid_token"} << QString();
        QTest::newRow("none") << QByteArrayList{} << QString();
    }
    void bearerError()
    {
        QFETCH(QByteArrayList, headers);
        HttpResponse response;
        for (const QByteArray& value : headers)
            response.headers.append({"www-AUTHENTICATE", value});
        QTEST(tessera::bearerError(response), "code");
    }
};

} // namespace tessera::test

TESSERA_TEST(tessera::test::WwwAuthenticateTest)
#include "www_authenticate_test.moc"
