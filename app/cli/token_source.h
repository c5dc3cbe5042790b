// Where every command gets tokens: from the agent that runs, else by itself. Nothing of keychain, providers
// or network is touched while an agent answers.
#pragma once

#include "app/cli/command.h"
#include "core/agent/agent_client.h"
#include "core/agent/token_wish.h"

namespace tessera::cli {

/// Where the agent for this command's accounts listens: each --config folder has its own.
AgentPlace agentPlaceOf(const Context& context);

/// The agent for this command's accounts; nothing where none runs, or with --no-agent. One that must not be
/// believed (another user's socket, an unsafe folder) is complained about and left alone. Errors: agent.busy,
/// agent.directory.
Result<std::optional<AgentClient>> runningAgent(const Context& context);

/// Asks it; says on standard error that a person is being asked.
Result<QJsonObject> askAgent(const Context& context, AgentClient& agent, const AgentRequest& request);

/// The token for this wish. Errors: what the agent says; alone, those of accountFor, checkAudience and
/// SessionManager::freshTokens.
QCoro::Task<Result<HandedToken>> handToken(ContextPtr context, TokenWish wish);

/// All accounts, from the agent or read by this command.
QCoro::Task<Result<QList<AgentAccount>>> listAccounts(ContextPtr context);

/// --issuer, --audience, --scope, --min-valid and --no-agent, for the commands that hand out tokens.
QList<QCommandLineOption> wishOptions();
/// With the first argument as the account. Error (Configuration): usage.number.
Result<TokenWish> wishFromOptions(const Context& context, WishKind kind);

} // namespace tessera::cli
