// The peer sees the end, and we still hear it.
#include "core/net/half_close.h"

#include "tests/support/raw_client.h"
#include "tests/support/test_program.h"

#include <QTcpServer>
#include <QTest>

namespace tessera::test {

class HalfCloseTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void endsOneSideOnly();
    void survivesAnInvalidDescriptor();
};

void HalfCloseTest::endsOneSideOnly()
{
    QTcpServer server;
    QVERIFY(server.listen(QHostAddress(QHostAddress::LocalHost)));
    RawClient client(server.serverPort());
    QTRY_VERIFY(server.hasPendingConnections());
    QTcpSocket* socket = server.nextPendingConnection();
    QVERIFY(client.waitConnected());

    socket->write("bye");
    socket->flush();
    // Written by the client before it learns of the end, read by us after we announced it.
    client.socket().write("still here");
    client.socket().flush();
    endSending(socket->socketDescriptor());
    QVERIFY(client.waitClosed());
    QCOMPARE(client.received(), QByteArray("bye"));
    QTRY_COMPARE(socket->bytesAvailable(), 10);
}

void HalfCloseTest::survivesAnInvalidDescriptor()
{
    endSending(-1);
}

} // namespace tessera::test

TESSERA_TEST(tessera::test::HalfCloseTest)
#include "half_close_test.moc"
