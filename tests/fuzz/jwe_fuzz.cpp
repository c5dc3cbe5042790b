// Encrypted tokens: what is taken apart is, put together again, the same text; what opens is what somebody
// encrypted; and the parts that only a key lets through are fuzzed alone.
#include "core/base/base64url.h"
#include "core/jose/aes_key_wrap.h"
#include "core/jose/inflate.h"
#include "core/jose/jwe_json.h"
#include "core/jose/jwe_key_management_password.h"
#include "core/jose/jwt.h"
#include "tests/fuzz/fuzz_keys.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>

using namespace tessera;

static void checkOpened(const Result<Decrypted>& decrypted)
{
    if (!decrypted || fuzz::isOurs(decrypted->plaintext.reveal()))
        return;
    const auto inner = nestedJws(*decrypted); // the one seed that is not the text itself
    if (!inner || !fuzz::isOurs(decodeJwt(*inner, kMaxInspectedBytes).value().jws.payload))
        __builtin_trap();
}

/// No password is tried that asks for a second of work: that is what it asks for, and nothing to find.
static bool isCheap(const JweRecipient& recipient)
{
    return recipient.header.json.value(u"p2c").toDouble() <= fuzz::kIterations;
}

static JweRules passwordsToo()
{
    JweRules rules;
    rules.allowPasswords = true;
    return rules;
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
    for (const Key& key : fuzz::decryptionKeys())
        checkOpened(decryptJwe(*jwe, key));
    checkOpened(decryptJwe(*jwe, JwkSet(fuzz::decryptionKeys())));
    if (isCheap(jwe->recipient))
        checkOpened(decryptJwe(*jwe, fuzz::password(), passwordsToo()));
}

static void checkJson(QByteArrayView text)
{
    const auto jwe = parseJsonJwe(text);
    if (!jwe)
        return;
    if (jwe->recipients.isEmpty() || parseCompactJwe(text) || decodeJwt(text))
        __builtin_trap();
    for (const Key& key : fuzz::decryptionKeys())
        checkOpened(decryptJsonJwe(*jwe, key));
    checkOpened(decryptJsonJwe(*jwe, JwkSet(fuzz::decryptionKeys())));
    if (std::all_of(jwe->recipients.begin(), jwe->recipients.end(), isCheap))
        checkOpened(decryptJsonJwe(*jwe, fuzz::password(), passwordsToo()));
}

/// What stands behind a tag or a password in the whole.
static void checkPieces(QByteArrayView bytes)
{
    if (const auto inflated = inflateRaw(bytes); inflated && inflated->size() > kMaxInflatedBytes)
        __builtin_trap();
    static_cast<void>(unwrapKey(fuzz::secretKey(16).secret(), bytes));
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
