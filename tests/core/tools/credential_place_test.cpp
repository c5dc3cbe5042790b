// A277: a token goes to exactly the place it was meant for.
#include "core/tools/credential_place.h"
#include "tests/support/test_program.h"

#include <QTest>

using namespace tessera;

class CredentialPlaceTest final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void fromAddress_data()
    {
        QTest::addColumn<QString>("address");
        QTest::addColumn<QString>("text"); // empty: refused
        const auto row = [](const char* name, const char* address, const char* text) {
            QTest::newRow(name) << QString::fromUtf8(address) << QString::fromUtf8(text);
        };
        row("plain", "https://git.example.com", "https://git.example.com");
        row("slash", "https://git.example.com/", "https://git.example.com");
        row("usual port", "https://git.example.com:443/group/", "https://git.example.com/group");
        row("port", "https://git.example.com:8443/a/b", "https://git.example.com:8443/a/b");
        row("upper case", "https://GIT.Example.COM", "https://git.example.com");
        row("international",
            "https://b\xc3\xbc"
            "cher.example",
            "https://xn--bcher-kva.example");
        row("http on this computer", "http://127.0.0.1:3000", "http://127.0.0.1:3000");
        row("IPv6", "https://[::1]:3000/x", "https://[::1]:3000/x");
        row("A277 http elsewhere", "http://git.example.com", "");
        row("A277 user", "https://github.com@evil.example", "");
        row("no scheme", "git.example.com", "");
        row("other scheme", "ssh://git.example.com", "");
        row("query", "https://git.example.com/?a=b", "");
        row("fragment", "https://git.example.com/#a", "");
        row("dots", "https://git.example.com/group/../other", "");
        row("double slash", "https://git.example.com//group", "");
        row("percent", "https://git.example.com/gr%6Fup%2F..", "");
        row("port 0", "https://git.example.com:0", "");
        row("no host", "https:///group", "");
        row("empty", "", "");
    }
    void fromAddress()
    {
        QFETCH(QString, address);
        QFETCH(QString, text);
        const auto place = placeFromAddress(address);
        QCOMPARE(place ? place->text() : QString(), text);
        if (!place)
            QCOMPARE(place.error().code, QStringLiteral("tool.place"));
    }

    void fromParts_data()
    {
        QTest::addColumn<QString>("host");
        QTest::addColumn<QString>("path");
        QTest::addColumn<QString>("text");
        const auto row = [](const char* name, const char* host, const char* path, const char* text) {
            QTest::newRow(name) << QString::fromUtf8(host) << QString::fromUtf8(path)
                                << QString::fromUtf8(text);
        };
        row("plain", "git.example.com", "", "https://git.example.com");
        row("path", "git.example.com:8443", "group/project.git",
            "https://git.example.com:8443/group/project.git");
        row("IPv6", "[::1]:9", "", "https://[::1]:9");
        row("A277 user", "github.com@evil.example", "", "");
        row("A277 slash", "evil.example/github.com", "", "");
        row("A277 backslash", "github.com\\@evil.example", "", "");
        row("A277 question mark", "evil.example?github.com", "", "");
        row("A277 hash", "evil.example#github.com", "", "");
        row("A277 percent", "github.com%2eevil.example", "", "");
        row("A262 line feed", "github.com\nevil.example", "", "");
        row("backslash in the path", "github.com", "a\\b", "");
        row("blank", "github.com evil.example", "", "");
        row("letters of another alphabet", "g\xd1\x96thub.com", "", "");
        row("two ports", "git.example.com:1:2", "", "");
        row("large port", "git.example.com:65536", "", "");
        row("dots in the path", "git.example.com", "group/../other", "");
        row("empty", "", "", "");
    }
    void fromParts()
    {
        QFETCH(QString, host);
        QFETCH(QString, path);
        const auto place = placeFromParts(QStringLiteral("https"), host, path);
        QTEST(place ? place->text() : QString(), "text");
        if (!place)
            QCOMPARE(place.error().code, QStringLiteral("tool.request"));
    }

    void otherSchemes()
    {
        QVERIFY(!placeFromParts(QStringLiteral("http"), QStringLiteral("git.example.com"), {}));
        QVERIFY(!placeFromParts(QStringLiteral("cert"), {}, QStringLiteral("client.pem")));
        QVERIFY(!placeFromParts(QStringLiteral("smtp"), QStringLiteral("mail.example.com"), {}));
        QVERIFY(placeFromParts(QStringLiteral("http"), QStringLiteral("127.0.0.1:3000"), {}));
    }

    void covering_data()
    {
        QTest::addColumn<QString>("rule");
        QTest::addColumn<QString>("asked");
        QTest::addColumn<bool>("is");
        const auto row = [](const char* rule, const char* asked, bool is) {
            QTest::addRow("%s for %s", rule, asked)
                << QString::fromUtf8(rule) << QString::fromUtf8(asked) << is;
        };
        row("https://a.example", "https://a.example/x/y", true);
        row("https://a.example/x", "https://a.example/x", true);
        row("https://a.example/x", "https://a.example/x/y", true);
        row("https://a.example/x", "https://a.example/xy", false);
        row("https://a.example/x", "https://a.example", false);
        row("https://a.example/x", "https://a.example/X/y", false);
        row("https://a.example", "https://b.a.example", false);
        row("https://a.example", "https://a.example.evil.example", false);
        row("https://a.example", "https://evil-a.example", false);
        row("https://a.example", "https://a.example:8443", false);
        row("http://127.0.0.1:1", "https://127.0.0.1:1", false);
    }
    void covering()
    {
        QFETCH(QString, rule);
        QFETCH(QString, asked);
        QTEST(covers(placeFromAddress(rule).value(), placeFromAddress(asked).value()), "is");
    }
};

TESSERA_TEST(CredentialPlaceTest)
#include "credential_place_test.moc"
