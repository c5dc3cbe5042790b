// A sealed secret opens to what it was, differs each time, and its key stays out of core dumps.
#include "core/base/sealed_secret.h"
#include "tests/support/test_program.h"

#include <QFile>
#include <QTest>

#ifdef Q_OS_LINUX
#include <sys/wait.h>
#include <unistd.h>
#endif

using namespace tessera;

class SealedSecretTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void opens_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::newRow("one byte") << QByteArray("x");
        QTest::newRow("a token") << QByteArray("eyJhbGciOiJub25lIn0.e30.");
        QTest::newRow("zeros and more") << QByteArray("\0\xff\0", 3);
        QTest::newRow("16 KiB") << QByteArray(16 * 1024, 'r');
    }
    void opens()
    {
        QFETCH(QByteArray, text);
        const SealedSecret sealed(SecretString::fromUtf8(text));
        QVERIFY(!sealed.isEmpty());
        QVERIFY(sealed.open().equals(text));
        const SealedSecret copy = sealed; // NOLINT: a copy opens too
        QVERIFY(copy.open().equals(text));
    }

    void nothingStaysNothing()
    {
        QVERIFY(SealedSecret().isEmpty());
        QVERIFY(SealedSecret(SecretString()).isEmpty());
        QVERIFY(SealedSecret().open().isEmpty());
    }

#ifdef Q_OS_LINUX
    /// A299: what the kernel says of the page of the key.
    void A299_keyIsLeftOutOfDumps()
    {
        const SealedSecret sealed(SecretString::fromUtf8("secret"));
        QFile map(QStringLiteral("/proc/self/smaps"));
        QVERIFY(map.open(QIODevice::ReadOnly));
        int pages = 0;
        for (QByteArray line = map.readLine(); !line.isEmpty(); line = map.readLine()) {
            const bool isFlags = line.startsWith("VmFlags:");
            pages += isFlags && line.contains(" dd") && line.contains(" wf") ? 1 : 0;
        }
        QCOMPARE(pages, 1);
    }

    /// A299: a forked child has an empty page where the key was.
    void A299_childCannotOpen()
    {
        const SealedSecret sealed(SecretString::fromUtf8("secret"));
        const pid_t child = ::fork();
        QVERIFY(child >= 0);
        if (child == 0)
            ::_exit(sealed.open().isEmpty() ? 0 : 1);
        int status = 0;
        QCOMPARE(::waitpid(child, &status, 0), child);
        QVERIFY(WIFEXITED(status));
        QCOMPARE(WEXITSTATUS(status), 0);
        QVERIFY(sealed.open().equals("secret"));
    }
#endif
};

TESSERA_TEST(SealedSecretTest)
#include "sealed_secret_test.moc"
