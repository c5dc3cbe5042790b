#include "core/providers/administrator_policy.h"

#include "core/oauth/tenant.h"

#include <algorithm>

namespace tessera {
namespace {

bool isInARow(const ProviderCatalogue& catalogue, const QString& issuer)
{
    const auto isOf = [&issuer](const Provider& row) {
        if (row.issuer.isEmpty())
            return false;
        return row.issuer == issuer ||
               isTenantIssuer(issuer, row.traitsFor({row.issuer, row.clientId}).issuerTemplate);
    };
    return std::any_of(catalogue.providers().begin(), catalogue.providers().end(), isOf);
}

} // namespace

Result<void> mayAskIssuer(const AdministratorConfiguration& administrator, const ProviderCatalogue& catalogue,
                          const QString& issuer)
{
    if (administrator.isSwitchedOff(feature::kTypedIssuers) && !isInARow(catalogue, issuer))
        return failure(ErrorKind::Configuration, u"administrator.issuer",
                       QStringLiteral("only listed providers are allowed"), issuer);
    return administrator.allowsIssuer(issuer);
}

Result<void> mayUse(const AdministratorConfiguration& administrator, QStringView feature)
{
    if (administrator.isSwitchedOff(feature))
        return failure(ErrorKind::Configuration, u"administrator.switched_off", feature.toString());
    return {};
}

} // namespace tessera
