#include "core/oauth/endpoint_rules.h"

#include "core/net/form_body.h"
#include "core/net/secure_access_manager.h"
#include "core/oauth/parameters.h"

#include <QHostAddress>

#include <algorithm>

namespace tessera {
namespace {

struct Network
{
    QLatin1String prefix;
    int bits;
    Reach reach;
};

/// RFC 6890 and its updates, as far as they lead away from the public internet.
constexpr Network kNetworks[] = {
    {QLatin1String("0.0.0.0"), 8, Reach::ThisComputer},
    {QLatin1String("127.0.0.0"), 8, Reach::ThisComputer},
    {QLatin1String("::"), 127, Reach::ThisComputer}, // :: and ::1
    {QLatin1String("169.254.0.0"), 16, Reach::LinkLocal},
    {QLatin1String("fe80::"), 10, Reach::LinkLocal},
    {QLatin1String("10.0.0.0"), 8, Reach::PrivateNetwork},
    {QLatin1String("100.64.0.0"), 10, Reach::PrivateNetwork},
    {QLatin1String("172.16.0.0"), 12, Reach::PrivateNetwork},
    {QLatin1String("192.168.0.0"), 16, Reach::PrivateNetwork},
    {QLatin1String("198.18.0.0"), 15, Reach::PrivateNetwork},
    {QLatin1String("224.0.0.0"), 3, Reach::PrivateNetwork}, // multicast, reserved, broadcast
    {QLatin1String("fc00::"), 7, Reach::PrivateNetwork},
    {QLatin1String("fec0::"), 10, Reach::PrivateNetwork},
    {QLatin1String("ff00::"), 8, Reach::PrivateNetwork},
};

Reach reachOfLiteral(QHostAddress address)
{
    bool mapped = false;
    const quint32 ipv4 = address.toIPv4Address(&mapped);
    if (mapped && address.protocol() == QAbstractSocket::IPv6Protocol)
        address = QHostAddress(ipv4); // ::ffff:127.0.0.1
    for (const Network& network : kNetworks)
        if (address.isInSubnet(QHostAddress(QString(network.prefix)), network.bits))
            return network.reach;
    return Reach::Public;
}

bool isOurParameter(QStringView name)
{
    using namespace param;
    static constexpr QStringView kOurs[] = {
        kClientId,      kClientSecret,
        kCode,          kGrantType,
        kIdTokenHint,   kLoginHint,
        kMaxAge,        kNonce,
        kPrompt,        kRedirectUri,
        kScope,         kState,
        kRefreshToken,  kResponseType,
        kToken,         kTokenTypeHint,
        kAccessToken,   kCodeVerifier,
        kCodeChallenge, kCodeChallengeMethod,
        kRequestUri,    kResponseMode,
        kDpopJkt,       kResource,
        u"request",     kPostLogoutRedirectUri,
    };
    return std::find(std::begin(kOurs), std::end(kOurs), name) != std::end(kOurs);
}

std::optional<QString> queryFault(const QUrl& url)
{
    const auto fields = decodeForm(url.query(QUrl::FullyEncoded).toLatin1());
    if (!fields)
        return QStringLiteral("its query is not form-encoded");
    for (const FormField& field : *fields)
        if (isOurParameter(field.name))
            return QStringLiteral("its query already holds %1").arg(field.name);
    return std::nullopt;
}

std::optional<QString> syntaxFault(const QString& text, const QUrl& url)
{
    if (hasUnsafeCharacter(text))
        return QStringLiteral("a character no address has");
    if (!url.isValid() || url.isRelative())
        return QStringLiteral("not an absolute address");
    if (url.scheme() != u"https" && url.scheme() != u"http")
        return QStringLiteral("neither https nor http");
    if (url.host().isEmpty())
        return QStringLiteral("no host");
    const QStringView authority = authorityOf(text);
    if (authority.contains(u'@'))
        return QStringLiteral("user information");
    if (authority.contains(u'%'))
        return QStringLiteral("a percent sign in the host");
    return std::nullopt;
}

std::optional<QString> reachFault(const QUrl& url, const QUrl& issuer)
{
    const Reach reach = reachOf(url);
    if (url.scheme() == u"http" && (issuer.scheme() == u"https" || reach != Reach::ThisComputer))
        return QStringLiteral("http instead of https");
    // A server on the internet has no business with addresses in here (A079).
    if (reach != Reach::Public && reach != reachOf(issuer))
        return QStringLiteral("a local address from an issuer elsewhere");
    return std::nullopt;
}

} // namespace

bool hasUnsafeCharacter(QStringView text)
{
    return std::any_of(text.begin(), text.end(), [](QChar c) {
        return c == u'\\' || c.isSpace() || c.category() == QChar::Other_Control ||
               c.category() == QChar::Other_Format;
    });
}

QStringView authorityOf(QStringView text)
{
    const qsizetype slashes = text.indexOf(u"//");
    if (slashes < 0)
        return {};
    const QStringView rest = text.sliced(slashes + 2);
    const auto end =
        std::find_if(rest.begin(), rest.end(), [](QChar c) { return c == u'/' || c == u'?' || c == u'#'; });
    return rest.first(end - rest.begin());
}

QString originOf(const QString& text)
{
    const QStringView authority = authorityOf(text);
    return authority.isEmpty() ? QString() : text.first(authority.data() + authority.size() - text.data());
}

Reach reachOf(const QUrl& url)
{
    QString host = url.host(QUrl::FullyEncoded);
    if (host.endsWith(u'.'))
        host.chop(1);
    if (host == u"localhost" || host.endsWith(u".localhost"))
        return Reach::ThisComputer;
    const QHostAddress address(host);
    return address.isNull() ? Reach::Public : reachOfLiteral(address);
}

std::optional<QString> pageFault(const QString& text, const QUrl& issuer)
{
    const QUrl url(text, QUrl::StrictMode);
    if (auto fault = syntaxFault(text, url))
        return fault;
    return reachFault(url, issuer);
}

std::optional<QString> endpointFault(const QString& text, const QUrl& issuer)
{
    if (auto fault = pageFault(text, issuer))
        return fault;
    const QUrl url(text, QUrl::StrictMode);
    if (url.hasFragment())
        return QStringLiteral("a fragment");
    return queryFault(url);
}

} // namespace tessera
