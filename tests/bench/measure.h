// How the programs of this folder measure: loops in turns in one process, each a moment at a time, so that
// what else the machine does meets all of them alike; then the median of the ratios of each turn.
#pragma once

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <functional>
#include <vector>

namespace tessera {

/// Does the thing once, and ends the program if it goes wrong.
using Loop = std::function<void()>;
/// Of one loop, by turn.
using Speeds = std::vector<double>;

[[noreturn]] inline void fail(const char* what)
{
    std::fprintf(stderr, "%s\n", what);
    std::exit(1);
}

/// By the processor's time, so that what else the machine does counts less.
inline double perSecond(const Loop& once)
{
    constexpr double kSeconds = 0.05;
    constexpr int kBetweenLooks = 32;
    const std::clock_t start = std::clock();
    int count = 0;
    double taken = 0;
    do {
        for (int i = 0; i < kBetweenLooks; ++i)
            once();
        count += kBetweenLooks;
        taken = static_cast<double>(std::clock() - start) / CLOCKS_PER_SEC;
    } while (taken < kSeconds);
    return count / taken;
}

/// How often a second, for each of the loops.
inline std::vector<Speeds> speedsInTurns(const std::vector<Loop>& loops, int turns = 25)
{
    std::vector<Speeds> speeds(loops.size());
    for (int turn = 0; turn < turns; ++turn)
        for (std::size_t i = 0; i < loops.size(); ++i)
            speeds[i].push_back(perSecond(loops[i]));
    return speeds;
}

inline double median(Speeds values)
{
    const auto middle = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
    std::nth_element(values.begin(), middle, values.end());
    return *middle;
}

inline double medianRatio(const Speeds& some, const Speeds& others)
{
    Speeds ratios;
    for (std::size_t turn = 0; turn < some.size(); ++turn)
        ratios.push_back(some[turn] / others[turn]);
    return median(ratios);
}

inline double microseconds(const Speeds& speeds)
{
    return 1e6 / median(speeds);
}

} // namespace tessera
