#include "core/oauth/encrypted_token.h"

#include "core/oauth/client_assertion.h"

#include <QCryptographicHash>

namespace tessera {
namespace {

/// OIDC Core section 10.2: the left part of a hash of the secret's bytes, as long as the algorithm wants.
Key keyFromSecret(const SecretString& secret, qsizetype bytes)
{
    using Hash = QCryptographicHash;
    constexpr qsizetype sha256 = 32;
    constexpr qsizetype sha384 = 48;
    const auto algorithm = bytes <= sha256 ? Hash::Sha256 : bytes <= sha384 ? Hash::Sha384 : Hash::Sha512;
    Hash hash(algorithm);
    hash.addData(secret.reveal());
    return Key::fromSecret(SecretString(hash.result().first(bytes)));
}

Result<Key> decryptionKey(const ClientRegistration& registration, const JweKeyManagement& alg,
                          const JweContentEncryption& enc)
{
    if (alg.asymmetric())
        return clientKeyOf(registration);
    if (registration.clientSecret.isEmpty())
        return failure(ErrorKind::Configuration, u"client.secret_missing", alg.name.toString(),
                       registration.issuer);
    return keyFromSecret(registration.clientSecret,
                         alg.family == JoseFamily::Direct ? enc.keyBytes : alg.keyBytes);
}

} // namespace

Result<std::optional<TokenDecryption>> tokenDecryption(const ClientRegistration& registration,
                                                       const QString& alg, const QString& enc)
{
    if (alg.isEmpty())
        return std::optional<TokenDecryption>();
    const QString content = enc.isEmpty() ? QStringLiteral("A128CBC-HS256") : enc;
    const JweKeyManagement* management = findJweKeyManagement(alg);
    const JweContentEncryption* encryption = findJweContentEncryption(content);
    if (!management || !encryption || management->standing == Standing::Refused ||
        management->family == JoseFamily::Pbes2)
        return failure(ErrorKind::Configuration, u"client.encryption",
                       QStringLiteral("%1 with %2").arg(alg.left(64), content.left(64)), registration.issuer);
    const auto key = decryptionKey(registration, *management, *encryption);
    if (!key)
        return failure(key.error());
    return std::optional<TokenDecryption>({alg, content, *key});
}

Result<Decrypted> openToken(QByteArrayView text, const TokenDecryption& decryption, QStringView notEncrypted)
{
    constexpr qsizetype dotsOfAnEncryptedToken = 4;
    if (std::count(text.begin(), text.end(), '.') != dotsOfAnEncryptedToken)
        return failure(ErrorKind::Untrusted, notEncrypted,
                       QStringLiteral("%1 is registered").arg(decryption.alg));
    const auto jwe = parseCompactJwe(text);
    if (!jwe)
        return failure(jwe.error());
    return decryptJwe(*jwe, decryption.key,
                      {.algorithms = {decryption.alg}, .encryptions = {decryption.enc}});
}

} // namespace tessera
