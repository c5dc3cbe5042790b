// The demo provider: an OpenID provider on loopback (A332), small and strict. Programs run it as
// tessera-demo-idp, tests host it in their own process with a clock they can move.
#pragma once

#include "app/demo_idp/demo_state.h"
#include "core/net/loopback_http_server.h"

#include <QStringList>

#include <functional>

class QTcpSocket;

namespace tessera::demo {

struct IdentityProviderOptions
{
    std::shared_ptr<const Clock> clock = std::make_shared<SystemClock>();
    GrantLives lives;
    QString idTokenAlg = QStringLiteral("RS256"); ///< or ES256
    bool profileInIdToken = true;                 ///< false: name and e-mail at userinfo only (OIDC Core 5.4)
    QList<Client> moreClients;                    ///< beside tessera-desktop and tessera-cli
    QList<User> moreUsers;                        ///< beside alice and bob
    Milliseconds answerDelay{0};                  ///< every answer leaves so much later
    /// A request has come: told by the name that requestLog() has for it…
    std::function<void(const QString& endpoint)> onRequest;
    /// …and its answer is made, what it gave counts, and it is about to go out.
    std::function<void(const QString& endpoint)> onAnswer;
};

class IdentityProvider
{
public:
    using Options = IdentityProviderOptions;

    explicit IdentityProvider(Options options = {});
    ~IdentityProvider();

    /// On 127.0.0.1. Errors as LoopbackHttpServer::listen.
    Result<void> start(quint16 port = 0);
    QString issuer() const { return m_state.issuer; }
    QString password(const QString& user) const { return m_state.users.password(user); }

    /// The endpoints asked for, in order: "discovery", "jwks", "authorization", "sign-in", "consent",
    /// "token", "userinfo", "revocation", "introspection", "end-session", "home", "unknown".
    QStringList requestLog() const { return m_requestLog; }
    void clearRequestLog() { m_requestLog.clear(); }

    /// Every code and token given so far is worth nothing from now on.
    void revokeEverything() { m_state.grants.revokeEverything(); }
    /// Nobody answers at the address; the port stays ours, so that going online again works.
    Result<void> setOffline(bool offline);

private:
    LoopbackResponse handle(const LoopbackRequest& request);

    DemoState m_state;
    std::function<void(const QString&)> m_onRequest;
    std::function<void(const QString&)> m_onAnswer;
    QStringList m_requestLog;
    LoopbackHttpServer m_server;
    std::unique_ptr<QTcpSocket> m_portKeeper;
};

} // namespace tessera::demo
