// How many round trips stand in the way of a person: from the click to the browser, and from the browser's
// return to "signed in". The programs' own environment and session manager against the demo provider, whose
// every answer comes 100 ms late; a robot is the person. Connections cost nothing here: it stands on
// loopback.
#include "app/common/environment_factory.h"
#include "core/session/session_manager.h"
#include "tests/bench/command_line_sign_in.h"
#include "tests/bench/far_provider.h"
#include "tests/bench/figures.h"
#include "tests/bench/measure.h"
#include "tests/support/await.h"
#include "tests/support/recorded_exchanges.h"
#include "tests/support/robot_browser.h"

#include <QCoreApplication>
#include <QElapsedTimer>
#include <QTemporaryDir>

using namespace tessera;
using namespace tessera::bench;

namespace {

constexpr int kRuns = 9;
constexpr Milliseconds kRoundTrip{100};

struct Trips
{
    Speeds toBrowser;
    Speeds fromRedirect;
    int awaited = 0;       ///< most requests that were answered before the browser opened
    int afterRedirect = 0; ///< most requests sent after the redirect
    int all = 0;           ///< most requests of one sign-in
};

QCoro::Task<void> browse(test::BrowserPtr browser, QUrl address, test::RobotPlan plan)
{
    co_await test::visit(browser, address, plan);
}

/// A program that has just started, with a robot for a browser.
class Program
{
public:
    explicit Program(const QString& folder)
    {
        Environment environment = makeEnvironment({.configDirectory = folder, .useKeychain = false});
        environment.openUrl = [this](const QUrl& address) {
            open(address);
            return Result<void>();
        };
        m_recorder = environment.recorder;
        m_manager = std::make_unique<SessionManager>(environment);
    }

    void signIn(const QString& issuer, Trips& trips)
    {
        SignInRequest request;
        request.registration.issuer = issuer;
        request.registration.clientId = QStringLiteral("tessera-cli");
        request.onProgress = [this](const SignInProgress& progress) { m_redirectUri = progress.redirectUri; };
        m_recorder->clear();
        m_timer.start();
        const auto outcome = test::await(m_manager->signIn(request));
        const double end = now();
        if (!outcome)
            fail(("error: nobody was signed in: " + outcome.error().code.toLatin1()).constData());
        trips.toBrowser.push_back(m_openedAt / double(kRoundTrip.count()));
        trips.fromRedirect.push_back((end - m_redirectedAt) / double(kRoundTrip.count()));
        trips.awaited = std::max(trips.awaited, m_answeredAtOpening);
        trips.afterRedirect = std::max(trips.afterRedirect, sent() - m_sentAtRedirect);
        trips.all = std::max(trips.all, sent());
    }

private:
    double now() const { return double(m_timer.nsecsElapsed()) / 1e6; }
    int sent() const { return int(test::exchangesOf(*m_recorder).size()); }

    void open(const QUrl& address)
    {
        m_openedAt = now();
        const auto exchanges = test::exchangesOf(*m_recorder);
        m_answeredAtOpening =
            int(std::count_if(exchanges.begin(), exchanges.end(),
                              [](const test::RecordedExchange& exchange) { return exchange.status != 0; }));
        test::RobotPlan plan;
        plan.atHop = [this](const QUrl& hop) {
            if (hop.port() != m_redirectUri.port() || hop.path() != m_redirectUri.path() || !hop.hasQuery())
                return;
            m_redirectedAt = now();
            m_sentAtRedirect = sent();
        };
        browse(std::make_shared<test::Browser>(), address, plan);
    }

    std::shared_ptr<FlowRecorder> m_recorder;
    std::unique_ptr<SessionManager> m_manager;
    QElapsedTimer m_timer;
    QUrl m_redirectUri;
    double m_openedAt = 0;
    double m_redirectedAt = 0;
    int m_answeredAtOpening = 0;
    int m_sentAtRedirect = 0;
};

void say(const char* what, const Speeds& trips, double bound)
{
    std::printf("%s: %.3f round trips (limit %.1f, worst of %zu: %.3f)\n", what, median(trips), bound,
                trips.size(), *std::max_element(trips.begin(), trips.end()));
}

} // namespace

int main(int argc, char* argv[])
{
    const QCoreApplication application(argc, argv);
    FarProvider provider(kRoundTrip);
    const QTemporaryDir folder;
    Trips cold;
    Trips warm;
    for (int run = 0; run < kRuns; ++run) {
        Program program(folder.path());
        program.signIn(provider.issuer(), cold);
        program.signIn(provider.issuer(), warm);
    }
    // What a command knows is what the one before it wrote down.
    Speeds coldStart;
    Speeds coldProcess;
    Speeds warmStart;
    Speeds warmProcess;
    int requests = 0;
    for (int run = 0; run < kRuns; ++run) {
        const QTemporaryDir fresh;
        const CommandLineTimes first = signInByCommandLine(provider.issuer(), fresh.path());
        provider.takeRequests();
        const CommandLineTimes second = signInByCommandLine(provider.issuer(), fresh.path());
        const QStringList asked = provider.takeRequests();
        requests = std::max(requests,
                            int(asked.count(QStringLiteral("discovery")) +
                                asked.count(QStringLiteral("jwks")) + asked.count(QStringLiteral("token"))));
        coldProcess.push_back(first.asking / double(kRoundTrip.count()));
        warmProcess.push_back(second.asking / double(kRoundTrip.count()));
        coldStart.push_back(first.start);
        warmStart.push_back(second.start);
    }
    Speeds fromRedirect = cold.fromRedirect;
    fromRedirect.insert(fromRedirect.end(), warm.fromRedirect.begin(), warm.fromRedirect.end());

    say("Redirect to signed in", fromRedirect, 1.2);
    say("Click to browser, server not known", cold.toBrowser, 1.2);
    say("Click to browser, server known", warm.toBrowser, 0.1);
    say("Click to browser, tessera sign-in, server not known", coldProcess, 1.2);
    say("Click to browser, tessera sign-in, server known from the command before", warmProcess, 0.1);
    std::printf(
        "With the start of the process, tessera sign-in: %.0f ms, %.0f ms where the server is known\n",
        median(coldStart), median(warmStart));
    std::printf("Requests answered before the browser opens: %d, %d where the server is known; after the "
                "redirect: %d; "
                "in all: %d, %d known, %d known from another process\n",
                cold.awaited, warm.awaited, std::max(cold.afterRedirect, warm.afterRedirect), cold.all,
                warm.all, requests);

    Figures figures;
    figures.add("signin_redirect_trips", median(fromRedirect));
    figures.add("signin_browser_cold_trips", median(cold.toBrowser));
    figures.add("signin_browser_warm_trips", median(warm.toBrowser));
    figures.add("signin_browser_cold_process_trips", median(coldProcess));
    figures.add("signin_browser_new_process_trips", median(warmProcess));
    figures.add("signin_redirect_requests", std::max(cold.afterRedirect, warm.afterRedirect));
    figures.add("signin_browser_cold_requests", cold.awaited);
    figures.add("signin_browser_warm_requests", warm.awaited);
    figures.add("signin_all_requests_cold", cold.all);
    figures.add("signin_all_requests_warm", warm.all);
    figures.print();
}
