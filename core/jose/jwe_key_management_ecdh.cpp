#include "core/jose/jwe_key_management_ecdh.h"

#include "core/base/base64url.h"
#include "core/base/json_members.h"
#include "core/jose/concat_kdf.h"
#include "core/jose/jwe_content_encryption.h"
#include "core/jose/openssl_handles.h"

namespace tessera::jwe_ecdh {
namespace {

constexpr qsizetype kMaxPartyCharacters = 684; // 512 bytes (A173)

/// RFC 7518 sections 4.6.1.2 and 4.6.1.3; absent is empty.
Result<QByteArray> partyInfo(const QJsonObject& header, QStringView name)
{
    const auto text = optionalString(header, name, u"jwe.party_info");
    if (!text)
        return failure(text.error());
    const QString encoded = text->value_or(QString());
    if (encoded.size() > kMaxPartyCharacters)
        return failure(ErrorKind::Malformed, u"jwe.party_info",
                       QStringLiteral("%1 is longer than %2 characters").arg(name).arg(kMaxPartyCharacters));
    auto bytes = base64urlDecode(encoded.toLatin1());
    if (!bytes)
        return failure(ErrorKind::Malformed, u"jwe.party_info",
                       QStringLiteral("%1: %2").arg(name, bytes.error().detail));
    return bytes;
}

auto badEphemeral(ErrorKind kind, const QString& detail)
{
    return failure(kind, u"jwe.epk", detail);
}

/// Key::fromJwk refuses what is not on its curve.
Result<Key> sentKey(const QJsonObject& header, const Key& ours)
{
    const QJsonValue epk = header.value(u"epk");
    if (!epk.isObject())
        return badEphemeral(ErrorKind::Malformed, QStringLiteral("epk is missing or not an object"));
    const QJsonObject jwk = epk.toObject();
    for (const QStringView hidden : {u"d", u"p", u"q", u"k"}) {
        if (jwk.contains(hidden))
            return badEphemeral(ErrorKind::Untrusted, QStringLiteral("epk holds a private part"));
    }
    QJsonObject members;
    for (const QString& name :
         {QStringLiteral("kty"), QStringLiteral("crv"), QStringLiteral("x"), QStringLiteral("y")}) {
        if (jwk.contains(name))
            members.insert(name, jwk.value(name));
    }
    const auto key = Key::fromJwk(members);
    if (!key)
        return badEphemeral(key.error().kind,
                            QStringLiteral("%1: %2").arg(key.error().code, key.error().detail));
    if (key->type() != ours.type() || key->curve() != ours.curve())
        return badEphemeral(ErrorKind::Untrusted,
                            QStringLiteral("epk is not on the curve %1").arg(ours.curve()));
    return key;
}

/// RFC 8037 section 3.2: a result of zeros is one that the other side has forced.
MaybeCek sharedSecret(const Key& ours, const Key& theirs)
{
    const ErrorQueueGuard guard;
    const PkeyContextHandle context(EVP_PKEY_CTX_new_from_pkey(nullptr, ours.handle(), nullptr));
    size_t length = 0;
    if (!context || EVP_PKEY_derive_init(context.get()) != 1 ||
        EVP_PKEY_derive_set_peer(context.get(), theirs.handle()) != 1 ||
        EVP_PKEY_derive(context.get(), nullptr, &length) != 1)
        return std::nullopt;
    QByteArray bytes(static_cast<qsizetype>(length), '\0');
    if (EVP_PKEY_derive(context.get(), octets(bytes), &length) != 1) {
        wipe(bytes);
        return std::nullopt;
    }
    bytes.truncate(static_cast<qsizetype>(length));
    SecretString secret(std::move(bytes));
    return isAllZero(secret) ? std::nullopt : MaybeCek(std::move(secret));
}

Result<MaybeCek> derivedKey(const JwePlan& plan, const QJsonObject& header, const Key& ours,
                            const Key& theirs)
{
    const auto partyU = partyInfo(header, u"apu");
    if (!partyU)
        return failure(partyU.error());
    const auto partyV = partyInfo(header, u"apv");
    if (!partyV)
        return failure(partyV.error());
    const auto secret = sharedSecret(ours, theirs);
    if (!secret)
        return MaybeCek();
    const bool isDirect = carriesNoKey(*plan.algorithm);
    const QByteArray name = (isDirect ? plan.encryption->name : plan.algorithm->name).toLatin1();
    const qsizetype bytes = isDirect ? plan.encryption->keyBytes : plan.algorithm->keyBytes;
    return MaybeCek(concatKdf(*secret, {name, *partyU, *partyV}, bytes));
}

} // namespace

Result<MaybeCek> agreedKey(const JwePlan& plan, const QJsonObject& header, const Key& key)
{
    const auto theirs = sentKey(header, key);
    if (!theirs)
        return failure(theirs.error());
    return derivedKey(plan, header, key, *theirs);
}

Result<MaybeCek> agreedKey(const JwePlan& plan, const QJsonObject& header, const Key& key,
                           const Key& ephemeral)
{
    return derivedKey(plan, header, ephemeral, key);
}

Key ephemeralKey(const Key& key)
{
    return key.type() == KeyType::Ec ? Key::generateEc(key.curve()) : Key::generateOkp(key.curve());
}

} // namespace tessera::jwe_ecdh
