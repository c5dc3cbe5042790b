#include "core/jose/jwe_attempts.h"

#include "core/jose/inflate.h"
#include "core/jose/jwe_content_encryption.h"
#include "core/jose/jwe_plan.h"

#include <algorithm>

namespace tessera {
namespace {

constexpr qsizetype kMaxTries = 8; // as A158

auto untrusted(QStringView code, const QString& detail)
{
    return failure(ErrorKind::Untrusted, code, detail);
}

struct Attempt
{
    const JweRecipient* recipient;
    JwePlan plan;
    Key key;
};

Result<QList<Attempt>> attemptsFor(const JweRecipient& recipient, const KeysFor& keysFor,
                                   const JweRules& rules)
{
    const auto plan = planFor(recipient, rules);
    if (!plan)
        return failure(plan.error());
    const auto keys = keysFor(*plan, recipient.header.kid);
    if (!keys)
        return failure(keys.error());
    QList<Attempt> attempts;
    for (const Key& key : *keys)
        attempts.append({&recipient, *plan, key});
    return attempts;
}

/// Whatever went wrong with the secret parts goes on with a key that opens nothing, so that it ends at the
/// same place with the same words (N120, RFC 7516 section 11.5).
SecretString cekOrRandom(const MaybeCek& cek, const JweContentEncryption& encryption)
{
    const bool isUsable = cek && cek->size() == encryption.keyBytes && !isAllZero(*cek);
    return isUsable ? *cek : randomCek(encryption);
}

/// RFC 7516 section 5.2.
Result<Decrypted> run(const Attempt& attempt, const JweContent& content)
{
    const auto& [recipient, plan, key] = attempt;
    const auto cek = unwrapCek(plan, *recipient, key);
    if (!cek)
        return failure(cek.error());
    auto plaintext = openContent(*plan.encryption, cekOrRandom(*cek, *plan.encryption), content);
    if (!plaintext)
        return untrusted(u"jwe.decryption", QStringLiteral("the token does not open"));
    if (recipient->header.isCompressed) {
        auto text = inflateRaw(plaintext->reveal());
        if (!text)
            return failure(text.error());
        plaintext = SecretString(std::move(*text));
    }
    return Decrypted{std::move(*plaintext), key.kid(), recipient->header};
}

JwkSet keysWithoutKid(const JwkSet& keys)
{
    QList<Key> nameless = keys.keys();
    erase_if(nameless, [](const Key& key) { return !key.kid().isEmpty(); });
    return JwkSet(nameless);
}

} // namespace

KeysFor thisKey(const Key& key)
{
    return [key](const JwePlan& plan, const QString&) -> Result<QList<Key>> {
        if (auto usable = checkKey(plan, key, false); !usable)
            return failure(usable.error());
        return QList<Key>{key};
    };
}

KeysFor thisPassword(const SecretString& password)
{
    return [key = Key::fromSecret(password)](const JwePlan& plan, const QString&) -> Result<QList<Key>> {
        if (plan.algorithm->family != JoseFamily::Pbes2)
            return untrusted(u"key.wrong_type",
                             QStringLiteral("%1 needs a key, not a password").arg(plan.algorithm->name));
        if (auto usable = checkKey(plan, key, false); !usable)
            return failure(usable.error());
        return QList<Key>{key};
    };
}

KeysFor fittingKeys(const JwkSet& keys)
{
    return [keys](const JwePlan& plan, const QString& kid) -> Result<QList<Key>> {
        auto found = keys.candidates(kid, *plan.algorithm, *plan.encryption, true);
        // Keys of a person's own files often have no kid.
        if (const JwkSet nameless = keysWithoutKid(keys);
            !found && found.error().code == u"jwks.unknown_kid" && !nameless.keys().isEmpty())
            found = nameless.candidates({}, *plan.algorithm, *plan.encryption, true);
        if (!found)
            return found;
        erase_if(*found, [&](const Key& key) { return !checkKey(plan, key, false); });
        return found->isEmpty()
                   ? untrusted(u"jwks.no_key", QStringLiteral("no key fits %1").arg(plan.algorithm->name))
                   : found;
    };
}

Result<Decrypted> decryptAny(const QList<JweRecipient>& recipients, const JweContent& content,
                             const KeysFor& keysFor, const JweRules& rules)
{
    QList<Attempt> attempts;
    std::optional<Error> reason;
    for (const JweRecipient& recipient : recipients) {
        const auto more = attemptsFor(recipient, keysFor, rules);
        if (more)
            attempts.append(*more);
        else if (!reason)
            reason = more.error();
    }
    if (!attempts.isEmpty())
        reason.reset();
    std::stable_partition(attempts.begin(), attempts.end(), [](const Attempt& attempt) {
        return !attempt.key.kid().isEmpty() && attempt.key.kid() == attempt.recipient->header.kid;
    });
    for (const Attempt& attempt : attempts.first(std::min(attempts.size(), kMaxTries))) {
        auto decrypted = run(attempt, content);
        if (decrypted)
            return decrypted;
        if (!reason)
            reason = decrypted.error();
    }
    return failure(*reason);
}

} // namespace tessera
