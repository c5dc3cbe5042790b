#include "tests/hostile/hostile_identity_provider.h"

#include "core/base/base64url.h"
#include "core/jose/jws.h"
#include "core/oauth/pkce.h"

#include <QJsonArray>
#include <QJsonDocument>

namespace tessera::test {
namespace {

const QString kCode = QStringLiteral("the-code");
const QString kAccessToken = QStringLiteral("canary-access-token");

QString valueOf(const FormFields& fields, QStringView name)
{
    for (const FormField& field : fields) {
        if (field.name == name)
            return field.value;
    }
    return {};
}

FormFields fieldsOf(QByteArrayView text)
{
    return decodeForm(text).value_or(FormFields());
}

LoopbackResponse refused(const char* error)
{
    return jsonReply({{QStringLiteral("error"), QString::fromLatin1(error)}}, 400);
}

} // namespace

LoopbackResponse reply(int status, const QByteArray& contentType, const QByteArray& body,
                       const QList<HttpHeader>& headers)
{
    return {status, contentType, body, headers};
}

LoopbackResponse jsonReply(const QJsonObject& body, int status)
{
    return reply(status, "application/json", QJsonDocument(body).toJson(QJsonDocument::Compact));
}

HostileIdentityProvider::HostileIdentityProvider(Fault fault, std::shared_ptr<const Clock> clock)
    : m_fault(std::move(fault)), m_clock(std::move(clock)),
      m_server([this](const LoopbackRequest& request) { return answer(request); })
{
    m_server.setAllowedMethods({"GET", "POST"});
    if (!m_server.listen(QHostAddress(QHostAddress::LocalHost)))
        qFatal("the hostile provider cannot listen");
    if (m_fault.tokenBytes)
        m_tokenBytes = std::make_unique<HostileServer>(QList<HostileReply>{*m_fault.tokenBytes});
}

QString HostileIdentityProvider::issuer() const
{
    return m_server.origin();
}

QString HostileIdentityProvider::clientId()
{
    return QStringLiteral("desktop-client");
}

QUrl HostileIdentityProvider::tokenEndpoint() const
{
    return m_tokenBytes ? m_tokenBytes->url(QStringLiteral("/token"))
                        : QUrl(issuer() + QStringLiteral("/token"));
}

int HostileIdentityProvider::tokenRequests() const
{
    return count(QStringLiteral("token")) +
           (m_tokenBytes ? static_cast<int>(m_tokenBytes->requests().size()) : 0);
}

LoopbackResponse HostileIdentityProvider::answer(const LoopbackRequest& request)
{
    if (request.path == "/.well-known/openid-configuration")
        return m_log.append(QStringLiteral("discovery")), discovery();
    if (request.path == "/jwks")
        return m_log.append(QStringLiteral("jwks")), keys();
    if (request.path == "/authorize")
        return m_log.append(QStringLiteral("authorize")), authorize(request);
    if (request.path == "/token")
        return m_log.append(QStringLiteral("token")), token(request);
    if (request.path == "/userinfo")
        return m_log.append(QStringLiteral("userinfo")), userInfo(request);
    m_log.append(QStringLiteral("other"));
    return reply(404, "text/plain", {});
}

LoopbackResponse HostileIdentityProvider::discovery()
{
    const auto address = [this](const char* path) { return issuer() + QString::fromLatin1(path); };
    QJsonObject document{
        {QStringLiteral("issuer"), issuer()},
        {QStringLiteral("authorization_endpoint"), address("/authorize")},
        {QStringLiteral("token_endpoint"), tokenEndpoint().toString()},
        {QStringLiteral("jwks_uri"), address("/jwks")},
        {QStringLiteral("userinfo_endpoint"), address("/userinfo")},
        {QStringLiteral("response_types_supported"), QJsonArray{QStringLiteral("code")}},
        {QStringLiteral("code_challenge_methods_supported"), QJsonArray{QStringLiteral("S256")}},
        {QStringLiteral("token_endpoint_auth_methods_supported"), QJsonArray{QStringLiteral("none")}},
        {QStringLiteral("id_token_signing_alg_values_supported"),
         QJsonArray{QStringLiteral("RS256"), QStringLiteral("ES256"), QStringLiteral("Ed25519")}},
        {QStringLiteral("authorization_response_iss_parameter_supported"), true}};
    if (m_fault.metadata)
        m_fault.metadata(document);
    const LoopbackResponse honest = jsonReply(document);
    return m_fault.discovery ? m_fault.discovery(honest) : honest;
}

LoopbackResponse HostileIdentityProvider::keys()
{
    const IssuerKeys& shared = IssuerKeys::shared();
    const LoopbackResponse honest = jsonReply(JwkSet({shared.rsa, shared.ec, shared.ed}).publicJson());
    return m_fault.keys ? m_fault.keys(honest, count(QStringLiteral("jwks"))) : honest;
}

LoopbackResponse HostileIdentityProvider::authorize(const LoopbackRequest& request)
{
    const FormFields asked = fieldsOf(request.query);
    m_grant = {valueOf(asked, u"code_challenge"), valueOf(asked, u"nonce"), valueOf(asked, u"redirect_uri")};
    FormFields answer{{QStringLiteral("state"), valueOf(asked, u"state")},
                      {QStringLiteral("iss"), issuer()},
                      {QStringLiteral("code"), kCode}};
    if (m_fault.redirect)
        m_fault.redirect(answer);
    const QByteArray location = m_grant.redirectUri.toLatin1() + '?' + encodeForm(answer);
    return reply(302, "text/plain", {}, {{"Location", location}});
}

LoopbackResponse HostileIdentityProvider::token(const LoopbackRequest& request)
{
    const FormFields form = fieldsOf(request.body);
    if (request.method != "POST" || valueOf(form, u"client_id") != clientId())
        return refused("invalid_client");
    const QByteArray challenge = s256Challenge(valueOf(form, u"code_verifier").toLatin1());
    if (valueOf(form, u"code") != kCode || challenge != m_grant.challenge.toLatin1() ||
        valueOf(form, u"redirect_uri") != m_grant.redirectUri)
        return refused("invalid_grant");
    QJsonObject body{{QStringLiteral("access_token"), kAccessToken},
                     {QStringLiteral("token_type"), QStringLiteral("Bearer")},
                     {QStringLiteral("expires_in"), 3600},
                     {QStringLiteral("refresh_token"), QStringLiteral("canary-refresh-token")},
                     {QStringLiteral("id_token"), QString::fromLatin1(makeIdToken(kAccessToken))}};
    if (m_fault.tokenMembers)
        m_fault.tokenMembers(body);
    const LoopbackResponse honest = jsonReply(body);
    return m_fault.token ? m_fault.token(honest) : honest;
}

QByteArray HostileIdentityProvider::makeIdToken(const QString& accessToken) const
{
    const auto at = [clock = m_clock](qint64 seconds) {
        return static_cast<double>(toUnixSeconds(clock->now()) + seconds);
    };
    IdTokenDraft draft{{{QStringLiteral("typ"), QStringLiteral("JWT")}},
                       {{QStringLiteral("iss"), issuer()},
                        {QStringLiteral("sub"), QStringLiteral("alice")},
                        {QStringLiteral("aud"), clientId()},
                        {QStringLiteral("exp"), at(300)},
                        {QStringLiteral("iat"), at(0)},
                        {QStringLiteral("nonce"), m_grant.nonce},
                        {QStringLiteral("name"), QStringLiteral("Alice")},
                        {QStringLiteral("email"), QStringLiteral("alice@example.org")}},
                       IssuerKeys::shared().rsa,
                       QStringLiteral("RS256"),
                       {},
                       at};
    draft.claims.insert(
        u"at_hash", QString::fromLatin1(leftHalfHash(*findJwsAlgorithm(draft.alg), accessToken.toLatin1())));
    if (m_fault.idToken)
        m_fault.idToken(draft);
    const QByteArray claims = QJsonDocument(draft.claims).toJson(QJsonDocument::Compact);
    const Result<QByteArray> token = signCompact(claims, draft.key, draft.alg, draft.header);
    if (!token)
        qFatal("cannot sign: %s", qPrintable(token.error().code));
    return draft.edit ? draft.edit(*token) : *token;
}

LoopbackResponse HostileIdentityProvider::userInfo(const LoopbackRequest& request)
{
    if (request.header("Authorization") != "Bearer " + kAccessToken.toLatin1())
        return reply(401, "text/plain", {}, {{"WWW-Authenticate", "Bearer error=\"invalid_token\""}});
    const LoopbackResponse honest = jsonReply({{QStringLiteral("sub"), QStringLiteral("alice")},
                                               {QStringLiteral("name"), QStringLiteral("Alice")}});
    return m_fault.userInfo ? m_fault.userInfo(honest) : honest;
}

} // namespace tessera::test
