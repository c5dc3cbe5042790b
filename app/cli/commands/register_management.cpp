#include "app/cli/commands/register_management.h"

#include "app/cli/commands/register_parts.h"
#include "core/session/registration_store.h"

#include <QFile>

#include <algorithm>

namespace tessera::cli {
namespace {

constexpr const char* kActs[] = {"show", "update", "delete"};

/// The one act that was asked for and its client id. Everything wrong is told before anybody is asked.
Result<std::pair<QByteArray, QString>> actOf(const Context& context)
{
    const auto isSet = [&context](const char* act) { return context.isSet(act); };
    if (std::count_if(std::begin(kActs), std::end(kActs), isSet) != 1)
        return failure(ErrorKind::Configuration, u"usage.one_of",
                       QStringLiteral("--show, --update and --delete go one at a time"));
    const char* act = *std::find_if(std::begin(kActs), std::end(kActs), isSet);
    if (auto issuer = checkIssuer(context.value("issuer")); !issuer)
        return failure(issuer.error());
    if (QFile::exists(context.value("credentials-file")))
        return failure(ErrorKind::Configuration, u"file.exists", context.value("credentials-file"));
    return std::pair(QByteArray(act), context.value(act));
}

bool isSameKey(const RegisteredClient& a, const RegisteredClient& b)
{
    return a.registrationAccessToken == b.registrationAccessToken && a.clientSecret == b.clientSecret &&
           a.registrationClientUri == b.registrationClientUri;
}

/// The server may have given a new token or secret with any answer (RFC 7592 section 3).
QCoro::Task<Result<void>> keep(std::shared_ptr<SecretStore> secrets, RegisteredClient before,
                               RegisteredClient now, std::stop_token stop)
{
    if (isSameKey(before, now))
        co_return Result<void>();
    co_return co_await saveRegistration(secrets, now, stop);
}

QCoro::Task<int> forget(ContextPtr context, RegisteredClient client)
{
    const Environment environment = context->environment();
    const auto gone = co_await deleteRegistration(environment.http, client, context->stop);
    if (!gone)
        co_return fail(context->terminal, gone.error());
    const auto forgotten =
        co_await forgetRegistration(environment.secrets, client.issuer, client.clientId, context->stop);
    if (!forgotten)
        co_return fail(context->terminal, forgotten.error());
    if (context->terminal.json())
        context->terminal.printJson({{QStringLiteral("issuer"), client.issuer},
                                     {QStringLiteral("client_id"), client.clientId},
                                     {QStringLiteral("deleted"), true}});
    else
        context->terminal.print(QStringLiteral("The client is deleted at the provider."));
    co_return kDone;
}

/// Reads what is registered; for an update also writes it back with what the options change.
QCoro::Task<Result<RegisteredClient>> ask(ContextPtr context, RegisteredClient known, bool update)
{
    const Environment environment = context->environment();
    auto client = co_await readRegistration(environment.http, known, context->stop);
    if (!client)
        co_return failure(client.error());
    if (const auto kept = co_await keep(environment.secrets, known, *client, context->stop); !kept)
        co_return failure(kept.error());
    client->remarks.clear(); // nothing was asked for yet
    if (!update)
        co_return client;
    const ClientMetadata asked = askedFor(*context, client->metadata);
    auto changed = co_await updateRegistration(environment.http, *client, asked, context->stop);
    if (!changed)
        co_return failure(changed.error());
    if (const auto kept = co_await keep(environment.secrets, *client, *changed, context->stop); !kept)
        co_return failure(kept.error());
    co_return changed;
}

} // namespace

bool isManagement(const Context& context)
{
    return std::any_of(std::begin(kActs), std::end(kActs),
                       [&context](const char* act) { return context.isSet(act); });
}

QCoro::Task<int> manageRegistration(ContextPtr context)
{
    const auto act = actOf(*context);
    if (!act)
        co_return fail(context->terminal, act.error());
    const auto known = co_await loadRegistration(context->environment().secrets, context->value("issuer"),
                                                 act->second, context->stop);
    if (!known)
        co_return fail(context->terminal, known.error());
    if (act->first == "delete")
        co_return co_await forget(context, *known);
    const auto client = co_await ask(context, *known, act->first == "update");
    if (!client)
        co_return fail(context->terminal, client.error());
    if (context->isSet("credentials-file")) {
        const auto written =
            writePrivateFile(context->value("credentials-file"), credentials(*client).reveal());
        if (!written)
            co_return fail(context->terminal, written.error());
    }
    printRegistered(*context, *client);
    co_return kDone;
}

} // namespace tessera::cli
