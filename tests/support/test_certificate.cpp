#include "tests/support/test_certificate.h"

#include <openssl/evp.h>
#include <openssl/pem.h>
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
    configuration.setLocalCertificate(certificate);
    configuration.setPrivateKey(key);
    return configuration;
}

QSslConfiguration TestIdentity::trustingConfiguration() const
{
    QSslConfiguration configuration = QSslConfiguration::defaultConfiguration();
    configuration.setCaCertificates({certificate});
    return configuration;
}

namespace {

struct Signer
{
    X509* certificate = nullptr; ///< nullptr: itself
    EVP_PKEY* key = nullptr;
};

void setName(X509* certificate, const QByteArray& name)
{
    X509_NAME_add_entry_by_NID(X509_get_subject_name(certificate), NID_commonName, MBSTRING_ASC,
                               reinterpret_cast<const unsigned char*>(name.constData()), -1, -1, 0);
}

TestIdentity make(const CertificateRequest& request, const Signer& signer)
{
    const std::unique_ptr<EVP_PKEY, Free> key(EVP_EC_gen("P-256"));
    const std::unique_ptr<X509, Free> certificate(X509_new());
    X509_set_version(certificate.get(), 2);
    ASN1_INTEGER_set(X509_get_serialNumber(certificate.get()), signer.certificate ? 2 : 1);
    X509_gmtime_adj(X509_getm_notBefore(certificate.get()), request.validFromSeconds);
    X509_gmtime_adj(X509_getm_notAfter(certificate.get()), request.validToSeconds);
    X509_set_pubkey(certificate.get(), key.get());
    setName(certificate.get(), request.commonName);
    X509* issuer = signer.certificate ? signer.certificate : certificate.get();
    X509_set_issuer_name(certificate.get(), X509_get_subject_name(issuer));
    addExtension(certificate.get(), NID_basic_constraints,
                 signer.certificate ? "critical,CA:FALSE" : "critical,CA:TRUE");
    addExtension(certificate.get(), NID_subject_alt_name, request.subjectAltName.constData());
    X509_sign(certificate.get(), signer.key ? signer.key : key.get(), EVP_sha256());

    const std::unique_ptr<BIO, Free> certificatePem(BIO_new(BIO_s_mem()));
    PEM_write_bio_X509(certificatePem.get(), certificate.get());
    const std::unique_ptr<BIO, Free> keyPem(BIO_new(BIO_s_mem()));
    PEM_write_bio_PrivateKey(keyPem.get(), key.get(), nullptr, nullptr, 0, nullptr, nullptr);
    return {QSslCertificate(contents(certificatePem.get())), QSslKey(contents(keyPem.get()), QSsl::Ec)};
}

std::unique_ptr<BIO, Free> memoryOf(const QByteArray& pem)
{
    return std::unique_ptr<BIO, Free>(BIO_new_mem_buf(pem.constData(), static_cast<int>(pem.size())));
}

} // namespace

TestIdentity makeTestIdentity(const CertificateRequest& request)
{
    return make(request, {});
}

TestIdentity makeTestIdentitySignedBy(const TestIdentity& authority, const CertificateRequest& request)
{
    const QByteArray certificatePem = authority.certificate.toPem();
    const QByteArray keyPem = authority.key.toPem();
    const std::unique_ptr<X509, Free> certificate(
        PEM_read_bio_X509(memoryOf(certificatePem).get(), nullptr, nullptr, nullptr));
    const std::unique_ptr<EVP_PKEY, Free> key(
        PEM_read_bio_PrivateKey(memoryOf(keyPem).get(), nullptr, nullptr, nullptr));
    if (!certificate || !key)
        qFatal("cannot read a test certificate");
    return make(request, {certificate.get(), key.get()});
}

} // namespace tessera::test
