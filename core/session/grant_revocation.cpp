#include "core/session/grant_revocation.h"

#include "core/oauth/parameters.h"
#include "core/oauth/revocation.h"
#include "core/oauth/token_response.h"
#include "core/session/refresh.h"

namespace tessera {
namespace {

QCoro::Task<Result<void>> deleteThisToken(Environment environment, StoredGrant grant, TokensToRevoke tokens,
                                          std::stop_token stop)
{
    if (tokens.accessToken.isEmpty()) {
        grant.refreshToken = tokens.refreshToken;
        const auto refreshed = co_await refresh(environment, grant, stop);
        if (!refreshed)
            co_return failure(refreshed.error());
        tokens.accessToken = refreshed->response.accessToken;
    }
    co_return co_await deleteToken(environment.requester(), grant.metadata, grant.registration,
                                   tokens.accessToken, stop);
}

QCoro::Task<Result<void>> revokeOne(Environment environment, StoredGrant grant, SecretString token,
                                    QStringView hint, std::stop_token stop)
{
    const Requester requester = environment.requester();
    co_return co_await revokeToken(requester, grant.metadata, grant.registration, token, hint.toString(),
                                   stop);
}

/// What a server says of an access token whose refresh token it has just taken back: dead by now, or nothing
/// it can revoke. Only where it is in trouble may the token live on (RFC 7009 section 2.2.1).
bool isAnswer(const Error& error)
{
    const bool isTrouble = error.code == u"http.status" && error.detail.startsWith(u'5');
    return error.kind == ErrorKind::Denied && !isTrouble;
}

} // namespace

bool isWorthAnotherTry(const Error& error)
{
    const RefreshFailure kind = classifyRefreshFailure(error);
    return kind == RefreshFailure::TryAgain || kind == RefreshFailure::Cancelled;
}

QCoro::Task<Result<void>> revokeGrant(Environment environment, StoredGrant grant, TokensToRevoke tokens,
                                      std::stop_token stop)
{
    const bool hasRefreshToken = !tokens.refreshToken.isEmpty();
    if (grant.metadata.revocationEndpoint.isEmpty() || (!hasRefreshToken && tokens.accessToken.isEmpty()))
        co_return Result<void>();
    if (grant.registration.traits.revocation == RevocationMethod::DeleteToken)
        co_return co_await deleteThisToken(environment, grant, tokens, stop);
    if (!hasRefreshToken)
        co_return co_await revokeOne(environment, grant, tokens.accessToken, param::kAccessToken, stop);
    const auto first =
        co_await revokeOne(environment, grant, tokens.refreshToken, param::kRefreshToken, stop);
    if (!first || tokens.accessToken.isEmpty())
        co_return first;
    const auto second = co_await revokeOne(environment, grant, tokens.accessToken, param::kAccessToken, stop);
    if (!second && !isAnswer(second.error()))
        co_return second;
    co_return Result<void>();
}

} // namespace tessera
