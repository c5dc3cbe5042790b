// The ways to ask for a decryption; what happens then is in jwe_attempts.
#include "core/jose/jwe_attempts.h"
#include "core/jose/jwe_json.h"

namespace tessera {

Result<Decrypted> decryptJwe(const CompactJwe& jwe, const Key& key, const JweRules& rules)
{
    return decryptAny({jwe.recipient}, jwe.content, thisKey(key), rules);
}

Result<Decrypted> decryptJwe(const CompactJwe& jwe, const JwkSet& keys, const JweRules& rules)
{
    return decryptAny({jwe.recipient}, jwe.content, fittingKeys(keys), rules);
}

Result<Decrypted> decryptJwe(const CompactJwe& jwe, const SecretString& password, const JweRules& rules)
{
    return decryptAny({jwe.recipient}, jwe.content, thisPassword(password), rules);
}

Result<Decrypted> decryptJsonJwe(const JsonJwe& jwe, const Key& key, const JweRules& rules)
{
    return decryptAny(jwe.recipients, jwe.content, thisKey(key), rules);
}

Result<Decrypted> decryptJsonJwe(const JsonJwe& jwe, const JwkSet& keys, const JweRules& rules)
{
    return decryptAny(jwe.recipients, jwe.content, fittingKeys(keys), rules);
}

Result<Decrypted> decryptJsonJwe(const JsonJwe& jwe, const SecretString& password, const JweRules& rules)
{
    return decryptAny(jwe.recipients, jwe.content, thisPassword(password), rules);
}

} // namespace tessera
