// What a person sees who types something wrong, and that every command helps.
#include "app/cli/command.h"
#include "tests/app/cli/program.h"
#include "tests/support/test_program.h"

#include <QTemporaryDir>
#include <QTest>

using namespace tessera::test;

class UsageTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void helpOfEveryCommand_data()
    {
        QTest::addColumn<QString>("name");
        for (const auto& command : tessera::cli::commands())
            QTest::newRow(qPrintable(command.name)) << command.name;
    }
    void helpOfEveryCommand()
    {
        QFETCH(QString, name);
        const Ran ran = runTessera({name, QStringLiteral("--help")});
        QCOMPARE(ran.status, 0);
        QVERIFY(ran.out.contains(QStringLiteral("Usage: tessera ") + name));
        QVERIFY2(ran.out.contains(QStringLiteral("Examples\n  tessera ")) ||
                     ran.out.contains(QStringLiteral("Examples\n  curl")),
                 ran.told().constData());
        QVERIFY(ran.error.isEmpty());
    }

    void overviewListsEveryCommand()
    {
        const Ran ran = runTessera({});
        QCOMPARE(ran.status, 0);
        for (const auto& command : tessera::cli::commands())
            QVERIFY2(ran.out.contains(command.name), qPrintable(command.name));
    }

    void version()
    {
        const Ran ran = runTessera({QStringLiteral("--version")});
        QCOMPARE(ran.status, 0);
        QVERIFY(ran.out.startsWith(QStringLiteral("tessera " TESSERA_VERSION)));
    }

    void wrong_data()
    {
        QTest::addColumn<QStringList>("words");
        QTest::addColumn<QString>("named");
        const auto row = [](const char* line, const char* named) {
            QTest::newRow(line) << QString::fromLatin1(line).split(QLatin1Char(' '), Qt::SkipEmptyParts)
                                << QString::fromLatin1(named);
        };
        row("sing-in", "sing-in");
        row("--json", "command");
        row("token", "ACCOUNT");
        row("token a b", "\"b\"");
        row("accounts --colour", "colour");
        row("token someone --min-valid soon", "--min-valid");
        row("sign-in demo --timeout 0", "--timeout");
        row("token someone", "someone");
    }
    void wrong()
    {
        QFETCH(QStringList, words);
        QFETCH(QString, named);
        const QTemporaryDir config;
        const Ran ran = runTessera(words + QStringList{QStringLiteral("--config"), config.path()});
        QCOMPARE(ran.status, 2);
        QVERIFY2(ran.error.startsWith(QStringLiteral("tessera: ")), ran.told().constData());
        QVERIFY2(ran.error.contains(named), ran.told().constData());
        QVERIFY(ran.out.isEmpty());
    }

    void noAccountsIsNotAnError()
    {
        const QTemporaryDir config;
        const Ran people =
            runTessera({QStringLiteral("accounts"), QStringLiteral("--config"), config.path()});
        QCOMPARE(people.status, 0);
        QVERIFY(people.error.contains(QStringLiteral("sign-in")));
        const Ran json = runTessera({QStringLiteral("accounts"), QStringLiteral("--json"),
                                     QStringLiteral("--config"), config.path()});
        QCOMPARE(json.out.trimmed(), QStringLiteral("{\"accounts\":[]}"));
    }

    void providersAsJson()
    {
        const Ran ran = runTessera({QStringLiteral("providers"), QStringLiteral("--json")});
        QCOMPARE(ran.status, 0);
        QVERIFY(ran.json().contains(QLatin1String("providers")));
    }
};

TESSERA_TEST(UsageTest)
#include "usage_test.moc"
