// Where an address leads (A079, A325).
#include "core/net/reach.h"
#include "tests/support/test_program.h"

#include <QTest>

namespace tessera::test {

class ReachTest final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void addresses_data()
    {
        QTest::addColumn<QString>("address");
        QTest::addColumn<int>("reach");
        const auto row = [](const char* address, Reach reach) {
            QTest::newRow(address) << QString::fromLatin1(address) << int(reach);
        };
        for (const char* here : {"127.0.0.1", "127.255.255.255", "0.0.0.0", "::1", "::", "::ffff:127.0.0.1"})
            row(here, Reach::ThisComputer);
        for (const char* link : {"169.254.169.254", "fe80::1", "febf::1", "::ffff:169.254.0.1"})
            row(link, Reach::LinkLocal);
        for (const char* home :
             {"10.0.0.1", "100.64.0.1", "172.16.0.1", "172.31.255.255", "192.168.0.1", "198.18.0.1",
              "224.0.0.1", "255.255.255.255", "fc00::1", "fd12::1", "ff02::1"})
            row(home, Reach::PrivateNetwork);
        for (const char* outside : {"8.8.8.8", "126.255.255.255", "128.0.0.1", "172.32.0.1", "192.167.0.1",
                                    "2001:db8::1", "::ffff:8.8.8.8", "::2"})
            row(outside, Reach::Public);
    }
    void addresses()
    {
        QFETCH(QString, address);
        QTEST(int(reachOf(QHostAddress(address))), "reach");
    }

    void urls_data()
    {
        QTest::addColumn<QString>("url");
        QTest::addColumn<int>("reach");
        const auto row = [](const char* url, Reach reach) {
            QTest::newRow(url) << QString::fromLatin1(url) << int(reach);
        };
        row("https://op.example", Reach::Public);
        row("https://localhost.example", Reach::Public);
        row("http://localhost:8080", Reach::ThisComputer);
        row("https://op.localhost.", Reach::ThisComputer);
        row("https://[::1]/", Reach::ThisComputer);
        row("https://10.0.0.1/", Reach::PrivateNetwork);
    }
    void urls()
    {
        QFETCH(QString, url);
        QTEST(int(reachOf(QUrl(url))), "reach");
    }
};

} // namespace tessera::test

TESSERA_TEST(tessera::test::ReachTest)
#include "reach_test.moc"
