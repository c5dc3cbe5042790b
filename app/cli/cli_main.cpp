#include "app/cli/cli_main.h"

#include "app/cli/begun_conversation.h"
#include "app/cli/command.h"
#include "app/cli/interrupt.h"
#include "ui/text/error_text.h"

#include <QCoreApplication>
#include <QFileInfo>
#include <QTimer>

using namespace tessera;
using namespace tessera::cli;

namespace {

int usageError(const Terminal& terminal, const QString& sentence, const QString& help)
{
    terminal.complain(terminal.paintError(Style::Bad, QStringLiteral("tessera: ")) + sentence);
    terminal.complain(help);
    return kUsage;
}

/// The command's name is the first word that is no option; `--config DIR` may stand before it.
qsizetype commandPosition(const QStringList& arguments)
{
    for (qsizetype i = 1; i < arguments.size(); ++i) {
        if (arguments[i] == QLatin1String("--config"))
            ++i;
        else if (!arguments[i].startsWith(QLatin1Char('-')))
            return i;
    }
    return -1;
}

/// Tools look for helpers by name: as docker-credential-tessera we are "tessera docker-credential".
QStringList withNameAsCommand(QStringList arguments)
{
    const QString name = QFileInfo(arguments.value(0)).completeBaseName();
    for (const QString& tool : {QStringLiteral("git-credential"), QStringLiteral("docker-credential")})
        if (name == tool + QStringLiteral("-tessera"))
            arguments.insert(1, tool);
    return arguments;
}

void printVersion(const Terminal& terminal)
{
    terminal.print(QStringLiteral("tessera %1 (Qt %2)")
                       .arg(QStringLiteral(TESSERA_VERSION), QString::fromLatin1(qVersion())));
}

QCoro::Task<int> runAndSettle(QCoro::Task<int> (*run)(ContextPtr), ContextPtr context)
{
    const int status = co_await run(context);
    if (!context->hasManager())
        co_return status;
    const auto settled = co_await context->manager().settle(kLastTries, context->stop);
    tellUnsettled(context->terminal, settled);
    co_return status;
}

int runCommand(const Command& command, const QStringList& arguments)
{
    auto context = std::make_shared<Context>();
    QCommandLineParser& parser = *context->options;
    parser.addOptions(globalOptions());
    parser.addOptions(command.options);
    const QString hint = QStringLiteral("\"tessera %1 --help\" tells how it is used.").arg(command.name);
    if (!parser.parse(arguments))
        return usageError(context->terminal, parser.errorText(), hint);
    context->terminal = Terminal({.json = parser.isSet(QStringLiteral("json")),
                                  .quiet = parser.isSet(QStringLiteral("quiet")),
                                  .verbose = parser.isSet(QStringLiteral("verbose"))});
    if (parser.isSet(QStringLiteral("help"))) {
        context->terminal.print(helpFor(command));
        return kDone;
    }
    if (parser.isSet(QStringLiteral("version"))) {
        printVersion(context->terminal);
        return kDone;
    }
    context->arguments = parser.positionalArguments();
    context->configDirectory = parser.value(QStringLiteral("config"));
    const qsizetype given = context->arguments.size();
    if (given < command.leastArguments)
        return usageError(
            context->terminal,
            QStringLiteral("%1 needs %2.").arg(command.name, command.usage.section(QLatin1Char(' '), 0, 0)),
            hint);
    if (given > command.mostArguments)
        return usageError(context->terminal,
                          QStringLiteral("%1 does not know what to do with \"%2\".")
                              .arg(command.name, context->arguments.last()),
                          hint);

    std::stop_source interrupted;
    context->stop = interrupted.get_token();
    stopOnInterrupt(interrupted);
    int status = kDone;
    QTimer::singleShot(0, qApp, [&command, &context, &status] {
        QCoro::connect(runAndSettle(command.run, context), qApp, [&status](int result) {
            status = result;
            QCoreApplication::exit(result);
        });
    });
    QCoreApplication::exec();
    return status;
}

} // namespace

extern "C" int tesseraMain(int argc, char** argv, const TesseraBegunConversation* begun)
{
    if (begun)
        keepBegunConversation(*begun);
    QCoreApplication application(argc, argv);
    QCoreApplication::setApplicationName(QStringLiteral("tessera"));
    QCoreApplication::setApplicationVersion(QStringLiteral(TESSERA_VERSION));
    const Terminal terminal({});

    QStringList arguments = withNameAsCommand(QCoreApplication::arguments());
    const qsizetype position = commandPosition(arguments);
    if (position < 0) {
        if (arguments.contains(QLatin1String("--version"))) {
            printVersion(terminal);
            return kDone;
        }
        if (arguments.size() == 1 || arguments.contains(QLatin1String("--help")) ||
            arguments.contains(QLatin1String("-h"))) {
            terminal.print(overview());
            return kDone;
        }
        return usageError(terminal, QStringLiteral("a command is missing."),
                          QStringLiteral("\"tessera --help\" lists them."));
    }
    const QString name = arguments.takeAt(position);
    if (const Command* command = findCommand(name))
        return runCommand(*command, arguments);
    return usageError(terminal, QStringLiteral("there is no command \"%1\".").arg(name),
                      QStringLiteral("\"tessera --help\" lists them."));
}
