#include "app/demo_idp/signing_keys.h"

#include "core/jose/jwt.h"

#include <QJsonArray>
#include <QJsonDocument>

namespace tessera::demo {
namespace {

Key named(const Key& key, const QString& alg)
{
    return key.withKid(key.thumbprint().left(12)).withAlg(alg);
}

} // namespace

SigningKeys::SigningKeys()
    : m_rsa(named(Key::generateRsa(), QStringLiteral("RS256"))),
      m_ec(named(Key::generateEc(u"P-256"), QStringLiteral("ES256")))
{
}

QStringList SigningKeys::algorithms()
{
    return {QStringLiteral("RS256"), QStringLiteral("ES256")};
}

QJsonObject SigningKeys::jwks() const
{
    QJsonArray keys;
    for (const Key& key : {m_rsa, m_ec}) {
        QJsonObject jwk = key.publicJwk();
        jwk.insert(u"use", QStringLiteral("sig"));
        keys.append(jwk);
    }
    return {{QStringLiteral("keys"), keys}};
}

Result<QByteArray> SigningKeys::sign(const QJsonObject& claims, const QString& alg, const QString& typ) const
{
    const Key& key = alg == m_ec.alg() ? m_ec : m_rsa;
    const QByteArray payload = QJsonDocument(claims).toJson(QJsonDocument::Compact);
    return signCompact(payload, key, alg, {{QStringLiteral("typ"), typ}});
}

Result<QJsonObject> SigningKeys::verify(QByteArrayView token) const
{
    const Result<UnverifiedJwt> jwt = decodeJwt(token);
    if (!jwt)
        return failure(jwt.error());
    if (const Result<Key> key = verifyJws(jwt->jws, JwkSet({m_rsa, m_ec})); !key)
        return failure(key.error());
    return jwt->claims;
}

} // namespace tessera::demo
