#include "tests/app/cli/program.h"

#include <QEventLoop>
#include <QJsonDocument>
#include <QProcess>
#include <QTimer>

#ifdef Q_OS_LINUX
#include <sys/resource.h>
#include <unistd.h>
#endif

namespace tessera::test {
namespace {

void limitData([[maybe_unused]] QProcess& process, [[maybe_unused]] qint64 bytes)
{
#if defined(Q_OS_LINUX) && !defined(__SANITIZE_ADDRESS__)
    if (bytes > 0)
        process.setChildProcessModifier([bytes] {
            const rlimit limit{static_cast<rlim_t>(bytes), static_cast<rlim_t>(bytes)};
            if (setrlimit(RLIMIT_DATA, &limit) != 0)
                _exit(126);
        });
#endif
}

} // namespace

QJsonObject Ran::json() const
{
    return QJsonDocument::fromJson(out.toUtf8()).object();
}

QByteArray Ran::told() const
{
    return QStringLiteral("status %1\nstdout: %2\nstderr: %3").arg(status).arg(out, error).toUtf8();
}

Ran runTessera(const QStringList& arguments, const QByteArray& input, int seconds, qint64 mostDataBytes)
{
    QProcess process;
    QEventLoop loop;
    QObject::connect(&process, &QProcess::finished, &loop, &QEventLoop::quit);
    QObject::connect(&process, &QProcess::errorOccurred, &loop, &QEventLoop::quit);
    QTimer::singleShot(seconds * 1000, &process, &QProcess::kill);
    limitData(process, mostDataBytes);
    process.start(QStringLiteral(TESSERA_BIN_DIR "/tessera"), arguments);
    process.write(input);
    process.closeWriteChannel();
    loop.exec();
    Ran ran;
    ran.out = QString::fromUtf8(process.readAllStandardOutput());
    ran.error = QString::fromUtf8(process.readAllStandardError());
    if (process.state() == QProcess::NotRunning && process.exitStatus() == QProcess::NormalExit)
        ran.status = process.exitCode();
    return ran;
}

Ran runTool(const QString& program, const QStringList& arguments, const QProcessEnvironment& environment,
            const QByteArray& input, const QString& folder)
{
    constexpr int kMilliseconds = 60'000;
    QProcess process;
    QEventLoop loop;
    QObject::connect(&process, &QProcess::finished, &loop, &QEventLoop::quit);
    QObject::connect(&process, &QProcess::errorOccurred, &loop, &QEventLoop::quit);
    QTimer::singleShot(kMilliseconds, &process, &QProcess::kill);
    process.setProcessEnvironment(environment);
    if (!folder.isEmpty())
        process.setWorkingDirectory(folder);
    process.start(program, arguments);
    process.write(input);
    process.closeWriteChannel();
    loop.exec();
    Ran ran;
    ran.out = QString::fromUtf8(process.readAllStandardOutput());
    ran.error = QString::fromUtf8(process.readAllStandardError());
    if (process.state() == QProcess::NotRunning && process.exitStatus() == QProcess::NormalExit)
        ran.status = process.exitCode();
    return ran;
}

} // namespace tessera::test
