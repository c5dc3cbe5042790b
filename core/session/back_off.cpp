#include "core/session/back_off.h"

#include "core/base/random.h"

#include <algorithm>
#include <limits>

namespace tessera {
namespace {

constexpr Milliseconds kShortest = Seconds(1);
constexpr Milliseconds kLongest = std::chrono::minutes(5);
constexpr int kMostDoublings = 9; // 2^9 s is past the longest

} // namespace

Milliseconds backOff(int failures, quint32 random)
{
    const int doublings = std::clamp(failures - 1, 0, kMostDoublings);
    const Milliseconds nominal = std::min(kShortest * (1 << doublings), kLongest);
    const double part = 0.5 + 0.5 * random / std::numeric_limits<quint32>::max();
    const Milliseconds delay(static_cast<qint64>(static_cast<double>(nominal.count()) * part));
    return std::max(delay, kShortest);
}

Milliseconds backOff(int failures)
{
    return backOff(failures, randomNumber());
}

} // namespace tessera
