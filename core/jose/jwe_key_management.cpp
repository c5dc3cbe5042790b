#include "core/jose/jwe_key_management.h"

#include "core/base/base64url.h"
#include "core/base/json_members.h"
#include "core/base/random.h"
#include "core/jose/aes_key_wrap.h"
#include "core/jose/jwe_aes_gcm.h"
#include "core/jose/jwe_content_encryption.h"
#include "core/jose/jwe_key_management_ecdh.h"
#include "core/jose/jwe_key_management_password.h"
#include "core/jose/jwe_key_management_rsa.h"

namespace tessera {
namespace {

Result<QByteArray> wrapParameter(const QJsonObject& header, QStringView name, qsizetype bytes)
{
    const auto text = requiredString(header, name, u"jwe.key_wrap_parameters");
    if (!text)
        return failure(text.error());
    const auto octets = base64urlDecode(text->toLatin1());
    if (!octets || octets->size() != bytes)
        return failure(ErrorKind::Malformed, u"jwe.key_wrap_parameters",
                       QStringLiteral("%1 must be base64url of %2 bytes").arg(name).arg(bytes));
    return octets;
}

/// RFC 7518 section 4.7.
Result<MaybeCek> unwrapWithGcm(const JweRecipient& recipient, const Key& key)
{
    const auto iv = wrapParameter(recipient.header.json, u"iv", kGcmIvBytes);
    if (!iv)
        return failure(iv.error());
    auto tag = wrapParameter(recipient.header.json, u"tag", kGcmTagBytes);
    if (!tag)
        return failure(tag.error());
    if (recipient.encryptedKey.size() > kMaxWrappedBytes)
        return MaybeCek();
    return openGcm(key.secret(), *iv, {}, {recipient.encryptedKey, std::move(*tag)});
}

Result<MaybeCek> unwrapWithAgreedKey(const JwePlan& plan, const JweRecipient& recipient, const Key& key)
{
    auto agreed = jwe_ecdh::agreedKey(plan, recipient.header.json, key);
    if (!agreed || !*agreed || !plan.algorithm->wrapsWithAes)
        return agreed;
    return unwrapKey(**agreed, recipient.encryptedKey);
}

Result<MaybeCek> unwrapWithPassword(const JwePlan& plan, const JweRecipient& recipient, const Key& key)
{
    const auto parameters = jwe_password::parametersOf(recipient.header.json);
    if (!parameters)
        return failure(parameters.error());
    // Before the work, which the token asks for: could anything come of it?
    constexpr qsizetype kIntegrityBytes = 8;
    if (recipient.encryptedKey.size() != plan.encryption->keyBytes + kIntegrityBytes)
        return MaybeCek();
    return unwrapKey(jwe_password::wrappingKey(*plan.algorithm, key.secret(), *parameters),
                     recipient.encryptedKey);
}

auto cannotEncrypt()
{
    return failure(ErrorKind::Configuration, u"key.cannot_encrypt",
                   QStringLiteral("OpenSSL refused to encrypt"));
}

Result<WrappedCek> wrapped(const SecretString& cek, std::optional<QByteArray> encryptedKey,
                           const QJsonObject& header = {})
{
    if (!encryptedKey)
        return cannotEncrypt();
    return WrappedCek{cek, std::move(*encryptedKey), header};
}

Result<WrappedCek> wrapWithGcm(const Key& key, const JweRandomness& randomness)
{
    Sealed sealed = sealGcm(key.secret(), randomness.keyIv, {}, randomness.cek.reveal());
    return wrapped(randomness.cek, std::move(sealed.ciphertext),
                   {{QStringLiteral("iv"), QString::fromLatin1(base64urlEncode(randomness.keyIv))},
                    {QStringLiteral("tag"), QString::fromLatin1(base64urlEncode(sealed.tag))}});
}

Result<WrappedCek> wrapWithAgreedKey(const JwePlan& plan, const QJsonObject& header, const Key& key,
                                     const JweRandomness& randomness)
{
    const auto agreed = jwe_ecdh::agreedKey(plan, header, key, *randomness.ephemeral);
    if (!agreed)
        return failure(agreed.error());
    if (!*agreed)
        return cannotEncrypt();
    const QJsonObject epk{{QStringLiteral("epk"), randomness.ephemeral->publicJwk()}};
    if (!plan.algorithm->wrapsWithAes)
        return wrapped(**agreed, QByteArray(), epk);
    return wrapped(randomness.cek, wrapKey(**agreed, randomness.cek), epk);
}

Result<WrappedCek> wrapWithPassword(const JwePlan& plan, const Key& key, const JweRandomness& randomness)
{
    const jwe_password::Parameters parameters{randomness.salt, randomness.iterations};
    return wrapped(
        randomness.cek,
        wrapKey(jwe_password::wrappingKey(*plan.algorithm, key.secret(), parameters), randomness.cek),
        jwe_password::headerOf(parameters));
}

} // namespace

Result<MaybeCek> unwrapCek(const JwePlan& plan, const JweRecipient& recipient, const Key& key)
{
    switch (plan.algorithm->family) {
    case JoseFamily::RsaOaep:
        return jwe_rsa::unwrap(*plan.algorithm, key, recipient.encryptedKey);
    case JoseFamily::EcdhEs:
        return unwrapWithAgreedKey(plan, recipient, key);
    case JoseFamily::AesKeyWrap:
        return unwrapKey(key.secret(), recipient.encryptedKey);
    case JoseFamily::AesGcmKeyWrap:
        return unwrapWithGcm(recipient, key);
    case JoseFamily::Direct:
        return MaybeCek(key.secret());
    case JoseFamily::Pbes2:
        return unwrapWithPassword(plan, recipient, key);
    default: // refused before (RSA1_5), or of another use
        return MaybeCek();
    }
}

JweRandomness freshRandomness(const JwePlan& plan, const Key& key)
{
    JweRandomness randomness;
    randomness.cek = randomCek(*plan.encryption);
    const JoseFamily family = plan.algorithm->family;
    if (family == JoseFamily::EcdhEs)
        randomness.ephemeral = jwe_ecdh::ephemeralKey(key);
    if (family == JoseFamily::AesGcmKeyWrap)
        randomness.keyIv = randomBytes(kGcmIvBytes);
    if (family == JoseFamily::Pbes2) {
        randomness.salt = randomBytes(jwe_password::kFreshSaltBytes);
        randomness.iterations = jwe_password::kFreshIterations;
    }
    return randomness;
}

Result<WrappedCek> wrapCek(const JwePlan& plan, const QJsonObject& header, const Key& key,
                           const JweRandomness& randomness)
{
    switch (plan.algorithm->family) {
    case JoseFamily::RsaOaep:
        return wrapped(randomness.cek, jwe_rsa::wrap(*plan.algorithm, key, randomness.cek));
    case JoseFamily::EcdhEs:
        return wrapWithAgreedKey(plan, header, key, randomness);
    case JoseFamily::AesKeyWrap:
        return wrapped(randomness.cek, wrapKey(key.secret(), randomness.cek));
    case JoseFamily::AesGcmKeyWrap:
        return wrapWithGcm(key, randomness);
    case JoseFamily::Direct:
        return wrapped(key.secret(), QByteArray());
    case JoseFamily::Pbes2:
        return wrapWithPassword(plan, key, randomness);
    default:
        return cannotEncrypt();
    }
}

} // namespace tessera
