// What a key may be used for: its kind and size against the algorithm, and what its labels allow (RFC 7517
// sections 4.2 to 4.4, attacks A140–A142, A153, A156, A175).
#include "core/jose/key_parts.h"

#include <algorithm>

namespace tessera {
namespace {

auto untrusted(QStringView code, const QString& detail)
{
    return failure(ErrorKind::Untrusted, code, detail);
}

Result<void> checkKind(const KeyParts& parts, const JoseAlgorithm& algorithm)
{
    if (!algorithm.takes(parts.type))
        return untrusted(u"key.wrong_type",
                         QStringLiteral("%1 needs another kind of key").arg(algorithm.name));
    if (!algorithm.takes(parts.type, parts.curve))
        return untrusted(u"key.wrong_curve",
                         QStringLiteral("%1 does not use the curve %2").arg(algorithm.name, parts.curve));
    return {};
}

/// RFC 7517 sections 4.2 and 4.3: one of `operations` must be allowed.
template <std::size_t N>
Result<void> checkPurpose(const KeyLabels& labels, QStringView use, const QStringView (&operations)[N])
{
    if (!labels.use.isEmpty() && labels.use != use)
        return untrusted(u"key.use", QStringLiteral("the key's use is not \"%1\"").arg(use));
    const auto isAllowed = [&](QStringView operation) { return labels.keyOps->contains(operation); };
    if (labels.keyOps && std::none_of(std::begin(operations), std::end(operations), isAllowed))
        return untrusted(u"key.use",
                         QStringLiteral("the key's key_ops do not hold \"%1\"").arg(operations[0]));
    return {};
}

/// RFC 7517 section 4.3 names the operations, not which of them a key management is. An agreement derives on
/// either side; RSA encrypts or wraps, and both words are in use; dir encrypts content with the key itself.
Result<void> checkPurpose(const KeyLabels& labels, const JweKeyManagement& algorithm, bool decrypting)
{
    switch (algorithm.family) {
    case JoseFamily::EcdhEs:
    case JoseFamily::Pbes2:
        return checkPurpose(labels, u"enc", {u"deriveKey", u"deriveBits"});
    case JoseFamily::RsaOaep:
        return decrypting ? checkPurpose(labels, u"enc", {u"unwrapKey", u"decrypt"})
                          : checkPurpose(labels, u"enc", {u"wrapKey", u"encrypt"});
    case JoseFamily::Direct:
        return decrypting ? checkPurpose(labels, u"enc", {u"decrypt"})
                          : checkPurpose(labels, u"enc", {u"encrypt"});
    default:
        return decrypting ? checkPurpose(labels, u"enc", {u"unwrapKey"})
                          : checkPurpose(labels, u"enc", {u"wrapKey"});
    }
}

bool isLabelledFor(const KeyLabels& labels, const JweKeyManagement& algorithm,
                   const JweContentEncryption& content)
{
    return labels.alg.isEmpty() || labels.alg == algorithm.name ||
           (algorithm.family == JoseFamily::Direct && labels.alg == content.name);
}

/// An AES key has exactly its length (A175); a password any but none.
Result<void> checkSharedSize(const KeyParts& parts, const JweKeyManagement& algorithm,
                             const JweContentEncryption& content)
{
    if (parts.type != KeyType::Oct)
        return {};
    if (algorithm.family == JoseFamily::Pbes2)
        return parts.secret.isEmpty() ? untrusted(u"key.weak", QStringLiteral("an empty password"))
                                      : Result<void>();
    const qsizetype wanted = algorithm.family == JoseFamily::Direct ? content.keyBytes : algorithm.keyBytes;
    if (parts.secret.size() != wanted)
        return untrusted(u"key.wrong_size",
                         QStringLiteral("%1 needs a key of exactly %2 bytes")
                             .arg(algorithm.family == JoseFamily::Direct ? content.name : algorithm.name)
                             .arg(wanted));
    return {};
}

} // namespace

Result<void> Key::checkFor(const JwsAlgorithm& algorithm, bool signing) const
{
    const KeyParts& parts = m_data->parts;
    if (auto kind = checkKind(parts, algorithm); !kind)
        return kind;
    if (!parts.labels.alg.isEmpty() && parts.labels.alg != algorithm.name)
        return untrusted(u"key.wrong_alg",
                         QStringLiteral("the key is for another algorithm than %1").arg(algorithm.name));
    const auto purpose = signing ? checkPurpose(parts.labels, u"sig", {u"sign"})
                                 : checkPurpose(parts.labels, u"sig", {u"verify"});
    if (!purpose)
        return purpose;
    if (parts.secret.size() < algorithm.minSecretBytes)
        return untrusted(u"key.weak", QStringLiteral("%1 needs a secret of at least %2 bytes")
                                          .arg(algorithm.name)
                                          .arg(algorithm.minSecretBytes));
    if (signing && !parts.isPrivate)
        return untrusted(u"key.no_private_part", QStringLiteral("a public key cannot sign"));
    return {};
}

Result<void> Key::checkFor(const JweKeyManagement& algorithm, const JweContentEncryption& content,
                           bool decrypting) const
{
    const KeyParts& parts = m_data->parts;
    if (algorithm.standing == Standing::Refused)
        return untrusted(u"jwe.algorithm_refused",
                         QStringLiteral("%1 is known to be broken").arg(algorithm.name));
    if (auto kind = checkKind(parts, algorithm); !kind)
        return kind;
    if (!isLabelledFor(parts.labels, algorithm, content))
        return untrusted(u"key.wrong_alg",
                         QStringLiteral("the key is for another algorithm than %1").arg(algorithm.name));
    if (auto purpose = checkPurpose(parts.labels, algorithm, decrypting); !purpose)
        return purpose;
    if (auto size = checkSharedSize(parts, algorithm, content); !size)
        return size;
    if (decrypting && !parts.isPrivate)
        return untrusted(u"key.no_private_part", QStringLiteral("a public key cannot decrypt"));
    return {};
}

} // namespace tessera
