// How the window was left: written and read again, worth nothing when damaged, and never off every screen.
#include "core/settings/window_state.h"

#include "tests/support/test_program.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace tessera;

class WindowStateTest final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void thereAndBack()
    {
        QTemporaryDir directory;
        const QString folder = directory.filePath(QStringLiteral("a/b"));
        QCOMPARE(readWindowState(folder), WindowState());
        const WindowState state{
            QRect(-30, 40, 900, 600), true, QStringLiteral("inspector"), {QStringLiteral("x")}};
        QVERIFY(writeWindowState(folder, state));
        QCOMPARE(readWindowState(folder), state);
    }

    void damagedIsAsGoodAsNone()
    {
        QTemporaryDir directory;
        for (const char* text : {"", "{", "{\"version\":2,\"page\":\"inspector\"}", "[1]"}) {
            QFile file(directory.filePath(QStringLiteral("window.json")));
            QVERIFY(file.open(QIODevice::WriteOnly | QIODevice::Truncate));
            file.write(text);
            file.close();
            QCOMPARE(readWindowState(directory.path()), WindowState());
        }
        QFile file(directory.filePath(QStringLiteral("window.json")));
        QVERIFY(file.open(QIODevice::WriteOnly | QIODevice::Truncate));
        file.write("{\"version\":1,\"geometry\":[0,0,1e9,5],\"told\":7,\"page\":3}");
        file.close();
        QCOMPARE(readWindowState(directory.path()), WindowState());
    }

    void screens_data()
    {
        QTest::addColumn<QRect>("window");
        QTest::addColumn<QRect>("place");
        QTest::newRow("as it was") << QRect(100, 100, 900, 600) << QRect(100, 100, 900, 600);
        QTest::newRow("second screen") << QRect(2000, 50, 900, 600) << QRect(2000, 50, 900, 600);
        QTest::newRow("half out at the right") << QRect(1500, 10, 900, 600) << QRect(1500, 10, 900, 600);
        QTest::newRow("title above the screen") << QRect(100, -10, 900, 600) << QRect(100, 0, 900, 600);
        QTest::newRow("larger than the screen") << QRect(0, 0, 4000, 3000) << QRect(0, 0, 1920, 1080);
        QTest::newRow("screen is gone") << QRect(5000, 100, 900, 600) << QRect();
        QTest::newRow("only a corner") << QRect(-850, 100, 900, 600) << QRect();
        QTest::newRow("below") << QRect(100, 1075, 900, 600) << QRect();
        QTest::newRow("nothing known") << QRect() << QRect();
    }

    void screens()
    {
        QFETCH(QRect, window);
        QFETCH(QRect, place);
        const QList<QRect> screens{QRect(0, 0, 1920, 1080), QRect(1920, 0, 1280, 1024)};
        QCOMPARE(placeOnScreens(window, screens).value_or(QRect()), place);
    }

    void whereItIsKept()
    {
        const QString usual = QStringLiteral("/home/ana/.config/tessera");
        qputenv("XDG_STATE_HOME", "/home/ana/state");
        QCOMPARE(stateDirectory(QStringLiteral("/tmp/try"), usual), QStringLiteral("/tmp/try/state"));
#if defined(Q_OS_UNIX) && !defined(Q_OS_MACOS)
        QCOMPARE(stateDirectory(usual, usual), QStringLiteral("/home/ana/state/tessera"));
        qputenv("XDG_STATE_HOME", "relative");
        QVERIFY(stateDirectory(usual, usual).endsWith(QStringLiteral("/.local/state/tessera")));
#endif
    }
};

TESSERA_TEST(WindowStateTest)
#include "window_state_test.moc"
