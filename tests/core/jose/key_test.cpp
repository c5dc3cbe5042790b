// A key's public form, its labels and its thumbprint (RFC 7638).
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

    void thumbprints_data()
    {
        // RFC 7638 section 3.2 and RFC 8037 section 2: the members that count, in the order of their names.
        QTest::addColumn<QString>("curve");
        QTest::addColumn<QString>("members");
        QTest::newRow("N125 RSA") << QString() << QStringLiteral("e kty n");
        for (const JoseCurve* curve : joseCurves())
            QTest::newRow(qPrintable(QStringLiteral("N125 %1").arg(curve->name)))
                << curve->name.toString()
                << (curve->keyType == KeyType::Ec ? QStringLiteral("crv kty x y")
                                                  : QStringLiteral("crv kty x"));
    }

    void thumbprints()
    {
        QFETCH(QString, curve);
        QFETCH(QString, members);
        const Key key = curve.isEmpty() ? rsaKey() : Key::generate(findCurve(curve)->keyType, curve).value();
        const QJsonObject jwk = key.withKid(QStringLiteral("k")).publicJwk();
        QByteArray canonical;
        for (const QString& name : members.split(u' '))
            canonical += (canonical.isEmpty() ? "{\"" : ",\"") + name.toLatin1() + "\":\"" +
                         jwk.value(name).toString().toLatin1() + '"';
        canonical += '}';
        QCOMPARE(key.thumbprint(), encode(QCryptographicHash::hash(canonical, QCryptographicHash::Sha256)));
        QCOMPARE(Key::fromJwk(jwk).value().thumbprint(), key.thumbprint());
        QCOMPARE(key.thumbprintUri(), // RFC 9278 section 3
                 QStringLiteral("urn:ietf:params:oauth:jwk-thumbprint:sha-256:") + key.thumbprint());
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
