// A TLS server that offers what nobody should take: old versions, ciphers without encryption or without a
// certificate, weak keys. Qt's own refuses to be one. On a thread of its own; answers every request with {}.
#pragma once

#include "tests/support/test_certificate.h"

#include <atomic>
#include <thread>

namespace tessera::test {

struct WeakTls
{
    int leastVersion = 0x0301; ///< as on the wire: 0x0301 is TLS 1.0
    int mostVersion = 0x0304;
    QByteArray ciphers = "ALL"; ///< up to TLS 1.2, as OpenSSL writes them
    QByteArray answer = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 2\r\n\r\n{}";
};

class WeakTlsServer final
{
public:
    WeakTlsServer(const TestIdentity& identity, WeakTls tls);
    ~WeakTlsServer();
    WeakTlsServer(const WeakTlsServer&) = delete;
    WeakTlsServer& operator=(const WeakTlsServer&) = delete;

    quint16 port() const { return m_port; }
    /// How often something was sent after a handshake.
    int requests() const { return m_requests; }

private:
    void run();

    TestIdentity m_identity;
    WeakTls m_tls;
    int m_listener = -1;
    quint16 m_port = 0;
    std::atomic<int> m_requests = 0;
    std::thread m_thread;
};

} // namespace tessera::test
