// Where a person wants the key to come from. Nothing in a token ever decides that.
#pragma once

#include "core/base/secret_string.h"

namespace tessera {

struct KeySourceChoice
{
    enum class Kind {
        Issuer,  ///< `text` is the issuer's address: its key set, found by discovery
        Address, ///< `text` is the address of a JWK set
        File,    ///< `text` is a path: JWK set, JWK or PEM
        Pasted,  ///< `secret` is the text of a JWK set, a JWK or PEM: it may be a private one
        Secret,  ///< `secret` is the key of an HMAC
    };
    Kind kind = Kind::Issuer;
    QString text;
    SecretString secret;
    bool secretIsBase64url = false;

    bool usesNetwork() const { return kind == Kind::Issuer || kind == Kind::Address; }
    /// It can have changed since it was read.
    bool canBeReadAgain() const { return usesNetwork() || kind == Kind::File; }
};

} // namespace tessera
