// What the provider says about itself: OpenID Connect Discovery section 3, RFC 8414 section 2.
#pragma once

#include <QJsonObject>
#include <QString>

namespace tessera::demo {

QJsonObject metadataDocument(const QString& issuer, const QString& idTokenAlg);

} // namespace tessera::demo
