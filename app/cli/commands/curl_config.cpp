// tessera curl-config: the token for "curl -K -", which no list of processes shows.
#include "app/cli/commands/commands.h"

#include "app/cli/tool_token.h"
#include "core/tools/curl_config.h"

namespace tessera::cli {
namespace {

QCoro::Task<int> run(ContextPtr context)
{
    const auto wish = wishFromOptions(*context, WishKind::Access);
    if (!wish)
        co_return fail(context->terminal, wish.error());
    const auto handed = co_await handBearer(context, *wish, QStringLiteral("curl"));
    if (!handed)
        co_return fail(context->terminal, handed.error());
    const auto config = curlConfig(handed->tokenType, handed->token);
    if (!config)
        co_return fail(context->terminal, config.error());
    writeOut(config->reveal());
    co_return kDone;
}

} // namespace

Command curlConfigCommand()
{
    Command command;
    command.name = QStringLiteral("curl-config");
    command.usage = QStringLiteral("ACCOUNT [OPTIONS]");
    command.summary = QStringLiteral("Prints a fresh token as configuration for curl.");
    command.details = QStringLiteral("In an argument of curl every program on the computer could read it.");
    command.options = wishOptions();
    command.examples = {
        QStringLiteral("tessera curl-config work | curl -K - https://api.example.com/me"),
        QStringLiteral(
            "curl -K <(tessera curl-config work) --json @order.json https://api.example.com/orders")};
    command.leastArguments = command.mostArguments = 1;
    command.run = run;
    return command;
}

} // namespace tessera::cli
