// Certificates made on the spot for TLS tests: self-signed or signed by another, with the names and the life
// the test asks for.
#pragma once

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
};

struct TestIdentity
{
    QSslCertificate certificate;
    QSslKey key;

    /// For a server that shows this certificate.
    QSslConfiguration serverConfiguration() const;
    /// For a client that trusts it and nothing else.
    QSslConfiguration trustingConfiguration() const;
};

TestIdentity makeTestIdentity(const CertificateRequest& request = {});

/// Signed by that identity, and no authority itself: what a company's server shows.
TestIdentity makeTestIdentitySignedBy(const TestIdentity& authority, const CertificateRequest& request = {});

} // namespace tessera::test
