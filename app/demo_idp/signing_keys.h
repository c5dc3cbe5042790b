// The provider's signing keys: one RSA, one P-256, made at start and gone with the process (A332).
#pragma once

#include "core/jose/jwk_set.h"

#include <QJsonObject>

namespace tessera::demo {

class SigningKeys
{
public:
    SigningKeys();

    static QStringList algorithms();
    /// The key set as served: public members, kid, alg and use.
    QJsonObject jwks() const;
    /// A compact JWS over the claims. `alg` is one of algorithms().
    Result<QByteArray> sign(const QJsonObject& claims, const QString& alg, const QString& typ) const;
    /// Was this token signed here? Answers its claims whatever their age (id_token_hint may be old).
    Result<QJsonObject> verify(QByteArrayView token) const;

private:
    Key m_rsa;
    Key m_ec;
};

} // namespace tessera::demo
