// What was freed is gone (A298, F3): looked for through /proc/self/mem, because reading freed memory by its
// pointer would mean nothing. Nothing may be allocated between freeing and looking: it would get the block
// and write into it, and a byte of an address is an F as often as any other.
#include "core/base/zeroing_allocator.h"

#include <QByteArray>
#include <QString>
#include <QTest>

#include <openssl/crypto.h>

#include <algorithm>
#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <memory>
#include <string>

#include <fcntl.h>
#include <unistd.h>

using namespace tessera;

namespace {

using Address = quintptr;

int memory = -1; ///< of this process, opened before anything is looked for
char copyOfBlock[64 * 1024];

/// How many marks stand there. What was given back to the kernel (EIO) holds none.
qsizetype marksAt(Address address, std::size_t size, char mark)
{
    const ssize_t got = ::pread(memory, copyOfBlock, size, static_cast<off_t>(address));
    if (got != static_cast<ssize_t>(size))
        return got < 0 && errno == EIO ? 0 : -1;
    return std::count(copyOfBlock, copyOfBlock + size, mark);
}

constexpr std::size_t kGlibcs = 16; // at the beginning of what is free: addresses, a random number

/// The block at `address` once it was freed.
bool isGone(Address address, std::size_t size, char mark)
{
    return marksAt(address + kGlibcs, size - kGlibcs, mark) == 0;
}

/// Out of the compiler's sight: it would warn that a number made from a freed block is used.
Address addressOf(const volatile void* block)
{
    auto address = reinterpret_cast<Address>(block);
    asm volatile("" : "+r"(address));
    return address;
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
    void initTestCase()
    {
        QVERIFY(zeroesFreedMemory());
        memory = ::open("/proc/self/mem", O_RDONLY | O_CLOEXEC);
        QVERIFY(memory >= 0);
    }
    void cleanupTestCase() { ::close(memory); }

    void theTestSeesWhatIsNotFreed()
    {
        void* block = filled(200, 'K');
        QCOMPARE(marksAt(addressOf(block), 200, 'K'), qsizetype(200));
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
        QVERIFY(isGone(address, std::size_t(size), 'F'));
    }

    void reallocMoves()
    {
        void* block = filled(200, 'R');
        void* wall = std::malloc(200); // so that it cannot grow where it is
        const Address before = addressOf(block);
        void* larger = std::realloc(block, 50000);
        QVERIFY(isGone(before, 200, 'R')); // first: a comparison allocates
        QVERIFY(addressOf(larger) != before);
        QCOMPARE(QByteArray(static_cast<const char*>(larger), 200), QByteArray(200, 'R'));
        std::free(larger);
        std::free(wall);
    }

    void reallocShrinks_data()
    {
        QTest::addColumn<int>("size");
        QTest::addColumn<int>("glibcs"); // what is cut off is a free block of its own, with a size before it
        QTest::newRow("a little") << 900 << 0;
        QTest::newRow("much") << 100 << int(16 + kGlibcs);
    }
    void reallocShrinks()
    {
        QFETCH(int, size);
        QFETCH(int, glibcs);
        void* block = filled(1000, 'S');
        const Address address = addressOf(block);
        void* smaller = std::realloc(block, std::size_t(size));
        const int before = size + glibcs;
        QCOMPARE(marksAt(address + Address(before), std::size_t(1000 - before), 'S'), qsizetype(0));
        QCOMPARE(QByteArray(static_cast<const char*>(smaller), size), QByteArray(size, 'S'));
        std::free(smaller);
    }

    void reallocAsTheStandardHasIt()
    {
        void* block = std::realloc(nullptr, 10);
        QVERIFY(block);
        QCOMPARE(addressOf(std::realloc(block, 0)), Address(0));
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
