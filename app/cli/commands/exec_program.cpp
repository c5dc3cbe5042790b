#include "app/cli/commands/exec_program.h"

#include "core/base/logging.h"

#include <QDir>
#include <QFile>
#include <QProcess>

#ifdef Q_OS_UNIX
#include <cerrno>
#include <csignal>
#include <cstdio>
#include <cstring>
#include <vector>

#include <fcntl.h>
#include <unistd.h>
#endif

namespace tessera::cli {
namespace {

tl::unexpected<Error> notStarted(const QString& program, const QString& cause)
{
    return failure(ErrorKind::Configuration, u"usage.exec",
                   QStringLiteral("%1: %2").arg(printable(program), cause));
}

#ifdef Q_OS_UNIX
/// Sockets of the agent and the keychain, lock files: nothing of ours goes on into the other program (A300).
void keepOnlyStandardDescriptors()
{
    constexpr int kFirstOfOurs = 3;
    const QStringList open =
        QDir(QStringLiteral("/dev/fd")).entryList(QDir::AllEntries | QDir::System | QDir::NoDotAndDotDot);
    for (const QString& name : open) {
        const int descriptor = name.toInt();
        if (descriptor < kFirstOfOurs)
            continue;
        const int flags = fcntl(descriptor, F_GETFD);
        if (flags >= 0)
            fcntl(descriptor, F_SETFD, flags | FD_CLOEXEC);
    }
}
#endif

} // namespace

#ifdef Q_OS_UNIX
Result<int> runProgram(const QStringList& command, const QByteArray& variable, const SecretString& value)
{
    QList<QByteArray> words;
    for (const QString& word : command)
        words.append(QFile::encodeName(word));
    std::vector<char*> arguments;
    for (QByteArray& word : words)
        arguments.push_back(word.data());
    arguments.push_back(nullptr);
    const QByteArray secret = value.reveal().toByteArray();
    setenv(variable.constData(), secret.constData(), 1);
    keepOnlyStandardDescriptors();
    for (const int signal : {SIGINT, SIGTERM, SIGPIPE})
        std::signal(signal, SIG_DFL);
    std::fflush(nullptr);
    execvp(arguments.front(), arguments.data());
    const int cause = errno;
    unsetenv(variable.constData());
    return notStarted(command.constFirst(), QString::fromLocal8Bit(strerror(cause)));
}
#else
Result<int> runProgram(const QStringList& command, const QByteArray& variable, const SecretString& value)
{
    QProcess process;
    auto environment = QProcessEnvironment::systemEnvironment();
    environment.insert(QString::fromLatin1(variable), value.revealString());
    process.setProcessEnvironment(environment);
    process.setProcessChannelMode(QProcess::ForwardedChannels);
    process.setInputChannelMode(QProcess::ForwardedInputChannel);
    process.start(command.constFirst(), command.mid(1));
    if (!process.waitForStarted() || !process.waitForFinished(-1))
        return notStarted(command.constFirst(), process.errorString());
    return process.exitCode();
}
#endif

} // namespace tessera::cli
