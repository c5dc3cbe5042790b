// settings.json: written whole, told and left alone where it is damaged, never with what is not ours lost.
#include "core/settings/settings_store.h"

#include "tests/support/test_program.h"

#include <QDir>
#include <QFile>
#include <QJsonDocument>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace tessera;

class SettingsStoreTest final : public QObject
{
    Q_OBJECT

    std::unique_ptr<QTemporaryDir> m_directory;

    QString folder() const { return m_directory->filePath(QStringLiteral("tessera")); }
    void write(const QByteArray& text) const
    {
        QDir().mkpath(folder());
        QFile file(settingsPath(folder()));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(text);
    }
    QByteArray text() const
    {
        QFile file(settingsPath(folder()));
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }
    static Settings dark()
    {
        Settings settings;
        settings.theme = ThemeChoice::Dark;
        return settings;
    }

private Q_SLOTS:
    void init() { m_directory = std::make_unique<QTemporaryDir>(); }

    void keepsAndTells()
    {
        SettingsStore store(folder());
        QVERIFY(!store.problem());
        QSignalSpy changed(&store, &SettingsStore::changed);
        QVERIFY(store.set(dark()));
        QCOMPARE(changed.size(), 1);
        QVERIFY(store.set(dark())); // nothing new
        QCOMPARE(changed.size(), 1);
        QCOMPARE(SettingsStore(folder()).settings(), dark());
        QCOMPARE(QFile::permissions(settingsPath(folder())) & 0x077,
                 QFile::Permissions()); // its owner's only
    }

    void keepsWhatANewerProgramWrote()
    {
        write("{\"version\":1,\"tomorrow\":[1,2]}");
        SettingsStore store(folder());
        QVERIFY(store.set(dark()));
        const QJsonObject object = QJsonDocument::fromJson(text()).object();
        QCOMPARE(object.value(u"tomorrow").toArray().size(), 2);
        QCOMPARE(object.value(u"theme").toString(), QStringLiteral("dark"));
    }

    void whatWasWrittenMeanwhileStays()
    {
        SettingsStore store(folder());
        write("{\"version\":1,\"tomorrow\":true}");
        QVERIFY(store.set(dark()));
        QVERIFY(text().contains("tomorrow"));
    }

    void damaged_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<QString>("code");
        QTest::newRow("empty") << QByteArray() << QStringLiteral("settings.unreadable");
        QTest::newRow("half") << QByteArray("{\"version\":1,") << QStringLiteral("settings.unreadable");
        QTest::newRow("twice") << QByteArray("{\"version\":1,\"theme\":\"dark\",\"theme\":\"light\"}")
                               << QStringLiteral("settings.unreadable");
        QTest::newRow("large") << QByteArray("{\"version\":1,\"a\":\"") + QByteArray(70000, 'x') + "\"}"
                               << QStringLiteral("settings.unreadable");
        QTest::newRow("newer") << QByteArray("{\"version\":2}") << QStringLiteral("settings.version");
        QTest::newRow("member") << QByteArray("{\"version\":1,\"theme\":\"pink\"}")
                                << QStringLiteral("settings.member");
    }

    void damaged()
    {
        QFETCH(QByteArray, bytes);
        QFETCH(QString, code);
        write(bytes);
        SettingsStore store(folder());
        QVERIFY(store.problem());
        QCOMPARE(store.problem()->code, code);
        QVERIFY2(store.problem()->detail.startsWith(settingsPath(folder())),
                 qPrintable(store.problem()->detail));
        QCOMPARE(store.settings(), Settings());
        // In force for this run, told, and the file is as it was.
        QSignalSpy changed(&store, &SettingsStore::changed);
        const auto set = store.set(dark());
        QCOMPARE(set.error().code, code);
        QCOMPARE(store.settings(), dark());
        QCOMPARE(changed.size(), 1);
        QCOMPARE(text(), bytes);
    }

    void mendedMeanwhile()
    {
        write("{");
        SettingsStore store(folder());
        QVERIFY(store.problem());
        write("{\"version\":1}");
        QVERIFY(store.set(dark()));
        QVERIFY(!store.problem());
        QCOMPARE(SettingsStore(folder()).settings(), dark());
    }

    void noPlaceForIt()
    {
        QFile file(folder()); // a file where the folder would be
        QVERIFY(file.open(QIODevice::WriteOnly));
        SettingsStore store(folder());
        const auto set = store.set(dark());
        QCOMPARE(set.error().code, QStringLiteral("settings.not_writable"));
        QCOMPARE(store.settings(), dark());
    }
};

TESSERA_TEST(SettingsStoreTest)
#include "settings_store_test.moc"
