#include "core/jose/jwe_key_management_rsa.h"

#include "core/jose/openssl_handles.h"

#include <openssl/rsa.h>

namespace tessera::jwe_rsa {
namespace {

using Start = int (*)(EVP_PKEY_CTX*);
using Run = int (*)(EVP_PKEY_CTX*, unsigned char*, size_t*, const unsigned char*, size_t);

/// RFC 7518 section 4.3: MGF1 with the same hash.
PkeyContextHandle oaepContext(Start start, const JweKeyManagement& algorithm, const Key& key)
{
    PkeyContextHandle context(EVP_PKEY_CTX_new_from_pkey(nullptr, key.handle(), nullptr));
    if (!context || start(context.get()) != 1 ||
        EVP_PKEY_CTX_set_rsa_padding(context.get(), RSA_PKCS1_OAEP_PADDING) != 1 ||
        EVP_PKEY_CTX_set_rsa_oaep_md_name(context.get(), algorithm.digest, nullptr) != 1 ||
        EVP_PKEY_CTX_set_rsa_mgf1_md_name(context.get(), algorithm.digest, nullptr) != 1)
        return nullptr;
    return context;
}

std::optional<QByteArray> run(Run function, EVP_PKEY_CTX* context, const Key& key, QByteArrayView input)
{
    QByteArray output(EVP_PKEY_get_size(key.handle()), '\0');
    size_t length = static_cast<size_t>(output.size());
    if (!context ||
        function(context, octets(output), &length, octets(input), static_cast<size_t>(input.size())) != 1) {
        wipe(output);
        return std::nullopt;
    }
    output.truncate(static_cast<qsizetype>(length));
    return output;
}

} // namespace

MaybeCek unwrap(const JweKeyManagement& algorithm, const Key& key, QByteArrayView encryptedKey)
{
    const ErrorQueueGuard guard;
    if (encryptedKey.size() != EVP_PKEY_get_size(key.handle()))
        return std::nullopt;
    const auto context = oaepContext(&EVP_PKEY_decrypt_init, algorithm, key);
    auto cek = run(&EVP_PKEY_decrypt, context.get(), key, encryptedKey);
    return cek ? MaybeCek(SecretString(std::move(*cek))) : std::nullopt;
}

std::optional<QByteArray> wrap(const JweKeyManagement& algorithm, const Key& key, const SecretString& cek)
{
    const ErrorQueueGuard guard;
    const auto context = oaepContext(&EVP_PKEY_encrypt_init, algorithm, key);
    return run(&EVP_PKEY_encrypt, context.get(), key, cek.reveal());
}

} // namespace tessera::jwe_rsa
