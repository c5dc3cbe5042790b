// OpenSSL objects that free themselves, and the error queue kept clean. EVP and its helpers only, OpenSSL 3.0
// and later.
#pragma once

#include <QByteArrayView>

#include <openssl/bio.h>
#include <openssl/bn.h>
#include <openssl/decoder.h>
#include <openssl/ec.h>
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/kdf.h>
#include <openssl/param_build.h>
#include <openssl/x509.h>

#include <memory>

namespace tessera {

template <auto Free>
struct OpenSslFree
{
    template <class T>
    void operator()(T* object) const
    {
        Free(object);
    }
};

using BignumHandle = std::unique_ptr<BIGNUM, OpenSslFree<&BN_clear_free>>;
using BignumContextHandle = std::unique_ptr<BN_CTX, OpenSslFree<&BN_CTX_free>>;
using BioHandle = std::unique_ptr<BIO, OpenSslFree<&BIO_free>>;
using CertificateHandle = std::unique_ptr<X509, OpenSslFree<&X509_free>>;
using CipherContextHandle = std::unique_ptr<EVP_CIPHER_CTX, OpenSslFree<&EVP_CIPHER_CTX_free>>;
using CipherHandle = std::unique_ptr<EVP_CIPHER, OpenSslFree<&EVP_CIPHER_free>>;
using DecoderHandle = std::unique_ptr<OSSL_DECODER_CTX, OpenSslFree<&OSSL_DECODER_CTX_free>>;
using DigestHandle = std::unique_ptr<EVP_MD, OpenSslFree<&EVP_MD_free>>;
using DigestContextHandle = std::unique_ptr<EVP_MD_CTX, OpenSslFree<&EVP_MD_CTX_free>>;
using EcdsaSignatureHandle = std::unique_ptr<ECDSA_SIG, OpenSslFree<&ECDSA_SIG_free>>;
using KdfContextHandle = std::unique_ptr<EVP_KDF_CTX, OpenSslFree<&EVP_KDF_CTX_free>>;
using KdfHandle = std::unique_ptr<EVP_KDF, OpenSslFree<&EVP_KDF_free>>;
using MacHandle = std::unique_ptr<EVP_MAC, OpenSslFree<&EVP_MAC_free>>;
using MacContextHandle = std::unique_ptr<EVP_MAC_CTX, OpenSslFree<&EVP_MAC_CTX_free>>;
using ParamBuilderHandle = std::unique_ptr<OSSL_PARAM_BLD, OpenSslFree<&OSSL_PARAM_BLD_free>>;
using ParamsHandle = std::unique_ptr<OSSL_PARAM, OpenSslFree<&OSSL_PARAM_free>>;
using PkeyContextHandle = std::unique_ptr<EVP_PKEY_CTX, OpenSslFree<&EVP_PKEY_CTX_free>>;
using PkeyHandle = std::unique_ptr<EVP_PKEY, OpenSslFree<&EVP_PKEY_free>>;

/// What fails in our scope says so in our Result; nothing is left behind for the TLS of the same thread to
/// trip over.
class ErrorQueueGuard
{
public:
    ErrorQueueGuard() { ERR_set_mark(); }
    ~ErrorQueueGuard() { ERR_pop_to_mark(); }
    Q_DISABLE_COPY_MOVE(ErrorQueueGuard)
};

inline const unsigned char* octets(QByteArrayView bytes)
{
    return reinterpret_cast<const unsigned char*>(bytes.data());
}

inline unsigned char* octets(QByteArray& bytes)
{
    return reinterpret_cast<unsigned char*>(bytes.data());
}

inline BignumHandle toBignum(QByteArrayView bigEndian)
{
    return BignumHandle(BN_bin2bn(octets(bigEndian), static_cast<int>(bigEndian.size()), nullptr));
}

/// Null if the key has no such number.
inline BignumHandle numberOf(const EVP_PKEY* pkey, const char* name)
{
    BIGNUM* number = nullptr;
    EVP_PKEY_get_bn_param(pkey, name, &number);
    return BignumHandle(number);
}

} // namespace tessera
