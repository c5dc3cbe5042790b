#include "core/jose/jwe_encrypt.h"

#include "core/base/base64url.h"
#include "core/jose/inflate.h"
#include "core/jose/jwe_content_encryption.h"
#include "core/jose/jwe_plan.h"

#include <QJsonDocument>

namespace tessera {
namespace {

// RFC 7516 section 5.1, compact serialisation only.

auto configuration(QStringView code, const QString& detail)
{
    return failure(ErrorKind::Configuration, code, detail);
}

/// Members that say how this token is encrypted, or ask for what we do not do.
Result<void> checkCallersHeader(const QJsonObject& header)
{
    static constexpr QStringView kOurs[] = {u"alg", u"enc", u"zip", u"crit", u"epk",
                                            u"iv",  u"tag", u"p2s", u"p2c"};
    for (const QStringView name : kOurs) {
        if (header.contains(name))
            return configuration(u"jwe.header", QStringLiteral("%1 is not the caller's to set").arg(name));
    }
    return {};
}

Result<JwePlan> planForEncryption(QByteArrayView plaintext, const Key& key, QStringView alg, QStringView enc,
                                  const QJsonObject& header)
{
    if (plaintext.size() > kMaxInspectedBytes)
        return configuration(u"jwe.too_large",
                             QStringLiteral("at most %1 bytes are encrypted").arg(kMaxInspectedBytes));
    if (auto checked = checkCallersHeader(header); !checked)
        return failure(checked.error());
    const auto plan = planFor(alg, enc, ErrorKind::Configuration);
    if (!plan)
        return plan;
    if (auto usable = checkKey(*plan, key, true); !usable)
        return failure(usable.error());
    return plan;
}

QJsonObject completeHeader(QJsonObject header, const JwePlan& plan, const Key& key,
                           const QJsonObject& wrapping)
{
    for (auto it = wrapping.begin(); it != wrapping.end(); ++it)
        header.insert(it.key(), it.value());
    header.insert(u"alg", plan.algorithm->name.toString());
    header.insert(u"enc", plan.encryption->name.toString());
    if (!key.kid().isEmpty())
        header.insert(u"kid", key.kid());
    return header;
}

QByteArray joined(const QByteArray& header, const QByteArray& encryptedKey, const QByteArray& iv,
                  const Sealed& sealed)
{
    return header + '.' + base64urlEncode(encryptedKey) + '.' + base64urlEncode(iv) + '.' +
           base64urlEncode(sealed.ciphertext) + '.' + base64urlEncode(sealed.tag);
}

} // namespace

Result<QByteArray> encryptWith(const JwePlan& plan, QByteArrayView plaintext, const Key& key,
                               QJsonObject header, const JweRandomness& randomness, JweZip zip)
{
    const auto wrapped = wrapCek(plan, header, key, randomness);
    if (!wrapped)
        return failure(wrapped.error());
    header = completeHeader(std::move(header), plan, key, wrapped->header);
    if (zip == JweZip::DeflateForTestTokensOnly)
        header.insert(u"zip", QStringLiteral("DEF"));
    const QByteArray part = base64urlEncode(QJsonDocument(header).toJson(QJsonDocument::Compact));
    const QByteArray iv = randomContentIv(*plan.encryption);
    QByteArray deflated = header.contains(u"zip") ? deflateRaw(plaintext) : QByteArray();
    const Sealed sealed = sealContent(*plan.encryption, wrapped->cek, iv, part,
                                      header.contains(u"zip") ? QByteArrayView(deflated) : plaintext);
    wipe(deflated);
    return joined(part, wrapped->encryptedKey, iv, sealed);
}

Result<QByteArray> encryptCompact(QByteArrayView plaintext, const Key& key, QStringView alg, QStringView enc,
                                  QJsonObject header, JweZip zip)
{
    const auto plan = planForEncryption(plaintext, key, alg, enc, header);
    if (!plan)
        return failure(plan.error());
    return encryptWith(*plan, plaintext, key, std::move(header), freshRandomness(*plan, key), zip);
}

Result<QByteArray> encryptCompact(QByteArrayView plaintext, const SecretString& password, QStringView alg,
                                  QStringView enc, QJsonObject header)
{
    const JweKeyManagement* algorithm = findJweKeyManagement(alg);
    if (algorithm && algorithm->family != JoseFamily::Pbes2)
        return configuration(u"key.wrong_type", QStringLiteral("%1 needs a key, not a password").arg(alg));
    return encryptCompact(plaintext, Key::fromSecret(password), alg, enc, std::move(header));
}

} // namespace tessera
