#include "core/oauth/client_assertion.h"

#include "core/base/random.h"
#include "core/base/strict_json.h"
#include "core/jose/jws.h"

#include <QJsonDocument>

#include <algorithm>

namespace tessera {
namespace {

using Method = ClientAuthenticationMethod;

constexpr Seconds kAssertionLife{60};

auto unusable(QStringView code, const QString& detail, const QString& issuer)
{
    return failure(ErrorKind::Configuration, code, detail, issuer);
}

QStringList algorithmsOf(const Key& key)
{
    if (!key.alg().isEmpty())
        return {key.alg()};
    QStringList names;
    for (const JwsAlgorithm& algorithm : jwsAlgorithms())
        if (algorithm.asymmetric() && algorithm.standing <= Standing::Acceptable &&
            key.checkFor(algorithm, true))
            names += algorithm.name.toString();
    return names;
}

QStringList algorithmsOf(const ClientRegistration& registration)
{
    QStringList names;
    for (const QStringView name : {u"HS256", u"HS384", u"HS512"})
        if (registration.clientSecret.size() >= findJwsAlgorithm(name)->minSecretBytes)
            names += name.toString();
    return names;
}

/// OIDC Core section 9 and Discovery section 3: every server that says nothing should know RS256.
QString firstShared(const QStringList& ours, const QStringList& listed)
{
    const QString rs256 = QStringLiteral("RS256");
    if (listed.isEmpty())
        return ours.contains(rs256) ? rs256 : ours.value(0);
    const auto shared =
        std::find_if(ours.begin(), ours.end(), [&](const QString& name) { return listed.contains(name); });
    return shared == ours.end() ? QString() : *shared;
}

Result<QStringList> ourAlgorithms(const ClientRegistration& registration, Method method)
{
    if (method == Method::PrivateKeyJwt)
        return clientKeyOf(registration).map([](const Key& key) { return algorithmsOf(key); });
    const QStringList names = algorithmsOf(registration);
    if (names.isEmpty())
        return unusable(u"client.secret_weak",
                        QStringLiteral("%1 bytes, at least %2 are needed to sign")
                            .arg(registration.clientSecret.size())
                            .arg(findJwsAlgorithm(u"HS256")->minSecretBytes),
                        registration.issuer);
    return names;
}

QByteArray claimsOf(const ClientRegistration& registration, const QString& issuer, TimePoint now)
{
    const QJsonObject claims{
        {QStringLiteral("iss"), registration.clientId},
        {QStringLiteral("sub"), registration.clientId},
        {QStringLiteral("aud"), issuer},
        {QStringLiteral("jti"), QString::fromLatin1(randomToken())},
        {QStringLiteral("iat"), toUnixSeconds(now)},
        {QStringLiteral("exp"), toUnixSeconds(now + kAssertionLife)},
    };
    return QJsonDocument(claims).toJson(QJsonDocument::Compact);
}

Result<Key> signingKey(const ClientRegistration& registration, Method method)
{
    if (method == Method::PrivateKeyJwt)
        return clientKeyOf(registration);
    return Key::fromSecret(registration.clientSecret);
}

} // namespace

Result<Key> clientKeyOf(const ClientRegistration& registration)
{
    if (registration.clientKey.isEmpty())
        return unusable(u"client.key_missing", {}, registration.issuer);
    const auto json = parseJsonObject(registration.clientKey.reveal());
    if (!json)
        return unusable(u"client.key", json.error().code,
                        registration.issuer); // its detail may quote the key
    auto key = Key::fromJwk(*json);
    if (!key)
        return unusable(u"client.key", key.error().code, registration.issuer);
    if (!key->isPrivate() || key->type() == KeyType::Oct)
        return unusable(u"client.key", QStringLiteral("key.no_private_part"), registration.issuer);
    return key;
}

Result<QString> clientAssertionAlgorithm(const ClientRegistration& registration, Method method,
                                         const AuthorizationServerMetadata& metadata)
{
    const auto ours = ourAlgorithms(registration, method);
    if (!ours)
        return failure(ours.error());
    const QStringList& listed = metadata.tokenEndpointAuthSigningAlgValuesSupported;
    const QString name = firstShared(*ours, listed);
    if (name.isEmpty())
        return unusable(u"client.no_common_algorithm", listed.join(QStringLiteral(", ")).left(200),
                        metadata.issuer);
    return name;
}

Result<SecretString> makeClientAssertion(const ClientRegistration& registration, Method method,
                                         const AuthorizationServerMetadata& metadata, TimePoint now)
{
    const auto algorithm = clientAssertionAlgorithm(registration, method, metadata);
    if (!algorithm)
        return failure(algorithm.error());
    const auto key = signingKey(registration, method);
    if (!key)
        return failure(key.error());
    auto assertion = signCompact(claimsOf(registration, metadata.issuer, now), *key, *algorithm,
                                 {{QStringLiteral("typ"), QStringLiteral("JWT")}});
    if (!assertion)
        return unusable(u"client.key", assertion.error().code, metadata.issuer);
    return SecretString(std::move(*assertion));
}

} // namespace tessera
