#include "core/session/token_introspection.h"

#include "core/oauth/parameters.h"
#include "core/session/flow_steps.h"
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
    const FlowHandle flow =
        beginFlow(state->environment, FlowKind::Request, flowSubject(entry->session.account));
    const Requester requester = withinFlow(state->environment, flow).requester();
    const StoredGrant grant = *entry->grant;
    auto answer = co_await introspectToken(requester, grant.metadata, grant.registration, tokens->accessToken,
                                           param::kAccessToken.toString(), stop);
    endFlow(flow, answer);
    co_return answer;
}

} // namespace tessera
