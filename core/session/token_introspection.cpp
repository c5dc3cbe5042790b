#include "core/session/token_introspection.h"

#include "core/oauth/parameters.h"
#include "core/session/renewal.h"

namespace tessera {

QCoro::Task<Result<Introspection>> introspectAccount(StatePtr state, QString accountId, std::stop_token stop)
{
    const auto tokens = co_await freshTokens(state, accountId, Seconds(0), stop);
    if (!tokens)
        co_return failure(tokens.error());
    const EntryPtr entry = findEntry(state, accountId);
    if (!entry || !entry->grant)
        co_return failure(ErrorKind::Configuration, u"account.unknown", accountId);
    const Requester requester{state->environment.http, state->environment.clock};
    const StoredGrant grant = *entry->grant;
    const auto answer = co_await introspectToken(requester, grant.metadata, grant.registration,
                                                 tokens->accessToken, param::kAccessToken.toString(), stop);
    co_return answer;
}

} // namespace tessera
