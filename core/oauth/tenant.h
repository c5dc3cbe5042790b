// Tenants of a shared issuer address (Entra's common and organizations).
#pragma once

#include <QString>

namespace tessera {

/// A GUID in small letters: what may stand for "{tenantid}" in ServerTraits::issuerTemplate.
bool isTenantId(QStringView text);
/// Is that the issuer of a tenant by this template ("https://login.microsoftonline.com/{tenantid}/v2.0")?
bool isTenantIssuer(QStringView issuer, const QString& issuerTemplate);

} // namespace tessera
