// The window's setting: off until somebody sets it, on where it cannot be read, in force at once.
#include "core/agent/agent_settings.h"
#include "tests/core/agent/agent_world.h"
#include "tests/support/test_program.h"

#include <QFile>
#include <QTest>

using namespace tessera;
using namespace tessera::test;

class AgentSettingsTest final : public QObject
{
    Q_OBJECT

    static QString fileIn(const AgentWorld& world)
    {
        return world.config.filePath(QStringLiteral("settings.json"));
    }

private Q_SLOTS:
    void keeps()
    {
        AgentWorld world;
        const QString folder = world.config.path();
        QVERIFY(!locksWithScreen(folder));
        QVERIFY(setLocksWithScreen(folder, nullptr, true));
        QVERIFY(locksWithScreen(folder));
        QVERIFY(setLocksWithScreen(folder, nullptr, false));
        QVERIFY(!locksWithScreen(folder));
    }

    void unreadableCountsAsOn()
    {
        AgentWorld world;
        QVERIFY(QDir().mkpath(fileIn(world))); // something that no setting can be read from
        QVERIFY(locksWithScreen(world.config.path()));
        QCOMPARE(setLocksWithScreen(world.config.path(), nullptr, true).error().code,
                 QStringLiteral("settings.unreadable"));
    }

    /// No bus answers here: an agent that would not hear it does not promise it.
    void nobodyWouldTell()
    {
        qputenv("DBUS_SYSTEM_BUS_ADDRESS", "unix:path=/nowhere");
        qputenv("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nowhere");
        AgentWorld world;
        const auto set = setLocksWithScreen(world.config.path(), world.desk, true);
        QVERIFY(!set);
        QVERIFY(set.error().code.startsWith(QStringLiteral("screen_lock.")));
        QVERIFY(!locksWithScreen(world.config.path()));
        QVERIFY(!world.desk->screen);
        QVERIFY(setLocksWithScreen(world.config.path(), world.desk, false));
    }
};

TESSERA_TEST(AgentSettingsTest)
#include "agent_settings_test.moc"
