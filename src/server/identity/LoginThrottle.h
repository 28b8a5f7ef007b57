// Slows down guessing of passwords: so many failures for an account from an address, and from an address in all, in a
// span of time; then nothing more is tried until it has passed.
//
// Kept in memory: each roostd counts for itself, and a restart forgets. Emails are kept as hashes only.
#pragma once

#include "common/Clock.h"
#include "common/Result.h"

#include <mutex>

namespace roost {

struct LoginThrottleLimits
{
    int failuresPerAccount = 8;   // from one address
    int failuresPerAddress = 200; // for whatever accounts
    int windowSeconds = 15 * 60;
    qsizetype entries = 100000; // what is remembered at most
};

// Thread-safe.
class LoginThrottle
{
    Q_DISABLE_COPY_MOVE(LoginThrottle)

public:
    explicit LoginThrottle(LoginThrottleLimits limits = {});

    // Before each check of a password; counts as a failure until succeeded(), so that trying in parallel gains nothing.
    // TooManyRequests with details.retry_after (seconds).
    Result<void> attempt(const QString &email, const QString &address, const QDateTime &nowUtc);
    void succeeded(const QString &email, const QString &address);

private:
    struct Window
    {
        int failures = 0;
        qint64 endsAt = 0;
    };

    int secondsToWait(const QByteArray &key, int limit, qint64 now) const;
    void count(const QByteArray &key, qint64 now);
    void makeRoom(qint64 now);

    const LoginThrottleLimits m_limits;
    std::mutex m_mutex;
    QHash<QByteArray, Window> m_windows;
};

} // namespace roost
