// Counts failed log-ins in fixed windows.
#include "LoginThrottle.h"

#include "common/Secrets.h"

namespace roost {

using namespace Qt::StringLiterals;

namespace {

QByteArray accountKey(const QString &email, const QString &address)
{
    return sha256(email.toUtf8() + '\n' + address.toUtf8());
}

QByteArray addressKey(const QString &address)
{
    return sha256(address.toUtf8());
}

} // namespace

LoginThrottle::LoginThrottle(LoginThrottleLimits limits)
    : m_limits(limits)
{
}

Result<void> LoginThrottle::attempt(const QString &email, const QString &address, const QDateTime &nowUtc)
{
    const qint64 now = nowUtc.toSecsSinceEpoch();
    const QByteArray account = accountKey(email, address);
    const QByteArray source = addressKey(address);
    const std::lock_guard lock(m_mutex);
    const int wait = std::max(secondsToWait(account, m_limits.failuresPerAccount, now),
                              secondsToWait(source, m_limits.failuresPerAddress, now));
    if (wait > 0) {
        return fail(ErrorCode::TooManyRequests,
                    u"Too many failed log-ins. Wait %1 minutes and try again."_s.arg((wait + 59) / 60), {},
                    {{u"retry_after"_s, wait}});
    }
    makeRoom(now);
    count(account, now);
    count(source, now);
    return {};
}

void LoginThrottle::succeeded(const QString &email, const QString &address)
{
    const std::lock_guard lock(m_mutex);
    m_windows.remove(accountKey(email, address));
    const auto source = m_windows.find(addressKey(address));
    if (source != m_windows.end() && --source->failures <= 0)
        m_windows.erase(source);
}

int LoginThrottle::secondsToWait(const QByteArray &key, int limit, qint64 now) const
{
    const auto window = m_windows.constFind(key);
    if (window == m_windows.constEnd() || window->endsAt <= now || window->failures < limit)
        return 0;
    return static_cast<int>(window->endsAt - now);
}

void LoginThrottle::count(const QByteArray &key, qint64 now)
{
    Window &window = m_windows[key];
    if (window.endsAt <= now)
        window = {0, now + m_limits.windowSeconds};
    ++window.failures;
}

void LoginThrottle::makeRoom(qint64 now)
{
    if (m_windows.size() + 2 <= m_limits.entries)
        return;
    m_windows.removeIf([now](const auto &entry) { return entry.value().endsAt <= now; });
    // Still full: somebody uses very many addresses. Forget some counts rather than refuse everybody.
    while (m_windows.size() + 2 > m_limits.entries)
        m_windows.erase(m_windows.begin());
}

} // namespace roost
