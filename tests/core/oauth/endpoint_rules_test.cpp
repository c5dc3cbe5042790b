// Which addresses an issuer may name: A070–A073, A075, A079.
#include "core/oauth/endpoint_rules.h"
#include "tests/support/test_program.h"

#include <QTest>

namespace tessera::test {

class EndpointRulesTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void endpoints_data()
    {
        QTest::addColumn<QString>("issuer");
        QTest::addColumn<QString>("endpoint");
        QTest::addColumn<QString>("fault"); // a part of it; empty: none
        const auto row = [](const char* name, const QString& endpoint, const QString& fault,
                            const QString& issuer = QStringLiteral("https://op.example")) {
            QTest::newRow(name) << issuer << endpoint << fault;
        };
        const QString development = QStringLiteral("http://127.0.0.1:3000");
        const QString absolute = QStringLiteral("not an absolute");
        const QString scheme = QStringLiteral("neither https nor http");
        const QString local = QStringLiteral("a local address");

        row("good", QStringLiteral("https://op.example/token"), {});
        row("port", QStringLiteral("https://op.example:8443/token"), {});
        row("A077 another host", QStringLiteral("https://oauth2.googleapis.com/token"), {});
        row("A072 own query", QStringLiteral("https://op.example/authorize?p=B2C_1&x=a%20b"), {});
        row("A070 http", QStringLiteral("http://op.example/token"), QStringLiteral("http instead"));
        row("A070 http on loopback", QStringLiteral("http://127.0.0.1/token"),
            QStringLiteral("http instead"));
        row("A070 http elsewhere from a development issuer", QStringLiteral("http://op.example/token"),
            QStringLiteral("http instead"), development);
        row("development", QStringLiteral("http://127.0.0.1:3000/token"), {}, development);
        row("development, other port", QStringLiteral("http://localhost:3001/token"), {}, development);
        row("development, IPv6", QStringLiteral("http://[::1]:3001/token"), {}, development);
        row("A071 javascript", QStringLiteral("javascript:alert(1)"), scheme);
        row("A071 file", QStringLiteral("file:///etc/passwd"), scheme);
        row("A071 data", QStringLiteral("data:text/html,x"), scheme);
        row("A071 smb", QStringLiteral("smb://host/share"), scheme);
        row("A071 ms-settings", QStringLiteral("ms-settings:privacy"), scheme);
        row("A071 x-apple", QStringLiteral("x-apple.systempreferences:x"), scheme);
        row("A071 vbscript", QStringLiteral("vbscript:x"), scheme);
        row("A071 UNC", QStringLiteral("\\\\host\\share"), QStringLiteral("a character"));
        row("A071 relative", QStringLiteral("/token"), absolute);
        row("A071 without scheme", QStringLiteral("//op.example/token"), absolute);
        row("A071 empty", QString(), absolute);
        row("A071 option", QStringLiteral("-flag"), absolute);
        row("A071 no host", QStringLiteral("https:///token"), QStringLiteral("no host"));
        row("A072 fragment", QStringLiteral("https://op.example/a#x"), QStringLiteral("a fragment"));
        row("A072 empty fragment", QStringLiteral("https://op.example/a#"), QStringLiteral("a fragment"));
        row("A073 redirect_uri", QStringLiteral("https://op.example/a?redirect_uri=x"),
            QStringLiteral("already holds redirect_uri"));
        row("A073 state", QStringLiteral("https://op.example/a?p=1&state=x"),
            QStringLiteral("already holds state"));
        row("A073 client_id", QStringLiteral("https://op.example/a?client_id"),
            QStringLiteral("already holds client_id"));
        row("A073 escaped name", QStringLiteral("https://op.example/a?%73tate=x"),
            QStringLiteral("already holds state"));
        row("A073 request_uri", QStringLiteral("https://op.example/a?request_uri=x"),
            QStringLiteral("already holds request_uri"));
        row("A074 newline", QStringLiteral("https://op.example/a\nb"), QStringLiteral("a character"));
        row("A074 space", QStringLiteral("https://op.example/a b"), QStringLiteral("a character"));
        row("A074 zero width", QStringLiteral("https://op.example/a\u200bb"), QStringLiteral("a character"));
        row("A074 NUL", QStringLiteral("https://op.example/a") + QChar(0), QStringLiteral("a character"));
        row("A074 bad escape", QStringLiteral("https://op.example/%zz"), absolute);
        row("A075 backslash", QStringLiteral("https://op.example\\@evil.example/"),
            QStringLiteral("a character"));
        row("A075 port as password", QStringLiteral("https://op.example:443@evil.example/"),
            QStringLiteral("user information"));
        row("A075 empty user", QStringLiteral("https://@evil.example/"), QStringLiteral("user information"));
        row("A075 escaped host", QStringLiteral("https://op%2eexample/"), absolute);
        row("A323 zone", QStringLiteral("https://[fe80::1%25eth0]/"), QStringLiteral("a percent sign"));
        row("A079 loopback", QStringLiteral("https://127.0.0.1/token"), local);
        row("A079 loopback, other", QStringLiteral("https://127.8.9.10/token"), local);
        row("A079 loopback as a number", QStringLiteral("https://2130706433/"), local);
        row("A079 loopback in hex", QStringLiteral("https://0x7f.1/"), local);
        row("A079 loopback by name", QStringLiteral("https://localhost/"), local);
        row("A079 loopback by subdomain", QStringLiteral("https://x.localhost/"), local);
        row("A079 loopback, final dot", QStringLiteral("https://localhost./"), local);
        row("A079 loopback, IPv6", QStringLiteral("https://[::1]/"), local);
        row("A079 loopback, mapped", QStringLiteral("https://[::ffff:127.0.0.1]/"), local);
        row("A079 unspecified", QStringLiteral("https://0.0.0.0/"), local);
        row("A079 unspecified, IPv6", QStringLiteral("https://[::]/"), local);
        row("A079 cloud metadata", QStringLiteral("https://169.254.169.254/"), local);
        row("A079 link-local, IPv6", QStringLiteral("https://[fe80::1]/"), local);
        row("A079 private 10", QStringLiteral("https://10.1.2.3/"), local);
        row("A079 private 172.16", QStringLiteral("https://172.31.255.255/"), local);
        row("A079 not private 172.32", QStringLiteral("https://172.32.0.1/"), {});
        row("A079 private 192.168", QStringLiteral("https://192.168.0.1/"), local);
        row("A079 carrier 100.64", QStringLiteral("https://100.64.0.1/"), local);
        row("A079 unique local, IPv6", QStringLiteral("https://[fd00::1]/"), local);
        row("A079 public literal", QStringLiteral("https://[2606:4700::1111]/"), {});
        row("A079 issuer in the same network", QStringLiteral("https://192.168.0.2/"), {},
            QStringLiteral("https://192.168.0.1"));
        row("A079 this computer from the network", QStringLiteral("https://127.0.0.1/"), local,
            QStringLiteral("https://192.168.0.1"));
        row("A079 the network from this computer", QStringLiteral("https://192.168.0.1/"), local,
            development);
    }

    void endpoints()
    {
        QFETCH(QString, issuer);
        QFETCH(QString, endpoint);
        QFETCH(QString, fault);
        const auto found = endpointFault(endpoint, QUrl(issuer));
        QCOMPARE(found.has_value(), !fault.isEmpty());
        if (found)
            QVERIFY2(found->contains(fault), qPrintable(*found));
    }

    void authority_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("authority");
        QTest::newRow("path") << QStringLiteral("https://a:1/b@c") << QStringLiteral("a:1");
        QTest::newRow("query") << QStringLiteral("https://a?b@c") << QStringLiteral("a");
        QTest::newRow("fragment") << QStringLiteral("https://a#b@c") << QStringLiteral("a");
        QTest::newRow("nothing after") << QStringLiteral("https://a@b") << QStringLiteral("a@b");
        QTest::newRow("none") << QStringLiteral("mailto:a@b") << QString();
    }

    void authority()
    {
        QFETCH(QString, text);
        QFETCH(QString, authority);
        QCOMPARE(authorityOf(text).toString(), authority);
    }
};

} // namespace tessera::test

TESSERA_TEST(tessera::test::EndpointRulesTest)
#include "endpoint_rules_test.moc"
