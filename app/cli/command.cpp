#include "app/cli/command.h"

#include "app/cli/commands/commands.h"
#include "app/cli/interrupt.h"
#include "app/common/environment_factory.h"
#include "core/base/logging.h"
#include "ui/text/error_text.h"

#include <QFile>

#include <algorithm>
#include <cstdio>
#ifdef Q_OS_WIN
#include <io.h>
#define isatty _isatty
#define fileno _fileno
#else
#include <unistd.h>
#endif

namespace tessera::cli {
namespace {

QString optionUsage(const QCommandLineOption& option)
{
    QStringList names;
    for (const QString& name : option.names())
        names.append((name.size() == 1 ? QStringLiteral("-") : QStringLiteral("--")) + name);
    const QString value = option.valueName();
    return names.join(QStringLiteral(", ")) + (value.isEmpty() ? QString() : QLatin1Char(' ') + value);
}

QString columns(const QList<std::pair<QString, QString>>& rows)
{
    qsizetype width = 0;
    for (const auto& row : rows)
        width = std::max(width, row.first.size());
    QString text;
    for (const auto& [left, right] : rows)
        text += QStringLiteral("  ") + left.leftJustified(width + 2) + right + QLatin1Char('\n');
    return text;
}

QString optionTable(const QList<QCommandLineOption>& options)
{
    QList<std::pair<QString, QString>> rows;
    for (const auto& option : options)
        rows.append({optionUsage(option), option.description()});
    return columns(rows);
}

QJsonObject errorObject(const Error& error)
{
    return {{QStringLiteral("error"), QJsonObject{{QStringLiteral("kind"), errorKindName(error.kind)},
                                                  {QStringLiteral("code"), error.code},
                                                  {QStringLiteral("detail"), error.detail},
                                                  {QStringLiteral("endpoint"), error.endpoint}}}};
}

} // namespace

Environment Context::environment()
{
    return manager().environment();
}

SessionManager& Context::manager()
{
    if (!m_manager) {
        const bool store = !options->optionNames().contains(QStringLiteral("no-store"));
        m_manager = std::make_unique<SessionManager>(makeEnvironment(
            {.configDirectory = configDirectory, .useKeychain = store, .administrator = administrator}));
    }
    return *m_manager;
}

const QList<Command>& commands()
{
    static const QList<Command> all{
        signInCommand(),     accountsCommand(),      tokenCommand(),         idTokenCommand(),
        userinfoCommand(),   introspectCommand(),    refreshCommand(),       signOutCommand(),
        execCommand(),       gitCredentialCommand(), k8sCredentialCommand(), dockerCredentialCommand(),
        curlConfigCommand(), awsCredentialCommand(), agentCommand(),         clientTokenCommand(),
        exchangeCommand(),   registerCommand(),      inspectCommand(),       createCommand(),
        jwkCommand(),        providersCommand(),     doctorCommand(),        openCommand()};
    return all;
}

const Command* findCommand(const QString& name)
{
    const auto& all = commands();
    const auto it = std::find_if(all.begin(), all.end(), [&](const Command& c) { return c.name == name; });
    return it == all.end() ? nullptr : &*it;
}

QList<QCommandLineOption> globalOptions()
{
    return {
        {QStringLiteral("json"),
         QStringLiteral("One JSON object on standard output; messages for people on standard error.")},
        {{QStringLiteral("q"), QStringLiteral("quiet")}, QStringLiteral("Only results and errors.")},
        {{QStringLiteral("v"), QStringLiteral("verbose")}, QStringLiteral("Say more about what happens.")},
        {QStringLiteral("config"), QStringLiteral("Keep the list of accounts in DIR."),
         QStringLiteral("DIR")},
        {{QStringLiteral("h"), QStringLiteral("help")}, QStringLiteral("This help.")},
        {QStringLiteral("version"), QStringLiteral("Version of Tessera and of Qt.")},
    };
}

QString overview()
{
    QList<std::pair<QString, QString>> rows;
    for (const Command& command : commands())
        rows.append({command.name, command.summary});
    return QStringLiteral("Sign in once; every tool gets a fresh token; every token explains itself.\n\n"
                          "Usage: tessera COMMAND [OPTIONS]\n\nCommands\n") +
           columns(rows) + QStringLiteral("\nOptions for every command\n") + optionTable(globalOptions()) +
           QStringLiteral(
               "\nExamples\n"
               "  tessera sign-in --issuer https://id.example.com --client-id my-desktop\n"
               "  curl -H \"$(tessera token alice --header)\" https://api.example.com/me\n"
               "  tessera create id-token | tessera inspect\n"
               "\nExit status: 0 done, 1 refused, 2 usage or configuration, 3 a person must sign in,\n"
               "4 network, 5 keychain, 6 cancelled or timed out.\n"
               "\n\"tessera COMMAND --help\" tells more about one command.");
}

QString helpFor(const Command& command)
{
    QString text = command.summary + QStringLiteral("\n\nUsage: tessera ") + command.name +
                   (command.usage.isEmpty() ? QString() : QLatin1Char(' ') + command.usage) +
                   QLatin1Char('\n');
    if (!command.details.isEmpty())
        text += QLatin1Char('\n') + command.details + QLatin1Char('\n');
    if (!command.options.isEmpty())
        text += QStringLiteral("\nOptions\n") + optionTable(command.options);
    text += QStringLiteral("\nOptions for every command\n") + optionTable(globalOptions()) +
            QStringLiteral("\nExamples");
    for (const QString& example : command.examples)
        text += QStringLiteral("\n  ") + example;
    return text;
}

int fail(const Terminal& terminal, const Error& error)
{
    const QString sentence = errorText(error).sentence();
    terminal.complain(terminal.paintError(Style::Bad, QStringLiteral("tessera: ")) + sentence);
    // The sentence says what to do; what and where exactly stands below it.
    for (const QString& fact : {error.detail, error.endpoint})
        if (!fact.isEmpty() && !sentence.contains(fact))
            terminal.complain(terminal.paintError(Style::Dim, QStringLiteral("  ") + printable(fact)));
    if (terminal.json())
        terminal.printJson(errorObject(error));
    return exitStatusFor(error);
}

void tellUnsettled(const Terminal& terminal, const Result<void>& settled)
{
    if (!settled)
        terminal.complain(
            QStringLiteral("The new sign-in is not in the keychain and ends with this program. %1")
                .arg(errorText(settled.error()).sentence()));
}

Result<int> numberOption(const Context& context, const char* name, int fallback, int least, int most)
{
    if (!context.isSet(name))
        return fallback;
    bool ok = false;
    const int number = context.value(name).toInt(&ok);
    if (!ok || number < least || number > most)
        return failure(ErrorKind::Configuration, u"usage.number",
                       QStringLiteral("--%1 takes a whole number from %2 to %3")
                           .arg(QString::fromLatin1(name))
                           .arg(least)
                           .arg(most));
    return number;
}

Result<TimePoint> timeOption(const Context& context)
{
    if (!context.isSet("at"))
        return SystemClock().now();
    const QString text = context.value("at");
    bool isNumber = false;
    const qint64 seconds = text.toLongLong(&isNumber);
    if (isNumber && seconds >= 0 && seconds <= 253402300799)
        return fromUnixSeconds(seconds);
    const QDateTime time = QDateTime::fromString(text, Qt::ISODate);
    if (isNumber || !time.isValid())
        return failure(ErrorKind::Configuration, u"usage.time", text);
    return fromUnixSeconds(time.toSecsSinceEpoch());
}

namespace {

/// By its descriptor, and QFile reads a pipe to its end: through stdin it gives the first piece, which may be
/// half a token. Of a terminal that is the line a person typed, and nobody has to know of Ctrl+D.
bool openInput(QFile& file)
{
    return isatty(fileno(stdin)) != 0 ? file.open(stdin, QIODevice::ReadOnly)
                                      : file.open(fileno(stdin), QIODevice::ReadOnly);
}

} // namespace

Result<QByteArray> readInput(const QString& path, qint64 maxBytes)
{
    QFile file(path);
    const bool opened = path == QLatin1String("-") ? openInput(file) : file.open(QIODevice::ReadOnly);
    if (!opened)
        return failure(ErrorKind::Configuration, u"file.unreadable",
                       QStringLiteral("%1: %2").arg(path, file.errorString()));
    const EndsAtOnce ends;
    QByteArray bytes = file.read(maxBytes + 1);
    if (bytes.size() > maxBytes)
        return failure(ErrorKind::Configuration, u"file.too_large",
                       QStringLiteral("%1 holds more than %2 bytes").arg(path).arg(maxBytes));
    return bytes;
}

QByteArray withoutLastLineBreak(QByteArray text)
{
    if (text.endsWith('\n'))
        text.chop(text.endsWith("\r\n") ? 2 : 1);
    return text;
}

Result<SecretString> readSecretFile(const QString& path)
{
    constexpr qint64 kMostSecretBytes = 64 * 1024;
    auto text = readInput(path, kMostSecretBytes).map(withoutLastLineBreak);
    if (!text)
        return failure(text.error());
    if (text->isEmpty())
        return failure(ErrorKind::Configuration, u"usage.secret_empty", path);
    return SecretString(*std::move(text));
}

Result<void> writePrivateFile(const QString& path, QByteArrayView bytes)
{
    QFile file(path);
    // Created with these rights and only if it is not there: never for a moment readable by others.
    if (!file.open(QIODevice::WriteOnly | QIODevice::NewOnly, QFile::ReadOwner | QFile::WriteOwner))
        return failure(ErrorKind::Configuration, file.exists() ? u"file.exists" : u"file.unwritable",
                       QStringLiteral("%1: %2").arg(path, file.errorString()));
    const bool written = file.write(bytes.data(), bytes.size()) == bytes.size() && file.flush();
    if (!written)
        return failure(ErrorKind::Configuration, u"file.unwritable",
                       QStringLiteral("%1: %2").arg(path, file.errorString()));
    return {};
}

} // namespace tessera::cli
