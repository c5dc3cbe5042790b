// The providers Tessera knows by name, read from resources/providers.json.
#pragma once

#include "core/base/result.h"
#include "core/providers/provider.h"

#include <functional>

namespace tessera {

class ProviderCatalogue
{
public:
    /// The rows built into the program.
    static const ProviderCatalogue& builtIn();
    /// Their text: resources/providers.json as it was built in.
    static QByteArray builtInText();
    /// Errors (Configuration): providers.member (detail: row and member), providers.duplicate, and Malformed
    /// json.* .
    static Result<ProviderCatalogue> parse(QByteArrayView json);

    /// False: there is no such provider.
    bool setClientId(QStringView id, const QString& clientId, ClientIdSource source);
    /// The client ids this program was built with (-DTESSERA_GOOGLE_CLIENT_ID=… for the row "google").
    void setBuildClientIds();

    /// Every sentence for people (not names and addresses) becomes what `words` makes of it.
    void translate(const std::function<QString(const QString&)>& words);

    const QList<Provider>& providers() const { return m_providers; }
    /// nullptr if unknown.
    const Provider* find(QStringView id) const;
    /// The row with this issuer, or nullptr.
    const Provider* findByIssuer(QStringView issuer) const;

private:
    QList<Provider> m_providers;
};

} // namespace tessera
