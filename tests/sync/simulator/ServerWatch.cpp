// The history of the server's rows, and rules on its answers.
#include "ServerWatch.h"

namespace roost::sim {

using namespace Qt::StringLiterals;

ServerWatch::ServerWatch(SimServer &server, Violations &violations,
                         std::function<void(const QString &, qint64)> advanced)
    : m_server(server)
    , m_violations(violations)
    , m_advanced(std::move(advanced))
{
    look();
}

void ServerWatch::look()
{
    const QStringList scopes = m_server.scopes();
    for (const QString &scope : scopes) {
        const bool isRecorded = m_history.value(m_server.epochOf(scope)).contains(scope);
        if (m_server.version(scope) != m_versions.value(scope, -1) || !isRecorded)
            record(scope);
    }
}

void ServerWatch::record(const QString &scope)
{
    const qint64 version = m_server.version(scope);
    m_versions.insert(scope, version);
    const Rows rows = m_server.rows(scope);
    m_history[m_server.epochOf(scope)][scope].insert(version, rows);
    claimsDontOverlap(scope, rows);
    m_advanced(scope, version);
}

Result<sync::HelloReply> ServerWatch::hello(int user, const sync::HelloRequest &request)
{
    auto reply = m_server.hello(user, request);
    look();
    if (!reply)
        return reply;
    const QString client = request.client.toString();
    if (reply->verdict == sync::HelloVerdict::ClientForked)
        forkNeedsCause(client, u"hello"_s);
    for (const sync::ScopeState &state : std::as_const(reply->scopes)) {
        if (state.verdict != sync::ScopeVerdict::Gone && !isMember(user, state.scope))
            m_violations.add(u"goneIsTold"_s, u"hello still offers "_s + state.scope);
        for (const sync::ScopePosition &position : request.scopes) {
            if (position.scope == state.scope && state.verdict == sync::ScopeVerdict::Ok)
                positionAccepted(u"hello"_s, position);
        }
    }
    return reply;
}

// Rule 3 and 8: a client of another history, ahead of the server, or below what the server still remembers is never
// told to go on.
void ServerWatch::positionAccepted(const QString &call, const sync::ScopePosition &position)
{
    if (position.epoch != m_server.epochOf(position.scope))
        m_violations.add(u"aheadIsNotAccepted"_s, call + u" accepts another epoch"_s);
    else if (position.cursor > m_server.version(position.scope))
        m_violations.add(u"aheadIsNotAccepted"_s, call + u" accepts a cursor ahead of the server"_s);
    else if (position.cursor < m_floors.value(position.scope, 0))
        m_violations.add(u"floorIsKept"_s, call + u" accepts a cursor below the floor"_s);
}

// Rule 2: a client is told that it is one of two only when it may be.
void ServerWatch::forkNeedsCause(const QString &client, const QString &where)
{
    if (!mayFork(client))
        m_violations.add(u"forkNeedsCause"_s, where + u" took a client for a copy that isn't one"_s);
}

Result<sync::PushReply> ServerWatch::push(int user, const sync::PushRequest &request)
{
    const QHash<QString, qint64> before = m_versions;
    auto reply = m_server.push(user, request);
    look();
    const QString client = request.client.toString();
    if (!reply) {
        if (reply.error().code == ErrorCode::ClientForked)
            forkNeedsCause(client, u"push"_s);
        return reply;
    }
    effectsAtMostOnce(request, before);
    outcomesStable(request, *reply);
    for (qsizetype i = 0; i < reply->outcomes.size() && i < request.mutations.size(); ++i) {
        const sync::Mutation &mutation = request.mutations[i];
        const QString id = mutation.id.toString();
        if (!m_answered.contains(id))
            m_answered.insert(id, {reply->outcomes[i], client, m_versions.value(mutation.scope)});
    }
    qint64 &lastMid = m_lastMids[client];
    if (reply->lastMid < lastMid)
        m_violations.add(u"lastMidCountsUp"_s, u"push answers an older last mid"_s);
    lastMid = std::max(lastMid, reply->lastMid);
    m_highestMids[client] = std::max(m_highestMids.value(client), lastMid);
    return reply;
}

// Rule 2: what was answered before has no effect again.
void ServerWatch::effectsAtMostOnce(const sync::PushRequest &request, const QHash<QString, qint64> &before)
{
    for (const sync::Mutation &mutation : request.mutations) {
        if (!m_answered.contains(mutation.id.toString()))
            return;
    }
    // The version may have moved on; no row may have moved with it.
    for (auto scope = before.cbegin(); scope != before.cend(); ++scope) {
        const Rows *rowsBefore = rowsAt(scope.key(), m_server.epochOf(scope.key()), scope.value());
        if (rowsBefore &&
            *rowsBefore != *rowsAt(scope.key(), m_server.epochOf(scope.key()), m_versions.value(scope.key())))
            m_violations.add(u"effectsAtMostOnce"_s, u"a repeated push changed rows"_s);
    }
}

// Rule 2: the stored outcome again, each for its own mutation.
void ServerWatch::outcomesStable(const sync::PushRequest &request, const sync::PushReply &reply)
{
    if (reply.outcomes.size() > request.mutations.size())
        m_violations.add(u"outcomesStable"_s, u"more outcomes than mutations"_s);
    for (qsizetype i = 0; i < reply.outcomes.size() && i < request.mutations.size(); ++i) {
        const sync::Outcome &outcome = reply.outcomes[i];
        const sync::Mutation &mutation = request.mutations[i];
        if (outcome.mutation != mutation.id || outcome.mid != mutation.mid)
            m_violations.add(u"outcomesStable"_s, u"an outcome is for another mutation than was sent"_s);
        const auto known = m_answered.constFind(mutation.id.toString());
        // How a mutation was answered is forgotten with its client's record; that it was is not.
        const bool hasExpired = m_hasForgottenClients && outcome.code == sync::kOutcomeExpired;
        if (known != m_answered.constEnd() && !hasExpired &&
            (known->outcome.kind != outcome.kind || known->outcome.code != outcome.code))
            m_violations.add(u"outcomesStable"_s, u"a mutation was answered in two ways"_s);
    }
}

Result<sync::PullReply> ServerWatch::pull(int user, const sync::PullRequest &request)
{
    auto reply = m_server.pull(user, request);
    look();
    if (!reply)
        return reply;
    if (!isMember(user, request.scope))
        m_violations.add(u"goneIsTold"_s, u"pull answers somebody without access"_s);
    positionAccepted(u"pull"_s, {request.scope, request.epoch, request.cursor});
    if (reply->complete)
        outcomesPulledWithRows(request, *reply);
    return reply;
}

// Rule 1: rows, last mid and outcomes are of one moment.
void ServerWatch::outcomesPulledWithRows(const sync::PullRequest &request, const sync::PullReply &reply)
{
    if (reply.cursor != m_server.version(request.scope))
        m_violations.add(u"outcomesPulledWithRows"_s, u"a complete pull doesn't end at the scope's version"_s);
    const QString client = request.client.toString();
    const qint64 lastMid = m_lastMids.value(client);
    const bool isKnown = m_lastMids.contains(client) || !m_hasForgottenClients;
    if (isKnown && reply.lastMid != lastMid) {
        m_violations.add(u"outcomesPulledWithRows"_s,
                         u"the last mid is %1, but %2 was answered"_s.arg(reply.lastMid).arg(lastMid));
    }
}

Result<sync::SnapshotChunk> ServerWatch::snapshot(int user, const sync::SnapshotRequest &request)
{
    auto reply = m_server.snapshot(user, request);
    look();
    if (reply && !isMember(user, request.scope))
        m_violations.add(u"goneIsTold"_s, u"snapshot answers somebody without access"_s);
    return reply;
}

// The calendar's promise, whatever sync does: no night of a unit is given to two.
void ServerWatch::claimsDontOverlap(const QString &scope, const Rows &rows)
{
    QMap<QString, QString> taken; // unit and night -> by whom
    const auto claim = [&](const QJsonObject &row, const QString &from, const QString &to) {
        const QString unit = row.value(u"unit_id").toString();
        const QDate end = QDate::fromString(row.value(to).toString(), Qt::ISODate);
        for (QDate day = QDate::fromString(row.value(from).toString(), Qt::ISODate); day < end; day = day.addDays(1)) {
            const QString night = unit + day.toString(Qt::ISODate);
            if (taken.contains(night))
                m_violations.add(u"claimsDontOverlap"_s, u"a night of %1 is taken twice"_s.arg(scope));
            taken.insert(night, row.value(u"id").toString());
        }
    };
    for (const QJsonObject &booking : rows.value(u"booking"_s)) {
        if (booking.value(u"status") == u"confirmed"_s && booking.value(u"kind") == u"stay"_s &&
            booking.value(u"unit_id").isString())
            claim(booking, u"check_in"_s, u"check_out"_s);
    }
    for (const QJsonObject &block : rows.value(u"block"_s))
        claim(block, u"from_date"_s, u"to_date"_s);
}

void ServerWatch::noteRevoked(int user, const QString &scope, bool isRevoked)
{
    if (isRevoked)
        m_revoked.insert({user, scope});
    else
        m_revoked.remove({user, scope});
    look();
}

Result<void> ServerWatch::save()
{
    ROOST_ASSIGN(const int number, m_server.savePoint());
    m_backups << Backup{number, m_answered, m_versions, m_floors, m_lastMids, m_revoked};
    return {};
}

Result<void> ServerWatch::restore(quint64 choice, bool detected)
{
    const Backup backup = m_backups[static_cast<qsizetype>(choice % static_cast<quint64>(m_backups.size()))];
    ROOST_TRY(m_server.restoreTo(backup.number, detected));
    m_answered = backup.answered;
    m_floors = backup.floors;
    m_lastMids = backup.lastMids;
    m_revoked = backup.revoked;
    m_mayAllFork = true;
    ++m_restores;
    if (!detected) {
        ++m_silentRestores;
        for (const QString &scope : m_server.scopes()) {
            const qint64 version = backup.versions.value(scope);
            m_history[m_server.epochOf(scope)][scope].removeIf(
                [version](const auto &entry) { return entry.key() > version; });
        }
    }
    m_versions.clear();
    look();
    return {};
}

Result<void> ServerWatch::expireHistory(const QString &scope)
{
    ROOST_TRY(m_server.expireHistory(scope));
    look();
    m_floors.insert(scope, m_server.version(scope));
    return {};
}

Result<void> ServerWatch::expireClients(const QDateTime &before)
{
    ROOST_TRY(m_server.expireClients(before));
    m_mayAllFork = true;
    m_hasForgottenClients = true;
    m_lastMids.clear();
    look();
    return {};
}

const Rows *ServerWatch::rowsAt(const QString &scope, const QString &epoch, qint64 version) const
{
    const auto scopes = m_history.constFind(epoch);
    if (scopes == m_history.constEnd())
        return nullptr;
    const auto versions = scopes->constFind(scope);
    if (versions == scopes->constEnd())
        return nullptr;
    const auto found = versions->constFind(version);
    return found == versions->constEnd() ? nullptr : &*found;
}

const Answered *ServerWatch::answered(const QString &mutation) const
{
    const auto found = m_answered.constFind(mutation);
    return found == m_answered.constEnd() ? nullptr : &*found;
}

} // namespace roost::sim
