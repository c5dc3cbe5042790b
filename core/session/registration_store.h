// What manages a registered client (RFC 7592), in the keychain and nowhere else: the registration token, its
// address, and the secret that an update has to repeat.
#pragma once

#include "core/keychain/secret_store.h"
#include "core/oauth/dynamic_registration.h"

namespace tessera {

/// The keychain entry of that client; nothing a server chose gets into it (A250).
QString registrationKey(const QString& issuer, const QString& clientId);

SecretString serialiseRegistration(const RegisteredClient& client);
/// Errors (Keychain): registration.unreadable (detail names the member, never its value).
Result<RegisteredClient> parseRegistrationEntry(const SecretString& text);

/// Errors as SecretStore.
QCoro::Task<Result<void>> saveRegistration(std::shared_ptr<SecretStore> secrets, RegisteredClient client,
                                           std::stop_token stop);
/// Errors: Configuration registration.unknown (no such client is kept here) · Keychain
/// registration.unreadable, also where the entry is another client's (A251) · as SecretStore.
QCoro::Task<Result<RegisteredClient>> loadRegistration(std::shared_ptr<SecretStore> secrets, QString issuer,
                                                       QString clientId, std::stop_token stop);
/// Errors as SecretStore.
QCoro::Task<Result<void>> forgetRegistration(std::shared_ptr<SecretStore> secrets, QString issuer,
                                             QString clientId, std::stop_token stop);

} // namespace tessera
