// tessera-desktop from outside: help and version without a display, one sentence and status 2 for what cannot
// be.
#include "tests/support/test_program.h"

#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

namespace {

struct Outcome
{
    int status = -1;
    QString out;
    QString err;
};

Outcome run(const QStringList& arguments, const QString& display = {}, const QString& platform = {})
{
    QProcess process;
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    for (const char* name : {"DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"})
        environment.remove(QString::fromUtf8(name));
    if (!display.isEmpty())
        environment.insert(QStringLiteral("DISPLAY"), display);
    if (!platform.isEmpty())
        environment.insert(QStringLiteral("QT_QPA_PLATFORM"), platform);
    process.setProcessEnvironment(environment);
    process.start(QStringLiteral(TESSERA_BIN_DIR "/tessera-desktop"), arguments);
    process.waitForFinished(30000);
    return {process.exitStatus() == QProcess::NormalExit ? process.exitCode() : -1,
            QString::fromUtf8(process.readAllStandardOutput()),
            QString::fromUtf8(process.readAllStandardError())};
}

} // namespace

class CommandLineTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void helpHasExamplesAndNeedsNoDisplay()
    {
        const Outcome outcome = run({QStringLiteral("--help")});
        QCOMPARE(outcome.status, 0);
        QVERIFY(outcome.out.contains(QStringLiteral("Examples:")));
        QVERIFY(outcome.out.contains(QStringLiteral("--theme")));
    }

    void version()
    {
        const Outcome outcome = run({QStringLiteral("--version")});
        QCOMPARE(outcome.status, 0);
        QVERIFY(outcome.out.startsWith(QStringLiteral("tessera-desktop ")));
    }

    void oneSentence_data()
    {
        QTest::addColumn<QStringList>("arguments");
        QTest::addColumn<QString>("display");
        QTest::addColumn<QString>("part");
        QTest::newRow("no display") << QStringList() << QString() << QStringLiteral("There is no display");
        QTest::newRow("display that is not there")
            << QStringList() << QStringLiteral(":4711") << QStringLiteral("There is no display");
        QTest::newRow("unknown option")
            << QStringList{QStringLiteral("--nonsense")} << QString() << QStringLiteral("nonsense");
        QTest::newRow("unknown theme") << QStringList{QStringLiteral("--theme"), QStringLiteral("pink")}
                                       << QString() << QStringLiteral("--theme takes light, dark or system");
    }

    void oneSentence()
    {
#if defined(Q_OS_UNIX) && !defined(Q_OS_MACOS)
        QFETCH(QStringList, arguments);
        QFETCH(QString, display);
        QFETCH(QString, part);
        const Outcome outcome = run(arguments, display);
        QCOMPARE(outcome.status, 2);
        QVERIFY2(outcome.err.contains(part), qPrintable(outcome.err));
        QCOMPARE(outcome.err.count(u'\n'), 1);
        QVERIFY(outcome.out.isEmpty());
#endif
    }

    void paintsAndEndsForMeasuring()
    {
        QTemporaryDir directory;
        const Outcome outcome = run({QStringLiteral("--exit-after-first-paint"), QStringLiteral("--config"),
                                     directory.path(), QStringLiteral("--theme"), QStringLiteral("dark")},
                                    {}, QStringLiteral("offscreen"));
        QCOMPARE(outcome.status, 0);
        bool isNumber = false;
        outcome.out.trimmed().toInt(&isNumber);
        QVERIFY2(isNumber, qPrintable(outcome.out));
    }
};

TESSERA_TEST(CommandLineTest)
#include "command_line_test.moc"
