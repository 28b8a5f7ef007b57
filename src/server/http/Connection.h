// One peer: reads requests one after the other, has them handled, writes the replies in their order. The next request
// of a pipelining peer waits, unread where possible, until the one before it is answered; so order and back-pressure
// come for free. Belongs to one I/O thread.
#pragma once

#include "HandlerWork.h"
#include "RequestParser.h"
#include "Transport.h"

namespace roost::http {

class Connection;

// What the I/O thread does for its connections.
class ConnectionHost
{
public:
    virtual char *scratch() = 0;   // kScratchBytes, valid until the next call of anything
    virtual QByteArray &out() = 0; // replies of the connection that is being advanced; it leaves it empty
    virtual QByteArrayView date() = 0;
    virtual qint64 nowMs() const = 0;
    virtual std::shared_ptr<ReplyChannel> replies() = 0;
    virtual void revisit(Connection &connection) = 0; // advance() again after the others had their turn
    virtual void bury(Connection &connection) = 0;    // destroys it soon
    virtual void adoptWebSocket(std::unique_ptr<QTcpSocket> socket, WorkerReply accepted, const Route &route,
                                std::unique_ptr<ConnectionQuota::Place> place) = 0;

    static constexpr qint64 kScratchBytes = 64 * 1024;

protected:
    ~ConnectionHost() = default;
};

struct Peer
{
    QHostAddress address;
    bool isSecure = false;
    std::unique_ptr<ConnectionQuota::Place> place;
};

class Connection final : public TransportEvents
{
    Q_DISABLE_COPY_MOVE(Connection)

public:
    Connection(quint64 id, ServerCore &core, ConnectionHost &host, Peer peer);
    ~Connection();

    quint64 id() const { return m_id; }
    // Before anything else, once.
    void setTransport(std::unique_ptr<Transport> transport) { m_transport = std::move(transport); }

    // Reads, parses and answers as much as there is.
    void advance();
    // A worker's answer to the request under way.
    void deliver(WorkerReply reply);
    // Closes what has exceeded its time.
    void checkTime();
    // No further requests; what is under way is answered and the connection closed.
    void beginStop();
    void abort();

    void transportReadable() override;
    void transportDrained() override;
    void transportClosed() override;

private:
    enum class Phase { Idle, Head, Body, Handling, Sending, Lingering, Closed };

    // The request under way.
    struct Current
    {
        QByteArray method;
        QByteArray path;
        QByteArray requestId;
        RouteMatch match;
        bool isHttp10 = false;
        bool keepAlive = false;
        std::chrono::steady_clock::time_point begin;
        qint64 requestBytes = 0;
    };

    bool receives() const { return m_phase == Phase::Idle || m_phase == Phase::Head || m_phase == Phase::Body; }
    bool isHeldBack() const;
    void enter(Phase phase);

    bool step();
    bool receive();
    bool readHead();
    bool readBody();
    QByteArrayView input() const { return QByteArrayView(m_input).sliced(m_used); }
    void consume(qsizetype bytes);
    void peerFinished();

    void beginUnknown();
    void takeHead();
    bool answerExpectation();
    bool charge(qint64 receivedBytes);
    void dispatch();
    void dispatchUnmatched();
    void submit(const Route &route);
    std::unique_ptr<Request> makeRequest();

    void refuse(int status, const char *detail);
    void reply(Response response);
    void notify(const Response &response, qint64 replyBytes);
    void flush();
    void settleUnsent();
    void startLingering();
    void drain();

    const quint64 m_id;
    ServerCore &m_core;
    ConnectionHost &m_host;
    const ServerLimits &m_limits;
    Peer m_peer;
    std::unique_ptr<Transport> m_transport;
    RequestParser m_parser;
    QByteArray m_input; // received, not parsed; m_used of it are done with
    qsizetype m_used = 0;
    Current m_current;
    Phase m_phase = Phase::Idle;
    qint64 m_phaseSinceMs;
    qint64 m_bodyWindowSinceMs = 0;
    qint64 m_bodyWindowBytes = 0;
    qint64 m_chargedReceived = 0;
    qint64 m_chargedUnsent = 0;
    qint64 m_unsentSinceMs = 0; // when unsent bytes last became fewer
    qint64 m_lingered = 0;
    bool m_isAdvancing = false;
    bool m_isStopping = false;
    bool m_peerFinished = false;
};

} // namespace roost::http
