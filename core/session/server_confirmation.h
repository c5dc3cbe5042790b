// The server a sign-in goes by, where it is known from before: the browser opens at once with what is kept,
// the issuer is asked beside it, and the code is redeemed only by what it says now.
#pragma once

#include "core/base/one_shot.h"
#include "core/session/environment.h"
#include "core/session/sign_in.h"

namespace tessera {

struct ServerInHand
{
    DiscoveryAnswer answer;
    /// Set: `answer` is from before, and this is the issuer's answer to being asked again. Awaited once.
    std::optional<OneShot<Result<DiscoveryAnswer>>> confirmation;
    bool isFirstHand = true; ///< as KeptAnswer
};

/// What is kept, if it will do; else the issuer is asked first. What comes from disk will do only where the
/// browser stays on the issuer's own origin and nothing is sent before it (PAR): whoever wrote it wins
/// nothing then. A device grant sends codes around at once and always asks. Errors as lookUpServer.
QCoro::Task<Result<ServerInHand>> serverToBeginWith(Environment environment, SignInRequest request,
                                                    std::stop_token stop);

/// Before the code is redeemed: by what metadata. Waits for the issuer's answer where it has been asked
/// again. Errors: Untrusted metadata.changed_meanwhile (where the browser went, or a host, or a promise about
/// the answer is no longer the same; detail names what) · preflight.clock · as lookUpServer where the
/// issuer's answer is wrong, or where it could not be asked and what is kept is not first-hand.
QCoro::Task<Result<AuthorizationServerMetadata>> confirmServer(Environment environment, ServerInHand server);

/// What differs that an authorization request relied on, by its name in the metadata; empty: nothing.
/// Endpoints that are asked later may have moved on their host.
QStringList changedPromises(const AuthorizationServerMetadata& begun, const AuthorizationServerMetadata& now);

} // namespace tessera
