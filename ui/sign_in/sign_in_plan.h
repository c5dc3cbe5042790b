// What a sign-in is about to do, for the page that shows it and the controller that does it.
#pragma once

#include "core/net/form_body.h"
#include "core/oauth/client_registration.h"

namespace tessera {

struct SignInPlan
{
    QString provider; ///< as it is called: "Google", or the host
    QString letters;  ///< of its tile
    int tile = 0;
    QStringList quirks;
    bool demo = false; ///< the demo provider is started first and names the issuer
    quint16 demoPort = 0;
    ClientRegistration registration;
    FormFields extra;
    QString forAccount; ///< sign this account in again; empty: whoever it will be
};

} // namespace tessera
