// The content encryption key in and out of a token, and every way to get a reader to take a wrong one (A165,
// A167, A169, A170, A173; N120–N123).
#include "core/jose/jwe_key_management.h"

#include "core/jose/concat_kdf.h"
#include "core/jose/jwe_encrypt.h"
#include "core/jose/jwe_key_management_password.h"
#include "tests/core/jose/jwe_test_support.h"
#include "tests/support/test_program.h"

namespace tessera::test {
namespace {

const QByteArray kText = QByteArrayLiteral("text");

QString text(const char* latin1)
{
    return QString::fromLatin1(latin1);
}

/// A token for `key` as encryptCompact makes it.
JweParts made(const Key& key, QStringView alg, QStringView enc = u"A128GCM", const QJsonObject& header = {})
{
    return partsOf(encryptCompact(kText, key, alg, enc, header).value());
}

} // namespace

class JweKeyManagementTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void ephemeral_data()
    {
        QTest::addColumn<QString>("curve");
        QTest::addColumn<QJsonValue>("epk");
        QTest::addColumn<QString>("code");
        const auto row = [](const char* name, const char* curve, const QJsonValue& epk, const char* code) {
            QTest::newRow(name) << text(curve) << epk << QString::fromLatin1(code);
        };
        const QJsonObject p256 =
            made(agreementKey(text("P-256")), u"ECDH-ES").header.value(u"epk").toObject();
        const QJsonObject x25519 =
            made(agreementKey(text("X25519")), u"ECDH-ES").header.value(u"epk").toObject();
        const QByteArray zeros(32, '\0');
        const QString zero = encode(zeros);
        row("A165 missing", "P-256", QJsonValue::Undefined, "jwe.epk");
        row("A165 text", "P-256", text("epk"), "jwe.epk");
        row("A165 null", "P-256", QJsonValue(), "jwe.epk");
        row("A165 array", "P-256", QJsonArray{p256}, "jwe.epk");
        row("A165 empty", "P-256", QJsonObject(), "jwe.epk");
        row("A165 kty missing", "P-256", with(p256, u"kty", QJsonValue::Undefined), "jwe.epk");
        row("A165 y missing", "P-256", with(p256, u"y", QJsonValue::Undefined), "jwe.epk");
        row("A165 off the curve", "P-256", with(p256, u"y", p256.value(u"x")), "jwe.epk");
        row("A165 the point 0, 0", "P-256", with(with(p256, u"x", zero), u"y", zero), "jwe.epk");
        row("A165 infinity", "P-256", with(with(p256, u"x", QString()), u"y", QString()), "jwe.epk");
        row("A165 x of 31 bytes", "P-256", with(p256, u"x", encode(QByteArray(31, 'x'))), "jwe.epk");
        row("A165 other curve, named so", "P-256", Key::generateEc(u"P-384").publicJwk(), "jwe.epk");
        row("A165 other curve, named as ours", "P-256",
            with(Key::generateEc(u"P-384").publicJwk(), u"crv", text("P-256")), "jwe.epk");
        row("A165 P-256 named as P-384", "P-256", with(p256, u"crv", text("P-384")), "jwe.epk");
        row("A165 X25519 for P-256", "P-256", x25519, "jwe.epk");
        row("A165 P-256 for X25519", "X25519", p256, "jwe.epk");
        row("A165 Ed25519 for X25519", "X25519", ed25519Key().publicJwk(), "jwe.epk");
        row("A165 X448 for X25519", "X25519", Key::generateOkp(u"X448").publicJwk(), "jwe.epk");
        row("A165 RSA", "P-256", rsaKey().publicJwk(), "jwe.epk");
        row("A165 oct", "P-256", QJsonObject{{text("kty"), text("oct")}, {text("k"), zero}}, "jwe.epk");
        row("A165 private", "P-256", with(p256, u"d", zero), "jwe.epk");
        row("A165 private X25519", "X25519", with(x25519, u"d", zero), "jwe.epk");
    }

    void ephemeral()
    {
        QFETCH(QString, curve);
        QFETCH(QJsonValue, epk);
        for (const QStringView alg : {u"ECDH-ES", u"ECDH-ES+A256KW"}) {
            JweParts parts = made(agreementKey(curve), alg);
            QCOMPARE(plaintextOf(opened(parts.compact(), agreementKey(curve))), kText);
            parts.header = with(parts.header, u"epk", epk);
            QTEST(codeOf(opened(parts.compact(), agreementKey(curve))), "code");
        }
    }

    void smallOrder_data()
    {
        QTest::addColumn<QString>("curve");
        QTest::addColumn<QByteArray>("x");
        const auto row = [](const char* name, const char* curve, const char* x) {
            QTest::newRow(name) << text(curve) << QByteArray::fromHex(x);
        };
        // RFC 7748 section 6: 0, 1, the points of order 8, p - 1, p and p + 1.
        row("A165 X25519, 0", "X25519", "0000000000000000000000000000000000000000000000000000000000000000");
        row("A165 X25519, 1", "X25519", "0100000000000000000000000000000000000000000000000000000000000000");
        row("A165 X25519, order 8", "X25519",
            "e0eb7a7c3b41b8ae1656e3faf19fc46ada098deb9c32b1fd866205165f49b800");
        row("A165 X25519, order 8, the other", "X25519",
            "5f9c95bca3508c24b1d0b1559c83ef5b04445cc4581c8e86d8224eddd09f1157");
        row("A165 X25519, p - 1", "X25519",
            "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f");
        row("A165 X25519, p", "X25519", "edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f");
        row("A165 X25519, p + 1", "X25519",
            "eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f");
        row("A165 X448, 0", "X448",
            "00000000000000000000000000000000000000000000000000000000"
            "00000000000000000000000000000000000000000000000000000000");
        row("A165 X448, 1", "X448",
            "01000000000000000000000000000000000000000000000000000000"
            "00000000000000000000000000000000000000000000000000000000");
    }

    /// The sender knows what comes of such a point, zeros, and seals with the key derived from them.
    void smallOrder()
    {
        QFETCH(QString, curve);
        QFETCH(QByteArray, x);
        JweParts parts = made(agreementKey(curve), u"ECDH-ES");
        const QJsonObject epk{{text("kty"), text("OKP")}, {text("crv"), curve}, {text("x"), encode(x)}};
        parts.header.insert(u"epk", epk);
        const SecretString derived = concatKdf(secretOf(QByteArray(x.size(), '\0')), {"A128GCM", {}, {}}, 16);
        parts.seal(u"A128GCM", derived, kText);
        const QString code = codeOf(opened(parts.compact(), agreementKey(curve)));
        QVERIFY2(code == u"jwe.epk" || code == u"jwe.decryption", qPrintable(code));
    }

    void partyInfo_data()
    {
        QTest::addColumn<QJsonValue>("value");
        QTest::addColumn<QString>("code");
        const auto row = [](const char* name, const QJsonValue& value, const char* code) {
            QTest::newRow(name) << value << QString::fromLatin1(code);
        };
        row("a name", encode("Alice"), "ok");
        row("empty", QString(), "ok");
        row("512 bytes", encode(QByteArray(512, 'u')), "ok");
        row("A173 514 bytes", encode(QByteArray(514, 'u')), "jwe.party_info");
        row("A173 a megabyte", QString(1000000, u'A'), "jwe.party_info");
        row("A173 padding", text("QQ=="), "jwe.party_info");
        row("A173 trailing bits", text("QR"), "jwe.party_info");
        row("A173 wide characters", QStringLiteral("\u0100AAA"), "jwe.party_info");
        row("A173 number", 1, "jwe.party_info");
        row("A173 null", QJsonValue(), "jwe.party_info");
        row("A173 array", QJsonArray{text("QQ")}, "jwe.party_info");
    }

    void partyInfo()
    {
        QFETCH(QJsonValue, value);
        QFETCH(QString, code);
        const Key key = agreementKey(text("P-256"));
        for (const QStringView name : {u"apu", u"apv"}) {
            const QJsonObject header{{name.toString(), value}};
            const auto token = encryptCompact(kText, key, u"ECDH-ES", u"A128GCM", header);
            QCOMPARE(codeOf(token), code);
            if (token) {
                QCOMPARE(plaintextOf(opened(*token, key)), kText);
                continue;
            }
            JweParts parts = made(key, u"ECDH-ES");
            parts.header.insert(name, value);
            const auto jwe = parseCompactJwe(parts.compact(), 4 * kMaxInspectedBytes);
            QCOMPARE(codeOf(decryptJwe(jwe.value(), key)), code);
        }
    }

    void partyInfoIsPartOfTheKey() // N122
    {
        const Key key = agreementKey(text("P-256"));
        const JwePlan plan = planNamed(u"ECDH-ES", u"A128GCM");
        const JweRandomness randomness = freshRandomness(plan, key);
        const auto cekWith = [&](const QJsonObject& header) {
            return wrapCek(plan, header, key, randomness).value().cek;
        };
        QVERIFY(cekWith({}) == cekWith({}));
        QVERIFY(!(cekWith({}) == cekWith({{text("apu"), encode("a")}})));
        QVERIFY(!(cekWith({{text("apu"), encode("a")}}) == cekWith({{text("apv"), encode("a")}})));
    }

    void passwordParameters_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<QJsonValue>("value");
        QTest::addColumn<QString>("code");
        const auto count = [](const char* name, const QJsonValue& value, const char* code) {
            QTest::newRow(name) << text("p2c") << value << QString::fromLatin1(code);
        };
        const auto salt = [](const char* name, const QJsonValue& value, const char* code) {
            QTest::newRow(name) << text("p2s") << value << QString::fromLatin1(code);
        };
        count("p2c 1000", 1000, "ok");
        count("p2c 1200000", 1200000, "ok");
        for (const double bad : {0.0, 1.0, 999.0, 999.5, 1000.5, 1200001.0, 2147483648.0, 9007199254740992.0,
                                 -1.0, -1000.0, 1e300})
            count(qPrintable(QStringLiteral("A167 p2c %1").arg(bad, 0, 'g', 17)), bad,
                  "jwe.password_parameters");
        count("A167 p2c text", text("1000"), "jwe.password_parameters");
        count("A167 p2c null", QJsonValue(), "jwe.password_parameters");
        count("A167 p2c true", true, "jwe.password_parameters");
        count("A167 p2c array", QJsonArray{1000}, "jwe.password_parameters");
        count("A167 p2c missing", QJsonValue::Undefined, "jwe.password_parameters");
        for (int bytes = 0; bytes < 8; ++bytes)
            salt(qPrintable(QStringLiteral("A167 p2s of %1 bytes").arg(bytes)),
                 encode(QByteArray(bytes, 's')), "jwe.password_parameters");
        salt("p2s of 8 bytes", encode(QByteArray(8, 's')), "ok");
        salt("p2s of 512 bytes", encode(QByteArray(512, 's')), "ok");
        salt("A167 p2s of 513 bytes", encode(QByteArray(513, 's')), "jwe.password_parameters");
        salt("A167 p2s of a megabyte", QString(1 << 20, u'A'), "jwe.password_parameters");
        salt("A167 p2s padded", text("c3Nzc3Nzc3M="), "jwe.password_parameters");
        salt("A167 p2s number", 12345678, "jwe.password_parameters");
        salt("A167 p2s missing", QJsonValue::Undefined, "jwe.password_parameters");
    }

    void passwordParameters()
    {
        QFETCH(QString, name);
        QFETCH(QJsonValue, value);
        const QJsonObject good = jwe_password::headerOf({QByteArray(16, 's'), 1000});
        QVERIFY(jwe_password::parametersOf(good));
        QTEST(codeOf(jwe_password::parametersOf(with(good, name, value))), "code");
    }

    void passwordWorkIsBounded() // A167: nothing is derived for a token that asks for too much
    {
        const JwePlan plan = planNamed(u"PBES2-HS256+A128KW", u"A128GCM");
        const Key password = Key::fromSecret(secretOf("password"));
        JweRandomness randomness = freshRandomness(plan, password);
        randomness.iterations = 1000;
        JweParts parts = partsOf(encryptWith(plan, kText, password, {}, randomness).value());
        const JweRules rules = passwordsAllowed();
        QCOMPARE(plaintextOf(opened(parts.compact(), password, rules)), kText);
        QCOMPARE(codeOf(opened(parts.compact(), Key::fromSecret(secretOf("passwore")), rules)),
                 text("jwe.decryption"));
        QCOMPARE(codeOf(opened(parts.compact(), password)), text("jwe.password_not_allowed"));
        parts.header.insert(u"p2c", 2147483647);
        QCOMPARE(codeOf(opened(parts.compact(), password, rules)), text("jwe.password_parameters"));
    }

    void gcmKeyWrapParameters_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<QJsonValue>("value");
        const auto row = [](const QString& label, const char* name, const QJsonValue& value) {
            QTest::newRow(qPrintable(label)) << text(name) << value;
        };
        for (const int bytes : {0, 1, 4, 8, 12, 13, 15, 17, 32})
            row(QStringLiteral("A161 tag of %1 bytes").arg(bytes), "tag", encode(QByteArray(bytes, 't')));
        for (const int bytes : {0, 8, 11, 13, 16})
            row(QStringLiteral("A162 iv of %1 bytes").arg(bytes), "iv", encode(QByteArray(bytes, 'i')));
        for (const char* name : {"iv", "tag"}) {
            row(text(name) + text(" missing"), name, QJsonValue::Undefined);
            row(text(name) + text(" number"), name, 1);
            row(text(name) + text(" no base64url"), name, text("===="));
        }
    }

    void gcmKeyWrapParameters()
    {
        QFETCH(QString, name);
        QFETCH(QJsonValue, value);
        JweParts parts = made(octKey(16), u"A128GCMKW");
        QCOMPARE(plaintextOf(opened(parts.compact(), octKey(16))), kText);
        parts.header = with(parts.header, name, value);
        QCOMPARE(codeOf(opened(parts.compact(), octKey(16))), text("jwe.key_wrap_parameters"));
    }

    void contentKeyThatIsNone_data()
    {
        QTest::addColumn<QString>("enc");
        QTest::addColumn<QByteArray>("cek");
        QTest::addColumn<QString>("code");
        const auto row = [](const char* name, const char* enc, const QByteArray& cek, const char* code) {
            QTest::newRow(name) << text(enc) << cek << QString::fromLatin1(code);
        };
        row("good", "A128GCM", QByteArray(16, 'c'), "ok");
        row("A169 A128GCM, 32 bytes", "A128GCM", QByteArray(32, 'c'), "jwe.decryption");
        row("A169 A256GCM, 16 bytes", "A256GCM", QByteArray(16, 'c'), "jwe.decryption");
        row("A169 A128CBC-HS256, 16 bytes", "A128CBC-HS256", QByteArray(16, 'c'), "jwe.decryption");
        row("A169 A128CBC-HS256, 64 bytes", "A128CBC-HS256", QByteArray(64, 'c'), "jwe.decryption");
        row("A169 A256CBC-HS512, 32 bytes", "A256CBC-HS512", QByteArray(32, 'c'), "jwe.decryption");
        row("A169 all zero, A128GCM", "A128GCM", QByteArray(16, '\0'), "jwe.decryption");
        row("A169 all zero, A128CBC-HS256", "A128CBC-HS256", QByteArray(32, '\0'), "jwe.decryption");
        row("A169 all zero but one bit", "A128GCM", QByteArray(15, '\0') + '\1', "ok");
    }

    /// Wrapped as it should be, and the content sealed with it wherever its size allows.
    void contentKeyThatIsNone()
    {
        QFETCH(QString, enc);
        QFETCH(QByteArray, cek);
        const Key keys[] = {octKey(16), rsaKey()};
        for (const auto& [key, alg] : {std::pair{&keys[0], u"A128KW"}, {&keys[1], u"RSA-OAEP-256"}}) {
            JweRandomness randomness;
            randomness.cek = secretOf(cek);
            JweParts parts;
            parts.header = jweHeader(alg, enc);
            parts.encryptedKey = wrapCek(planNamed(alg, enc), {}, *key, randomness).value().encryptedKey;
            const qsizetype wanted = encryptionNamed(enc).keyBytes;
            parts.seal(enc, cek.size() == wanted ? secretOf(cek) : secretOfSize(wanted), kText);
            QTEST(codeOf(opened(parts.compact(), *key)), "code");
        }
    }

    void wrappedKeyOfAnotherSize() // A170, N120: the same error whatever the size
    {
        for (const QStringView alg : {u"A128KW", u"A128GCMKW"}) {
            JweParts parts = made(octKey(16), alg);
            for (const int bytes : {1, 7, 8, 9, 15, 16, 23, 25, 32, 40, 72, 80, 4096, 500000}) {
                if (bytes == parts.encryptedKey.size())
                    continue;
                JweParts changed = parts;
                changed.encryptedKey = QByteArray(bytes, 'w');
                QCOMPARE(codeOf(opened(changed.compact(), octKey(16))), text("jwe.decryption"));
            }
        }
    }

    void rsaFailuresLookAlike() // N120: a damaged key, a key of another size, and another recipient
    {
        const JweParts good = made(rsaKey(), u"RSA-OAEP");
        QCOMPARE(plaintextOf(opened(good.compact(), rsaKey())), kText);
        QList<QByteArray> encryptedKeys;
        for (const int bytes : {1, 255, 257, 4096})
            encryptedKeys.append(QByteArray(bytes, '\1'));
        encryptedKeys.append(QByteArray(256, '\0'));
        encryptedKeys.append(QByteArray(256, '\xFF')); // not less than the modulus
        encryptedKeys.append(made(Key::generateRsa(), u"RSA-OAEP").encryptedKey);
        encryptedKeys.append(made(rsaKey(), u"RSA-OAEP-256").encryptedKey);
        JweParts otherTag = good;
        otherTag.tag[0] = static_cast<char>(otherTag.tag[0] ^ 1);
        const auto wanted = opened(otherTag.compact(), rsaKey());
        QCOMPARE(codeOf(wanted), text("jwe.decryption"));
        for (const QByteArray& encryptedKey : std::as_const(encryptedKeys)) {
            JweParts parts = good;
            parts.encryptedKey = encryptedKey;
            const auto decrypted = opened(parts.compact(), rsaKey());
            QVERIFY(!decrypted);
            QCOMPARE(decrypted.error(), wanted.error());
        }
    }

    void freshEveryTime()
    {
        const Key keys[] = {octKey(16), agreementKey(text("X25519")), rsaKey()};
        for (const auto& [key, alg] :
             {std::pair{&keys[0], u"A128GCMKW"}, {&keys[1], u"ECDH-ES+A128KW"}, {&keys[2], u"RSA-OAEP"}}) {
            const JweParts one = made(*key, alg);
            const JweParts two = made(*key, alg);
            QVERIFY(one.encryptedKey != two.encryptedKey);
            QVERIFY(one.iv != two.iv);
            QVERIFY(one.ciphertext != two.ciphertext);
            QVERIFY(key->type() == KeyType::Rsa || one.header != two.header);
        }
    }

private:
    static const Key& agreementKey(const QString& curve)
    {
        static const Key p256 = Key::generateEc(u"P-256");
        static const Key x25519 = Key::generateOkp(u"X25519");
        static const Key x448 = Key::generateOkp(u"X448");
        return curve == u"P-256" ? p256 : curve == u"X448" ? x448 : x25519;
    }
};

} // namespace tessera::test

TESSERA_TEST(tessera::test::JweKeyManagementTest)
#include "jwe_key_management_test.moc"
