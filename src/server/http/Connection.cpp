// Connection: the coming and going of bytes and the time it may take. What happens to a whole request is in
// ConnectionExchange.cpp.
#include "Connection.h"

namespace roost::http {

namespace {

constexpr int kRequestsPerTurn = 64;

} // namespace

Connection::Connection(quint64 id, ServerCore &core, ConnectionHost &host, Peer peer)
    : m_id(id)
    , m_core(core)
    , m_host(host)
    , m_limits(core.config.limits)
    , m_peer(std::move(peer))
    , m_parser(core.config.limits.headerBytes)
    , m_phaseSinceMs(host.nowMs())
{
}

Connection::~Connection()
{
    m_core.receivedBytes.fetch_sub(m_chargedReceived, std::memory_order_relaxed);
    m_core.unsentBytes.fetch_sub(m_chargedUnsent, std::memory_order_relaxed);
}

void Connection::enter(Phase phase)
{
    m_phase = phase;
    m_phaseSinceMs = m_host.nowMs();
}

void Connection::advance()
{
    // Writing to a TLS socket can call back.
    if (m_isAdvancing || m_phase == Phase::Closed)
        return;
    m_isAdvancing = true;
    for (int turn = 0; receives(); ++turn) {
        if (isHeldBack())
            flush();
        if (isHeldBack() || !receives())
            break; // transportDrained() comes back here
        if (turn == kRequestsPerTurn) {
            m_host.revisit(*this);
            break;
        }
        if (!step())
            break;
    }
    m_isAdvancing = false;
    flush();
    if (m_phase == Phase::Idle && m_used == m_input.size()) {
        m_input = QByteArray();
        m_used = 0;
    }
    if (m_phase == Phase::Lingering)
        drain();
}

// While the peer does not take its replies.
bool Connection::isHeldBack() const
{
    return m_transport->unsentBytes() + m_host.out().size() > m_limits.unsentBytes;
}

// False when nothing can be done before more bytes come.
bool Connection::step()
{
    if (m_phase == Phase::Body)
        return readBody();
    if (m_used == m_input.size() && !receive())
        return false;
    return receives() && readHead();
}

bool Connection::receive()
{
    const qint64 count = m_transport->read(m_host.scratch(), ConnectionHost::kScratchBytes);
    if (count == Transport::kEnd)
        peerFinished();
    if (count <= 0)
        return false;
    if (m_used > 0) {
        m_input.remove(0, m_used);
        m_used = 0;
    }
    m_input.append(m_host.scratch(), count);
    return true;
}

void Connection::consume(qsizetype bytes)
{
    m_used += bytes;
    if (m_used < m_input.size())
        return;
    m_input.resize(0);
    m_used = 0;
}

// Nothing whole is left to answer when the end is read, since each request is parsed before more is read.
void Connection::peerFinished()
{
    m_peerFinished = true;
    if (m_transport->unsentBytes() + m_host.out().size() > 0)
        enter(Phase::Sending);
    else
        abort();
}

bool Connection::readHead()
{
    if (m_phase == Phase::Idle)
        enter(Phase::Head);
    switch (m_parser.parseHead(input())) {
    case RequestParser::State::NeedsMore:
        return charge(m_input.size()) && receive();
    case RequestParser::State::Failed:
        beginUnknown();
        refuse(m_parser.problem().status, m_parser.problem().detail);
        return false;
    case RequestParser::State::Done:
        break;
    }
    consume(m_parser.headLength());
    takeHead();
    return true;
}

bool Connection::readBody()
{
    if (m_used == m_input.size() && !receive())
        return false;
    qsizetype used = 0;
    const RequestParser::State state = m_parser.parseBody(input(), used);
    consume(used);
    m_current.requestBytes += used;
    m_bodyWindowBytes += used;
    if (state == RequestParser::State::Failed) {
        refuse(m_parser.problem().status, m_parser.problem().detail);
        return false;
    }
    if (!charge(m_parser.body().size()))
        return false;
    if (state == RequestParser::State::Done) {
        dispatch();
        return true;
    }
    return m_used == m_input.size() || receive();
}

void Connection::flush()
{
    QByteArray &out = m_host.out();
    if (!out.isEmpty() && m_phase != Phase::Closed) {
        if (m_transport->unsentBytes() == 0)
            m_unsentSinceMs = m_host.nowMs();
        const bool wasAdvancing = std::exchange(m_isAdvancing, true);
        m_transport->write(out);
        m_isAdvancing = wasAdvancing;
    }
    out.resize(0);
    if (m_phase == Phase::Closed)
        return;
    settleUnsent();
    if (m_phase == Phase::Sending && m_transport->unsentBytes() == 0)
        startLingering();
}

void Connection::settleUnsent()
{
    const qint64 unsent = m_transport->unsentBytes();
    if (unsent == m_chargedUnsent)
        return;
    if (unsent < m_chargedUnsent)
        m_unsentSinceMs = m_host.nowMs();
    const qint64 change = unsent - m_chargedUnsent;
    m_chargedUnsent = unsent;
    const qint64 inAll = m_core.unsentBytes.fetch_add(change, std::memory_order_relaxed) + change;
    if (change > 0 && inAll > m_limits.unsentBytesInAll)
        abort();
}

// Closing while the peer still sends would make its system throw the reply away (a reset), so what comes is read first.
void Connection::startLingering()
{
    if (m_peerFinished) {
        abort();
        return;
    }
    enter(Phase::Lingering);
    m_input = QByteArray();
    m_used = 0;
    m_transport->finishSending();
    if (m_phase == Phase::Lingering)
        drain();
}

void Connection::drain()
{
    while (m_phase == Phase::Lingering) {
        const qint64 count = m_transport->read(m_host.scratch(), ConnectionHost::kScratchBytes);
        m_lingered += std::max<qint64>(count, 0);
        if (count == Transport::kEnd || m_lingered > m_limits.lingerBytes)
            abort();
        else if (count == 0)
            return;
    }
}

void Connection::transportReadable()
{
    if (m_phase == Phase::Lingering)
        drain();
    else if (receives())
        advance();
}

void Connection::transportDrained()
{
    if (m_isAdvancing || m_phase == Phase::Closed)
        return;
    settleUnsent();
    if (m_phase == Phase::Sending)
        startLingering();
    else
        advance();
}

void Connection::transportClosed()
{
    abort();
}

void Connection::abort()
{
    if (m_phase == Phase::Closed)
        return;
    enter(Phase::Closed);
    m_host.bury(*this);
}

void Connection::beginStop()
{
    m_isStopping = true;
    if (m_phase != Phase::Idle)
        return;
    if (m_transport->unsentBytes() > 0)
        enter(Phase::Sending);
    else
        abort();
}

void Connection::checkTime()
{
    if (m_phase == Phase::Closed)
        return;
    settleUnsent();
    const qint64 now = m_host.nowMs();
    const qint64 inPhase = now - m_phaseSinceMs;
    if (m_transport->unsentBytes() > 0) {
        if (now - m_unsentSinceMs > m_limits.writeTimeoutMs)
            abort();
        return;
    }
    if (m_phase == Phase::Idle &&
        inPhase > (m_transport->isEstablished() ? m_limits.idleTimeoutMs : m_limits.headerTimeoutMs)) {
        abort();
    } else if (m_phase == Phase::Head && inPhase > m_limits.headerTimeoutMs) {
        beginUnknown();
        refuse(408, "The header took too long to come.");
        flush();
    } else if (m_phase == Phase::Body && now - m_bodyWindowSinceMs > m_limits.bodyTimeoutMs) {
        if (m_bodyWindowBytes < m_limits.bodyBytesInTimeout) {
            refuse(408, "The body took too long to come.");
            flush();
        }
        m_bodyWindowSinceMs = now;
        m_bodyWindowBytes = 0;
    } else if (m_phase == Phase::Lingering && inPhase > m_limits.lingerTimeoutMs) {
        abort();
    }
}

} // namespace roost::http
