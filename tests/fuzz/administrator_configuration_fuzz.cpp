// The administrator's configuration: whatever the bytes, nothing in it reaches past this computer without
// encryption, and no authority counts for everybody.
#include "core/providers/administrator_configuration.h"

#include "core/net/secure_access_manager.h"

#include <cstddef>
#include <cstdint>

using namespace tessera;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const QByteArrayView bytes(reinterpret_cast<const char*>(data), static_cast<qsizetype>(size));
    const auto configuration = parseAdministratorConfiguration(bytes);
    if (!configuration)
        return 0;
    for (const AuthorityFile& file : configuration->authorityFiles)
        if (file.hosts.isEmpty() || !file.path.startsWith(u'/'))
            __builtin_trap();
    for (const QString& issuer : configuration->allowedIssuers)
        if (!configuration->allowsIssuer(
                QString(issuer).replace(QStringLiteral("/*"), QStringLiteral("/a"))) &&
            !configuration->isSwitchedOff(feature::kInsecureLoopbackIssuers) && !issuer.contains(u'.') &&
            !issuer.contains(u'%'))
            __builtin_trap();
    const auto catalogue = catalogueWith(*configuration);
    if (!catalogue)
        return 0;
    for (const Provider& provider : catalogue->providers())
        if (!provider.issuer.isEmpty() && !checkAddress(QUrl(provider.issuer)))
            __builtin_trap();
    return 0;
}
