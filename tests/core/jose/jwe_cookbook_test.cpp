// RFC 7520, the JOSE cookbook: encryption of section 5 and nesting of section 6, and RFC 8037's ECDH-ES in
// the same form, where the files lie beside the source folder. RSA1_5 is refused, which is the wanted answer.
#include "core/jose/inflate.h"
#include "core/jose/jwt.h"
#include "tests/core/jose/jwe_test_support.h"
#include "tests/support/test_program.h"

#include <QDir>

namespace tessera::test {
namespace {

QString root()
{
    return QStringLiteral(TESSERA_SOURCE_DIR "/../shared/vectors/cookbook");
}

Key keyOf(const QJsonValue& jwk)
{
    return Key::fromJwk(jwk.toObject()).value();
}

/// The example's keys, or its password.
QList<Key> keysOf(const QJsonObject& input)
{
    if (input.contains(u"pwd"))
        return {Key::fromSecret(SecretString::fromString(input[u"pwd"].toString()))};
    if (!input[u"key"].isArray())
        return {keyOf(input[u"key"])};
    QList<Key> keys;
    const QJsonArray array = input[u"key"].toArray();
    for (const auto& jwk : array)
        keys.append(keyOf(jwk));
    return keys;
}

/// "alg" of each recipient.
QStringList algorithmsOf(const QJsonObject& input)
{
    if (input[u"alg"].isString())
        return {input[u"alg"].toString()};
    QStringList names;
    const QJsonArray array = input[u"alg"].toArray();
    for (const auto& name : array)
        names.append(name.toString());
    return names;
}

QString encOf(const QJsonObject& example)
{
    // The file of 5.13 misspells it in its input.
    const QJsonObject content = example[u"encrypting_content"].toObject();
    const QString enc = content[u"protected"].toObject()[u"enc"].toString();
    return enc.isEmpty() ? content[u"unprotected"].toObject()[u"enc"].toString() : enc;
}

} // namespace

class JweCookbookTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void decrypted_data() { examples(); }

    void decrypted()
    {
        QFETCH(QString, path);
        if (path.isEmpty())
            return;
        const QJsonObject example = readJson(path);
        const QJsonObject output = example[u"output"].toObject();
        const QJsonObject input = example[u"input"].toObject();
        const QList<Key> keys = keysOf(input);
        const QStringList algorithms = algorithmsOf(input);
        QCOMPARE(keys.size(), algorithms.size());
        int forms = 0;
        for (qsizetype i = 0; i < keys.size(); ++i) {
            const QByteArray wanted = algorithms[i] == u"RSA1_5" ? QByteArray("jwe.rsa1_5")
                                                                 : input[u"plaintext"].toString().toUtf8();
            if (output.contains(u"compact")) {
                const QByteArray token = output[u"compact"].toString().toLatin1();
                QCOMPARE(textOrCode(opened(token, keys[i], passwordsAllowed())), wanted);
                ++forms;
            }
            for (const QStringView form : {u"json", u"json_flat"}) {
                if (!output.contains(form))
                    continue;
                const auto jwe = parseJsonJwe(toJson(output[form].toObject()));
                QVERIFY2(jwe, qPrintable(codeOf(jwe)));
                QCOMPARE(textOrCode(decryptJsonJwe(*jwe, keys[i], passwordsAllowed())), wanted);
                ++forms;
            }
        }
        QVERIFY2(forms > 0, "an example without a token");
    }

    void encrypted_data() { examples(); }

    /// With the example's own keys, salts and vectors: the same bytes, as far as what is drawn is known.
    void encrypted()
    {
        QFETCH(QString, path);
        if (path.isEmpty())
            return;
        const QJsonObject example = readJson(path);
        const QJsonObject input = example[u"input"].toObject();
        const QList<Key> keys = keysOf(input);
        const QStringList algorithms = algorithmsOf(input);
        for (qsizetype i = 0; i < keys.size(); ++i) {
            const QJsonObject encryptingKey = example[u"encrypting_key"].isArray()
                                                  ? example[u"encrypting_key"].toArray()[i].toObject()
                                                  : example[u"encrypting_key"].toObject();
            const bool isRepeatable = !algorithms[i].startsWith(u"RSA");
            if (isRepeatable)
                sameKey(example, encryptingKey, keys[i], algorithms[i]);
        }
        if (example[u"generated"].toObject().contains(u"cek"))
            sameContent(example, cekOf(example));
        else if (algorithms.first() == u"dir")
            sameContent(example, keys.first().secret());
        else if (const auto cek = agreedCek(example, keys.first()))
            sameContent(example, *cek);
    }

    void nested()
    {
        const QJsonObject example =
            readJson(root() + QStringLiteral("/6.nesting_signatures_and_encryption.json"));
        if (example.isEmpty() && !QDir(root()).exists())
            return;
        const QJsonObject sign = example[u"sign"].toObject();
        const QJsonObject encrypt = example[u"encrypt"].toObject();
        const QByteArray token = encrypt[u"output"].toObject()[u"compact"].toString().toLatin1();
        const auto decrypted = opened(token, keyOf(encrypt[u"input"].toObject()[u"key"]));
        QVERIFY2(decrypted, qPrintable(codeOf(decrypted)));
        const auto inner = nestedJws(*decrypted);
        QCOMPARE(inner.value(), sign[u"output"].toObject()[u"compact"].toString().toLatin1());
        const auto jwt = decodeJwt(*inner);
        QCOMPARE(codeOf(verifyJws(jwt.value().jws, keyOf(sign[u"input"].toObject()[u"key"]))),
                 QStringLiteral("ok"));
        QCOMPARE(jwt->claims.value(u"iss").toString(), QStringLiteral("hobbiton.example"));
    }

private:
    static void examples()
    {
        QTest::addColumn<QString>("path");
        if (!QDir(root()).exists()) {
            QTest::newRow("cookbook absent") << QString();
            return;
        }
        const QDir dir(root() + QStringLiteral("/jwe"));
        const QStringList names = dir.entryList({QStringLiteral("5_*.json")}, QDir::Files, QDir::Name);
        QCOMPARE(names.size(), 13);
        for (const QString& name : names)
            QTest::newRow(qPrintable(name)) << dir.filePath(name);
        QTest::newRow("curve25519") << root() + QStringLiteral("/curve25519/ecdh-es.json");
    }

    static QByteArray textOrCode(const Result<Decrypted>& decrypted)
    {
        return decrypted ? plaintextOf(decrypted) : decrypted.error().code.toLatin1();
    }

    static SecretString cekOf(const QJsonObject& example)
    {
        return secretOf(decode(example[u"generated"].toObject()[u"cek"]));
    }

    /// ECDH-ES alone, where the file has the private part of the key in its header (RFC 8037's has not).
    static MaybeCek agreedCek(const QJsonObject& example, const Key& key)
    {
        const QJsonObject epk = example[u"encrypting_key"].toObject()[u"epk"].toObject();
        const QJsonObject header = example[u"encrypting_content"].toObject()[u"protected"].toObject();
        if (header[u"epk"].toObject()[u"x"] != epk[u"x"])
            return std::nullopt;
        JweRandomness randomness;
        randomness.ephemeral = keyOf(epk);
        return wrapCek(planNamed(u"ECDH-ES", encOf(example)), {}, key, randomness).value().cek;
    }

    static void sameKey(const QJsonObject& example, const QJsonObject& encryptingKey, const Key& key,
                        const QString& alg)
    {
        const QString wanted = encryptingKey[u"encrypted_key"].toString();
        if (wanted.isEmpty()) // dir and ECDH-ES, where decrypting has shown the key
            return;
        JweRandomness randomness;
        randomness.cek = cekOf(example);
        if (encryptingKey.contains(u"epk"))
            randomness.ephemeral = keyOf(encryptingKey[u"epk"]);
        if (encryptingKey.contains(u"iv"))
            randomness.keyIv = decode(encryptingKey[u"iv"]);
        if (encryptingKey.contains(u"salt"))
            randomness.salt = decode(encryptingKey[u"salt"]);
        randomness.iterations = encryptingKey[u"iteration_count"].toInt();
        const auto wrapped = wrapCek(planNamed(alg, encOf(example)), {}, key, randomness);
        QVERIFY2(wrapped, qPrintable(codeOf(wrapped)));
        QCOMPARE(encode(wrapped->encryptedKey), wanted);
        const QJsonObject header = example[u"encrypting_content"].toObject()[u"protected"].toObject();
        for (const QStringView name : {u"epk", u"iv", u"tag", u"p2s", u"p2c"}) {
            if (header.contains(name))
                QCOMPARE(wrapped->header.value(name), header.value(name));
        }
    }

    static void sameContent(const QJsonObject& example, const SecretString& cek)
    {
        const QJsonObject generated = example[u"generated"].toObject();
        const QJsonObject content = example[u"encrypting_content"].toObject();
        QByteArray plaintext = example[u"input"].toObject()[u"plaintext"].toString().toUtf8();
        if (generated.contains(u"plaintext_c")) { // compressors differ, so theirs is taken
            const QByteArray compressed = decode(generated[u"plaintext_c"]);
            QCOMPARE(inflateRaw(compressed).value(), plaintext);
            plaintext = compressed;
        }
        QByteArray authenticated = content[u"protected_b64u"].toString().toLatin1();
        if (generated.contains(u"aad_b64u"))
            authenticated += '.' + generated[u"aad_b64u"].toString().toLatin1();
        const Sealed sealed = sealContent(encryptionNamed(encOf(example)), cek, decode(generated[u"iv"]),
                                          authenticated, plaintext);
        QCOMPARE(encode(sealed.ciphertext), content[u"ciphertext"].toString());
        QCOMPARE(encode(sealed.tag), content[u"tag"].toString());
    }
};

} // namespace tessera::test

TESSERA_TEST(tessera::test::JweCookbookTest)
#include "jwe_cookbook_test.moc"
