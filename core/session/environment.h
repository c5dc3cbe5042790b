// The outside world as one argument: built once in app/common, or by a test.
#pragma once

#include "core/base/clock.h"
#include "core/base/pause.h"
#include "core/flow/flow_recorder.h"
#include "core/keychain/secret_store.h"
#include "core/net/http_client.h"
#include "core/net/limits.h"
#include "core/net/system_events.h"
#include "core/oauth/dpop.h"
#include "core/oauth/requester.h"
#include "core/oidc/discovery_cache.h"
#include "core/oidc/remote_jwk_set.h"
#include "core/providers/administrator_configuration.h"
#include "core/providers/provider_catalogue.h"
#include "core/session/renewal_event.h"

#include <functional>

namespace tessera {

/// Opens the address in the person's browser. Errors (Configuration): browser.none (detail: what was tried).
using UrlOpener = std::function<Result<void>(const QUrl&)>;

struct Environment
{
    std::shared_ptr<HttpClient> http;
    std::shared_ptr<const Clock> clock;
    std::shared_ptr<SecretStore> secrets;
    std::shared_ptr<RemoteJwkSets> jwkSets;
    std::shared_ptr<DiscoveryCache> discovery; ///< unset: issuers are asked every time
    UrlOpener openUrl;
    /// Where the browser may come back to, where no port is registered; unset or empty: any that is free.
    std::function<QList<quint16>()> redirectPorts;
    std::shared_ptr<FlowRecorder> recorder; ///< unset: nobody records
    /// Unset: the rows built into the program.
    std::shared_ptr<const ProviderCatalogue> providers;
    AdministratorConfiguration administrator; ///< empty: nobody decided anything
    /// The administrator's configuration is there and cannot be used: nobody signs in anywhere.
    std::optional<Error> configurationFault;
    /// Unset: nobody tells when the network comes back.
    std::shared_ptr<SystemEvents> systemEvents;
    Pause pause = pauseFor; ///< between two polls of the device grant
    /// What servers want in the next DPoP proof; shared by all accounts.
    std::shared_ptr<DpopNonces> dpopNonces = std::make_shared<DpopNonces>();
    QString configDirectory; ///< accounts.json lives here; holds no secret
    QString lockDirectory;   ///< of the locks among programs; empty: no other program has these secrets
    RenewalListener onRenewalEvent;                  ///< unset: nobody keeps a journal
    Milliseconds signOutTime = limits::kSignOutTime; ///< for telling the server, before it is told later

    Requester requester() const { return {http, clock}; }
    const ProviderCatalogue& catalogue() const
    {
        return providers ? *providers : ProviderCatalogue::builtIn();
    }
};

} // namespace tessera
