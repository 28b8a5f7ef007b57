// The cable between a client and the server, to be pulled: a TCP relay on a thread of its own.
#pragma once

#include <QThread>
#include <QUrl>

#include <atomic>
#include <limits>

namespace roost::test {

class NetworkPlug
{
    Q_DISABLE_COPY_MOVE(NetworkPlug)

public:
    // Plugged in. url() is what clients connect to; it stays the same.
    explicit NetworkPlug(const QUrl &server);
    ~NetworkPlug();

    QUrl url() const;
    // Cuts every connection and refuses new ones, until plugged in again.
    void pull();
    void plugIn();
    // Pulls by itself once so many more bytes have passed to the server (or from it); the rest of that piece is lost.
    void pullAfterBytesToServer(qint64 bytes);
    void pullAfterBytesFromServer(qint64 bytes);
    bool isPulled() const { return m_isPulled; }
    qint64 bytesFromServer() const { return m_fromServer; }
    qint64 bytesToServer() const { return m_toServer; }
    // Both ways.
    qint64 bytes() const { return m_fromServer + m_toServer; }

private:
    friend class Relay;
    static constexpr qint64 kNever = std::numeric_limits<qint64>::max();

    QThread m_thread;
    class Relay *m_relay;
    QUrl m_server;
    std::atomic<bool> m_isPulled{false};
    std::atomic<qint64> m_toServer{0};
    std::atomic<qint64> m_fromServer{0};
    std::atomic<qint64> m_toServerLimit{kNever};
    std::atomic<qint64> m_fromServerLimit{kNever};
};

} // namespace roost::test
