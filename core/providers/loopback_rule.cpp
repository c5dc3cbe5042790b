#include "core/providers/loopback_rule.h"

#include "core/base/logging.h"

namespace tessera {
namespace {

Error fault(QStringView code, const QString& wanted, const QUrl& redirectUri)
{
    return Error{ErrorKind::Configuration, code.toString(), wanted, loggableUrl(redirectUri)};
}

std::optional<QString> wantedHost(LoopbackRule::Host rule)
{
    switch (rule) {
    case LoopbackRule::Host::LiteralIPv4:
        return QStringLiteral("127.0.0.1");
    case LoopbackRule::Host::Localhost:
        return QStringLiteral("localhost");
    case LoopbackRule::Host::Either:
        break;
    }
    return std::nullopt;
}

QString pathOf(const QUrl& url)
{
    const QString path = url.path(QUrl::FullyEncoded);
    return path.isEmpty() ? QStringLiteral("/") : path;
}

} // namespace

QUrl defaultRedirectUri()
{
    return QUrl(QStringLiteral("http://127.0.0.1/callback"));
}

std::optional<Error> loopbackFault(const LoopbackRule& rule, const QUrl& redirectUri)
{
    if (const auto host = wantedHost(rule.host); host && redirectUri.host() != *host)
        return fault(u"loopback_rule.host", *host, redirectUri);
    if (rule.port == LoopbackRule::Port::Fixed && redirectUri.port() <= 0)
        return fault(u"loopback_rule.port",
                     QStringLiteral("http://%1:PORT%2").arg(redirectUri.host(), pathOf(redirectUri)),
                     redirectUri);
    if (!rule.path.isEmpty() && pathOf(redirectUri) != rule.path)
        return fault(u"loopback_rule.path", rule.path, redirectUri);
    return std::nullopt;
}

} // namespace tessera
