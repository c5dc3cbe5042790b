#include "tests/bench/bare_verification.h"

#include "core/jose/openssl_handles.h"

namespace tessera {
namespace {

/// EdDSA brings its own hash.
const EVP_MD* digestFor(const Key& key)
{
    static const DigestHandle digest(EVP_MD_fetch(nullptr, "SHA256", nullptr));
    return key.type() == KeyType::Okp ? nullptr : digest.get();
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

Loop bareDigestVerify(const Key& key, QByteArray input, QByteArray signature)
{
    return [key, input = std::move(input), signature = std::move(signature)] {
        const DigestContextHandle context(EVP_MD_CTX_new());
        if (EVP_DigestVerifyInit(context.get(), nullptr, digestFor(key), nullptr, key.handle()) != 1 ||
            EVP_DigestVerify(context.get(), octets(signature), static_cast<size_t>(signature.size()),
                             octets(input), static_cast<size_t>(input.size())) != 1)
            fail("bare verification failed");
    };
}

/// Fetched once, started for every token.
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

} // namespace

Loop bareVerification(const Key& privateKey, QByteArray input)
{
    if (privateKey.type() == KeyType::Oct)
        return bareMac(privateKey, std::move(input));
    const Key key = Key::fromJwk(privateKey.publicJwk()).value();
    QByteArray signature = bareSignature(privateKey, input);
    return bareDigestVerify(key, std::move(input), std::move(signature));
}

} // namespace tessera
