// A client that sends exactly the bytes it is given, for tests that misbehave. Blocking, with time-outs; use it on any
// one thread. Every wait is for the peer, never for a fixed time.
#pragma once

#include <QByteArray>
#include <QHash>

#include <optional>

namespace roost::test {

struct RawReply
{
    int status = 0;
    QHash<QByteArray, QByteArray> headers; // names in lower case
    QByteArray body;
};

class RawHttpClient
{
    Q_DISABLE_COPY(RawHttpClient)

public:
    static constexpr int kTimeoutMs = 10'000;

    // from: the local address, e.g. "127.0.1.7", to be another peer for limits by address; empty: the system chooses.
    explicit RawHttpClient(quint16 port, const QByteArray &address = "127.0.0.1", const QByteArray &from = {});
    RawHttpClient(RawHttpClient &&other) noexcept;
    RawHttpClient &operator=(RawHttpClient &&) = delete;
    ~RawHttpClient();

    bool isConnected() const { return m_descriptor >= 0; }

    // False when the peer does not take them (it has closed, or is not reading until the time is up).
    bool send(const QByteArray &bytes);
    // "GET <path>" with a Host.
    bool get(const QByteArray &path) { return send("GET " + path + " HTTP/1.1\r\nHost: test\r\n\r\n"); }

    // The next whole reply. Interim (1xx) replies are returned too. Nothing when the connection ends or time is up.
    // forHead: a Content-Length is not followed by a body.
    std::optional<RawReply> read(bool forHead = false, int timeoutMs = kTimeoutMs);
    // True when the peer closes (or resets) the connection within the time; what it sends before is kept in rest().
    bool waitForClose(int timeoutMs = kTimeoutMs);
    QByteArray rest() const { return m_received; }

    // The peer sees the end, but may still answer.
    void finishSending();
    void close();
    // Closes with a reset.
    void reset();

private:
    bool receive(int timeoutMs);

    int m_descriptor = -1;
    QByteArray m_received;
};

// False under a sanitizer, whose own bookkeeping drowns what the program holds.
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
constexpr bool kMemoryIsMeasurable = false;
#else
constexpr bool kMemoryIsMeasurable = true;
#endif

// How many files this process may have open, after raising the limit as far as it goes.
int openFilesLimit();

// Bytes of memory that a process holds (resident set); 0 when there is no such process. pid 0: this one.
qint64 residentBytes(qint64 pid = 0);

} // namespace roost::test
