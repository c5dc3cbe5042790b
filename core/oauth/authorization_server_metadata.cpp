#include "core/oauth/authorization_server_metadata.h"

#include "core/base/json_members.h"
#include "core/base/logging.h"
#include "core/net/secure_access_manager.h"
#include "core/oauth/endpoint_rules.h"

namespace tessera {
namespace {

constexpr QStringView kMember = u"metadata.member";

auto badIssuer(QStringView code, const QString& detail)
{
    return failure(ErrorKind::Configuration, code, detail);
}

/// Reads members one after the other and keeps the first error, so that the list below reads like RFC 8414
/// section 2.
class Reader
{
public:
    Reader(const QJsonObject& document, const QString& issuer)
        : m_document(document), m_issuer(issuer), m_issuerUrl(issuer, QUrl::StrictMode)
    {
    }

    QUrl endpoint(QStringView name)
    {
        const auto text = take(optionalString(m_document, name, kMember));
        if (!text)
            return {};
        if (const auto fault = endpointFault(*text, m_issuerUrl)) {
            fail(ErrorKind::Untrusted, u"metadata.endpoint",
                 QStringLiteral("%1: %2 (%3)").arg(name, *fault, printable(*text, 120)));
            return {};
        }
        const QUrl url(*text, QUrl::StrictMode);
        if (url.host() != m_issuerUrl.host())
            remark(QStringLiteral("metadata.foreign_host"));
        if (url.host(QUrl::FullyEncoded).contains(QStringLiteral("xn--")))
            remark(QStringLiteral("metadata.international_host"));
        return url;
    }

    QUrl requiredEndpoint(QStringView name)
    {
        if (!m_document.contains(name))
            fail(ErrorKind::Malformed, u"metadata.missing", name.toString());
        return endpoint(name);
    }

    QStringList list(QStringView name)
    {
        return take(optionalStringList(m_document, name, kMember)).value_or(QStringList());
    }

    bool flag(QStringView name) { return take(optionalBool(m_document, name, kMember)).value_or(false); }

    /// Anything but a list with S256 is odd, and no reason to stop: S256 is sent all the same (A081, N024).
    QStringList challengeMethods(QStringView name)
    {
        const auto read = optionalStringList(m_document, name, kMember);
        const QStringList methods = read ? read->value_or(QStringList()) : QStringList();
        if (!methods.contains(QStringLiteral("S256")))
            remark(QStringLiteral("metadata.no_s256"));
        return methods;
    }

    const QStringList& remarks() const { return m_remarks; }
    const std::optional<Error>& error() const { return m_error; }

private:
    template <class T>
    std::optional<T> take(const Result<std::optional<T>>& read)
    {
        if (read)
            return *read;
        fail(read.error().kind, read.error().code, read.error().detail);
        return std::nullopt;
    }

    void fail(ErrorKind kind, QStringView code, const QString& detail)
    {
        if (!m_error)
            m_error = Error{kind, code.toString(), detail, m_issuer};
    }

    void remark(const QString& code)
    {
        if (!m_remarks.contains(code))
            m_remarks += code;
    }

    const QJsonObject& m_document;
    QString m_issuer;
    QUrl m_issuerUrl;
    QStringList m_remarks;
    std::optional<Error> m_error;
};

/// RFC 8414 section 3.3: identical, code point by code point (A067, N039).
Result<void> checkSameIssuer(const QJsonObject& document, const QString& expectedIssuer)
{
    if (!document.contains(u"issuer"))
        return failure(ErrorKind::Malformed, u"metadata.missing", QStringLiteral("issuer"), expectedIssuer);
    const auto issuer = requiredString(document, u"issuer", kMember);
    if (!issuer)
        return failure(ErrorKind::Malformed, kMember, issuer.error().detail, expectedIssuer);
    if (*issuer != expectedIssuer)
        return failure(ErrorKind::Untrusted, u"metadata.issuer_mismatch",
                       QStringLiteral("the document is of %1").arg(printable(*issuer)), expectedIssuer);
    return {};
}

Result<void> checkIssuerScheme(const QUrl& url)
{
    if (url.scheme() != u"https" && url.scheme() != u"http")
        return badIssuer(u"issuer.scheme", QStringLiteral("it must start with https://"));
    if (url.host().isEmpty())
        return badIssuer(u"issuer.host", QStringLiteral("no host"));
    if (url.scheme() == u"http" && !isLoopbackHost(url))
        return badIssuer(u"issuer.insecure", QStringLiteral("http is for this computer only"));
    return {};
}

} // namespace

bool AuthorizationServerMetadata::isDevelopment() const
{
    return isLoopbackHost(QUrl(issuer, QUrl::StrictMode));
}

Result<QString> checkIssuer(const QString& issuer)
{
    if (issuer.isEmpty())
        return badIssuer(u"issuer.empty", {});
    if (hasUnsafeCharacter(issuer))
        return badIssuer(u"issuer.syntax", QStringLiteral("a character no address has"));
    if (authorityOf(issuer).contains(u'@'))
        return badIssuer(u"issuer.user_info", QStringLiteral("no name or password in it"));
    if (issuer.contains(u'#'))
        return badIssuer(u"issuer.fragment", QStringLiteral("no '#' in it"));
    if (issuer.contains(u'?'))
        return badIssuer(u"issuer.query", QStringLiteral("no '?' in it"));
    if (authorityOf(issuer).contains(u'%'))
        return badIssuer(u"issuer.host", QStringLiteral("a percent sign in the host"));
    const QUrl url(issuer, QUrl::StrictMode);
    if (!url.isValid())
        return badIssuer(u"issuer.syntax", QStringLiteral("not an address"));
    if (auto scheme = checkIssuerScheme(url); !scheme)
        return failure(scheme.error());
    return issuer;
}

QList<QUrl> wellKnownUrls(const QString& issuer)
{
    const QString origin = originOf(issuer);
    QString path = issuer.sliced(origin.size());
    if (path.endsWith(u'/'))
        path.chop(1); // RFC 8414 section 3.1 and Discovery section 4.1: a final slash goes first

    const QString openId = QStringLiteral("/.well-known/openid-configuration");
    const QString oauth = QStringLiteral("/.well-known/oauth-authorization-server");
    QList<QUrl> urls;
    for (const QString& tail : {path + openId, oauth + path, openId + path}) {
        const QUrl url(origin + tail, QUrl::StrictMode);
        if (!urls.contains(url))
            urls += url;
    }
    return urls;
}

Result<AuthorizationServerMetadata> parseMetadata(const QJsonObject& document, const QString& expectedIssuer)
{
    if (auto same = checkSameIssuer(document, expectedIssuer); !same)
        return failure(same.error());

    Reader read(document, expectedIssuer);
    AuthorizationServerMetadata metadata;
    metadata.issuer = expectedIssuer;
    metadata.authorizationEndpoint = read.requiredEndpoint(u"authorization_endpoint");
    metadata.tokenEndpoint = read.requiredEndpoint(u"token_endpoint");
    metadata.jwksUri = read.endpoint(u"jwks_uri");
    metadata.userinfoEndpoint = read.endpoint(u"userinfo_endpoint");
    metadata.revocationEndpoint = read.endpoint(u"revocation_endpoint");
    metadata.introspectionEndpoint = read.endpoint(u"introspection_endpoint");
    metadata.endSessionEndpoint = read.endpoint(u"end_session_endpoint");
    metadata.registrationEndpoint = read.endpoint(u"registration_endpoint");
    metadata.deviceAuthorizationEndpoint = read.endpoint(u"device_authorization_endpoint");
    metadata.pushedAuthorizationRequestEndpoint = read.endpoint(u"pushed_authorization_request_endpoint");
    metadata.requirePushedAuthorizationRequests = read.flag(u"require_pushed_authorization_requests");
    metadata.scopesSupported = read.list(u"scopes_supported");
    metadata.responseModesSupported = read.list(u"response_modes_supported");
    metadata.grantTypesSupported = read.list(u"grant_types_supported");
    metadata.codeChallengeMethodsSupported = read.challengeMethods(u"code_challenge_methods_supported");
    metadata.tokenEndpointAuthMethodsSupported = read.list(u"token_endpoint_auth_methods_supported");
    metadata.tokenEndpointAuthSigningAlgValuesSupported =
        read.list(u"token_endpoint_auth_signing_alg_values_supported");
    metadata.dpopSigningAlgValuesSupported = read.list(u"dpop_signing_alg_values_supported");
    metadata.authorizationSigningAlgValuesSupported =
        read.list(u"authorization_signing_alg_values_supported");
    metadata.idTokenSigningAlgValuesSupported = read.list(u"id_token_signing_alg_values_supported");
    metadata.authorizationResponseIssParameterSupported =
        read.flag(u"authorization_response_iss_parameter_supported");
    if (read.error())
        return failure(*read.error());
    metadata.remarks = read.remarks();
    return metadata;
}

} // namespace tessera
