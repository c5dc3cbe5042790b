// Forged and damaged signatures made with real keys and bare OpenSSL (A123, A140–A146, A155, A156).
#include "core/jose/jws_signature.h"

#include "tests/core/jose/jose_test_support.h"
#include "tests/support/test_program.h"

#include <algorithm>

namespace tessera::test {
namespace {

QByteArray bytesOf(const BIGNUM* number, qsizetype length)
{
    QByteArray bytes(length, '\0');
    BN_bn2binpad(number, octets(bytes), static_cast<int>(length));
    return bytes;
}

BignumHandle plus(QByteArrayView bytes, const BIGNUM* number)
{
    BignumHandle sum = toBignum(bytes);
    BN_add(sum.get(), sum.get(), number);
    return sum;
}

/// The RSA private operation on an encoded message of our choice.
QByteArray rsaRaw(EVP_PKEY* key, const QByteArray& encoded)
{
    const PkeyContextHandle context(EVP_PKEY_CTX_new_from_pkey(nullptr, key, nullptr));
    EVP_PKEY_sign_init(context.get());
    EVP_PKEY_CTX_set_rsa_padding(context.get(), RSA_NO_PADDING);
    QByteArray signature(EVP_PKEY_get_size(key), '\0');
    size_t length = static_cast<size_t>(signature.size());
    const int done = EVP_PKEY_sign(context.get(), octets(signature), &length, octets(encoded),
                                   static_cast<size_t>(encoded.size()));
    return done == 1 ? signature : QByteArray();
}

const QByteArray kSha256Info = QByteArray::fromHex("3031300d060960864801650304020105000420");

/// EMSA-PKCS1-v1_5 (RFC 8017 section 9.2), filled up to 256 octets with `fill` and ended by `tail`.
QByteArray padded(const QByteArray& info, QByteArrayView input, char fill = '\xFF', char blockType = '\x01',
                  const QByteArray& tail = {}, qsizetype fillBytes = -1)
{
    const QByteArray end =
        '\0' + info + QCryptographicHash::hash(input.toByteArray(), QCryptographicHash::Sha256) + tail;
    const qsizetype filled = fillBytes >= 0 ? fillBytes : 254 - end.size();
    const QByteArray block = QByteArray(1, '\0') + blockType + QByteArray(filled, fill) + end;
    return block + QByteArray(256 - block.size(), '\x5A');
}

void pss(EVP_PKEY_CTX* context, int saltLength, const char* mgf = nullptr)
{
    EVP_PKEY_CTX_set_rsa_padding(context, RSA_PKCS1_PSS_PADDING);
    EVP_PKEY_CTX_set_rsa_pss_saltlen(context, saltLength);
    if (mgf)
        EVP_PKEY_CTX_set_rsa_mgf1_md_name(context, mgf, nullptr);
}

} // namespace

class JwsSignatureTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void publicKeyAsSecret_data()
    {
        QTest::addColumn<QByteArray>("secret");
        EVP_PKEY* key = rsaKey().handle();
        const QByteArray pem = publicPem(key);
        unsigned char* der = nullptr;
        const int derLength = i2d_PUBKEY(key, &der);
        QTest::newRow("A140 PEM") << pem;
        QTest::newRow("A140 PEM without its newline") << pem.trimmed();
        QTest::newRow("A140 DER") << QByteArray(reinterpret_cast<char*>(der), derLength);
        QTest::newRow("A140 JWK text") << toJson(rsaKey().publicJwk());
        QTest::newRow("A140 modulus octets") << numberBytes(key, OSSL_PKEY_PARAM_RSA_N);
        QTest::newRow("A140 modulus as written") << rsaKey().publicJwk().value(u"n").toString().toLatin1();
        QTest::newRow("A140 empty secret") << QByteArray();
        OPENSSL_free(der);
    }

    void publicKeyAsSecret()
    {
        QFETCH(QByteArray, secret);
        const QByteArray token =
            signedBy(R"({"alg":"HS256"})", [&](QByteArrayView input) { return hmacSha256(secret, input); });
        const CompactJws jws = parseCompactJws(token).value();
        if (!secret.isEmpty()) // the forgery is a good one: only the kind of key stands in its way
            QCOMPARE(codeOf(verifyJws(jws, Key::fromSecret(SecretString::fromUtf8(secret)))),
                     QStringLiteral("ok"));
        QCOMPARE(codeOf(verifyJws(jws, rsaKey())), QStringLiteral("key.wrong_type"));
        QCOMPARE(codeOf(verifyJws(jws, JwkSet({rsaKey()}))), QStringLiteral("jwks.no_key"));
        QCOMPARE(codeOf(verifyJws(jws, p256Key())), QStringLiteral("key.wrong_type"));
    }

    void wrongKeyForAlgorithm_data()
    {
        QTest::addColumn<QString>("alg");
        QTest::addColumn<int>("key");
        QTest::addColumn<QString>("code");
        const auto row = [](const char* name, const char* alg, int key, const char* code) {
            QTest::newRow(name) << QString::fromLatin1(alg) << key << QString::fromLatin1(code);
        };
        row("A142 ES256 with an RSA key", "ES256", 0, "key.wrong_type");
        row("A142 RS256 with an EC key", "RS256", 1, "key.wrong_type");
        row("A142 PS256 with a key for RS256", "PS256", 2, "key.wrong_alg");
        row("A142 ES384 with P-256", "ES384", 1, "key.wrong_curve");
        row("A142 ES512 with P-256", "ES512", 1, "key.wrong_curve");
        row("A142 EdDSA with P-256", "EdDSA", 1, "key.wrong_type");
        row("A142 ES256 with Ed25519", "ES256", 3, "key.wrong_type");
        row("A142 RS256 with a secret", "RS256", 4, "key.wrong_type");
        row("A142 HS256 with Ed25519", "HS256", 3, "key.wrong_type");
    }

    void wrongKeyForAlgorithm()
    {
        QFETCH(QString, alg);
        QFETCH(int, key);
        const QList<Key> keys{rsaKey(), p256Key(), rsaKey().withAlg(QStringLiteral("RS256")), ed25519Key(),
                              secretKey()};
        CompactJws jws = parseCompactJws(compact("{\"alg\":\"" + alg.toLatin1() + "\"}", "{}", "s")).value();
        const qsizetype length = findJwsAlgorithm(alg)->signatureBytes;
        jws.signature = QByteArray(length > 0 ? length : 256, '\x01');
        const auto verified = verifyJws(jws, keys.at(key));
        QTEST(codeOf(verified), "code");
        QCOMPARE(verified.error().kind, ErrorKind::Untrusted);
    }

    void ecdsaNumbers_data()
    {
        QTest::addColumn<QString>("alg");
        QTest::addColumn<QString>("r");
        QTest::addColumn<QString>("s");
        for (const char* alg : {"ES256", "ES384", "ES512", "ES256K"}) {
            const auto row = [&](const char* r, const char* s) {
                QTest::newRow(qPrintable(QStringLiteral("A143 %1 r=%2 s=%3")
                                             .arg(QLatin1String(alg), QLatin1String(r), QLatin1String(s))))
                    << QString::fromLatin1(alg) << QString::fromLatin1(r) << QString::fromLatin1(s);
            };
            for (const char* r : {"0", "1", "n", "n-1", "n+1", "max"}) {
                for (const char* s : {"0", "1", "n", "n-1", "max"})
                    row(r, s);
            }
            row("0", "good");
            row("good", "0");
            row("n", "good");
            row("good", "n");
            row("good+n", "good");
            row("good", "good+n");
            row("s", "r");
        }
    }

    void ecdsaNumbers()
    {
        QFETCH(QString, alg);
        QFETCH(QString, r);
        QFETCH(QString, s);
        const JwsAlgorithm& algorithm = *findJwsAlgorithm(alg);
        const Key key = Key::generateEc(algorithm.curves.front());
        const qsizetype half = algorithm.signatureBytes / 2;
        const QByteArray good = makeSignature(algorithm, key, "input").value();
        QVERIFY(signatureFits(algorithm, key, "input", good));
        BIGNUM* order = nullptr;
        EVP_PKEY_get_bn_param(key.handle(), OSSL_PKEY_PARAM_EC_ORDER, &order);
        const BignumHandle ownedOrder(order);
        const auto number = [&](const QString& what, const QByteArray& goodHalf,
                                const QByteArray& otherHalf) {
            if (what == u"good")
                return goodHalf;
            if (what == u"r" || what == u"s")
                return otherHalf;
            if (what == u"max")
                return QByteArray(half, '\xFF');
            const BignumHandle value = what == u"good+n" ? plus(goodHalf, order)
                                       : what == u"n"    ? plus({}, order)
                                                         : toBignum({});
            if (what == u"n-1" || what == u"n+1")
                BN_copy(value.get(), order);
            if (what == u"1" || what == u"n+1")
                BN_add_word(value.get(), 1);
            if (what == u"n-1")
                BN_sub_word(value.get(), 1);
            if (BN_num_bytes(value.get()) > half)
                return QByteArray(half, '\xFE'); // does not fit: something too large that does
            return bytesOf(value.get(), half);
        };
        const QByteArray forged =
            number(r, good.first(half), good.last(half)) + number(s, good.last(half), good.first(half));
        QCOMPARE(forged.size(), algorithm.signatureBytes);
        QVERIFY(!signatureFits(algorithm, key, "input", forged));
        QCOMPARE(ERR_peek_error(), 0UL);
    }

    void ecdsaShape_data()
    {
        QTest::addColumn<QByteArray>("signature");
        const JwsAlgorithm& es256 = *findJwsAlgorithm(u"ES256");
        const QByteArray good = makeSignature(es256, p256Key(), "input").value();
        QTest::newRow("A144 N116 DER") << evpSign(p256Key().handle(), "SHA256", "input");
        QTest::newRow("A144 N116 0 bytes") << QByteArray();
        QTest::newRow("A144 N116 63 bytes") << good.first(63);
        QTest::newRow("A144 N116 65 bytes") << good + '\0';
        QTest::newRow("A144 N116 65 bytes, zero in front") << '\0' + good;
        QTest::newRow("A144 N116 zeros in front of both") << '\0' + good.first(32) + '\0' + good.last(32);
        QTest::newRow("A144 N116 96 bytes as for P-384")
            << QByteArray(16, '\0') + good.first(32) + QByteArray(16, '\0') + good.last(32);
        QTest::newRow("A144 N116 twice") << good + good;
    }

    void ecdsaShape()
    {
        QFETCH(QByteArray, signature);
        QVERIFY(!signatureFits(*findJwsAlgorithm(u"ES256"), p256Key(), "input", signature));
    }

    void rsaPadding_data()
    {
        QTest::addColumn<QByteArray>("encoded");
        QTest::addColumn<bool>("fits");
        const QByteArray& info = kSha256Info;
        const auto row = [](const char* name, const QByteArray& encoded, bool fits = false) {
            QTest::newRow(name) << encoded << fits;
        };
        row("good", padded(info, "input"), true);
        row("A145 garbage after the hash, short padding", padded(info, "input", '\xFF', '\x01', {}, 8));
        row("A145 garbage inside the hash info", padded(info, "input", '\xFF', '\x01', QByteArray(40, 'x')));
        row("A145 block type 2", padded(info, "input", '\xFF', '\x02'));
        row("A145 block type 0", padded(info, "input", '\0', '\0'));
        row("A145 padding not FF", padded(info, "input", '\xFE'));
        row("A145 padding of zeros", padded(info, "input", '\0'));
        row("A145 hash of other input", padded(info, "another input"));
        row("A145 no algorithm", padded({}, "input"));
        row("A145 named SHA-512",
            padded(QByteArray::fromHex("3031300d060960864801650304020305000420"), "input"));
        row("A145 length in long form",
            padded(QByteArray::fromHex("308131300d060960864801650304020105000420"), "input"));
        row("A145 NULL with content",
            padded(QByteArray::fromHex("3032300e060960864801650304020105010004 20"), "input"));
        row("A145 sequence too long",
            padded(QByteArray::fromHex("3041300d060960864801650304020105000420"), "input"));
    }

    void rsaPadding()
    {
        QFETCH(QByteArray, encoded);
        QCOMPARE(encoded.size(), 256);
        const QByteArray signature = rsaRaw(rsaKey().handle(), encoded);
        QCOMPARE(signature.size(), 256);
        QTEST(signatureFits(*findJwsAlgorithm(u"RS256"), rsaKey(), "input", signature), "fits");
    }

    void rsaShape_data()
    {
        QTest::addColumn<QByteArray>("signature");
        QTest::addColumn<QString>("alg");
        EVP_PKEY* key = rsaKey().handle();
        const QByteArray pkcs1 = evpSign(key, "SHA256", "input");
        const QByteArray good = makeSignature(*findJwsAlgorithm(u"PS256"), rsaKey(), "input").value();
        const auto row = [](const char* name, const char* alg, const QByteArray& signature) {
            QTest::newRow(name) << signature << QString::fromLatin1(alg);
        };
        const auto withPss = [&](const char* digest, int salt, const char* mgf = nullptr) {
            return evpSign(key, digest, "input", [=](EVP_PKEY_CTX* context) { pss(context, salt, mgf); });
        };
        row("A123 empty", "RS256", {});
        row("A123 empty PSS", "PS256", {});
        row("one byte short", "RS256", pkcs1.first(255));
        row("one byte long", "RS256", pkcs1 + '\0');
        row("zero in front", "RS256", '\0' + pkcs1);
        row("all zero", "RS256", QByteArray(256, '\0'));
        row("one", "RS256", QByteArray(255, '\0') + '\x01');
        row("s above n", "RS256", QByteArray(256, '\xFF'));
        row("SHA-1 inside", "RS256", evpSign(key, "SHA1", "input"));
        row("SHA-512 inside", "RS256", evpSign(key, "SHA512", "input"));
        row("PSS labelled RS256", "RS256", good);
        row("PKCS#1 labelled PS256", "PS256", pkcs1);
        row("A146 N117 salt empty", "PS256", withPss("SHA256", 0));
        row("A146 N117 salt 20", "PS256", withPss("SHA256", 20));
        row("A146 N117 salt 31", "PS256", withPss("SHA256", 31));
        row("A146 N117 salt 33", "PS256", withPss("SHA256", 33));
        row("A146 N117 salt as long as it goes", "PS256", withPss("SHA256", RSA_PSS_SALTLEN_MAX));
        row("A146 N117 MGF1 with SHA-1", "PS256", withPss("SHA256", 32, "SHA1"));
        row("A146 N117 MGF1 with SHA-512", "PS256", withPss("SHA256", 32, "SHA512"));
        row("A146 N117 hash SHA-384", "PS256", withPss("SHA384", 48));
        row("A146 N117 hash SHA-512 with salt 64", "PS384", withPss("SHA512", 64));
        row("A146 N117 s above n", "PS256", QByteArray(256, '\xFF'));
        row("A146 N117 cut", "PS256", good.first(255));
    }

    void rsaShape()
    {
        QFETCH(QByteArray, signature);
        QFETCH(QString, alg);
        if (!QByteArrayView(QTest::currentDataTag()).contains("empty"))
            QVERIFY(!signature.isEmpty());
        QVERIFY(!signatureFits(*findJwsAlgorithm(alg), rsaKey(), "input", signature));
    }

    void rsaPlusModulus()
    {
        // s + n gives the same power; where it still fits the length it must be refused (A146).
        const JwsAlgorithm& ps256 = *findJwsAlgorithm(u"PS256");
        const BignumHandle n = toBignum(numberBytes(rsaKey().handle(), OSSL_PKEY_PARAM_RSA_N));
        for (int i = 0; i < 200; ++i) {
            const QByteArray good = makeSignature(ps256, rsaKey(), "input").value();
            const BignumHandle sum = plus(good, n.get());
            if (BN_num_bytes(sum.get()) > 256)
                continue;
            QVERIFY(!signatureFits(ps256, rsaKey(), "input", bytesOf(sum.get(), 256)));
            return;
        }
        QVERIFY2(BN_is_bit_set(n.get(), 2046), "no signature was small enough, though the modulus is small");
    }

    void kindIsAskedAgain()
    {
        // A140: no way round Key::checkFor takes one kind of key for another.
        const QList<Key> keys{rsaKey(),
                              p256Key(),
                              ed25519Key(),
                              secretKey(),
                              Key::generateOkp(u"X25519"),
                              Key::fromSecret(SecretString())};
        for (const JwsAlgorithm& algorithm : jwsAlgorithms()) {
            for (const Key& key : keys) {
                const bool isFit = key.checkFor(algorithm, true).has_value();
                const auto made = makeSignature(algorithm, key, "input");
                QCOMPARE(made.has_value(), isFit);
                QCOMPARE(signatureFits(algorithm, key, "input", made.value_or(QByteArray(64, '\0'))), isFit);
            }
        }
        QCOMPARE(ERR_peek_error(), 0UL);
    }

    void startedContextsAreNotUsedUp()
    {
        for (const Key& key : {rsaKey(), p256Key(), ed25519Key(), secretKey()}) {
            for (const JwsAlgorithm& algorithm : jwsAlgorithms()) {
                if (!key.checkFor(algorithm, true))
                    continue;
                const QByteArray one = makeSignature(algorithm, key, "one").value();
                const QByteArray two = makeSignature(algorithm, key, "two").value();
                for (int i = 0; i < 2; ++i) {
                    QVERIFY(signatureFits(algorithm, key, "one", one));
                    QVERIFY(signatureFits(algorithm, key, "two", two));
                    QVERIFY(!signatureFits(algorithm, key, "two", one));
                }
            }
        }
    }

    void tags_data()
    {
        QTest::addColumn<QByteArray>("tag");
        QTest::addColumn<bool>("fits");
        const QByteArray good = hmacSha256(secretKey().secret().reveal(), "input");
        QByteArray oneBit = good;
        oneBit[31] = static_cast<char>(oneBit[31] ^ 1);
        QTest::newRow("good") << good << true;
        QTest::newRow("A155 empty") << QByteArray() << false;
        QTest::newRow("A155 cut to 16") << good.first(16) << false;
        QTest::newRow("A155 cut to 31") << good.first(31) << false;
        QTest::newRow("A155 one byte more") << good + '\0' << false;
        QTest::newRow("A155 twice") << good + good << false;
        QTest::newRow("A155 one bit") << oneBit << false;
        QTest::newRow("A155 all zero") << QByteArray(32, '\0') << false;
    }

    void tags()
    {
        QFETCH(QByteArray, tag);
        QTEST(signatureFits(*findJwsAlgorithm(u"HS256"), secretKey(), "input", tag), "fits");
    }

    void shortSecrets_data()
    {
        QTest::addColumn<QString>("alg");
        QTest::addColumn<int>("bytes");
        QTest::addColumn<QString>("code");
        for (const JwsAlgorithm& algorithm : jwsAlgorithms()) {
            if (algorithm.asymmetric())
                continue;
            const QString alg = algorithm.name.toString();
            const int least = static_cast<int>(algorithm.minSecretBytes);
            QTest::newRow(qPrintable(QStringLiteral("A156 N114 %1 empty").arg(alg)))
                << alg << 0 << QStringLiteral("key.weak");
            QTest::newRow(qPrintable(QStringLiteral("A156 N114 %1 one short").arg(alg)))
                << alg << least - 1 << QStringLiteral("key.weak");
            QTest::newRow(qPrintable(QStringLiteral("A156 N114 %1 just enough").arg(alg)))
                << alg << least << QStringLiteral("ok");
        }
    }

    void shortSecrets()
    {
        QFETCH(QString, alg);
        QFETCH(int, bytes);
        const Key key = Key::fromSecret(SecretString::fromUtf8(QByteArray(bytes, 's')));
        const auto token = signCompact("{}", key, alg);
        QTEST(codeOf(token), "code");
        QTEST(codeOf(key.checkFor(*findJwsAlgorithm(alg), false)), "code");
    }
};

} // namespace tessera::test

TESSERA_TEST(tessera::test::JwsSignatureTest)
#include "jws_signature_test.moc"
