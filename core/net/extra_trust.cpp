#include "core/net/extra_trust.h"

#include "core/base/logging.h"
#include "core/net/limits.h"
#include "core/net/secure_access_manager.h"

#include <QFile>

#include <openssl/x509_vfy.h>
#include <openssl/x509v3.h>

#include <algorithm>
#include <memory>

namespace tessera {
namespace {

struct Free
{
    void operator()(X509* certificate) const { X509_free(certificate); }
    void operator()(X509_STORE* store) const { X509_STORE_free(store); }
    void operator()(X509_STORE_CTX* context) const { X509_STORE_CTX_free(context); }
    void operator()(STACK_OF(X509) * stack) const { sk_X509_pop_free(stack, X509_free); }
};
using Certificate = std::unique_ptr<X509, Free>;

Certificate toOpenSsl(const QSslCertificate& certificate)
{
    const QByteArray der = certificate.toDer();
    const auto* bytes = reinterpret_cast<const unsigned char*>(der.constData());
    return Certificate(d2i_X509(nullptr, &bytes, static_cast<long>(der.size())));
}

std::unique_ptr<X509_STORE, Free> storeOf(const QList<QSslCertificate>& roots)
{
    std::unique_ptr<X509_STORE, Free> store(X509_STORE_new());
    // An authority below another one may be what was configured: the chain ends there then.
    X509_STORE_set_flags(store.get(), X509_V_FLAG_PARTIAL_CHAIN);
    for (const QSslCertificate& root : roots)
        if (const Certificate certificate = toOpenSsl(root))
            X509_STORE_add_cert(store.get(), certificate.get());
    return store;
}

std::unique_ptr<STACK_OF(X509), Free> stackOf(const QList<QSslCertificate>& certificates)
{
    std::unique_ptr<STACK_OF(X509), Free> stack(sk_X509_new_null());
    for (const QSslCertificate& entry : certificates)
        if (Certificate certificate = toOpenSsl(entry))
            sk_X509_push(stack.get(), certificate.release());
    return stack;
}

/// As an administrator writes it: a name, not an address.
QString plainHostNamed(const QString& host)
{
    QUrl url;
    url.setScheme(QStringLiteral("https"));
    url.setHost(host);
    return plainHost(url);
}

bool isAuthority(const QSslCertificate& entry)
{
    const Certificate certificate = toOpenSsl(entry);
    return certificate && X509_check_ca(certificate.get()) == 1;
}

} // namespace

QList<QSslCertificate> extraAuthoritiesFor(const QList<ExtraTrust>& trust, const QUrl& url)
{
    const QString host = plainHost(url);
    QList<QSslCertificate> authorities;
    for (const ExtraTrust& entry : trust)
        if (std::any_of(entry.hosts.begin(), entry.hosts.end(), [&host](const QString& own) {
                return !host.isEmpty() && plainHostNamed(own) == host;
            }))
            authorities += entry.authorities;
    return authorities;
}

Result<QList<QSslCertificate>> readAuthorities(const QString& path)
{
    const auto fail = [&path](QStringView code, const QString& detail) {
        return failure(ErrorKind::Configuration, code, QStringLiteral("%1: %2").arg(path, detail));
    };
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return fail(u"ca_file.unreadable", file.errorString());
    const QByteArray text = file.read(limits::kCaFileBytes + 1);
    if (text.size() > limits::kCaFileBytes)
        return fail(u"ca_file.too_large", QStringLiteral("more than %1 bytes").arg(limits::kCaFileBytes));
    const QList<QSslCertificate> certificates = QSslCertificate::fromData(text, QSsl::Pem);
    if (certificates.isEmpty())
        return fail(u"ca_file.empty", QStringLiteral("no certificate in PEM form"));
    for (const QSslCertificate& certificate : certificates)
        if (!isAuthority(certificate))
            return fail(u"ca_file.not_an_authority", printable(certificate.subjectDisplayName(), 100));
    return certificates;
}

bool chainEndsIn(const QList<QSslCertificate>& chain, const QList<QSslCertificate>& roots)
{
    if (chain.isEmpty())
        return false;
    const Certificate own = toOpenSsl(chain.first());
    const auto store = storeOf(roots);
    const auto others = stackOf(chain.sliced(1));
    const std::unique_ptr<X509_STORE_CTX, Free> context(X509_STORE_CTX_new());
    if (!own || X509_STORE_CTX_init(context.get(), store.get(), own.get(), others.get()) != 1)
        return false;
    X509_STORE_CTX_set_default(context.get(), "ssl_server");
    return X509_verify_cert(context.get()) == 1;
}

} // namespace tessera
