// One row of resources/providers.json: what is known about a provider before anybody signed in.
#pragma once

#include "core/net/form_body.h"
#include "core/oauth/client_registration.h"

namespace tessera {

struct Provider
{
    QString id;         ///< "google": stable, used on the command line
    QString name;       ///< "Google"
    QString monogram;   ///< two letters for the tile
    QString issuer;     ///< empty: the person must give one ("Your own host")
    QString issuerHint; ///< what such an address looks like: "https://id.example.com/realms/REALM"
    QString hostText;   ///< what stands under the name: "accounts.google.com", "Your own host"
    QString clientId;   ///< empty: the person must give one
    bool needsClientSecret = false;
    QStringList scope;
    FormFields extra;   ///< added to the authorization request: access_type=offline…
    QUrl registerUrl;   ///< where a client is registered
    QStringList quirks; ///< plain sentences, shown where they matter
    bool isDemo = false;

    /// What is still missing is left empty.
    ClientRegistration registration() const;
};

} // namespace tessera
