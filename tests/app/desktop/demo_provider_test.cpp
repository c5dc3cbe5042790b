// The demo provider as a child: started once, elsewhere if its port is taken, missed with a clear error.
#include "app/desktop/demo_provider.h"

#include "tests/support/await.h"
#include "tests/support/test_program.h"

#include <QTcpServer>
#include <QTcpSocket>
#include <QTemporaryDir>
#include <QTest>
#include <QUrl>

using namespace tessera;

namespace {

std::shared_ptr<DemoProvider> real()
{
    return std::make_shared<DemoProvider>(QStringLiteral(TESSERA_BIN_DIR "/tessera-demo-idp"));
}

/// A program that does as the script says.
std::shared_ptr<DemoProvider> pretending(const QTemporaryDir& directory, const QByteArray& script)
{
    QFile file(directory.filePath(QStringLiteral("provider")));
    if (file.open(QIODevice::WriteOnly))
        file.write("#!/bin/sh\n" + script);
    file.setPermissions(QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
    return std::make_shared<DemoProvider>(file.fileName());
}

bool answersAt(const QString& issuer)
{
    QTcpSocket socket;
    socket.connectToHost(QUrl(issuer).host(), quint16(QUrl(issuer).port()));
    return socket.waitForConnected(2000);
}

} // namespace

class DemoProviderTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void startsOnceAndGoesWithUs()
    {
        auto provider = real();
        QTcpServer holder; // a port of our own choosing, so that tests can run side by side
        QVERIFY(holder.listen(QHostAddress(QHostAddress::LocalHost)));
        const quint16 port = holder.serverPort();
        holder.close();
        const auto first = test::await(DemoProvider::issuer(provider, port, {}));
        QVERIFY2(first.has_value(), qPrintable(first ? QString() : first.error().detail));
        QVERIFY(answersAt(*first));
        const auto second = test::await(DemoProvider::issuer(provider, 0, {}));
        QCOMPARE(*second, *first);
        provider.reset();
        QTRY_VERIFY(!answersAt(*first));
    }

    void takesAnotherPortWhenItsOwnIsTaken()
    {
        QTcpServer holder;
        QVERIFY(holder.listen(QHostAddress(QHostAddress::LocalHost)));
        auto provider = real();
        const auto issuer = test::await(DemoProvider::issuer(provider, holder.serverPort(), {}));
        QVERIFY2(issuer.has_value(), qPrintable(issuer ? QString() : issuer.error().detail));
        QVERIFY(QUrl(*issuer).port() != holder.serverPort());
    }

    void missingProgramIsNamed()
    {
        auto provider = std::make_shared<DemoProvider>(QStringLiteral("/nowhere/tessera-demo-idp"));
        const auto issuer = test::await(DemoProvider::issuer(provider, 0, {}));
        QCOMPARE(issuer.error().code, QStringLiteral("demo.missing"));
        QCOMPARE(issuer.error().detail, QStringLiteral("/nowhere/tessera-demo-idp"));
    }

    void itsLastWordsAreKept()
    {
        QTemporaryDir directory;
        auto provider = pretending(directory, "echo 'out of luck' >&2\nexit 3\n");
        const auto issuer = test::await(DemoProvider::issuer(provider, 0, {}));
        QCOMPARE(issuer.error().code, QStringLiteral("demo.not_started"));
        QCOMPARE(issuer.error().detail, QStringLiteral("out of luck"));
    }

    void waitingCanBeStopped()
    {
        QTemporaryDir directory;
        auto provider = pretending(directory, "read line\n");
        std::stop_source stop;
        QTimer::singleShot(50, qApp, [stop]() mutable { stop.request_stop(); });
        const auto issuer = test::await(DemoProvider::issuer(provider, 0, stop.get_token()));
        QCOMPARE(issuer.error().kind, ErrorKind::Cancelled);
    }
};

TESSERA_TEST(DemoProviderTest)
#include "demo_provider_test.moc"
