// A form posted to one of the server's endpoints, with the client's authentication: what the grants without a
// browser, introspection and the device endpoint have in common (RFC 6749 section 3.2.1).
#pragma once

#include "core/net/http_client.h"
#include "core/oauth/client_authentication.h"

namespace tessera {

/// `fields` with those of `extra` whose names it does not hold: what a provider row or a caller adds never
/// replaces ours. A name may stand in `extra` more than once (RFC 8707, RFC 8693).
FormFields withExtraFields(FormFields fields, const FormFields& extra);

/// Asks for JSON and follows no redirect. `now` dates a client assertion. Errors as
/// authenticateClient.
Result<HttpRequest> clientRequest(const QUrl& endpoint, const AuthorizationServerMetadata& metadata,
                                  const ClientRegistration& registration, const FormFields& fields,
                                  TimePoint now);

} // namespace tessera
