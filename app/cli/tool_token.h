// What the commands for other programs share: a token they can use, and writing it so that nothing comes
// between.
#pragma once

#include "app/cli/token_source.h"
#include "core/tools/credential_rules.h"

namespace tessera::cli {

/// handToken, and an error for a token that is of no use without the key it is bound to: Denied
/// tool.bound_token (detail: `tool`).
QCoro::Task<Result<HandedToken>> handBearer(ContextPtr context, TokenWish wish, QString tool);

/// To standard output, byte for byte.
void writeOut(QByteArrayView bytes);

/// tool-hosts.json of this command's accounts.
CredentialRules toolRules(const Context& context);

/// The account a person means: its id, label, e-mail address, name or subject, compared exactly, or the
/// beginning of its id. Errors (Configuration): account.unknown, account.ambiguous.
Result<AgentAccount> accountNamed(const QList<AgentAccount>& accounts, const QString& text);
/// How a person would name it.
QString nameOf(const AgentAccount& account);

/// "use ADDRESS ACCOUNT", "forget ADDRESS" and "list-hosts" of git-credential and docker-credential. The
/// first argument is the action. Nothing where it is none of these.
bool isRuleAction(const QString& action);
QCoro::Task<int> runRuleAction(ContextPtr context, QString tool);

} // namespace tessera::cli
