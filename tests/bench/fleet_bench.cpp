// A million desktops that wake at nine, planned with the real rules of core/session/renewal_plan: how high
// the token endpoint's peak is above its mean. Each desktop is followed on its own through one working day;
// requests are counted in steps of ten seconds. Then the same day with an outage of ten minutes, with and
// without a Retry-After. Draws the days as fleet.svg beside the program.
#include "core/session/renewal_plan.h"
#include "tests/bench/figures.h"

#include <algorithm>
#include <cstdint>
#include <fstream>
#include <random>
#include <vector>

namespace {

using namespace tessera;
using std::chrono::hours;
using std::chrono::minutes;

constexpr int kDesktops = 1'000'000;
constexpr Milliseconds kStep = Seconds(10);
constexpr Milliseconds kDay = hours(9);     // from a quarter to nine to a quarter to six
constexpr Milliseconds kNine = minutes(15); // of that day
constexpr Milliseconds kWake = minutes(5);  // around nine
constexpr Milliseconds kLife = hours(1);    // of an access token
constexpr Milliseconds kOutageBegins = hours(3);
constexpr Milliseconds kOutage = minutes(10);

struct Outage
{
    bool happens = false;
    std::optional<Seconds> retryAfter;
};

struct Day
{
    std::vector<std::uint32_t> steps = std::vector<std::uint32_t>(kDay / kStep + 1);

    void count(Milliseconds at) { ++steps[std::size_t(at / kStep)]; }

    double mean(Milliseconds from, Milliseconds to) const
    {
        double sum = 0;
        for (auto step = from / kStep; step < to / kStep; ++step)
            sum += steps[std::size_t(step)];
        return sum / double(to / kStep - from / kStep);
    }
    double peak(Milliseconds from, Milliseconds to) const
    {
        return *std::max_element(steps.begin() + from / kStep, steps.begin() + to / kStep);
    }
};

bool isOut(const Outage& outage, Milliseconds at)
{
    return outage.happens && at >= kOutageBegins && at < kOutageBegins + kOutage;
}

void live(Day& day, std::mt19937& random, const RenewalPolicy& policy, const Outage& outage)
{
    const auto draw = [&random] { return std::uint32_t(random()); };
    std::uniform_int_distribution<std::int64_t> wake(-kWake.count(), kWake.count());
    Milliseconds at = kNine + Milliseconds(wake(random)) + startDelay(1, policy, draw());
    After after = After::SharedMoment;
    int failures = 0;
    while (at < kDay) {
        day.count(at);
        if (isOut(outage, at)) {
            at += retryDelay(++failures, outage.retryAfter, policy, draw());
            after = After::SharedMoment;
            continue;
        }
        failures = 0;
        at += plannedRenewal(kLife, std::exchange(after, After::Renewal), policy, draw());
    }
}

Day simulate(const RenewalPolicy& policy, const Outage& outage)
{
    Day day;
    std::mt19937 random(20261126);
    for (int i = 0; i < kDesktops; ++i)
        live(day, random, policy, outage);
    return day;
}

/// One row of the table; the ratio.
double row(const char* what, const Day& day, Milliseconds from, Milliseconds to)
{
    const double seconds = double(kStep.count()) / 1000;
    const double mean = day.mean(from, to);
    const double peak = day.peak(from, to);
    std::printf("%-58s %9.0f %9.0f %7.2f\n", what, mean / seconds, peak / seconds, peak / mean);
    return peak / mean;
}

void drawLine(std::ofstream& svg, const Day& day, double top, double y, const char* colour, const char* name)
{
    svg << "<text x='10' y='" << y - 150 << "' font-family='sans-serif' font-size='13'>" << name
        << "</text>\n"
        << "<polyline fill='none' stroke='" << colour << "' points='";
    for (std::size_t i = 0; i < day.steps.size(); ++i)
        svg << 10 + double(i) * 0.3 << ',' << y - std::min(day.steps[i] / top, 1.0) * 140 << ' ';
    svg << "'/>\n";
}

void drawDays(const char* path, const Day& exact, const Day& spread, const Day& outage)
{
    std::ofstream svg(path);
    svg << "<svg xmlns='http://www.w3.org/2000/svg' width='1000' height='560'><rect width='1000' "
           "height='560' "
           "fill='white'/>\n";
    const double top = 1.1 * exact.peak(Milliseconds(0), kDay);
    drawLine(svg, exact, top, 180, "#b3261e", "Renewed as late as possible: requests from 8:45 to 17:45");
    drawLine(svg, spread, top, 360, "#1a7f37", "Tessera: the first renewal after a start is spread");
    drawLine(svg, outage, top, 540, "#3b5bdb", "Tessera, with an outage of ten minutes and Retry-After: 120");
    svg << "</svg>\n";
}

} // namespace

int main(int /*argc*/, char** argv)
{
    const RenewalPolicy spread = RenewalPolicy::spreadOut();
    const Milliseconds wakeBegins = kNine - kWake;
    const Milliseconds wakeEnds = kNine + kWake;
    const Milliseconds after = kNine + hours(1) + kWake; // the second renewals are over
    const Day exact = simulate({}, {});
    const Day usual = simulate(spread, {});
    const Day out = simulate(spread, {true, std::nullopt});
    const Day outRetry = simulate(spread, {true, Seconds(120)});

    std::printf("%d desktops wake at 9:00 +- 5 min; tokens live one hour; requests per second:\n", kDesktops);
    std::printf("%-58s %9s %9s %7s\n", "", "mean", "peak", "ratio");
    Figures figures;
    figures.add("fleet_wake_ratio", row("8:55 to 9:05, while they wake", usual, wakeBegins, wakeEnds));
    figures.add("fleet_day_ratio", row("9:05 to 17:45", usual, wakeEnds, kDay));
    figures.add("fleet_settled_ratio", row("10:05 to 17:45", usual, after, kDay));
    row("(for comparison: 9:05 to 17:45 without any spreading)", exact, wakeEnds, kDay);
    const Milliseconds back = kOutageBegins + kOutage;
    figures.add("fleet_outage_ratio",
                row("after an outage of 10 min, the hour after", out, back, back + hours(1)));
    figures.add("fleet_retry_after_ratio",
                row("the same with Retry-After: 120, the hour after", outRetry, back, back + hours(1)));
    row("the same with Retry-After: 120, while it is out", outRetry, kOutageBegins, back);
    const std::string picture = std::string(argv[0]) + ".svg";
    drawDays(picture.c_str(), exact, usual, outRetry);
    std::printf("Drawn as %s\n", picture.c_str());
    figures.print();
    return 0;
}
