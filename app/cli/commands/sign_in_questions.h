// What `tessera sign-in` and the person say to each other while the sign-in is under way: how to go about it,
// the address pasted back, whether fewer scopes will do.
#pragma once

#include "app/cli/command.h"

namespace tessera::cli {

/// --flow. Error (Configuration): usage.flow.
Result<SignInFlow> flowFromOptions(const Context& context);

/// RFC 8628 section 5.4: the sentence that keeps people from being talked into somebody else's sign-in
/// (A344).
QString deviceWarning();

using ProgressReport = std::function<void(const SignInProgress&)>;

/// `report`, and where somebody can type, the address the browser ended on is taken from standard input and
/// races the redirect.
ProgressReport withPasting(ProgressReport report, const ContextPtr& context, SignInFlow flow);

/// For SignInRequest::acceptNarrowing: --accept-narrower says yes, a terminal is asked, anything else is no.
std::function<QCoro::Task<bool>(ScopeLedger)> narrowingQuestion(const ContextPtr& context);

/// For SignInRequest::acceptMoved: a terminal is asked, anything else is no.
std::function<QCoro::Task<bool>(QList<EndpointChange>)> movedQuestion(const ContextPtr& context,
                                                                      const QString& issuer);

} // namespace tessera::cli
