// The time, as a thing that a test can set.
#pragma once

#include <QDateTime>

namespace roost {

class Clock
{
public:
    virtual ~Clock() = default;
    // UTC. Thread-safe.
    virtual QDateTime nowUtc() const = 0;
};

class SystemClock : public Clock
{
public:
    QDateTime nowUtc() const override;
};

} // namespace roost
