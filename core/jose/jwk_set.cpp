#include "core/jose/jwk_set.h"

#include "core/base/strict_json.h"

#include <QJsonArray>

#include <algorithm>
#include <functional>

namespace tessera {
namespace {

constexpr qsizetype kMaxKeys = 100;
constexpr qsizetype kMaxTries = 8; // A158

enum class Origin { Provider, KeyFile };

/// RFC 7518 section 6: every member that no public key has.
bool holdsPrivateMembers(const QJsonObject& jwk)
{
    static constexpr QStringView kPrivate[] = {u"d", u"p", u"q", u"dp", u"dq", u"qi", u"oth", u"k"};
    return std::any_of(std::begin(kPrivate), std::end(kPrivate),
                       [&](QStringView name) { return jwk.contains(name); });
}

Result<Key> readKey(const QJsonObject& jwk, Origin origin)
{
    // Everybody can sign with a key whose private part is published (A157, A159).
    if (origin == Origin::Provider && holdsPrivateMembers(jwk))
        return failure(ErrorKind::Untrusted, u"jwks.private_key",
                       QStringLiteral("a published key set must not hold private or shared keys"));
    return Key::fromJwk(jwk);
}

struct SetParts
{
    QList<Key> keys;
    QList<JwkSet::Skipped> skipped;
};

Result<SetParts> readSet(const QJsonObject& object, Origin origin)
{
    const QJsonValue keys = object.value(u"keys");
    const QJsonArray entries = keys.toArray();
    if (!keys.isArray() || !std::all_of(entries.begin(), entries.end(), [](auto e) { return e.isObject(); }))
        return failure(ErrorKind::Malformed, u"jwks.keys",
                       QStringLiteral("keys must be an array of objects"));
    if (entries.size() > kMaxKeys)
        return failure(ErrorKind::Malformed, u"jwks.too_many_keys",
                       QStringLiteral("%1 keys, at most %2 are read").arg(entries.size()).arg(kMaxKeys));
    SetParts parts;
    for (qsizetype i = 0; i < entries.size(); ++i) {
        const QJsonObject jwk = entries.at(i).toObject();
        if (auto key = readKey(jwk, origin))
            parts.keys.append(*key);
        else
            parts.skipped.append({i, jwk.value(u"kid").toString(), key.error()});
    }
    if (parts.keys.isEmpty())
        return failure(ErrorKind::Malformed, u"jwks.empty",
                       parts.skipped.isEmpty() ? QStringLiteral("the set is empty")
                                               : QStringLiteral("no usable key; the first is refused with %1")
                                                     .arg(parts.skipped.first().why.code));
    return parts;
}

/// A key that says the algorithm, or at least what it is for, comes before one that says nothing.
int rank(const Key& key)
{
    return (key.alg().isEmpty() ? 2 : 0) + (key.use().isEmpty() ? 1 : 0);
}

} // namespace

Result<JwkSet> JwkSet::parse(QByteArrayView json)
{
    const auto object = parseJsonObject(json);
    if (!object)
        return failure(object.error());
    auto parts = readSet(*object, Origin::Provider);
    if (!parts)
        return failure(parts.error());
    JwkSet set(std::move(parts->keys));
    set.m_skipped = std::move(parts->skipped);
    return set;
}

Result<JwkSet> JwkSet::parseKeyFile(QByteArrayView text)
{
    text = text.trimmed();
    if (!text.startsWith('{')) {
        const auto key = Key::fromPem(text);
        return key ? Result<JwkSet>(JwkSet({*key})) : failure(key.error());
    }
    const auto object = parseJsonObject(text);
    if (!object)
        return failure(object.error());
    if (!object->contains(u"keys")) {
        const auto key = Key::fromJwk(*object);
        return key ? Result<JwkSet>(JwkSet({*key})) : failure(key.error());
    }
    auto parts = readSet(*object, Origin::KeyFile);
    if (!parts)
        return failure(parts.error());
    JwkSet set(std::move(parts->keys));
    set.m_skipped = std::move(parts->skipped);
    return set;
}

struct JwkSet::Wanted
{
    const JoseAlgorithm& algorithm;
    QStringView otherUse; ///< "use" of keys that are for something else
    std::function<bool(const Key&)> fits;
};

Result<QList<Key>> JwkSet::candidates(const QString& kid, const Wanted& wanted) const
{
    const auto untrusted = [](QStringView code, const QString& detail) {
        return failure(ErrorKind::Untrusted, code, detail);
    };
    QList<Key> fitting;
    bool isKidThere = kid.isEmpty();
    qsizetype sameKidAndType = 0;
    for (const Key& key : m_keys) {
        if (!kid.isEmpty() && key.kid() != kid)
            continue;
        isKidThere = true;
        // A signing key and its encrypting twin under one kid cannot be mistaken for each other.
        if (wanted.algorithm.takes(key.type()) && key.use() != wanted.otherUse)
            ++sameKidAndType;
        if (wanted.fits(key))
            fitting.append(key);
    }
    if (!isKidThere)
        return untrusted(u"jwks.unknown_kid",
                         QStringLiteral("no key of that kid among %1").arg(m_keys.size()));
    if (!kid.isEmpty() && sameKidAndType > 1)
        return untrusted(u"jwks.duplicate_kid", QStringLiteral("%1 keys of that kid").arg(sameKidAndType));
    if (fitting.isEmpty())
        return untrusted(u"jwks.no_key", QStringLiteral("no key fits %1").arg(wanted.algorithm.name));
    std::stable_sort(fitting.begin(), fitting.end(),
                     [](const Key& a, const Key& b) { return rank(a) < rank(b); });
    return fitting.first(std::min(fitting.size(), kMaxTries));
}

Result<QList<Key>> JwkSet::candidates(const QString& kid, const JwsAlgorithm& algorithm) const
{
    return candidates(
        kid, {algorithm, u"enc", [&](const Key& key) { return key.checkFor(algorithm, false).has_value(); }});
}

Result<QList<Key>> JwkSet::candidates(const QString& kid, const JweKeyManagement& algorithm,
                                      const JweContentEncryption& content, bool decrypting) const
{
    return candidates(kid, {algorithm, u"sig", [&](const Key& key) {
                                return key.checkFor(algorithm, content, decrypting).has_value();
                            }});
}

QJsonObject JwkSet::publicJson() const
{
    QJsonArray array;
    for (const Key& key : m_keys) {
        if (const QJsonObject jwk = key.publicJwk(); !jwk.isEmpty())
            array.append(jwk);
    }
    return {{QStringLiteral("keys"), array}};
}

} // namespace tessera
