// 100, 1,000 and 10,000 accounts: how long loading takes, what an account weighs, and what one look at the
// clock costs when nothing is due.
#include "core/session/session_manager.h"
#include "tests/bench/figures.h"
#include "tests/bench/made_accounts.h"

#include <QCoreApplication>
#include <QCoroTask>
#include <QElapsedTimer>
#include <QFile>
#include <QTemporaryDir>

#include <cmath>
#include <vector>

namespace {

using namespace tessera;

struct Measured
{
    int accounts = 0;
    double loadMs = 0;
    double kibPerAccount = 0;
    double tickUs = 0;
};

/// Of this process, in KiB; 0 where the system does not say.
double residentKib()
{
    QFile statm(QStringLiteral("/proc/self/statm"));
    if (!statm.open(QIODevice::ReadOnly))
        return 0;
    return statm.readAll().split(' ').value(1).toDouble() * 4;
}

Measured measure(int accounts)
{
    const QTemporaryDir directory;
    const Environment environment = bench::environmentWith(accounts, directory.path());
    RenewalPolicy policy = RenewalPolicy::spreadOut();
    policy.startPerAccount = policy.startAtMost = std::chrono::hours(100'000); // nothing is due
    SessionManager manager(environment, policy);
    Measured measured{accounts};
    const double before = residentKib();
    QElapsedTimer timer;
    timer.start();
    if (const auto loaded = QCoro::waitFor(manager.load()); !loaded)
        qFatal("%d accounts could not be loaded: %s, %s", accounts, qPrintable(loaded.error().code),
               qPrintable(loaded.error().detail));
    measured.loadMs = double(timer.nsecsElapsed()) / 1e6;
    measured.kibPerAccount = (residentKib() - before) / accounts;
    for (const Session& session : manager.sessions())
        if (session.phase != Phase::Active)
            qFatal("an account is not signed in: %s", qPrintable(phaseName(session.phase)));
    constexpr int kTicks = 2000;
    timer.restart();
    for (int i = 0; i < kTicks; ++i)
        manager.tick();
    measured.tickUs = double(timer.nsecsElapsed()) / 1e3 / kTicks;
    return measured;
}

} // namespace

int main(int argc, char** argv)
{
    const QCoreApplication application(argc, argv);
    std::printf("%9s %10s %14s %12s %10s\n", "accounts", "load, ms", "us an account", "KiB each", "tick, us");
    Figures figures;
    std::vector<Measured> all;
    for (const int accounts : {100, 1000, 10000}) {
        const Measured m = measure(accounts);
        std::printf("%9d %10.1f %14.1f %12.2f %10.3f\n", m.accounts, m.loadMs, m.loadMs * 1000 / m.accounts,
                    m.kibPerAccount, m.tickUs);
        all.push_back(m);
    }
    // 1.0: ten times as many take ten times as long.
    const double slope = std::log10(all[2].loadMs / all[1].loadMs);
    std::printf("Growth of the loading time from 1,000 to 10,000 accounts: n^%.2f\n", slope);
    figures.add("accounts_1000_load_ms", all[1].loadMs);
    figures.add("accounts_10000_load_ms", all[2].loadMs);
    figures.add("accounts_kib_each", all[2].kibPerAccount);
    figures.add("accounts_load_exponent", slope);
    figures.add("accounts_10000_tick_ms", all[2].tickUs / 1000);
    figures.print();
    return 0;
}
