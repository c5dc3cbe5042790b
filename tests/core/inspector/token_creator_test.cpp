// Tokens made for tests verify and decrypt with their keys, and what must not be made is refused with the
// reason.
#include "core/inspector/token_creator.h"

#include "core/jose/jwe.h"
#include "core/jose/jwt.h"
#include "tests/support/test_program.h"

#include <QJsonArray>
#include <QTest>

Q_DECLARE_METATYPE(tessera::TestTokenRequest)

namespace tessera::test {
namespace {

TestTokenRequest request(const QByteArray& claims = QByteArrayLiteral("{\"sub\":\"me\"}"))
{
    TestTokenRequest wanted;
    wanted.claims = claims;
    return wanted;
}

QString codeOf(const Result<TestToken>& made)
{
    return made ? QString() : made.error().code;
}

JwkSet one(const Key& key)
{
    return JwkSet({key});
}

Key secretOf(qsizetype bytes)
{
    return Key::fromSecret(SecretString(QByteArray(bytes, 's')));
}

/// "RSA", "oct", or a curve.
Key keyNamed(const QString& name)
{
    if (name == u"RSA")
        return Key::generateRsa();
    if (name == u"oct")
        return Key::generateSecret(256);
    return name.startsWith(u"P-") ? Key::generateEc(name) : Key::generateOkp(name);
}

} // namespace

class TokenCreatorTest final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void everySignatureAlgorithmWithAGeneratedKey_data()
    {
        QTest::addColumn<QString>("alg");
        for (const JwsAlgorithm& row : jwsAlgorithms())
            QTest::newRow(row.name.toLatin1().constData()) << row.name.toString();
    }
    void everySignatureAlgorithmWithAGeneratedKey()
    {
        QFETCH(QString, alg);
        TestTokenRequest wanted = request();
        wanted.algorithm = alg;
        const auto made = createToken(wanted);
        QVERIFY2(made.has_value(), qPrintable(codeOf(made)));
        QCOMPARE(made->algorithm, alg);
        QVERIFY(made->isKeyGenerated);
        const auto keys = JwkSet::parseKeyFile(made->privateJwk.reveal());
        QVERIFY(keys.has_value());
        const auto jwt = decodeJwt(made->token);
        QVERIFY(jwt.has_value());
        QCOMPARE(jwt->claims, made->claims);
        QCOMPARE(jwt->jws.header.json, made->header);
        QVERIFY(verifyJws(jwt->jws, *keys).has_value());
        const bool isSecret = alg.startsWith(u"HS");
        QCOMPARE(made->publicJwk.isEmpty(), isSecret);
        QCOMPARE(made->publicPem.isEmpty(), isSecret);
        QVERIFY(!made->publicJwk.contains(u"d"));
    }

    void algorithmFitsTheKey_data()
    {
        QTest::addColumn<QString>("curve");
        QTest::addColumn<QString>("alg");
        QTest::newRow("P-256") << "P-256"
                               << "ES256";
        QTest::newRow("P-384") << "P-384"
                               << "ES384";
        QTest::newRow("P-521") << "P-521"
                               << "ES512";
        QTest::newRow("secp256k1") << "secp256k1"
                                   << "ES256K";
        QTest::newRow("Ed25519") << "Ed25519"
                                 << "Ed25519";
        QTest::newRow("Ed448") << "Ed448"
                               << "Ed448";
    }
    void algorithmFitsTheKey()
    {
        QFETCH(QString, curve);
        QFETCH(QString, alg);
        const Key key = curve.startsWith(u"Ed") ? Key::generateOkp(curve) : Key::generateEc(curve);
        TestTokenRequest wanted = request();
        wanted.keys = one(key);
        const auto made = createToken(wanted);
        QVERIFY2(made.has_value(), qPrintable(codeOf(made)));
        QCOMPARE(made->algorithm, alg);
        QVERIFY(!made->isKeyGenerated);
        QVERIFY(made->privateJwk.isEmpty());
    }

    void theKeysOwnAlgorithmWins()
    {
        TestTokenRequest wanted = request();
        wanted.keys = one(Key::generateEd25519().withAlg(QStringLiteral("EdDSA")));
        const auto made = createToken(wanted);
        QVERIFY(made.has_value());
        QCOMPARE(made->algorithm, QStringLiteral("EdDSA"));
    }

    void secretDecidesTheHash()
    {
        TestTokenRequest wanted = request();
        wanted.keys = one(secretOf(32));
        const auto made = createToken(wanted);
        QVERIFY(made.has_value());
        QCOMPARE(made->algorithm, QStringLiteral("HS256"));
        QVERIFY(made->publicJwk.isEmpty());
        QVERIFY(!made->header.contains(u"kid"));
    }

    void firstKeyOfASetThatFits()
    {
        const Key signer = Key::generateEc(u"P-256").withKid(QStringLiteral("two"));
        const auto stranger = Key::fromJwk(Key::generateEc(u"P-256").publicJwk());
        QVERIFY(stranger.has_value());
        TestTokenRequest wanted = request();
        wanted.keys = JwkSet({*stranger, signer});
        const auto made = createToken(wanted);
        QVERIFY(made.has_value());
        QCOMPARE(made->header.value(u"kid").toString(), QStringLiteral("two"));
    }

    void badClaimsNameTheirPlace_data()
    {
        QTest::addColumn<QByteArray>("claims");
        QTest::addColumn<QString>("place");
        QTest::newRow("no JSON") << QByteArray("hello") << "line 1, column 1";
        QTest::newRow("comma") << QByteArray("{\n  \"a\":1,\n}") << "line 3, column 1";
        QTest::newRow("counts characters") << QByteArray("{\"\xc3\xa4\xc3\xb6\":x}") << "line 1, column 7";
        QTest::newRow("a list") << QByteArray("[1]") << "line 1, column 1";
        QTest::newRow("empty") << QByteArray() << "line 1, column 1";
    }
    void badClaimsNameTheirPlace()
    {
        QFETCH(QByteArray, claims);
        QFETCH(QString, place);
        const auto made = createToken(request(claims));
        QCOMPARE(codeOf(made), QStringLiteral("create.claims"));
        QVERIFY2(made.error().detail.startsWith(place + u':'), qPrintable(made.error().detail));
    }

    void twoClaimsOfOneName()
    {
        const auto made = createToken(request("{\"a\":1,\n \"a\":2}"));
        QCOMPARE(codeOf(made), QStringLiteral("create.claims"));
        QVERIFY(made.error().detail.startsWith(QStringLiteral("line 2, ")));
    }

    void refused_data()
    {
        QTest::addColumn<TestTokenRequest>("wanted");
        QTest::addColumn<QString>("code");
        const auto row = [](const char* name, const char* code, const auto& change) {
            TestTokenRequest wanted = request();
            change(wanted);
            QTest::newRow(name) << wanted << QString::fromLatin1(code);
        };
        const auto alg = [](const char* name) {
            return [name](TestTokenRequest& wanted) { wanted.algorithm = QString::fromLatin1(name); };
        };
        row("A121 none", "create.algorithm_none", alg("none"));
        row("A121 nOnE", "create.algorithm_none", alg("nOnE"));
        row("A166 RSA1_5", "create.algorithm_refused", alg("RSA1_5"));
        row("es256", "create.algorithm_unknown", alg("es256"));
        row("RSA-OAEP signs nothing", "create.algorithm_other_use", alg("RSA-OAEP-256"));
        row("short secret", "key.weak", [](TestTokenRequest& wanted) {
            wanted.keys = one(secretOf(31));
            wanted.algorithm = QStringLiteral("HS256");
        });
        row("short secret, no algorithm", "create.no_key",
            [](TestTokenRequest& wanted) { wanted.keys = one(secretOf(31)); });
        row("wrong kind of key", "key.wrong_type", [](TestTokenRequest& wanted) {
            wanted.keys = one(Key::generateEc(u"P-256"));
            wanted.algorithm = QStringLiteral("RS256");
        });
        row("wrong curve", "key.wrong_curve", [](TestTokenRequest& wanted) {
            wanted.keys = one(Key::generateEc(u"P-256"));
            wanted.algorithm = QStringLiteral("ES384");
        });
        row("for encryption only", "key.use", [](TestTokenRequest& wanted) {
            wanted.keys = one(Key::generateEc(u"P-256").withUse(QStringLiteral("enc")));
            wanted.algorithm = QStringLiteral("ES256");
        });
        row("public key", "key.no_private_part", [](TestTokenRequest& wanted) {
            wanted.keys = one(*Key::fromJwk(Key::generateEc(u"P-256").publicJwk()));
            wanted.algorithm = QStringLiteral("ES256");
        });
        row("no key of a set", "create.no_key", [](TestTokenRequest& wanted) {
            wanted.keys = JwkSet({secretOf(8), secretOf(9)});
        });
        row("proof with a secret", "create.algorithm_other_use", [](TestTokenRequest& wanted) {
            wanted.holdsItsKey = true;
            wanted.keys = one(secretOf(32));
        });
        row("alg by hand", "create.header",
            [](TestTokenRequest& wanted) { wanted.header.insert(u"alg", QStringLiteral("none")); });
        row("crit by hand", "create.header",
            [](TestTokenRequest& wanted) { wanted.header.insert(u"crit", QJsonArray()); });
        row("neither", "create.nothing", [](TestTokenRequest& wanted) { wanted.isSigned = false; });
        row("too large", "create.claims_size", [](TestTokenRequest& wanted) {
            wanted.claims = "{\"a\":\"" + QByteArray(kMaxCreatedClaims, 'x') + "\"}";
        });
        row("encrypt with RSA1_5", "create.algorithm_refused", [](TestTokenRequest& wanted) {
            wanted.encryption = TestTokenEncryption{one(Key::generateRsa()), QStringLiteral("RSA1_5")};
        });
        row("unknown enc", "create.algorithm_unknown", [](TestTokenRequest& wanted) {
            wanted.encryption =
                TestTokenEncryption{one(Key::generateEc(u"P-256")), {}, QStringLiteral("A256")};
        });
        row("encrypt to a key that signs", "create.no_key", [](TestTokenRequest& wanted) {
            wanted.encryption = TestTokenEncryption{one(Key::generateEd25519())};
        });
    }
    void refused()
    {
        QFETCH(TestTokenRequest, wanted);
        QTEST(codeOf(createToken(wanted)), "code");
    }

    void noSecretInARefusal()
    {
        TestTokenRequest wanted = request();
        wanted.keys = one(Key::fromSecret(SecretString(QByteArrayLiteral("hunter2-hunter2"))));
        wanted.algorithm = QStringLiteral("HS256");
        const auto made = createToken(wanted);
        QVERIFY(!made);
        QVERIFY(!made.error().detail.contains(QStringLiteral("hunter2")));
    }

    void encrypted_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<QString>("alg");
        QTest::newRow("P-256") << "P-256"
                               << "ECDH-ES";
        QTest::newRow("X25519") << "X25519"
                                << "ECDH-ES";
        QTest::newRow("RSA") << "RSA"
                             << "RSA-OAEP-256";
        QTest::newRow("secret") << "oct"
                                << "A256KW";
    }
    void encrypted()
    {
        QFETCH(QString, name);
        QFETCH(QString, alg);
        const Key key = keyNamed(name);
        TestTokenRequest wanted = request();
        wanted.encryption = TestTokenEncryption{one(key)};
        const auto nested = createToken(wanted);
        QVERIFY2(nested.has_value(), qPrintable(codeOf(nested)));
        QCOMPARE(nested->encryptionAlgorithm, alg);
        const auto outer = parseCompactJwe(nested->token);
        QVERIFY(outer.has_value());
        QCOMPARE(outer->recipient.header.cty, QStringLiteral("JWT"));
        const auto opened = decryptJwe(*outer, key);
        QVERIFY(opened.has_value());
        const auto inner = nestedJws(*opened);
        QVERIFY(inner.has_value());
        const auto signer = Key::fromJwk(nested->publicJwk);
        QVERIFY(signer.has_value());
        const auto jws = parseCompactJws(*inner);
        QVERIFY(jws.has_value());
        QVERIFY(verifyJws(*jws, *signer).has_value());
    }

    void encryptedOnlyHoldsTheClaims()
    {
        const Key key = Key::generateEc(u"P-256");
        TestTokenRequest wanted = request();
        wanted.isSigned = false;
        wanted.header.insert(u"typ", QStringLiteral("JWT"));
        wanted.encryption = TestTokenEncryption{one(key), {}, QStringLiteral("A128CBC-HS256")};
        const auto made = createToken(wanted);
        QVERIFY2(made.has_value(), qPrintable(codeOf(made)));
        QVERIFY(made->algorithm.isEmpty());
        QVERIFY(!made->isKeyGenerated);
        QCOMPARE(made->header.value(u"enc").toString(), QStringLiteral("A128CBC-HS256"));
        const auto opened = decryptJwe(*parseCompactJwe(made->token), key);
        QVERIFY(opened.has_value());
        QCOMPARE(opened->plaintext.reveal().toByteArray(), wanted.claims);
    }
};

} // namespace tessera::test

using tessera::test::TokenCreatorTest;
TESSERA_TEST(TokenCreatorTest)
#include "token_creator_test.moc"
