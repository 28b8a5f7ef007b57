// One live socket that watches a topic. While its peer doesn't read, only the newest state waits.
#pragma once

#include "LiveTopic.h"

#include <QObject>

class QWebSocket;

namespace roost {

class LiveAvailability;

// Lives on its socket's thread and goes with the socket.
class LiveWatcher : public QObject
{
    Q_OBJECT

public:
    LiveWatcher(LiveAvailability &hub, QWebSocket *socket, const LiveTopic &topic);
    ~LiveWatcher() override;

    const LiveTopic &topic() const { return m_topic; }
    // On the socket's thread. States older than the last one sent are dropped.
    void offer(const LiveStatePointer &state);
    void close();

private:
    void sendWaiting();

    LiveAvailability &m_hub;
    QWebSocket *m_socket; // our parent
    const LiveTopic m_topic;
    LiveStatePointer m_waiting;
    quint64 m_sent = 0; // the sequence; 0: nothing yet
};

} // namespace roost
