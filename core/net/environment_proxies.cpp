#include "core/net/environment_proxies.h"

#include <QHostAddress>

#include <algorithm>

namespace tessera {
namespace {

constexpr quint16 kUsualHttpPort = 8080;
constexpr quint16 kUsualSocksPort = 1080;

/// Small letters win, as with curl.
QString value(const QProcessEnvironment& environment, const QString& name)
{
    const QString small = environment.value(name).trimmed();
    return small.isEmpty() ? environment.value(name.toUpper()).trimmed() : small;
}

QString variableFor(const QProcessEnvironment& environment, const QUrl& url)
{
    const QString own = value(environment, url.scheme() + QStringLiteral("_proxy"));
    return own.isEmpty() ? value(environment, QStringLiteral("all_proxy")) : own;
}

std::optional<QNetworkProxy> parseProxy(QString text)
{
    if (!text.contains(QStringLiteral("://")))
        text.prepend(QStringLiteral("http://"));
    const QUrl url(text, QUrl::StrictMode);
    if (!url.isValid() || url.host().isEmpty())
        return std::nullopt;
    const bool socks = url.scheme() == u"socks5" || url.scheme() == u"socks5h";
    if (!socks && url.scheme() != u"http" && url.scheme() != u"https")
        return std::nullopt;
    QNetworkProxy proxy(socks ? QNetworkProxy::Socks5Proxy : QNetworkProxy::HttpProxy, url.host(),
                        static_cast<quint16>(url.port(socks ? kUsualSocksPort : kUsualHttpPort)),
                        url.userName(QUrl::FullyDecoded), url.password(QUrl::FullyDecoded));
    return proxy;
}

bool isInNetwork(QStringView entry, const QHostAddress& address)
{
    const auto [network, bits] = QHostAddress::parseSubnet(entry.toString());
    return !network.isNull() && network.protocol() == address.protocol() && address.isInSubnet(network, bits);
}

bool matchesName(QStringView entry, QStringView host)
{
    if (entry.startsWith(u'*'))
        entry = entry.sliced(1);
    if (entry.startsWith(u'.'))
        entry = entry.sliced(1);
    if (entry.endsWith(u'.'))
        entry.chop(1);
    if (entry.isEmpty() || !host.endsWith(entry, Qt::CaseInsensitive))
        return false;
    return host.size() == entry.size() || host[host.size() - entry.size() - 1] == u'.';
}

struct Exemption
{
    QStringView host;
    int port = 0; ///< 0: all
};

/// "host:443" names one port; an IPv6 literal has more colons than one, or brackets.
Exemption parseExemption(QStringView entry)
{
    const qsizetype end = entry.startsWith(u'[') ? entry.indexOf(u']') : -1;
    if (end > 0)
        return {entry.sliced(1, end - 1), entry.sliced(std::min(end + 2, entry.size())).toInt()};
    const qsizetype colon = entry.count(u':') == 1 ? entry.indexOf(u':') : -1;
    if (colon >= 0)
        return {entry.first(colon), entry.sliced(colon + 1).toInt()};
    return {entry};
}

bool matches(QStringView entry, const QUrl& url)
{
    if (entry == u"*")
        return true;
    const Exemption exemption = parseExemption(entry);
    if (exemption.port != 0 && exemption.port != url.port(url.scheme() == u"https" ? 443 : 80))
        return false;
    QString host = url.host(QUrl::FullyEncoded);
    if (host.endsWith(u'.'))
        host.chop(1);
    const QHostAddress address(host);
    if (address.isNull())
        return matchesName(exemption.host, host);
    return QHostAddress(exemption.host.toString()) == address ||
           (exemption.host.contains(u'/') && isInNetwork(exemption.host, address));
}

} // namespace

bool isExempt(QStringView noProxy, const QUrl& url)
{
    const auto entries = noProxy.split(u',', Qt::SkipEmptyParts);
    return std::any_of(entries.begin(), entries.end(),
                       [&url](QStringView entry) { return matches(entry.trimmed(), url); });
}

std::optional<QNetworkProxy> environmentProxy(const QProcessEnvironment& environment, const QUrl& url)
{
    const QString variable = variableFor(environment, url);
    if (variable.isEmpty())
        return std::nullopt;
    if (isExempt(value(environment, QStringLiteral("no_proxy")), url))
        return QNetworkProxy(QNetworkProxy::NoProxy);
    return parseProxy(variable);
}

} // namespace tessera
