// Classification of errors, and delays.
#include "Failures.h"

namespace roost::sync {

namespace {

constexpr int kMostRetryAfterMs = 3'600'000;

} // namespace

bool meansOffline(ErrorCode code)
{
    return code == ErrorCode::Offline || code == ErrorCode::Timeout || code == ErrorCode::Unavailable;
}

bool isPassing(ErrorCode code)
{
    return meansOffline(code) || code == ErrorCode::Busy || code == ErrorCode::TooManyRequests ||
           code == ErrorCode::Cancelled;
}

bool needsHello(ErrorCode code)
{
    return code == ErrorCode::EpochChanged || code == ErrorCode::ResyncNeeded || code == ErrorCode::ScopeGone;
}

int retryAfterMs(const Error &error)
{
    return std::clamp(error.details.value(QStringLiteral("retry_after_ms")).toInt(), 0, kMostRetryAfterMs);
}

int backoffMs(int failures, int firstMs, int mostMs, double random)
{
    const double full = std::min(static_cast<double>(mostMs), firstMs * std::pow(2.0, std::min(failures, 30)));
    return static_cast<int>(full * (0.5 + random / 2));
}

} // namespace roost::sync
