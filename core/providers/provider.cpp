#include "core/providers/provider.h"

namespace tessera {

ClientRegistration Provider::registration() const
{
    ClientRegistration registration;
    registration.provider = id;
    registration.issuer = issuer;
    registration.clientId = clientId;
    if (!scope.isEmpty())
        registration.scope = scope;
    return registration;
}

} // namespace tessera
