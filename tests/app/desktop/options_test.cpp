// The command line of the window.
#include "app/desktop/options.h"

#include "tests/support/test_program.h"

#include <QDir>
#include <QTemporaryFile>
#include <QTest>

using namespace tessera;

class OptionsTest final : public QObject
{
    Q_OBJECT

    static Options read(const QStringList& words)
    {
        return readOptions(QStringList{QStringLiteral("tessera-desktop")} + words, QStringLiteral("1.2.3"));
    }

private Q_SLOTS:
    void asUsual()
    {
        const Options options = read({});
        QVERIFY(options.words.isEmpty() && options.demo && options.agent && !options.tray);
        QVERIFY(!options.theme); // the settings say
    }

    void all()
    {
        const Options options =
            read(QStringLiteral("--tray --theme dark --no-demo --no-agent --config /tmp/x").split(u' '));
        QVERIFY(options.tray && !options.demo && !options.agent);
        QCOMPARE(options.theme, std::optional(ThemeChoice::Dark));
        QCOMPARE(options.configDirectory, QStringLiteral("/tmp/x"));
    }

    void aFile()
    {
        QTemporaryFile file(QStringLiteral("XXXXXX.txt"));
        QVERIFY(file.open());
        QCOMPARE(read({file.fileName()}).file, QFileInfo(file.fileName()).absoluteFilePath());
        QVERIFY(QDir::isAbsolutePath(read({file.fileName()}).file));
        for (const QStringList& words : {QStringList{QStringLiteral("/nowhere/at\nall")},
                                         QStringList{file.fileName(), file.fileName()}}) {
            const Options options = read(words);
            QCOMPARE(options.exitStatus, 2);
            QCOMPARE(options.words.count(u'\n'), 1);
        }
    }

    void helpNamesEveryOption()
    {
        const QString help = read({QStringLiteral("--help")}).words;
        for (const char* part : {"--tray", "--theme", "--config", "[file]", " [options] [file]",
                                 "Examples:", "tessera-desktop token.txt"})
            QVERIFY2(help.contains(QLatin1String(part)), part);
    }
};

TESSERA_TEST(OptionsTest)
#include "options_test.moc"
