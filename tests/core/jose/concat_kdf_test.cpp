// Concat KDF against RFC 7518 appendix C, and against the definition: rounds of SHA-256 over counter, secret
// and what the key is for.
#include "core/jose/concat_kdf.h"

#include "tests/core/jose/jwe_test_support.h"
#include "tests/support/test_program.h"

#include <QCryptographicHash>
#include <QtEndian>

namespace tessera::test {
namespace {

QByteArray number(qsizetype value)
{
    QByteArray bytes(4, '\0');
    qToBigEndian(static_cast<quint32>(value), bytes.data());
    return bytes;
}

QByteArray byDefinition(const QByteArray& secret, const ConcatKdfInfo& info, qsizetype bytes)
{
    QByteArray key;
    for (int counter = 1; key.size() < bytes; ++counter) {
        QCryptographicHash hash(QCryptographicHash::Sha256);
        hash.addData(number(counter) + secret);
        for (const QByteArrayView part : {info.algorithmId, info.partyU, info.partyV})
            hash.addData(number(part.size()).append(part));
        hash.addData(number(bytes * 8));
        key += hash.result();
    }
    return key.first(bytes);
}

} // namespace

class ConcatKdfTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void rfc7518AppendixC()
    {
        const QByteArray secret =
            QByteArray::fromHex("9e56d91d817135d372834283bf84269cfb316ea3da806a48f6daa7798cfe90c4");
        const SecretString key = concatKdf(secretOf(secret), {"A128GCM", "Alice", "Bob"}, 16);
        QCOMPARE(encode(key.reveal()), QStringLiteral("VqqN6vgjbSBcIijNcacQGg"));
    }

    void definition_data()
    {
        QTest::addColumn<QByteArray>("algorithm");
        QTest::addColumn<QByteArray>("partyU");
        QTest::addColumn<QByteArray>("partyV");
        QTest::addColumn<qsizetype>("bytes");
        const auto row = [](const char* name, const char* alg, const QByteArray& u, const QByteArray& v,
                            qsizetype bytes) { QTest::newRow(name) << QByteArray(alg) << u << v << bytes; };
        row("nobody named", "A128GCM", {}, {}, 16);
        row("24 bytes", "ECDH-ES+A192KW", "Alice", {}, 24);
        row("32 bytes", "A256GCM", {}, "Bob", 32);
        row("two rounds, cut", "A192CBC-HS384", "Alice", "Bob", 48);
        row("two rounds", "A256CBC-HS512", "Alice", "Bob", 64);
        row("zero bytes in the names", "A128GCM", QByteArray(3, '\0'), QByteArray(512, '\0'), 16);
    }

    void definition()
    {
        QFETCH(QByteArray, algorithm);
        QFETCH(QByteArray, partyU);
        QFETCH(QByteArray, partyV);
        QFETCH(qsizetype, bytes);
        const ConcatKdfInfo info{algorithm, partyU, partyV};
        for (const qsizetype secretBytes : {32, 48, 56, 66}) {
            const QByteArray secret(secretBytes, 'z');
            QCOMPARE(concatKdf(secretOf(secret), info, bytes).reveal().toByteArray(),
                     byDefinition(secret, info, bytes));
        }
    }
};

} // namespace tessera::test

TESSERA_TEST(tessera::test::ConcatKdfTest)
#include "concat_kdf_test.moc"
