// Where the server listens and who else can: A037–A041, and the Host header that goes with it (A025).
#include "core/net/loopback_http_server.h"

#include "tests/support/raw_client.h"
#include "tests/support/test_program.h"

#include <QCoreApplication>
#include <QNetworkInterface>
#include <QTest>

#ifdef Q_OS_UNIX
#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>
#endif

namespace tessera::test {
namespace {

const QHostAddress kLocal(QHostAddress::LocalHost);

LoopbackResponse ok(const LoopbackRequest&)
{
    return {200, "text/plain", "ok", {}};
}

/// Of "GET / HTTP/1.1" with that Host header; 0 without an answer.
int statusWithHost(const QHostAddress& address, quint16 port, const QByteArray& host)
{
    RawClient client(port, address);
    client.send("GET / HTTP/1.1\r\nHost: " + host + "\r\n\r\n");
    client.waitClosed();
    return client.status();
}

int statusFromRightRequest(const LoopbackHttpServer& server)
{
    return statusWithHost(kLocal, server.port(), "127.0.0.1:" + QByteArray::number(server.port()));
}

} // namespace

class LoopbackBindingTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void refusesOtherAddresses_data();
    void refusesOtherAddresses();
    void bindsExclusively();
    void ignoresSquatterOnTheOtherFamily();
    void listensOnIpv6();
    void isNotReachableFromOutside();
    void acceptsLocalhostWhenAllowed();
    void listensAgainAfterClose();
};

void LoopbackBindingTest::refusesOtherAddresses_data()
{
    QTest::addColumn<QHostAddress>("address");
    QTest::newRow("A041 all IPv4") << QHostAddress(QHostAddress::AnyIPv4);
    QTest::newRow("A041 all") << QHostAddress(QHostAddress::Any);
    QTest::newRow("A041 all IPv6") << QHostAddress(QHostAddress::AnyIPv6);
    QTest::newRow("A041 LAN") << QHostAddress(QStringLiteral("192.168.1.2"));
    QTest::newRow("A041 mapped loopback") << QHostAddress(QStringLiteral("::ffff:127.0.0.1"));
    QTest::newRow("A041 none") << QHostAddress();
}

void LoopbackBindingTest::refusesOtherAddresses()
{
    QFETCH(QHostAddress, address);
    LoopbackHttpServer server(ok);
    const auto result = server.listen(address);
    QVERIFY(!result);
    QCOMPARE(result.error().code, QStringLiteral("listener.not_loopback"));
    QVERIFY(!server.isListening());
}

// A037, A039
void LoopbackBindingTest::bindsExclusively()
{
    LoopbackHttpServer server(ok);
    QVERIFY(server.listen(kLocal));
    const quint16 port = server.port();
    LoopbackHttpServer second(ok);
    const auto result = second.listen(kLocal, port);
    QVERIFY(!result);
    QCOMPARE(result.error().kind, ErrorKind::Configuration);
    QCOMPARE(result.error().code, QStringLiteral("listener.port_in_use"));
    QVERIFY(!second.isListening());
    QVERIFY(result.error().detail.startsWith(QStringLiteral("port %1 is ").arg(port)));
#ifdef Q_OS_LINUX
    QVERIFY(result.error().detail.endsWith(
        QStringLiteral("(process %1)").arg(QCoreApplication::applicationPid())));
#endif
#ifdef Q_OS_UNIX
    // Somebody who asks the kernel for sharing does not get it either.
    for (const in_addr_t address : {INADDR_LOOPBACK, INADDR_ANY}) {
        const int thief = ::socket(AF_INET, SOCK_STREAM, 0);
        const int on = 1;
        ::setsockopt(thief, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
        ::setsockopt(thief, SOL_SOCKET, SO_REUSEPORT, &on, sizeof on);
        sockaddr_in where{};
        where.sin_family = AF_INET;
        where.sin_port = htons(port);
        where.sin_addr.s_addr = htonl(address);
        const bool bound = ::bind(thief, reinterpret_cast<const sockaddr*>(&where), sizeof where) == 0 &&
                           ::listen(thief, 1) == 0;
        ::close(thief);
        QVERIFY(!bound);
    }
#endif
    QCOMPARE(statusFromRightRequest(server), 200);
}

// A038
void LoopbackBindingTest::ignoresSquatterOnTheOtherFamily()
{
    LoopbackHttpServer server(ok);
    QVERIFY(server.listen(kLocal));
    QTcpServer squatter;
    squatter.listen(QHostAddress(QHostAddress::LocalHostIPv6), server.port());
    QCOMPARE(server.origin(), QStringLiteral("http://127.0.0.1:%1").arg(server.port()));
    QCOMPARE(statusFromRightRequest(server), 200);
    QVERIFY(!squatter.hasPendingConnections());
}

// A040
void LoopbackBindingTest::listensOnIpv6()
{
    LoopbackHttpServer server(ok);
    const auto result = server.listen(QHostAddress(QHostAddress::LocalHostIPv6));
    if (!QNetworkInterface::allAddresses().contains(QHostAddress(QHostAddress::LocalHostIPv6))) {
        QVERIFY(!result);
        QCOMPARE(result.error().code, QStringLiteral("listener.bind"));
        return;
    }
    QVERIFY(result);
    const QByteArray port = QByteArray::number(server.port());
    QCOMPARE(server.origin(), QStringLiteral("http://[::1]:%1").arg(server.port()));
    const QHostAddress local6(QHostAddress::LocalHostIPv6);
    QCOMPARE(statusWithHost(local6, server.port(), "[::1]:" + port), 200);
    QCOMPARE(statusWithHost(local6, server.port(), "127.0.0.1:" + port), 400);
    QCOMPARE(statusWithHost(local6, server.port(), "::1:" + port), 400);
}

// A041
void LoopbackBindingTest::isNotReachableFromOutside()
{
    LoopbackHttpServer server(ok);
    QVERIFY(server.listen(kLocal));
    QList<QHostAddress> others{QHostAddress(QStringLiteral("127.0.0.2"))};
    for (const QHostAddress& address : QNetworkInterface::allAddresses())
        if (!address.isLoopback() && address.scopeId().isEmpty())
            others += address;
    for (const QHostAddress& address : std::as_const(others)) {
        RawClient client(server.port(), address);
        QVERIFY2(!client.waitConnected(Milliseconds(150)), qPrintable(address.toString()));
    }
}

void LoopbackBindingTest::acceptsLocalhostWhenAllowed()
{
    LoopbackHttpServer server(ok);
    QVERIFY(server.listen(kLocal));
    server.setAllowLocalhostHost(true);
    const QByteArray port = QByteArray::number(server.port());
    QCOMPARE(statusWithHost(kLocal, server.port(), "localhost:" + port), 200);
    QCOMPARE(statusWithHost(kLocal, server.port(), "127.0.0.1:" + port), 200);
    QCOMPARE(statusWithHost(kLocal, server.port(), "localhost.evil:" + port), 400);
}

void LoopbackBindingTest::listensAgainAfterClose()
{
    LoopbackHttpServer server(ok);
    QVERIFY(server.listen(kLocal));
    const quint16 port = server.port();
    QCOMPARE(statusFromRightRequest(server), 200);
    server.close();
    QVERIFY(server.listen(kLocal, port));
    QCOMPARE(statusFromRightRequest(server), 200);
}

} // namespace tessera::test

TESSERA_TEST(tessera::test::LoopbackBindingTest)
#include "loopback_binding_test.moc"
