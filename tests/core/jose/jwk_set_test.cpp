// JWK sets: what is read, what is skipped, which keys are candidates (A157–A159, A204–A207).
#include "tests/core/jose/jose_test_support.h"
#include "tests/support/test_program.h"

#include <openssl/pem.h>

namespace tessera::test {
namespace {

QByteArray setOf(const QJsonArray& keys)
{
    return toJson({{QStringLiteral("keys"), keys}});
}

QJsonObject publicEc(const QString& kid = {})
{
    const QJsonObject jwk = p256Key().publicJwk();
    return kid.isEmpty() ? jwk : with(jwk, u"kid", kid);
}

const JwsAlgorithm& es256()
{
    return *findJwsAlgorithm(u"ES256");
}

} // namespace

class JwkSetTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void parse_data()
    {
        QTest::addColumn<QByteArray>("json");
        QTest::addColumn<QString>("code");
        const auto row = [](const char* name, const QByteArray& json, const char* code) {
            QTest::newRow(name) << json << QString::fromLatin1(code);
        };
        QJsonArray hundred;
        for (int i = 0; i < 100; ++i)
            hundred.append(publicEc(QString::number(i)));
        QJsonArray hundredOne = hundred;
        hundredOne.append(publicEc());
        row("good", setOf({publicEc()}), "ok");
        row("100 keys", setOf(hundred), "ok");
        row("A204 101 keys", setOf(hundredOne), "jwks.too_many_keys");
        row("A204 1 MiB + 1", setOf({publicEc()}) + QByteArray(1024 * 1024, ' '), "json.too_large");
        row("A207 keys missing", "{}", "jwks.keys");
        row("A207 keys object", R"({"keys":{}})", "jwks.keys");
        row("A207 keys null", R"({"keys":null})", "jwks.keys");
        row("A207 entry null", setOf({publicEc(), QJsonValue::Null}), "jwks.keys");
        row("A207 entry string", setOf({publicEc(), QStringLiteral("key")}), "jwks.keys");
        row("A207 empty", setOf({}), "jwks.empty");
        row("A207 nothing usable", setOf({QJsonObject{}}), "jwks.empty");
        row("A207 Keys in other case", R"({"Keys":[]})", "jwks.keys");
        row("A207 array", "[]", "json.not_an_object");
        row("A208 HTML", "<html></html>", "json.not_an_object");
        row("keys twice", R"({"keys":[],"keys":[]})", "json.duplicate_name");
        row("kty twice in a key", R"({"keys":[{"kty":"oct","kty":"RSA"}]})", "json.duplicate_name");
        row("A157 nothing but private keys", setOf({rfc7517(u"A.2 private")}), "jwks.empty");
        row("A159 nothing but shared keys", setOf({rfc7517(u"A.3 symmetric")}), "jwks.empty");
    }

    void parse()
    {
        QFETCH(QByteArray, json);
        const auto set = JwkSet::parse(json);
        QTEST(codeOf(set), "code");
        if (!set)
            QCOMPARE(set.error().kind, ErrorKind::Malformed);
    }

    void skipped_data()
    {
        QTest::addColumn<QJsonObject>("bad");
        QTest::addColumn<QString>("why");
        const auto row = [](const char* name, const QJsonObject& bad, const char* why) {
            QTest::newRow(name) << with(bad, u"kid", QStringLiteral("bad")) << QString::fromLatin1(why);
        };
        row("A206 empty", {}, "jwk.kty");
        row("A206 unknown kind", {{QStringLiteral("kty"), QStringLiteral("AKP")}}, "jwk.kty");
        row("A206 unknown curve", with(publicEc(), u"crv", QStringLiteral("P-192")), "jwk.curve");
        row("A206 off the curve", with(publicEc(), u"y", publicEc().value(u"x")), "key.off_curve");
        row("A206 weak", with(rsaKey().publicJwk(), u"n", encode(QByteArray(128, '\xFF'))), "key.weak");
        row("A157 N124 d", rfc7517(u"A.2 private"), "jwks.private_key");
        row("A157 p without d", with(rsaKey().publicJwk(), u"p", QStringLiteral("AQAB")), "jwks.private_key");
        row("A157 d of an EC key", with(publicEc(), u"d", QStringLiteral("AQ")), "jwks.private_key");
        row("A159 oct", rfc7517(u"A.3 symmetric"), "jwks.private_key");
    }

    void skipped()
    {
        QFETCH(QJsonObject, bad);
        const auto set = JwkSet::parse(setOf({bad, publicEc(QStringLiteral("good"))}));
        QVERIFY2(set, qPrintable(codeOf(set)));
        QCOMPARE(set->keys().size(), 1);
        QCOMPARE(set->keys().first().kid(), QStringLiteral("good"));
        QCOMPARE(set->skipped().size(), 1);
        QCOMPARE(set->skipped().first().index, 0);
        QCOMPARE(set->skipped().first().kid, QStringLiteral("bad"));
        QTEST(set->skipped().first().why.code, "why");
    }

    void candidates_data()
    {
        QTest::addColumn<QStringList>("kids"); ///< of P-256 keys
        QTest::addColumn<QString>("asked");
        QTest::addColumn<QString>("code");
        QTest::addColumn<int>("count");
        const auto row = [](const char* name, const QStringList& kids, const char* asked, const char* code,
                            int count) {
            QTest::newRow(name) << kids << QString::fromLatin1(asked) << QString::fromLatin1(code) << count;
        };
        const QString a = QStringLiteral("a");
        const QString b = QStringLiteral("b");
        row("by kid", {a, b}, "a", "ok", 1);
        row("no kid, one key", {a}, "", "ok", 1);
        row("no kid, several keys", {a, b}, "", "ok", 2);
        row("A200 unknown kid", {a, b}, "c", "jwks.unknown_kid", 0);
        row("A200 key without kid is not it", {QString()}, "a", "jwks.unknown_kid", 0);
        row("A205 duplicate kid", {a, a}, "a", "jwks.duplicate_kid", 0);
        row("A205 the other duplicates do not matter", {a, a, b}, "b", "ok", 1);
        row("A158 nine keys, eight tries", QStringList(9, a), "", "ok", 8);
        row("A136 other case", {a}, "A", "jwks.unknown_kid", 0);
    }

    void candidates()
    {
        QFETCH(QStringList, kids);
        QFETCH(QString, asked);
        QList<Key> keys{rsaKey().withKid(QStringLiteral("rsa"))};
        for (const QString& kid : kids)
            keys.append(p256Key().withKid(kid));
        const auto found = JwkSet(keys).candidates(asked, es256());
        QTEST(codeOf(found), "code");
        if (found)
            QTEST(static_cast<int>(found->size()), "count");
        else
            QCOMPARE(found.error().kind, ErrorKind::Untrusted);
    }

    void sameKidOfDifferentKind()
    {
        const QString kid = QStringLiteral("k");
        const JwkSet set({rsaKey().withKid(kid), p256Key().withKid(kid)}); // A205: the algorithm chooses
        QCOMPARE(set.candidates(kid, es256()).value().first().type(), KeyType::Ec);
        QCOMPARE(set.candidates(kid, *findJwsAlgorithm(u"RS256")).value().first().type(), KeyType::Rsa);
        QCOMPARE(codeOf(set.candidates(kid, *findJwsAlgorithm(u"EdDSA"))), QStringLiteral("jwks.no_key"));
        QCOMPARE(codeOf(set.candidates(kid, *findJwsAlgorithm(u"HS256"))), QStringLiteral("jwks.no_key"));
        QCOMPARE(codeOf(set.candidates(kid, *findJwsAlgorithm(u"ES384"))), QStringLiteral("jwks.no_key"));
    }

    void encryptingTwinIsNoDuplicate()
    {
        const QString kid = QStringLiteral("k");
        const Key twin = Key::fromJwk(with(publicEc(kid), u"use", QStringLiteral("enc"))).value();
        const auto found = JwkSet({twin, p256Key().withKid(kid)}).candidates(kid, es256());
        QVERIFY2(found, qPrintable(codeOf(found)));
        QCOMPARE(found->size(), 1);
        QVERIFY(found->first().use().isEmpty());
        QCOMPARE(codeOf(JwkSet({twin}).candidates(kid, es256())), QStringLiteral("jwks.no_key"));
    }

    void bestFirst()
    {
        const auto key = [](const char* kid, const char* use, const char* alg) {
            QJsonObject jwk = publicEc(QString::fromLatin1(kid));
            if (*use)
                jwk.insert(u"use", QLatin1String(use));
            if (*alg)
                jwk.insert(u"alg", QLatin1String(alg));
            return Key::fromJwk(jwk).value();
        };
        const JwkSet set({key("plain", "", ""), key("sig", "sig", ""), key("both", "sig", "ES256"),
                          key("enc", "enc", ""), key("alg", "", "ES256"), key("other", "sig", "ES384")});
        QStringList order;
        const auto candidates = set.candidates({}, es256());
        for (const Key& candidate : *candidates)
            order.append(candidate.kid());
        QCOMPARE(order.join(u' '), QStringLiteral("both alg sig plain"));
    }

    void emptySet()
    {
        QCOMPARE(codeOf(JwkSet().candidates({}, es256())), QStringLiteral("jwks.no_key"));
        QCOMPARE(codeOf(JwkSet().candidates(QStringLiteral("a"), es256())),
                 QStringLiteral("jwks.unknown_kid"));
    }

    void keyFile_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QString>("code");
        QTest::addColumn<int>("count");
        const auto row = [](const char* name, const QByteArray& text, const char* code, int count) {
            QTest::newRow(name) << text << QString::fromLatin1(code) << count;
        };
        const QJsonObject set{
            {QStringLiteral("keys"), QJsonArray{rfc7517(u"A.2 private"), rfc7517(u"A.3 symmetric")}}};
        row("set with private and shared keys", toJson(set), "ok", 2);
        row("single JWK", toJson(rfc7517(u"A.2 private")), "ok", 1);
        row("single secret", toJson(rfc7517(u"A.3 symmetric")), "ok", 1);
        row("space around", "\n  " + toJson(publicEc()) + "\r\n", "ok", 1);
        row("public PEM", publicPem(rsaKey().handle()), "ok", 1);
        row("private PEM", privatePem(p256Key().handle()), "ok", 1);
        row("one bad among good", setOf({publicEc(), QJsonObject{}}), "ok", 1);
        row("bad JWK says why", toJson(with(publicEc(), u"crv", QStringLiteral("P-192"))), "jwk.curve", 0);
        row("empty set", setOf({}), "jwks.empty", 0);
        row("not JSON", "{", "json.syntax", 0);
        row("words", "hello", "pem.unreadable", 0);
        row("nothing", "", "pem.unreadable", 0);
    }

    void keyFile()
    {
        QFETCH(QByteArray, text);
        const auto set = JwkSet::parseKeyFile(text);
        QTEST(codeOf(set), "code");
        if (set)
            QTEST(static_cast<int>(set->keys().size()), "count");
    }

    void publicJsonHidesSecrets()
    {
        const JwkSet set(
            {rsaKey().withKid(QStringLiteral("r")), secretKey().withKid(QStringLiteral("s")), ed25519Key()});
        const QJsonObject json = set.publicJson();
        QCOMPARE(json.value(u"keys").toArray().size(), 2);
        const auto again = JwkSet::parse(toJson(json));
        QVERIFY2(again, qPrintable(codeOf(again)));
        QCOMPARE(again->skipped().size(), 0);
        QCOMPARE(again->keys().first().kid(), QStringLiteral("r"));
    }

    void rfc7517Public()
    {
        const QJsonObject vector = readVector(QStringLiteral("rfc7517.json"));
        const auto set = JwkSet::parse(toJson(vector.value(u"A.1 public").toObject()));
        QVERIFY2(set, qPrintable(codeOf(set)));
        QCOMPARE(set->keys().size(), 2);
        QCOMPARE(codeOf(set->candidates(QStringLiteral("1"), es256())),
                 QStringLiteral("jwks.no_key")); // use: enc
        QCOMPARE(codeOf(set->candidates(QStringLiteral("2011-04-29"), *findJwsAlgorithm(u"RS256"))),
                 QStringLiteral("ok"));
    }

private:
    /// The last key of that set.
    static QJsonObject rfc7517(QStringView name)
    {
        return readVector(QStringLiteral("rfc7517.json")).value(name)[u"keys"].toArray().last().toObject();
    }
};

} // namespace tessera::test

TESSERA_TEST(tessera::test::JwkSetTest)
#include "jwk_set_test.moc"
