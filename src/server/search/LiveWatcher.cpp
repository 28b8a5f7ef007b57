#include "LiveWatcher.h"

#include "LiveAvailability.h"

#include <QWebSocket>

namespace roost {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 kMostUnsentBytes = 16 * 1024;

} // namespace

LiveWatcher::LiveWatcher(LiveAvailability &hub, QWebSocket *socket, const LiveTopic &topic)
    : QObject(socket)
    , m_hub(hub)
    , m_socket(socket)
    , m_topic(topic)
{
    connect(m_socket, &QWebSocket::bytesWritten, this, &LiveWatcher::sendWaiting);
}

LiveWatcher::~LiveWatcher()
{
    m_hub.remove(this);
}

void LiveWatcher::offer(const LiveStatePointer &state)
{
    if (state->sequence <= m_sent)
        return;
    m_waiting = state;
    sendWaiting();
}

void LiveWatcher::close()
{
    m_socket->close(QWebSocketProtocol::CloseCodeGoingAway, u"This isn't offered any more."_s);
}

void LiveWatcher::sendWaiting()
{
    if (!m_waiting || m_socket->bytesToWrite() > kMostUnsentBytes)
        return;
    const LiveStatePointer state = std::exchange(m_waiting, {});
    const bool isNext = m_sent > 0 && state->sequence == m_sent + 1 && !state->change.isEmpty();
    m_sent = state->sequence;
    m_socket->sendTextMessage(QString::fromUtf8(isNext ? state->change : state->whole));
}

} // namespace roost
