// What the administrator of this computer lets people do. The one place that decides it: the core asks before
// anything is sent, the programs ask so that they can say it sooner and offer nothing that would be refused.
#pragma once

#include "core/providers/administrator_configuration.h"

namespace tessera {

/// May this issuer be asked anything at all? Judged by the issuer, never by the row it was reached through:
/// the row "openid" takes any address. An issuer is in a row when it is the row's own, or that of a tenant of
/// the row's shared address. Errors (Configuration): administrator.issuer (detail: why).
Result<void> mayAskIssuer(const AdministratorConfiguration& administrator, const ProviderCatalogue& catalogue,
                          const QString& issuer);

/// One of the names in `feature`. Error (Configuration): administrator.switched_off (detail: the name).
Result<void> mayUse(const AdministratorConfiguration& administrator, QStringView feature);

} // namespace tessera
