#include "tests/support/weak_tls_server.h"

#include <netinet/in.h>
#include <openssl/pem.h>
#include <openssl/ssl.h>
#include <sys/socket.h>
#include <unistd.h>

#include <csignal>
#include <memory>

namespace tessera::test {
namespace {

struct Free
{
    void operator()(SSL_CTX* context) const { SSL_CTX_free(context); }
    void operator()(SSL* connection) const { SSL_free(connection); }
    void operator()(X509* certificate) const { X509_free(certificate); }
    void operator()(EVP_PKEY* key) const { EVP_PKEY_free(key); }
    void operator()(BIO* bio) const { BIO_free(bio); }
};

std::unique_ptr<BIO, Free> bioOf(const QByteArray& pem)
{
    return std::unique_ptr<BIO, Free>(BIO_new_mem_buf(pem.constData(), static_cast<int>(pem.size())));
}

X509* certificateOf(const QByteArray& pem)
{
    return PEM_read_bio_X509(bioOf(pem).get(), nullptr, nullptr, nullptr);
}

std::unique_ptr<SSL_CTX, Free> contextOf(const TestIdentity& identity, const WeakTls& tls)
{
    std::unique_ptr<SSL_CTX, Free> context(SSL_CTX_new(TLS_server_method()));
    SSL_CTX_set_security_level(context.get(), 0);
    SSL_CTX_set_min_proto_version(context.get(), tls.leastVersion);
    SSL_CTX_set_max_proto_version(context.get(), tls.mostVersion);
    const std::unique_ptr<X509, Free> certificate(certificateOf(identity.certificate.toPem()));
    const std::unique_ptr<EVP_PKEY, Free> key(
        PEM_read_bio_PrivateKey(bioOf(identity.key.toPem()).get(), nullptr, nullptr, nullptr));
    if (SSL_CTX_set_cipher_list(context.get(), tls.ciphers.constData()) != 1 ||
        SSL_CTX_use_certificate(context.get(), certificate.get()) != 1 ||
        SSL_CTX_use_PrivateKey(context.get(), key.get()) != 1)
        qFatal("the weak server cannot use its certificate");
    for (const QSslCertificate& issuer : identity.issuers)
        SSL_CTX_add_extra_chain_cert(context.get(), certificateOf(issuer.toPem())); // becomes the context's
    return context;
}

} // namespace

WeakTlsServer::WeakTlsServer(const TestIdentity& identity, WeakTls tls)
    : m_identity(identity), m_tls(std::move(tls))
{
    std::signal(SIGPIPE, SIG_IGN);
    m_listener = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t size = sizeof address;
    auto* any = reinterpret_cast<sockaddr*>(&address);
    if (m_listener < 0 || bind(m_listener, any, size) != 0 || listen(m_listener, 8) != 0 ||
        getsockname(m_listener, any, &size) != 0)
        qFatal("the weak server cannot listen");
    m_port = ntohs(address.sin_port);
    m_thread = std::thread([this] { run(); });
}

WeakTlsServer::~WeakTlsServer()
{
    shutdown(m_listener, SHUT_RDWR);
    m_thread.join();
    close(m_listener);
}

void WeakTlsServer::run()
{
    const auto context = contextOf(m_identity, m_tls);
    for (int peer = accept(m_listener, nullptr, nullptr); peer >= 0;
         peer = accept(m_listener, nullptr, nullptr)) {
        const std::unique_ptr<SSL, Free> connection(SSL_new(context.get()));
        SSL_set_fd(connection.get(), peer);
        char request[4096];
        if (SSL_accept(connection.get()) == 1 && SSL_read(connection.get(), request, sizeof request) > 0) {
            ++m_requests;
            SSL_write(connection.get(), m_tls.answer.constData(), static_cast<int>(m_tls.answer.size()));
            SSL_shutdown(connection.get());
        }
        close(peer);
    }
}

} // namespace tessera::test
