// The commands of `tessera`, one function each, one file each.
#pragma once

#include "app/cli/command.h"

namespace tessera::cli {

Command signInCommand();
Command accountsCommand();
Command tokenCommand();
Command idTokenCommand();
Command agentCommand();
Command userinfoCommand();
Command refreshCommand();
Command signOutCommand();
Command inspectCommand();
Command createCommand();
Command jwkCommand();
Command providersCommand();
Command doctorCommand();
Command openCommand();
Command introspectCommand();
Command clientTokenCommand();
Command exchangeCommand();
Command registerCommand();
Command execCommand();
Command gitCredentialCommand();
Command k8sCredentialCommand();
Command dockerCredentialCommand();
Command curlConfigCommand();
Command awsCredentialCommand();

/// Loads the accounts and finds the one named by the first argument. Used by every command that takes an
/// ACCOUNT.
QCoro::Task<Result<QString>> loadAccount(ContextPtr context);

} // namespace tessera::cli
