// Encrypted tokens: what is taken apart is, put together again, the same text; what opens under keys that the
// fuzzer does not know was not made by it; and the parts that a key would let through are fuzzed alone.
#include "core/base/base64url.h"
#include "core/jose/aes_key_wrap.h"
#include "core/jose/inflate.h"
#include "core/jose/jwe_json.h"
#include "core/jose/jwe_key_management_password.h"
#include "core/jose/jwt.h"

#include <cstddef>
#include <cstdint>

using namespace tessera;

static Key secretOf(qsizetype bytes)
{
    return Key::fromSecret(SecretString::fromUtf8(QByteArray(bytes, '\x5A')));
}

static const QList<Key>& keys()
{
    static const QList<Key> all{Key::generateRsa(),
                                Key::generateEc(u"P-256"),
                                Key::generateEc(u"P-521"),
                                Key::generateOkp(u"X448"),
                                Key::generateOkp(u"X25519"),
                                secretOf(16),
                                secretOf(32),
                                secretOf(64)};
    return all;
}

static void checkCompact(QByteArrayView text)
{
    const auto jwe = parseCompactJwe(text);
    if (!jwe) {
        if (parseCompactJws(text) && jwe.error().code != u"jwe.parts")
            __builtin_trap();
        return;
    }
    const QByteArray again = jwe->content.authenticated + '.' + base64urlEncode(jwe->recipient.encryptedKey) +
                             '.' + base64urlEncode(jwe->content.iv) + '.' +
                             base64urlEncode(jwe->content.ciphertext) + '.' +
                             base64urlEncode(jwe->content.tag);
    if (again != text || decodeJwt(text))
        __builtin_trap();
    for (const Key& key : keys()) {
        // dir, A*KW and A*GCMKW could be found out with a secret that stands in this file.
        const auto decrypted = decryptJwe(*jwe, key);
        if (decrypted && key.type() != KeyType::Oct)
            __builtin_trap();
    }
    static_cast<void>(decryptJwe(*jwe, JwkSet(keys())));
}

static void checkJson(QByteArrayView text)
{
    const auto jwe = parseJsonJwe(text);
    if (!jwe)
        return;
    if (jwe->recipients.isEmpty() || parseCompactJwe(text) || decodeJwt(text))
        __builtin_trap();
    for (const Key& key : keys())
        static_cast<void>(decryptJsonJwe(*jwe, key));
    static_cast<void>(decryptJsonJwe(*jwe, JwkSet(keys())));
}

/// What stands behind a tag or a password in the whole.
static void checkPieces(QByteArrayView bytes)
{
    if (const auto inflated = inflateRaw(bytes); inflated && inflated->size() > kMaxInflatedBytes)
        __builtin_trap();
    static_cast<void>(unwrapKey(SecretString::fromUtf8(QByteArray(16, '\x5A')), bytes));
    if (const auto header = decodeJweHeader(bytes))
        static_cast<void>(jwe_password::parametersOf(*header));
    Decrypted decrypted;
    decrypted.plaintext = SecretString::fromUtf8(bytes);
    decrypted.header.cty = QStringLiteral("JWT");
    if (const auto inner = nestedJws(decrypted); inner && !decodeJwt(*inner, kMaxInspectedBytes))
        __builtin_trap();
}

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const QByteArrayView text(reinterpret_cast<const char*>(data), static_cast<qsizetype>(size));
    checkCompact(text);
    checkJson(text);
    checkPieces(text);
    return 0;
}
