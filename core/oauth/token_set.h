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
    SecretString refreshToken; ///< empty: the account cannot renew itself
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

struct RenewalPolicy
{
    Milliseconds lead = Seconds(60);       ///< at most this long before the end…
    int leadPercent = 10;                  ///< …and at most this part of the life
    Milliseconds minimumGap = Seconds(30); ///< between two renewals of one account (A225)
    /// Instead of `lead` where a renewal ends the access token before it (ServerTraits::refreshEndsAccessToken):
    /// others may hold it, so it is left to them almost to its end.
    Milliseconds leadOfShared = Seconds(10);

    /// What holds for a server of that kind.
    RenewalPolicy where(bool refreshEndsAccessToken) const;
};

/// When to renew: expiresAt − min(lead, leadPercent of the life), not before obtainedAt + minimumGap. Nothing
/// without a refresh token or an expiry.
std::optional<TimePoint> refreshDueAt(const TokenSet& tokens, const RenewalPolicy& policy = {});

} // namespace tessera
