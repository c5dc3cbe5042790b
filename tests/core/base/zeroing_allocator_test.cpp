// What was freed is gone (A298, F3): looked for through /proc/self/mem, because reading freed memory by its
// pointer would mean nothing.
#include "core/base/zeroing_allocator.h"

#include <QByteArray>
#include <QFile>
#include <QString>
#include <QTest>

#include <openssl/crypto.h>

#include <cstdlib>
#include <cstring>
#include <malloc.h>
#include <memory>
#include <string>

using namespace tessera;

namespace {

using Address = quintptr;

QByteArray bytesAt(Address address, qsizetype size)
{
    QFile memory(QStringLiteral("/proc/self/mem"));
    if (!memory.open(QIODevice::ReadOnly | QIODevice::Unbuffered) || !memory.seek(qint64(address)))
        return "unreadable";
    return memory.read(size);
}

/// The block at `address` once it was freed. Its first 16 bytes are glibc's own by then.
bool isGone(Address address, qsizetype size, char mark)
{
    const QByteArray left = bytesAt(address, size);
    return left.size() == size && !left.mid(16).contains(mark);
}

/// Out of the compiler's sight: it would warn that a number made from a freed block is used.
[[gnu::noipa]] Address addressOf(const volatile void* block)
{
    return reinterpret_cast<Address>(block);
}

void* filled(std::size_t size, char mark)
{
    void* block = std::malloc(size);
    std::memset(block, mark, size);
    return block;
}

} // namespace

class ZeroingAllocatorTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { QVERIFY(zeroesFreedMemory()); }

    void theTestSeesWhatIsNotFreed()
    {
        void* block = filled(200, 'K');
        QVERIFY(!isGone(addressOf(block), 200, 'K'));
        std::free(block);
    }

    void freed_data()
    {
        QTest::addColumn<int>("size");
        for (const int size : {24, 64, 200, 1000, 4000, 60000})
            QTest::addRow("%d bytes", size) << size;
    }
    void freed()
    {
        QFETCH(int, size);
        void* block = filled(std::size_t(size), 'F');
        const Address address = addressOf(block);
        std::free(block);
        QVERIFY(isGone(address, size, 'F'));
    }

    void reallocMoves()
    {
        void* block = filled(200, 'R');
        void* wall = std::malloc(200); // so that it cannot grow where it is
        const Address before = addressOf(block);
        void* larger = std::realloc(block, 50000);
        QVERIFY(addressOf(larger) != before);
        QCOMPARE(QByteArray(static_cast<const char*>(larger), 200), QByteArray(200, 'R'));
        QVERIFY(isGone(before, 200, 'R'));
        std::free(larger);
        std::free(wall);
    }

    void reallocShrinks_data()
    {
        QTest::addColumn<int>("size");
        QTest::newRow("a little") << 900;
        QTest::newRow("much") << 100;
    }
    void reallocShrinks()
    {
        QFETCH(int, size);
        void* block = filled(1000, 'S');
        const Address address = addressOf(block);
        void* smaller = std::realloc(block, std::size_t(size));
        QCOMPARE(QByteArray(static_cast<const char*>(smaller), size), QByteArray(size, 'S'));
        const QByteArray rest = bytesAt(address + Address(size), 1000 - size);
        QVERIFY(!rest.contains('S'));
        std::free(smaller);
    }

    void reallocAsTheStandardHasIt()
    {
        void* block = std::realloc(nullptr, 10);
        QVERIFY(block);
        QVERIFY(!std::realloc(block, 0));
        // Pages of their own grow and shrink as well.
        constexpr std::size_t kLarge = 4 << 20;
        void* large = filled(kLarge, 'L');
        large = std::realloc(large, 2 * kLarge);
        large = std::realloc(large, 1000);
        QCOMPARE(QByteArray(static_cast<const char*>(large), 1000), QByteArray(1000, 'L'));
        std::free(large);
    }

    void alignedBlocks()
    {
        void* block = nullptr;
        QCOMPARE(::posix_memalign(&block, 64, 500), 0);
        QVERIFY(addressOf(block) % 64 == 0);
        std::memset(block, 'A', 500);
        const Address address = addressOf(block);
        std::free(block);
        QVERIFY(isGone(address, 500, 'A'));
    }

    void freeKeepsErrno()
    {
        errno = ERANGE;
        std::free(std::malloc(100));
        QCOMPARE(errno, ERANGE);
    }

    /// All that copies tokens ends in free(): the C++ library, Qt, OpenSSL.
    void whatOthersFree()
    {
        auto text = std::make_unique<std::string>(300, 'C');
        Address address = addressOf(text->data());
        text.reset();
        QVERIFY(isGone(address, 300, 'C'));

        auto bytes = std::make_unique<QByteArray>(300, 'Q');
        address = addressOf(bytes->constData());
        bytes.reset();
        QVERIFY(isGone(address, 300, 'Q'));

        auto string = std::make_unique<QString>(300, u'U');
        address = addressOf(string->constData());
        string.reset();
        QVERIFY(isGone(address, 600, 'U'));

        void* block = OPENSSL_malloc(300);
        std::memset(block, 'O', 300);
        address = addressOf(block);
        OPENSSL_free(block);
        QVERIFY(isGone(address, 300, 'O'));

        char* plain = new char[300];
        std::memset(plain, 'N', 300);
        address = addressOf(plain);
        delete[] plain;
        QVERIFY(isGone(address, 300, 'N'));
    }
};

QTEST_GUILESS_MAIN(ZeroingAllocatorTest)
#include "zeroing_allocator_test.moc"
