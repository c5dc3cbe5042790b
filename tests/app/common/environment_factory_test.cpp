// Every member of the real environment is there, and the configuration folder is where it was asked for.
#include "app/common/environment_factory.h"

#include "app/common/browser_opener.h"
#include "core/settings/settings_store.h"
#include "tests/support/test_program.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace tessera;

class EnvironmentFactoryTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void isComplete()
    {
        const Environment environment = makeEnvironment();
        QVERIFY(environment.http && environment.clock && environment.secrets && environment.jwkSets);
        QVERIFY(environment.discovery);
        QVERIFY(environment.recorder && environment.openUrl);
        QVERIFY(environment.secrets->isPersistent());
        QCOMPARE(environment.configDirectory, defaultConfigDirectory());
    }

    void withoutKeychain()
    {
        const Environment environment =
            makeEnvironment({.configDirectory = QStringLiteral("/somewhere"), .useKeychain = false});
        QVERIFY(!environment.secrets->isPersistent());
        QCOMPARE(environment.configDirectory, QStringLiteral("/somewhere"));
    }

    /// As they are at that moment, not as they were at the start.
    void obeysTheSettings()
    {
        const QTemporaryDir folder;
        const Environment environment =
            makeEnvironment({.configDirectory = folder.path(), .useKeychain = false});
        QVERIFY(environment.redirectPorts().isEmpty());
        SettingsFile file;
        file.settings.redirectPorts = {49731, 8400};
        file.settings.browserCommand = QStringLiteral("netsurf");
        QVERIFY(writeSettings(folder.path(), file));
        QCOMPARE(environment.redirectPorts(), (QList<quint16>{49731, 8400}));
        QCOMPARE(chosenBrowser(folder.path()), QStringLiteral("netsurf"));
        QFile damaged(settingsPath(folder.path()));
        QVERIFY(damaged.open(QIODevice::WriteOnly | QIODevice::Truncate));
        damaged.close();
        QVERIFY(environment.redirectPorts().isEmpty());
        QVERIFY(chosenBrowser(folder.path()).isEmpty());
    }

    void cacheStandsWhereItIsExpected()
    {
        QCOMPARE(cacheDirectoryFor(QStringLiteral("/somewhere")), QStringLiteral("/somewhere/cache"));
        QVERIFY(!cacheDirectoryFor(defaultConfigDirectory()).startsWith(defaultConfigDirectory()));
    }

    void configDirectoryFollowsXdg()
    {
#ifdef Q_OS_LINUX
        qputenv("XDG_CONFIG_HOME", "/xdg");
        QCOMPARE(defaultConfigDirectory(), QStringLiteral("/xdg/tessera"));
#endif
    }
};

TESSERA_TEST(EnvironmentFactoryTest)
#include "environment_factory_test.moc"
