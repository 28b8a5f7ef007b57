// Rows and tombstones of a pull, by version.
#include "PullApplier.h"

#include "sync/protocol/SyncTables.h"

namespace roost::replica {

using namespace Qt::StringLiterals;

Result<void> PullApplier::apply(const QList<sync::PullReply> &pages)
{
    collectVersions(pages);
    for (const sync::PullReply &page : pages) {
        for (const sync::TableRows &rows : page.tables)
            ROOST_TRY(applyRows(rows));
        ROOST_TRY(applyTombstones(page.tombstones));
    }
    return {};
}

void PullApplier::collectVersions(const QList<sync::PullReply> &pages)
{
    const auto note = [this](const QString &table, const QString &rowId, qint64 version) {
        qint64 &newest = m_newest[table][rowId];
        newest = std::max(newest, version);
    };
    for (const sync::PullReply &page : pages) {
        for (const sync::TableRows &rows : page.tables) {
            const qsizetype id = rows.columns.indexOf(u"id"_s);
            const qsizetype version = rows.columns.indexOf(u"version"_s);
            if (id < 0 || version < 0)
                continue;
            for (const QJsonValue &value : rows.rows) {
                const QJsonArray row = value.toArray();
                note(rows.table, row.at(id).toString(), row.at(version).toInteger());
            }
        }
        for (const sync::Tombstone &tombstone : page.tombstones)
            note(tombstone.table, tombstone.rowId, tombstone.version);
    }
}

bool PullApplier::isNewest(const QString &table, const QString &rowId, qint64 version) const
{
    return m_newest.value(table).value(rowId) <= version;
}

Result<void> PullApplier::applyRows(const sync::TableRows &rows)
{
    ROOST_ASSIGN(RowWriter writer, RowWriter::create(m_database, rows.table, rows.columns, m_scope));
    for (const QJsonValue &value : rows.rows) {
        const QJsonArray row = value.toArray();
        const QString id = writer.idOf(row);
        if (!isNewest(rows.table, id, writer.versionOf(row)))
            continue;
        ROOST_TRY(writer.write(row));
        m_change.rows[rows.table].insert(id);
    }
    return {};
}

Result<void> PullApplier::applyTombstones(const QList<sync::Tombstone> &tombstones)
{
    RowStore store(m_database);
    for (const sync::Tombstone &tombstone : tombstones) {
        const sync::SyncTable *table = sync::findSyncTable(tombstone.table);
        if (!table || table->kind != sync::scopeKindOf(m_scope) ||
            !isNewest(tombstone.table, tombstone.rowId, tombstone.version))
            continue;
        ROOST_TRY(store.remove(tombstone.table, tombstone.rowId));
        m_change.rows[tombstone.table].insert(tombstone.rowId);
    }
    return {};
}

} // namespace roost::replica
