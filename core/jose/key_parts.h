// What a Key is made of, for the files that make one (key_jwk, key_pem, key_generate). Not for others.
#pragma once

#include "core/jose/key.h"
#include "core/jose/openssl_handles.h"
#include "core/jose/verify_contexts.h"

#include <optional>

namespace tessera {

/// What RFC 7517 section 4 says about a key beside its numbers.
struct KeyLabels
{
    QString kid;
    QString alg;
    QString use;
    std::optional<QStringList> keyOps; ///< absent allows all, empty allows nothing
};

struct KeyParts
{
    KeyType type = KeyType::Oct;
    QString curve;
    int bits = 0;
    bool isPrivate = false;
    KeyLabels labels;
    std::shared_ptr<EVP_PKEY> pkey;
    std::shared_ptr<VerifyContexts> verifyContexts = std::make_shared<VerifyContexts>();
    SecretString secret;
    QJsonObject publicMembers; ///< exactly those of RFC 7638 section 3.2; empty for oct
};

struct Key::Data
{
    KeyParts parts;
};

struct KeyFactory
{
    static Key make(KeyParts parts);
};

/// The one door through which an EVP_PKEY becomes a Key: kind, curve, strength, and that the private part
/// belongs to the public one. Errors: Malformed key.unsupported, Untrusted key.*.
Result<Key> keyFromPkey(PkeyHandle pkey, KeyLabels labels = {});

} // namespace tessera
