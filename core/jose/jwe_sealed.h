// What authenticated encryption makes, and a cipher run of OpenSSL, for the two kinds that JWE has.
#pragma once

#include "core/base/secret_string.h"
#include "core/jose/openssl_handles.h"

#include <optional>

namespace tessera {

struct Sealed
{
    QByteArray ciphertext;
    QByteArray tag;
};

enum class CipherDirection { Decrypt = 0, Encrypt = 1 };

/// A context with cipher, key and initialisation vector set, or null.
CipherContextHandle cipherContext(CipherDirection direction, const char* cipher, QByteArrayView key,
                                  QByteArrayView iv);

/// Feeds `input` and ends the run: everything that came out, or nothing. What is given up is wiped.
std::optional<QByteArray> finishCipher(EVP_CIPHER_CTX* context, QByteArrayView input);

} // namespace tessera
