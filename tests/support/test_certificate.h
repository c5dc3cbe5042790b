// Certificates made on the spot for TLS tests: self-signed, with the names and the life the test asks for.
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

} // namespace tessera::test
