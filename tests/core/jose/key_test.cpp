// What a key may be used for (A142, A153, A156), its public form and its thumbprint (RFC 7638).
#include "tests/core/jose/jose_test_support.h"
#include "tests/support/test_program.h"

namespace tessera::test {

class KeyTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void rfc7638()
    {
        const QJsonObject vector = readVector(QStringLiteral("rfc7638.json"));
        const auto key = Key::fromJwk(vector.value(u"key").toObject());
        QVERIFY2(key, qPrintable(codeOf(key)));
        QCOMPARE(key->thumbprint(), vector.value(u"thumbprint").toString());
        QCOMPARE(key->withKid(QStringLiteral("x")).withAlg(QStringLiteral("PS256")).thumbprint(),
                 key->thumbprint());
    }

    void rfc8037Thumbprint()
    {
        const QJsonObject vector = readVector(QStringLiteral("rfc8037.json"));
        for (const QStringView name : {u"A.1 private", u"A.2 public"}) {
            const Key key = Key::fromJwk(vector.value(name).toObject()).value();
            QCOMPARE(key.thumbprint(), vector.value(u"A.3 thumbprint").toString());
        }
    }

    void secretHasNoPublicForm()
    {
        const Key key = secretKey().withKid(QStringLiteral("k"));
        QCOMPARE(key.publicJwk(), QJsonObject());
        QCOMPARE(key.bits(), 512);
        QVERIFY(key.isPrivate());
        QVERIFY(!key.handle());
        // RFC 7638 section 3.2: {"k":…,"kty":"oct"}.
        const QByteArray canonical =
            "{\"k\":\"" + base64urlEncode(QByteArray(64, 's')) + "\",\"kty\":\"oct\"}";
        QCOMPARE(key.thumbprint(), encode(QCryptographicHash::hash(canonical, QCryptographicHash::Sha256)));
    }

    void publicFormKeepsLabels()
    {
        const QJsonObject jwk = labelled(rsaKey(), QStringLiteral("sig"), QJsonValue::Undefined, "RS256");
        const Key key = Key::fromJwk(jwk).value().withKid(QStringLiteral("k1"));
        QCOMPARE(key.publicJwk(), with(jwk, u"kid", QStringLiteral("k1")));
    }

    void copiesAreIndependent()
    {
        const Key key = p256Key().withKid(QStringLiteral("a"));
        const Key other = key.withKid(QStringLiteral("b")).withAlg(QStringLiteral("ES256"));
        QCOMPARE(key.kid(), QStringLiteral("a"));
        QVERIFY(key.alg().isEmpty());
        QCOMPARE(other.kid(), QStringLiteral("b"));
        QCOMPARE(other.handle(), key.handle());
    }

    void usable_data()
    {
        QTest::addColumn<QJsonObject>("jwk");
        QTest::addColumn<QString>("alg");
        QTest::addColumn<QString>("toVerify");
        QTest::addColumn<QString>("toSign");
        const auto row = [](const char* name, const QJsonObject& jwk, const char* alg, const char* toVerify,
                            const char* toSign) {
            QTest::newRow(name) << jwk << QString::fromLatin1(alg) << QString::fromLatin1(toVerify)
                                << QString::fromLatin1(toSign);
        };
        const QJsonObject ec = readVector(QStringLiteral("rfc7515.json"))[u"cases"][2][u"key"].toObject();
        const QJsonObject publicEc = with(ec, u"d", QJsonValue::Undefined);
        const auto use = [&](const char* value) { return with(ec, u"use", QLatin1String(value)); };
        const auto ops = [&](const QStringList& list) {
            return with(ec, u"key_ops", QJsonArray::fromStringList(list));
        };
        const QString sign = QStringLiteral("sign");
        const QString verify = QStringLiteral("verify");
        row("private", ec, "ES256", "ok", "ok");
        row("public", publicEc, "ES256", "ok", "key.no_private_part");
        row("use sig", use("sig"), "ES256", "ok", "ok");
        row("A153 use enc", use("enc"), "ES256", "key.use", "key.use");
        row("A153 use unknown", use("tls"), "ES256", "key.use", "key.use");
        row("A153 use other case", use("SIG"), "ES256", "key.use", "key.use");
        row("A153 key_ops sign", ops({sign}), "ES256", "key.use", "ok");
        row("A153 key_ops verify", ops({verify}), "ES256", "ok", "key.use");
        row("key_ops both", ops({sign, verify}), "ES256", "ok", "ok");
        row("A153 key_ops empty", ops({}), "ES256", "key.use", "key.use");
        row("A153 key_ops of encryption", ops({QStringLiteral("deriveKey")}), "ES256", "key.use", "key.use");
        row("alg the same", with(ec, u"alg", QStringLiteral("ES256")), "ES256", "ok", "ok");
        row("A142 alg another", with(ec, u"alg", QStringLiteral("ECDH-ES")), "ES256", "key.wrong_alg",
            "key.wrong_alg");
        row("A142 curve", ec, "ES384", "key.wrong_curve", "key.wrong_curve");
        row("A142 kind", ec, "RS256", "key.wrong_type", "key.wrong_type");
        row("A142 kind HMAC", ec, "HS256", "key.wrong_type", "key.wrong_type");
    }

    void usable()
    {
        QFETCH(QJsonObject, jwk);
        QFETCH(QString, alg);
        const auto key = Key::fromJwk(jwk);
        QVERIFY2(key, qPrintable(codeOf(key)));
        const JwsAlgorithm& algorithm = *findJwsAlgorithm(alg);
        QTEST(codeOf(key->checkFor(algorithm, false)), "toVerify");
        QTEST(codeOf(key->checkFor(algorithm, true)), "toSign");
    }

    void eachKindServesOnlyItsAlgorithms()
    {
        const auto served = [](const Key& key) {
            QStringList names;
            for (const JwsAlgorithm* algorithm : jwsAlgorithms()) {
                if (key.checkFor(*algorithm, true))
                    names.append(algorithm->name.toString());
            }
            return names.join(u' ');
        };
        QCOMPARE(served(rsaKey()), QStringLiteral("RS256 RS384 RS512 PS256 PS384 PS512"));
        QCOMPARE(served(p256Key()), QStringLiteral("ES256"));
        QCOMPARE(served(Key::generateEc(u"P-384")), QStringLiteral("ES384"));
        QCOMPARE(served(Key::generateEc(u"P-521")), QStringLiteral("ES512"));
        QCOMPARE(served(ed25519Key()), QStringLiteral("EdDSA Ed25519"));
        QCOMPARE(served(secretKey()), QStringLiteral("HS256 HS384 HS512"));
        QCOMPARE(served(Key::fromSecret(SecretString::fromUtf8(QByteArray(48, 's')))),
                 QStringLiteral("HS256 HS384"));
        QCOMPARE(served(Key::fromSecret(SecretString())), QString());
    }

private:
    static QJsonObject labelled(const Key& key, const QString& use, const QJsonValue& operations,
                                const char* alg)
    {
        QJsonObject jwk = with(key.publicJwk(), u"use", use);
        jwk.insert(u"alg", QLatin1String(alg));
        return with(jwk, u"key_ops", operations);
    }
};

} // namespace tessera::test

TESSERA_TEST(tessera::test::KeyTest)
#include "key_test.moc"
