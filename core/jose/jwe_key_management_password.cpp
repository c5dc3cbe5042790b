#include "core/jose/jwe_key_management_password.h"

#include "core/base/base64url.h"
#include "core/base/json_members.h"
#include "core/jose/openssl_handles.h"

#include <cmath>

namespace tessera::jwe_password {
namespace {

auto malformed(const QString& detail)
{
    return failure(ErrorKind::Malformed, u"jwe.password_parameters", detail);
}

Result<QByteArray> saltOf(const QJsonObject& header)
{
    const auto text = requiredString(header, u"p2s", u"jwe.password_parameters");
    if (!text)
        return failure(text.error());
    if (text->size() > kMaxSaltBytes * 2)
        return malformed(QStringLiteral("p2s is longer than %1 bytes").arg(kMaxSaltBytes));
    auto salt = base64urlDecode(text->toLatin1());
    if (!salt)
        return malformed(QStringLiteral("p2s: %1").arg(salt.error().detail));
    if (salt->size() < kMinSaltBytes || salt->size() > kMaxSaltBytes)
        return malformed(
            QStringLiteral("p2s must have %1 to %2 bytes").arg(kMinSaltBytes).arg(kMaxSaltBytes));
    return salt;
}

} // namespace

Result<Parameters> parametersOf(const QJsonObject& header)
{
    const QJsonValue count = header.value(u"p2c");
    const double iterations = count.toDouble();
    if (!count.isDouble() || std::floor(iterations) != iterations || iterations < kMinIterations ||
        iterations > kMaxIterations)
        return malformed(
            QStringLiteral("p2c must be a number from %1 to %2").arg(kMinIterations).arg(kMaxIterations));
    auto salt = saltOf(header);
    if (!salt)
        return failure(salt.error());
    return Parameters{std::move(*salt), static_cast<int>(iterations)};
}

QJsonObject headerOf(const Parameters& parameters)
{
    return {{QStringLiteral("p2s"), QString::fromLatin1(base64urlEncode(parameters.salt))},
            {QStringLiteral("p2c"), parameters.iterations}};
}

SecretString wrappingKey(const JweKeyManagement& algorithm, const SecretString& password,
                         const Parameters& parameters)
{
    const ErrorQueueGuard guard;
    // RFC 7518 section 4.8.1.1: the name of the algorithm goes in, so that no two share a key.
    const QByteArray salt = algorithm.name.toLatin1() + '\0' + parameters.salt;
    const DigestHandle digest(EVP_MD_fetch(nullptr, algorithm.digest, nullptr));
    const QByteArrayView secret = password.reveal();
    QByteArray key(algorithm.keyBytes, '\0');
    if (!digest || PKCS5_PBKDF2_HMAC(secret.data(), static_cast<int>(secret.size()), octets(salt),
                                     static_cast<int>(salt.size()), parameters.iterations, digest.get(),
                                     static_cast<int>(key.size()), octets(key)) != 1)
        qFatal("OpenSSL could not derive a key from a password");
    return SecretString(std::move(key));
}

} // namespace tessera::jwe_password
