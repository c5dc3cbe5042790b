// A255, A256: what the agent does not listen in, and that it says where and why.
#include "core/agent/private_directory.h"
#include "tests/support/test_program.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <sys/stat.h>
#include <unistd.h>

using namespace tessera;

class PrivateDirectoryTest final : public QObject
{
    Q_OBJECT
    std::unique_ptr<QTemporaryDir> m_above;

    QString path() const { return m_above->filePath(QStringLiteral("tessera")); }
    static void mode(const QString& path, mode_t mode)
    {
        if (chmod(qPrintable(path), mode) != 0)
            qFatal("chmod");
    }

private Q_SLOTS:
    void init() { m_above = std::make_unique<QTemporaryDir>(); }

    void made()
    {
        const auto directory = PrivateDirectory::open(path(), true);
        QVERIFY(directory);
        struct stat status = {};
        QCOMPARE(stat(qPrintable(path()), &status), 0);
        QCOMPARE(uint(status.st_mode & 07777), 0700U);
        QVERIFY(PrivateDirectory::open(path(), true));
        QVERIFY(PrivateDirectory::open(path(), false));
    }

    void notMade()
    {
        QCOMPARE(PrivateDirectory::open(path(), false).error().code, QStringLiteral("agent.no_directory"));
        QVERIFY(!QFile::exists(path()));
        const QString deeper = path() + QStringLiteral("/deeper");
        QCOMPARE(PrivateDirectory::open(deeper, true).error().code, QStringLiteral("agent.no_directory"));
    }

    void refused_data()
    {
        QTest::addColumn<QString>("what");
        QTest::addColumn<QString>("cause");
        const auto row = [](const char* what, const char* cause) {
            QTest::newRow(what) << QString::fromLatin1(what).section(u' ', 1) << QString::fromLatin1(cause);
        };
        row("A255 symlink", "symbolic link");
        row("A255 file", "symbolic link or no folder");
        row("A255 group may read", "mode 0750, should be 0700");
        row("A255 others may enter", "mode 0701, should be 0700");
        row("A255 above group may write", "can be written by others (mode 0770)");
        row("A255 above others may write", "can be written by others (mode 1777)");
    }
    void refused()
    {
        QFETCH(QString, what);
        QFETCH(QString, cause);
        QString named = path();
        if (what == QLatin1String("symlink")) {
            QVERIFY(QDir(m_above->path()).mkdir(QStringLiteral("real")));
            mode(m_above->filePath(QStringLiteral("real")), 0700);
            QVERIFY(QFile::link(m_above->filePath(QStringLiteral("real")), path()));
        } else if (what == QLatin1String("file")) {
            QFile file(path());
            QVERIFY(file.open(QIODevice::WriteOnly));
        } else {
            QVERIFY(PrivateDirectory::open(path(), true));
        }
        if (what == QLatin1String("group may read"))
            mode(path(), 0750);
        if (what == QLatin1String("others may enter"))
            mode(path(), 0701);
        if (what.startsWith(QLatin1String("above"))) {
            named = m_above->path();
            mode(named, what.contains(QLatin1String("group")) ? 0770 : 01777);
        }
        const auto opened = PrivateDirectory::open(path(), true);
        QVERIFY(!opened);
        QCOMPARE(opened.error().code, QStringLiteral("agent.directory"));
        QVERIFY2(opened.error().detail.contains(named), qPrintable(opened.error().detail));
        QVERIFY2(opened.error().detail.contains(cause), qPrintable(opened.error().detail));
    }

    /// Only root can make such a folder; who is not root has nothing to fear from what he cannot make.
    void notOurs()
    {
        if (geteuid() != 0)
            return qInfo("not run: only root can give a folder away");
        QVERIFY(PrivateDirectory::open(path(), true));
        QCOMPARE(chown(qPrintable(path()), 65534, 65534), 0);
        const Error own = PrivateDirectory::open(path(), true).error();
        QVERIFY2(own.detail.contains(path()) && own.detail.contains(QStringLiteral("belongs to user 65534")),
                 qPrintable(own.detail));
        QCOMPARE(chown(qPrintable(m_above->path()), 65534, 65534), 0);
        const Error above = PrivateDirectory::open(path(), true).error();
        QVERIFY2(above.detail.startsWith(m_above->path() + QStringLiteral(" belongs")),
                 qPrintable(above.detail));
    }

    /// A256: the folder is exchanged after the look; what is opened through it stays in the one looked at.
    void heldWhileReplaced()
    {
        const auto directory = PrivateDirectory::open(path(), true);
        QVERIFY(directory);
        QVERIFY(QDir().rename(path(), path() + QStringLiteral(".old")));
        QVERIFY(QDir().mkdir(path()));
        QFile file(QFile::decodeName(directory->pathOf(QStringLiteral("here"))));
        QVERIFY(file.open(QIODevice::WriteOnly));
        QVERIFY(QFile::exists(path() + QStringLiteral(".old/here")));
        QVERIFY(!QFile::exists(path() + QStringLiteral("/here")));
    }
};

TESSERA_TEST(PrivateDirectoryTest)
#include "private_directory_test.moc"
