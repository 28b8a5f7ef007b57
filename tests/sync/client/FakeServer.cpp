// The server in memory and the network before it.
#include "FakeServer.h"

#include "sync/protocol/TableHash.h"

#include <QCoreApplication>

namespace roost::test {

using namespace Qt::StringLiterals;
using namespace roost::sync;

namespace {

QString newId()
{
    return uuidText(newUuid());
}

} // namespace

FakeServer::FakeServer()
    : tenant(newId())
{
    put(u"tenant"_s, tenant,
        {{u"name"_s, u"Fjord Homes"_s},
         {u"currency"_s, u"NOK"_s},
         {u"time_zone"_s, u"Europe/Oslo"_s},
         {u"locale"_s, u"en"_s}});
}

void FakeServer::put(const QString &table, const QString &id, const QJsonObject &fields)
{
    // What no row is without.
    static const QHash<QString, QJsonObject> defaults{
        {u"listing"_s, {{u"rating_count"_s, 0}, {u"language"_s, u""_s}}},
        {u"unit"_s, {{u"kind"_s, u"home"_s}}},
        {u"booking"_s, {{u"kind"_s, u"stay"_s}, {u"pets"_s, 0}}},
        {u"day_rate"_s, {{u"closed_to_arrival"_s, false}, {u"closed_to_departure"_s, false}}},
    };
    QJsonObject &row = m_tables[table][id];
    if (row.isEmpty())
        row = defaults.value(table);
    for (auto field = fields.begin(); field != fields.end(); ++field)
        row.insert(field.key(), field.value());
    row.insert(u"id"_s, id);
    row.insert(u"version"_s, ++version);
}

void FakeServer::remove(const QString &table, const QString &id)
{
    if (m_tables[table].remove(id) > 0)
        m_tombstones << Tombstone{table, id, ++version};
}

QJsonObject FakeServer::row(const QString &table, const QString &id) const
{
    return m_tables.value(table).value(id);
}

bool FakeServer::has(const QString &table, const QString &id) const
{
    return m_tables.value(table).contains(id);
}

QString FakeServer::addListing(const QString &title)
{
    const QString id = newId();
    put(u"listing"_s, id,
        {{u"kind"_s, u"stay"_s},
         {u"title"_s, title},
         {u"summary"_s, u""_s},
         {u"status"_s, u"published"_s},
         {u"time_zone"_s, u"Europe/Oslo"_s},
         {u"currency"_s, u"NOK"_s},
         {u"base_price_minor"_s, 100000},
         {u"min_nights"_s, 2},
         {u"check_in_time"_s, u"15:00"_s},
         {u"check_out_time"_s, u"11:00"_s},
         {u"preparation_days"_s, 0},
         {u"max_guests"_s, 4},
         {u"instant_book"_s, true},
         {u"hold_pending"_s, false},
         {u"city"_s, u"Oslo"_s},
         {u"neighbourhood"_s, u""_s},
         {u"country"_s, u"NO"_s},
         {u"latitude"_s, 59.9},
         {u"longitude"_s, 10},
         {u"room_type"_s, u""_s}});
    put(u"unit"_s, newId(), {{u"listing_id"_s, id}, {u"name"_s, u"1"_s}, {u"position"_s, 0}});
    return id;
}

QString FakeServer::unitOf(const QString &listing) const
{
    const auto units = m_tables.value(u"unit"_s);
    for (const QJsonObject &unit : units) {
        if (unit.value(u"listing_id") == listing)
            return unit.value(u"id").toString();
    }
    return {};
}

QString FakeServer::addBooking(const QString &listing, const QString &checkIn, const QString &checkOut,
                               const QString &status)
{
    const QString id = newId();
    put(u"booking"_s, id,
        {{u"code"_s, u"BK-"_s + id.right(6)},
         {u"listing_id"_s, listing},
         {u"unit_id"_s, unitOf(listing)},
         {u"status"_s, status},
         {u"check_in"_s, checkIn},
         {u"check_out"_s, checkOut},
         {u"guests"_s, 2},
         {u"total_minor"_s, 500000},
         {u"currency"_s, u"NOK"_s},
         {u"source"_s, u"direct"_s},
         {u"message"_s, u""_s},
         {u"requested_at"_s, u"2026-01-01T10:00:00.000Z"_s},
         {u"revision"_s, 1}});
    return id;
}

Result<HelloReply> FakeServer::hello(const HelloRequest &request)
{
    HelloReply reply;
    reply.schemaVersion = schemaVersion;
    if (needsUpgrade)
        reply.verdict = HelloVerdict::UpgradeRequired;
    reply.lastMid = clients[request.client.toString()].lastMid;
    ScopeState state{scope(), ScopeVerdict::Resync,       epoch, version, u"Fjord Homes"_s, u"owner"_s, {},
                     {},      commonSchema(schemaVersion)};
    for (const ScopePosition &position : request.scopes) {
        if (position.scope != scope())
            continue;
        // Who knows more than the server tells that it was restored.
        const bool forgot = request.lastAckedMid > reply.lastMid || position.cursor > version;
        if (position.epoch == epoch && forgot)
            state.epoch = epoch = newId();
        if (position.epoch != epoch)
            state.verdict = ScopeVerdict::EpochChanged;
        else if (position.cursor >= floor)
            state.verdict = ScopeVerdict::Ok;
    }
    if (isGone) {
        state.verdict = ScopeVerdict::Gone;
        state.reason = u"ACCESS_WITHDRAWN"_s;
        state.message = u"Ada has closed this business."_s;
    }
    if (!newVerdict.isEmpty()) {
        state.verdict = ScopeVerdict::Unknown;
        state.message = newVerdict;
    }
    if (!isGone || !request.scopes.isEmpty())
        reply.scopes << state;
    return reply;
}

Result<PushReply> FakeServer::push(const PushRequest &request)
{
    Client &client = clients[request.client.toString()];
    PushReply reply;
    for (const Mutation &mutation : request.mutations) {
        if (mutation.mid <= client.lastMid) {
            if (client.hashes.value(mutation.mid) != mutation.hash())
                return fail(ErrorCode::ClientForked, u"forked"_s);
        } else if (mutation.mid != client.lastMid + 1) {
            return fail(ErrorCode::Protocol, u"a gap in the mids"_s);
        } else if (!stopCode(mutation).isEmpty()) {
            reply.stopped = true;
            reply.stopCode = stopCode(mutation);
            reply.retryAfterMs = retryAfterMs;
            break;
        } else {
            client.lastMid = mutation.mid;
            client.hashes.insert(mutation.mid, mutation.hash());
        }
        const QString id = mutation.id.toString();
        client.mutations.insert(mutation.mid, id);
        if (!outcomes.contains(id))
            outcomes.insert(id, apply(mutation));
        Outcome outcome = outcomes.value(id);
        outcome.mid = mutation.mid;
        reply.outcomes << outcome;
    }
    reply.lastMid = client.lastMid;
    return reply;
}

Outcome FakeServer::apply(const Mutation &mutation)
{
    ++applied;
    Outcome outcome;
    if (mutation.name == u"listing.edit")
        outcome = editListing(mutation);
    else if (mutation.name == u"calendar.block")
        outcome = block(mutation);
    else if (mutation.name == u"calendar.unblock")
        remove(u"block"_s, mutation.args.value(u"block_id").toString());
    else if (mutation.name.startsWith(u"photo."))
        outcome = changePhoto(mutation);
    else if (mutation.name == u"calendar.set_rates")
        setRates(mutation);
    else
        outcome = decide(mutation);
    outcome.mutation = mutation.id;
    outcome.mid = mutation.mid;
    return outcome;
}

QString FakeServer::stopCode(const Mutation &mutation) const
{
    const bool isMissing = mutation.name == u"photo.add" && !blobs.contains(mutation.args.value(u"sha256").toString());
    return isMissing ? u"BLOB_MISSING"_s : stops.value(mutation.name);
}

Outcome FakeServer::changePhoto(const Mutation &mutation)
{
    const QString table = u"listing_photo"_s;
    const QString id = mutation.args.value(u"photo_id").toString();
    Outcome outcome;
    if (mutation.name == u"photo.add") {
        QJsonObject photo = mutation.args;
        photo.remove(u"photo_id"_s);
        photo.insert(u"width"_s, 400);
        photo.insert(u"height"_s, 300);
        put(table, id, photo);
    } else if (mutation.name == u"photo.remove") {
        remove(table, id);
    } else if (has(table, id)) {
        put(table, id, mutation.args.value(u"changes").toObject());
    } else {
        outcome.kind = OutcomeKind::Rejected;
        outcome.code = u"NOT_FOUND"_s;
    }
    return outcome;
}

Outcome FakeServer::editListing(const Mutation &mutation)
{
    const QString id = mutation.args.value(u"listing_id").toString();
    const QJsonObject now = row(u"listing"_s, id);
    const QJsonObject changes = mutation.args.value(u"changes").toObject();
    Outcome outcome;
    QJsonObject accepted;
    for (auto change = changes.begin(); change != changes.end(); ++change) {
        const QJsonValue theirs = now.value(change.key());
        const QJsonValue base = mutation.base.value(change.key());
        if (theirs == base)
            accepted.insert(change.key(), change.value());
        else if (theirs != change.value())
            outcome.conflicts << FieldConflict{change.key(), base, change.value(), theirs};
    }
    outcome.kind = outcome.conflicts.isEmpty() ? OutcomeKind::Applied : OutcomeKind::Merged;
    if (!accepted.isEmpty())
        put(u"listing"_s, id, accepted);
    return outcome;
}

Outcome FakeServer::block(const Mutation &mutation)
{
    Outcome outcome;
    const QString from = mutation.args.value(u"from_date").toString();
    const QString to = mutation.args.value(u"to_date").toString();
    for (const QJsonObject &booking : rows(u"booking"_s)) {
        if (booking.value(u"unit_id") == mutation.args.value(u"unit_id") &&
            booking.value(u"status") == u"confirmed"_s && booking.value(u"check_in").toString() < to &&
            booking.value(u"check_out").toString() > from) {
            outcome.kind = OutcomeKind::Rejected;
            outcome.code = u"DATES_TAKEN"_s;
            outcome.message = u"A guest has booked these nights."_s;
            outcome.theirs = {{u"taken"_s, QJsonArray{booking.value(u"code")}}};
            return outcome;
        }
    }
    QJsonObject fields = mutation.args;
    fields.remove(u"block_id"_s);
    fields.insert(u"source"_s, u"host"_s);
    put(u"block"_s, mutation.args.value(u"block_id").toString(), fields);
    return outcome;
}

void FakeServer::setRates(const Mutation &mutation)
{
    const QDate last = QDate::fromString(mutation.args.value(u"to_date").toString(), Qt::ISODate);
    for (QDate day = QDate::fromString(mutation.args.value(u"from_date").toString(), Qt::ISODate); day < last;
         day = day.addDays(1)) {
        QJsonObject fields = mutation.args.value(u"rate").toObject();
        fields.insert(u"listing_id"_s, mutation.args.value(u"listing_id"));
        fields.insert(u"date"_s, day.toString(Qt::ISODate));
        put(u"day_rate"_s, newId(), fields);
    }
}

Outcome FakeServer::decide(const Mutation &mutation)
{
    Outcome outcome;
    const QString id = mutation.args.value(u"booking_id").toString();
    const QString status = row(u"booking"_s, id).value(u"status").toString();
    const QHash<QString, QString> next{{u"pending booking.accept"_s, u"confirmed"_s},
                                       {u"pending booking.decline"_s, u"declined"_s},
                                       {u"confirmed booking.cancel"_s, u"cancelled"_s}};
    const QString after = next.value(status + u' ' + mutation.name);
    if (after.isEmpty()) {
        outcome.kind = OutcomeKind::Rejected;
        outcome.code = u"BOOKING_CHANGED"_s;
        outcome.theirs = {{u"status"_s, status}};
    } else {
        put(u"booking"_s, id, {{u"status"_s, after}});
    }
    return outcome;
}

QStringList FakeServer::columnsOf(const SyncTable &table) const
{
    return table.columnsAt(schemaVersion) + newColumns.value(table.name);
}

QJsonArray FakeServer::wireRow(const SyncTable &table, const QJsonObject &row) const
{
    QJsonArray values;
    for (const QString &column : columnsOf(table))
        values << (row.contains(column) ? row.value(column) : QJsonValue(QJsonValue::Null));
    return values;
}

QList<TableCheck> FakeServer::checks() const
{
    QList<TableCheck> checks;
    for (const SyncTable &table : syncTables()) {
        if (table.since > schemaVersion)
            continue;
        TableHash hash;
        for (const QJsonObject &row : rows(table.name)) {
            for (const int position : checkedColumns(table, schemaVersion))
                hash.add(table.columns[position], row.value(table.columns[position]));
            hash.endRow();
        }
        checks << hash.result(table.name);
        if (liesAbout.contains(table.name))
            checks.last().hash = QString(32, u'f');
    }
    return checks;
}

Result<PullReply> FakeServer::pull(const PullRequest &request)
{
    if (isGone)
        return fail(ErrorCode::ScopeGone, u"gone"_s);
    if (request.epoch != epoch)
        return fail(ErrorCode::EpochChanged, u"epoch"_s);
    if (request.cursor < floor)
        return fail(ErrorCode::ResyncNeeded, u"floor"_s);
    PullReply reply;
    reply.epoch = epoch;
    qint64 after = request.page.isEmpty() ? request.cursor : request.page.toLongLong();
    QMap<qint64, std::pair<const SyncTable *, QJsonObject>> changed;
    for (const SyncTable &table : syncTables(ScopeKind::Tenant)) {
        for (const QJsonObject &row : rows(table.name)) {
            if (row.value(u"version").toInteger() > after)
                changed.insert(row.value(u"version").toInteger(), {&table, row});
        }
    }
    int count = 0;
    for (auto entry = changed.cbegin(); entry != changed.cend() && count < pageRows; ++entry, ++count) {
        const auto &[table, row] = entry.value();
        reply.tables << TableRows{table->name, columnsOf(*table), {QJsonValue(wireRow(*table, row))}};
        after = entry.key();
    }
    reply.complete = count == changed.size();
    for (const Tombstone &tombstone : std::as_const(m_tombstones)) {
        if (tombstone.version > request.cursor)
            reply.tombstones << tombstone;
    }
    if (!reply.complete) {
        reply.nextPage = QString::number(after);
        return reply;
    }
    reply.cursor = version;
    if (request.check)
        reply.checks = checks();
    for (const QString &table : newTables)
        reply.tables << TableRows{table, {u"id"_s, u"version"_s}, {QJsonValue(QJsonArray{newId(), version})}};
    const Client client = clients.value(request.client.toString());
    reply.lastMid = client.lastMid;
    for (auto mid = client.mutations.upperBound(request.ackedMid); mid != client.mutations.cend(); ++mid) {
        Outcome outcome = outcomes.value(mid.value());
        outcome.mid = mid.key();
        reply.outcomes << outcome;
    }
    return reply;
}

Result<SnapshotChunk> FakeServer::snapshot(const SnapshotRequest &request)
{
    const SyncTable *table = findSyncTable(request.table);
    SnapshotChunk chunk;
    chunk.epoch = epoch;
    chunk.version = version;
    chunk.rows.table = request.table;
    chunk.rows.columns = columnsOf(*table);
    const auto all = rows(request.table);
    chunk.totalRows = all.size();
    for (auto row = all.upperBound(request.after); row != all.cend() && chunk.rows.rows.size() < chunkRows; ++row) {
        chunk.rows.rows << QJsonValue(wireRow(*table, row.value()));
        chunk.after = row.key();
    }
    chunk.done = all.isEmpty() || chunk.after.isEmpty() || chunk.after == all.lastKey();
    return chunk;
}

Fault FakeNetwork::nextFault(const QString &call)
{
    auto &queue = faults[call];
    if (queue.empty())
        return Fault::None;
    const Fault fault = queue.front();
    queue.pop_front();
    return fault;
}

template <class Reply>
void FakeNetwork::carry(const QString &call, std::function<Result<Reply>()> act, Callback<Reply> done)
{
    ++calls[call];
    const Fault fault = nextFault(call);
    QMetaObject::invokeMethod(
        this,
        [this, call, act, done, fault, generation = m_generation] {
            if (generation != m_generation)
                return;
            if (!isOnline) {
                done(fail(ErrorCode::Offline, u"offline"_s));
                return;
            }
            if (fault == Fault::LoseRequest) {
                done(fail(ErrorCode::Timeout, u"lost"_s));
                return;
            }
            if (fault == Fault::Unauthorized) {
                done(fail(ErrorCode::Unauthenticated, u"token"_s));
                return;
            }
            if (beforeCall)
                beforeCall(call);
            Result<Reply> reply = act();
            if (fault == Fault::Duplicate)
                reply = act();
            if (fault == Fault::LoseReply) {
                done(fail(ErrorCode::Timeout, u"lost"_s));
                return;
            }
            done(reply);
            if (fault == Fault::Duplicate)
                done(reply);
        },
        Qt::QueuedConnection);
}

void FakeNetwork::hello(const HelloRequest &request, Callback<HelloReply> done)
{
    carry<HelloReply>(
        u"hello"_s, [this, request] { return server.hello(request); }, std::move(done));
}

void FakeNetwork::push(const PushRequest &request, Callback<PushReply> done)
{
    pushes << request;
    carry<PushReply>(
        u"push"_s, [this, request] { return server.push(request); }, std::move(done));
}

void FakeNetwork::pull(const PullRequest &request, Callback<PullReply> done)
{
    carry<PullReply>(
        u"pull"_s, [this, request] { return server.pull(request); }, std::move(done));
}

void FakeNetwork::snapshot(const SnapshotRequest &request, Callback<SnapshotChunk> done)
{
    carry<SnapshotChunk>(
        u"snapshot"_s, [this, request] { return server.snapshot(request); }, std::move(done));
}

void FakeNetwork::openLive(LiveEvents events)
{
    m_live = std::move(events);
    QMetaObject::invokeMethod(
        this,
        [this] {
            if (!m_live.opened)
                return;
            if (liveWorks && isOnline) {
                m_live.opened();
                poke();
            } else {
                dropLive();
            }
        },
        Qt::QueuedConnection);
}

void FakeNetwork::poke()
{
    if (m_live.poked)
        m_live.poked({server.scope(), server.version});
}

void FakeNetwork::dropLive()
{
    const auto closed = std::exchange(m_live, {}).closed;
    if (closed)
        closed();
}

void FakeNetwork::renewAccess(std::function<void(Result<void>)> done)
{
    ++renewals;
    QMetaObject::invokeMethod(
        this, [this, done] { done(renewal); }, Qt::QueuedConnection);
}

Timers::Handle FastTimers::after(int delayMs, std::function<void()> task)
{
    m_tasks.insert(++m_last, {nowMs + delayMs, std::move(task)});
    return m_last;
}

void FastTimers::advance(int ms)
{
    const qint64 end = nowMs + ms;
    for (;;) {
        for (int i = 0; i < 50; ++i)
            QCoreApplication::processEvents();
        Handle next = 0;
        for (auto task = m_tasks.cbegin(); task != m_tasks.cend(); ++task) {
            if (task->dueMs <= end && (next == 0 || task->dueMs < m_tasks[next].dueMs))
                next = task.key();
        }
        if (next == 0)
            break;
        const Task task = m_tasks.take(next);
        nowMs = std::max(nowMs, task.dueMs);
        task.run();
    }
    nowMs = end;
}

} // namespace roost::test
