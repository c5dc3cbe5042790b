// No display ends with one sentence instead of Qt's list of plugins.
#include "app/desktop/display_check.h"
#include "tests/support/test_program.h"

#include <QTest>

using namespace tessera;

class DisplayCheckTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void sentence_data()
    {
        QTest::addColumn<QString>("variable");
        QTest::addColumn<QString>("value");
        QTest::addColumn<QString>("platform");
        QTest::addColumn<bool>("problem");
        QTest::newRow("nothing") << QString() << QString() << QString() << true;
        QTest::newRow("X11") << QStringLiteral("DISPLAY") << QStringLiteral(":0") << QString() << false;
        QTest::newRow("empty DISPLAY") << QStringLiteral("DISPLAY") << QString() << QString() << true;
        QTest::newRow("Wayland") << QStringLiteral("WAYLAND_DISPLAY") << QStringLiteral("wayland-0")
                                 << QString() << false;
        QTest::newRow("platform by environment")
            << QStringLiteral("QT_QPA_PLATFORM") << QStringLiteral("offscreen") << QString() << false;
        QTest::newRow("platform by option") << QString() << QString() << QStringLiteral("offscreen") << false;
    }

    void sentence()
    {
#if !defined(Q_OS_UNIX) || defined(Q_OS_MACOS)
        return; // there is always a display
#endif
        QFETCH(QString, variable);
        QFETCH(QString, value);
        QFETCH(QString, platform);
        QProcessEnvironment environment;
        if (!variable.isEmpty())
            environment.insert(variable, value);
        const auto problem = displayProblem(environment, platform);
        QTEST(problem.has_value(), "problem");
        if (problem)
            QVERIFY(problem->contains(QStringLiteral("no display")) &&
                    problem->contains(QStringLiteral("DISPLAY")));
    }
};

TESSERA_TEST(DisplayCheckTest)
#include "display_check_test.moc"
