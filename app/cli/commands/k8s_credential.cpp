// tessera k8s-credential: kubectl's exec plugin.
#include "app/cli/commands/commands.h"

#include "app/cli/tool_token.h"
#include "core/base/logging.h"
#include "core/tools/exec_credential.h"

namespace tessera::cli {
namespace {

/// Where the kubeconfig says which cluster the account is for, no other gets its token (A277).
Result<void> checkCluster(const Context& context, const ExecCredentialRequest& request)
{
    if (!context.isSet("server"))
        return {};
    const auto wanted = placeFromAddress(context.value("server"));
    if (!wanted)
        return failure(wanted.error());
    const auto asked = placeFromAddress(request.server);
    if (asked && *asked == *wanted)
        return {};
    return failure(ErrorKind::Denied, u"tool.cluster",
                   request.server.isEmpty() ? QStringLiteral("kubectl does not say which cluster it is for")
                                            : QStringLiteral("It is %1").arg(printable(request.server)));
}

QCoro::Task<int> run(ContextPtr context)
{
    const auto request = parseExecInfo(qgetenv("KUBERNETES_EXEC_INFO"));
    if (!request)
        co_return fail(context->terminal, request.error());
    if (const auto fits = checkCluster(*context, *request); !fits)
        co_return fail(context->terminal, fits.error());
    const WishKind kind = context->isSet("access-token") ? WishKind::Access : WishKind::Id;
    const auto wish = wishFromOptions(*context, kind);
    if (!wish)
        co_return fail(context->terminal, wish.error());
    const auto handed = co_await handBearer(context, *wish, QStringLiteral("kubectl"));
    if (!handed)
        co_return fail(context->terminal, handed.error());
    writeOut(execCredential(*request, handed->token, handed->expiresAt).reveal());
    writeOut("\n");
    co_return kDone;
}

} // namespace

Command k8sCredentialCommand()
{
    Command command;
    command.name = QStringLiteral("k8s-credential");
    command.usage = QStringLiteral("ACCOUNT [--access-token] [--server URL] [OPTIONS]");
    command.summary = QStringLiteral("Gives kubectl a fresh ID token as an exec plugin.");
    command.details = QStringLiteral(
        "Prints an ExecCredential of client.authentication.k8s.io, v1 or v1beta1 as KUBERNETES_EXEC_INFO "
        "asks, with\n"
        "the time until which kubectl may keep it. It never reads standard input: interactiveMode is Never.");
    command.options = wishOptions();
    command.options +=
        {{QStringLiteral("access-token"), QStringLiteral("Give the access token instead of the ID token.")},
         {QStringLiteral("server"),
          QStringLiteral("Only for the cluster at URL (the kubeconfig needs provideClusterInfo: true)."),
          QStringLiteral("URL")}};
    command.examples = {
        QStringLiteral("tessera k8s-credential work"),
        QStringLiteral(
            "kubectl config set-credentials work --exec-api-version=client.authentication.k8s.io/v1 \\"),
        QStringLiteral("    --exec-interactive-mode=Never --exec-command=tessera --exec-arg=k8s-credential "
                       "--exec-arg=work")};
    command.leastArguments = command.mostArguments = 1;
    command.run = run;
    return command;
}

} // namespace tessera::cli
