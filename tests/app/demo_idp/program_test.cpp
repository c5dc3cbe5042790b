// tessera-demo-idp as a program: its command line, its first line, its ways to end, and the canary file.
#include "app/demo_idp/command_line.h"
#include "tests/support/test_program.h"

#include <QFile>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>
#include <QUrl>

#include <csignal>

using namespace tessera::demo;

namespace {

QString program()
{
    return QStringLiteral(TESSERA_BIN_DIR "/tessera-demo-idp");
}

QString firstLine(QProcess& process)
{
    while (!process.canReadLine())
        if (!process.waitForReadyRead(30'000))
            return {};
    return QString::fromLatin1(process.readLine()).trimmed();
}

} // namespace

class ProgramTest final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void commandLine_data();
    void commandLine();
    void settings();
    void clientSecretComesFromAFile();
    void printsItsIssuerFirst();
    void endsWithStdin();
    void namesTheHolderOfThePort();
};

void ProgramTest::commandLine_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<int>("status");
    QTest::addColumn<QString>("says");
    const auto row = [](const char* arguments, int status, const char* says) {
        QTest::newRow(arguments) << QString::fromLatin1(arguments).split(u' ') << status
                                 << QString::fromLatin1(says);
    };
    row("--help", 0, "Examples:");
    row("--version", 0, "tessera-demo-idp ");
    row("--port x", 2, "--port wants a number");
    row("--port 65536", 2, "--port wants a number");
    row("--access-token-life 0", 2, "--access-token-life wants a number");
    row("--id-token-alg none", 2, "--id-token-alg is RS256 or ES256");
    row("--delay-ms 5001", 2, "--delay-ms wants a number from 0 to 5000");
    row("--client :x", 2, "--client wants an id");
    row("--client a:/nowhere/secret", 2, "/nowhere/secret cannot be read");
    row("--nonsense", 2, "nonsense");
    row("something", 2, "\"something\" is not understood");
}

void ProgramTest::commandLine()
{
    QFETCH(QStringList, arguments);
    QFETCH(int, status);
    QFETCH(QString, says);
    const auto read = readCommandLine(QStringList{program()} + arguments, QStringLiteral("1.2"));
    const auto* farewell = std::get_if<Farewell>(&read);
    QVERIFY(farewell);
    QCOMPARE(farewell->status, status);
    QVERIFY2(farewell->text.contains(says), qPrintable(farewell->text));
}

void ProgramTest::settings()
{
    const auto read =
        readCommandLine({program(), QStringLiteral("--port=8787"), QStringLiteral("--access-token-life=60"),
                         QStringLiteral("--id-token-alg=ES256"), QStringLiteral("--client=mine"),
                         QStringLiteral("--delay-ms=40"), QStringLiteral("--show-requests"),
                         QStringLiteral("--exit-with-stdin")},
                        {});
    const auto* setup = std::get_if<Setup>(&read);
    QVERIFY(setup);
    QCOMPARE(setup->port, quint16(8787));
    QCOMPARE(setup->options.lives.accessToken.count(), 60);
    QCOMPARE(setup->options.idTokenAlg, QStringLiteral("ES256"));
    QCOMPARE(setup->options.moreClients.size(), 1);
    QVERIFY(setup->options.moreClients.first().isPublic());
    QVERIFY(setup->exitWithStdin);
    QCOMPARE(setup->options.answerDelay.count(), 40);
    QVERIFY(setup->showRequests);
}

void ProgramTest::clientSecretComesFromAFile()
{
    QTemporaryDir folder;
    QFile file(folder.filePath(QStringLiteral("secret.txt")));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("s3cret\nnot this\n");
    file.close();
    const auto read = readCommandLine(
        {program(), QStringLiteral("--client"), QStringLiteral("mine:") + file.fileName()}, {});
    const auto* setup = std::get_if<Setup>(&read);
    QVERIFY(setup);
    QVERIFY(setup->options.moreClients.first().secret.equals("s3cret"));
}

void ProgramTest::printsItsIssuerFirst()
{
    QProcess process;
    process.start(program(), {});
    const QUrl issuer(firstLine(process));
    QCOMPARE(issuer.scheme(), QStringLiteral("http"));
    QCOMPARE(issuer.host(), QStringLiteral("127.0.0.1"));
    QVERIFY(issuer.port() > 0);
    process.terminate();
    QVERIFY(process.waitForFinished(30'000));
    QCOMPARE(process.exitStatus(), QProcess::NormalExit); // SIGTERM is a wish, not an accident
    QCOMPARE(process.exitCode(), 0);
}

void ProgramTest::endsWithStdin()
{
    QProcess process;
    process.start(program(), {QStringLiteral("--exit-with-stdin")});
    QVERIFY(!firstLine(process).isEmpty());
    process.write("still here\n");
    QVERIFY(!process.waitForFinished(100));
    process.closeWriteChannel();
    QVERIFY(process.waitForFinished(30'000));
    QCOMPARE(process.exitCode(), 0);
}

void ProgramTest::namesTheHolderOfThePort()
{
    IdentityProvider holder;
    QVERIFY(holder.start());
    QProcess process;
    process.start(program(), {QStringLiteral("--port"), QString::number(QUrl(holder.issuer()).port())});
    QVERIFY(process.waitForFinished(30'000));
    QCOMPARE(process.exitCode(), 2);
    QVERIFY(process.readAllStandardError().contains("listener.port_in_use"));
    QVERIFY(process.readAllStandardOutput().isEmpty());
}

TESSERA_TEST(ProgramTest)
#include "program_test.moc"
