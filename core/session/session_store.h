// Accounts on disk (accounts.json, no secrets) and their grants in the keychain. The grant holds the issuer
// and the endpoints it belongs to, so that a changed file cannot send a refresh token elsewhere (A251, A252).
#pragma once

#include "core/oauth/authorization_server_metadata.h"
#include "core/session/environment.h"
#include "core/session/renewal_note.h"
#include "core/session/session.h"

namespace tessera {

/// What one keychain entry holds.
struct StoredGrant
{
    AuthorizationServerMetadata metadata; ///< issuer and endpoints as they were at sign-in
    ClientRegistration registration;      ///< with the client secret
    QString subject;
    SecretString refreshToken;
    QStringList scopeRequested;
    QStringList scopeGranted;
    PreviousIdToken previous;
    /// Set where the access token is the grant (ServerTraits::accessTokenLasts) and no refresh token came.
    SecretString lastingAccessToken;
    SecretString dpopKey; ///< private JWK the tokens are bound to (RFC 9449); empty: bearer tokens
    QString generation; ///< a random word, new with each refresh token (ProcessLock); empty: written long ago
    std::optional<RenewalNote> renewal; ///< a request with this refresh token went out and is not answered
    QUrl redirectUri; ///< set where a renewal sends it (ServerTraits::refreshSendsRedirectUri)
};

/// Strict and versioned. Errors (Keychain): grant.unreadable, grant.version, grant.too_large (A241, A236).
SecretString serialiseGrant(const StoredGrant& grant);
Result<StoredGrant> parseGrant(const SecretString& text);

/// accounts.json. A file that cannot be read is never overwritten (A236). Errors (Configuration):
/// accounts.unreadable, accounts.version, accounts.not_writable (detail: path).
class AccountsFile
{
public:
    explicit AccountsFile(QString configDirectory);
    Result<QList<Account>> read() const;
    /// Atomically: a new file renamed over the old.
    Result<void> write(const QList<Account>& accounts) const;
    QString path() const;

private:
    QString m_directory;
};

/// The key of an account's entry in the keychain.
QString keychainKey(const QString& accountId);

QCoro::Task<Result<void>> saveGrant(std::shared_ptr<SecretStore> secrets, QString accountId,
                                    StoredGrant grant, std::stop_token stop);
/// Errors: Keychain grant.missing (open store, no entry), grant.issuer_mismatch (not this account's),
/// grant.*, keychain.* .
QCoro::Task<Result<StoredGrant>> loadGrant(std::shared_ptr<SecretStore> secrets, Account account,
                                           std::stop_token stop);

} // namespace tessera
