// What a sign-in is about to do, for the page that shows it and the controller that does it.
#pragma once

#include "core/providers/provider_catalogue.h"
#include "core/session/sign_in.h"

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
    SignInFlow flow = SignInFlow::Browser;
    QString forAccount; ///< sign this account in again; empty: whoever it will be
};

/// A row of the catalogue; `tile` is its place on the welcome page.
SignInPlan planFor(const Provider& provider, int tile);
/// The demo provider, as the client this program is there.
SignInPlan demoPlan();
/// The same account once more, with the registration it had; `catalogue` says what its provider wants
/// besides.
SignInPlan planAgain(const Account& account, const ClientRegistration& registration,
                     const ProviderCatalogue& catalogue = ProviderCatalogue::builtIn());

} // namespace tessera
