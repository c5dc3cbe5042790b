// Which files are believed to be the administrator's: A326.
#include "core/providers/administrator_configuration.h"

#include "core/net/limits.h"
#include "tests/support/test_program.h"

#include <QTemporaryDir>
#include <QTest>

#include <sys/stat.h>
#include <unistd.h>

namespace tessera::test {
namespace {

const QByteArray kGood = "{\"version\":1,\"switched_off\":[\"device\"]}";

} // namespace

class AdministratorFileTest final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void reads();
    void noFileDecidesNothing();
    void refusesContent_data();
    void refusesContent();
    void refusesOtherThings();
    void refusesOthersFiles();
    void refusesALargeFileUnread();

private:
    void write(const QByteArray& text) const
    {
        QFile file(m_path);
        QVERIFY(file.open(QIODevice::WriteOnly) && file.write(text) == text.size());
        QVERIFY(
            file.setPermissions(QFile::ReadOwner | QFile::WriteOwner | QFile::ReadGroup | QFile::ReadOther));
    }
    Result<AdministratorConfiguration> read(quint32 owner = ::getuid()) const
    {
        return AdministratorConfigurationFile(m_path, owner).read();
    }
    QString codeOf(quint32 owner = ::getuid()) const
    {
        const auto configuration = read(owner);
        return configuration ? QString() : configuration.error().code;
    }

    std::unique_ptr<QTemporaryDir> m_directory;
    QString m_path;
};

void AdministratorFileTest::init()
{
    m_directory = std::make_unique<QTemporaryDir>();
    m_path = m_directory->filePath(QStringLiteral("administrator.json"));
}

void AdministratorFileTest::reads()
{
    write(kGood);
    const auto configuration = read();
    QVERIFY2(configuration, configuration ? "" : qPrintable(configuration.error().detail));
    QCOMPARE(configuration->path, m_path);
    QVERIFY(configuration->isSwitchedOff(feature::kDevice));
}

void AdministratorFileTest::noFileDecidesNothing()
{
    const auto none = read();
    QVERIFY(none);
    QVERIFY(none->path.isEmpty());
    QVERIFY(AdministratorConfigurationFile(m_path + QStringLiteral("/below")).read());
}

void AdministratorFileTest::refusesContent_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QString>("code");
    const auto row = [](const char* name, const QByteArray& text, const char* code) {
        QTest::newRow(name) << text << QString::fromLatin1(code);
    };
    row("good", kGood, "");
    row("A326 empty", "", "administrator.content");
    row("A326 cut off", kGood.first(20), "administrator.content");
    row("A326 zeros", QByteArray(100, '\0'), "administrator.content");
    row("A326 unknown member", "{\"version\":1,\"x\":1}", "administrator.member");
}

void AdministratorFileTest::refusesContent()
{
    QFETCH(QByteArray, text);
    write(text);
    QTEST(codeOf(), "code");
    const auto configuration = read();
    if (!configuration)
        QVERIFY(configuration.error().detail.startsWith(m_path)); // the administrator knows where to look
}

void AdministratorFileTest::refusesOtherThings()
{
    const QString notAFile = QStringLiteral("administrator.not_a_file");
    const QByteArray path = QFile::encodeName(m_path);
    QCOMPARE(::mkfifo(path.constData(), 0600), 0); // nobody writes into it: waiting would be for ever
    QCOMPARE(codeOf(), notAFile);
    QVERIFY(QFile::remove(m_path));
    QCOMPARE(::symlink("/dev/zero", path.constData()), 0);
    QCOMPARE(codeOf(), notAFile);
    QVERIFY(QFile::remove(m_path));
    QCOMPARE(::mkdir(path.constData(), 0700), 0);
    QCOMPARE(codeOf(), notAFile);
    QCOMPARE(::rmdir(path.constData()), 0);

    const QString real = m_directory->filePath(QStringLiteral("real.json"));
    write(kGood);
    QVERIFY(QFile::rename(m_path, real));
    QVERIFY(QFile::link(real, m_path));
    QCOMPARE(codeOf(), notAFile);
    const auto device = AdministratorConfigurationFile(QStringLiteral("/dev/zero"), 0).read();
    QVERIFY(!device);
    QCOMPARE(device.error().code, notAFile);
}

void AdministratorFileTest::refusesOthersFiles()
{
    write(kGood);
    QCOMPARE(codeOf(::getuid() + 1), QStringLiteral("administrator.owner"));
    const QByteArray path = QFile::encodeName(m_path);
    for (const mode_t mode : {0664, 0646, 0666}) {
        QCOMPARE(::chmod(path.constData(), mode), 0);
        QCOMPARE(codeOf(), QStringLiteral("administrator.writable"));
    }
    QCOMPARE(::chmod(path.constData(), 0444), 0);
    QCOMPARE(codeOf(), QString());
    const QByteArray folder = QFile::encodeName(m_directory->path());
    QCOMPARE(::chmod(folder.constData(), 0777), 0);
    QCOMPARE(codeOf(), QStringLiteral("administrator.writable"));
}

void AdministratorFileTest::refusesALargeFileUnread()
{
    write(kGood + QByteArray(limits::kAdministratorFileBytes - kGood.size(), ' '));
    QCOMPARE(codeOf(), QString());
    QCOMPARE(::truncate(QFile::encodeName(m_path).constData(), limits::kAdministratorFileBytes + 1), 0);
    QCOMPARE(codeOf(), QStringLiteral("administrator.too_large"));
    QCOMPARE(::truncate(QFile::encodeName(m_path).constData(), 100 * 1024 * 1024), 0); // A326
    QCOMPARE(codeOf(), QStringLiteral("administrator.too_large"));
}

} // namespace tessera::test

TESSERA_TEST(tessera::test::AdministratorFileTest)
#include "administrator_file_test.moc"
