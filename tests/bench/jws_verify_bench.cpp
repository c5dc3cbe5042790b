// How much our JWS layer costs: verifications per second through parseCompactJws and verifyJws, against a
// bare EVP_DigestVerify (or EVP_MAC) loop on the same key and bytes, in turns in one process. The last line
// is JSON.
#include "core/jose/jws.h"
#include "core/jose/openssl_handles.h"

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <functional>
#include <vector>

namespace tessera {
namespace {

constexpr int kRounds = 25;
constexpr double kSecondsPerRound = 0.05;

/// As an ID token looks.
constexpr char kClaims[] =
    "{\"iss\":\"https://"
    "op.example\",\"sub\":\"248289761001\",\"aud\":\"s6BhdRkqt3\",\"nonce\":\"n-0S6_WzA2Mj\","
    "\"exp\":1311281970,\"iat\":1311280970,\"auth_time\":1311280969,\"acr\":\"urn:mace:incommon:iap:silver\","
    "\"at_hash\":\"77QmUPtjPfzWtF2AnpK9RQ\",\"name\":\"Jane Doe\",\"email\":\"janedoe@example.com\"}";

[[noreturn]] void fail(const char* what)
{
    std::fprintf(stderr, "%s\n", what);
    std::exit(1);
}

/// By the processor's time, so that what else the machine does counts less.
double perSecond(const std::function<void()>& once)
{
    const std::clock_t start = std::clock();
    int count = 0;
    double taken = 0;
    do {
        for (int i = 0; i < 16; ++i)
            once();
        count += 16;
        taken = static_cast<double>(std::clock() - start) / CLOCKS_PER_SEC;
    } while (taken < kSecondsPerRound);
    return count / taken;
}

double median(std::vector<double> values)
{
    std::nth_element(values.begin(), values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2),
                     values.end());
    return values[values.size() / 2];
}

using Loop = std::function<void()>;

/// EdDSA brings its own hash.
const EVP_MD* digestFor(const Key& key)
{
    static const DigestHandle digest(EVP_MD_fetch(nullptr, "SHA256", nullptr));
    return key.type() == KeyType::Okp ? nullptr : digest.get();
}

/// What a program does that knows nothing of JOSE: a context, the key, the signature in OpenSSL's own form.
Loop bareVerification(const Key& key, QByteArray input, QByteArray signature)
{
    return [key, input = std::move(input), signature = std::move(signature)] {
        const DigestContextHandle context(EVP_MD_CTX_new());
        if (EVP_DigestVerifyInit(context.get(), nullptr, digestFor(key), nullptr, key.handle()) != 1 ||
            EVP_DigestVerify(context.get(), octets(signature), static_cast<size_t>(signature.size()),
                             octets(input), static_cast<size_t>(input.size())) != 1)
            fail("bare verification failed");
    };
}

QByteArray bareSignature(const Key& key, QByteArrayView input)
{
    const DigestContextHandle context(EVP_MD_CTX_new());
    EVP_DigestSignInit(context.get(), nullptr, digestFor(key), nullptr, key.handle());
    QByteArray signature(EVP_PKEY_get_size(key.handle()), '\0');
    size_t length = static_cast<size_t>(signature.size());
    EVP_DigestSign(context.get(), octets(signature), &length, octets(input),
                   static_cast<size_t>(input.size()));
    signature.truncate(static_cast<qsizetype>(length));
    return signature;
}

/// HMAC the same way: fetched once, started for every token.
Loop bareMac(const Key& key, QByteArray input)
{
    const auto tagOf = [key, input = std::move(input)] {
        static const MacHandle mac(EVP_MAC_fetch(nullptr, "HMAC", nullptr));
        static char digest[] = "SHA256";
        const OSSL_PARAM params[] = {OSSL_PARAM_construct_utf8_string("digest", digest, 0),
                                     OSSL_PARAM_construct_end()};
        const MacContextHandle context(EVP_MAC_CTX_new(mac.get()));
        const QByteArrayView secret = key.secret().reveal();
        QByteArray tag(32, '\0');
        size_t length = 0;
        if (EVP_MAC_init(context.get(), octets(secret), static_cast<size_t>(secret.size()), params) != 1 ||
            EVP_MAC_update(context.get(), octets(input), static_cast<size_t>(input.size())) != 1 ||
            EVP_MAC_final(context.get(), octets(tag), &length, 32) != 1)
            fail("bare HMAC failed");
        return tag;
    };
    return [tagOf, expected = tagOf()] {
        if (!constantTimeEquals(tagOf(), expected))
            fail("bare HMAC differs");
    };
}

double ratio(const char* alg, const Key& privateKey)
{
    const bool isShared = privateKey.type() == KeyType::Oct;
    const Key key = isShared ? privateKey : Key::fromJwk(privateKey.publicJwk()).value();
    const QByteArray token =
        signCompact(kClaims, privateKey.withKid(QStringLiteral("2026-01")), QString::fromLatin1(alg)).value();
    const QByteArray input = parseCompactJws(token).value().signingInput;
    const Loop bare =
        isShared ? bareMac(key, input) : bareVerification(key, input, bareSignature(privateKey, input));
    const auto ours = [&] {
        const auto jws = parseCompactJws(token);
        if (!jws || !verifyJws(*jws, key))
            fail("verification failed");
    };
    std::vector<double> ratios;
    std::vector<double> oursPerSecond;
    std::vector<double> barePerSecond;
    for (int round = 0; round < kRounds; ++round) {
        barePerSecond.push_back(perSecond(bare));
        oursPerSecond.push_back(perSecond(ours));
        ratios.push_back(oursPerSecond.back() / barePerSecond.back());
    }
    const double result = median(ratios);
    std::printf("%s: %.0f verifications a second, bare OpenSSL %.0f, ratio %.3f\n", alg,
                median(oursPerSecond), median(barePerSecond), result);
    return result;
}

} // namespace
} // namespace tessera

int main()
{
    using namespace tessera;
    const double rs256 = ratio("RS256", Key::generateRsa());
    const double es256 = ratio("ES256", Key::generateEc(u"P-256"));
    const double edDsa = ratio("EdDSA", Key::generateEd25519());
    const double hs256 = ratio("HS256", Key::generateSecret());
    std::printf("{\"rs256_ratio\":%.3f,\"es256_ratio\":%.3f,\"eddsa_ratio\":%.3f,\"hs256_ratio\":%.3f}\n",
                rs256, es256, edDsa, hs256);
    return 0;
}
