// How the content encryption key (CEK) reaches its reader, RFC 7518 section 4: one function to take it out of
// a token and one to put it in, over all families of the table.
#pragma once

#include "core/jose/jwe.h"

namespace tessera {

/// The two rows of the table that a token names.
struct JwePlan
{
    const JweKeyManagement* algorithm;
    const JweContentEncryption* encryption;
};

/// dir and ECDH-ES alone: the token carries no key at all.
inline bool carriesNoKey(const JweKeyManagement& algorithm)
{
    return algorithm.family == JoseFamily::Direct ||
           (algorithm.family == JoseFamily::EcdhEs && !algorithm.wrapsWithAes);
}

/// A CEK, or nothing where taking it out failed: to the outside that looks like a CEK that does not fit.
using MaybeCek = std::optional<SecretString>;

/// `key` has passed checkFor. An error is about header members that everyone can read: jwe.epk,
/// jwe.party_info, jwe.key_wrap_parameters, jwe.password_parameters.
Result<MaybeCek> unwrapCek(const JwePlan& plan, const JweRecipient& recipient, const Key& key);

/// What is fresh in every token: nobody but the tests chooses these.
struct JweRandomness
{
    SecretString cek;             ///< not used by dir and ECDH-ES alone
    std::optional<Key> ephemeral; ///< ECDH-ES
    QByteArray keyIv;             ///< A*GCMKW
    QByteArray salt;              ///< PBES2: "p2s"
    int iterations = 0;           ///< PBES2: "p2c"
};

JweRandomness freshRandomness(const JwePlan& plan, const Key& key);

struct WrappedCek
{
    SecretString cek;
    QByteArray encryptedKey;
    QJsonObject header; ///< the members that the reader needs
};

/// `header` is read for apu and apv. Errors: jwe.party_info, Configuration key.cannot_encrypt, key.weak.
Result<WrappedCek> wrapCek(const JwePlan& plan, const QJsonObject& header, const Key& key,
                           const JweRandomness& randomness);

} // namespace tessera
