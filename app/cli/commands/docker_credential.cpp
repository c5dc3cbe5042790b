// tessera docker-credential, also called as docker-credential-tessera: docker's credential helper. What goes
// wrong is told on standard output, where docker looks for it.
#include "app/cli/commands/commands.h"

#include "app/cli/tool_token.h"
#include "core/base/logging.h"
#include "core/net/limits.h"
#include "core/tools/docker_credential.h"
#include "ui/text/error_text.h"

namespace tessera::cli {
namespace {

int tell(const Context& context, const Error& error)
{
    context.terminal.print(printable(errorText(error).sentence(), 1000));
    return exitStatusFor(error);
}

int notFound(const Context& context)
{
    context.terminal.print(QString::fromLatin1(kDockerNotFound));
    return kRefused;
}

QCoro::Task<int> get(ContextPtr context, QByteArray input)
{
    const auto place = parseDockerServer(input);
    if (!place)
        co_return tell(*context, place.error());
    const auto rules = toolRules(*context).read();
    if (!rules)
        co_return tell(*context, rules.error());
    const auto rule = ruleFor(*rules, QStringLiteral("docker"), *place);
    if (!rule)
        co_return notFound(*context);
    TokenWish wish;
    wish.account = rule->account;
    const auto handed = co_await handBearer(context, wish, QStringLiteral("docker"));
    if (!handed)
        co_return tell(*context, handed.error());
    const QString user = rule->username.isEmpty() ? QStringLiteral("oauth2") : rule->username;
    writeOut(dockerAnswer(input, user, handed->token).reveal());
    writeOut("\n");
    co_return kDone;
}

QCoro::Task<int> run(ContextPtr context)
{
    const QString action = context->arguments.value(0);
    if (isRuleAction(action))
        co_return co_await runRuleAction(context, QStringLiteral("docker"));
    if (action == QLatin1String("version")) {
        context->terminal.print(QStringLiteral("docker-credential-tessera " TESSERA_VERSION));
        co_return kDone;
    }
    if (action == QLatin1String("list")) {
        const auto rules = toolRules(*context).read();
        if (!rules)
            co_return tell(*context, rules.error());
        writeOut(dockerList(*rules) + '\n');
        co_return kDone;
    }
    const bool isStore = action == QLatin1String("store");
    if (!isStore && action != QLatin1String("get") && action != QLatin1String("erase"))
        co_return fail(
            context->terminal,
            Error{ErrorKind::Configuration, QStringLiteral("usage.tool_hosts"), printable(action), {}});
    auto input = readInput(QStringLiteral("-"), limits::kToolRequestBytes);
    if (!input)
        co_return tell(*context, input.error());
    if (action == QLatin1String("get"))
        co_return co_await get(context, *input);
    wipe(*input);
    // "docker login" is told that nothing was kept; "docker logout" has nothing to remove.
    if (isStore)
        co_return tell(*context, Error{ErrorKind::Denied, QStringLiteral("tool.not_stored"), {}, {}});
    co_return kDone;
}

} // namespace

Command dockerCredentialCommand()
{
    Command command;
    command.name = QStringLiteral("docker-credential");
    command.usage =
        QStringLiteral("get|store|erase|list | use ADDRESS ACCOUNT | forget ADDRESS | list-hosts");
    command.summary = QStringLiteral("Gives docker fresh tokens as a credential helper.");
    command.details = QStringLiteral(
        "Docker looks for a program docker-credential-NAME: make a link to tessera of the name\n"
        "docker-credential-tessera in your PATH and name it in ~/.docker/config.json:\n"
        "  {\"credHelpers\": {\"registry.example.com\": \"tessera\"}}\n"
        "Then say which account the registry is for. Nothing is stored: docker login is not needed.");
    command.options = {
        {QStringLiteral("username"), QStringLiteral("With use: the name beside the token (oauth2)."),
         QStringLiteral("NAME")},
        {QStringLiteral("no-agent"), QStringLiteral("Do not ask the agent, even if one runs.")}};
    command.examples = {
        QStringLiteral("tessera docker-credential use https://registry.example.com work"),
        QStringLiteral("ln -s \"$(command -v tessera)\" ~/.local/bin/docker-credential-tessera"),
        QStringLiteral("echo registry.example.com | docker-credential-tessera get")};
    command.leastArguments = 1;
    command.mostArguments = 3;
    command.run = run;
    return command;
}

} // namespace tessera::cli
