// The administrator's word, put together for every program: his configuration and the providers it leads to.
#pragma once

#include "core/providers/administrator_configuration.h"

namespace tessera {

struct Administration
{
    AdministratorConfiguration configuration;
    ProviderCatalogue catalogue; ///< built in, with his rows and client ids

    /// As mayAskIssuer.
    Result<void> allows(const QString& issuer) const;
};

/// Errors as AdministratorConfigurationFile::read and catalogueWith: nothing may be signed in to then.
Result<Administration>
readAdministration(const AdministratorConfigurationFile& file = AdministratorConfigurationFile());

/// "client ids of google; only https://id.acme.example/*; without device": for `tessera doctor`. Empty:
/// nothing.
QString administratorText(const AdministratorConfiguration& configuration);

} // namespace tessera
