// What is known to be right when the browser opens, in words: each from what the sign-in really has in hand,
// none for comfort.
#pragma once

#include "core/keychain/secret_store.h"
#include "core/session/sign_in.h"
#include "ui/text/glyph.h"

namespace tessera {

struct SignInFact
{
    Glyph glyph = Glyph::Ok;
    QString title;
    QString caption; ///< may be empty
};

/// Of a sign-in whose address is known. `keychain` unset: not asked yet.
QList<SignInFact> signInFacts(const SignInProgress& progress, std::optional<SecretStoreState> keychain);

/// What the authorization request asks for; empty where it was handed over directly (RFC 9126).
QStringList scopesAskedFor(const SignInProgress& progress);

} // namespace tessera
