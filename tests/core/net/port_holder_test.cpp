// A037: who holds the port.
#include "core/net/port_holder.h"
#include "tests/support/test_program.h"

#include <QCoreApplication>
#include <QFileInfo>
#include <QTcpServer>
#include <QTest>

namespace tessera::test {

class PortHolderTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void namesTheProcess_data();
    void namesTheProcess();
    void isSilentAboutFreePorts();
};

void PortHolderTest::namesTheProcess_data()
{
    QTest::addColumn<QHostAddress>("listening");
    QTest::addColumn<QHostAddress>("asked");
    QTest::addColumn<bool>("held");
    const QHostAddress v4(QHostAddress::LocalHost);
    const QHostAddress v6(QHostAddress::LocalHostIPv6);
    QTest::newRow("A037 same address") << v4 << v4 << true;
    QTest::newRow("A037 all addresses") << QHostAddress(QHostAddress::AnyIPv4) << v4 << true;
    QTest::newRow("another loopback address") << QHostAddress(QStringLiteral("127.0.0.9")) << v4 << false;
    QTest::newRow("the other family") << v4 << v6 << false;
}

void PortHolderTest::namesTheProcess()
{
    QFETCH(QHostAddress, listening);
    QFETCH(QHostAddress, asked);
    QFETCH(bool, held);
    QTcpServer server;
    QVERIFY(server.listen(listening));
    const QString holder = portHolder(asked, server.serverPort());
#ifdef Q_OS_LINUX
    const QString self = QStringLiteral("(process %1)").arg(QCoreApplication::applicationPid());
    if (held) {
        QVERIFY2(holder.endsWith(self), qPrintable(holder));
        const QString program = QFileInfo(QCoreApplication::applicationFilePath()).fileName();
        QVERIFY2(holder.startsWith(program.first(qMin(15, program.size()))), // the kernel keeps 15 characters
                 qPrintable(holder));
    } else {
        // Another program may hold the same number on that other address; we do not.
        QVERIFY2(!holder.endsWith(self), qPrintable(holder));
    }
#else
    QVERIFY(holder.isEmpty());
#endif
}

void PortHolderTest::isSilentAboutFreePorts()
{
    QTcpServer server;
    QVERIFY(server.listen(QHostAddress(QHostAddress::LocalHost)));
    const quint16 port = server.serverPort();
    server.close();
    QCOMPARE(portHolder(QHostAddress(QHostAddress::LocalHost), port), QString());
}

} // namespace tessera::test

TESSERA_TEST(tessera::test::PortHolderTest)
#include "port_holder_test.moc"
