// A JWK set, RFC 7517 section 5, and the choice of keys for a token (attack groups G6, G9).
#pragma once

#include "core/jose/key.h"

namespace tessera {

class JwkSet
{
public:
    struct Skipped
    {
        qsizetype index;
        QString kid;
        Error why;
    };

    JwkSet() = default;
    explicit JwkSet(QList<Key> keys) : m_keys(std::move(keys)) {}

    /// A key that cannot be used is skipped and named in skipped(); the others stay (A206). In a set fetched
    /// from a provider, keys with private members and oct keys are skipped too, as jwks.private_key (A157,
    /// A159). Errors (Malformed): jwks.keys (missing or not an array of objects), jwks.too_many_keys,
    /// jwks.empty (nothing usable), json.*.
    static Result<JwkSet> parse(QByteArrayView json);
    /// For key files a person names: also a single JWK, or PEM; private and oct keys allowed.
    static Result<JwkSet> parseKeyFile(QByteArrayView text);

    /// Keys that could have made a signature with this kid and algorithm, best first, at most 8 (A158). With
    /// a kid, only keys of that kid; without, all that fit. Two keys of one kid and type: error
    /// jwks.duplicate_kid (A205). None: error jwks.no_key (code jwks.unknown_kid when the kid is not there at
    /// all).
    Result<QList<Key>> candidates(const QString& kid, const JwsAlgorithm& algorithm) const;
    /// The same for a JWE: keys that could decrypt it (or encrypt one).
    Result<QList<Key>> candidates(const QString& kid, const JweKeyManagement& algorithm,
                                  const JweContentEncryption& content, bool decrypting) const;

    const QList<Key>& keys() const { return m_keys; }
    const QList<Skipped>& skipped() const { return m_skipped; }
    /// {"keys":[…]} with public members only.
    QJsonObject publicJson() const;

private:
    struct Wanted;
    Result<QList<Key>> candidates(const QString& kid, const Wanted& wanted) const;

    QList<Key> m_keys;
    QList<Skipped> m_skipped;
};

} // namespace tessera
