// The options that name a server and what we are to it, for commands that work without an account.
#pragma once

#include "app/cli/command.h"

namespace tessera::cli {

/// --issuer, --client-id, --client-secret-file, --client-auth, --client-key-file, --token-endpoint.
QList<QCommandLineOption> clientOptions();
/// --audience, --resource, both of which may be repeated.
QList<QCommandLineOption> targetOptions();
/// --resource and --audience as parameters.
FormFields targetFields(const Context& context);

/// Registration from PROVIDER and options, and what the server can do. Errors as registrationFromOptions and
/// lookUpServer.
QCoro::Task<Result<AccountServer>> serverFromOptions(ContextPtr context);

} // namespace tessera::cli
