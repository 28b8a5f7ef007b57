// Seeded choices: the same seed gives the same portfolio on every computer.
#pragma once

#include <QList>
#include <QRandomGenerator>
#include <QUuid>

namespace roost {

class DemoRandom
{
public:
    explicit DemoRandom(quint32 seed)
        : m_generator(seed)
    {
    }

    // least to most, both included.
    int between(int least, int most) { return m_generator.bounded(least, most + 1); }
    bool chance(int percent) { return m_generator.bounded(100) < percent; }
    quint32 number() { return m_generator.generate(); }

    template <class T>
    const T &pick(const QList<T> &values)
    {
        return values.at(m_generator.bounded(static_cast<int>(values.size())));
    }

    // The index of one of the weights, which need not add up to anything.
    qsizetype weighted(const QList<int> &weights)
    {
        int total = 0;
        for (const int weight : weights)
            total += weight;
        int left = m_generator.bounded(total);
        qsizetype index = 0;
        while (left >= weights.at(index))
            left -= weights.at(index++);
        return index;
    }

    // As random as a version 4 UUID, but of the seed.
    QUuid uuid()
    {
        QUuid id(m_generator.generate(), 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);
        const quint32 middle = m_generator.generate();
        id.data2 = static_cast<ushort>(middle);
        id.data3 = static_cast<ushort>(0x4000 | (middle >> 16 & 0x0FFF));
        for (int i = 0; i < 8; ++i)
            id.data4[i] = static_cast<uchar>(m_generator.bounded(256));
        id.data4[0] = static_cast<uchar>(0x80 | (id.data4[0] & 0x3F));
        return id;
    }

private:
    QRandomGenerator m_generator;
};

} // namespace roost
