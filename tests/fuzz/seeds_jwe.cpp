// JWE of every pair of algorithms, compact and in JSON: with keys that the target has, so that it comes to
// what stands behind the tag.
#include "core/base/base64url.h"
#include "core/jose/aes_key_wrap.h"
#include "core/jose/inflate.h"
#include "core/jose/jwe_content_encryption.h"
#include "core/jose/jwe_encrypt.h"
#include "core/jose/jwe_json.h"
#include "core/jose/jwt.h"
#include "tests/fuzz/fuzz_keys.h"
#include "tests/fuzz/seeds.h"

#include <QJsonDocument>

namespace tessera::fuzz {
namespace {

QByteArray toText(const QJsonObject& object)
{
    return QJsonDocument(object).toJson(QJsonDocument::Compact);
}

QString encoded(QByteArrayView bytes)
{
    return QString::fromLatin1(base64urlEncode(bytes));
}

JweRules rules()
{
    JweRules all;
    all.allowPasswords = true;
    return all;
}

bool isClaims(const Result<Decrypted>& decrypted)
{
    return decrypted && decrypted->plaintext.reveal() == kClaims;
}

bool opens(const QByteArray& token, const Key& key)
{
    const auto jwe = parseCompactJwe(token);
    return jwe && isClaims(decryptJwe(*jwe, key, rules()));
}

bool opensAsJson(const QByteArray& text, const Key& key)
{
    const auto jwe = parseJsonJwe(text);
    return jwe && isClaims(decryptJsonJwe(*jwe, key, rules()));
}

Key keyFor(const JweKeyManagement& algorithm, const JweContentEncryption& encryption)
{
    switch (algorithm.family) {
    case JoseFamily::RsaOaep:
        return rsaKey();
    case JoseFamily::EcdhEs:
        return ecKey();
    case JoseFamily::Pbes2:
        return Key::fromSecret(password());
    default:
        return secretKey(algorithm.keyBytes > 0 ? algorithm.keyBytes : encryption.keyBytes);
    }
}

/// As encryptCompact, but a password with so few iterations that a fuzz target can afford it.
QByteArray encrypted(const JweKeyManagement& algorithm, const JweContentEncryption& encryption,
                     const Key& key)
{
    if (algorithm.family != JoseFamily::Pbes2)
        return encryptCompact(kClaims, key, algorithm.name, encryption.name).value();
    JweRandomness random;
    random.cek = randomCek(encryption);
    random.salt = QByteArray(16, kLetter);
    random.iterations = kIterations;
    return encryptWith({&algorithm, &encryption}, kClaims, key, {}, random).value();
}

QByteArray flattened(const QByteArray& token)
{
    const QList<QByteArray> parts = token.split('.');
    QJsonObject json;
    const char* const names[] = {"protected", "encrypted_key", "iv", "ciphertext", "tag"};
    for (qsizetype i = 0; i < parts.size(); ++i) {
        if (!parts[i].isEmpty())
            json.insert(QLatin1String(names[i]), QString::fromLatin1(parts[i]));
    }
    return toText(json);
}

void addPair(Seeds& seeds, const JweKeyManagement& algorithm, const JweContentEncryption& encryption)
{
    const Key key = keyFor(algorithm, encryption);
    const QByteArray name = algorithm.name.toLatin1() + '-' + encryption.name.toLatin1();
    const QByteArray token = encrypted(algorithm, encryption, key);
    seeds.add("jwe", name, token, opens(token, key));
    const QByteArray json = flattened(token);
    seeds.add("jwe", name + "-flattened", json, opensAsJson(json, key));
    if (encryption.name == u"A256GCM")
        seeds.add({"inspector", "token_diff"}, name, token);
}

void addCurves(Seeds& seeds)
{
    for (const Key& key :
         {decryptionKeys()[2], decryptionKeys()[3], Key::generateEc(u"P-384"), Key::generateEc(u"P-521")}) {
        for (const QStringView algorithm : {u"ECDH-ES", u"ECDH-ES+A128KW"}) {
            const QJsonObject parties{{QStringLiteral("apu"), encoded("Alice")},
                                      {QStringLiteral("apv"), encoded("Bob")}};
            const QByteArray token = encryptCompact(kClaims, key, algorithm, u"A128GCM", parties).value();
            seeds.add("jwe", algorithm.toLatin1() + '-' + key.curve().toLatin1(), token, opens(token, key));
        }
    }
}

void addCompressed(Seeds& seeds)
{
    for (const JweContentEncryption& encryption : jweContentEncryptions()) {
        const Key key = secretKey(encryption.keyBytes);
        const QByteArray token =
            encryptCompact(kClaims, key, u"dir", encryption.name, {}, JweZip::DeflateForTestTokensOnly)
                .value();
        seeds.add({"jwe", "inspector"}, "zip-" + encryption.name.toLatin1(), token, opens(token, key));
    }
    // what stands behind a tag is also read alone: checkPieces
    seeds.add("jwe", "deflated", deflateRaw(kClaims.repeated(20)));
    seeds.add("jwe", "deflated-bomb", deflateRaw(QByteArray(kMaxInflatedBytes + 1, 'a')),
              !inflateRaw(deflateRaw(QByteArray(kMaxInflatedBytes + 1, 'a'))));
    seeds.add("jwe", "wrapped", wrapKey(secretKey(16).secret(), secretKey(32).secret()).value());
}

void addNested(Seeds& seeds)
{
    const QByteArray inner = signCompact(kClaims, rsaKey(), u"RS256").value();
    const QJsonObject header{{QStringLiteral("cty"), QStringLiteral("JWT")}};
    const QByteArray token = encryptCompact(inner, secretKey(32), u"dir", u"A256GCM", header).value();
    const auto decrypted = decryptJwe(parseCompactJwe(token).value(), secretKey(32));
    seeds.add({"jwe", "inspector", "id_token"}, "nested", token, decrypted && nestedJws(*decrypted) == inner);
    seeds.add("jwe", "nested-inner", inner);
}

/// RFC 7516 section 7.2.1, with all that may be there: two recipients, three headers, additional data.
QJsonObject general()
{
    const JweContentEncryption& encryption = *findJweContentEncryption(u"A128CBC-HS256");
    const SecretString cek = randomCek(encryption);
    const QString part = encoded(quoted("{'enc':'A128CBC-HS256'}"));
    const QString additional = encoded("additional");
    const QByteArray iv = randomContentIv(encryption);
    const Sealed sealed = sealContent(encryption, cek, iv, (part + u'.' + additional).toLatin1(), kClaims);
    QJsonArray recipients;
    for (const auto& [algorithm, bytes] : {std::pair(u"A128KW", 16), std::pair(u"A256KW", 32)})
        recipients.append(QJsonObject{
            {QStringLiteral("header"),
             QJsonObject{{QStringLiteral("alg"), QStringView(algorithm).toString()}}},
            {QStringLiteral("encrypted_key"), encoded(wrapKey(secretKey(bytes).secret(), cek).value())}});
    return {{QStringLiteral("protected"), part},
            {QStringLiteral("unprotected"),
             QJsonObject{{QStringLiteral("jku"), QStringLiteral("https://op.example/k")}}},
            {QStringLiteral("recipients"), recipients},
            {QStringLiteral("aad"), additional},
            {QStringLiteral("iv"), encoded(iv)},
            {QStringLiteral("ciphertext"), encoded(sealed.ciphertext)},
            {QStringLiteral("tag"), encoded(sealed.tag)}};
}

void addGeneral(Seeds& seeds)
{
    const QJsonObject json = general();
    const QByteArray text = toText(json);
    seeds.add({"jwe", "inspector"}, "general", text,
              opensAsJson(text, secretKey(16)) && opensAsJson(text, secretKey(32)));
    QJsonObject many = json;
    QJsonArray recipients;
    for (int i = 0; i < 17; ++i)
        recipients.append(json.value(u"recipients").toArray().first());
    many.insert(u"recipients", recipients);
    seeds.add("jwe", "general-17", toText(many), !parseJsonJwe(toText(many)));
}

void addRefused(Seeds& seeds)
{
    const auto token = [](const QByteArray& header) {
        return base64urlEncode(quoted(header)) + ".AAAA.AAAAAAAAAAAAAAAA.AAAA.AAAAAAAAAAAAAAAAAAAAAA";
    };
    for (const QByteArray header :
         {"{'alg':'RSA1_5','enc':'A128GCM'}", "{'alg':'dir','enc':'A128GCM','zip':'GZIP'}",
          "{'alg':'dir','enc':'none'}",
          "{'alg':'PBES2-HS256+A128KW','enc':'A128GCM','p2c':1e9,'p2s':'AAAAAAAAAAA'}",
          "{'alg':'ECDH-ES','enc':'A128GCM','epk':{'kty':'EC','crv':'P-256','x':'AA','y':'AA'}}",
          "{'alg':'ECDH-ES','enc':'A128GCM','epk':{'kty':'OKP','crv':'X25519','x':"
          "'AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA'}}",
          "{'alg':'A128GCMKW','enc':'A128GCM','iv':'AA','tag':'AA'}",
          "{'alg':'A128KW','enc':'A128GCM','crit':['exp']}"}) {
        const auto jwe = parseCompactJwe(token(header));
        seeds.add({"jwe", "inspector"}, "refused-" + header.mid(8, 60), token(header),
                  !jwe || !decryptJwe(*jwe, JwkSet(decryptionKeys())));
    }
    seeds.add("jwe", "dots", "....", !parseCompactJwe("...."));
    seeds.add("jwe", "json-empty", quoted("{'recipients':[],'ciphertext':'eA'}"));
}

} // namespace

void addJweSeeds(Seeds& seeds)
{
    for (const JweKeyManagement& algorithm : jweKeyManagements()) {
        if (algorithm.standing == Standing::Refused)
            continue;
        for (const JweContentEncryption& encryption : jweContentEncryptions())
            addPair(seeds, algorithm, encryption);
    }
    addCurves(seeds);
    addCompressed(seeds);
    addNested(seeds);
    addGeneral(seeds);
    addRefused(seeds);
}

} // namespace tessera::fuzz
