// Buckets fill with time and are never refilled by a timer.
#include "RequestBudget.h"

namespace roost {

using namespace Qt::StringLiterals;

Result<void> RequestBudget::spend(const QString &key, Instant now)
{
    const std::lock_guard lock(m_mutex);
    auto bucket = m_buckets.find(key);
    if (bucket == m_buckets.end())
        bucket = m_buckets.insert(key, {static_cast<double>(m_rate.burst), now});
    const double seconds = std::chrono::duration<double>(now - bucket->filledAt).count();
    bucket->tokens = std::min<double>(m_rate.burst, bucket->tokens + std::max(0.0, seconds) * m_rate.perSecond);
    bucket->filledAt = std::max(bucket->filledAt, now);
    if (bucket->tokens < 1) {
        return fail(ErrorCode::TooManyRequests, u"This app asks too often. Wait a moment and try again."_s, {},
                    {{u"retry_after"_s, 1}});
    }
    bucket->tokens -= 1;
    return {};
}

} // namespace roost
