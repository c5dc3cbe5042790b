#include "core/jose/jws_algorithms.h"

#include <array>

namespace tessera {
namespace {

constexpr auto kRsa = KeyType::Rsa;
constexpr auto kEc = KeyType::Ec;
constexpr auto kOkp = KeyType::Okp;
constexpr auto kOct = KeyType::Oct;

constexpr std::array<JwsAlgorithm, 14> kAlgorithms{{
    {u"RS256", JwsFamily::RsaPkcs1, kRsa, "SHA256", {}, 0, 0},
    {u"RS384", JwsFamily::RsaPkcs1, kRsa, "SHA384", {}, 0, 0},
    {u"RS512", JwsFamily::RsaPkcs1, kRsa, "SHA512", {}, 0, 0},
    {u"PS256", JwsFamily::RsaPss, kRsa, "SHA256", {}, 0, 0},
    {u"PS384", JwsFamily::RsaPss, kRsa, "SHA384", {}, 0, 0},
    {u"PS512", JwsFamily::RsaPss, kRsa, "SHA512", {}, 0, 0},
    {u"ES256", JwsFamily::Ecdsa, kEc, "SHA256", u"P-256", 64, 0},
    {u"ES384", JwsFamily::Ecdsa, kEc, "SHA384", u"P-384", 96, 0},
    {u"ES512", JwsFamily::Ecdsa, kEc, "SHA512", u"P-521", 132, 0},
    // RFC 8037 names the family, RFC 9864 the curve; only Ed25519 is meant by either here.
    {u"EdDSA", JwsFamily::EdDsa, kOkp, "SHA512", u"Ed25519", 64, 0},
    {u"Ed25519", JwsFamily::EdDsa, kOkp, "SHA512", u"Ed25519", 64, 0},
    {u"HS256", JwsFamily::Hmac, kOct, "SHA256", {}, 32, 32},
    {u"HS384", JwsFamily::Hmac, kOct, "SHA384", {}, 48, 48},
    {u"HS512", JwsFamily::Hmac, kOct, "SHA512", {}, 64, 64},
}};

} // namespace

const JwsAlgorithm* findJwsAlgorithm(QStringView name)
{
    for (const JwsAlgorithm& algorithm : kAlgorithms) {
        if (algorithm.name == name)
            return &algorithm;
    }
    return nullptr;
}

QList<const JwsAlgorithm*> jwsAlgorithms()
{
    QList<const JwsAlgorithm*> all;
    for (const JwsAlgorithm& algorithm : kAlgorithms)
        all.append(&algorithm);
    return all;
}

} // namespace tessera
