#include "core/providers/git_hosts.h"

#include "core/base/strict_json.h"
#include "core/providers/provider_catalogue.h"

#include <QJsonArray>

namespace tessera {
namespace {

QList<GitHost> readRows()
{
    QList<GitHost> hosts;
    const auto document = parseJsonObject(ProviderCatalogue::builtInText());
    if (!document)
        qFatal("the built-in providers cannot be read");
    const QJsonArray rows = document->value(u"providers").toArray();
    for (const QJsonValue& row : rows) {
        const QString username = row[u"git"][u"username"].toString();
        const QString issuer = row[u"issuer"].toString();
        if (!username.isEmpty() && !issuer.isEmpty())
            hosts.append({issuer, username});
    }
    return hosts;
}

} // namespace

const QList<GitHost>& gitHosts()
{
    static const QList<GitHost> hosts = readRows();
    return hosts;
}

} // namespace tessera
