// AES-CBC with HMAC against RFC 7518 appendix B, and everything that must not open (A163, A175).
#include "core/jose/jwe_aes_cbc_hmac.h"

#include "tests/core/jose/jwe_test_support.h"
#include "tests/support/test_program.h"

namespace tessera::test {
namespace {

/// One block encrypted as it is, with a tag that fits: whoever holds the key can make wrong padding.
Sealed withPadding(const QByteArray& block, const SecretString& key, const QByteArray& iv)
{
    const CipherContextHandle context(EVP_CIPHER_CTX_new());
    EVP_EncryptInit_ex(context.get(), EVP_aes_128_cbc(), nullptr, octets(key.reveal().sliced(16)),
                       octets(iv));
    EVP_CIPHER_CTX_set_padding(context.get(), 0);
    Sealed sealed{finishCipher(context.get(), block).value(), {}};
    sealed.tag = hmacSha256(key.reveal().first(16), iv + sealed.ciphertext + QByteArray(8, '\0')).first(16);
    return sealed;
}

} // namespace

class JweAesCbcHmacTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void rfc7518AppendixB_data()
    {
        QTest::addColumn<qsizetype>("keyBytes");
        QTest::addColumn<QByteArray>("tag");
        QTest::newRow("B.1") << qsizetype(32) << QByteArray::fromHex("652c3fa36b0a7c5b3219fab3a30bc1c4");
        QTest::newRow("B.2") << qsizetype(48)
                             << QByteArray::fromHex("8490ac0e58949bfe51875d733f93ac2075168039ccc733d7");
        QTest::newRow("B.3") << qsizetype(64)
                             << QByteArray::fromHex(
                                    "4dd3b4c088a7f45c216839645b2012bf2e6269a8c56a816dbc1b267761955bc5");
    }

    void rfc7518AppendixB()
    {
        QFETCH(qsizetype, keyBytes);
        QByteArray key(keyBytes, '\0');
        for (qsizetype i = 0; i < keyBytes; ++i)
            key[i] = static_cast<char>(i);
        const QByteArray text = "A cipher system must not be required to be secret, and it must be able to "
                                "fall into the hands of the enemy without inconvenience";
        const Sealed sealed =
            sealCbcHmac(secretOf(key), QByteArray::fromHex("1af38c2dc2b96ffdd86694092341bc04"),
                        "The second principle of Auguste Kerckhoffs", text);
        QTEST(sealed.tag, "tag");
    }

    void roundTrip_data()
    {
        QTest::addColumn<qsizetype>("keyBytes");
        QTest::addColumn<QByteArray>("plaintext");
        for (const qsizetype bytes : {32, 48, 64}) {
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
        const QByteArray iv(16, 'i');
        const Sealed sealed = sealCbcHmac(key, iv, "header", plaintext);
        QCOMPARE(sealed.ciphertext.size(), plaintext.size() / 16 * 16 + 16);
        QCOMPARE(sealed.tag.size(), keyBytes / 2);
        QVERIFY(openCbcHmac(key, iv, "header", sealed).value().equals(plaintext));
        QVERIFY(!openCbcHmac(key, iv, "headex", sealed));
        QVERIFY(!openCbcHmac(key, QByteArray(16, 'j'), "header", sealed));
    }

    void tagOfAnotherLength() // A163
    {
        const SecretString key = secretOfSize(32);
        const QByteArray iv(16, 'i');
        const Sealed sealed = sealCbcHmac(key, iv, {}, "text");
        for (qsizetype bytes = 0; bytes < 16; ++bytes)
            QVERIFY(!openCbcHmac(key, iv, {}, {sealed.ciphertext, sealed.tag.first(bytes)}));
        QVERIFY(!openCbcHmac(key, iv, {}, {sealed.ciphertext, sealed.tag + '\0'}));
        const QByteArray whole =
            hmacSha256(key.reveal().first(16), iv + sealed.ciphertext + QByteArray(8, '\0'));
        QCOMPARE(whole.first(16), sealed.tag);
        QVERIFY(!openCbcHmac(key, iv, {}, {sealed.ciphertext, whole}));
    }

    void wrongPadding_data()
    {
        QTest::addColumn<QByteArray>("block");
        QTest::addColumn<bool>("opens");
        const auto row = [](const char* name, const QByteArray& end, bool opens) {
            QTest::newRow(name) << QByteArray(16 - end.size(), 't') + end << opens;
        };
        row("good", QByteArray(4, '\4'), true);
        row("A163 zero", QByteArray(1, '\0'), false);
        row("A163 seventeen", QByteArray(1, '\x11'), false);
        row("A163 255", QByteArray(1, '\xFF'), false);
        row("A163 one byte differs", QByteArray("\3\4\4\4"), false);
        row("A163 too few", QByteArray("\4\4"), false);
    }

    void wrongPadding() // the tag fits: only the padding can refuse it
    {
        QFETCH(QByteArray, block);
        const SecretString key = secretOfSize(32);
        const QByteArray iv(16, 'i');
        QTEST(openCbcHmac(key, iv, {}, withPadding(block, key, iv)).has_value(), "opens");
    }

    void partialBlock()
    {
        const SecretString key = secretOfSize(32);
        const QByteArray iv(16, 'i');
        for (const qsizetype bytes : {0, 1, 15, 17}) {
            Sealed sealed{QByteArray(bytes, 'c'), {}};
            sealed.tag =
                hmacSha256(key.reveal().first(16), iv + sealed.ciphertext + QByteArray(8, '\0')).first(16);
            QVERIFY(!openCbcHmac(key, iv, {}, sealed));
        }
    }

    void keyOrIvOfAnotherLength() // A175
    {
        const QByteArray iv(16, 'i');
        const Sealed sealed = sealCbcHmac(secretOfSize(32), iv, {}, "text");
        for (const qsizetype bytes : {0, 16, 24, 31, 33, 48, 64})
            QVERIFY(!openCbcHmac(secretOfSize(bytes), iv, {}, sealed));
        for (const qsizetype bytes : {0, 8, 12, 15, 17})
            QVERIFY(!openCbcHmac(secretOfSize(32), QByteArray(bytes, 'i'), {}, sealed));
    }
};

} // namespace tessera::test

TESSERA_TEST(tessera::test::JweAesCbcHmacTest)
#include "jwe_aes_cbc_hmac_test.moc"
