// The whole file or the old one, never half of it (A234).
#include "core/base/whole_file.h"

#include "tests/support/test_program.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <csignal>
#include <sys/resource.h>

namespace tessera::test {
namespace {

QByteArray contentOf(const QString& path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray("nothing");
}

} // namespace

class WholeFileTest final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void replaces()
    {
        const QTemporaryDir folder;
        const QString path = folder.filePath(QStringLiteral("f"));
        QVERIFY(replaceFile(path, "one, and long"));
        QCOMPARE(contentOf(path), QByteArray("one, and long"));
        QVERIFY(replaceFile(path, "two"));
        QCOMPARE(contentOf(path), QByteArray("two"));
        QVERIFY(replaceFile(path, ""));
        QCOMPARE(contentOf(path), QByteArray());
        QCOMPARE(QFile::permissions(path) & (QFile::ReadGroup | QFile::ReadOther), QFile::Permissions());
    }

    void cannotBeWritten()
    {
        const QTemporaryDir folder;
        const auto written = replaceFile(folder.filePath(QStringLiteral("no/such/f")), "x");
        QVERIFY(!written);
        QCOMPARE(written.error().code, QStringLiteral("file.unwritable"));
        QVERIFY(!written.error().detail.isEmpty());
    }

    void A234_diskGetsFullInTheMiddle()
    {
        const QTemporaryDir folder;
        const QString path = folder.filePath(QStringLiteral("f"));
        QVERIFY(replaceFile(path, "old"));
        std::signal(SIGXFSZ, SIG_IGN);
        rlimit before{};
        QCOMPARE(getrlimit(RLIMIT_FSIZE, &before), 0);
        const rlimit full{300, before.rlim_max};
        QCOMPARE(setrlimit(RLIMIT_FSIZE, &full), 0);
        const auto written = replaceFile(path, QByteArray(1000, 'n'));
        QCOMPARE(setrlimit(RLIMIT_FSIZE, &before), 0);
        QVERIFY(!written);
        QCOMPARE(contentOf(path), QByteArray("old"));
    }
};

} // namespace tessera::test

TESSERA_TEST(tessera::test::WholeFileTest)
#include "whole_file_test.moc"
