// AccessLog: what it writes needs no escaping, as methods are tokens, patterns are Roost's own and ids are sane.
#include "AccessLog.h"

#include <cerrno>
#include <charconv>
#include <ctime>
#include <unistd.h>

namespace roost::http {

namespace {

constexpr qsizetype kMaxWaiting = 1024 * 1024;
constexpr qsizetype kMaxMethod = 16;
// A pipe takes no more than this without mixing it with the writes of others (PIPE_BUF).
constexpr qsizetype kAtomicWrite = 4096;
constexpr auto kGather = std::chrono::milliseconds(50);

void appendNumber(QByteArray &line, qint64 number)
{
    std::array<char, 24> digits;
    const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), number).ptr;
    line.append(digits.data(), end - digits.data());
}

// "2026-11-20T22:16:31.497Z"
void appendNow(QByteArray &line)
{
    timespec now{};
    ::clock_gettime(CLOCK_REALTIME, &now);
    thread_local time_t second = 0;
    thread_local std::array<char, 20> text;
    if (now.tv_sec != second) {
        second = now.tv_sec;
        tm parts{};
        ::gmtime_r(&second, &parts);
        std::strftime(text.data(), text.size(), "%Y-%m-%dT%H:%M:%S", &parts);
    }
    const long milliseconds = now.tv_nsec / 1'000'000;
    line.append(text.data(), 19).append('.');
    line.append(static_cast<char>('0' + milliseconds / 100));
    line.append(static_cast<char>('0' + milliseconds / 10 % 10));
    line.append(static_cast<char>('0' + milliseconds % 10)).append('Z');
}

void appendLine(QByteArray &line, const FinishedRequest &request)
{
    line.append("{\"duration_us\":");
    appendNumber(line, request.durationUs);
    line.append(",\"event\":\"http.request\",\"level\":\"info\",\"method\":\"");
    line.append(QByteArrayView(request.method).first(std::min(request.method.size(), kMaxMethod)));
    line.append("\",\"reply_bytes\":");
    appendNumber(line, request.replyBytes);
    line.append(",\"request_bytes\":");
    appendNumber(line, request.requestBytes);
    line.append(",\"request_id\":\"").append(request.requestId);
    line.append("\",\"route\":\"").append(request.routePattern).append("\",\"status\":");
    appendNumber(line, request.status);
    line.append(",\"time\":\"");
    appendNow(line);
    line.append("\"}\n");
}

} // namespace

AccessLog::AccessLog(int descriptor)
    : m_descriptor(descriptor)
    , m_writer([this] { work(); })
{
}

AccessLog::~AccessLog()
{
    {
        const std::scoped_lock lock(m_mutex);
        m_isStopping = true;
    }
    m_wake.notify_all();
    m_writer.join();
}

void AccessLog::record(const FinishedRequest &request)
{
    thread_local QByteArray line;
    line.resize(0);
    appendLine(line, request);
    bool wasEmpty = false;
    {
        const std::scoped_lock lock(m_mutex);
        if (m_lines.size() + line.size() > kMaxWaiting) {
            ++m_dropped;
            return;
        }
        wasEmpty = m_lines.isEmpty();
        m_lines.append(line);
    }
    if (wasEmpty)
        m_wake.notify_one();
}

void AccessLog::work()
{
    std::unique_lock lock(m_mutex);
    while (true) {
        m_wake.wait(lock, [this] { return m_isStopping || !m_lines.isEmpty(); });
        m_wake.wait_for(lock, kGather, [this] { return m_isStopping; });
        QByteArray lines = std::exchange(m_lines, {});
        const qint64 dropped = std::exchange(m_dropped, 0);
        const bool isLast = m_isStopping;
        lock.unlock();
        if (dropped > 0)
            lines.append("{\"event\":\"http.log_dropped\",\"level\":\"warning\",\"lines\":" +
                         QByteArray::number(dropped) + "}\n");
        const bool isOpen = write(lines);
        lock.lock();
        if (isLast || !isOpen)
            return;
    }
}

// Whole lines at a time. False when nobody reads them any more.
bool AccessLog::write(const QByteArray &lines)
{
    qsizetype done = 0;
    while (done < lines.size()) {
        qsizetype end = lines.size();
        if (end - done > kAtomicWrite)
            end = std::max(lines.lastIndexOf('\n', done + kAtomicWrite - 1) + 1, done + 1);
        const ssize_t count = ::write(m_descriptor, lines.constData() + done, static_cast<size_t>(end - done));
        if (count < 0 && errno != EINTR && errno != EAGAIN)
            return false;
        done += std::max<ssize_t>(count, 0);
    }
    return true;
}

} // namespace roost::http
