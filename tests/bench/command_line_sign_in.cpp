#include "tests/bench/command_line_sign_in.h"

#include "tests/bench/measure.h"
#include "tests/support/robot_browser.h"

#include <QElapsedTimer>
#include <QEventLoop>
#include <QProcess>
#include <QTimer>

namespace tessera::bench {
namespace {

constexpr int kPatience = 60'000;

QCoro::Task<void> browse(QUrl address)
{
    co_await test::visit(std::make_shared<test::Browser>(), address);
}

double milliseconds(const QElapsedTimer& timer)
{
    return double(timer.nsecsElapsed()) / 1e6;
}

} // namespace

CommandLineTimes signInByCommandLine(const QString& issuer, const QString& folder)
{
    QProcess process;
    QElapsedTimer timer;
    double askedAt = 0;
    double addressAt = 0;
    QByteArray said;
    QByteArray printed;
    QObject::connect(&process, &QProcess::readyReadStandardError, &process, [&] {
        said += process.readAllStandardError();
        if (askedAt == 0 && said.contains("what it can do"))
            askedAt = milliseconds(timer);
    });
    QObject::connect(&process, &QProcess::readyReadStandardOutput, &process, [&] {
        printed += process.readAllStandardOutput();
        const qsizetype end = printed.indexOf('\n');
        if (addressAt != 0 || end < 0)
            return;
        addressAt = milliseconds(timer);
        browse(QUrl(QString::fromLatin1(printed.first(end)).trimmed()));
    });
    QEventLoop loop;
    QObject::connect(&process, &QProcess::finished, &loop, &QEventLoop::quit);
    QTimer::singleShot(kPatience, &loop, &QEventLoop::quit);
    timer.start();
    process.start(QStringLiteral(TESSERA_PROGRAM),
                  {QStringLiteral("--config"), folder, QStringLiteral("sign-in"), QStringLiteral("--issuer"),
                   issuer, QStringLiteral("--client-id"), QStringLiteral("tessera-cli"),
                   QStringLiteral("--print-url")});
    loop.exec();
    // Without a keyring it ends in another status than 0, and says why; signed in it is.
    if (process.state() != QProcess::NotRunning || !printed.contains("Signed in as Alice") || askedAt == 0)
        fail(("error: tessera sign-in did not sign in: " + said).constData());
    return {addressAt - askedAt, addressAt};
}

} // namespace tessera::bench
