#include "core/tools/credential_place.h"

#include "core/base/logging.h"
#include "core/net/secure_access_manager.h"

#include <QRegularExpression>
#include <QUrl>

#include <algorithm>

namespace tessera {
namespace {

constexpr int kHttpsPort = 443;
constexpr int kHttpPort = 80;

int usualPort(const QString& scheme)
{
    return scheme == QLatin1String("https") ? kHttpsPort : kHttpPort;
}

/// No "..", no ".", no empty segment and no backslash: a server might see another path in it than we do.
bool isPlainPath(const QString& path)
{
    if (path.isEmpty())
        return true;
    const QStringList segments = path.mid(1).split(u'/');
    return std::none_of(segments.begin(), segments.end(), [](const QString& segment) {
        return segment.isEmpty() || segment == QLatin1String(".") || segment == QLatin1String("..") ||
               segment.contains(u'\\') || segment.contains(u'%');
    });
}

QString withoutLastSlash(QString path)
{
    if (path.endsWith(u'/'))
        path.chop(1);
    return path;
}

} // namespace

QString CredentialPlace::origin() const
{
    const QString name = host.contains(u':') ? u'[' + host + u']' : host;
    const QString number = port == usualPort(scheme) ? QString() : QStringLiteral(":%1").arg(port);
    return scheme + QStringLiteral("://") + name + number;
}

Result<CredentialPlace> placeFromAddress(const QString& address)
{
    const auto wrong = [&address](const QString& what) {
        return failure(ErrorKind::Configuration, u"tool.place",
                       QStringLiteral("%1: %2").arg(printable(address), what));
    };
    const QUrl url(address, QUrl::StrictMode);
    if (const auto sound = checkAddress(url); !sound)
        return wrong(sound.error().detail);
    if (url.hasQuery() || url.hasFragment())
        return wrong(QStringLiteral("it may have no query and no fragment"));
    CredentialPlace place;
    place.scheme = url.scheme();
    place.host = url.host(QUrl::FullyEncoded);
    place.port = url.port(usualPort(place.scheme));
    place.path = withoutLastSlash(url.path(QUrl::FullyEncoded));
    if (!isPlainPath(place.path))
        return wrong(QStringLiteral("its path is not a plain one"));
    return place;
}

Result<CredentialPlace> placeFromParts(const QString& scheme, const QString& hostAndPort, const QString& path)
{
    // Nothing that a parser of addresses could take for the end of the host is let through to one.
    static const QRegularExpression grammar(
        QStringLiteral("\\A(?:([A-Za-z0-9](?:[A-Za-z0-9._-]{0,251}[A-Za-z0-9])?)|\\[([0-9A-Fa-f:.]{2,45})\\])"
                       "(?::([0-9]{1,5}))?\\z"));
    const auto match = grammar.match(hostAndPort);
    if (!match.hasMatch())
        return failure(ErrorKind::Malformed, u"tool.request",
                       QStringLiteral("host: %1").arg(printable(hostAndPort)));
    const QUrl url(scheme + QStringLiteral("://") + hostAndPort, QUrl::StrictMode);
    if (const auto sound = checkAddress(url); !sound)
        return failure(ErrorKind::Malformed, u"tool.request",
                       QStringLiteral("%1://%2: %3")
                           .arg(printable(scheme, 20), printable(hostAndPort), sound.error().detail));
    CredentialPlace place;
    place.scheme = url.scheme();
    place.host = url.host(QUrl::FullyEncoded);
    place.port = url.port(usualPort(place.scheme));
    place.path = path.isEmpty() ? QString() : withoutLastSlash(u'/' + path);
    if (!isPlainPath(place.path))
        return failure(ErrorKind::Malformed, u"tool.request",
                       QStringLiteral("path: %1").arg(printable(path)));
    return place;
}

bool covers(const CredentialPlace& rule, const CredentialPlace& asked)
{
    if (rule.scheme != asked.scheme || rule.host != asked.host || rule.port != asked.port)
        return false;
    return rule.path.isEmpty() || asked.path == rule.path || asked.path.startsWith(rule.path + u'/');
}

} // namespace tessera
