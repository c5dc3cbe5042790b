// tessera exec: a command that finds a fresh token in its environment and nowhere else.
#include "app/cli/commands/commands.h"

#include "app/cli/commands/exec_program.h"
#include "app/cli/tool_token.h"

#include <QRegularExpression>

namespace tessera::cli {
namespace {

const char* const kUsualName = "TESSERA_ACCESS_TOKEN";

Result<QByteArray> variableName(const Context& context)
{
    static const QRegularExpression grammar(QStringLiteral("\\A[A-Za-z_][A-Za-z0-9_]{0,63}\\z"));
    const QString name = context.isSet("env") ? context.value("env") : QString::fromLatin1(kUsualName);
    // These would change what is started, not tell it anything.
    const bool steers = name == QLatin1String("PATH") || name.startsWith(QLatin1String("LD_")) ||
                        name.startsWith(QLatin1String("DYLD_"));
    if (!grammar.match(name).hasMatch() || steers)
        return failure(ErrorKind::Configuration, u"usage.env", name);
    return name.toLatin1();
}

QCoro::Task<int> run(ContextPtr context)
{
    const auto name = variableName(*context);
    if (!name)
        co_return fail(context->terminal, name.error());
    const WishKind kind = context->isSet("id-token") ? WishKind::Id : WishKind::Access;
    const auto wish = wishFromOptions(*context, kind);
    if (!wish)
        co_return fail(context->terminal, wish.error());
    const QStringList command = context->arguments.mid(1);
    const auto handed = co_await handBearer(context, *wish, command.constFirst());
    if (!handed)
        co_return fail(context->terminal, handed.error());
    const auto status = runProgram(command, *name, handed->token);
    if (!status)
        co_return fail(context->terminal, status.error());
    co_return *status;
}

} // namespace

Command execCommand()
{
    Command command;
    command.name = QStringLiteral("exec");
    command.usage = QStringLiteral("ACCOUNT [--env NAME] [OPTIONS] -- COMMAND…");
    command.summary = QStringLiteral("Runs a command with a fresh token in its environment.");
    command.details = QStringLiteral("Tessera becomes the command: signals reach it, its exit status is the "
                                     "exit status, and it inherits only\n"
                                     "standard input, output and error. The token is in no argument and no "
                                     "file. It is not renewed while the\n"
                                     "command runs: what runs longer than the token lives asks \"tessera "
                                     "token\" itself, or gets --min-valid.");
    command.options = wishOptions();
    command.options +=
        {{QStringLiteral("env"), QStringLiteral("Name of the variable (TESSERA_ACCESS_TOKEN)."),
          QStringLiteral("NAME")},
         {QStringLiteral("id-token"), QStringLiteral("Give the ID token instead of the access token.")}};
    command.examples = {
        QStringLiteral("tessera exec work -- ./deploy.sh"),
        QStringLiteral("tessera exec github --env GH_TOKEN -- gh repo list"),
        QStringLiteral("tessera exec work --env VAULT_TOKEN --min-valid 1800 -- terraform apply")};
    command.leastArguments = 2;
    command.mostArguments = 100'000;
    command.run = run;
    return command;
}

} // namespace tessera::cli
