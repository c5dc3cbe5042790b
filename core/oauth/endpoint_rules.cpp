#include "core/oauth/endpoint_rules.h"

#include "core/net/form_body.h"
#include "core/net/secure_access_manager.h"
#include "core/oauth/parameters.h"

#include <algorithm>

namespace tessera {
namespace {

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
