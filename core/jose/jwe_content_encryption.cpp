#include "core/jose/jwe_content_encryption.h"

#include "core/base/random.h"
#include "core/jose/jwe_aes_cbc_hmac.h"
#include "core/jose/jwe_aes_gcm.h"

namespace tessera {
namespace {

bool isGcm(const JweContentEncryption& encryption)
{
    return encryption.family == JoseFamily::AesGcm;
}

} // namespace

SecretString randomCek(const JweContentEncryption& encryption)
{
    return SecretString(randomBytes(encryption.keyBytes));
}

QByteArray randomContentIv(const JweContentEncryption& encryption)
{
    return randomBytes(isGcm(encryption) ? kGcmIvBytes : kCbcIvBytes);
}

Sealed sealContent(const JweContentEncryption& encryption, const SecretString& cek, QByteArrayView iv,
                   QByteArrayView authenticated, QByteArrayView plaintext)
{
    if (cek.size() != encryption.keyBytes)
        qFatal("a content encryption key has the wrong size");
    return isGcm(encryption) ? sealGcm(cek, iv, authenticated, plaintext)
                             : sealCbcHmac(cek, iv, authenticated, plaintext);
}

std::optional<SecretString> openContent(const JweContentEncryption& encryption, const SecretString& cek,
                                        const JweContent& content)
{
    if (cek.size() != encryption.keyBytes)
        return std::nullopt;
    const Sealed sealed{content.ciphertext, content.tag};
    return isGcm(encryption) ? openGcm(cek, content.iv, content.authenticated, sealed)
                             : openCbcHmac(cek, content.iv, content.authenticated, sealed);
}

bool isAllZero(const SecretString& key)
{
    return key.equals(QByteArray(key.size(), '\0'));
}

} // namespace tessera
