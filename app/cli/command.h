// One command of `tessera`: its options, its help, what it does. The list of all of them makes the overview,
// the help and the parsing.
#pragma once

#include "app/cli/exit_status.h"
#include "app/cli/terminal.h"
#include "core/session/session_manager.h"

#include <QCommandLineOption>
#include <QCommandLineParser>

#include <memory>

namespace tessera::cli {

/// Everything a command gets. Shared, because a command is a coroutine and outlives the call that started it.
struct Context
{
    Terminal terminal{Terminal::Options()};
    std::unique_ptr<QCommandLineParser> options =
        std::make_unique<QCommandLineParser>(); ///< parsed, global ones too
    QStringList arguments;                      ///< positional, without the command's name
    QString configDirectory;
    /// Only tests name another than the program's own: no option and no variable does.
    AdministratorConfigurationFile administrator = AdministratorConfigurationFile();
    std::stop_token stop;

    /// Made on first use: `inspect` and `providers` need neither keychain nor accounts.
    SessionManager& manager();
    bool hasManager() const { return m_manager != nullptr; }
    Environment environment();

    /// Also for an option this command does not have: commands share what reads them.
    bool isSet(const char* option) const { return options->optionNames().contains(QLatin1String(option)); }
    QStringList values(const char* option) const
    {
        return isSet(option) ? options->values(QString::fromLatin1(option)) : QStringList();
    }
    QString value(const char* option) const { return options->value(QString::fromLatin1(option)); }

private:
    std::unique_ptr<SessionManager> m_manager;
};
using ContextPtr = std::shared_ptr<Context>;

struct Command
{
    QString name;
    QString usage;   ///< after the name: "ACCOUNT [--min-valid S] [--header]"
    QString summary; ///< one sentence for the overview
    QString details; ///< for its own help
    QList<QCommandLineOption> options;
    QStringList examples;
    qsizetype leastArguments = 0;
    qsizetype mostArguments = 0;
    QCoro::Task<int> (*run)(ContextPtr context);
};

const QList<Command>& commands();
const Command* findCommand(const QString& name);
QList<QCommandLineOption> globalOptions();

QString overview();
QString helpFor(const Command& command);

/// The error in words on stderr (and, with --json, as {"error":{…}} on stdout); the exit status that goes
/// with it.
int fail(const Terminal& terminal, const Error& error);

/// A new refresh token that the keychain did not take at once must not end with the program: what
/// SessionManager::settle is given for it, and what is said of its outcome.
inline constexpr Milliseconds kLastTries = Seconds(5);
void tellUnsettled(const Terminal& terminal, const Result<void>& settled);

/// "--name NUMBER" as a whole number in [least, most]. Error (Configuration): usage.number.
Result<int> numberOption(const Context& context, const char* name, int fallback, int least, int most);
/// "--at TIME": "2026-01-02T03:04:05Z" or seconds since 1970; without it, now. Error (Configuration):
/// usage.time.
Result<TimePoint> timeOption(const Context& context);
/// Reads a file, or standard input for "-", at most `maxBytes`. Errors (Configuration): file.unreadable,
/// file.too_large.
Result<QByteArray> readInput(const QString& path, qint64 maxBytes);

/// One "\n" or "\r\n" at the end is an editor's or echo's, not the content's.
QByteArray withoutLastLineBreak(QByteArray text);

/// readInput without its last line break. Errors also usage.secret_empty.
Result<SecretString> readSecretFile(const QString& path);
/// A new file that only its owner can read. Errors (Configuration): file.exists, file.unwritable.
Result<void> writePrivateFile(const QString& path, QByteArrayView bytes);

} // namespace tessera::cli
