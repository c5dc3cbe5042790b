// Keys written and read again: every kind as private JWK, PEM and set, with nothing lost and nothing given
// away.
#include "core/jose/key_output.h"

#include "core/base/strict_json.h"
#include "tests/core/jose/jose_test_support.h"
#include "tests/support/test_program.h"

namespace tessera::test {
namespace {

QList<Key> oneOfEach()
{
    QList<Key> keys{rsaKey(), secretKey()};
    for (const JoseCurve* curve : joseCurves())
        keys.append(Key::generate(curve->keyType, curve->name).value());
    return keys;
}

QString nameOf(const Key& key)
{
    if (!key.curve().isEmpty())
        return key.curve();
    return key.type() == KeyType::Rsa ? QStringLiteral("RSA") : QStringLiteral("oct");
}

QJsonObject read(const Result<SecretString>& text)
{
    return parseJsonObject(text.value().reveal()).value();
}

} // namespace

class KeyOutputTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void jwk_data() { kinds(); }

    void jwk()
    {
        QFETCH(qsizetype, index);
        const Key key = oneOfEach().at(index).withKid(QStringLiteral("\"k\"")).withUse(QStringLiteral("sig"));
        const QJsonObject jwk = read(privateJwk(key));
        QCOMPARE(jwk.value(u"kid").toString(), QStringLiteral("\"k\""));
        QCOMPARE(jwk.value(u"use").toString(), QStringLiteral("sig"));
        const auto again = Key::fromJwk(jwk);
        QVERIFY2(again, qPrintable(codeOf(again)));
        QVERIFY(again->isPrivate());
        QCOMPARE(again->thumbprint(), key.thumbprint());
        QCOMPARE(read(privateJwk(*again)), jwk);
        QCOMPARE(again->publicJwk(), key.publicJwk());
    }

    void pem_data() { kinds(); }

    void pem()
    {
        QFETCH(qsizetype, index);
        const Key key = oneOfEach().at(index);
        const auto open = publicPem(key);
        const auto hidden = privatePem(key);
        if (key.type() == KeyType::Oct) {
            QCOMPARE(codeOf(open), QStringLiteral("key.no_pem"));
            QCOMPARE(codeOf(hidden), QStringLiteral("key.no_pem"));
            return;
        }
        QVERIFY2(open && hidden, qPrintable(codeOf(open)));
        QVERIFY(open->startsWith("-----BEGIN PUBLIC KEY-----\n"));
        QVERIFY(hidden->reveal().startsWith("-----BEGIN PRIVATE KEY-----\n"));
        const auto publicKey = Key::fromPem(*open);
        const auto privateKey = Key::fromPem(hidden->reveal());
        QVERIFY2(publicKey && privateKey, qPrintable(codeOf(publicKey) + codeOf(privateKey)));
        QVERIFY(!publicKey->isPrivate() && privateKey->isPrivate());
        QCOMPARE(publicKey->thumbprint(), key.thumbprint());
        QCOMPARE(read(privateJwk(*privateKey)), read(privateJwk(key)));
        QCOMPARE(codeOf(privateJwk(*publicKey)), QStringLiteral("key.no_private_part"));
        QCOMPARE(codeOf(privatePem(*publicKey)), QStringLiteral("key.no_private_part"));
        QCOMPARE(ERR_peek_error(), 0UL);
    }

    void rfcKeysComeBack()
    {
        const QJsonObject rfc7517 = readVector(QStringLiteral("rfc7517.json"));
        const QJsonArray keys = rfc7517[u"A.2 private"][u"keys"].toArray();
        for (const auto& entry : keys)
            QCOMPARE(read(privateJwk(Key::fromJwk(entry.toObject()).value())), entry.toObject());
        const QJsonObject okp = readVector(QStringLiteral("rfc8037.json")).value(u"A.1 private").toObject();
        QCOMPARE(read(privateJwk(Key::fromJwk(okp).value())), okp);
    }

    void privateExponentAlone()
    {
        const QJsonObject whole =
            readVector(QStringLiteral("rfc7517.json"))[u"A.2 private"][u"keys"][1].toObject();
        QJsonObject jwk;
        for (const QStringView name : {u"kty", u"n", u"e", u"d"})
            jwk.insert(name, whole.value(name));
        const Key key = Key::fromJwk(jwk).value();
        QCOMPARE(read(privateJwk(key)), jwk);
        QCOMPARE(codeOf(privatePem(key)), QStringLiteral("key.no_pem"));
        QCOMPARE(codeOf(publicPem(key)), QStringLiteral("ok"));
    }

    void operationsTurnRound_data()
    {
        QTest::addColumn<QString>("ops");
        QTest::addColumn<QString>("open");
        QTest::newRow("sign") << QStringLiteral("sign") << QStringLiteral("verify");
        QTest::newRow("both") << QStringLiteral("sign verify") << QStringLiteral("verify");
        QTest::newRow("decrypt") << QStringLiteral("decrypt unwrapKey") << QStringLiteral("encrypt wrapKey");
        QTest::newRow("derive") << QStringLiteral("deriveBits") << QStringLiteral("deriveBits");
        QTest::newRow("nothing") << QString() << QString();
    }

    void operationsTurnRound()
    {
        QFETCH(QString, ops);
        QFETCH(QString, open);
        const auto list = [](const QString& words) {
            return QJsonArray::fromStringList(words.split(u' ', Qt::SkipEmptyParts));
        };
        const Key key = Key::fromJwk(with(read(privateJwk(p256Key())), u"key_ops", list(ops))).value();
        QCOMPARE(read(privateJwk(key)).value(u"key_ops").toArray(), list(ops));
        QCOMPARE(key.publicJwk().value(u"key_ops").toArray(), list(open));
        const Key publicKey = Key::fromJwk(key.publicJwk()).value();
        QCOMPARE(publicKey.publicJwk(), key.publicJwk());
        QCOMPARE(codeOf(publicKey.checkFor(*findJwsAlgorithm(u"ES256"), false)),
                 open == u"verify" ? QStringLiteral("ok") : QStringLiteral("key.use"));
    }

    void set()
    {
        const QList<Key> keys = oneOfEach();
        const auto text = privateJwkSet(keys);
        QVERIFY2(text, qPrintable(codeOf(text)));
        const auto again = JwkSet::parseKeyFile(text->reveal());
        QVERIFY2(again, qPrintable(codeOf(again)));
        QCOMPARE(again->keys().size(), keys.size());
        for (qsizetype i = 0; i < keys.size(); ++i)
            QCOMPARE(again->keys().at(i).thumbprint(), keys.at(i).thumbprint());
        QCOMPARE(codeOf(JwkSet::parse(text->reveal())), QStringLiteral("jwks.empty")); // A157, A159
        const auto published = JwkSet::parse(toJson(JwkSet(keys).publicJson()));
        QVERIFY2(published, qPrintable(codeOf(published)));
        QCOMPARE(published->keys().size(), keys.size() - 1);
        QCOMPARE(published->skipped().size(), 0);
        const Key publicKey = Key::fromJwk(rsaKey().publicJwk()).value();
        QCOMPARE(codeOf(privateJwkSet({rsaKey(), publicKey})), QStringLiteral("key.no_private_part"));
        QCOMPARE(privateJwkSet({}).value().reveal(), QByteArrayView("{\"keys\":[]}"));
    }

    void errorsHoldNoKey()
    {
        const Key publicKey = Key::fromJwk(rsaKey().publicJwk()).value();
        for (const auto& refused : {privateJwk(publicKey), privatePem(publicKey), privatePem(secretKey())}) {
            QCOMPARE(refused.error().kind, ErrorKind::Configuration);
            QVERIFY(refused.error().detail.size() < 60);
        }
    }

private:
    static void kinds()
    {
        QTest::addColumn<qsizetype>("index");
        const QList<Key> keys = oneOfEach();
        for (qsizetype i = 0; i < keys.size(); ++i)
            QTest::newRow(qPrintable(nameOf(keys.at(i)))) << i;
    }
};

} // namespace tessera::test

TESSERA_TEST(tessera::test::KeyOutputTest)
#include "key_output_test.moc"
