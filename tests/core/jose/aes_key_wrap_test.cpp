// AES Key Wrap against RFC 3394 section 4, and keys that do not unwrap (A170).
#include "core/jose/aes_key_wrap.h"

#include "tests/core/jose/jwe_test_support.h"
#include "tests/support/test_program.h"

namespace tessera::test {

class AesKeyWrapTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void rfc3394_data()
    {
        QTest::addColumn<QByteArray>("kek");
        QTest::addColumn<QByteArray>("key");
        QTest::addColumn<QByteArray>("wrapped");
        const QByteArray kek =
            QByteArray::fromHex("000102030405060708090A0B0C0D0E0F101112131415161718191A1B1C1D1E1F");
        const QByteArray key =
            QByteArray::fromHex("00112233445566778899AABBCCDDEEFF000102030405060708090A0B0C0D0E0F");
        const auto row = [&](const char* name, int kekBytes, int keyBytes, const char* wrapped) {
            QTest::newRow(name) << kek.first(kekBytes) << key.first(keyBytes) << QByteArray::fromHex(wrapped);
        };
        row("4.1", 16, 16, "1FA68B0A8112B447AEF34BD8FB5A7B829D3E862371D2CFE5");
        row("4.2", 24, 16, "96778B25AE6CA435F92B5B97C050AED2468AB8A17AD84E5D");
        row("4.3", 32, 16, "64E8C3F9CE0F5BA263E9777905818A2A93C8191E7D6E8AE7");
        row("4.6", 32, 32,
            "28C9F404C4B810F4CBCCB35CFB87F8263F5786E2D80ED326CBC7F0E71A99F43BFB988B9B7A02DD21");
    }

    void rfc3394()
    {
        QFETCH(QByteArray, kek);
        QFETCH(QByteArray, key);
        QFETCH(QByteArray, wrapped);
        QCOMPARE(wrapKey(secretOf(kek), secretOf(key)).value(), wrapped);
        QVERIFY(unwrapKey(secretOf(kek), wrapped).value() == secretOf(key));
    }

    void wrongSizes_data()
    {
        QTest::addColumn<qsizetype>("bytes");
        for (const qsizetype bytes : {0, 1, 7, 8, 9, 16, 23, 25, 31, 33, 71, 73, 80, 1024, 1 << 20})
            QTest::newRow(qPrintable(QStringLiteral("A170 %1 bytes").arg(bytes))) << bytes;
    }

    void wrongSizes()
    {
        QFETCH(qsizetype, bytes);
        QVERIFY(!unwrapKey(secretOfSize(16), QByteArray(bytes, 'w')));
        if (bytes >= 8)
            QVERIFY(!wrapKey(secretOfSize(16), secretOf(QByteArray(bytes - 8, 'k'))));
    }

    void fourGigabytesAreNotRead() // A170: a length beyond int, refused before a byte is looked at
    {
        const char few[] = "few";
        QVERIFY(!unwrapKey(secretOfSize(16), QByteArrayView(few, (qsizetype(1) << 32) + 24)));
    }

    void wrongWrappingKeys()
    {
        const QByteArray wrapped = wrapKey(secretOfSize(16), secretOfSize(32)).value();
        for (const qsizetype bytes : {0, 8, 15, 17, 33, 64}) {
            QVERIFY(!wrapKey(secretOfSize(bytes), secretOfSize(32)));
            QVERIFY(!unwrapKey(secretOfSize(bytes), wrapped));
        }
        QVERIFY(!unwrapKey(secretOfSize(32), wrapped));
        QVERIFY(!unwrapKey(secretOf(QByteArray(16, 'x')), wrapped));
    }

    void everyDamagedBit() // A170
    {
        const QByteArray wrapped = wrapKey(secretOfSize(16), secretOfSize(16)).value();
        for (int bit = 0; bit < wrapped.size() * 8; ++bit) {
            QByteArray damaged = wrapped;
            damaged[bit / 8] = static_cast<char>(damaged[bit / 8] ^ (1 << bit % 8));
            QVERIFY2(!unwrapKey(secretOfSize(16), damaged), qPrintable(QString::number(bit)));
        }
    }
};

} // namespace tessera::test

TESSERA_TEST(tessera::test::AesKeyWrapTest)
#include "aes_key_wrap_test.moc"
