// JWE JSON serialisation, RFC 7516 section 7.2, general and flattened: for the inspector. It is no JWT (RFC
// 7519 section 1), and its type does not pass for a CompactJwe.
#pragma once

#include "core/jose/jwe.h"

namespace tessera {

struct JsonJwe
{
    QList<JweRecipient> recipients; ///< one at least
    JweContent content;
    bool isFlattened = false;
    QByteArray additional; ///< "aad", decoded; authenticated when decrypted
    QJsonObject protectedHeader;
    QJsonObject sharedHeader; ///< "unprotected"
};

/// Errors (Malformed): jwe.too_large, jwe.json (a member of the wrong type, or both forms at once),
/// jwe.recipients (none, too many, or several where one key is used directly, or they differ in enc),
/// jwe.header_overlap (a name in two of the headers, N109), those of readJweHeader, base64url.*, json.*.
Result<JsonJwe> parseJsonJwe(QByteArrayView text, qsizetype maxBytes = kMaxInspectedBytes);

/// The first recipient that a key opens; those of the key's kid are tried first, 8 in all. Errors as
/// decryptJwe of a CompactJwe: that of the first attempt.
Result<Decrypted> decryptJsonJwe(const JsonJwe& jwe, const Key& key, const JweRules& rules = {});
Result<Decrypted> decryptJsonJwe(const JsonJwe& jwe, const JwkSet& keys, const JweRules& rules = {});
Result<Decrypted> decryptJsonJwe(const JsonJwe& jwe, const SecretString& password, const JweRules& rules);

} // namespace tessera
