#include "core/session/grant_revocation.h"

#include "core/oauth/parameters.h"
#include "core/oauth/revocation.h"
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

} // namespace

QCoro::Task<Result<void>> revokeGrant(Environment environment, StoredGrant grant, TokensToRevoke tokens,
                                      std::stop_token stop)
{
    const bool hasRefreshToken = !tokens.refreshToken.isEmpty();
    if (grant.metadata.revocationEndpoint.isEmpty() || (!hasRefreshToken && tokens.accessToken.isEmpty()))
        co_return Result<void>();
    if (grant.registration.traits.revocation == RevocationMethod::DeleteToken)
        co_return co_await deleteThisToken(environment, grant, tokens, stop);
    const SecretString token = hasRefreshToken ? tokens.refreshToken : tokens.accessToken;
    const QStringView hint = hasRefreshToken ? param::kRefreshToken : param::kAccessToken;
    co_return co_await revokeToken(environment.requester(), grant.metadata, grant.registration, token,
                                   hint.toString(), stop);
}

} // namespace tessera
