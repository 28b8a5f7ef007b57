// One I/O thread's share of the server: its listening sockets, its connections, their time-outs. Made, used and
// destroyed on that thread; beginStop() and cut() are called there too.
#pragma once

#include "Clocks.h"
#include "Connection.h"
#include "EpollReactor.h"
#include "ListeningSocket.h"
#include "WebSocketKeeper.h"

#include <QTcpServer>
#include <QTimer>

#include <unordered_map>

namespace roost::http {

class IoLoop final : public QObject, private ConnectionHost
{
    Q_OBJECT

public:
    IoLoop(ServerCore &core, std::vector<ListeningSocket> sockets);
    ~IoLoop() override;

    // No more connections and requests; finished() when the last one has gone.
    void beginStop();
    // Drops all that is left; finished() follows.
    void cut();

Q_SIGNALS:
    void finished();

private:
    void listen(ListeningSocket socket);
    void accept(int descriptor);
    void open(int descriptor, Peer peer);
    void deliverReplies();
    void sweep();
    void tidy();
    void reportIfFinished();

    char *scratch() override { return m_scratch.get(); }
    QByteArray &out() override { return m_out; }
    QByteArrayView date() override { return m_date.value(); }
    qint64 nowMs() const override { return steadyMs(); }
    std::shared_ptr<ReplyChannel> replies() override { return m_replies; }
    void revisit(Connection &connection) override;
    void bury(Connection &connection) override;
    void adoptWebSocket(std::unique_ptr<QTcpSocket> socket, WorkerReply accepted, const Route &route,
                        std::unique_ptr<ConnectionQuota::Place> place) override;
    void scheduleTidy();

    ServerCore &m_core;
    std::shared_ptr<ReplyChannel> m_replies;
    std::unique_ptr<char[]> m_scratch;
    QByteArray m_out;
    DateField m_date;
    EpollReactor m_reactor;
    WebSocketKeeper m_webSockets;
    std::vector<std::unique_ptr<QTcpServer>> m_listeners;
    std::unordered_map<quint64, std::unique_ptr<Connection>> m_connections;
    std::vector<quint64> m_dead;      // destroyed at the next tidy()
    std::vector<quint64> m_revisited; // advanced at the next tidy()
    quint64 m_lastId = 0;
    bool m_isTidyScheduled = false;
    bool m_isStopping = false;
    QTimer m_sweeper;
};

} // namespace roost::http
