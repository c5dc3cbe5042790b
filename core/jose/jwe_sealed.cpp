#include "core/jose/jwe_sealed.h"

#include <limits>

namespace tessera {

CipherContextHandle cipherContext(CipherDirection direction, const char* cipher, QByteArrayView key,
                                  QByteArrayView iv)
{
    const CipherHandle fetched(cipher ? EVP_CIPHER_fetch(nullptr, cipher, nullptr) : nullptr);
    CipherContextHandle context(EVP_CIPHER_CTX_new());
    if (!fetched || !context || EVP_CIPHER_get_key_length(fetched.get()) != key.size() ||
        EVP_CIPHER_get_iv_length(fetched.get()) != iv.size() ||
        EVP_CipherInit_ex2(context.get(), fetched.get(), octets(key), octets(iv), static_cast<int>(direction),
                           nullptr) != 1)
        return nullptr;
    return context;
}

std::optional<QByteArray> finishCipher(EVP_CIPHER_CTX* context, QByteArrayView input)
{
    if (input.size() > std::numeric_limits<int>::max() - EVP_MAX_BLOCK_LENGTH)
        return std::nullopt;
    QByteArray output(input.size() + EVP_MAX_BLOCK_LENGTH, '\0');
    int written = 0;
    int last = 0;
    if (EVP_CipherUpdate(context, octets(output), &written, octets(input), static_cast<int>(input.size())) !=
            1 ||
        EVP_CipherFinal_ex(context, octets(output) + written, &last) != 1) {
        wipe(output);
        return std::nullopt;
    }
    output.truncate(written + last);
    return output;
}

} // namespace tessera
