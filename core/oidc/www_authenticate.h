// The WWW-Authenticate header, RFC 9110 section 11.6.1, read strictly: several challenges in one line, quoted
// strings, scheme names without case (checklist N019). What does not follow the grammar is refused, not
// guessed.
#pragma once

#include "core/base/result.h"
#include "core/net/secure_access_manager.h"

namespace tessera {

struct AuthenticationChallenge
{
    QByteArray scheme;            ///< lower case: "bearer"
    QByteArray token68;           ///< instead of parameters, or empty
    QList<HttpHeader> parameters; ///< names in lower case and unique

    /// Empty if there is none of that name (given in lower case).
    QByteArray parameter(QByteArrayView name) const;
};

/// Errors (Malformed): www_authenticate.syntax, www_authenticate.repeated, www_authenticate.too_large (more
/// than 8 KiB or 32 challenges and parameters).
Result<QList<AuthenticationChallenge>> parseWwwAuthenticate(QByteArrayView value);

/// The error code of the first Bearer challenge that has one (RFC 6750 section 3.1), over all
/// WWW-Authenticate headers; empty if there is none or they cannot be read.
QString bearerError(const HttpResponse& response);
/// The same of the first DPoP challenge (RFC 9449 section 7.1).
QString dpopError(const HttpResponse& response);

} // namespace tessera
