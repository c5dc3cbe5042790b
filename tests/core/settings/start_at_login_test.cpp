// Start at login on Linux, in a folder of the test's own: the entry is what the specifications want, and what
// a desktop changed in it is heeded.
#include "core/settings/start_at_login.h"

#include "tests/support/test_program.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

using namespace tessera;

class StartAtLoginTest final : public QObject
{
    Q_OBJECT

    std::unique_ptr<QTemporaryDir> m_directory;

    static StartCommand command()
    {
        return {QStringLiteral("/opt/My \"Programs\"/tessera-desktop"), {QStringLiteral("--tray")}};
    }
    static QByteArray entry()
    {
        QFile file(xdg::autostartPath());
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }

private Q_SLOTS:
    void init()
    {
        m_directory = std::make_unique<QTemporaryDir>();
        qputenv("XDG_CONFIG_HOME", QFile::encodeName(m_directory->path()));
    }

    void words_data()
    {
        QTest::addColumn<QString>("word");
        QTest::addColumn<QString>("quoted");
        const auto row = [](const char* word, const char* quoted) {
            QTest::newRow(word) << QString::fromUtf8(word) << QString::fromUtf8(quoted);
        };
        row("--tray", "--tray");
        row("/usr/bin/tessera-desktop", "/usr/bin/tessera-desktop");
        row("a b", "\"a b\"");
        row("100%", "100%%");
        row("a%b c", "\"a%%b c\"");
        row("say \"hi\"", "\"say \\\\\"hi\\\\\"\"");
        row("$HOME", "\"\\\\$HOME\"");
        row("back\\slash", "\"back\\\\\\\\slash\"");
        row("`id`", "\"\\\\`id\\\\`\"");
        row("a;b", "\"a;b\"");
        row("", "\"\"");
    }

    void words()
    {
        QFETCH(QString, word);
        QFETCH(QString, quoted);
        QCOMPARE(xdg::execWord(word).value_or(QStringLiteral("nothing")), quoted);
    }

    void whatCannotBeWritten()
    {
        QVERIFY(!xdg::execWord(QStringLiteral("a\nExec=evil")));
        QVERIFY(!xdg::autostartEntry({QStringLiteral("/tmp/a\nHidden=true"), {}}));
    }

    void onAndOff()
    {
#if defined(Q_OS_UNIX) && !defined(Q_OS_MACOS)
        const auto start = makeStartAtLogin(command());
        QCOMPARE(start->isOn().value_or(true), false);
        QVERIFY(start->set(true));
        QCOMPARE(start->isOn().value_or(false), true);
        QVERIFY(xdg::autostartPath().startsWith(m_directory->path() + QStringLiteral("/autostart/")));
        QVERIFY2(entry().contains("Exec=\"/opt/My \\\\\"Programs\\\\\"/tessera-desktop\" --tray\n"),
                 entry().constData());
        QVERIFY(start->set(true)); // once more is the same
        QVERIFY(start->set(false));
        QVERIFY(!QFile::exists(xdg::autostartPath()));
        QVERIFY(start->set(false));
#endif
    }

    /// GNOME and KDE have their own ways to switch it off, and leave the file.
    void switchedOffByADesktop()
    {
        const QByteArray on = xdg::autostartEntry(command()).value_or(QByteArray());
        QVERIFY(xdg::isAutostartOn(on));
        QByteArray gnome = on;
        gnome.replace("X-GNOME-Autostart-enabled=true", "X-GNOME-Autostart-enabled = false");
        QVERIFY(!xdg::isAutostartOn(gnome));
        QVERIFY(!xdg::isAutostartOn(on + "Hidden=true\n"));
        QVERIFY(xdg::isAutostartOn(on + "[Desktop Action x]\nHidden=true\n"));
        QVERIFY(!xdg::isAutostartOn("[Desktop Entry]\nType=Application\n"));
        QVERIFY(!xdg::isAutostartOn(""));
    }

    void noPlaceForIt()
    {
#if defined(Q_OS_UNIX) && !defined(Q_OS_MACOS)
        QFile file(m_directory->filePath(QStringLiteral("autostart"))); // a file where the folder would be
        QVERIFY(file.open(QIODevice::WriteOnly));
        const auto start = makeStartAtLogin(command());
        const auto set = start->set(true);
        QCOMPARE(set.error().code, QStringLiteral("start_at_login.not_writable"));
        QVERIFY(set.error().detail.startsWith(xdg::autostartPath()));
        QCOMPARE(start->isOn().value_or(true), false);
#endif
    }
};

TESSERA_TEST(StartAtLoginTest)
#include "start_at_login_test.moc"
