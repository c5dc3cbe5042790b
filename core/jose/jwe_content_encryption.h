// The content encryption of JWE, RFC 7518 section 5: AES-GCM and AES-CBC with HMAC, chosen from the table.
// Whatever fails when opening fails in the same way (attacks A161–A163, A169, A175).
#pragma once

#include "core/jose/jwe.h"
#include "core/jose/jwe_sealed.h"

namespace tessera {

SecretString randomCek(const JweContentEncryption& encryption);
QByteArray randomContentIv(const JweContentEncryption& encryption);

/// `cek` and `iv` have the sizes of the table and come from randomCek and randomContentIv: a pair used twice
/// gives both texts away. (The tests take those of the cookbook.)
Sealed sealContent(const JweContentEncryption& encryption, const SecretString& cek, QByteArrayView iv,
                   QByteArrayView authenticated, QByteArrayView plaintext);

/// Nothing if any size is wrong, the tag does not fit or the padding is wrong.
std::optional<SecretString> openContent(const JweContentEncryption& encryption, const SecretString& cek,
                                        const JweContent& content);

/// A key of zeros is what a forgotten key looks like, and anybody can guess it (A169).
bool isAllZero(const SecretString& key);

} // namespace tessera
