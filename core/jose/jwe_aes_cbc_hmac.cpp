#include "core/jose/jwe_aes_cbc_hmac.h"

#include <QtEndian>

#include <array>

namespace tessera {
namespace {

struct Row
{
    qsizetype keyBytes;
    const char* cipher;
    const char* digest;
};

/// RFC 7518 sections 5.2.3 to 5.2.5. The first half of the key is for HMAC, the second for AES, and the tag
/// is as long as a half.
constexpr std::array<Row, 3> kRows{{
    {32, "AES-128-CBC", "SHA256"},
    {48, "AES-192-CBC", "SHA384"},
    {64, "AES-256-CBC", "SHA512"},
}};

const Row* rowFor(const SecretString& key)
{
    for (const Row& row : kRows) {
        if (row.keyBytes == key.size())
            return &row;
    }
    return nullptr;
}

QByteArrayView macKey(const SecretString& key)
{
    return key.reveal().first(key.size() / 2);
}

QByteArrayView encryptionKey(const SecretString& key)
{
    return key.reveal().sliced(key.size() / 2);
}

/// RFC 7518 section 5.2.2.1, step 5.
QByteArray tagOf(const Row& row, const SecretString& key, QByteArrayView iv, QByteArrayView authenticated,
                 QByteArrayView ciphertext)
{
    QByteArray bits(8, '\0');
    qToBigEndian(static_cast<quint64>(authenticated.size()) * 8, bits.data());
    QByteArray input;
    input.reserve(authenticated.size() + iv.size() + ciphertext.size() + bits.size());
    input.append(authenticated).append(iv).append(ciphertext).append(bits);
    QByteArray mac(EVP_MAX_MD_SIZE, '\0');
    size_t length = 0;
    const QByteArrayView secret = macKey(key);
    if (!EVP_Q_mac(nullptr, "HMAC", nullptr, row.digest, nullptr, secret.data(),
                   static_cast<size_t>(secret.size()), octets(input), static_cast<size_t>(input.size()),
                   octets(mac), static_cast<size_t>(mac.size()), &length))
        qFatal("OpenSSL could not compute HMAC with %s", row.digest);
    mac.truncate(row.keyBytes / 2);
    return mac;
}

} // namespace

Sealed sealCbcHmac(const SecretString& key, QByteArrayView iv, QByteArrayView authenticated,
                   QByteArrayView plaintext)
{
    const ErrorQueueGuard guard;
    const Row* row = rowFor(key);
    const auto context =
        row ? cipherContext(CipherDirection::Encrypt, row->cipher, encryptionKey(key), iv) : nullptr;
    auto ciphertext = context ? finishCipher(context.get(), plaintext) : std::nullopt;
    if (!ciphertext)
        qFatal("AES-CBC could not encrypt");
    const QByteArray tag = tagOf(*row, key, iv, authenticated, *ciphertext);
    return {std::move(*ciphertext), tag};
}

std::optional<SecretString> openCbcHmac(const SecretString& key, QByteArrayView iv,
                                        QByteArrayView authenticated, const Sealed& sealed)
{
    const ErrorQueueGuard guard;
    const Row* row = rowFor(key);
    if (!row || iv.size() != kCbcIvBytes ||
        !constantTimeEquals(tagOf(*row, key, iv, authenticated, sealed.ciphertext), sealed.tag))
        return std::nullopt;
    const auto context = cipherContext(CipherDirection::Decrypt, row->cipher, encryptionKey(key), iv);
    auto plaintext = context ? finishCipher(context.get(), sealed.ciphertext) : std::nullopt;
    return plaintext ? std::optional(SecretString(std::move(*plaintext))) : std::nullopt;
}

} // namespace tessera
