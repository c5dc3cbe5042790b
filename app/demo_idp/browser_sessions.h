// Who is signed in at the provider in which browser, and the authorization requests waiting there for a
// person. The cookie is a random name for a session, nothing more.
#pragma once

#include "core/base/clock.h"
#include "core/net/loopback_http_server.h"

#include <QHash>
#include <QStringList>

#include <memory>
#include <optional>

namespace tessera::demo {

/// An authorization request that passed all checks.
struct AuthorizationAsk
{
    QString clientId;
    QString clientName;
    QString redirectUri;
    QString state;
    QString nonce;
    QByteArray challenge;
    QStringList scope;
    QStringList prompt;
    std::optional<Seconds> maxAge;
    QString loginHint;
    QString hintedSubject; ///< from id_token_hint
};

struct BrowserSession
{
    QByteArray cookie;
    QByteArray csrf; ///< in every form of this session (A334)
    QString subject; ///< empty: nobody signed in
    TimePoint authTime{};
    QHash<QString, QStringList> consented; ///< scopes by client
    TimePoint createdAt{};
    bool isNew = true; ///< the browser does not have the cookie yet
};
using BrowserSessionPtr = std::shared_ptr<BrowserSession>;

/// A request on its way through sign-in and consent pages.
struct PendingRequest
{
    QByteArray id;
    BrowserSessionPtr session;
    AuthorizationAsk ask;
    TimePoint createdAt{};
    bool signedInHere = false; ///< the person entered the password for this very request
};
using PendingRequestPtr = std::shared_ptr<PendingRequest>;

class BrowserSessions
{
public:
    explicit BrowserSessions(std::shared_ptr<const Clock> clock);

    /// The session of the request's cookie, or a new one.
    BrowserSessionPtr sessionOf(const LoopbackRequest& request);
    /// The same without making one.
    BrowserSessionPtr existingSessionOf(const LoopbackRequest& request) const;
    /// A new cookie for the same session: what was known before the sign-in is worth nothing after it.
    void signIn(const BrowserSessionPtr& session, const QString& subject);
    void signOut(const BrowserSessionPtr& session);

    PendingRequestPtr begin(const BrowserSessionPtr& session, const AuthorizationAsk& ask);
    /// Only in the browser it began in, and for ten minutes.
    PendingRequestPtr find(const QByteArray& id, const BrowserSessionPtr& session) const;
    void finish(const PendingRequestPtr& request) { m_pending.remove(request->id); }

    /// Adds Set-Cookie where the browser does not know the session's cookie yet.
    void attachCookie(LoopbackResponse& response, const BrowserSessionPtr& session) const;

private:
    void makeRoom();

    std::shared_ptr<const Clock> m_clock;
    /// Cookies know no ports: every server on this address sees them all, so the name is our own each start.
    QByteArray m_cookieName;
    QHash<QByteArray, BrowserSessionPtr> m_sessions;
    QHash<QByteArray, PendingRequestPtr> m_pending;
};

} // namespace tessera::demo
