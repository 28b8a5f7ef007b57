// How many requests an app may make: a token bucket each, in this process's memory.
#pragma once

#include "common/Result.h"

#include <QHash>

#include <chrono>
#include <mutex>

namespace roost {

struct RequestRate
{
    int perSecond = 1'000;
    int burst = 5'000;
};

// Thread-safe.
class RequestBudget
{
    Q_DISABLE_COPY_MOVE(RequestBudget)

public:
    using Instant = std::chrono::steady_clock::time_point;

    explicit RequestBudget(RequestRate rate)
        : m_rate(rate)
    {
    }

    // TooManyRequests with details.retry_after (seconds) when key has used up what it may.
    Result<void> spend(const QString &key, Instant now = std::chrono::steady_clock::now());

private:
    struct Bucket
    {
        double tokens = 0;
        Instant filledAt;
    };

    const RequestRate m_rate;
    std::mutex m_mutex;
    QHash<QString, Bucket> m_buckets; // as many as there are apps: only known ones spend
};

} // namespace roost
