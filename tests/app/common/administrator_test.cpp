// The administrator's word as the programs hear it.
#include "app/common/administrator.h"

#include "tests/support/test_program.h"

#include <QTemporaryDir>
#include <QTest>

#ifdef Q_OS_UNIX
#include <unistd.h>
#endif

namespace tessera::test {
namespace {

quint32 me()
{
#ifdef Q_OS_UNIX
    return ::getuid();
#else
    return 0;
#endif
}

} // namespace

class AdministratorTest final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void saysNothingWithoutAFile();
    void isHeard();
    void isRefusedAsAWhole();

private:
    Result<Administration> read(const QByteArray& text)
    {
        QFile file(m_directory.filePath(QStringLiteral("administrator.json")));
        if (!file.open(QIODevice::WriteOnly) || file.write(text) != text.size() ||
            !file.setPermissions(QFile::ReadOwner | QFile::WriteOwner))
            qFatal("the file cannot be written");
        file.close();
        return readAdministration(AdministratorConfigurationFile(file.fileName(), me()));
    }

    QTemporaryDir m_directory;
};

void AdministratorTest::saysNothingWithoutAFile()
{
    const auto none = readAdministration(
        AdministratorConfigurationFile(m_directory.filePath(QStringLiteral("none")), me()));
    QVERIFY(none);
    QVERIFY(administratorText(none->configuration).isEmpty());
    QCOMPARE(none->catalogue.providers().size(), ProviderCatalogue::builtIn().providers().size());
    QVERIFY(none->allows(QStringLiteral("https://anything.example")));
}

void AdministratorTest::isHeard()
{
    const auto heard =
        read("{\"version\":1,\"client_ids\":{\"google\":\"company\"},"
             "\"allowed_issuers\":[\"https://accounts.google.com\",\"https://id.acme.example/*\"],"
             "\"switched_off\":[\"typed-issuers\",\"device\"]}");
    QVERIFY2(heard, heard ? "" : qPrintable(heard.error().detail));
    QCOMPARE(administratorText(heard->configuration),
             QStringLiteral("sets client IDs of google; allows only https://accounts.google.com, "
                            "https://id.acme.example/*; switches off typed-issuers, device"));
    QCOMPARE(heard->catalogue.find(u"google")->clientId, QStringLiteral("company"));
    QVERIFY(heard->allows(QStringLiteral("https://accounts.google.com")));
    QVERIFY(!heard->allows(QStringLiteral("https://id.acme.example/t"))); // allowed, but in no row
    QVERIFY(!heard->allows(QStringLiteral("https://gitlab.com")));        // in a row, but not allowed
}

void AdministratorTest::isRefusedAsAWhole()
{
    const auto refused = read("{\"version\":1,\"client_ids\":{\"gogle\":\"company\"}}");
    QVERIFY(!refused);
    QCOMPARE(refused.error().code, QStringLiteral("administrator.member"));
}

} // namespace tessera::test

TESSERA_TEST(tessera::test::AdministratorTest)
#include "administrator_test.moc"
