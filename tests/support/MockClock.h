// A clock that stands still until the test moves it.
#pragma once

#include "common/Clock.h"

#include <QMutex>

namespace roost::test {

// Thread-safe.
class MockClock : public Clock
{
public:
    explicit MockClock(const QDateTime &nowUtc = QDateTime({2026, 3, 1}, {12, 0}, Qt::UTC))
        : m_nowUtc(nowUtc)
    {
    }

    QDateTime nowUtc() const override
    {
        QMutexLocker locker(&m_mutex);
        return m_nowUtc;
    }
    void set(const QDateTime &nowUtc)
    {
        QMutexLocker locker(&m_mutex);
        m_nowUtc = nowUtc;
    }
    void advanceMs(qint64 ms)
    {
        QMutexLocker locker(&m_mutex);
        m_nowUtc = m_nowUtc.addMSecs(ms);
    }

private:
    mutable QMutex m_mutex;
    QDateTime m_nowUtc;
};

} // namespace roost::test
