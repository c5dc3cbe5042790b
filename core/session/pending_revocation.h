// A grant that was signed out of while its server could not be told (A235): kept in the keychain and nowhere
// else until the server has been told, so that signing out does not have to wait for a network. A list in one
// entry says which there are; the tokens of each stand in an entry of their own.
#pragma once

#include "core/session/session_store.h"

namespace tessera {

/// What the list says: no token.
struct PendingRevocation
{
    QString id; ///< random, 22 characters of base64url
    QString issuer;
    TimePoint queuedAt;
    friend bool operator==(const PendingRevocation&, const PendingRevocation&) = default;
};

/// Which tokens there are to end a grant with; either may be empty.
struct TokensToRevoke
{
    SecretString refreshToken;
    SecretString accessToken;
};

/// The entry of the list, and of the tokens of one of them.
QString pendingRevocationsKey();
QString pendingRevocationKey(const QString& id);

/// Strict and versioned, at most limits::kPendingRevocations. Errors (Keychain): revocation.unreadable
/// (detail: the member, never its value).
SecretString serialisePendingRevocations(const QList<PendingRevocation>& pending);
Result<QList<PendingRevocation>> parsePendingRevocations(const SecretString& text);

struct RevocableGrant
{
    StoredGrant grant; ///< with its refresh token
    SecretString accessToken;
};
/// The access token is left out where both are too long for one entry. Errors (Keychain):
/// revocation.unreadable, and as parseGrant.
SecretString serialiseRevocableGrant(const RevocableGrant& revocable);
Result<RevocableGrant> parseRevocableGrant(const SecretString& text);

/// Without those that are older than limits::kPendingRevocationLife: hardly a token lives as long.
QList<PendingRevocation> withoutOld(const QList<PendingRevocation>& pending, TimePoint now);

} // namespace tessera
