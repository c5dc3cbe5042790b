// Reading JWKs: RFC 7517 appendix A, RFC 8037 appendix A, and keys that must be refused (A147–A153).
#include "tests/core/jose/jose_test_support.h"
#include "tests/support/test_program.h"

#include <QElapsedTimer>

#include <algorithm>

namespace tessera::test {

class KeyJwkTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        const QJsonObject rfc7517 = readVector(QStringLiteral("rfc7517.json"));
        const QJsonArray privateKeys = rfc7517[u"A.2 private"][u"keys"].toArray();
        m_ec = privateKeys.at(0).toObject();
        m_ec.remove(u"use");
        m_rsa = privateKeys.at(1).toObject();
        m_rsa.remove(u"alg");
        m_rsaPublic = rfc7517[u"A.1 public"][u"keys"][1].toObject();
        m_rsaPublic.remove(u"alg");
        m_ecPublic = with(m_ec, u"d", QJsonValue::Undefined);
        m_okp = readVector(QStringLiteral("rfc8037.json")).value(u"A.1 private").toObject();
        m_okpPublic = with(m_okp, u"d", QJsonValue::Undefined);
        QVERIFY(m_rsa.contains(u"qi") && m_ec.contains(u"d") && m_okp.contains(u"d"));
    }

    void rfcKeys_data()
    {
        QTest::addColumn<QJsonObject>("jwk");
        QTest::addColumn<int>("bits");
        QTest::addColumn<bool>("isPrivate");
        const QJsonObject rfc7517 = readVector(QStringLiteral("rfc7517.json"));
        const QJsonObject rfc8037 = readVector(QStringLiteral("rfc8037.json"));
        QTest::newRow("RFC 7517 A.1 EC") << rfc7517[u"A.1 public"][u"keys"][0].toObject() << 256 << false;
        QTest::newRow("RFC 7517 A.1 RSA") << rfc7517[u"A.1 public"][u"keys"][1].toObject() << 2048 << false;
        QTest::newRow("RFC 7517 A.2 EC") << rfc7517[u"A.2 private"][u"keys"][0].toObject() << 256 << true;
        QTest::newRow("RFC 7517 A.2 RSA") << rfc7517[u"A.2 private"][u"keys"][1].toObject() << 2048 << true;
        QTest::newRow("RFC 7517 A.3 AES") << rfc7517[u"A.3 symmetric"][u"keys"][0].toObject() << 128 << true;
        QTest::newRow("RFC 7517 A.3 HMAC") << rfc7517[u"A.3 symmetric"][u"keys"][1].toObject() << 512 << true;
        QTest::newRow("RFC 8037 A.1") << rfc8037[u"A.1 private"].toObject() << 256 << true;
        QTest::newRow("RFC 8037 A.2") << rfc8037[u"A.2 public"].toObject() << 256 << false;
    }

    void rfcKeys()
    {
        QFETCH(QJsonObject, jwk);
        const auto key = Key::fromJwk(jwk);
        QVERIFY2(key, qPrintable(codeOf(key)));
        QTEST(key->bits(), "bits");
        QTEST(key->isPrivate(), "isPrivate");
        QCOMPARE(key->kid(), jwk.value(u"kid").toString());
        QCOMPARE(key->alg(), jwk.value(u"alg").toString());
        QCOMPARE(key->use(), jwk.value(u"use").toString());
        QCOMPARE(key->curve(), jwk.value(u"crv").toString());
        const QJsonObject written = key->publicJwk();
        for (const QString& name : written.keys())
            QCOMPARE(written.value(name), jwk.value(name));
        for (const QStringView hidden : {u"d", u"p", u"q", u"dp", u"dq", u"qi", u"k"})
            QVERIFY(!written.contains(hidden));
    }

    void refused_data()
    {
        QTest::addColumn<QJsonObject>("jwk");
        QTest::addColumn<QString>("code");
        kinds();
        rsaNumbers();
        rsaPrivate();
        curves();
        edwards();
        otherOkp();
        labels();
        secrets();
    }

    void refused()
    {
        QFETCH(QJsonObject, jwk);
        const auto key = Key::fromJwk(jwk);
        QTEST(codeOf(key), "code");
        if (!key)
            QCOMPARE(key.error().kind,
                     key.error().code.startsWith(u"jwk.") ? ErrorKind::Malformed : ErrorKind::Untrusted);
        QCOMPARE(ERR_peek_error(), 0UL);
    }

    void leadingZeroChangesNothing()
    {
        const QByteArray n = decode(m_rsaPublic.value(u"n"));
        const auto key = Key::fromJwk(with(m_rsaPublic, u"n", encode('\0' + n)));
        QVERIFY2(key, qPrintable(codeOf(key)));
        QCOMPARE(key->publicJwk(), m_rsaPublic);
        QCOMPARE(key->thumbprint(), Key::fromJwk(m_rsaPublic).value().thumbprint());
    }

    void hugeModulusIsRefusedAtOnce_data()
    {
        QTest::addColumn<int>("bits");
        QTest::newRow("A149 16384 bits") << 16'384;
        QTest::newRow("A149 65536 bits") << 65'536;
        QTest::newRow("A149 a million bits") << 1'000'000;
    }

    void hugeModulusIsRefusedAtOnce()
    {
        QFETCH(int, bits);
        const QJsonObject jwk = with(m_rsaPublic, u"n", encode(QByteArray(bits / 8, '\xFF')));
        qint64 best = std::numeric_limits<qint64>::max();
        for (int i = 0; i < 5; ++i) { // the machine may be busy with other tests
            QElapsedTimer timer;
            timer.start();
            QCOMPARE(codeOf(Key::fromJwk(jwk)), QStringLiteral("key.too_large"));
            best = std::min(best, timer.nsecsElapsed());
        }
        QVERIFY2(best < 5'000'000, qPrintable(QStringLiteral("%1 ns").arg(best)));
    }

    void privatePartFits_data()
    {
        QTest::addColumn<QJsonObject>("jwk");
        QTest::addColumn<QString>("alg");
        QTest::newRow("RSA") << m_rsa << QStringLiteral("PS256");
        QJsonObject onlyD = m_rsaPublic;
        onlyD.insert(u"d", m_rsa.value(u"d"));
        QTest::newRow("RSA, d alone") << onlyD << QStringLiteral("RS256");
        QTest::newRow("EC") << m_ec << QStringLiteral("ES256");
        QTest::newRow("OKP") << m_okp << QStringLiteral("EdDSA");
    }

    void privatePartFits()
    {
        QFETCH(QJsonObject, jwk);
        QFETCH(QString, alg);
        const auto key = Key::fromJwk(jwk);
        QVERIFY2(key, qPrintable(codeOf(key)));
        QVERIFY(key->isPrivate());
        const auto token = signCompact("{}", *key, alg);
        QVERIFY2(token, qPrintable(codeOf(token)));
        const Key publicKey = Key::fromJwk(key->publicJwk()).value();
        QVERIFY(!publicKey.isPrivate());
        QCOMPARE(codeOf(verifyJws(parseCompactJws(*token).value(), publicKey)), QStringLiteral("ok"));
    }

private:
    static void row(const QByteArray& name, const QJsonObject& jwk, const char* code)
    {
        QTest::newRow(name.constData()) << jwk << QString::fromLatin1(code);
    }

    void kinds() const
    {
        row("empty", {}, "jwk.kty");
        row("kty number", with(m_rsaPublic, u"kty", 1), "jwk.kty");
        row("kty other case", with(m_rsaPublic, u"kty", QStringLiteral("rsa")), "jwk.kty");
        row("N124 kty unknown", with(m_rsaPublic, u"kty", QStringLiteral("AKP")), "jwk.kty");
        row("kty of another kind", with(m_rsaPublic, u"kty", QStringLiteral("EC")), "jwk.curve");
        row("other members are ignored", with(m_rsaPublic, u"x5c", QJsonArray{1}), "ok");
    }

    void rsaNumbers() const
    {
        const auto n = [this](const QByteArray& bytes) { return with(m_rsaPublic, u"n", encode(bytes)); };
        const auto e = [this](const QByteArray& bytes) { return with(m_rsaPublic, u"e", encode(bytes)); };
        const QByteArray modulus = decode(m_rsaPublic.value(u"n"));
        const QByteArray tail(8, '\x01');
        row("good RSA", m_rsaPublic, "ok");
        row("A147 N115 512 bits", n(QByteArray(63, '\xFF') + '\x01'), "key.weak");
        row("A147 N115 1024 bits", n(QByteArray(127, '\xFF') + '\x01'), "key.weak");
        row("A147 N115 2047 bits", n('\x7F' + QByteArray(254, '\xFF') + '\x01'), "key.weak");
        row("2048 bits", n(modulus), "ok");
        row("8192 bits", n(QByteArray(1023, '\xFF') + '\x01'), "ok");
        row("8193 bits", n('\x01' + QByteArray(1023, '\xFF') + '\x01'), "key.too_large");
        row("A149 16384 bits", n(QByteArray(2048, '\xFF')), "key.too_large");
        row("A149 modulus zero", n(QByteArray(1, '\0')), "key.weak");
        row("A149 modulus zero, 256 octets", n(QByteArray(256, '\0')), "jwk.member");
        row("A149 modulus even", n(modulus.chopped(1) + '\x02'), "key.weak");
        row("A148 e 0", e(QByteArray(1, '\0')), "key.exponent");
        row("A148 e 1", e("\x01"), "key.exponent");
        row("A148 e 2", e("\x02"), "key.exponent");
        row("e 3", e("\x03"), "ok");
        row("A148 e even", e(QByteArray::fromHex("010000")), "key.exponent");
        row("e of 64 bits", e(QByteArray(8, '\xFF')), "ok");
        row("A148 e of 65 bits", e('\x01' + tail), "key.exponent");
        row("A148 e of 2048 bits", e(modulus), "key.exponent");
        row("n with one leading zero", n('\0' + modulus), "ok");
        row("n with two leading zeros", n(QByteArray(2, '\0') + modulus), "jwk.member");
        row("e with one leading zero", e(QByteArray::fromHex("00010001")), "ok");
        row("A147 N115 leading zero does not lengthen", n('\0' + QByteArray(254, '\xFF') + '\x01'),
            "key.weak");
        row("n missing", with(m_rsaPublic, u"n", QJsonValue::Undefined), "jwk.member");
        row("e missing", with(m_rsaPublic, u"e", QJsonValue::Undefined), "jwk.member");
        row("n empty", with(m_rsaPublic, u"n", QString()), "jwk.member");
        row("n number", with(m_rsaPublic, u"n", 7), "jwk.member");
        row("e number", with(m_rsaPublic, u"e", 65537), "jwk.member");
        row("n padded", with(m_rsaPublic, u"n", m_rsaPublic.value(u"n").toString() + QStringLiteral("==")),
            "jwk.base64");
        row("n not Latin-1", with(m_rsaPublic, u"n", QStringLiteral("\u0430BCD")), "jwk.base64");
        row("A150 N115 ROCA", with(m_rsaPublic, u"n", encode(rocaModulus())), "key.weak");
    }

    void rsaPrivate() const
    {
        row("good private RSA", m_rsa, "ok");
        row("RSA without q", with(m_rsa, u"q", QJsonValue::Undefined), "jwk.member");
        row("RSA of three primes", with(m_rsa, u"oth", QJsonArray{}), "jwk.member");
        row("RSA d of another key, alone", with(m_rsaPublic, u"d", m_rsa.value(u"qi")), "key.mismatch");
        row("RSA d and dp of another key",
            with(with(m_rsa, u"d", m_rsa.value(u"qi")), u"dp", m_rsa.value(u"dq")), "key.mismatch");
        row("RSA d of another key, with the primes of this one", with(m_rsa, u"d", m_rsa.value(u"qi")),
            "key.mismatch");
        row("RSA qi 0", with(m_rsa, u"qi", QStringLiteral("AA")), "key.mismatch");
        row("RSA qi of another key", with(m_rsa, u"qi", m_rsa.value(u"dp")), "key.mismatch");
        row("RSA dp of another key", with(m_rsa, u"dp", m_rsa.value(u"dq")), "key.mismatch");
        row("RSA dq of another key", with(m_rsa, u"dq", m_rsa.value(u"dp")), "key.mismatch");
        row("RSA p is 1, q is n", with(with(m_rsa, u"p", QStringLiteral("AQ")), u"q", m_rsa.value(u"n")),
            "key.mismatch");
        row("RSA p and q swapped", with(with(m_rsa, u"p", m_rsa.value(u"q")), u"q", m_rsa.value(u"p")),
            "key.mismatch");
        row("RSA d number", with(m_rsa, u"d", 1), "jwk.member");
        row("RSA d huge", with(m_rsa, u"d", encode(QByteArray(2048, 'd'))), "key.too_large");
    }

    void curves() const
    {
        const QByteArray x = decode(m_ec.value(u"x"));
        const QByteArray y = decode(m_ec.value(u"y"));
        const QByteArray p =
            QByteArray::fromHex("ffffffff00000001000000000000000000000000ffffffffffffffffffffffff");
        const auto point = [this](const QByteArray& newX, const QByteArray& newY) {
            return with(with(m_ecPublic, u"x", encode(newX)), u"y", encode(newY));
        };
        QByteArray otherY = y;
        otherY[31] = static_cast<char>(otherY[31] ^ 1);
        row("good EC", m_ecPublic, "ok");
        row("good private EC", m_ec, "ok");
        row("A151 off the curve", point(x, otherY), "key.off_curve");
        row("A151 swapped", point(y, x), "key.off_curve");
        row("A151 all zero", point(QByteArray(32, '\0'), QByteArray(32, '\0')), "key.off_curve");
        row("A151 x = p", point(p, y), "key.off_curve");
        row("A151 x above p", point(QByteArray(32, '\xFF'), y), "key.off_curve");
        row("A151 y = p", point(x, p), "key.off_curve");
        row("A151 N124 x short", point(x.first(31), y), "jwk.member");
        row("A151 N124 y short", point(x, y.first(31)), "jwk.member");
        row("A151 x long", point('\0' + x, y), "jwk.member");
        row("A151 x huge", point(QByteArray(100'000, 'x'), y), "jwk.member");
        row("A151 y missing", with(m_ecPublic, u"y", QJsonValue::Undefined), "jwk.member");
        row("A151 P-256 labelled P-521", with(m_ecPublic, u"crv", QStringLiteral("P-521")), "jwk.member");
        row("A151 P-256 labelled P-384", with(m_ecPublic, u"crv", QStringLiteral("P-384")), "jwk.member");
        row("A151 P-256 labelled secp256k1", with(m_ecPublic, u"crv", QStringLiteral("secp256k1")),
            "key.off_curve");
        row("A151 secp256k1 labelled P-256",
            with(Key::generateEc(u"secp256k1").publicJwk(), u"crv", QStringLiteral("P-256")),
            "key.off_curve");
        row("A151 P-192", with(m_ecPublic, u"crv", QStringLiteral("P-192")), "jwk.curve");
        row("A151 Ed25519 as EC", with(m_ecPublic, u"crv", QStringLiteral("Ed25519")), "jwk.curve");
        row("A151 OpenSSL's name", with(m_ecPublic, u"crv", QStringLiteral("prime256v1")), "jwk.curve");
        row("A151 crv missing", with(m_ecPublic, u"crv", QJsonValue::Undefined), "jwk.curve");
        row("A151 crv number", with(m_ecPublic, u"crv", 256), "jwk.curve");
        row("EC d of another key", with(m_ec, u"d", encode(QByteArray(32, 'd'))), "key.mismatch");
        row("EC d short", with(m_ec, u"d", encode(QByteArray(31, 'd'))), "jwk.member");
    }

    void edwards() const
    {
        const auto x = [this](const QByteArray& bytes) { return with(m_okpPublic, u"x", encode(bytes)); };
        row("good OKP", m_okpPublic, "ok");
        row("good private OKP", m_okp, "ok");
        row("A152 x short", x(QByteArray(31, 'x')), "jwk.member");
        row("A152 x long", x(QByteArray(33, 'x')), "jwk.member");
        row("A152 small order, 0", x(QByteArray(32, '\0')), "key.weak");
        row("A152 small order, 1", x('\x01' + QByteArray(31, '\0')), "key.weak");
        row("A152 small order, 1 with sign", x('\x01' + QByteArray(30, '\0') + '\x80'), "key.weak");
        row("A152 small order, non-canonical p", x('\xED' + QByteArray(30, '\xFF') + '\x7F'), "key.weak");
        row("A152 small order, 8",
            x(QByteArray::fromHex("26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05")),
            "key.weak");
        row("P-256 as OKP", with(m_okpPublic, u"crv", QStringLiteral("P-256")), "jwk.curve");
        row("N126 Ed25519 labelled Ed448", with(m_okpPublic, u"crv", QStringLiteral("Ed448")), "jwk.member");
        row("N126 Ed25519 labelled X448", with(m_okpPublic, u"crv", QStringLiteral("X448")), "jwk.member");
        row("curve of nobody", with(m_okpPublic, u"crv", QStringLiteral("Ed41417")), "jwk.curve");
        row("curve in other case", with(m_okpPublic, u"crv", QStringLiteral("ed25519")), "jwk.curve");
        row("OKP d of another key", with(m_okp, u"d", encode(QByteArray(32, 'd'))), "key.mismatch");
        row("OKP d short", with(m_okp, u"d", encode(QByteArray(31, 'd'))), "jwk.member");
    }

    static void otherOkp()
    {
        for (const QStringView curve : {u"Ed448", u"X25519", u"X448"}) {
            const QJsonObject jwk = Key::generateOkp(curve).publicJwk();
            const qsizetype bytes = findCurve(curve)->bytes;
            const auto named = [&](const char* what) {
                return QStringLiteral("%1 %2").arg(curve, QLatin1String(what)).toLatin1();
            };
            const auto x = [&](const QByteArray& octets) { return with(jwk, u"x", encode(octets)); };
            row(named("good"), jwk, "ok");
            row("N126 " + named("short"), x(QByteArray(bytes - 1, 'x')), "jwk.member");
            row("N126 " + named("long"), x(QByteArray(bytes + 1, 'x')), "jwk.member");
            row("A152 " + named("0"), x(QByteArray(bytes, '\0')), "key.weak");
            row("A152 " + named("1"), x('\x01' + QByteArray(bytes - 1, '\0')), "key.weak");
            row(named("d of another key"), with(jwk, u"d", encode(QByteArray(bytes, 'd'))), "key.mismatch");
            row("N126 " + named("d short"), with(jwk, u"d", encode(QByteArray(bytes - 1, 'd'))),
                "jwk.member");
        }
    }

    void labels() const
    {
        const auto ops = [this](const QString& use, const QJsonValue& operations) {
            const QJsonObject jwk = with(m_rsaPublic, u"key_ops", operations);
            return use.isEmpty() ? jwk : with(jwk, u"use", use);
        };
        const QString sig = QStringLiteral("sig");
        const QString enc = QStringLiteral("enc");
        row("use sig, key_ops verify", ops(sig, QJsonArray{QStringLiteral("verify")}), "ok");
        row("A153 N124 use sig, key_ops encrypt", ops(sig, QJsonArray{QStringLiteral("encrypt")}), "key.use");
        row("A153 N124 use sig, key_ops verify and deriveKey",
            ops(sig, QJsonArray{QStringLiteral("verify"), QStringLiteral("deriveKey")}), "key.use");
        row("A153 N124 use enc, key_ops verify", ops(enc, QJsonArray{QStringLiteral("verify")}), "key.use");
        row("A153 N124 use enc, key_ops sign", ops(enc, QJsonArray{QStringLiteral("sign")}), "key.use");
        row("use enc is a key, not one for us", ops(enc, QJsonArray{QStringLiteral("wrapKey")}), "ok");
        row("key_ops twice the same", ops({}, QJsonArray{QStringLiteral("verify"), QStringLiteral("verify")}),
            "jwk.member");
        row("key_ops string", ops({}, QStringLiteral("verify")), "jwk.member");
        row("key_ops of numbers", ops({}, QJsonArray{1}), "jwk.member");
        row("use number", with(m_rsaPublic, u"use", 1), "jwk.member");
        row("alg number", with(m_rsaPublic, u"alg", 256), "jwk.member");
        row("kid number", with(m_rsaPublic, u"kid", 1), "jwk.member");
    }

    static void secrets()
    {
        const QJsonObject oct{{QStringLiteral("kty"), QStringLiteral("oct")}};
        const auto k = [&](const QJsonValue& value) { return with(oct, u"k", value); };
        row("good oct", k(encode(QByteArray(32, 'k'))), "ok");
        row("oct short: judged at use", k(encode("k")), "ok");
        row("A156 oct empty", k(QString()), "jwk.member");
        row("oct without k", oct, "jwk.member");
        row("oct k number", k(5), "jwk.member");
        row("oct k padded", k(QStringLiteral("YQ==")), "jwk.base64");
        row("oct of 8192 bytes", k(encode(QByteArray(8192, 'k'))), "ok");
        row("oct of 8193 bytes", k(encode(QByteArray(8193, 'k'))), "key.too_large");
    }

    /// 65537^5 modulo the product of the first odd primes, lifted to 2048 bits: the shape of CVE-2017-15361.
    static QByteArray rocaModulus()
    {
        const BignumHandle product(BN_new());
        const BignumHandle power(BN_new());
        const BignumHandle modulus(BN_new());
        BN_one(product.get());
        for (BN_ULONG prime = 3; prime <= 167; prime += 2) {
            bool isPrime = true;
            for (BN_ULONG d = 3; d * d <= prime; d += 2)
                isPrime = isPrime && prime % d != 0;
            if (isPrime)
                BN_mul_word(product.get(), prime);
        }
        BN_one(power.get());
        for (int i = 0; i < 5; ++i)
            BN_mul_word(power.get(), 65537);
        BN_set_bit(modulus.get(), 2047);
        const std::unique_ptr<BN_CTX, OpenSslFree<&BN_CTX_free>> context(BN_CTX_new());
        const BignumHandle rest(BN_new());
        BN_mod(rest.get(), modulus.get(), product.get(), context.get());
        BN_sub(modulus.get(), modulus.get(), rest.get());
        BN_add(modulus.get(), modulus.get(), product.get());
        BN_add(modulus.get(), modulus.get(), power.get());
        if (!BN_is_odd(modulus.get()))
            BN_add(modulus.get(), modulus.get(), product.get());
        QByteArray bytes(BN_num_bytes(modulus.get()), '\0');
        BN_bn2bin(modulus.get(), octets(bytes));
        return bytes;
    }

    QJsonObject m_rsa;
    QJsonObject m_rsaPublic;
    QJsonObject m_ec;
    QJsonObject m_ecPublic;
    QJsonObject m_okp;
    QJsonObject m_okpPublic;
};

} // namespace tessera::test

TESSERA_TEST(tessera::test::KeyJwkTest)
#include "key_jwk_test.moc"
