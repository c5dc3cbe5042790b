// A client by asking for it (RFC 7591), as a whole: is it allowed here, what can the server do, then the
// request.
#pragma once

#include "core/oauth/dynamic_registration.h"
#include "core/session/environment.h"

namespace tessera {

/// Nothing is sent where the administrator switched that off or does not allow the issuer. Errors: as mayAsk,
/// Configuration administrator.switched_off, as discover and registerClient.
QCoro::Task<Result<RegisteredClient>> registerDynamicClient(Environment environment, QString issuer,
                                                            ClientMetadata asked,
                                                            SecretString initialAccessToken,
                                                            std::stop_token stop);

} // namespace tessera
