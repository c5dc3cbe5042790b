#include "app/cli/commands/inspect_keys.h"

#include "app/cli/commands/key_file.h"
#include "core/net/secure_access_manager.h"
#include "core/oidc/discovery.h"
#include "core/session/server_lookup.h"

namespace tessera::cli {
namespace {

constexpr const char* kSources[] = {"jwks", "key", "secret-file", "issuer"};

bool isAddress(const QString& text)
{
    return text.startsWith(QLatin1String("https://")) || text.startsWith(QLatin1String("http://"));
}

Result<InspectionKeys> fromFile(const QString& path)
{
    auto set = readKeyFile(path);
    if (!set)
        return failure(set.error());
    return InspectionKeys{*std::move(set), {}, path};
}

Result<InspectionKeys> fromSecretFile(const QString& path)
{
    auto secret = readSecretFile(path);
    if (!secret)
        return failure(secret.error());
    return InspectionKeys{{}, *std::move(secret), path};
}

QCoro::Task<Result<InspectionKeys>> fromAddress(Environment environment, QUrl address, QString source,
                                                std::stop_token stop)
{
    const auto set = co_await RemoteJwkSets::keys(environment.jwkSets, address, stop);
    if (!set)
        co_return failure(set.error());
    co_return InspectionKeys{*set, {}, source};
}

QCoro::Task<Result<InspectionKeys>> fromIssuer(Environment environment, QString issuer, std::stop_token stop)
{
    if (const auto may = mayAsk(environment, issuer); !may)
        co_return failure(may.error());
    const auto metadata = co_await discover(environment.http, issuer, stop);
    if (!metadata)
        co_return failure(metadata.error());
    if (metadata->jwksUri.isEmpty())
        co_return failure(ErrorKind::Malformed, u"metadata.missing", QStringLiteral("jwks_uri"), issuer);
    co_return co_await fromAddress(environment, metadata->jwksUri, issuer, stop);
}

} // namespace

Result<void> checkKeyOptions(const Context& context)
{
    QStringList given;
    for (const char* source : kSources)
        if (context.isSet(source))
            given.append(QStringLiteral("--%1").arg(QLatin1String(source)));
    // An issuer may stand beside a key file: then it is only what iss must be.
    if (given.size() > 1)
        given.removeOne(QStringLiteral("--issuer"));
    if (given.size() > 1)
        return failure(ErrorKind::Configuration, u"usage.key_sources", given.join(QStringLiteral(", ")));
    if (context.arguments.value(0, QStringLiteral("-")) == QLatin1String("-") &&
        (context.value("secret-file") == QLatin1String("-") || context.value("key") == QLatin1String("-") ||
         context.value("jwks") == QLatin1String("-")))
        return failure(ErrorKind::Configuration, u"usage.stdin_twice");
    return {};
}

QCoro::Task<Result<InspectionKeys>> keysFromOptions(ContextPtr context)
{
    if (context->isSet("secret-file"))
        co_return fromSecretFile(context->value("secret-file"));
    if (context->isSet("key"))
        co_return fromFile(context->value("key"));
    const QString jwks = context->value("jwks");
    if (isAddress(jwks))
        co_return co_await fromAddress(context->environment(), QUrl(jwks, QUrl::StrictMode), jwks,
                                       context->stop);
    if (!jwks.isEmpty())
        co_return fromFile(jwks);
    if (context->isSet("issuer"))
        co_return co_await fromIssuer(context->environment(), context->value("issuer"), context->stop);
    co_return InspectionKeys();
}

} // namespace tessera::cli
