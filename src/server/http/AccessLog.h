// One JSON line on standard error for each finished request, as common/Log.h writes them. Lines are gathered and
// written by a thread of its own, because formatting and a write(2) each on the I/O thread cost several times the
// request itself.
#pragma once

#include "HttpServer.h"

#include <condition_variable>
#include <mutex>
#include <thread>

namespace roost::http {

class AccessLog
{
    Q_DISABLE_COPY_MOVE(AccessLog)

public:
    // descriptor: where to write; stays the caller's.
    explicit AccessLog(int descriptor);
    // Writes what is left.
    ~AccessLog();

    // Thread-safe and quick. While the descriptor takes nothing, lines beyond a megabyte are dropped, and their number
    // is logged as http.log_dropped.
    void record(const FinishedRequest &request);

private:
    void work();
    bool write(const QByteArray &lines);

    const int m_descriptor;
    std::mutex m_mutex;
    std::condition_variable m_wake;
    QByteArray m_lines;
    qint64 m_dropped = 0;
    bool m_isStopping = false;
    std::thread m_writer;
};

} // namespace roost::http
