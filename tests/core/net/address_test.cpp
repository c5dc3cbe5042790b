// Which addresses may be asked at all: F6, A068–A079, A316.
#include "core/net/secure_access_manager.h"
#include "tests/support/test_program.h"

#include <QTest>
#include <QUrl>

namespace tessera::test {

class AddressTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void checks_data();
    void checks();
    void plainHosts_data();
    void plainHosts();
    void comparesOrigins_data();
    void comparesOrigins();
};

void AddressTest::checks_data()
{
    QTest::addColumn<QString>("address");
    QTest::addColumn<QString>("code"); // empty: allowed
    QTest::addColumn<bool>("loopback");
    const QString ok;
    const QString insecure = QStringLiteral("net.insecure_address");
    const QString bad = QStringLiteral("net.bad_address");
    const auto row = [](const char* address, const QString& code, bool loopback) {
        QTest::newRow(address) << QString::fromUtf8(address) << code << loopback;
    };
    row("https://op.example/token", ok, false);
    row("https://op.example:8443/", ok, false);
    row("https://127.0.0.1/", ok, true);
    row("HTTPS://OP.EXAMPLE/", ok, false);
    row("http://127.0.0.1:8080/", ok, true);
    row("http://127.255.255.254/", ok, true);
    row("http://[::1]:8080/", ok, true);
    row("http://localhost:3000/", ok, true);
    row("http://LOCALHOST/", ok, true);
    row("http://2130706433/", ok, true); // a number is an address, and QUrl writes it as one
    row("http://0x7f.1/", ok, true);
    row("http://op.example/", insecure, false);
    row("http://localhost.evil.example/", insecure, false);
    row("http://127.0.0.1.evil.example/", insecure, false);
    row("http://localhost./", insecure, false);
    row("http://128.0.0.1/", insecure, false);
    row("http://0.0.0.0/", insecure, false);
    row("http://[::]/", insecure, false);
    row("http://[::ffff:127.0.0.1]/", insecure, false);
    row("http://[::ffff:10.0.0.1]/", insecure, false);
    row("http://169.254.169.254/", insecure, false);
    row("http://192.168.0.1/", insecure, false);
    row("https://user@op.example/", bad, false);
    row("https://op.example:443@evil.example/", bad, false);
    row("https://:secret@op.example/", bad, false);
    row("http://user@127.0.0.1/", bad, true);
    row("https:///token", bad, false);
    row("https:token", bad, false);
    row("https://op.example:0/", bad, false);
    row("https://op.example:99999/", bad, false);
    row("https://op example/", bad, false);
    row("/token", bad, false);
    row("", bad, false);
    row("ftp://op.example/", bad, false);
    row("file:///etc/passwd", bad, false);
    row("file://127.0.0.1/etc/passwd", bad, true);
    row("data:text/plain,x", bad, false);
    row("javascript:alert(1)", bad, false);
    row("qrc:/x", bad, false);
    row("ws://127.0.0.1/", bad, true);
}

void AddressTest::checks()
{
    QFETCH(QString, address);
    QFETCH(QString, code);
    const QUrl url(address);
    const auto result = checkAddress(url);
    QCOMPARE(result ? QString() : result.error().code, code);
    if (!result)
        QCOMPARE(result.error().kind, ErrorKind::Configuration);
    QTEST(isLoopbackHost(url), "loopback");
}

void AddressTest::plainHosts_data()
{
    QTest::addColumn<QString>("address");
    QTest::addColumn<QString>("host");
    QTest::newRow("plain") << QStringLiteral("https://op.example/a") << QStringLiteral("op.example");
    QTest::newRow("capitals, last dot, port")
        << QStringLiteral("https://OP.Example.:8443/") << QStringLiteral("op.example");
    QTest::newRow("not ASCII") << QStringLiteral("https://id.m\u00FCnchen.example/")
                               << QStringLiteral("id.xn--mnchen-3ya.example");
    QTest::newRow("IPv6") << QStringLiteral("http://[::1]:80/") << QStringLiteral("::1");
    QTest::newRow("no host") << QStringLiteral("/token") << QString();
}

void AddressTest::plainHosts()
{
    QFETCH(QString, address);
    QTEST(plainHost(QUrl(address)), "host");
}

void AddressTest::comparesOrigins_data()
{
    QTest::addColumn<QString>("other");
    QTest::addColumn<bool>("same");
    QTest::newRow("itself") << QStringLiteral("https://op.example/a") << true;
    QTest::newRow("other path and query") << QStringLiteral("https://op.example/b?c#d") << true;
    QTest::newRow("default port written out") << QStringLiteral("https://op.example:443/a") << true;
    QTest::newRow("host in capitals") << QStringLiteral("https://OP.example/a") << true;
    QTest::newRow("A316 http") << QStringLiteral("http://op.example/a") << false;
    QTest::newRow("http on the https port") << QStringLiteral("http://op.example:443/a") << false;
    QTest::newRow("other port") << QStringLiteral("https://op.example:8443/a") << false;
    QTest::newRow("subdomain") << QStringLiteral("https://x.op.example/a") << false;
    QTest::newRow("trailing dot") << QStringLiteral("https://op.example./a") << false;
}

void AddressTest::comparesOrigins()
{
    QFETCH(QString, other);
    const QUrl mine(QStringLiteral("https://op.example/a"));
    QTEST(sameOrigin(mine, QUrl(other)), "same");
    QTEST(sameOrigin(QUrl(other), mine), "same");
}

} // namespace tessera::test

TESSERA_TEST(tessera::test::AddressTest)
#include "address_test.moc"
