// Chance that can be had again: the same seed throws the same numbers on every machine.
#pragma once

#include <QtGlobal>

#include <initializer_list>

namespace tessera::lives {

class Dice
{
public:
    explicit Dice(quint64 seed) : m_state(seed) {}

    /// SplitMix64.
    quint64 next()
    {
        m_state += 0x9E3779B97F4A7C15ULL;
        quint64 z = m_state;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9ULL;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EBULL;
        return z ^ (z >> 31);
    }
    /// From `least` to `most`, both included.
    int between(int least, int most)
    {
        return least + static_cast<int>(next() % static_cast<quint64>(most - least + 1));
    }
    bool oneIn(int n) { return between(1, n) == 1; }
    template <class T>
    T among(std::initializer_list<T> values)
    {
        return values.begin()[between(0, static_cast<int>(values.size()) - 1)];
    }

private:
    quint64 m_state;
};

} // namespace tessera::lives
