#include "app/cli/commands/sign_in_protocol.h"

#include "app/cli/commands/key_file.h"
#include "core/jose/key_output.h"

namespace tessera::cli {
namespace {

/// As a JWK, whatever the file was: that is how a grant keeps it.
Result<SecretString> clientKeyFrom(const QString& path)
{
    const auto set = readKeyFile(path);
    if (!set)
        return failure(set.error());
    if (set->keys().size() != 1)
        return failure(ErrorKind::Configuration, u"usage.client_key",
                       QStringLiteral("%1 keys in the file, one is needed").arg(set->keys().size()), path);
    const Key& key = set->keys().first();
    if (!key.isPrivate() || key.type() == KeyType::Oct)
        return failure(ErrorKind::Configuration, u"usage.client_key",
                       QStringLiteral("the file holds no private key"), path);
    return privateJwk(key);
}

} // namespace

QList<QCommandLineOption> protocolOptions()
{
    return {
        {QStringLiteral("client-key-file"),
         QStringLiteral("The client's private key (JWK or PEM) in F: signs what proves the client instead of "
                        "a secret, and opens what is encrypted for it."),
         QStringLiteral("F")},
    };
}

Result<void> applyProtocolOptions(const Context& context, ClientRegistration& registration)
{
    if (context.isSet("client-key-file")) {
        const auto key = clientKeyFrom(context.value("client-key-file"));
        if (!key)
            return failure(key.error());
        registration.clientKey = *key;
    }
    return {};
}

} // namespace tessera::cli
