#include "ui/text/host_text.h"

#include "core/base/logging.h"
#include "core/providers/provider_catalogue.h"

namespace tessera {
namespace {

constexpr qsizetype kLongestHost = 253; // RFC 1035
constexpr qsizetype kLongestName = 80;

} // namespace

QString hostText(const QUrl& address)
{
    QString host = address.host(QUrl::FullyEncoded);
    if (host.contains(u':')) // IPv6
        host = u'[' + host + u']';
    if (address.port() > 0)
        host += u':' + QString::number(address.port());
    return printable(host, kLongestHost);
}

QString hostText(const QString& address)
{
    return hostText(QUrl(address, QUrl::StrictMode));
}

QString providerText(const Account& account)
{
    const Provider* provider = ProviderCatalogue::builtIn().find(account.provider);
    // A row without an issuer of its own ("Keycloak") says nothing about who answers.
    return provider && !provider->issuer.isEmpty() ? provider->name : hostText(account.issuer);
}

QString accountName(const Account& account)
{
    for (const QString& name : {account.label, account.name, account.email, account.subject})
        if (!name.trimmed().isEmpty())
            return printable(name.trimmed(), kLongestName);
    return hostText(account.issuer);
}

} // namespace tessera
