// Hashes rows as they lie in the replica; texts of statements are built from the fixed table descriptions.
#include "TableChecks.h"

#include "RowWriter.h"
#include "SealedColumns.h"

#include "common/Clock.h"
#include "common/Log.h"
#include "sync/protocol/TableHash.h"

namespace roost::replica {

using namespace Qt::StringLiterals;

namespace {

constexpr QLatin1StringView kStaged("temp.staged_row");

void addStored(sync::TableHash &hash, const QString &column, const Statement &row, int index)
{
    if (row.isNull(index))
        hash.addNull();
    else if (sync::isBooleanColumn(column))
        hash.addBoolean(row.boolean(index));
    else if (sync::isFractionColumn(column))
        hash.addFraction(row.value(index).toDouble());
    else if (const QVariant value = row.value(index); value.typeId() == QMetaType::LongLong)
        hash.addInteger(value.toLongLong());
    else
        hash.addText(value.toString());
}

} // namespace

QString TableChecks::dayAgo() const
{
    return m_clock.nowUtc().addDays(-1).toString(Qt::ISODateWithMs);
}

Result<QSet<QString>> TableChecks::due(Database &database, const Clock &clock)
{
    QSet<QString> scopes;
    const QDateTime now = clock.nowUtc();
    ROOST_ASSIGN(Statement select, database.statement(u"store/checks_due"_s));
    // A clock that was set back must not put the next check off for ever.
    select.bind(u":before"_s, now.addDays(-1).toString(Qt::ISODateWithMs))
        .bind(u":now"_s, now.toString(Qt::ISODateWithMs));
    ROOST_TRY(select.exec());
    while (select.next())
        scopes.insert(select.text(0));
    return scopes;
}

Result<void> TableChecks::compare(const QList<sync::TableCheck> &theirs)
{
    if (theirs.isEmpty())
        return {};
    for (const sync::TableCheck &their : theirs) {
        const sync::SyncTable *table = sync::findSyncTable(their.table);
        if (!table || table->kind != sync::scopeKindOf(m_scope))
            continue;
        ROOST_ASSIGN(const sync::TableCheck our, ours(their.table));
        if (our != their) {
            logEvent(LogLevel::Warning, u"sync.table_differs"_s,
                     {{u"table"_s, their.table}, {u"rows"_s, our.count}, {u"rows_of_server"_s, their.count}});
        }
        ROOST_TRY(note(their.table, our != their));
    }
    ROOST_ASSIGN(Statement checked, m_database.statement(u"store/note_check"_s));
    checked.bind(u":at"_s, m_clock.nowUtc().toString(Qt::ISODateWithMs)).bind(u":scope"_s, m_scope);
    return checked.exec();
}

Result<sync::TableCheck> TableChecks::ours(const QString &table)
{
    const sync::SyncTable &description = *sync::findSyncTable(table);
    QStringList columns;
    QStringList values;
    const QList<int> checked = sync::checkedColumns(description);
    for (const int position : checked) {
        columns << description.columns[position];
        values << openedColumn(table, columns.last());
    }
    ROOST_ASSIGN(Statement select, m_database.prepare(u"SELECT %1 FROM %2 WHERE %3 = ?"_s.arg(
                                       values.join(u", "_s), description.name, description.ownerColumn())));
    select.bindAt(0, sync::ownerOfScope(m_scope));
    ROOST_TRY(select.exec());
    sync::TableHash hash;
    while (select.next()) {
        for (int i = 0; i < columns.size(); ++i)
            addStored(hash, columns[i], select, i);
        hash.endRow();
    }
    return hash.result(table);
}

Result<void> TableChecks::note(const QString &table, bool isDiffering)
{
    ROOST_ASSIGN(Statement note,
                 m_database.statement(isDiffering ? u"store/note_differing_table"_s : u"store/note_equal_table"_s));
    note.bind(u":scope"_s, m_scope).bind(u":table_name"_s, table);
    if (isDiffering)
        note.bind(u":at"_s, m_clock.nowUtc().toString(Qt::ISODateWithMs));
    return note.exec();
}

Result<QStringList> TableChecks::toRefetch()
{
    ROOST_ASSIGN(Statement select, m_database.statement(u"store/tables_to_refetch"_s));
    select.bind(u":scope"_s, m_scope).bind(u":before"_s, dayAgo());
    ROOST_TRY(select.exec());
    QStringList tables;
    while (select.next())
        tables << select.text(0);
    return tables;
}

Result<void> TableChecks::stage(const sync::SnapshotChunk &chunk, bool isFirst)
{
    const QString &table = chunk.rows.table;
    if (isFirst) {
        ROOST_TRY(m_database.execute(u"DROP TABLE IF EXISTS "_s + kStaged));
        ROOST_TRY(m_database.execute(u"CREATE TEMP TABLE staged_row AS SELECT * FROM %1 WHERE 0"_s.arg(table)));
        ROOST_TRY(m_database.execute(u"CREATE UNIQUE INDEX temp.staged_row_id ON staged_row (id)"_s));
    }
    ROOST_ASSIGN(RowWriter writer, RowWriter::create(m_database, table, chunk.rows.columns, m_scope, QString(kStaged)));
    ROOST_ASSIGN(const sync::CellBlock block, sync::CellBlock::read(chunk.rows));
    for (qsizetype row = 0; row < block.rowCount(); ++row)
        ROOST_TRY(writer.write(block, row));
    return {};
}

Result<void> TableChecks::replace(const QString &table)
{
    ROOST_ASSIGN(Statement remove, m_database.prepare(u"DELETE FROM %1 WHERE %2 = ?"_s.arg(
                                       table, sync::findSyncTable(table)->ownerColumn())));
    remove.bindAt(0, sync::ownerOfScope(m_scope));
    ROOST_TRY(remove.exec());
    ROOST_TRY(m_database.execute(u"INSERT OR REPLACE INTO %1 SELECT * FROM %2"_s.arg(table, kStaged)));
    ROOST_TRY(m_database.execute(u"DROP TABLE "_s + kStaged));
    ROOST_ASSIGN(Statement note, m_database.statement(u"store/note_refetch"_s));
    note.bind(u":at"_s, m_clock.nowUtc().toString(Qt::ISODateWithMs))
        .bind(u":scope"_s, m_scope)
        .bind(u":table_name"_s, table);
    return note.exec();
}

} // namespace roost::replica
