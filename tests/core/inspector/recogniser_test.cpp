// What a pasted text is taken for, and what is taken off it.
#include "core/inspector/recogniser.h"
#include "tests/core/inspector/inspector_test_support.h"
#include "tests/support/test_program.h"

#include <QTest>

namespace tessera::test {
namespace {

const QByteArray kJwt = "eyJhbGciOiJSUzI1NiJ9.eyJpc3MiOiJ4IiwiYXVkIjoieSIsImV4cCI6MTc2NzMyNjY0NX0.eA";
const QByteArray kGithub = QByteArray("ghp_zQWBuTSOoRi4A9spHcVY") + "5ncnsDkxkJ0mLq17";

const char* nameOf(TextKind kind)
{
    switch (kind) {
    case TextKind::Empty:
        return "empty";
    case TextKind::Token:
        return "token";
    case TextKind::SeveralTokens:
        return "several";
    case TextKind::Json:
        return "json";
    case TextKind::Pem:
        return "pem";
    case TextKind::Authorization:
        return "authorization";
    case TextKind::SetCookie:
        return "set-cookie";
    case TextKind::Cookie:
        return "cookie";
    case TextKind::Headers:
        return "headers";
    case TextKind::Curl:
        return "curl";
    case TextKind::Url:
        return "url";
    case TextKind::Unknown:
        break;
    }
    return "unknown";
}

} // namespace

class RecogniserTest final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void kinds_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QString>("kind");
        const auto row = [](const char* name, const QByteArray& text, const char* kind) {
            QTest::newRow(name) << text << QString::fromLatin1(kind);
        };
        row("compact", kJwt, "token");
        row("one word", "abc", "token");
        row("empty", "", "empty");
        row("A137 only invisible characters", "\xE2\x80\x8B\xEF\xBB\xBF ", "empty");
        row("prose", "this is no token", "unknown");
        row("two tokens", kJwt + "\n" + kJwt, "several");
        row("two opaque tokens", kGithub + "\n\n" + kGithub + "\n", "several");
        row("JSON", "  {}", "json");
        row("JSON list", "[1]", "json");
        row("PEM", "-----BEGIN PUBLIC KEY-----\n", "pem");
        row("Authorization", "Authorization: Basic eDp5", "authorization");
        row("authorization in small letters", "authorization: bearer x", "authorization");
        row("Basic without a name", "Basic eDp5", "authorization");
        row("Set-Cookie", "Set-Cookie: a=b", "set-cookie");
        row("A354 Set-Cookie with a line break", "Set-Cookie: a=b\r\nc", "set-cookie");
        row("Set-Cookie without a name", "a=b; Path=/; HttpOnly", "set-cookie");
        row("Cookie", "Cookie: a=b; c=d", "cookie");
        row("Cookie without a name", "a=b; c=d", "cookie");
        row("a known session alone", "PHPSESSID=abc", "cookie");
        row("an unknown pair alone", "colour=blue", "token");
        row("answer", "HTTP/1.1 200 OK\r\nServer: x\r\n", "headers");
        row("request", "GET /?code=a HTTP/1.1\r\nHost: x", "headers");
        row("curl -v", "> GET / HTTP/1.1\n> Host: x\n>\n< HTTP/1.1 200 OK\n", "headers");
        row("two headers", "X-A: b\nX-C: d", "headers");
        row("HTTP/2", ":authority: x\n:path: /", "headers");
        row("one challenge", "WWW-Authenticate: Bearer", "headers");
        row("curl", "curl https://x.example", "curl");
        row("curl with a prompt", "$ curl -k https://x.example", "curl");
        row("curl without arguments", "curl", "token");
        row("address", "https://x.example/cb?code=a", "url");
        row("address of an app", "com.example.app:/cb?code=a&state=b", "url");
        row("query", "?code=a&state=b", "url");
        row("fragment", "#access_token=a", "url");
        row("form", "grant_type=refresh_token&refresh_token=x", "url");
        row("Telegram bot, no address", "123456789:" + QByteArray(35, 'A'), "token");
        row("A289 bytes", QByteArray("\x01\x02\x00\xFF", 4), "unknown");
    }
    void kinds()
    {
        QFETCH(QByteArray, text);
        QFETCH(QString, kind);
        QCOMPARE(QString::fromLatin1(nameOf(recogniseText(text).kind)), kind);
    }

    void cleaned_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QString>("removed");
        const auto row = [](const char* name, const QByteArray& text, const char* removed) {
            QTest::newRow(name) << text << QString::fromUtf8(removed);
        };
        row("A137 nothing", kJwt, "");
        row("A137 white space", " \t" + kJwt + "\r\n", "white space around it");
        row("A137 quotes", '"' + kJwt + '"', "quotes around it");
        row("A137 quotes and white space", " ' " + kJwt + " '", "white space around it, quotes around it");
        row("A137 Bearer", "bearer  " + kJwt, "\"Bearer\"");
        row("A137 line breaks", kJwt.first(30) + "\n  " + kJwt.sliced(30), "1 line break inside");
        row("A137 blanks inside", kJwt.first(30) + ' ' + kJwt.sliced(30), "1 space inside");
        row("A137 export", "export TOKEN=" + kJwt, "\"export TOKEN=\" in front");
        row("A137 export with quotes", "export TOKEN='" + kJwt + "'",
            "\"export TOKEN=\" in front, quotes around it|quotes around it, \"export TOKEN=\" in front");
        row("A137 variable", "ACCESS_TOKEN=" + kJwt, "\"ACCESS_TOKEN=\" in front");
        row("A137 member of JSON", quoted("'access_token': '") + kJwt + quoted("',"), "");
        row("A137 YAML", "token: " + kJwt, "\"token:\" in front");
        row("A137 comma", kJwt + ",", "\",\" behind it");
        row("A137 bracket and full stop", kJwt + ").", "\").\" behind it");
        row("A137 zero-width space", kJwt.first(9) + "\xE2\x80\x8B" + kJwt.sliced(9), "1 zero-width space");
        row("A137 byte order mark", "\xEF\xBB\xBF" + kJwt, "1 byte order mark");
        row("A137 soft hyphens", kJwt.first(9) + "\xC2\xAD\xC2\xAD" + kJwt.sliced(9), "2 soft hyphens");
        row("A137 no-break space", "\xC2\xA0" + kJwt, "1 no-break space, white space around it");
        row("A137 direction marks", "\xE2\x80\xAA" + kJwt + "\xE2\x80\xAC", "2 direction marks");
        row("A137 header option", "-H 'Bearer " + kJwt + "'", "");
    }
    void cleaned()
    {
        QFETCH(QByteArray, text);
        QFETCH(QString, removed);
        const RecognisedText found = recogniseText(text);
        QCOMPARE(found.text, kJwt);
        QCOMPARE(found.kind, TextKind::Token);
        QCOMPARE(found.removed.isEmpty(), text == kJwt);
        QVERIFY(recogniseText(found.text).removed.isEmpty());
        if (!removed.isEmpty())
            QVERIFY2(removed.split(u'|').contains(found.removed.join(QStringLiteral(", "))),
                     qPrintable(found.removed.join(QStringLiteral(", "))));
    }

    void keptAsItIs_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::newRow("unsecured JWS ends in a full stop") << QByteArray("eyJhbGciOiJub25lIn0.e30.");
        QTest::newRow("A126 padding") << kJwt + "==";
        QTest::newRow("a pair that says nothing") << QByteArray("a=b");
        QTest::newRow("A128 a million dots") << QByteArray(1000000, '.');
    }
    void keptAsItIs()
    {
        QFETCH(QByteArray, text);
        const RecognisedText found = recogniseText(text);
        QCOMPARE(found.text, text);
        QVERIFY(found.removed.isEmpty());
    }

    /// Twice the text takes about twice the time; a factor of ten between them would be quadratic.
    void hostileTextIsReadInOnePass_data()
    {
        QTest::addColumn<QByteArray>("piece");
        for (const char* piece :
             {"\xE2\x80\x8B", "'", "a=b;", "eyJ.", "x: y\n", " ", "\"", "export A=", "),.", "Bearer "})
            QTest::newRow(piece) << QByteArray(piece);
    }
    void hostileTextIsReadInOnePass() // A289
    {
        QFETCH(QByteArray, piece);
        const TokenReport report = inspectAt(piece.repeated(1024 * 1024 / piece.size()));
        QVERIFY(!report.kind.isEmpty());
        QVERIFY(!report.title.isEmpty());
    }

    void tooLargeIsRefusedUnread() // A289
    {
        QCOMPARE(codesOf(inspectAt(QByteArray(10 * 1024 * 1024, '"')).findings),
                 QStringLiteral("jws.too_large"));
        QCOMPARE(codesOf(inspectAt(QByteArray(1024 * 1024 + 1, ' ')).findings),
                 QStringLiteral("jws.too_large"));
        QCOMPARE(codesOf(inspectAt(QByteArray(1024 * 1024, ' ')).findings), QStringLiteral("inspect.empty"));
    }

    void removedIsSaidByTheReport() // A137
    {
        const TokenReport report = inspectAt("export TOKEN='" + kJwt + "'");
        QCOMPARE(report.kind, QStringLiteral("jws"));
        QCOMPARE(report.findings.first().code, QStringLiteral("inspect.trimmed"));
        QVERIFY2(report.findings.first().why.contains(QStringLiteral("export TOKEN=")),
                 qPrintable(report.findings.first().why));
    }

    void plainCompact()
    {
        QVERIFY(isPlainCompact(kJwt));
        QVERIFY(isPlainCompact("eyJ..x.y.z"));
        QVERIFY(!isPlainCompact("eyJ.x"));
        QVERIFY(!isPlainCompact(kJwt + "="));
        QVERIFY(!isPlainCompact("x." + kJwt));
        QVERIFY(!isPlainCompact(""));
    }

    void jsonSerialisation_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QString>("kind");
        QTest::addColumn<QString>("form");
        QTest::newRow("RFC 7515 7.2.2 flattened")
            << quoted("{'payload':'e30','protected':'e30','signature':'eA'}") << "jws"
            << "flattened";
        QTest::newRow("RFC 7515 7.2.1 general") << quoted("{'payload':'e30','signatures':[]}") << "jws"
                                                << "general";
        QTest::newRow("RFC 7516 7.2.2 flattened")
            << quoted("{'protected':'e30','ciphertext':'eA','tag':'eA','iv':'eA'}") << "jwe"
            << "flattened";
        QTest::newRow("RFC 7516 7.2.1 general") << quoted("{'recipients':[],'ciphertext':'eA'}") << "jwe"
                                                << "general";
    }
    void jsonSerialisation()
    {
        QFETCH(QByteArray, text);
        const TokenReport report = inspectAt(text);
        QTEST(report.kind, "kind");
        QTEST(report.serialization, "form");
        QVERIFY(!report.title.isEmpty());
        QVERIFY(!report.jws);
    }

    void everyKindHasATitle_data() { kinds_data(); }
    void everyKindHasATitle()
    {
        QFETCH(QByteArray, text);
        const TokenReport report = inspectAt(text);
        QVERIFY(!report.kind.isEmpty());
        QVERIFY(!report.title.isEmpty());
        QVERIFY2(!report.title.endsWith(u'.'), qPrintable(report.title));
        for (const Finding& finding : report.findings)
            QVERIFY2(finding.title != u"Refused", qPrintable(finding.code));
    }
};

} // namespace tessera::test

TESSERA_TEST(tessera::test::RecogniserTest)
#include "recogniser_test.moc"
