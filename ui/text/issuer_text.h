// What an issuer said about itself, in words, for the person who typed its address.
#pragma once

#include "core/oauth/authorization_server_metadata.h"

namespace tessera {

struct IssuerText
{
    bool lacking = false; ///< something useful is missing; sign-in works all the same
    QString headline;     ///< "id.acme.example answers."
    QString rest;
};

IssuerText issuerText(const AuthorizationServerMetadata& metadata);

} // namespace tessera
