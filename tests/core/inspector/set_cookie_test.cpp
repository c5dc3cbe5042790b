// Set-Cookie as a user agent reads it, and what it does with it: N128 to N133, A353.
#include "core/inspector/set_cookie.h"
#include "core/inspector/set_cookie_verdict.h"
#include "tests/support/manual_clock.h"
#include "tests/support/test_program.h"

#include <QTest>

namespace tessera::test {
namespace {

SetCookie parsed(const QByteArray& line)
{
    return parseSetCookie(line, ManualClock().now());
}

QStringList ignoredNames(const SetCookie& cookie)
{
    QStringList names;
    for (const CookieAttribute& attribute : cookie.attributes) {
        if (!attribute.ignored.isEmpty())
            names.append(QString::fromLatin1(attribute.name));
    }
    return names;
}

} // namespace

class SetCookieTest final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void pairs_data()
    {
        QTest::addColumn<QByteArray>("line");
        QTest::addColumn<QByteArray>("name");
        QTest::addColumn<QByteArray>("value");
        const auto row = [](const char* name, const char* line, const char* cookie, const char* value) {
            QTest::newRow(name) << QByteArray(line) << QByteArray(cookie) << QByteArray(value);
        };
        row("RFC 6265bis plain", "SID=31d4d96e407aad42", "SID", "31d4d96e407aad42");
        row("RFC 6265bis blanks", " \tSID \t= \tx \t; Path=/", "SID", "x");
        row("RFC 6265bis no value", "SID=", "SID", "");
        row("RFC 6265bis equals in the value", "SID=a=b==", "SID", "a=b==");
        row("RFC 6265bis quotes stay", "SID=\"x\"", "SID", "\"x\"");
        row("N129 nameless", "=x", "", "x");
        row("N129 nameless without equals", "x", "", "x");
        row("A353 flags in front", "secure; httponly", "", "secure");
        row("A353 flag with a value in front", "secure=; httponly", "secure", "");
    }
    void pairs()
    {
        QFETCH(QByteArray, line);
        const SetCookie cookie = parsed(line);
        QTEST(cookie.name, "name");
        QTEST(cookie.value, "value");
        QVERIFY(cookie.dropped.isEmpty());
    }

    void verdicts_data()
    {
        QTest::addColumn<QByteArray>("line");
        QTest::addColumn<QString>("code"); // empty: stored
        const auto row = [](const char* name, const QByteArray& line, const char* code) {
            QTest::newRow(name) << line << QString::fromLatin1(code);
        };
        row("stored", "SID=x; Secure; HttpOnly; SameSite=Lax", "");
        // The five examples of RFC 6265bis 4.1.3, from a secure origin
        row("N128 __Secure- without Secure", "__Secure-SID=12345; Domain=site.example", "set_cookie.prefix");
        row("N128 __Secure-", "__Secure-SID=12345; Domain=site.example; Secure", "");
        row("N128 __Host- bare", "__Host-SID=12345", "set_cookie.prefix");
        row("N128 __Host- without Path", "__Host-SID=12345; Secure", "set_cookie.prefix");
        row("N128 __Host- with Domain", "__Host-SID=12345; Secure; Path=/; Domain=site.example",
            "set_cookie.prefix");
        row("N128 __Host-", "__Host-SID=12345; Secure; Path=/", "");
        row("N128 __host- in small letters", "__host-SID=12345; Secure", "set_cookie.prefix");
        row("N128 __SECURE- in capitals", "__SECURE-SID=12345", "set_cookie.prefix");
        row("N128 __Host- with another path", "__Host-SID=x; Secure; Path=/a", "set_cookie.prefix");
        row("N128 __Host- with an empty Domain", "__Host-SID=x; Secure; Path=/; Domain=", "");
        row("N128 __Http- without HttpOnly", "__Http-SID=x; Secure", "set_cookie.prefix");
        row("N128 __Http-", "__Http-SID=x; Secure; HttpOnly", "");
        row("N128 __Host-Http- without HttpOnly", "__Host-Http-SID=x; Secure; Path=/", "set_cookie.prefix");
        row("N128 __Host-Http-", "__host-http-SID=x; Secure; Path=/; HttpOnly", "");
        row("N128 no prefix, one letter short", "__Hos-SID=x", "");
        row("N129 value poses as __Host-", "=__Host-x", "set_cookie.nameless_prefix");
        row("N129 value poses as __secure-", "__secure-x", "set_cookie.nameless_prefix");
        row("N129 nameless", "=x", "");
        row("N130 NUL", QByteArray("a=b\0c", 5), "set_cookie.control");
        row("N130 backspace", "a=b\x08", "set_cookie.control");
        row("N130 tab is allowed", "a=b\tc", "");
        row("N130 line feed", "a=b\nc", "set_cookie.control");
        row("A354 CR LF", "a=b\r\nSet-Cookie: c=d", "set_cookie.control");
        row("N130 unit separator", "a=b\x1f", "set_cookie.control");
        row("N130 delete", "a=b\x7f", "set_cookie.control");
        row("N130 control in an attribute", "a=b; Path=/\x01", "set_cookie.control");
        row("N130 4,096 bytes", "a=" + QByteArray(4095, 'x'), "");
        row("A353 4,097 bytes", "a=" + QByteArray(4096, 'x'), "set_cookie.too_large");
        row("N130 4,097 bytes of name", QByteArray(4097, 'x') + "=", "set_cookie.too_large");
        row("empty", "", "set_cookie.empty");
        row("equals alone", "=", "set_cookie.empty");
        row("attributes alone", "; Secure", "set_cookie.empty");
        row("N132 None with Secure", "a=b; SameSite=None; Secure", "");
        row("A353 None without Secure", "a=b; SameSite=nOnE", "set_cookie.none_insecure");
        row("A353 two SameSite, the last is None", "a=b; SameSite=Lax; SameSite=None",
            "set_cookie.none_insecure");
        row("A353 two SameSite, the last is Lax", "a=b; SameSite=None; SameSite=Lax", "");
        row("A353 two SameSite, the last is unknown", "a=b; SameSite=None; SameSite=what", "");
        row("N133 Partitioned with Secure", "a=b; Partitioned; Secure", "");
        row("A353 Partitioned without Secure", "a=b; Partitioned", "set_cookie.partitioned_insecure");
        row("A353 Domain is com", "a=b; Domain=com", "set_cookie.public_suffix");
        row("A353 Domain is .co.uk", "a=b; Domain=.CO.UK", "set_cookie.public_suffix");
        row("A353 Domain is github.io", "a=b; Domain=github.io", "set_cookie.public_suffix");
        row("A353 Domain below a public suffix", "a=b; Domain=example.co.uk", "");
        row("A353 Domain not in ASCII",
            "a=b; Domain=b\xC3\xBC"
            "cher.example",
            "set_cookie.domain_ascii");
        row("A353 last Domain counts", "a=b; Domain=com; Domain=example.com", "");
    }
    void verdicts()
    {
        QFETCH(QByteArray, line);
        QFETCH(QString, code);
        const SetCookieVerdict verdict = judgeSetCookie(parsed(line));
        QCOMPARE(verdict.code, code);
        QCOMPARE(verdict.isStored, code.isEmpty());
        QCOMPARE(verdict.why.isEmpty(), code.isEmpty());
    }

    void ignored_data()
    {
        QTest::addColumn<QByteArray>("line");
        QTest::addColumn<QString>("names"); // of the attributes that count for nothing
        const auto row = [](const char* name, const QByteArray& line, const char* names) {
            QTest::newRow(name) << line << QString::fromLatin1(names);
        };
        row("none", "a=b; Secure; HttpOnly; Path=/; Domain=x.example; Max-Age=1; SameSite=Strict", "");
        row("N130 attribute of 1,024 bytes", "a=b; Path=/" + QByteArray(1023, 'x'), "");
        row("A353 attribute of 1,025 bytes", "a=b; Path=/" + QByteArray(1024, 'x'), "Path");
        row("unknown", "a=b; Priority=High", "Priority");
        row("Path without a slash", "a=b; Path=x", "Path");
        row("Path is empty", "a=b; Path=", "Path");
        row("Max-Age is empty", "a=b; Max-Age=", "Max-Age");
        row("Max-Age is a minus", "a=b; Max-Age=-", "Max-Age");
        row("Max-Age with a plus", "a=b; Max-Age=+5", "Max-Age");
        row("Max-Age with a letter behind", "a=b; Max-Age=5s", "Max-Age");
        row("Max-Age with a point", "a=b; Max-Age=5.0", "Max-Age");
        row("Expires is no date", "a=b; Expires=never", "Expires");
        row("N132 SameSite is unknown", "a=b; SameSite=Maybe", "SameSite");
        row("Domain is empty", "a=b; Domain=.", "Domain");
        row("an earlier Path", "a=b; Path=/x; Path=/", "Path");
        row("a bad Max-Age leaves the earlier one", "a=b; Max-Age=5; Max-Age=x", "Max-Age");
        row("empty pieces", "a=b;;; ;Secure", "");
    }
    void ignored()
    {
        QFETCH(QByteArray, line);
        QTEST(ignoredNames(parsed(line)).join(u' '), "names");
    }

    void lives_data()
    {
        QTest::addColumn<QByteArray>("attributes");
        QTest::addColumn<qint64>("seconds"); // from now; -1: until the browser closes, -2: over
        QTest::addColumn<bool>("capped");
        const auto row = [](const char* name, const char* attributes, qint64 seconds, bool capped = false) {
            QTest::newRow(name) << QByteArray(attributes) << seconds << capped;
        };
        constexpr qint64 kMost = 34560000;
        row("N131 session", "", -1);
        row("N131 an hour", "Max-Age=3600", 3600);
        row("N131 400 days", "Max-Age=34560000", kMost);
        row("N131 400 days and a second", "Max-Age=34560001", kMost, true);
        row("A353 10 to the 12", "Max-Age=1000000000000", kMost, true);
        row("A353 more digits than a number holds", "Max-Age=99999999999999999999999999", kMost, true);
        row("A353 zeros in front", "Max-Age=00000000000000000000000005", 5);
        row("A353 zero", "Max-Age=0", -2);
        row("A353 negative", "Max-Age=-1", -2);
        row("A353 very negative", "Max-Age=-99999999999999999999999999", -2);
        row("Max-Age before Expires", "Max-Age=60; Expires=Sun, 06 Nov 1994 08:49:37 GMT", 60);
        row("Max-Age behind Expires", "Expires=Sun, 06 Nov 1994 08:49:37 GMT; Max-Age=60", 60);
        row("bad Max-Age, good Expires", "Max-Age=x; Expires=Sun, 06 Nov 1994 08:49:37 GMT", -2);
        row("N131 Expires in the year 9999", "Expires=Fri, 31 Dec 9999 23:59:59 GMT", kMost, true);
        row("a bad Max-Age leaves the earlier one", "Max-Age=5; Max-Age=x", 5);
    }
    void lives()
    {
        QFETCH(QByteArray, attributes);
        QFETCH(qint64, seconds);
        const TimePoint now = ManualClock().now();
        const SetCookie cookie = parsed("a=b; " + attributes);
        QTEST(cookie.isCapped, "capped");
        QCOMPARE(cookie.isDeletion(now), seconds == -2);
        QCOMPARE(cookie.expires.has_value(), seconds != -1);
        if (seconds >= 0)
            QCOMPARE(toUnixSeconds(*cookie.expires) - toUnixSeconds(now), seconds);
    }

    void sameSite_data()
    {
        QTest::addColumn<QByteArray>("line");
        QTest::addColumn<QByteArray>("value");
        QTest::newRow("N132 strict") << QByteArray("a=b; samesite=sTRICT") << QByteArray("Strict");
        QTest::newRow("N132 lax") << QByteArray("a=b; SameSite=LAX") << QByteArray("Lax");
        QTest::newRow("N132 none") << QByteArray("a=b; SameSite=none") << QByteArray("None");
        QTest::newRow("N132 default") << QByteArray("a=b") << QByteArray();
        QTest::newRow("N132 empty") << QByteArray("a=b; SameSite") << QByteArray();
        QTest::newRow("A353 the last one counts")
            << QByteArray("a=b; SameSite=Lax; SameSite=Strict") << QByteArray("Strict");
        QTest::newRow("A353 an unknown one resets")
            << QByteArray("a=b; SameSite=Lax; SameSite=x") << QByteArray();
    }
    void sameSite()
    {
        QFETCH(QByteArray, line);
        QTEST(parsed(line).sameSite, "value");
    }

    void repeatedAttributeIsNamed()
    {
        const SetCookie cookie = parsed("a=b; Path=/x; Path=/y");
        QCOMPARE(cookie.path, QByteArray("/y"));
        QCOMPARE(cookie.attributes[1].code, QStringLiteral("set_cookie.repeated"));
        QVERIFY(cookie.attributes[0].isSuperseded);
        QVERIFY(!parsed("a=b; Path=/x; Domain=/x").attributes[1].isSuperseded);
    }

    void attributesAreBounded() // A353
    {
        const SetCookie cookie = parsed("a=b" + QByteArray("; Path=/").repeated(100000));
        QCOMPARE(cookie.attributes.size(), kMostCookieAttributes);
    }

    void publicSuffixes()
    {
        QVERIFY(isPublicSuffix("com"));
        QVERIFY(isPublicSuffix("co.uk"));
        QVERIFY(isPublicSuffix("unknown-top-level"));
        QVERIFY(!isPublicSuffix("example.com"));
        QVERIFY(!isPublicSuffix("www.example.co.uk"));
    }
};

} // namespace tessera::test

TESSERA_TEST(tessera::test::SetCookieTest)
#include "set_cookie_test.moc"
