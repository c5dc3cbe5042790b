// Keys of every kind, public and private, as JWK, in sets and in PEM; and keys that are none.
#include "core/base/base64url.h"
#include "core/jose/key_output.h"
#include "tests/fuzz/fuzz_keys.h"
#include "tests/fuzz/seeds.h"

#include <QJsonDocument>

namespace tessera::fuzz {
namespace {

QByteArray toText(const QJsonObject& object)
{
    return QJsonDocument(object).toJson(QJsonDocument::Compact);
}

QByteArray nameOf(const Key& key)
{
    const QByteArray kind = key.type() == KeyType::Rsa ? "RSA" : key.type() == KeyType::Oct ? "oct" : "";
    return kind + key.curve().toLatin1() + '-' + QByteArray::number(key.bits());
}

QList<Key> everyKind()
{
    QList<Key> keys{rsaKey(), secretKey(32)};
    for (const JoseCurve* curve : joseCurves())
        keys.append(Key::generate(curve->keyType, curve->name).value());
    return keys;
}

/// Read as a JWK it is the same key.
bool isKey(QByteArrayView text, const Key& key)
{
    const auto json = parseJsonObject(text);
    const auto again = json ? Key::fromJwk(*json) : failure(json.error());
    return again && again->thumbprint() == key.thumbprint();
}

bool isPem(QByteArrayView text, const Key& key)
{
    const auto again = Key::fromPem(text);
    return again && again->thumbprint() == key.thumbprint();
}

void addKey(Seeds& seeds, const Key& key)
{
    const QByteArray name = nameOf(key);
    const QByteArray secret = privateJwk(key).value().reveal().toByteArray();
    seeds.add({"jwk", "inspector"}, name + "-private", secret, isKey(secret, key));
    seeds.add("strict_json", "jwk-" + name, secret);
    if (key.type() == KeyType::Oct)
        return;
    const QByteArray open = toText(key.publicJwk());
    seeds.add({"jwk", "inspector"}, name + "-public", open, isKey(open, key));
    const QByteArray pem = publicPem(key).value();
    seeds.add({"jwk", "inspector"}, name + "-public-pem", pem, isPem(pem, key));
    const QByteArray secretPem = privatePem(key).value().reveal().toByteArray();
    seeds.add({"jwk", "inspector"}, name + "-private-pem", secretPem, isPem(secretPem, key));
}

void addSets(Seeds& seeds, const QList<Key>& keys)
{
    QList<Key> named;
    for (const Key& key : keys)
        named.append(key.withKid(QString::fromLatin1(nameOf(key))).withUse(QStringLiteral("sig")));
    const QByteArray open = toText(JwkSet(named).publicJson());
    const auto published = JwkSet::parse(open);
    seeds.add({"jwk", "inspector"}, "set-public", open,
              published && published->keys().size() == keys.size() - 1);
    const QByteArray secret = privateJwkSet(named).value().reveal().toByteArray();
    const auto file = JwkSet::parseKeyFile(secret);
    seeds.add({"jwk", "inspector"}, "set-private", secret, file && file->keys().size() == keys.size());
    seeds.add("strict_json", "jwk-set", open);
    const QByteArray one = "{\"keys\":[" + toText(rsaKey().publicJwk()) + "]}";
    seeds.add("jwk", "set-one", one, JwkSet::parse(one).has_value());
    seeds.add("jwk", "set-none", R"({"keys":[]})", !JwkSet::parse(R"({"keys":[]})"));
    seeds.add("jwk", "set-of-strange-keys",
              R"({"keys":[{},{"kty":"AKP"},{"kty":"oct","k":"AA"},{"kty":1}]})");
    seeds.add("jwk", "set-of-no-keys", R"({"keys":[null,1,[]]})");
}

/// A member set to something else makes it no key.
void addBad(Seeds& seeds, const Key& key, const QString& member, const QJsonValue& value)
{
    QJsonObject jwk = parseJsonObject(privateJwk(key).value().reveal()).value();
    jwk.insert(member, value);
    seeds.add({"jwk", "inspector"}, "bad-" + nameOf(key) + '-' + member.toLatin1(), toText(jwk),
              !Key::fromJwk(jwk));
}

void addBadKeys(Seeds& seeds)
{
    const auto bytes = [](qsizetype size, char c) {
        return QString::fromLatin1(base64urlEncode(QByteArray(size, c)));
    };
    const Key& ed25519 = signingKeys()[2];
    addBad(seeds, rsaKey(), QStringLiteral("n"), bytes(128, '\xFF'));
    addBad(seeds, rsaKey(), QStringLiteral("e"), QStringLiteral("AQ"));
    addBad(seeds, rsaKey(), QStringLiteral("oth"), QJsonArray{QJsonObject()});
    for (const QString& member : {QStringLiteral("d"), QStringLiteral("dp"), QStringLiteral("qi")})
        addBad(seeds, rsaKey(), member, bytes(128, '\x01'));
    addBad(seeds, ecKey(), QStringLiteral("x"), bytes(32, '\0'));
    addBad(seeds, ecKey(), QStringLiteral("d"), bytes(32, '\x01'));
    addBad(seeds, ecKey(), QStringLiteral("crv"), QStringLiteral("P-384"));
    addBad(seeds, ed25519, QStringLiteral("x"), bytes(32, '\0'));
    addBad(seeds, ed25519, QStringLiteral("crv"), QStringLiteral("X448"));
    addBad(seeds, ed25519, QStringLiteral("kty"), QStringLiteral("okp"));
    addBad(seeds, secretKey(32), QStringLiteral("k"), QStringLiteral("A"));
    addBad(seeds, secretKey(32), QStringLiteral("key_ops"),
           QJsonArray{QStringLiteral("sign"), QStringLiteral("sign")});
}

void addUses(Seeds& seeds)
{
    QJsonObject jwk = ecKey().publicJwk();
    jwk.insert(u"kid", QStringLiteral("k\u0000\u202Ey"));
    jwk.insert(u"alg", QStringLiteral("ES256"));
    jwk.insert(u"key_ops", QJsonArray{QStringLiteral("verify")});
    jwk.insert(u"x5c", QJsonArray{QStringLiteral("AAAA")});
    seeds.add("jwk", "all-members", toText(jwk), Key::fromJwk(jwk).has_value());
    const QByteArray pem = publicPem(rsaKey()).value();
    seeds.add("jwk", "pem-cut", pem.first(200), !Key::fromPem(pem.first(200)));
    seeds.add("jwk", "pem-words-in-front", "Bag Attributes\n    friendlyName: a\n" + pem);
    seeds.add("jwk", "pem-carriage-returns", QByteArray(pem).replace("\n", "\r\n"));
    seeds.add("jwk", "pem-of-a-certificate", QByteArray(pem).replace("PUBLIC KEY", "CERTIFICATE"),
              !Key::fromPem(QByteArray(pem).replace("PUBLIC KEY", "CERTIFICATE")));
    seeds.add("jwk", "pem-locked", QByteArray(pem).replace("PUBLIC KEY", "ENCRYPTED PRIVATE KEY"));
}

} // namespace

void addKeySeeds(Seeds& seeds)
{
    const QList<Key> keys = everyKind();
    for (const Key& key : keys)
        addKey(seeds, key);
    addSets(seeds, keys);
    addBadKeys(seeds);
    addUses(seeds);
}

} // namespace tessera::fuzz
