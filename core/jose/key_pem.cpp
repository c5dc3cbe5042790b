// Keys from PEM: RFC 7468 SPKI, PKCS#8 and certificate, and the older PKCS#1 and SEC 1. A certificate gives
// its key and nothing else: its dates and issuer are not looked at. No passphrases.
#include "core/jose/key_parts.h"

#include <openssl/pem.h>

namespace tessera {
namespace {

constexpr qsizetype kMaxPemBytes = 64 * 1024;

auto unreadable(const QString& detail)
{
    return failure(ErrorKind::Malformed, u"pem.unreadable", detail);
}

/// Without it OpenSSL would ask on the terminal.
int noPassphrase(char* /*buffer*/, int /*size*/, int /*isWriting*/, void* /*unused*/)
{
    return -1;
}

BioHandle readerOf(QByteArrayView pem)
{
    return BioHandle(BIO_new_mem_buf(pem.data(), static_cast<int>(pem.size())));
}

PkeyHandle decoded(QByteArrayView pem, int selection)
{
    EVP_PKEY* pkey = nullptr;
    const DecoderHandle decoder(
        OSSL_DECODER_CTX_new_for_pkey(&pkey, "PEM", nullptr, nullptr, selection, nullptr, nullptr));
    const BioHandle reader = readerOf(pem);
    if (!decoder || !reader)
        return nullptr;
    OSSL_DECODER_CTX_set_pem_password_cb(decoder.get(), noPassphrase, nullptr);
    // One block at a time: "EC PARAMETERS" often stands in front of the key.
    for (size_t left = BIO_ctrl_pending(reader.get()); left > 0;) {
        if (OSSL_DECODER_from_bio(decoder.get(), reader.get()) == 1 && pkey)
            break;
        const size_t now = BIO_ctrl_pending(reader.get());
        left = now < left ? now : 0;
    }
    return PkeyHandle(pkey);
}

PkeyHandle fromCertificate(QByteArrayView pem)
{
    const BioHandle reader = readerOf(pem);
    const CertificateHandle certificate(PEM_read_bio_X509(reader.get(), nullptr, noPassphrase, nullptr));
    return PkeyHandle(certificate ? X509_get_pubkey(certificate.get()) : nullptr);
}

} // namespace

Result<Key> Key::fromPem(QByteArrayView pem)
{
    if (pem.size() > kMaxPemBytes)
        return unreadable(QStringLiteral("%1 bytes, at most %2 are read").arg(pem.size()).arg(kMaxPemBytes));
    const ErrorQueueGuard guard;
    PkeyHandle pkey = decoded(pem, EVP_PKEY_KEYPAIR);
    if (!pkey)
        pkey = decoded(pem, EVP_PKEY_PUBLIC_KEY);
    if (!pkey)
        pkey = fromCertificate(pem);
    if (!pkey)
        return unreadable(pem.contains("ENCRYPTED")
                              ? QStringLiteral("the key is locked with a passphrase")
                              : QStringLiteral("neither a key nor a certificate in PEM"));
    return keyFromPkey(std::move(pkey));
}

} // namespace tessera
