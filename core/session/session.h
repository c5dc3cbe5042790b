// One account and what is known about it right now: the value that models show.
#pragma once

#include "core/oauth/endpoint_pinning.h"
#include "core/oauth/token_set.h"
#include "core/oidc/id_token_validation.h"

namespace tessera {

/// What is remembered about an account outside the keychain: nothing secret, nothing that decides where a
/// token goes.
struct Account
{
    QString id; ///< stable: hash of (iss, sub, client_id), base64url, 22 characters
    QString issuer;
    QString subject;
    QString name; ///< from the ID token or userinfo; as received, not made printable
    QString email;
    bool emailVerified = false; ///< the issuer said so (A194); nothing is decided by it
    QString label;              ///< given by the person (`--account NAME`); empty: none
    QString provider;
    QString clientId;
    QStringList scopeRequested;
    QStringList scopeGranted;
    TimePoint createdAt;

    friend bool operator==(const Account&, const Account&) = default;
};

/// (iss, sub) and the client, never e-mail or name (checklist N099).
QString accountId(const QString& issuer, const QString& subject, const QString& clientId);

enum class Phase {
    Loading,        ///< read from disk, its secret not yet looked at
    Active,         ///< signed in
    Renewing,       ///< a refresh is under way
    Offline,        ///< the last renewal did not reach the server; tokens kept, tried again
    Misconfigured,  ///< the server refuses us, not the token (invalid_client); tokens kept
    KeychainLocked, ///< the sign-in is safe in the keychain, which is locked
    SignInNeeded,   ///< the refresh token is dead, missing or unreadable
};
/// "active", "renewing", "offline", "misconfigured", "keychain-locked", "sign-in-needed", "loading": as in
/// JSON.
QString phaseName(Phase phase);

struct SessionEvent
{
    enum class Kind {
        SignedIn,
        Renewed,
        Offline,
        BackOnline,
        SignInNeeded,
        KeychainLocked,
        Misconfigured,
        NotStored
    };
    TimePoint at; ///< of the last one, where several were counted
    Kind kind;
    std::optional<Error> why;
    int count = 1;                                 ///< renewals in a row are one event
    std::optional<TimePoint> since = std::nullopt; ///< the first of them
};

struct Session
{
    Account account;
    Phase phase = Phase::Loading;
    std::optional<TokenSet> tokens;    ///< set while tokens are in memory; never with a refresh token
    bool hasRefreshToken = false;      ///< the account can renew itself
    std::optional<TimePoint> renewsAt; ///< next planned renewal or retry
    std::optional<Error> problem;      ///< why it is not Active, or why it is not stored
    bool thisSessionOnly = false;      ///< no keychain took it: gone when the program ends
    QList<IdTokenCheck> checks;        ///< of the last ID token
    QList<SessionEvent> events;        ///< newest last, at most 100; those before this start from the journal
    QUrl userinfoEndpoint;
    /// Hosts besides the issuer's own that codes and tokens go to (A077); empty also while that is not known.
    QList<ForeignHost> foreignHosts;
    bool canRevoke = true; ///< the server has a way to take the grant back
    /// The issuer is on this computer.
    bool isDevelopment() const;
};

} // namespace tessera
