#include "PullService.h"

#include "ClientRecords.h"
#include "ColumnPage.h"
#include "Epoch.h"
#include "PullPage.h"
#include "TableChecks.h"

#include "server/tenancy/TenantTransaction.h"
#include "sync/protocol/Codec.h"
#include "sync/protocol/SyncTables.h"

namespace roost {

using namespace Qt::StringLiterals;
using namespace sync;

namespace {

struct ScopeAccess
{
    ScopeKind kind = ScopeKind::Tenant;
    qint64 version = 0;
    qint64 floor = 0;
    QString epoch;
};

Result<ScopeAccess> scopeAccess(Database &database, const Caller &caller, const QString &scope)
{
    const auto kind = scopeKindOf(scope);
    const bool isOwn = kind == ScopeKind::User && userOfScope(scope) == caller.user;
    ROOST_ASSIGN(Statement statement, database.statement(isOwn ? u"sync/user_scope"_s : u"sync/scope_access"_s));
    ROOST_TRY(statement.exec());
    if ((!isOwn && kind != ScopeKind::Tenant) || !statement.next())
        return fail(ErrorCode::ScopeGone,
                    QCoreApplication::translate("sync", "You no longer have access to this host's data."));
    ScopeAccess access{*kind, statement.integer(0), statement.integer(1), {}};
    ROOST_ASSIGN(access.epoch, scopeEpoch(database, scope));
    return access;
}

struct RowsPage
{
    EncodedRows rows;
    int count = 0;
    qint64 lastVersion = 0;
    QUuid lastId;
};

Result<RowsPage> changedRows(Database &database, const QString &table, qint64 from, qint64 afterVersion,
                             const QUuid &afterId, int most)
{
    const bool isTenants = findSyncTable(table)->kind == ScopeKind::Tenant;
    ROOST_ASSIGN(Statement statement,
                 database.statement(isTenants ? u"sync/changed_rows"_s : u"sync/changed_user_rows"_s));
    statement.bind(u":table_name"_s, table)
        .bind(u":from_version"_s, from)
        .bind(u":after_version"_s, afterVersion)
        .bind(u":after_id"_s, uuidText(afterId))
        .bind(u":most"_s, most);
    ROOST_TRY(statement.exec());
    RowsPage page{{table, {}}, 0, 0, {}};
    if (statement.next() && statement.integer(0) > 0) {
        page.count = static_cast<int>(statement.integer(0));
        page.lastVersion = statement.integer(1);
        page.lastId = parseUuid(statement.text(2));
        page.rows.rowsJson = statement.text(3).toUtf8();
    }
    return page;
}

// schema: of the rows that the client understands.
Result<RowsPage> rowsByColumn(Database &database, const QString &table, int schema, const RowRange &range)
{
    ROOST_ASSIGN(const ColumnPage page,
                 readColumnPage(database, table, findSyncTable(table)->columnsAt(schema), range));
    return RowsPage{{table, page.valuesJson, schema, true}, page.count, page.lastVersion, page.lastId};
}

Result<QList<Tombstone>> tombstones(Database &database, ScopeKind kind, const PullPage &page, int most)
{
    const bool isTenants = kind == ScopeKind::Tenant;
    ROOST_ASSIGN(Statement statement, database.statement(isTenants ? u"sync/tombstones"_s : u"sync/user_tombstones"_s));
    statement.bind(u":from_version"_s, page.from)
        .bind(u":after_version"_s, page.afterVersion)
        .bind(u":after_table"_s, page.afterTable.isNull() ? u""_s : page.afterTable)
        .bind(u":after_id"_s, uuidText(page.afterId))
        .bind(u":most"_s, most);
    ROOST_TRY(statement.exec());
    QList<Tombstone> found;
    while (statement.next())
        found << Tombstone{statement.text(0), statement.text(1), statement.integer(2)};
    return found;
}

// Fills one page. Ends with page pointing behind what was read; page.table beyond the tombstones: the pass is over.
class PageReader
{
public:
    // schema: of the rows that the client understands.
    PageReader(Database &database, PullPage &page, const ScopeAccess &access, int schema, const PullRequest &request)
        : m_database(database)
        , m_kind(access.kind)
        , m_page(page)
        , m_until(access.version)
        , m_schema(schema)
        , m_byColumn(request.byColumn)
        , m_room(request.mostRows)
    {
    }

    Result<void> read()
    {
        const int tableCount = static_cast<int>(syncTables(m_kind).size());
        ROOST_TRY(findChangedTables());
        while (m_page.table < tableCount) {
            const SyncTable &table = syncTables(m_kind).at(m_page.table);
            if (table.since <= m_schema && m_changed.contains(table.name)) {
                ROOST_ASSIGN(const bool tableIsDone, readTable(table.name));
                if (!tableIsDone)
                    return {};
            }
            m_page.startTable(m_page.table + 1);
        }
        if (m_page.table > tableCount)
            return {};
        ROOST_ASSIGN(removed, tombstones(m_database, m_kind, m_page, m_room + 1));
        if (removed.size() <= m_room) {
            m_page.startTable(tableCount + 1);
            return {};
        }
        removed.removeLast();
        if (!removed.isEmpty()) {
            m_page.afterVersion = removed.last().version;
            m_page.afterTable = removed.last().table;
            m_page.afterId = parseUuid(removed.last().rowId);
        }
        return {};
    }

    QList<EncodedRows> tables;
    QList<Tombstone> removed;

private:
    Result<void> findChangedTables()
    {
        if (m_kind == ScopeKind::User) {
            for (const SyncTable &table : syncTables(m_kind))
                m_changed.insert(table.name);
            return {};
        }
        ROOST_ASSIGN(Statement statement, m_database.statement(u"sync/changed_tables"_s));
        statement.bind(u":from_version"_s, m_page.from);
        ROOST_TRY(statement.exec());
        while (statement.next())
            m_changed.insert(statement.text(0));
        return {};
    }

    Result<bool> readTable(const QString &name)
    {
        if (m_room == 0)
            return false;
        ROOST_ASSIGN(const RowsPage rows, readRows(name));
        if (rows.count == 0)
            return true;
        tables << rows.rows;
        const bool isDone = rows.count < m_room;
        m_room -= rows.count;
        m_page.afterVersion = rows.lastVersion;
        m_page.afterId = rows.lastId;
        tables.last().schema = m_schema;
        return isDone;
    }

    Result<RowsPage> readRows(const QString &name)
    {
        ROOST_ASSIGN(const bool isBig, m_byColumn ? hasColumnForm(m_database, name) : Result<bool>(false));
        const int most = isBig ? std::min(m_room, kMinRowsByColumn) : m_room;
        ROOST_ASSIGN(RowsPage rows,
                     changedRows(m_database, name, m_page.from, m_page.afterVersion, m_page.afterId, most));
        // Nearly always there are a few rows at most; when there are many, these few read in vain don't matter.
        if (isBig && rows.count == kMinRowsByColumn)
            return rowsByColumn(m_database, name, m_schema, rangeOfPage());
        return rows;
    }

    RowRange rangeOfPage() const
    {
        const bool isTablesFirst = m_page.afterVersion < m_page.from;
        // Behind all rows of the version that the client has already.
        static const QUuid last(u"ffffffff-ffff-ffff-ffff-ffffffffffff"_s);
        return {isTablesFirst ? m_page.from : m_page.afterVersion, isTablesFirst ? last : m_page.afterId, m_until,
                m_room};
    }

    Database &m_database;
    const ScopeKind m_kind;
    PullPage &m_page;
    qint64 m_until; // of the snapshot that is read
    int m_schema;
    bool m_byColumn;
    QSet<QString> m_changed; // tables with rows to send
    int m_room;
};

Result<void> checkPosition(const PullRequest &request, const ScopeAccess &access)
{
    if (request.epoch != access.epoch || request.cursor > access.version) {
        return fail(
            ErrorCode::EpochChanged,
            QCoreApplication::translate("sync", "The server's data went back in time. The replica is loaded anew."));
    }
    if (isBelowFloor(access.kind, request.cursor, access.floor)) {
        return fail(ErrorCode::ResyncNeeded,
                    QCoreApplication::translate("sync", "This replica is too old to catch up. It is loaded anew."));
    }
    return {};
}

Result<PullPage> pageOf(const PullRequest &request, const ScopeAccess &access)
{
    if (request.page.isEmpty())
        return PullPage::startOfPass(request.cursor, access.version);
    ROOST_ASSIGN(PullPage page, PullPage::fromToken(request.page));
    // A pass that hasn't read anything yet begins now, whatever happened since its token was made.
    if (page.table == 0 && page.afterVersion == 0)
        page = PullPage::startOfPass(page.from, access.version);
    return page;
}

Result<RowsPage> snapshotRows(Database &database, const SnapshotRequest &request, int schema, const PullPage &start,
                              qint64 until)
{
    if (request.byColumn) {
        ROOST_ASSIGN(const bool isBig, hasColumnForm(database, request.table));
        if (isBig)
            return rowsByColumn(database, request.table, schema,
                                {start.afterVersion, start.afterId, until, request.mostRows});
    }
    ROOST_ASSIGN(RowsPage page,
                 changedRows(database, request.table, 0, start.afterVersion, start.afterId, request.mostRows));
    page.rows.schema = schema;
    return page;
}

} // namespace

Result<QByteArray> pull(ServerContext &context, const Caller &caller, const PullRequest &request)
{
    const TenantId tenant = tenantOfScope(request.scope);
    ROOST_ASSIGN(auto transaction, TenantTransaction::beginSnapshot(context, tenant, caller.user));
    ROOST_ASSIGN(const ScopeAccess access, scopeAccess(context.database, caller, request.scope));
    ROOST_TRY(checkPosition(request, access));
    ROOST_ASSIGN(PullPage page, pageOf(request, access));
    ROOST_ASSIGN(const int schema, clientSchema(context.database, caller, request.client));
    PageReader reader(context.database, page, access, schema, request);
    const int tableCount = static_cast<int>(syncTables(access.kind).size());
    if (page.from < access.version)
        ROOST_TRY(reader.read());
    else
        page.startTable(tableCount + 1);

    PullReply head;
    head.epoch = access.epoch;
    head.tombstones = reader.removed;
    ROOST_ASSIGN(head.lastMid, clientLastMid(context.database, request.client));
    const bool passIsOver = page.table > tableCount;
    head.complete = passIsOver && (page.isFirstOfPass || page.passVersion == access.version);
    if (head.complete) {
        head.cursor = access.version;
        ROOST_ASSIGN(head.outcomes, outcomesAfter(context.database, request.client, request.ackedMid));
        if (request.check) {
            ROOST_ASSIGN(head.checks, checkTables(context.database, access.kind, schema));
        }
    } else {
        head.nextPage = (passIsOver ? PullPage::startOfPass(page.passVersion, access.version) : page).toToken();
    }
    return encodePullReply(head, reader.tables);
}

Result<QByteArray> readSnapshot(ServerContext &context, const Caller &caller, const SnapshotRequest &request)
{
    const SyncTable *table = findSyncTable(request.table);
    if (!table || table->kind != scopeKindOf(request.scope))
        return fail(ErrorCode::Validation, QCoreApplication::translate("sync", "There is no such table to sync."));
    ROOST_ASSIGN(const PullPage start,
                 request.after.isEmpty() ? Result<PullPage>(PullPage()) : PullPage::fromToken(request.after));
    ROOST_ASSIGN(auto transaction,
                 TenantTransaction::beginSnapshot(context, tenantOfScope(request.scope), caller.user));
    ROOST_ASSIGN(const ScopeAccess access, scopeAccess(context.database, caller, request.scope));
    ROOST_ASSIGN(const int clients, clientSchema(context.database, caller, request.client));
    const int schema = std::max(clients, table->since); // who asks for a table knows it
    // What changed since the table's first chunk comes with the pull behind the snapshot, so that no row comes twice.
    const qint64 until = start.passVersion > 0 ? start.passVersion : access.version;
    ROOST_ASSIGN(const RowsPage rows, snapshotRows(context.database, request, schema, start, until));
    SnapshotChunk head;
    head.epoch = access.epoch;
    head.version = access.version;
    head.rows.table = request.table;
    head.done = rows.count < request.mostRows;
    if (!head.done) {
        PullPage next;
        next.passVersion = until;
        next.afterVersion = rows.lastVersion;
        next.afterId = rows.lastId;
        head.after = next.toToken();
    }
    if (request.after.isEmpty()) {
        ROOST_ASSIGN(Statement total,
                     context.database.statement(access.kind == ScopeKind::Tenant ? u"sync/row_total"_s
                                                                                 : u"sync/user_row_total"_s));
        total.bind(u":table_name"_s, request.table);
        ROOST_TRY(total.exec());
        head.totalRows = total.next() ? total.integer(0) : 0;
    }
    return encodeSnapshotChunk(head, rows.rows);
}

} // namespace roost
