// tessera agent: starts, asks and steers the agent.
#include "app/cli/commands/commands.h"

#include "app/cli/commands/agent_run.h"
#include "app/cli/commands/agent_text.h"
#include "app/cli/token_source.h"
#include "core/agent/approvals.h"
#include "core/base/logging.h"
#include "core/net/limits.h"

#include <QFileInfo>
#include <QStandardPaths>

namespace tessera::cli {
namespace {

constexpr int kLines = 20;

tl::unexpected<Error> usage(const QString& what)
{
    return failure(ErrorKind::Configuration, u"usage.agent", what);
}

Result<SecretString> passwordOption(const Context& context)
{
    if (!context.isSet("password-file"))
        return SecretString();
    return readSecretFile(context.value("password-file"));
}

/// "kubectl" as well as "/usr/bin/kubectl": what a shell would start.
Result<QString> programPath(const QString& text)
{
    const QString found = text.contains(u'/') ? text : QStandardPaths::findExecutable(text);
    const QString path = QFileInfo(found).canonicalFilePath();
    if (path.isEmpty())
        return failure(ErrorKind::Configuration, u"agent.program", QStringLiteral("%1: not found").arg(text));
    return path;
}

Result<Seconds> allowedFor(const Context& context)
{
    const QString text = context.isSet("for") ? context.value("for") : QStringLiteral("always");
    if (text == QLatin1String("always"))
        return Seconds(0);
    if (text == QLatin1String("hour"))
        return kApprovalHour;
    bool ok = false;
    const int minutes = text.toInt(&ok);
    if (!ok || minutes < 1 || Seconds(minutes * 60) > kApprovalLongest)
        return usage(QStringLiteral("--for takes always, hour or 1 to 720 minutes"));
    return Seconds(minutes * 60);
}

Result<AgentRequest> allowRequest(const Context& context)
{
    if (context.arguments.size() != 3)
        return usage(QStringLiteral("allow takes a program and an account"));
    const auto path = programPath(context.arguments[1]);
    if (!path)
        return failure(path.error());
    const auto time = allowedFor(context);
    if (!time)
        return failure(time.error());
    AgentRequest request;
    request.verb = AgentVerb::Allow;
    request.program = *path;
    request.wish.account = context.arguments[2];
    request.wish.kind = context.isSet("id-token") ? WishKind::Id : WishKind::Access;
    request.wish.audience = context.value("audience");
    request.wish.scope = context.value("scope").split(u' ', Qt::SkipEmptyParts);
    request.allowedFor = *time;
    return request;
}

Result<AgentRequest> revokeRequest(const Context& context)
{
    if (context.arguments.size() != 2)
        return usage(QStringLiteral("revoke takes the id of an approval, or all"));
    AgentRequest request;
    request.verb = AgentVerb::Revoke;
    request.approval = context.arguments[1];
    return request;
}

Result<AgentRequest> lockRequest(const Context& context, AgentVerb verb)
{
    auto password = passwordOption(context);
    if (!password)
        return failure(password.error());
    AgentRequest request;
    request.verb = verb;
    request.password = *std::move(password);
    return request;
}

Result<AgentRequest> requestFor(const Context& context)
{
    const QString action = context.arguments.value(0);
    if (action == QLatin1String("allow"))
        return allowRequest(context);
    if (action == QLatin1String("revoke"))
        return revokeRequest(context);
    if (context.arguments.size() > 1)
        return usage(QStringLiteral("%1 takes nothing more").arg(action));
    if (action == QLatin1String("lock"))
        return lockRequest(context, AgentVerb::Lock);
    if (action == QLatin1String("unlock"))
        return lockRequest(context, AgentVerb::Unlock);
    AgentRequest request;
    if (action == QLatin1String("status")) {
        request.verb = AgentVerb::Status;
    } else if (action == QLatin1String("stop")) {
        request.verb = AgentVerb::Stop;
    } else if (action == QLatin1String("approvals")) {
        request.verb = AgentVerb::Approvals;
    } else if (action == QLatin1String("log")) {
        const auto lines = numberOption(context, "lines", kLines, 1, limits::kAuditLines);
        if (!lines)
            return failure(lines.error());
        request.verb = AgentVerb::Log;
        request.count = *lines;
    } else {
        return usage(QStringLiteral("there is no \"agent %1\"").arg(printable(action, 40)));
    }
    return request;
}

void show(const Terminal& terminal, AgentVerb verb, const QJsonObject& answer)
{
    if (terminal.json())
        return terminal.printJson(answer);
    switch (verb) {
    case AgentVerb::Status:
        return printAgentStatus(terminal, answer);
    case AgentVerb::Approvals:
    case AgentVerb::Allow:
        return printApprovals(terminal, answer);
    case AgentVerb::Log:
        return printAgentLog(terminal, answer);
    case AgentVerb::Lock:
        return terminal.say(QStringLiteral("Locked. Nothing is handed out until it is unlocked."));
    case AgentVerb::Unlock:
        return terminal.say(QStringLiteral("Unlocked."));
    case AgentVerb::Revoke:
        return terminal.say(QStringLiteral("Revoked: %1.").arg(answer.value(u"revoked").toInteger()));
    case AgentVerb::Stop:
        return terminal.say(QStringLiteral("The agent ends."));
    case AgentVerb::Hello:
    case AgentVerb::Accounts:
    case AgentVerb::AccessToken:
    case AgentVerb::IdToken:
        break;
    }
}

QCoro::Task<int> start(ContextPtr context)
{
    if (!context->isSet("foreground"))
        co_return co_await startAgent(context);
    const auto ran = co_await runAgent(context);
    if (!ran)
        co_return fail(context->terminal, ran.error());
    co_return kDone;
}

QCoro::Task<int> run(ContextPtr context)
{
    if (context->arguments.value(0) == QLatin1String("start") && context->arguments.size() == 1)
        co_return co_await start(context);
    const auto request = requestFor(*context);
    if (!request)
        co_return fail(context->terminal, request.error());
    auto agent = AgentClient::connect(agentPlaceOf(*context));
    if (!agent)
        co_return fail(context->terminal, agent.error());
    const auto answer = askAgent(*context, *agent, *request);
    if (!answer)
        co_return fail(context->terminal, answer.error());
    show(context->terminal, request->verb, *answer);
    co_return kDone;
}

} // namespace

Command agentCommand()
{
    Command command;
    command.name = QStringLiteral("agent");
    command.usage = QStringLiteral("start|stop|status|allow|approvals|revoke|lock|unlock|log [OPTIONS]");
    command.summary = QStringLiteral("Keeps the tokens for all programs, and asks before it gives one away.");
    command.details = QStringLiteral(
        "  start                    one agent for all programs; the desktop has its own\n"
        "  stop, status\n"
        "  allow PROGRAM ACCOUNT    lets a program have tokens without being asked (--for, --scope,\n"
        "                           --audience, --id-token); with a window open, it asks there\n"
        "  approvals, revoke ID|all\n"
        "  lock, unlock             locked, it gives nothing; with --password-file only that opens it\n"
        "  log                      who got what, newest last (--lines)\n\n"
        "Approvals bind to the program's file. They keep honest programs apart; they cannot stop\n"
        "another program of yours that changes your files or looks into your processes.");
    command.options = {
        {QStringLiteral("foreground"), QStringLiteral("start: run here until stopped (for systemd).")},
        {QStringLiteral("oidc-agent"),
         QStringLiteral("start: also a socket for programs of oidc-agent; prints OIDC_SOCK for eval.")},
        {QStringLiteral("lock-after"), QStringLiteral("start: lock after MINUTES without use."),
         QStringLiteral("MINUTES")},
        {QStringLiteral("lock-with-screen"),
         QStringLiteral("start: lock when the screen is locked, as logind and the screen saver tell.")},
        {QStringLiteral("for"), QStringLiteral("allow: always (as without it), hour, or minutes up to 720."),
         QStringLiteral("TIME")},
        {QStringLiteral("scope"), QStringLiteral("allow: a token with at most these scopes."),
         QStringLiteral("SCOPES")},
        {QStringLiteral("audience"), QStringLiteral("allow: only tokens for this audience."),
         QStringLiteral("A")},
        {QStringLiteral("id-token"), QStringLiteral("allow: ID tokens instead of access tokens.")},
        {QStringLiteral("password-file"),
         QStringLiteral("lock, unlock: first line of FILE (\"-\": standard input)."), QStringLiteral("FILE")},
        {QStringLiteral("lines"), QStringLiteral("log: how many (20)."), QStringLiteral("N")},
    };
    command.examples = {QStringLiteral("tessera agent start --lock-with-screen --lock-after 30"),
                        QStringLiteral("eval \"$(tessera agent start --oidc-agent)\" && oidc-token work"),
                        QStringLiteral("tessera agent allow kubectl work --for hour"),
                        QStringLiteral("tessera agent approvals"),
                        QStringLiteral("systemd-ask-password | tessera agent lock --password-file -"),
                        QStringLiteral("tessera agent log --lines 50 --json")};
    command.leastArguments = 1;
    command.mostArguments = 3;
    command.run = run;
    return command;
}

} // namespace tessera::cli
