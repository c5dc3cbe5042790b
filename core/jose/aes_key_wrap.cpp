#include "core/jose/aes_key_wrap.h"

#include "core/jose/openssl_handles.h"

namespace tessera {
namespace {

constexpr qsizetype kBlockBytes = 8;

const char* cipherFor(qsizetype kekBytes)
{
    switch (kekBytes) {
    case 16:
        return "AES-128-WRAP";
    case 24:
        return "AES-192-WRAP";
    case 32:
        return "AES-256-WRAP";
    default:
        return nullptr;
    }
}

/// RFC 3394 section 2: two blocks or more; the wrapped form has one more.
bool isWrappedSize(qsizetype bytes)
{
    return bytes >= 3 * kBlockBytes && bytes <= kMaxWrappedBytes && bytes % kBlockBytes == 0;
}

enum class Direction { Unwrap = 0, Wrap = 1 };

std::optional<QByteArray> run(Direction direction, const SecretString& kek, QByteArrayView input,
                              qsizetype outputBytes)
{
    const ErrorQueueGuard guard;
    const char* name = cipherFor(kek.size());
    const CipherHandle cipher(name ? EVP_CIPHER_fetch(nullptr, name, nullptr) : nullptr);
    const CipherContextHandle context(EVP_CIPHER_CTX_new());
    if (!cipher || !context)
        return std::nullopt;
    EVP_CIPHER_CTX_set_flags(context.get(), EVP_CIPHER_CTX_FLAG_WRAP_ALLOW);
    QByteArray output(kMaxWrappedBytes + kBlockBytes, '\0');
    int length = 0;
    const bool done = EVP_CipherInit_ex2(context.get(), cipher.get(), octets(kek.reveal()), nullptr,
                                         static_cast<int>(direction), nullptr) == 1 &&
                      EVP_CipherUpdate(context.get(), octets(output), &length, octets(input),
                                       static_cast<int>(input.size())) == 1 &&
                      length == outputBytes;
    if (!done) {
        wipe(output);
        return std::nullopt;
    }
    output.truncate(outputBytes);
    return output;
}

} // namespace

std::optional<QByteArray> wrapKey(const SecretString& kek, const SecretString& key)
{
    if (!isWrappedSize(key.size() + kBlockBytes))
        return std::nullopt;
    return run(Direction::Wrap, kek, key.reveal(), key.size() + kBlockBytes);
}

std::optional<SecretString> unwrapKey(const SecretString& kek, QByteArrayView wrapped)
{
    if (!isWrappedSize(wrapped.size()))
        return std::nullopt;
    auto key = run(Direction::Unwrap, kek, wrapped, wrapped.size() - kBlockBytes);
    return key ? std::optional(SecretString(std::move(*key))) : std::nullopt;
}

} // namespace tessera
