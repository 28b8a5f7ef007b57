// The simulator's random numbers: the same on every machine for a seed (SplitMix64, Steele, Lea and Flood 2014).
#pragma once

#include <QtGlobal>

namespace roost::sim {

class Random
{
public:
    explicit Random(quint64 seed)
        : m_state(seed)
    {
    }

    quint64 next()
    {
        quint64 z = (m_state += 0x9E3779B97F4A7C15ULL);
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9ULL;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EBULL;
        return z ^ (z >> 31);
    }
    // In [0, bound).
    qint64 below(qint64 bound) { return static_cast<qint64>(next() % static_cast<quint64>(bound)); }
    qint64 between(qint64 least, qint64 most) { return least + below(most - least + 1); }
    bool chance(int percent) { return below(100) < percent; }
    // In [0, 1).
    double fraction() { return static_cast<double>(next() >> 11) * 0x1.0p-53; }

private:
    quint64 m_state;
};

} // namespace roost::sim
