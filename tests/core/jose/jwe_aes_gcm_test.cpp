// AES-GCM with the sizes of RFC 7518 and no others (A161, A162, finding F7).
#include "core/jose/jwe_aes_gcm.h"

#include "tests/core/jose/jwe_test_support.h"
#include "tests/support/test_program.h"

namespace tessera::test {
namespace {

/// Bare OpenSSL, which takes an initialisation vector of any length.
Sealed sealedUnder(const SecretString& key, QByteArrayView iv, QByteArrayView plaintext)
{
    const CipherContextHandle context(EVP_CIPHER_CTX_new());
    EVP_EncryptInit_ex(context.get(), EVP_aes_128_gcm(), nullptr, nullptr, nullptr);
    EVP_CIPHER_CTX_ctrl(context.get(), EVP_CTRL_AEAD_SET_IVLEN, static_cast<int>(iv.size()), nullptr);
    EVP_EncryptInit_ex(context.get(), nullptr, nullptr, octets(key.reveal()), octets(iv));
    Sealed sealed{finishCipher(context.get(), plaintext).value(), QByteArray(16, '\0')};
    EVP_CIPHER_CTX_ctrl(context.get(), EVP_CTRL_AEAD_GET_TAG, 16, sealed.tag.data());
    return sealed;
}

} // namespace

class JweAesGcmTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void roundTrip_data()
    {
        QTest::addColumn<qsizetype>("keyBytes");
        QTest::addColumn<QByteArray>("plaintext");
        for (const qsizetype bytes : {16, 24, 32}) {
            for (const qsizetype length : {0, 1, 15, 16, 17, 1000})
                QTest::newRow(qPrintable(QStringLiteral("%1 bytes, text of %2").arg(bytes).arg(length)))
                    << bytes << QByteArray(length, 't');
        }
    }

    void roundTrip()
    {
        QFETCH(qsizetype, keyBytes);
        QFETCH(QByteArray, plaintext);
        const SecretString key = secretOfSize(keyBytes);
        const QByteArray iv(12, 'i');
        for (const QByteArray& authenticated : {QByteArray(), QByteArray("header")}) {
            const Sealed sealed = sealGcm(key, iv, authenticated, plaintext);
            QCOMPARE(sealed.ciphertext.size(), plaintext.size());
            QVERIFY(openGcm(key, iv, authenticated, sealed).value().equals(plaintext));
            QVERIFY(!openGcm(key, iv, authenticated + 'x', sealed));
            QVERIFY(!openGcm(key, QByteArray(12, 'j'), authenticated, sealed));
        }
    }

    void tagOfAnotherLength() // A161: the first byte alone would do for OpenSSL
    {
        const SecretString key = secretOfSize(16);
        const QByteArray iv(12, 'i');
        const Sealed sealed = sealGcm(key, iv, {}, "text");
        QVERIFY(openGcm(key, iv, {}, sealed));
        for (qsizetype bytes = 0; bytes < 16; ++bytes)
            QVERIFY2(!openGcm(key, iv, {}, {sealed.ciphertext, sealed.tag.first(bytes)}),
                     qPrintable(QString::number(bytes)));
        QVERIFY(!openGcm(key, iv, {}, {sealed.ciphertext, sealed.tag + '\0'}));
        QVERIFY(!openGcm(key, iv, {}, {sealed.ciphertext, sealed.tag + sealed.tag}));
    }

    void ivOfAnotherLength() // A162: each of these opens with bare OpenSSL
    {
        const SecretString key = secretOfSize(16);
        QVERIFY(openGcm(key, QByteArray(12, 'i'), {}, sealedUnder(key, QByteArray(12, 'i'), "text")));
        for (const qsizetype bytes : {1, 8, 11, 13, 16, 64})
            QVERIFY(
                !openGcm(key, QByteArray(bytes, 'i'), {}, sealedUnder(key, QByteArray(bytes, 'i'), "text")));
        QVERIFY(!openGcm(key, {}, {}, sealedUnder(key, QByteArray(12, 'i'), "text")));
    }

    void keyOfAnotherLength()
    {
        const Sealed sealed = sealGcm(secretOfSize(16), QByteArray(12, 'i'), {}, "text");
        for (const qsizetype bytes : {0, 8, 15, 17, 24, 32, 64})
            QVERIFY(!openGcm(secretOfSize(bytes), QByteArray(12, 'i'), {}, sealed));
    }
};

} // namespace tessera::test

TESSERA_TEST(tessera::test::JweAesGcmTest)
#include "jwe_aes_gcm_test.moc"
