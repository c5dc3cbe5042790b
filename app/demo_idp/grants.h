// What people have granted: codes (one use, 60 seconds), refresh tokens in families (RFC 9700 section 4.14.2)
// and access tokens. Kept as SHA-256 of the token, so that a look into memory finds none.
#pragma once

#include "core/base/clock.h"
#include "core/base/result.h"
#include "core/base/secret_string.h"

#include <QHash>
#include <QStringList>

#include <memory>
#include <optional>

namespace tessera::demo {

/// What one person allowed one program.
struct Grant
{
    QString subject;
    QString clientId;
    QStringList scope;
    TimePoint authTime{};
    QString nonce;
    bool revoked = false;
};
using GrantPtr = std::shared_ptr<Grant>;

/// What the code was bound to (RFC 6749 section 4.1.3, RFC 7636 section 4.4).
struct CodeBinding
{
    QString redirectUri;
    QByteArray challenge;
};

struct GrantLives
{
    Seconds code{60};
    Seconds accessToken{300};
    Seconds refreshToken{std::chrono::hours(24 * 30)};
    /// So long after its exchange a refresh token is taken once more, for those whose answer was lost. 0:
    /// never.
    Seconds reuseWindow{0};
};

struct LiveToken
{
    GrantPtr grant;
    QStringList scope; ///< an access token may have less than its grant
    TimePoint issuedAt{};
    TimePoint expiresAt{};
    bool isRefreshToken = false;
};

class Grants
{
public:
    Grants(std::shared_ptr<const Clock> clock, GrantLives lives);

    const GrantLives& lives() const { return m_lives; }

    QByteArray issueCode(const Grant& grant, const CodeBinding& binding);
    /// Whatever goes wrong, the code is used up; a second use revokes what the first one gave. Error: Denied
    /// invalid_grant, with the reason in `detail`.
    Result<GrantPtr> redeemCode(const QByteArray& code, const QString& clientId, const QString& redirectUri,
                                const QByteArray& verifier);

    QByteArray issueRefreshToken(const GrantPtr& grant);
    /// Uses the token up. Used a second time, and after the reuse window, it revokes the family. Error:
    /// Denied invalid_grant.
    Result<GrantPtr> useRefreshToken(const QByteArray& token, const QString& clientId);

    void rememberAccessToken(const QByteArray& token, const GrantPtr& grant, const QStringList& scope);

    /// A token of either kind that is good now.
    std::optional<LiveToken> find(const QByteArray& token) const;
    /// RFC 7009 section 2.1: an access token alone, a refresh token with its whole family. Error: Denied
    /// invalid_grant for a token of another client; unknown tokens are fine.
    Result<void> revoke(const QByteArray& token, const QString& clientId);
    void revokeEverything();

private:
    struct CodeRecord
    {
        GrantPtr grant;
        CodeBinding binding;
        TimePoint expiresAt{};
        bool used = false;
    };
    struct TokenRecord
    {
        LiveToken token;
        bool used = false; ///< a refresh token that was exchanged; kept to notice its second use
        TimePoint usedAt{};
    };
    void forgetExpired();

    std::shared_ptr<const Clock> m_clock;
    GrantLives m_lives;
    QHash<QByteArray, CodeRecord> m_codes;
    QHash<QByteArray, TokenRecord> m_tokens;
};

} // namespace tessera::demo
