// The live connection (WS /sync/v1/live): pokes come in, nothing goes out. Notices a peer that went away silently.
#pragma once

#include "sync/ports/Transport.h"

#include <QTimer>
#include <QWebSocket>

namespace roost::net {

// Belongs to one thread.
class LiveSocket : public QObject
{
    Q_OBJECT

public:
    static constexpr int kPingMs = 30'000;
    static constexpr int kSilenceMs = 75'000;

    explicit LiveSocket(QObject *parent = nullptr);

    // base: the server's address. Closes what was open before, without a word.
    void open(const QUrl &base, const QString &accessToken, sync::LiveEvents events);
    void close();

private:
    void received(const QString &text);
    void ended();

    QWebSocket *m_socket = nullptr;
    sync::LiveEvents m_events;
    QTimer m_ping;
    QTimer m_silence;
};

} // namespace roost::net
