// tessera open: the window, brought to the front or started.
#include "app/cli/commands/commands.h"

#include "app/cli/token_source.h"
#include "core/agent/window_door.h"

#include <QCoreApplication>
#include <QFileInfo>
#include <QProcess>

namespace tessera::cli {
namespace {

QString windowProgram()
{
#ifdef Q_OS_WIN
    const QString name = QStringLiteral("tessera-desktop.exe");
#else
    const QString name = QStringLiteral("tessera-desktop");
#endif
    return QCoreApplication::applicationDirPath() + u'/' + name;
}

Result<void> startWindow(const Context& context, const QString& file)
{
    QStringList arguments;
    if (!context.configDirectory.isEmpty())
        arguments << QStringLiteral("--config") << QFileInfo(context.configDirectory).absoluteFilePath();
    if (!file.isEmpty())
        arguments << file;
    const QString program = windowProgram();
    if (!QFileInfo(program).isExecutable() || !QProcess::startDetached(program, arguments))
        return failure(ErrorKind::Configuration, u"window.not_started", program);
    return {};
}

Result<QString> fileOf(const Context& context)
{
    if (context.arguments.isEmpty())
        return QString();
    const QFileInfo file(context.arguments.constFirst());
    if (!file.isFile())
        return failure(ErrorKind::Configuration, u"file.unreadable",
                       QStringLiteral("%1: not there").arg(context.arguments.constFirst()));
    return file.absoluteFilePath();
}

QCoro::Task<int> run(ContextPtr context)
{
    const auto file = fileOf(*context);
    if (!file)
        co_return fail(context->terminal, file.error());
    const WindowWish wish{true, *file, qEnvironmentVariable("XDG_ACTIVATION_TOKEN")};
    Result<void> opened = askWindow(windowPlace(agentPlaceOf(*context)), wish);
    const bool isNew = !opened && opened.error().code == u"window.none";
    if (isNew)
        opened = startWindow(*context, *file);
    if (!opened)
        co_return fail(context->terminal, opened.error());
    if (context->terminal.json())
        context->terminal.printJson({{QStringLiteral("started"), isNew}});
    else
        context->terminal.say(isNew ? QStringLiteral("Tessera's window is starting.")
                                    : QStringLiteral("Tessera's window is in front."));
    co_return kDone;
}

} // namespace

Command openCommand()
{
    Command command;
    command.name = QStringLiteral("open");
    command.usage = QStringLiteral("[FILE]");
    command.summary = QStringLiteral("Brings Tessera's window to the front, or starts it.");
    command.details = QStringLiteral("With a file it is shown in the inspector.");
    command.mostArguments = 1;
    command.examples = {QStringLiteral("tessera open"), QStringLiteral("tessera open token.txt")};
    command.run = run;
    return command;
}

} // namespace tessera::cli
