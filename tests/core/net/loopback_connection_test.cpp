// Slow, silent, vanishing and too many peers: A028, A029, A030.
#include "core/net/loopback_http_server.h"

#include "tests/support/raw_client.h"
#include "tests/support/test_program.h"

#include <QElapsedTimer>
#include <QSignalSpy>
#include <QTest>
#include <QTimer>

#include <algorithm>
#include <ctime>
#include <vector>

#ifdef Q_OS_UNIX
#include <sys/resource.h>
#include <sys/socket.h>
#endif

namespace tessera::test {
namespace {

const QHostAddress kLocal(QHostAddress::LocalHost);

LoopbackResponse ok(const LoopbackRequest&)
{
    return {200, "text/plain", "ok", {}};
}

using Clients = std::vector<std::unique_ptr<RawClient>>;

Clients connectMany(quint16 port, int count)
{
    Clients clients;
    for (int i = 0; i < count; ++i)
        clients.push_back(std::make_unique<RawClient>(port));
    return clients;
}

} // namespace

class LoopbackConnectionTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void dropsSlowRequests_data();
    void dropsSlowRequests();
    void servesAmongSlowOnes();
    void keepsAtMostEight();
    void servesAmongAThousand();
    void looksBeforeItDrops();
    void survivesVanishingPeers_data();
    void survivesVanishingPeers();
    void answersAPeerThatEndedItsSide();
    void dropsPeersThatDoNotRead();
    void stopsDrainingAFlood();
    void dies();
};

void LoopbackConnectionTest::initTestCase()
{
#ifdef Q_OS_UNIX
    rlimit limit{};
    QCOMPARE(::getrlimit(RLIMIT_NOFILE, &limit), 0);
    limit.rlim_cur = std::min<rlim_t>(limit.rlim_max, 4096);
    QCOMPARE(::setrlimit(RLIMIT_NOFILE, &limit), 0);
#endif
}

void LoopbackConnectionTest::dropsSlowRequests_data()
{
    QTest::addColumn<QByteArray>("byte"); // sent again and again
    QTest::newRow("A030 connect, then nothing") << QByteArray();
    QTest::newRow("A028 a byte at a time") << QByteArray("G");
}

void LoopbackConnectionTest::dropsSlowRequests()
{
    QFETCH(QByteArray, byte);
    LoopbackServerLimits limits;
    limits.connectionTime = Milliseconds(300);
    LoopbackHttpServer server(ok, limits);
    QVERIFY(server.listen(kLocal));
    RawClient slow(server.port());
    QVERIFY(slow.waitConnected());
    QElapsedTimer time;
    time.start();
    QTimer drip;
    connect(&drip, &QTimer::timeout, &slow, [&] { slow.socket().write(byte); });
    drip.start(40);
    QVERIFY(slow.waitClosed());
    QVERIFY2(time.elapsed() >= 250, qPrintable(QString::number(time.elapsed())));
    QVERIFY(slow.received().isEmpty());
    QTRY_VERIFY(server.children().isEmpty());
}

void LoopbackConnectionTest::servesAmongSlowOnes()
{
    LoopbackHttpServer server(ok);
    QVERIFY(server.listen(kLocal));
    RawClient slow(server.port());
    slow.send("GET / HT");
    RawClient right(server.port());
    right.send(getRequest(server.port(), "/"));
    QVERIFY(right.waitClosed());
    QCOMPARE(right.status(), 200);
    QVERIFY(!slow.isClosed());
    slow.send(QByteArray("TP/1.1\r\nHost: 127.0.0.1:") + QByteArray::number(server.port()) + "\r\n\r\n");
    QVERIFY(slow.waitClosed());
    QCOMPARE(slow.status(), 200);
}

// A029 at the bound and one past it
void LoopbackConnectionTest::keepsAtMostEight()
{
    LoopbackHttpServer server(ok);
    QVERIFY(server.listen(kLocal));
    Clients clients;
    for (int i = 0; i < limits::kConnections; ++i) {
        clients.push_back(std::make_unique<RawClient>(server.port()));
        QTRY_COMPARE(server.children().size(), i + 1);
    }
    QVERIFY(!QTest::qWaitFor([&] { return clients.front()->isClosed(); }, 100));
    RawClient ninth(server.port());
    QVERIFY(clients.front()->waitClosed());
    QTRY_COMPARE(server.children().size(), limits::kConnections);
    for (size_t i = 1; i < clients.size(); ++i)
        QVERIFY(!clients[i]->isClosed());
}

// A029
void LoopbackConnectionTest::servesAmongAThousand()
{
    LoopbackHttpServer server(ok);
    QVERIFY(server.listen(kLocal));
    const Clients idle = connectMany(server.port(), 1000);
    QTRY_VERIFY(std::all_of(idle.begin(), idle.end(), [](const std::unique_ptr<RawClient>& client) {
        return client->socket().state() == QAbstractSocket::ConnectedState || client->isClosed();
    }));
    // Processor time, because other tests run beside this one; without them it is the wall time.
    const std::clock_t start = std::clock();
    RawClient right(server.port());
    right.send(getRequest(server.port(), "/"));
    QVERIFY(right.waitClosed());
    const double seconds = static_cast<double>(std::clock() - start) / CLOCKS_PER_SEC;
    QCOMPARE(right.status(), 200);
    QVERIFY2(seconds < 1, qPrintable(QString::number(seconds)));
    QTRY_VERIFY(server.children().size() <= limits::kConnections);
}

// A029: the right request lies in the kernel already when the flood behind it is accepted.
void LoopbackConnectionTest::looksBeforeItDrops()
{
    LoopbackHttpServer server(ok);
    QVERIFY(server.listen(kLocal));
    RawClient right(server.port());
    QVERIFY(right.socket().waitForConnected());
    right.socket().write(getRequest(server.port(), "/"));
    QVERIFY(right.socket().waitForBytesWritten());
    Clients flood;
    for (int i = 0; i < 50; ++i) {
        flood.push_back(std::make_unique<RawClient>(server.port()));
        QVERIFY(flood.back()->socket().waitForConnected());
    }
    QVERIFY(right.waitClosed());
    QCOMPARE(right.status(), 200);
}

void LoopbackConnectionTest::survivesVanishingPeers_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<bool>("reset");
    QTest::newRow("A030 connect and close") << QByteArray() << false;
    QTest::newRow("A030 connect and reset") << QByteArray() << true;
    QTest::newRow("A030 half a request, close") << QByteArray("GET /") << false;
    QTest::newRow("A030 half a request, reset") << QByteArray("GET /") << true;
    QTest::newRow("A030 whole request, close") << QByteArray("GET / HTTP/1.1\r\nHost: PORT\r\n\r\n") << false;
    QTest::newRow("A030 whole request, reset") << QByteArray("GET / HTTP/1.1\r\nHost: PORT\r\n\r\n") << true;
}

void LoopbackConnectionTest::survivesVanishingPeers()
{
    QFETCH(QByteArray, bytes);
    QFETCH(bool, reset);
    LoopbackHttpServer server(ok);
    QVERIFY(server.listen(kLocal));
    bytes.replace("PORT", "127.0.0.1:" + QByteArray::number(server.port()));
    for (int i = 0; i < 20; ++i) {
        RawClient client(server.port());
        QVERIFY(client.waitConnected());
        client.send(bytes);
        if (i % 2 == 0)
            QTRY_VERIFY(!server.children().isEmpty());
        reset ? client.reset() : client.socket().close();
    }
    QTRY_VERIFY(server.children().isEmpty());
    RawClient right(server.port());
    right.send(getRequest(server.port(), "/"));
    QVERIFY(right.waitClosed());
    QCOMPARE(right.status(), 200);
}

// A030 half-close
void LoopbackConnectionTest::answersAPeerThatEndedItsSide()
{
#ifdef Q_OS_UNIX
    LoopbackHttpServer server(ok);
    QVERIFY(server.listen(kLocal));
    RawClient client(server.port());
    client.send(getRequest(server.port(), "/"));
    ::shutdown(static_cast<int>(client.socket().socketDescriptor()), SHUT_WR);
    QVERIFY(client.waitClosed());
    QCOMPARE(client.status(), 200);
    QTRY_VERIFY(server.children().isEmpty());
#endif
}

void LoopbackConnectionTest::dropsPeersThatDoNotRead()
{
    LoopbackServerLimits limits;
    limits.connectionTime = Milliseconds(300);
    const QByteArray large(32 * 1024 * 1024, 'x');
    LoopbackHttpServer server(
        [&large](const LoopbackRequest&) {
            return LoopbackResponse{200, "text/plain", large, {}};
        },
        limits);
    QVERIFY(server.listen(kLocal));
    QTcpSocket client;
    client.setReadBufferSize(1024);
    client.connectToHost(kLocal, server.port());
    QVERIFY(client.waitForConnected());
    client.write(getRequest(server.port(), "/"));
    QTRY_VERIFY(!server.children().isEmpty());
    QTRY_VERIFY(server.children().isEmpty());
}

void LoopbackConnectionTest::stopsDrainingAFlood()
{
    LoopbackHttpServer server(ok);
    QVERIFY(server.listen(kLocal));
    RawClient client(server.port());
    client.send(getRequest(server.port(), "/"));
    // Never closes its side, and goes on sending.
    QTcpSocket flood;
    flood.connectToHost(kLocal, server.port());
    QVERIFY(flood.waitForConnected());
    flood.write("nonsense\r\n");
    QElapsedTimer time;
    time.start();
    QTimer pump;
    connect(&pump, &QTimer::timeout, &flood, [&flood] {
        if (flood.state() == QAbstractSocket::ConnectedState && flood.bytesToWrite() < 1024 * 1024)
            flood.write(QByteArray(256 * 1024, 'x'));
    });
    pump.start(1);
    QTRY_VERIFY(!server.children().isEmpty());
    QTRY_VERIFY(server.children().isEmpty());
    QVERIFY(time.elapsed() < limits::kConnectionTime.count());
}

// A047
void LoopbackConnectionTest::dies()
{
    auto server = std::make_unique<LoopbackHttpServer>(ok);
    QVERIFY(server->listen(kLocal));
    RawClient idle(server->port());
    RawClient half(server->port());
    half.send("GET / HTTP");
    QTRY_COMPARE(server->children().size(), 2);
    server.reset();
    QVERIFY(idle.waitClosed());
    QVERIFY(half.waitClosed());
}

} // namespace tessera::test

TESSERA_TEST(tessera::test::LoopbackConnectionTest)
#include "loopback_connection_test.moc"
