// Randomness: as much as asked for, and never the same twice. RFC 7636 section 4.1 for the form.
#include "core/base/random.h"

#include "core/base/base64url.h"
#include "tests/support/test_program.h"

#include <QSet>
#include <QtTest>

#include <array>
#include <bit>

namespace tessera::test {

class RandomTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void length()
    {
        for (const qsizetype count : {0, 1, 16, 32, 10'000})
            QCOMPARE(randomBytes(count).size(), count);
    }

    void tokenHas256Bits()
    {
        const QByteArray token = randomToken();
        QCOMPARE(token.size(), 43);
        QCOMPARE(base64urlDecode(token).value().size(), 32);
    }

    void neverTwice()
    {
        QSet<QByteArray> seen;
        for (int i = 0; i < 10'000; ++i)
            seen.insert(randomToken());
        QCOMPARE(seen.size(), 10'000);
    }

    void everyBitMoves()
    {
        // 2000 draws of 32 bytes: a bit that is right comes up 1000 times; 7 deviations are 156.
        std::array<int, 256> ones{};
        for (int i = 0; i < 2000; ++i) {
            const QByteArray bytes = randomBytes(32);
            for (size_t bit = 0; bit < 256; ++bit)
                ones[bit] += (static_cast<uchar>(bytes[static_cast<qsizetype>(bit / 8)]) >> (bit % 8)) & 1;
        }
        for (const int count : ones)
            QVERIFY2(count > 844 && count < 1156, qPrintable(QString::number(count)));
    }
};

} // namespace tessera::test

TESSERA_TEST(tessera::test::RandomTest)
#include "random_test.moc"
