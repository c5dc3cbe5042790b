#include "core/oauth/token_set.h"

#include <algorithm>

namespace tessera {

QStringList scopesNotIn(const QStringList& others, const QStringList& scopes)
{
    QStringList rest;
    std::copy_if(scopes.begin(), scopes.end(), std::back_inserter(rest),
                 [&](const QString& scope) { return !others.contains(scope); });
    return rest;
}

TokenSet TokenSet::fromResponse(const TokenResponse& response, const QStringList& requested, TimePoint now)
{
    TokenSet tokens;
    tokens.tokenType = response.tokenType;
    tokens.accessToken = response.accessToken;
    tokens.refreshToken = response.refreshToken;
    tokens.idToken = response.idToken;
    tokens.obtainedAt = now;
    tokens.expiresAt = response.expiresAt;
    tokens.scopeRequested = requested;
    tokens.scopeGranted = response.scope.value_or(requested);
    return tokens;
}

TokenSet TokenSet::rotatedBy(const TokenResponse& response, TimePoint now) const
{
    TokenSet tokens = fromResponse(response, scopeRequested, now);
    if (response.refreshToken.isEmpty())
        tokens.refreshToken = refreshToken;
    if (response.idToken.isEmpty())
        tokens.idToken = idToken;
    if (!response.scope)
        tokens.scopeGranted = scopeGranted;
    return tokens;
}

bool TokenSet::isFresh(TimePoint now, Seconds minValid) const
{
    return !accessToken.isEmpty() && (!expiresAt || now + minValid < *expiresAt);
}

RenewalPolicy RenewalPolicy::where(bool refreshEndsAccessToken) const
{
    RenewalPolicy policy = *this;
    if (refreshEndsAccessToken)
        policy.lead = std::min(lead, leadOfShared);
    return policy;
}

std::optional<TimePoint> refreshDueAt(const TokenSet& tokens, const RenewalPolicy& policy)
{
    if (tokens.refreshToken.isEmpty() || !tokens.expiresAt)
        return std::nullopt;
    const Milliseconds life = *tokens.expiresAt - tokens.obtainedAt;
    const Milliseconds lead = std::min(policy.lead, life * policy.leadPercent / 100);
    return std::max(*tokens.expiresAt - lead, tokens.obtainedAt + policy.minimumGap);
}

} // namespace tessera
