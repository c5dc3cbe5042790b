// Proxies from environment variables, as people write them.
#include "core/net/environment_proxies.h"

#include "core/net/proxy_choice.h"
#include "tests/support/test_program.h"

#include <QTest>

namespace tessera::test {

class EnvironmentProxiesTest final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void chooses_data();
    void chooses();
    void exempts_data();
    void exempts();
    void keepsTheLoginToItself();
};

void EnvironmentProxiesTest::chooses_data()
{
    QTest::addColumn<QStringList>("variables");
    QTest::addColumn<QString>("url");
    QTest::addColumn<QString>("proxy"); // "-": the system decides; empty: none
    const QString https = QStringLiteral("https://op.example/");
    const QString http = QStringLiteral("http://op.example/");
    const auto row = [](const char* name, const QStringList& variables, const QString& url,
                        const char* proxy) {
        QTest::newRow(name) << variables << url << QString::fromLatin1(proxy);
    };
    const auto one = [](const char* variable) { return QStringList{QString::fromLatin1(variable)}; };
    row("https_proxy", one("https_proxy=http://px:3128"), https, "px:3128 (HTTP)");
    row("HTTPS_PROXY", one("HTTPS_PROXY=http://px:3128"), https, "px:3128 (HTTP)");
    row("small letters win", {QStringLiteral("HTTPS_PROXY=big:1"), QStringLiteral("https_proxy=small:2")},
        https, "small:2 (HTTP)");
    row("http_proxy is for http", one("http_proxy=http://px:3128"), https, "-");
    row("http_proxy", one("http_proxy=http://px:3128"), http, "px:3128 (HTTP)");
    row("without http://", one("https_proxy=px:3128"), https, "px:3128 (HTTP)");
    row("without a port", one("https_proxy=px"), https, "px:8080 (HTTP)");
    row("IPv6", one("https_proxy=http://[fd00::1]:3128"), https, "fd00::1:3128 (HTTP)");
    row("all_proxy", one("all_proxy=px:3128"), https, "px:3128 (HTTP)");
    row("ALL_PROXY, SOCKS", one("ALL_PROXY=socks5://px"), https, "px:1080 (SOCKS 5)");
    row("SOCKS with names", one("all_proxy=socks5h://px:9050"), https, "px:9050 (SOCKS 5)");
    row("its own before all", {QStringLiteral("all_proxy=all:1"), QStringLiteral("https_proxy=own:2")}, https,
        "own:2 (HTTP)");
    row("no_proxy", {QStringLiteral("https_proxy=px:1"), QStringLiteral("no_proxy=op.example")}, https, "");
    row("NO_PROXY", {QStringLiteral("https_proxy=px:1"), QStringLiteral("NO_PROXY=op.example")}, https, "");
    row("no_proxy of others", {QStringLiteral("https_proxy=px:1"), QStringLiteral("no_proxy=example")}, https,
        "");
    row("no_proxy alone", one("no_proxy=*"), https, "-");
    row("nothing", {}, https, "-");
    row("empty", one("https_proxy="), https, "-");
    row("blanks", one("https_proxy=  "), https, "-");
    row("another scheme", one("https_proxy=ftp://px:21"), https, "-");
    row("no address", one("https_proxy=http://:3128"), https, "-");
}

void EnvironmentProxiesTest::chooses()
{
    QFETCH(QStringList, variables);
    QFETCH(QString, url);
    QProcessEnvironment environment;
    for (const QString& variable : variables)
        environment.insert(variable.section(u'=', 0, 0), variable.section(u'=', 1));
    const auto proxy = environmentProxy(environment, QUrl(url));
    QTEST(proxy ? proxyText(*proxy) : QStringLiteral("-"), "proxy");
}

void EnvironmentProxiesTest::exempts_data()
{
    QTest::addColumn<QString>("list");
    QTest::addColumn<QString>("url");
    QTest::addColumn<bool>("exempt");
    const auto row = [](const char* name, const char* list, const char* url, bool exempt) {
        QTest::newRow(name) << QString::fromLatin1(list) << QString::fromLatin1(url) << exempt;
    };
    row("the host", "op.example", "https://op.example/", true);
    row("below it", "op.example", "https://id.op.example/", true);
    row("with a dot", ".op.example", "https://id.op.example/", true);
    row("with a dot, itself", ".op.example", "https://op.example/", true);
    row("with a star", "*.op.example", "https://id.op.example/", true);
    row("a longer name", "op.example", "https://shop.example/", false);
    row("another name before it", "op.example", "https://op.example.evil/", false);
    row("one of many", "a.example, op.example ,b.example", "https://op.example/", true);
    row("all", "*", "https://op.example/", true);
    row("capitals", "OP.Example", "https://op.example/", true);
    row("last dots", "op.example.", "https://op.example./", true);
    row("a port", "op.example:8443", "https://op.example:8443/", true);
    row("the usual port", "op.example:443", "https://op.example/", true);
    row("another port", "op.example:8443", "https://op.example/", false);
    row("an address", "10.1.2.3", "https://10.1.2.3/", true);
    row("a network", "10.0.0.0/8", "https://10.1.2.3/", true);
    row("another network", "10.0.0.0/8", "https://11.1.2.3/", false);
    row("a network is no name", "10.0.0.0/8", "https://op.example/", false);
    row("IPv6", "fd00::1", "https://[fd00::1]/", true);
    row("IPv6 with port", "[fd00::1]:8443", "https://[fd00::1]:8443/", true);
    row("IPv6, another port", "[fd00::1]:8443", "https://[fd00::1]/", false);
    row("IPv6 network", "fd00::/8", "https://[fd00::1]/", true);
    row("empty", "", "https://op.example/", false);
    row("commas", ",,", "https://op.example/", false);
    row("dots", ".", "https://op.example/", false);
    row("bracket", "[", "https://op.example/", false);
    row("colon", ":", "https://op.example/", false);
    row("bad network", "10.0.0.0/99", "https://10.1.2.3/", false);
}

void EnvironmentProxiesTest::exempts()
{
    QFETCH(QString, list);
    QFETCH(QString, url);
    QTEST(isExempt(list, QUrl(url)), "exempt");
}

void EnvironmentProxiesTest::keepsTheLoginToItself()
{
    QProcessEnvironment environment;
    environment.insert(QStringLiteral("https_proxy"), QStringLiteral("http://ada:p%40ss@px:3128"));
    const auto proxy = environmentProxy(environment, QUrl(QStringLiteral("https://op.example/")));
    QVERIFY(proxy);
    QCOMPARE(proxy->user(), QStringLiteral("ada"));
    QCOMPARE(proxy->password(), QStringLiteral("p@ss"));
    QCOMPARE(proxyText(*proxy), QStringLiteral("px:3128 (HTTP)"));
}

} // namespace tessera::test

TESSERA_TEST(tessera::test::EnvironmentProxiesTest)
#include "environment_proxies_test.moc"
