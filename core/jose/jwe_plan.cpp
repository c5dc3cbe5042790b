#include "core/jose/jwe_plan.h"

#include "core/jose/jwe_content_encryption.h"

namespace tessera {
namespace {

Result<void> checkAllowed(const JwePlan& plan, const JweRules& rules)
{
    if (plan.algorithm->family == JoseFamily::Pbes2 && !rules.allowPasswords)
        return failure(ErrorKind::Untrusted, u"jwe.password_not_allowed",
                       QStringLiteral("encryption with a password is not read here"));
    const auto isListed = [](const QStringList& list, QStringView name) {
        return list.isEmpty() || list.contains(name);
    };
    if (!isListed(rules.algorithms, plan.algorithm->name) ||
        !isListed(rules.encryptions, plan.encryption->name))
        return failure(ErrorKind::Untrusted, u"jwe.not_allowed",
                       QStringLiteral("%1 with %2 is not expected here")
                           .arg(plan.algorithm->name, plan.encryption->name));
    return {};
}

/// RFC 7516 section 5.2, steps 10 and 11 (A164).
Result<void> checkEncryptedKey(const JwePlan& plan, const JweRecipient& recipient)
{
    const bool isEmpty = recipient.encryptedKey.isEmpty();
    if (isEmpty == carriesNoKey(*plan.algorithm))
        return {};
    return failure(ErrorKind::Malformed, u"jwe.encrypted_key",
                   isEmpty ? QStringLiteral("%1 needs an encrypted key").arg(plan.algorithm->name)
                           : QStringLiteral("%1 has no encrypted key").arg(plan.algorithm->name));
}

} // namespace

Result<JwePlan> planFor(QStringView alg, QStringView enc, ErrorKind kind)
{
    const JwePlan plan{findJweKeyManagement(alg), findJweContentEncryption(enc)};
    if (!plan.algorithm)
        return failure(kind, u"jwe.algorithm_unknown",
                       QStringLiteral("alg is none of the algorithms we know"));
    if (plan.algorithm->standing == Standing::Refused) // A166: before any key is touched
        return failure(kind, u"jwe.rsa1_5",
                       QStringLiteral("%1 is not used: its padding gives the content away").arg(alg));
    if (!plan.encryption)
        return failure(kind, u"jwe.encryption_unknown",
                       QStringLiteral("enc is none of the encryptions we know"));
    return plan;
}

Result<JwePlan> planFor(const JweRecipient& recipient, const JweRules& rules)
{
    const auto plan = planFor(recipient.header.alg, recipient.header.enc, ErrorKind::Untrusted);
    if (!plan)
        return plan;
    if (auto allowed = checkAllowed(*plan, rules); !allowed)
        return failure(allowed.error());
    if (auto checked = checkEncryptedKey(*plan, recipient); !checked)
        return failure(checked.error());
    return plan;
}

Result<void> checkKey(const JwePlan& plan, const Key& key, bool encrypting)
{
    if (auto usable = key.checkFor(*plan.algorithm, *plan.encryption, !encrypting); !usable)
        return usable;
    if (key.type() == KeyType::Oct && isAllZero(key.secret())) // A169
        return failure(ErrorKind::Untrusted, u"key.weak", QStringLiteral("a key of nothing but zeros"));
    return {};
}

Result<void> checkJwe(const JweRecipient& recipient, const JweRules& rules)
{
    const auto plan = planFor(recipient, rules);
    return plan ? Result<void>() : failure(plan.error());
}

} // namespace tessera
