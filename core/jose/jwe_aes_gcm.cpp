#include "core/jose/jwe_aes_gcm.h"

namespace tessera {
namespace {

const char* cipherFor(qsizetype keyBytes)
{
    switch (keyBytes) {
    case 16:
        return "AES-128-GCM";
    case 24:
        return "AES-192-GCM";
    case 32:
        return "AES-256-GCM";
    default:
        return nullptr;
    }
}

bool authenticate(EVP_CIPHER_CTX* context, QByteArrayView authenticated)
{
    int length = 0;
    return authenticated.isEmpty() || EVP_CipherUpdate(context, nullptr, &length, octets(authenticated),
                                                       static_cast<int>(authenticated.size())) == 1;
}

} // namespace

Sealed sealGcm(const SecretString& key, QByteArrayView iv, QByteArrayView authenticated,
               QByteArrayView plaintext)
{
    const ErrorQueueGuard guard;
    const auto context = cipherContext(CipherDirection::Encrypt, cipherFor(key.size()), key.reveal(), iv);
    auto ciphertext = context && authenticate(context.get(), authenticated)
                          ? finishCipher(context.get(), plaintext)
                          : std::nullopt;
    QByteArray tag(kGcmTagBytes, '\0');
    if (!ciphertext || EVP_CIPHER_CTX_ctrl(context.get(), EVP_CTRL_AEAD_GET_TAG, static_cast<int>(tag.size()),
                                           tag.data()) != 1)
        qFatal("AES-GCM could not encrypt");
    return {std::move(*ciphertext), std::move(tag)};
}

std::optional<SecretString> openGcm(const SecretString& key, QByteArrayView iv, QByteArrayView authenticated,
                                    const Sealed& sealed)
{
    if (iv.size() != kGcmIvBytes || sealed.tag.size() != kGcmTagBytes)
        return std::nullopt;
    const ErrorQueueGuard guard;
    const auto context = cipherContext(CipherDirection::Decrypt, cipherFor(key.size()), key.reveal(), iv);
    QByteArray tag = sealed.tag;
    if (!context ||
        EVP_CIPHER_CTX_ctrl(context.get(), EVP_CTRL_AEAD_SET_TAG, static_cast<int>(tag.size()), tag.data()) !=
            1 ||
        !authenticate(context.get(), authenticated))
        return std::nullopt;
    auto plaintext = finishCipher(context.get(), sealed.ciphertext);
    return plaintext ? std::optional(SecretString(std::move(*plaintext))) : std::nullopt;
}

} // namespace tessera
