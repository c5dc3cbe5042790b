#include "app/common/administrator.h"

#include "core/base/logging.h"
#include "core/providers/administrator_policy.h"

namespace tessera {

Result<void> Administration::allows(const QString& issuer) const
{
    return mayAskIssuer(configuration, catalogue, issuer);
}

Result<Administration> readAdministration(const AdministratorConfigurationFile& file)
{
    const auto configuration = file.read();
    if (!configuration)
        return failure(configuration.error());
    const auto catalogue = catalogueWith(*configuration);
    if (!catalogue)
        return failure(catalogue.error());
    return Administration{*configuration, *catalogue};
}

QString administratorText(const AdministratorConfiguration& configuration)
{
    QStringList providers;
    for (const auto& row : configuration.providerRows)
        providers.append(row.toObject().value(u"id").toString());
    QStringList authorities;
    for (const AuthorityFile& file : configuration.authorityFiles)
        authorities.append(file.hosts);
    QStringList parts;
    const auto add = [&parts](const QString& words, const QStringList& what) {
        if (!what.isEmpty())
            parts.append(words.arg(printable(what.join(QStringLiteral(", ")), 200)));
    };
    add(QStringLiteral("sets providers %1"), providers);
    add(QStringLiteral("sets client IDs of %1"), configuration.clientIds.keys());
    add(QStringLiteral("allows only %1"), configuration.allowedIssuers);
    add(QStringLiteral("trusts more authorities for %1"), authorities);
    add(QStringLiteral("switches off %1"), configuration.switchedOff);
    return parts.join(QStringLiteral("; "));
}

} // namespace tessera
