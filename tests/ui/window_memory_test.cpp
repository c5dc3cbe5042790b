// The window comes back as it was left, unless its screen is gone.
#include "ui/window_memory.h"

#include "tests/support/test_program.h"
#include "tests/ui/made_up.h"
#include "tests/ui/made_up_window.h"

#include <QGuiApplication>
#include <QScreen>
#include <QTest>

using namespace tessera;
using namespace tessera::test;

class WindowMemoryTest final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void comesBack()
    {
        const MadeUpWindow world;
        const QString folder = world.directory.filePath(QStringLiteral("state"));
        {
            MainWindow window(*world.manager, {});
            WindowMemory memory(window, folder);
            memory.restore();
            window.show();
            window.setGeometry(0, 50, 800, 600);
            window.showInspector();
            QVERIFY(QTest::qWaitForWindowExposed(&window));
            window.hide(); // which keeps it
        }
        const WindowState state = readWindowState(folder);
        QCOMPARE(state.page, QStringLiteral("inspector"));
        QCOMPARE(state.geometry.size(), QSize(800, 600));
        MainWindow window(*world.manager, {});
        WindowMemory memory(window, folder);
        memory.restore();
        memory.restorePage();
        QCOMPARE(window.size(), QSize(800, 600));
        QCOMPARE(window.pos(), state.geometry.topLeft());
        QCOMPARE(window.pageName(), QStringLiteral("inspector"));
    }

    void maximised()
    {
        const MadeUpWindow world;
        const QString folder = world.directory.filePath(QStringLiteral("state"));
        const WindowState state{QRect(10, 10, 850, 580), true, {}, {}};
        QVERIFY(writeWindowState(folder, state));
        MainWindow window(*world.manager, {});
        WindowMemory memory(window, folder);
        memory.restore();
        window.show();
        QVERIFY(window.isMaximized());
        memory.save();
        QVERIFY(readWindowState(folder).maximised);
    }

    void screenIsGone()
    {
        const MadeUpWindow world;
        const QString folder = world.directory.filePath(QStringLiteral("state"));
        QVERIFY(writeWindowState(folder, {QRect(9000, 9000, 820, 570), false, {}, {}}));
        MainWindow window(*world.manager, {});
        WindowMemory memory(window, folder);
        memory.restore();
        window.show();
        QCOMPARE(window.size(), QGuiApplication::primaryScreen()->availableSize().boundedTo(QSize(820, 570)));
        QVERIFY(QGuiApplication::primaryScreen()->geometry().intersects(window.frameGeometry()));
    }

    void hintsAreGivenOnce()
    {
        const MadeUpWindow world;
        const QString folder = world.directory.filePath(QStringLiteral("state"));
        MainWindow window(*world.manager, {});
        WindowMemory(window, folder).noteTold(QStringLiteral("hint"));
        QVERIFY(WindowMemory(window, folder).hasTold(QStringLiteral("hint")));
        QVERIFY(!WindowMemory(window, folder).hasTold(QStringLiteral("other")));
    }
};

TESSERA_TEST(WindowMemoryTest)
#include "window_memory_test.moc"
