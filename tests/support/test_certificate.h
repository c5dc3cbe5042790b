// Certificates made on the spot for TLS tests: with the names, the life, the key and the signer the test asks
// for.
#pragma once

#include <QByteArray>
#include <QList>
#include <QSslCertificate>
#include <QSslConfiguration>
#include <QSslKey>

namespace tessera::test {

struct CertificateRequest
{
    /// As OpenSSL writes a subjectAltName.
    QByteArray subjectAltName = "IP:127.0.0.1,DNS:localhost";
    int validFromSeconds = -3600; ///< relative to now
    int validToSeconds = 3600;
    /// Roots are found by it: two of one name cannot be told apart.
    QByteArray commonName = "Test";
    bool isAuthority = true;
    int rsaBits = 0; ///< 0: P-256
    bool sha1 = false;
    /// More extensions: name as OpenSSL spells it, value.
    QList<std::pair<QByteArray, QByteArray>> extensions{};
};

struct TestIdentity
{
    QSslCertificate certificate;
    QSslKey key;
    QList<QSslCertificate> issuers{}; ///< of the certificate, nearest first; empty: it signed itself

    /// For a server that shows this certificate.
    QSslConfiguration serverConfiguration() const;
    /// For a client that trusts it and nothing else.
    QSslConfiguration trustingConfiguration() const;
};

/// Signed by itself, or by the other. An empty subjectAltName leaves it out.
TestIdentity makeTestIdentity(const CertificateRequest& request = {}, const TestIdentity* signer = nullptr);

/// Signed by that identity, and no authority itself: what a company's server shows.
TestIdentity makeTestIdentitySignedBy(const TestIdentity& authority, const CertificateRequest& request = {});

} // namespace tessera::test
