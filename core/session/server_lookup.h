// What the server of a registration can do: from the provider row where that gives it, else by discovery,
// with what the discovery document leaves out filled in from the row.
#pragma once

#include "core/session/session_store.h"

namespace tessera {

/// Errors as discover and discoverShared.
QCoro::Task<Result<AuthorizationServerMetadata>>
lookUpServer(Environment environment, ClientRegistration registration, std::stop_token stop);

/// A registration that was read from a grant, with what its provider row says of the server today; as it was
/// where there is no such row any more.
ClientRegistration knownRegistration(const Environment& environment, const ClientRegistration& registration);

/// As loadGrant, with knownRegistration.
QCoro::Task<Result<StoredGrant>> loadKnownGrant(Environment environment, Account account,
                                                std::stop_token stop);

} // namespace tessera
