// A world with the real keychain: demo provider with its own clock, robot browser, and programs made of the
// session manager.
#pragma once

#include "app/demo_idp/identity_provider.h"
#include "core/session/session_manager.h"
#include "core/session/session_store.h"

#include <QTemporaryDir>

namespace tessera::test {

class KeychainWorld
{
public:
    explicit KeychainWorld(demo::IdentityProviderOptions options = {});

    demo::IdentityProvider provider;
    std::shared_ptr<SecretStore> store;
    QTemporaryDir directory;
    QString id; ///< of the account after signIn()

    QString locks() const { return directory.filePath(QStringLiteral("locks")); }
    Environment environment() const;
    /// A program that has loaded what there is; null if it cannot.
    std::unique_ptr<SessionManager> startProgram() const;
    /// By a program of its own; true if the keychain took it.
    bool signIn();
    /// What the keychain holds for the account.
    std::optional<StoredGrant> stored() const;
};

} // namespace tessera::test
