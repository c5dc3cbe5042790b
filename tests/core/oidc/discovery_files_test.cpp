// Documents on disk: what was written comes back, and what somebody else put there does not.
#include "core/oidc/discovery_files.h"

#include "core/net/limits.h"
#include "tests/support/test_program.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

namespace tessera::test {
namespace {

const DiscoveryKey kKey{QStringLiteral("https://op.example"), {}};

KeptDocument sample()
{
    return {{{QStringLiteral("issuer"), QStringLiteral("https://op.example")}},
            fromUnixSeconds(1767323045),
            std::chrono::hours(1)};
}

} // namespace

class DiscoveryFilesTest final : public QObject
{
    Q_OBJECT

    static QString onlyFile(const QTemporaryDir& folder)
    {
        const QStringList names = QDir(folder.path()).entryList(QDir::Files);
        return names.size() == 1 ? folder.filePath(names.first()) : QString();
    }

private Q_SLOTS:
    void comesBack()
    {
        const QTemporaryDir parent;
        const QString folder = parent.filePath(QStringLiteral("made/when/needed"));
        const DiscoveryFiles files(folder);
        QVERIFY(!files.read(kKey));
        files.write(kKey, sample());
        const auto kept = files.read(kKey);
        QVERIFY(kept);
        QCOMPARE(kept->document, sample().document);
        QVERIFY(kept->fetchedAt == sample().fetchedAt && kept->freshFor == sample().freshFor);
        QVERIFY(!files.read({kKey.issuer + u'/', {}}));
        QVERIFY(!files.read({kKey.issuer, QStringLiteral("https://op.example/{tenantid}")}));
        const auto permissions =
            QFile::permissions(QDir(folder).filePath(QDir(folder).entryList(QDir::Files).first()));
        QVERIFY(
            !(permissions & (QFile::ReadGroup | QFile::ReadOther | QFile::WriteGroup | QFile::WriteOther)));
        files.remove(kKey);
        QVERIFY(!files.read(kKey));
    }

    void withoutAFolderNothingIsKept()
    {
        const DiscoveryFiles files{QString()};
        files.write(kKey, sample());
        QVERIFY(!files.read(kKey));
    }

    void spoiled_data() // A211
    {
        QTest::addColumn<QByteArray>("from");
        QTest::addColumn<QByteArray>("to");
        const auto row = [](const char* name, const char* from, const QByteArray& to) {
            QTest::newRow(name) << QByteArray(from) << to;
        };
        row("A211 of another issuer", "\"asked_issuer\":\"https://op.example\"",
            "\"asked_issuer\":\"https://evil.example\"");
        row("A211 of a template", "\"asked_template\":\"\"", "\"asked_template\":\"https://{tenantid}\"");
        row("of another version", "\"version\":1", "\"version\":2");
        row("document is no object", "\"document\":{\"issuer\":\"https://op.example\"}", "\"document\":[]");
        row("time is a text", "\"fetched_at_ms\":1767323045000", "\"fetched_at_ms\":\"1767323045000\"");
        row("time is negative", "\"fetched_at_ms\":1767323045000", "\"fetched_at_ms\":-1");
        row("time is a fraction", "\"fetched_at_ms\":1767323045000", "\"fetched_at_ms\":0.5");
        row("life is missing", "\"fresh_for_ms\":3600000", "\"x\":1");
        row("A084 issuer twice", "\"issuer\":\"https://op.example\"}",
            "\"issuer\":\"https://op.example\",\"issuer\":\"https://evil.example\"}");
        row("A084 cut off", "}}", "}");
        row("A084 something behind", "}}", "}}{}");
        row("A083 too large", "}}", "}" + QByteArray(int(limits::kKeptServerBytes), ' ') + "}");
    }
    void spoiled()
    {
        QFETCH(QByteArray, from);
        QFETCH(QByteArray, to);
        const QTemporaryDir folder;
        const DiscoveryFiles files(folder.path());
        files.write(kKey, sample());
        QFile file(onlyFile(folder));
        QVERIFY(file.open(QIODevice::ReadOnly));
        QByteArray bytes = file.readAll();
        file.close();
        QVERIFY2(bytes.contains(from), bytes.constData());
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(bytes.replace(from, to));
        file.close();
        QVERIFY(!files.read(kKey));
    }

    void lifeHasABound()
    {
        const QTemporaryDir folder;
        const DiscoveryFiles files(folder.path());
        KeptDocument kept = sample();
        kept.freshFor = std::chrono::hours(1000);
        files.write(kKey, kept);
        QVERIFY(files.read(kKey)->freshFor == limits::kMostFresh);
    }

    void oldestGo()
    {
        const QTemporaryDir folder;
        const DiscoveryFiles files(folder.path());
        for (int i = 0; i <= limits::kServersKept; ++i)
            files.write({QStringLiteral("https://op%1.example").arg(i), {}}, sample());
        QCOMPARE(QDir(folder.path()).entryList(QDir::Files).size(), limits::kServersKept);
    }

    void notThroughALink()
    {
        const QTemporaryDir folder;
        const DiscoveryFiles files(folder.path());
        files.write(kKey, sample());
        const QString name = onlyFile(folder);
        const QString elsewhere = folder.filePath(QStringLiteral("elsewhere"));
        QVERIFY(QFile::rename(name, elsewhere));
        QVERIFY(QFile::link(elsewhere, name));
        QVERIFY(!files.read(kKey));
    }
};

} // namespace tessera::test

TESSERA_TEST(tessera::test::DiscoveryFilesTest)
#include "discovery_files_test.moc"
