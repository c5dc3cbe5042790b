// JSON Web Encryption, RFC 7516: take apart, decrypt, encrypt. A decrypted token is not a verified one
// (checklist N057): see nestedJws() in jwt.h.
#pragma once

#include "core/jose/jwe_header.h"
#include "core/jose/jwk_set.h"
#include "core/jose/jws.h"

namespace tessera {

/// Who can read it: the header that counts for one recipient, and the content encryption key made for it.
struct JweRecipient
{
    JweHeader header;
    QByteArray encryptedKey;
};

/// What all recipients share, decoded.
struct JweContent
{
    QByteArray authenticated; ///< the text that goes under the tag beside the ciphertext, as received
    QByteArray iv;
    QByteArray ciphertext;
    QByteArray tag;
};

/// A JWE in its five parts. Nothing about it is known to be genuine.
struct CompactJwe
{
    JweRecipient recipient;
    JweContent content;
};

/// What a caller lets run. The names in a token choose within this, never beyond it.
struct JweRules
{
    bool allowPasswords = false;  ///< PBES2. Never where another side chooses the token (N123, A167).
    QStringList algorithms = {};  ///< names for "alg"; empty: all in the table
    QStringList encryptions = {}; ///< names for "enc"; empty: all in the table
};

struct Decrypted
{
    SecretString plaintext;
    QString kid; ///< of the key that opened it, empty if it has none
    JweHeader header;
};

/// Errors (Malformed): jwe.too_large, jwe.parts, and those of readJweHeader and decodeJweHeader.
Result<CompactJwe> parseCompactJwe(QByteArrayView text, qsizetype maxBytes = kMaxTokenBytes);

/// What can be refused without any key. Errors: Untrusted jwe.rsa1_5, jwe.algorithm_unknown,
/// jwe.encryption_unknown, jwe.not_allowed, jwe.password_not_allowed · Malformed jwe.encrypted_key (there and
/// must not be, or the reverse).
Result<void> checkJwe(const JweRecipient& recipient, const JweRules& rules);

/// Errors as checkJwe, key.*, and: Untrusted jwe.decryption (whatever went wrong with the secret parts: one
/// error for all) · jwe.epk, jwe.party_info, jwe.key_wrap_parameters, jwe.password_parameters (members of the
/// header) · Malformed inflate.*.
Result<Decrypted> decryptJwe(const CompactJwe& jwe, const Key& key, const JweRules& rules = {});
/// As JwkSet::candidates, at most 8 keys; where no key has the token's kid, also those without one. Errors
/// also jwks.*.
Result<Decrypted> decryptJwe(const CompactJwe& jwe, const JwkSet& keys, const JweRules& rules = {});
/// PBES2 only. `rules` must allow it.
Result<Decrypted> decryptJwe(const CompactJwe& jwe, const SecretString& password, const JweRules& rules);

/// Compressing before encrypting tells the length of what is inside (checklist N060).
enum class JweZip { Never, DeflateForTestTokensOnly };

/// `header` may add typ, cty, apu, apv…; what the encryption itself says is set here. Errors: Configuration
/// jwe.rsa1_5, jwe.algorithm_unknown, jwe.encryption_unknown, jwe.header (a member that is not the caller's),
/// jwe.party_info, jwe.too_large, key.*.
Result<QByteArray> encryptCompact(QByteArrayView plaintext, const Key& key, QStringView alg, QStringView enc,
                                  QJsonObject header = {}, JweZip zip = JweZip::Never);
/// PBES2 only.
Result<QByteArray> encryptCompact(QByteArrayView plaintext, const SecretString& password, QStringView alg,
                                  QStringView enc, QJsonObject header = {});

} // namespace tessera
