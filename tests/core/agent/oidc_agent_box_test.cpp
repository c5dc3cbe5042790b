// X25519 and XSalsa20-Poly1305 against values of other implementations.
#include "core/agent/oidc_agent_box.h"
#include "core/agent/oidc_agent_salsa.h"
#include "tests/support/test_program.h"

#include <QTest>

using namespace tessera;

namespace {

QByteArray counted(int from, int count)
{
    QByteArray bytes;
    for (int i = 0; i < count; ++i)
        bytes.append(char((from + i) % 251));
    return bytes;
}

/// The key pairs of both ends, made from counted bytes.
OidcAgentBox alice()
{
    return OidcAgentBox::withKeys(
               counted(1, 32),
               QByteArray::fromHex("5714769d116bf76436ae74bc793d2c30ad1903c59ac5273805c7e2698b410c36"))
        .value();
}

OidcAgentBox bob()
{
    return OidcAgentBox::withKeys(
               counted(101, 32),
               QByteArray::fromHex("07a37cbc142093c8b755dc1b10e86cb426374ad16aa853ed0bdfc0b2b86d1c7c"))
        .value();
}

} // namespace

class OidcAgentBoxTest final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    /// "Cryptography in NaCl" section 8: the first key from the shared secret.
    void hsalsa20OfNacl()
    {
        const QByteArray shared =
            QByteArray::fromHex("4a5d9d5ba4ce2de1728e3bf480350f25e07e21c947d19e3376f09b3c1e161742");
        QCOMPARE(hsalsa20(shared, QByteArray(16, '\0')).toHex(),
                 QByteArray("1b27556473e985d462cd51197a9a46c76009549eac6474f206c4ee0844f68389"));
    }

    void publicKeys()
    {
        QCOMPARE(alice().publicKey().toHex(),
                 QByteArray("07a37cbc142093c8b755dc1b10e86cb426374ad16aa853ed0bdfc0b2b86d1c7c"));
        QCOMPARE(bob().publicKey().toHex(),
                 QByteArray("5714769d116bf76436ae74bc793d2c30ad1903c59ac5273805c7e2698b410c36"));
    }

    /// Made with libsodium's crypto_box_beforenm and crypto_secretbox_easy for the same keys and nonce.
    void sealedAsLibsodium_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QByteArray>("sealed");
        QTest::newRow("empty") << QByteArray() << QByteArray("1e1d9eabf09e877ee78e3eecbf52ab98");
        QTest::newRow("short") << QByteArray("hello")
                               << QByteArray("3526a2be68faec216b9f120f79e6a8b162346d1a2a");
        QTest::newRow("four blocks")
            << counted(0, 200)
            << QByteArray(
                   "4ff1047b717cb6f0cdeab2d6cb50be2d0a50037541ed9290a4b75740b851379b14375dc7f8daf58322435cf7"
                   "af36485c2182412885946f0404494d3ce702dd562f4a24e86be92ff0039257912c2e9bd4b0decf06ef442417"
                   "542d40b5f1f348b4550a8ade2ed6f80e435a6fc556b5ec0d9deb3c172b186b878b7234c8e151c796fa10c746"
                   "c943f869ad5accf6f5cd168b32c85b1aa7cb901e3350ff7d535634f5a2aa55d12699c564e99d51cbdd38f1d8"
                   "1354b512745dcc119c0e3196000a039946eb9906208bf166e6383247fb99befe3b3ee6cdb6f68116");
    }
    void sealedAsLibsodium()
    {
        QFETCH(QByteArray, text);
        QFETCH(QByteArray, sealed);
        const QByteArray message = alice().sealWith(SecretString::fromUtf8(text), counted(0, 24));
        QCOMPARE(message, QByteArray::number(text.size()) + ':' + counted(0, 24).toBase64() + ':' +
                              QByteArray::fromHex(sealed).toBase64());
        QCOMPARE(bob().open(message)->reveal(), QByteArrayView(text));
    }

    void nonceIsNew()
    {
        const SecretString text = SecretString::fromUtf8("x");
        QVERIFY(alice().seal(text) != alice().seal(text));
        QVERIFY(bob().open(alice().seal(text))->equals("x"));
    }

    void refused_data()
    {
        QTest::addColumn<QByteArray>("message");
        const QByteArray good = alice().sealWith(SecretString::fromUtf8("hello"), counted(0, 24));
        const QList<QByteArray> parts = good.split(':');
        QByteArray turned = QByteArray::fromBase64(parts[2]);
        turned[20] = char(turned[20] ^ 1);
        QTest::newRow("one bit of the text") << parts[0] + ':' + parts[1] + ':' + turned.toBase64();
        turned = QByteArray::fromBase64(parts[2]);
        turned[0] = char(turned[0] ^ 1);
        QTest::newRow("one bit of the tag") << parts[0] + ':' + parts[1] + ':' + turned.toBase64();
        QTest::newRow("another nonce") << parts[0] + ':' + counted(1, 24).toBase64() + ':' + parts[2];
        QTest::newRow("another length") << "4:" + parts[1] + ':' + parts[2];
        QTest::newRow("negative length") << "-11:" + parts[1] + ':' + parts[2];
        QTest::newRow("short nonce") << parts[0] + ':' + counted(0, 23).toBase64() + ':' + parts[2];
        QTest::newRow("no base64") << parts[0] + ':' + parts[1] + ":!!!!";
        QTest::newRow("two parts") << parts[0] + ':' + parts[1];
        QTest::newRow("four parts") << good + ":x";
        QTest::newRow("empty") << QByteArray();
        QTest::newRow("A261 large") << good + QByteArray(1024 * 1024, 'A');
    }
    void refused()
    {
        QFETCH(QByteArray, message);
        const auto text = bob().open(message);
        QVERIFY(!text);
        QCOMPARE(text.error().code, QStringLiteral("agent.request"));
    }

    void keysThatAreNone()
    {
        QVERIFY(!OidcAgentBox::withPeer(QByteArray(31, 'a')));
        QVERIFY(!OidcAgentBox::withPeer(QByteArray(33, 'a')));
        QVERIFY(
            !OidcAgentBox::withPeer(QByteArray(32, '\0'))); // of small order: everybody would know the key
        QVERIFY(!OidcAgentBox::withPeer('\1' + QByteArray(31, '\0')));
    }
};

TESSERA_TEST(OidcAgentBoxTest)
#include "oidc_agent_box_test.moc"
