// tessera id-token: the last ID token that passed every check, for programs that want to know who you are.
#include "app/cli/commands/commands.h"

#include "app/cli/token_source.h"

namespace tessera::cli {
namespace {

QCoro::Task<int> run(ContextPtr context)
{
    const auto wish = wishFromOptions(*context, WishKind::Id);
    if (!wish)
        co_return fail(context->terminal, wish.error());
    const auto handed = co_await handToken(context, *wish);
    if (!handed)
        co_return fail(context->terminal, handed.error());
    const QString token = handed->token.revealString();
    if (!context->terminal.json()) {
        context->terminal.print(token);
        co_return kDone;
    }
    QJsonObject object{{QStringLiteral("account"), handed->accountId},
                       {QStringLiteral("issuer"), handed->issuer},
                       {QStringLiteral("subject"), handed->subject},
                       {QStringLiteral("id_token"), token}};
    if (handed->expiresAt)
        object.insert(QStringLiteral("expires_at"), toDateTime(*handed->expiresAt).toString(Qt::ISODate));
    context->terminal.printJson(object);
    co_return kDone;
}

} // namespace

Command idTokenCommand()
{
    Command command;
    command.name = QStringLiteral("id-token");
    command.usage = QStringLiteral("ACCOUNT [--min-valid S] [OPTIONS]");
    command.summary = QStringLiteral("Prints an ID token, renewed first if it is about to end.");
    command.details =
        QStringLiteral("It is for the client named in it (\"aud\"), not for an API. It comes from "
                       "the agent where one runs.");
    command.options = wishOptions();
    command.examples = {QStringLiteral("tessera id-token work | tessera inspect"),
                        QStringLiteral("tessera id-token work --issuer https://id.example.com")};
    command.leastArguments = command.mostArguments = 1;
    command.run = run;
    return command;
}

} // namespace tessera::cli
