// Keys and key sets: a key that is accepted has a public form (and, if it is private, a private one) that is
// accepted too, and no private part gets out of a published set.
#include "core/base/strict_json.h"
#include "core/jose/key_output.h"

#include <cstddef>
#include <cstdint>

using namespace tessera;

/// What we write we read again.
static void checkPrivate(const Key& key)
{
    const auto jwk = privateJwk(key);
    const auto again = jwk ? Key::fromJwk(parseJsonObject(jwk->reveal()).value()) : failure(jwk.error());
    if (key.isPrivate() != again.has_value() || (again && again->thumbprint() != key.thumbprint()))
        __builtin_trap();
    const auto pem = privatePem(key);
    if (pem && (!key.handle() || Key::fromPem(pem->reveal()).value().thumbprint() != key.thumbprint()))
        __builtin_trap();
}

static void check(const Key& key)
{
    checkPrivate(key);
    const QJsonObject jwk = key.publicJwk();
    if (key.type() == KeyType::Oct)
        return;
    for (const QStringView hidden : {u"d", u"p", u"q", u"dp", u"dq", u"qi", u"k"}) {
        if (jwk.contains(hidden))
            __builtin_trap();
    }
    const auto again = Key::fromJwk(jwk);
    if (!again || again->isPrivate() || again->thumbprint() != key.thumbprint())
        __builtin_trap();
}

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const QByteArrayView text(reinterpret_cast<const char*>(data), static_cast<qsizetype>(size));
    if (const auto json = parseJsonObject(text)) {
        if (const auto key = Key::fromJwk(*json))
            check(*key);
    }
    if (const auto set = JwkSet::parse(text)) {
        for (const Key& key : set->keys()) {
            if (key.isPrivate())
                __builtin_trap();
            check(key);
        }
    }
    if (const auto set = JwkSet::parseKeyFile(text)) {
        for (const Key& key : set->keys())
            check(key);
    }
    return 0;
}
