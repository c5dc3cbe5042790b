#include "app/cli/commands/agent_run.h"

#include "app/cli/oidc_agent_socket.h"
#include "app/cli/token_source.h"
#include "core/agent/agent_server.h"
#include "core/agent/session_token_source.h"
#include "ui/text/error_text.h"

#include <QCoreApplication>
#include <QProcess>

#include <csignal>

#ifdef Q_OS_UNIX
#include <unistd.h>
#endif

namespace tessera::cli {
namespace {

constexpr int kMostMinutes = 24 * 60;
constexpr int kStartMilliseconds = 60'000; // a locked keychain may ask first

/// Whoever started it may be gone (A273).
void outliveTheStarter()
{
#ifdef Q_OS_UNIX
    std::signal(SIGPIPE, SIG_IGN);
#endif
}

Result<AgentListener> listenerFor(const Context& context)
{
    auto activated = AgentListener::activated();
    if (!activated)
        return failure(activated.error());
    if (*activated)
        return **std::move(activated);
    return AgentListener::make(agentPlaceOf(context));
}

QStringList foregroundArguments(const Context& context)
{
    QStringList arguments{QStringLiteral("agent"), QStringLiteral("start"), QStringLiteral("--foreground")};
    if (context.isSet("lock-after"))
        arguments << QStringLiteral("--lock-after") << context.value("lock-after");
    if (context.isSet("lock-with-screen"))
        arguments << QStringLiteral("--lock-with-screen");
    if (context.isSet("oidc-agent"))
        arguments << QStringLiteral("--oidc-agent");
    if (!context.configDirectory.isEmpty())
        arguments << QStringLiteral("--config") << context.configDirectory;
    if (context.terminal.json())
        arguments << QStringLiteral("--json");
    return arguments;
}

/// Before anybody is answered: the screen may be locked already, and a program wakes the agent behind it.
/// Without anybody to tell it, it does not start: who wants this relies on it. Where the bus is there and
/// nobody on it yet (an agent that starts before the desktop does), it is said and goes on.
QCoro::Task<Result<void>> lockWithScreen(ContextPtr context, AgentDeskPtr desk)
{
    if (!context->isSet("lock-with-screen"))
        co_return Result<void>();
    const auto tellers = desk->followScreen(true);
    if (!tellers)
        co_return failure(tellers.error());
    if (tellers->isEmpty())
        context->terminal.complain(
            QStringLiteral("tessera: nobody tells yet when the screen is locked: neither logind nor a "
                           "screen saver that is known is on the message bus."));
    const auto looked = desk->screen->firstLook();
    co_return co_await looked;
}

/// Nothing is handed out any more; renewals that are under way end in order.
QCoro::Task<void> endInOrder(ContextPtr context, std::shared_ptr<SessionTokenSource> source)
{
    const auto settled = co_await source->settle(kLastTries);
    tellUnsettled(context->terminal, settled);
}

} // namespace

QCoro::Task<Result<void>> runAgent(ContextPtr context)
{
    const auto minutes = numberOption(*context, "lock-after", 0, 0, kMostMinutes);
    if (!minutes)
        co_return failure(minutes.error());
    outliveTheStarter();
    auto listener = listenerFor(*context);
    if (!listener)
        co_return failure(listener.error());
    const Environment environment = context->environment();
    const auto source = std::make_shared<SessionTokenSource>(environment, true);
    const auto desk =
        std::make_shared<AgentDesk>(source, std::make_shared<NobodyToAsk>(), environment.configDirectory,
                                    environment.clock, Seconds(*minutes * 60));
    const auto followed = co_await lockWithScreen(context, desk);
    if (!followed)
        co_return failure(followed.error());
    auto server = std::make_unique<AgentServer>(desk, *std::move(listener));
    auto oidcAgent = oidcAgentSocket(*context, desk);
    if (!oidcAgent)
        co_return failure(oidcAgent.error());
    const QString oidcPath = *oidcAgent ? (*oidcAgent)->path() : QString();
    const OneShot<Result<void>> ended(context->stop);
    QObject::connect(server.get(), &AgentServer::stopped, server.get(),
                     [ended] { ended.resolve(Result<void>()); });
    // Who asks first need not wait for the keychain. A fault is told to whoever asks.
    const auto ready = co_await source->ready(context->stop);
    if (!ready)
        context->terminal.complain(QStringLiteral("tessera: ") + ready.error().code);
    if (context->terminal.json()) {
        QJsonObject object{{QStringLiteral("path"), desk->path},
                           {QStringLiteral("process"), QCoreApplication::applicationPid()}};
        if (!oidcPath.isEmpty())
            object.insert(QStringLiteral("oidc_sock"), oidcPath);
        context->terminal.printJson(object);
    } else if (!oidcPath.isEmpty()) {
        // One line, as a script wants it: eval "$(tessera agent start --oidc-agent)"
        context->terminal.print(QStringLiteral("OIDC_SOCK='%1'; export OIDC_SOCK;")
                                    .arg(QString(oidcPath).replace(u'\'', QLatin1String("'\\''"))));
    } else
        context->terminal.print(QStringLiteral("The agent listens at %1.").arg(desk->path));
    co_await ended; // Ctrl+C and SIGTERM end it in order, too
    oidcAgent->reset();
    server.reset();
    co_await endInOrder(context, source);
    co_return Result<void>();
}

QCoro::Task<int> startAgent(ContextPtr context)
{
    // Never deleted: destroying a QProcess kills its child, and the agent is to outlive us.
    auto* process = new QProcess;
#ifdef Q_OS_UNIX
    process->setChildProcessModifier([] { ::setsid(); });
#endif
    process->setStandardInputFile(QProcess::nullDevice());
    process->start(QCoreApplication::applicationFilePath(), foregroundArguments(*context));
    const OneShot<Result<int>> known(context->stop);
    QObject::connect(process, &QProcess::readyReadStandardOutput, process, [process, known] {
        // With --json an error stands there, too; its exit status comes after it.
        if (process->canReadLine() && !process->peek(16).startsWith("{\"error\""))
            known.resolve(kDone);
    });
    QObject::connect(process, &QProcess::finished, process,
                     [known](int status, QProcess::ExitStatus) { known.resolve(status); });
    QObject::connect(process, &QProcess::errorOccurred, process,
                     [known](QProcess::ProcessError) { known.resolve(kUsage); });
    QTimer::singleShot(kStartMilliseconds, process, [known] { known.resolve(kCancelled); });
    const auto status = co_await known;
    const QString told = QString::fromUtf8(process->readAllStandardError()).trimmed();
    if (!told.isEmpty())
        context->terminal.complain(told);
    const QString said = QString::fromUtf8(process->readAllStandardOutput()).trimmed();
    if (!said.isEmpty())
        context->terminal.print(said);
    co_return status.value_or(kCancelled);
}

} // namespace tessera::cli
