#include "tests/support/test_certificate.h"

#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/rsa.h>
#include <openssl/x509v3.h>

#include <memory>

namespace tessera::test {
namespace {

struct Free
{
    void operator()(EVP_PKEY* key) const { EVP_PKEY_free(key); }
    void operator()(X509* certificate) const { X509_free(certificate); }
    void operator()(BIO* bio) const { BIO_free(bio); }
    void operator()(X509_EXTENSION* extension) const { X509_EXTENSION_free(extension); }
};

void addExtension(X509* certificate, int nid, const char* value)
{
    const std::unique_ptr<X509_EXTENSION, Free> extension(X509V3_EXT_conf_nid(nullptr, nullptr, nid, value));
    if (!extension || X509_add_ext(certificate, extension.get(), -1) != 1)
        qFatal("cannot make a test certificate");
}

X509* readCertificate(const QByteArray& pem)
{
    const std::unique_ptr<BIO, Free> bio(BIO_new_mem_buf(pem.constData(), static_cast<int>(pem.size())));
    return PEM_read_bio_X509(bio.get(), nullptr, nullptr, nullptr);
}

EVP_PKEY* readKey(const QByteArray& pem)
{
    const std::unique_ptr<BIO, Free> bio(BIO_new_mem_buf(pem.constData(), static_cast<int>(pem.size())));
    return PEM_read_bio_PrivateKey(bio.get(), nullptr, nullptr, nullptr);
}

QByteArray contents(BIO* bio)
{
    char* data = nullptr;
    const long size = BIO_get_mem_data(bio, &data);
    return QByteArray(data, static_cast<qsizetype>(size));
}

} // namespace

QSslConfiguration TestIdentity::serverConfiguration() const
{
    QSslConfiguration configuration = QSslConfiguration::defaultConfiguration();
    configuration.setLocalCertificateChain(QList<QSslCertificate>{certificate} + issuers);
    configuration.setPrivateKey(key);
    return configuration;
}

QSslConfiguration TestIdentity::trustingConfiguration() const
{
    QSslConfiguration configuration = QSslConfiguration::defaultConfiguration();
    configuration.setCaCertificates({certificate});
    return configuration;
}

TestIdentity makeTestIdentity(const CertificateRequest& request, const TestIdentity* signer)
{
    const std::unique_ptr<EVP_PKEY, Free> key(
        request.rsaBits > 0 ? EVP_RSA_gen(static_cast<size_t>(request.rsaBits)) : EVP_EC_gen("P-256"));
    const std::unique_ptr<X509, Free> certificate(X509_new());
    static long serial = 0;
    X509_set_version(certificate.get(), 2);
    ASN1_INTEGER_set(X509_get_serialNumber(certificate.get()), ++serial);
    X509_gmtime_adj(X509_getm_notBefore(certificate.get()), request.validFromSeconds);
    X509_gmtime_adj(X509_getm_notAfter(certificate.get()), request.validToSeconds);
    X509_set_pubkey(certificate.get(), key.get());
    X509_NAME* name = X509_get_subject_name(certificate.get());
    X509_NAME_add_entry_by_NID(name, NID_commonName, MBSTRING_ASC,
                               reinterpret_cast<const unsigned char*>(request.commonName.constData()), -1, -1,
                               0);
    const std::unique_ptr<X509, Free> above(signer ? readCertificate(signer->certificate.toPem()) : nullptr);
    const std::unique_ptr<EVP_PKEY, Free> aboveKey(signer ? readKey(signer->key.toPem()) : nullptr);
    X509_set_issuer_name(certificate.get(), signer ? X509_get_subject_name(above.get()) : name);
    addExtension(certificate.get(), NID_basic_constraints,
                 request.isAuthority ? "critical,CA:TRUE" : "critical,CA:FALSE");
    if (!request.subjectAltName.isEmpty())
        addExtension(certificate.get(), NID_subject_alt_name, request.subjectAltName.constData());
    for (const auto& [extension, value] : request.extensions)
        addExtension(certificate.get(), OBJ_sn2nid(extension.constData()), value.constData());
    X509_sign(certificate.get(), signer ? aboveKey.get() : key.get(),
              request.sha1 ? EVP_sha1() : EVP_sha256());

    const std::unique_ptr<BIO, Free> certificatePem(BIO_new(BIO_s_mem()));
    PEM_write_bio_X509(certificatePem.get(), certificate.get());
    const std::unique_ptr<BIO, Free> keyPem(BIO_new(BIO_s_mem()));
    PEM_write_bio_PrivateKey(keyPem.get(), key.get(), nullptr, nullptr, 0, nullptr, nullptr);
    TestIdentity identity{QSslCertificate(contents(certificatePem.get())),
                          QSslKey(contents(keyPem.get()), request.rsaBits > 0 ? QSsl::Rsa : QSsl::Ec)};
    if (signer)
        identity.issuers = QList<QSslCertificate>{signer->certificate} + signer->issuers;
    return identity;
}

TestIdentity makeTestIdentitySignedBy(const TestIdentity& authority, const CertificateRequest& request)
{
    CertificateRequest leaf = request;
    leaf.isAuthority = false;
    return makeTestIdentity(leaf, &authority);
}

} // namespace tessera::test
