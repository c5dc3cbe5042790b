// Everything the endpoints share. One value per provider, handed to each endpoint by reference.
#pragma once

#include "app/demo_idp/browser_sessions.h"
#include "app/demo_idp/clients.h"
#include "app/demo_idp/grants.h"
#include "app/demo_idp/signing_keys.h"
#include "app/demo_idp/users.h"

namespace tessera::demo {

struct DemoState
{
    DemoState(std::shared_ptr<const Clock> worldClock, GrantLives lives)
        : clock(worldClock), users(worldClock), sessions(worldClock), grants(worldClock, lives)
    {
    }

    QString issuer; ///< "http://127.0.0.1:49731"
    quint16 port = 0;
    QString idTokenAlg;
    bool profileInIdToken = true;
    std::shared_ptr<const Clock> clock;
    Clients clients;
    SigningKeys keys;
    Users users;
    BrowserSessions sessions;
    Grants grants;
};

} // namespace tessera::demo
