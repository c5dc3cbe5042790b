#include "app/demo_idp/grants.h"

#include "app/demo_idp/canary.h"
#include "core/base/random.h"
#include "core/oauth/pkce.h"

#include <QCryptographicHash>

#include <algorithm>

namespace tessera::demo {
namespace {

/// Used codes are remembered this long after their end, to notice a second use.
constexpr Seconds kCodeMemory{600};

QByteArray keyOf(const QByteArray& token)
{
    return QCryptographicHash::hash(token, QCryptographicHash::Sha256);
}

tl::unexpected<Error> invalidGrant(const char* why)
{
    return failure(ErrorKind::Denied, u"invalid_grant", QString::fromUtf8(why));
}

/// RFC 7636 section 4.1.
bool isVerifier(const QByteArray& text)
{
    const auto unreserved = [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' ||
               c == '.' || c == '_' || c == '~';
    };
    return text.size() >= 43 && text.size() <= 128 && std::all_of(text.begin(), text.end(), unreserved);
}

} // namespace

Grants::Grants(std::shared_ptr<const Clock> clock, GrantLives lives)
    : m_clock(std::move(clock)), m_lives(lives)
{
}

QByteArray Grants::issueCode(const Grant& grant, const CodeBinding& binding)
{
    forgetExpired();
    const QByteArray code = randomToken();
    canary(code);
    m_codes.insert(keyOf(code),
                   {std::make_shared<Grant>(grant), binding, m_clock->now() + m_lives.code, false});
    return code;
}

Result<GrantPtr> Grants::redeemCode(const QByteArray& code, const QString& clientId,
                                    const QString& redirectUri, const QByteArray& verifier)
{
    canary(verifier);
    const auto it = m_codes.find(keyOf(code));
    if (it == m_codes.end())
        return invalidGrant("The code is not known.");
    CodeRecord& record = *it;
    if (std::exchange(record.used, true)) {
        record.grant->revoked = true; // RFC 6749 section 4.1.2: somebody has it who should not
        return invalidGrant("The code was used before; its tokens are revoked.");
    }
    if (m_clock->now() >= record.expiresAt)
        return invalidGrant("The code has expired.");
    if (record.grant->clientId != clientId)
        return invalidGrant("The code was given to another client.");
    if (record.binding.redirectUri != redirectUri)
        return invalidGrant("redirect_uri differs from the authorization request.");
    if (!isVerifier(verifier) || !constantTimeEquals(s256Challenge(verifier), record.binding.challenge))
        return invalidGrant("code_verifier does not fit the challenge.");
    return record.grant;
}

QByteArray Grants::issueRefreshToken(const GrantPtr& grant)
{
    const QByteArray token = randomToken();
    canary(token);
    const TimePoint now = m_clock->now();
    m_tokens.insert(keyOf(token), {{grant, grant->scope, now, now + m_lives.refreshToken, true}, false, {}});
    return token;
}

Result<GrantPtr> Grants::useRefreshToken(const QByteArray& token, const QString& clientId)
{
    const auto it = m_tokens.find(keyOf(token));
    if (it == m_tokens.end() || !it->token.isRefreshToken)
        return invalidGrant("The refresh token is not known.");
    const GrantPtr grant = it->token.grant;
    if (grant->clientId != clientId)
        return invalidGrant("The refresh token was given to another client.");
    if (grant->revoked)
        return invalidGrant("The grant was revoked.");
    const TimePoint now = m_clock->now();
    if (it->used && now >= it->usedAt + m_lives.reuseWindow) {
        grant->revoked = true;
        return invalidGrant("The refresh token was used before; the grant is revoked.");
    }
    if (now >= it->token.expiresAt)
        return invalidGrant("The refresh token has expired.");
    if (!std::exchange(it->used, true))
        it->usedAt = now;
    return grant;
}

void Grants::rememberAccessToken(const QByteArray& token, const GrantPtr& grant, const QStringList& scope)
{
    forgetExpired();
    canary(token);
    const TimePoint now = m_clock->now();
    m_tokens.insert(keyOf(token), {{grant, scope, now, now + m_lives.accessToken, false}, false, {}});
}

std::optional<LiveToken> Grants::find(const QByteArray& token) const
{
    const auto it = m_tokens.constFind(keyOf(token));
    if (it == m_tokens.constEnd() || it->used || it->token.grant->revoked ||
        m_clock->now() >= it->token.expiresAt)
        return std::nullopt;
    return it->token;
}

Result<void> Grants::revoke(const QByteArray& token, const QString& clientId)
{
    const auto it = m_tokens.find(keyOf(token));
    if (it == m_tokens.end())
        return {};
    if (it->token.grant->clientId != clientId)
        return invalidGrant("The token was given to another client.");
    if (it->token.isRefreshToken)
        it->token.grant->revoked = true;
    else
        m_tokens.erase(it);
    return {};
}

void Grants::revokeEverything()
{
    for (CodeRecord& record : m_codes)
        record.grant->revoked = record.used = true;
    for (TokenRecord& record : m_tokens)
        record.token.grant->revoked = true;
}

void Grants::forgetExpired()
{
    const TimePoint now = m_clock->now();
    m_codes.removeIf([&](const auto& it) { return now >= it->expiresAt + kCodeMemory; });
    m_tokens.removeIf([&](const auto& it) { return now >= it->token.expiresAt; });
}

} // namespace tessera::demo
