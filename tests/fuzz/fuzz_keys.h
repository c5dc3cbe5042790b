// What the seeds are made with and the targets read with: keys that are the same in every run, so that what
// was found can be found again, and the texts inside. The keys are those of RFC 7517 or one letter again and
// again: they protect nothing.
#pragma once

#include "core/base/strict_json.h"
#include "core/jose/jwk_set.h"

#include <QFile>
#include <QJsonArray>

namespace tessera::fuzz {

inline constexpr char kLetter = '\x5A';
/// What a signed or encrypted seed says. What verifies or opens under our keys must say one of these: nobody
/// else has the keys.
inline const QByteArray kClaims =
    R"({"iss":"https://op.example","aud":"client","sub":"alice","iat":1767323000,)"
    R"("auth_time":1767323000,"exp":1767326600,"nonce":"nonce"})";
inline const QByteArray kPlain =
    "$.02, as it is"; // with a dot and a blank: RFC 7797 may not write it into a compact JWS
inline const QByteArray kWord = "unencoded";

inline bool isOurs(QByteArrayView text)
{
    return text == kClaims || text == kPlain || text == kWord;
}

/// Of the set "A.2 private" in RFC 7517, without what it is for.
inline Key rfc7517Key(qsizetype index)
{
    QFile file(QStringLiteral(TESSERA_TEST_DATA "/rfc7517.json"));
    if (!file.open(QIODevice::ReadOnly))
        qFatal("the vectors of RFC 7517 are not where the build left them");
    const QJsonObject vectors = parseJsonObject(file.readAll()).value();
    const QJsonValue keys = vectors.value(u"A.2 private").toObject().value(u"keys");
    QJsonObject jwk = keys.toArray().at(index).toObject();
    for (const QStringView name : {u"use", u"alg", u"kid"})
        jwk.remove(name);
    return Key::fromJwk(jwk).value();
}

/// A private key on a curve of RFC 8410 from PKCS#8: `identifier` is the last byte of the curve's name there.
inline Key edwardsKey(char identifier, qsizetype bytes)
{
    const auto length = [](qsizetype size) { return static_cast<char>(size); };
    const QByteArray der = QByteArray("\x30") + length(bytes + 14) +
                           QByteArray("\x02\x01\x00\x30\x05\x06\x03\x2B\x65", 9) + identifier + '\x04' +
                           length(bytes + 2) + '\x04' + length(bytes) + QByteArray(bytes, kLetter);
    return Key::fromPem("-----BEGIN PRIVATE KEY-----\n" + der.toBase64() + "\n-----END PRIVATE KEY-----\n")
        .value();
}

inline const Key& ecKey()
{
    static const Key key = rfc7517Key(0);
    return key;
}

inline const Key& rsaKey()
{
    static const Key key = rfc7517Key(1);
    return key;
}

inline Key secretKey(qsizetype bytes)
{
    return Key::fromSecret(SecretString::fromUtf8(QByteArray(bytes, kLetter)));
}

/// One for each algorithm of signatures that has a fixed key; P-384, P-521 and secp256k1 have none.
inline const QList<Key>& signingKeys()
{
    static const QList<Key> keys{rsaKey(), ecKey(), edwardsKey('\x70', 32), edwardsKey('\x71', 57),
                                 secretKey(64)};
    return keys;
}

/// RSA, ECDH on a curve of each kind, and a secret of each length that an algorithm asks for.
inline const QList<Key>& decryptionKeys()
{
    static const QList<Key> keys{rsaKey(),      ecKey(),       edwardsKey('\x6E', 32), edwardsKey('\x6F', 56),
                                 secretKey(16), secretKey(24), secretKey(32),          secretKey(48),
                                 secretKey(64)};
    return keys;
}

/// Of the tokens that a password opens; more iterations than this are left out, as they are nothing but slow.
inline constexpr int kIterations = 1000;
inline SecretString password()
{
    return SecretString::fromUtf8("Thus from my lips, by yours, my sin is purged.");
}

} // namespace tessera::fuzz
