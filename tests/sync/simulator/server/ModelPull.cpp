// See ModelSync.h. A pull passes through the tables and then the tombstones, each in (version, id) order from the
// cursor. What moved while it took several pages is fetched by another pass, from the version at which the last one
// began.
#include "ModelSync.h"

#include "common/PlantedBug.h"

namespace roost::sim {

using namespace Qt::StringLiterals;
using namespace sync;

namespace {

using Key = std::pair<qint64, QString>; // version, id

// Where a page starts.
struct Place
{
    qint64 from = 0;
    qint64 passVersion = 0;
    int table = 0; // one past the last: the tombstones; two: the pass is over
    qint64 afterVersion = 0;
    QString afterTable;
    QString afterId;
    bool beganPass = true; // in this very page

    QString toText() const
    {
        return u"%1/%2/%3/%4/%5/%6"_s.arg(from).arg(passVersion).arg(table).arg(afterVersion).arg(afterTable, afterId);
    }
    static std::optional<Place> fromText(const QString &text)
    {
        const QStringList parts = text.split(u'/');
        if (parts.size() != 6)
            return std::nullopt;
        return Place{parts[0].toLongLong(),
                     parts[1].toLongLong(),
                     parts[2].toInt(),
                     parts[3].toLongLong(),
                     parts[4],
                     parts[5],
                     false};
    }
    void next(int index)
    {
        table = index;
        afterVersion = 0;
        afterTable.clear();
        afterId.clear();
    }
};

int tableCount()
{
    return static_cast<int>(syncTables(ScopeKind::Tenant).size());
}

// The rows of a table behind this key, that changed after a version, with the columns of this schema version.
QMap<Key, QJsonArray> changedRows(const ModelScope &scope, const SyncTable &table, qint64 from, const Key &after,
                                  int schema)
{
    QMap<Key, QJsonArray> changed;
    const Table &rows = scope.rows(table.name);
    const QStringList columns = table.columnsAt(schema);
    for (auto row = rows.begin(); row != rows.end(); ++row) {
        const Key key(row->value("version"_L1).toInteger(), row.key());
        if (key.first <= from || key <= after)
            continue;
        QJsonArray cells;
        for (const QString &column : columns)
            cells << row->value(column);
        changed.insert(key, cells);
    }
    return changed;
}

// The first ones, at most so many; the last one's key in last.
TableRows firstRows(const SyncTable &table, const QMap<Key, QJsonArray> &changed, qsizetype most, Key &last, int schema)
{
    TableRows rows{table.name, table.columnsAt(schema), {}};
    for (auto row = changed.begin(); row != changed.end() && rows.rows.size() < most; ++row) {
        rows.rows << QJsonValue(row.value());
        last = row.key();
    }
    return rows;
}

void readPage(const ModelScope &scope, int schema, int room, Place &place, PullReply &reply)
{
    while (place.table < tableCount()) {
        const SyncTable &table = syncTables(ScopeKind::Tenant).at(place.table);
        if (table.since > schema) {
            place.next(place.table + 1);
            continue;
        }
        const auto changed = changedRows(scope, table, place.from, {place.afterVersion, place.afterId}, schema);
        Key last;
        const TableRows rows = firstRows(table, changed, room, last, schema);
        if (!rows.rows.isEmpty())
            reply.tables << rows;
        // A page that is full says nothing of what is behind it.
        if (room == 0 || (!rows.rows.isEmpty() && rows.rows.size() == room)) {
            if (room > 0) {
                place.afterVersion = last.first;
                place.afterId = last.second;
            }
            return;
        }
        room -= static_cast<int>(rows.rows.size());
        place.next(place.table + 1);
    }
    const ModelScope::Removal after{place.afterVersion, place.afterTable, place.afterId};
    for (const ModelScope::Removal &removal : scope.removals()) {
        if (removal.version <= place.from || !(after < removal))
            continue;
        if (reply.tombstones.size() == room)
            return;
        reply.tombstones << Tombstone{removal.table, removal.id, removal.version};
        place.afterVersion = removal.version;
        place.afterTable = removal.table;
        place.afterId = removal.id;
    }
    place.next(tableCount() + 1);
}

} // namespace

ModelPull::ModelPull(const ModelState &state, const ModelSettings &settings, const QString &user)
    : m_state(state)
    , m_settings(settings)
    , m_user(user)
{
}

int ModelPull::schemaOf(const ClientId &client) const
{
    const auto known = m_state.clients.constFind(client.toString());
    const bool isOwn = known != m_state.clients.constEnd() && known->user == m_user;
    return m_settings.commonSchema(isOwn ? known->schemaVersion : ModelClient().schemaVersion);
}

Result<PullReply> ModelPull::answer(const PullRequest &request) const
{
    if (!m_state.mayFollow(m_user, request.scope) && !ROOST_PLANTED(AnswerTheGone))
        return fail(ErrorCode::ScopeGone, u"You no longer have access."_s);
    const ModelScope &scope = *m_state.scopes.constFind(request.scope);
    if (request.epoch != m_state.epochOf(request.scope) || request.cursor > scope.version())
        return fail(ErrorCode::EpochChanged, u"The data went back in time."_s);
    if (request.cursor < scope.floor)
        return fail(ErrorCode::ResyncNeeded, u"This replica is too old to catch up."_s);
    Place place{request.cursor, scope.version(), 0, 0, {}, {}, true};
    if (!request.page.isEmpty()) {
        const auto asked = Place::fromText(request.page);
        if (!asked)
            return fail(ErrorCode::Validation, u"This is no page."_s);
        const bool readNothing = asked->table == 0 && asked->afterVersion == 0;
        place = readNothing ? Place{asked->from, scope.version(), 0, 0, {}, {}, true} : *asked;
    }
    PullReply reply;
    reply.epoch = m_state.epochOf(request.scope);
    if (place.from < scope.version())
        readPage(scope, schemaOf(request.client), m_settings.pageRows, place, reply);
    else
        place.next(tableCount() + 1);
    const auto client = m_state.clients.constFind(request.client.toString());
    const bool isKnown = client != m_state.clients.constEnd() && client->user == m_user;
    reply.lastMid = isKnown ? client->lastMid : 0;
    const bool passIsOver = place.table > tableCount();
    reply.complete =
        passIsOver && (place.beganPass || place.passVersion == scope.version() || ROOST_PLANTED(EndPullEarly));
    if (!reply.complete) {
        reply.nextPage = (passIsOver ? Place{place.passVersion, 0, 0, 0, {}, {}, true} : place).toText();
        return reply;
    }
    reply.cursor = scope.version();
    if (isKnown && !ROOST_PLANTED(PullWithoutOutcomes)) {
        for (auto mid = client->mutations.upperBound(request.ackedMid); mid != client->mutations.end(); ++mid)
            reply.outcomes << m_state.outcomes.value(*mid).outcome;
    }
    return reply;
}

Result<SnapshotChunk> ModelPull::chunk(const SnapshotRequest &request) const
{
    const SyncTable *table = findSyncTable(request.table);
    if (!table)
        return fail(ErrorCode::Validation, u"There is no such table."_s);
    if (!m_state.mayFollow(m_user, request.scope))
        return fail(ErrorCode::ScopeGone, u"You no longer have access."_s);
    const ModelScope &scope = *m_state.scopes.constFind(request.scope);
    const Key after(request.after.section(u'/', 0, 0).toLongLong(), request.after.section(u'/', 1));
    const int schema = schemaOf(request.client);
    const auto rows = changedRows(scope, *table, 0, after, schema);
    Key last;
    SnapshotChunk chunk;
    chunk.epoch = m_state.epochOf(request.scope);
    chunk.version = scope.version();
    chunk.rows = firstRows(*table, rows, m_settings.pageRows, last, schema);
    chunk.done = chunk.rows.rows.size() < m_settings.pageRows;
    if (!chunk.done)
        chunk.after = u"%1/%2"_s.arg(last.first).arg(last.second);
    if (request.after.isEmpty())
        chunk.totalRows = scope.rows(request.table).size();
    return chunk;
}

} // namespace roost::sim
