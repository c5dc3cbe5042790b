#include "core/jose/jws_signature.h"

#include "core/jose/verify_contexts.h"

#include <openssl/core_names.h>
#include <openssl/rsa.h>

#include <array>

namespace tessera {
namespace {

/// Looked up by name once: OpenSSL 3 would do it for every signature.
const EVP_MD* digestFor(const JwsAlgorithm& algorithm)
{
    static const DigestHandle sha256(EVP_MD_fetch(nullptr, "SHA256", nullptr));
    static const DigestHandle sha384(EVP_MD_fetch(nullptr, "SHA384", nullptr));
    static const DigestHandle sha512(EVP_MD_fetch(nullptr, "SHA512", nullptr));
    static const DigestHandle shake256(EVP_MD_fetch(nullptr, "SHAKE256", nullptr));
    for (const DigestHandle* digest : {&sha256, &sha384, &sha512, &shake256}) {
        if (EVP_MD_is_a(digest->get(), algorithm.digest))
            return digest->get();
    }
    qFatal("OpenSSL has no %s", algorithm.digest);
}

size_t sizeOf(QByteArrayView bytes)
{
    return static_cast<size_t>(bytes.size());
}

using Init = int (*)(EVP_MD_CTX*, EVP_PKEY_CTX**, const EVP_MD*, ENGINE*, EVP_PKEY*);

/// A context ready to sign or verify, or null.
DigestContextHandle startedContext(Init init, const JwsAlgorithm& algorithm, const Key& key)
{
    DigestContextHandle context(EVP_MD_CTX_new());
    EVP_PKEY_CTX* pkeyContext = nullptr; // belongs to context
    const EVP_MD* digest = algorithm.family == JoseFamily::EdDsa ? nullptr : digestFor(algorithm);
    if (!context || init(context.get(), &pkeyContext, digest, nullptr, key.handle()) != 1)
        return nullptr;
    if (algorithm.family != JoseFamily::RsaPss)
        return context;
    // RFC 7518 section 3.5: MGF1 with the same hash, a salt as long as the hash.
    if (EVP_PKEY_CTX_set_rsa_padding(pkeyContext, RSA_PKCS1_PSS_PADDING) != 1 ||
        EVP_PKEY_CTX_set_rsa_mgf1_md(pkeyContext, digest) != 1 ||
        EVP_PKEY_CTX_set_rsa_pss_saltlen(pkeyContext, RSA_PSS_SALTLEN_DIGEST) != 1)
        return nullptr;
    return context;
}

/// RFC 7518 section 3.4 writes R and S side by side; OpenSSL wants DER.
QByteArray derFromRaw(QByteArrayView raw)
{
    const EcdsaSignatureHandle signature(ECDSA_SIG_new());
    BignumHandle r = toBignum(raw.first(raw.size() / 2));
    BignumHandle s = toBignum(raw.sliced(raw.size() / 2));
    if (!signature || !r || !s || ECDSA_SIG_set0(signature.get(), r.get(), s.get()) != 1)
        return {};
    static_cast<void>(r.release()); // now owned by signature
    static_cast<void>(s.release());
    unsigned char* der = nullptr;
    const int length = i2d_ECDSA_SIG(signature.get(), &der);
    QByteArray bytes;
    if (length > 0)
        bytes = QByteArray(reinterpret_cast<const char*>(der), length);
    OPENSSL_free(der);
    return bytes;
}

std::optional<QByteArray> rawFromDer(const QByteArray& der, qsizetype rawBytes)
{
    const unsigned char* at = octets(der);
    const EcdsaSignatureHandle signature(d2i_ECDSA_SIG(nullptr, &at, der.size()));
    QByteArray raw(rawBytes, '\0');
    const int half = static_cast<int>(rawBytes / 2);
    if (!signature || BN_bn2binpad(ECDSA_SIG_get0_r(signature.get()), octets(raw), half) != half ||
        BN_bn2binpad(ECDSA_SIG_get0_s(signature.get()), octets(raw) + half, half) != half)
        return std::nullopt;
    return raw;
}

/// A context with the key in it, or null.
MacContextHandle startedMac(const JwsAlgorithm& algorithm, const Key& key)
{
    static const MacHandle mac(EVP_MAC_fetch(nullptr, "HMAC", nullptr));
    MacContextHandle context(EVP_MAC_CTX_new(mac.get()));
    QByteArray digest(algorithm.digest); // OpenSSL asks for a pointer it may write through
    const std::array params{OSSL_PARAM_construct_utf8_string(OSSL_MAC_PARAM_DIGEST, digest.data(), 0),
                            OSSL_PARAM_construct_end()};
    const QByteArrayView secret = key.secret().reveal();
    if (!context || EVP_MAC_init(context.get(), octets(secret), sizeOf(secret), params.data()) != 1)
        return nullptr;
    return context;
}

std::optional<QByteArray> hmac(const JwsAlgorithm& algorithm, const Key& key, QByteArrayView input)
{
    const auto context =
        key.verifyContexts().macCopyFor(algorithm, [&] { return startedMac(algorithm, key); });
    QByteArray tag(algorithm.signatureBytes, '\0');
    size_t length = 0;
    if (!context || EVP_MAC_update(context.get(), octets(input), sizeOf(input)) != 1 ||
        EVP_MAC_final(context.get(), octets(tag), &length, sizeOf(tag)) != 1 || length != sizeOf(tag))
        return std::nullopt;
    return tag;
}

/// Asked again where the numbers are used, so that no way round Key::checkFor ends in taking one kind of key
/// for another (A140).
bool isKeyOf(const JwsAlgorithm& algorithm, const Key& key)
{
    return algorithm.takes(key.type(), key.curve()) && key.secret().size() >= algorithm.minSecretBytes;
}

qsizetype signatureBytes(const JwsAlgorithm& algorithm, const Key& key)
{
    return algorithm.signatureBytes > 0 ? algorithm.signatureBytes : EVP_PKEY_get_size(key.handle());
}

} // namespace

bool signatureFits(const JwsAlgorithm& algorithm, const Key& key, QByteArrayView input,
                   QByteArrayView signature)
{
    if (!isKeyOf(algorithm, key))
        return false;
    const ErrorQueueGuard guard;
    if (algorithm.family == JoseFamily::Hmac) {
        const auto tag = hmac(algorithm, key, input);
        return tag && constantTimeEquals(*tag, signature);
    }
    if (signature.size() != signatureBytes(algorithm, key))
        return false;
    const QByteArray der = algorithm.family == JoseFamily::Ecdsa ? derFromRaw(signature) : QByteArray();
    const QByteArrayView forOpenSsl = der.isEmpty() ? signature : QByteArrayView(der);
    const auto context = key.verifyContexts().copyFor(
        algorithm, [&] { return startedContext(&EVP_DigestVerifyInit, algorithm, key); });
    return context && EVP_DigestVerify(context.get(), octets(forOpenSsl), sizeOf(forOpenSsl), octets(input),
                                       sizeOf(input)) == 1;
}

std::optional<QByteArray> makeSignature(const JwsAlgorithm& algorithm, const Key& key, QByteArrayView input)
{
    if (!isKeyOf(algorithm, key))
        return std::nullopt;
    const ErrorQueueGuard guard;
    if (algorithm.family == JoseFamily::Hmac)
        return hmac(algorithm, key, input);
    const auto context = startedContext(&EVP_DigestSignInit, algorithm, key);
    QByteArray signature(EVP_PKEY_get_size(key.handle()), '\0');
    size_t length = sizeOf(signature);
    if (!context ||
        EVP_DigestSign(context.get(), octets(signature), &length, octets(input), sizeOf(input)) != 1)
        return std::nullopt;
    signature.truncate(static_cast<qsizetype>(length));
    return algorithm.family == JoseFamily::Ecdsa ? rawFromDer(signature, algorithm.signatureBytes)
                                                 : signature;
}

QByteArray digestOf(const JwsAlgorithm& algorithm, QByteArrayView bytes)
{
    const EVP_MD* digest = digestFor(algorithm);
    const bool isExtendable = (EVP_MD_get_flags(digest) & EVP_MD_FLAG_XOF) != 0;
    // Ed448's hash has 114 bytes (RFC 8032 section 5.2), which is SHAKE256's only use here.
    QByteArray hash(isExtendable ? algorithm.signatureBytes : EVP_MD_get_size(digest), '\0');
    const DigestContextHandle context(EVP_MD_CTX_new());
    const bool isDone = context && EVP_DigestInit_ex2(context.get(), digest, nullptr) == 1 &&
                        EVP_DigestUpdate(context.get(), bytes.data(), sizeOf(bytes)) == 1 &&
                        (isExtendable ? EVP_DigestFinalXOF(context.get(), octets(hash), sizeOf(hash))
                                      : EVP_DigestFinal_ex(context.get(), octets(hash), nullptr)) == 1;
    if (!isDone)
        qFatal("OpenSSL could not compute %s", algorithm.digest);
    return hash;
}

} // namespace tessera
