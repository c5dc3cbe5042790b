// The tokens of one account, as a value: replaced on each renewal, never edited.
#pragma once

#include "core/oauth/token_response.h"

namespace tessera {

/// Those of `scopes` that are not among `others`, in their order: asked but refused, or granted though nobody
/// asked (A103).
QStringList scopesNotIn(const QStringList& others, const QStringList& scopes);

struct TokenSet
{
    TokenType tokenType = TokenType::Bearer;
    SecretString accessToken;
    SecretString refreshToken; ///< empty: none came, or it is kept elsewhere
    SecretString idToken;      ///< the last one that passed validation
    TimePoint obtainedAt;
    std::optional<TimePoint> expiresAt;
    QStringList scopeRequested;
    QStringList scopeGranted;

    static TokenSet fromResponse(const TokenResponse& response, const QStringList& requested, TimePoint now);
    /// After a renewal: an absent refresh token or scope keeps the old one (A226, A228).
    TokenSet rotatedBy(const TokenResponse& response, TimePoint now) const;
    /// In scopeRequested but not in scopeGranted.
    QStringList scopeRefused() const { return scopesNotIn(scopeGranted, scopeRequested); }
    /// Unknown expiry counts as fresh: a 401 will tell.
    bool isFresh(TimePoint now, Seconds minValid = Seconds(0)) const;
};

} // namespace tessera
