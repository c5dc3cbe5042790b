// What the hostile provider hands out: tokens, and what UserInfo says to them.
#include "tests/hostile/hostile_identity_provider.h"

#include "core/base/base64url.h"
#include "core/jose/jws.h"
#include "core/oauth/pkce.h"

#include <QJsonDocument>

#include <algorithm>

namespace tessera::test {
namespace {

const QString kAccessToken = QStringLiteral("canary-access-token");
const QString kRefreshToken = QStringLiteral("canary-refresh-token");

LoopbackResponse refused(const char* error)
{
    return jsonReply({{QStringLiteral("error"), QString::fromLatin1(error)}}, 400);
}

QByteArray signedBy(const IdTokenDraft& draft)
{
    QByteArray claims = QJsonDocument(draft.claims).toJson(QJsonDocument::Compact);
    if (draft.editClaims)
        claims = draft.editClaims(claims);
    const Result<QByteArray> token = signCompact(claims, draft.key, draft.alg, draft.header);
    if (!token)
        qFatal("cannot sign: %s", qPrintable(token.error().code));
    return draft.edit ? draft.edit(*token) : *token;
}

bool isPublicClient(const LoopbackRequest& request, const FormFields& form)
{
    return valueOf(form, u"client_id") == HostileIdentityProvider::clientId() &&
           valueOf(form, u"client_secret").isEmpty() && request.header("Authorization").isEmpty();
}

} // namespace

LoopbackResponse HostileIdentityProvider::token(const LoopbackRequest& request)
{
    const FormFields form = fieldsOf(request.body);
    const bool proved =
        m_fault.authenticates ? m_fault.authenticates(request, form) : isPublicClient(request, form);
    if (request.method != "POST" || !proved)
        return refused("invalid_client");
    if (valueOf(form, u"grant_type") == u"refresh_token")
        return valueOf(form, u"refresh_token") == kRefreshToken ? renew() : refused("invalid_grant");
    if (m_fault.acceptsAnyCode)
        return redeem(m_grants.last());
    const auto grant = std::find_if(m_grants.cbegin(), m_grants.cend(), [&](const Grant& candidate) {
        return candidate.code == valueOf(form, u"code");
    });
    const QByteArray challenge = s256Challenge(valueOf(form, u"code_verifier").toLatin1());
    if (grant == m_grants.cend() || challenge != grant->challenge.toLatin1() ||
        valueOf(form, u"redirect_uri") != grant->redirectUri)
        return refused("invalid_grant");
    return redeem(*grant);
}

QJsonObject HostileIdentityProvider::tokens(const QByteArray& idToken) const
{
    return {{QStringLiteral("access_token"), kAccessToken},
            {QStringLiteral("token_type"), QStringLiteral("Bearer")},
            {QStringLiteral("expires_in"), 3600},
            {QStringLiteral("refresh_token"), kRefreshToken},
            {QStringLiteral("id_token"), QString::fromLatin1(idToken)}};
}

LoopbackResponse HostileIdentityProvider::redeem(const Grant& grant)
{
    QJsonObject body = tokens(makeIdToken(grant, m_fault.idToken));
    if (m_fault.tokenMembers)
        m_fault.tokenMembers(body);
    const LoopbackResponse honest = jsonReply(body);
    return m_fault.token ? m_fault.token(honest) : honest;
}

/// OIDC Core 12.2: the same person, no nonce.
LoopbackResponse HostileIdentityProvider::renew()
{
    Grant grant = m_grants.last();
    grant.nonce.clear();
    grant.code.clear();
    QJsonObject body = tokens(makeIdToken(grant, m_fault.refreshedIdToken));
    if (m_fault.refreshedMembers)
        m_fault.refreshedMembers(body);
    const LoopbackResponse honest = jsonReply(body);
    return m_fault.refreshed ? m_fault.refreshed(honest) : honest;
}

QByteArray HostileIdentityProvider::makeIdToken(const Grant& grant,
                                                const std::function<void(IdTokenDraft&)>& spoil) const
{
    const auto at = secondsFromNow();
    IdTokenDraft draft{{{QStringLiteral("typ"), QStringLiteral("JWT")}},
                       {{QStringLiteral("iss"), issuer()},
                        {QStringLiteral("sub"), grant.subject},
                        {QStringLiteral("aud"), clientId()},
                        {QStringLiteral("exp"), at(300)},
                        {QStringLiteral("iat"), at(0)},
                        {QStringLiteral("name"), QStringLiteral("Alice")},
                        {QStringLiteral("email"), QStringLiteral("alice@example.org")}},
                       IssuerKeys::shared().rsa,
                       QStringLiteral("RS256"),
                       kAccessToken,
                       grant.code,
                       grant.state,
                       {},
                       {},
                       at};
    if (!grant.nonce.isEmpty())
        draft.claims.insert(u"nonce", grant.nonce);
    draft.claims.insert(
        u"at_hash", QString::fromLatin1(leftHalfHash(*findJwsAlgorithm(draft.alg), kAccessToken.toLatin1())));
    if (spoil)
        spoil(draft);
    return signedBy(draft);
}

std::function<double(qint64)> HostileIdentityProvider::secondsFromNow() const
{
    return [clock = m_clock](qint64 seconds) {
        return static_cast<double>(toUnixSeconds(clock->now()) + seconds);
    };
}

FormFields HostileIdentityProvider::asToken(const FormFields& answer) const
{
    const auto at = secondsFromNow();
    IdTokenDraft draft{{{QStringLiteral("typ"), QStringLiteral("JWT")}},
                       {{QStringLiteral("aud"), clientId()}, {QStringLiteral("exp"), at(120)}},
                       IssuerKeys::shared().rsa,
                       QStringLiteral("RS256"),
                       {},
                       {},
                       {},
                       {},
                       {},
                       at};
    for (const FormField& field : answer)
        draft.claims.insert(field.name, field.value);
    if (m_fault.response)
        m_fault.response(draft);
    return {{QStringLiteral("response"), QString::fromLatin1(signedBy(draft))}};
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
