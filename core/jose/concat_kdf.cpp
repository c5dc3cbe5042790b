#include "core/jose/concat_kdf.h"

#include "core/jose/openssl_handles.h"

#include <QtEndian>

#include <openssl/core_names.h>

#include <array>

namespace tessera {
namespace {

QByteArray bigEndian32(qsizetype number)
{
    QByteArray bytes(4, '\0');
    qToBigEndian(static_cast<quint32>(number), bytes.data());
    return bytes;
}

QByteArray withLength(QByteArrayView data)
{
    return bigEndian32(data.size()).append(data);
}

OSSL_PARAM octetParameter(const char* name, QByteArrayView bytes)
{
    // OpenSSL only reads it.
    return OSSL_PARAM_construct_octet_string(name, const_cast<char*>(bytes.data()), // NOLINT
                                             static_cast<size_t>(bytes.size()));
}

} // namespace

SecretString concatKdf(const SecretString& sharedSecret, const ConcatKdfInfo& info, qsizetype bytes)
{
    const ErrorQueueGuard guard;
    const QByteArray otherInfo = withLength(info.algorithmId) + withLength(info.partyU) +
                                 withLength(info.partyV) + bigEndian32(bytes * 8);
    char digest[] = "SHA256";
    const std::array parameters{OSSL_PARAM_construct_utf8_string(OSSL_KDF_PARAM_DIGEST, digest, 0),
                                octetParameter(OSSL_KDF_PARAM_SECRET, sharedSecret.reveal()),
                                octetParameter(OSSL_KDF_PARAM_INFO, otherInfo), OSSL_PARAM_construct_end()};
    const KdfHandle kdf(EVP_KDF_fetch(nullptr, "SSKDF", nullptr));
    const KdfContextHandle context(EVP_KDF_CTX_new(kdf.get()));
    QByteArray key(bytes, '\0');
    if (!context ||
        EVP_KDF_derive(context.get(), octets(key), static_cast<size_t>(bytes), parameters.data()) != 1)
        qFatal("OpenSSL could not derive a key");
    return SecretString(std::move(key));
}

} // namespace tessera
