// Rows and tombstones of a pull, by version.
#include "PullApplier.h"

#include "RowWriter.h"

#include "common/PlantedBug.h"
#include "sync/protocol/SyncTables.h"

namespace roost::replica {

using namespace Qt::StringLiterals;

namespace {

QByteArrayView viewOf(std::string_view text)
{
    return {text.data(), static_cast<qsizetype>(text.size())};
}

void raise(qint64 &newest, qint64 version)
{
    newest = std::max(newest, version);
}

} // namespace

Result<void> PullApplier::apply(const QList<sync::PullReply> &pages)
{
    ROOST_TRY(collectVersions(pages));
    QList<sync::PullReply> inOrder = pages;
    if (ROOST_PLANTED(OlderOverNewer))
        std::reverse(inOrder.begin(), inOrder.end());
    for (const sync::PullReply &page : std::as_const(inOrder)) {
        for (const sync::TableRows &rows : page.tables)
            ROOST_TRY(applyRows(rows));
        ROOST_TRY(applyTombstones(page.tombstones));
    }
    return {};
}

Result<void> PullApplier::collectVersions(const QList<sync::PullReply> &pages)
{
    // A page holds a row once.
    if (pages.size() == 1 && pages.first().tombstones.isEmpty())
        return {};
    for (const sync::PullReply &page : pages) {
        for (const sync::TableRows &rows : page.tables) {
            const qsizetype id = rows.columns.indexOf(u"id"_s);
            const qsizetype version = rows.columns.indexOf(u"version"_s);
            if (id < 0 || version < 0)
                continue;
            ROOST_ASSIGN(const sync::CellBlock block, sync::CellBlock::read(rows));
            auto &newest = m_newest[rows.table];
            newest.reserve(newest.size() + block.rowCount());
            for (qsizetype row = 0; row < block.rowCount(); ++row)
                raise(newest[viewOf(block.at(row, id).text).toByteArray()], block.at(row, version).integer);
        }
        for (const sync::Tombstone &tombstone : page.tombstones)
            raise(m_newest[tombstone.table][tombstone.rowId.toUtf8()], tombstone.version);
    }
    return {};
}

bool PullApplier::isNewest(const QString &table, std::string_view rowId, qint64 version) const
{
    if (ROOST_PLANTED(OlderOverNewer))
        return true;
    const auto rows = m_newest.constFind(table);
    return rows == m_newest.constEnd() ||
           rows->value(QByteArray::fromRawData(rowId.data(), static_cast<qsizetype>(rowId.size()))) <= version;
}

void PullApplier::note(const QString &table, const QString &rowId)
{
    // A list of more than that is of no use to whoever follows the change.
    QSet<QString> &ids = m_change.rows[table];
    if (ids.size() < kMostNamedRows)
        ids.insert(rowId);
    else
        m_change.everything = true;
}

Result<void> PullApplier::applyRows(const sync::TableRows &rows)
{
    // A table of a newer version: the upgrade that brings it has all rows fetched anew.
    if (!sync::findSyncTable(rows.table))
        return {};
    ROOST_ASSIGN(RowWriter writer, RowWriter::create(m_database, rows.table, rows.columns, m_scope));
    ROOST_ASSIGN(const sync::CellBlock block, sync::CellBlock::read(rows));
    for (qsizetype row = 0; row < block.rowCount(); ++row) {
        const std::string_view id = writer.idOf(block, row);
        if (!isNewest(rows.table, id, writer.versionOf(block, row)))
            continue;
        ROOST_TRY(writer.write(block, row));
        note(rows.table, QString::fromUtf8(viewOf(id)));
    }
    return {};
}

Result<void> PullApplier::applyTombstones(const QList<sync::Tombstone> &tombstones)
{
    if (ROOST_PLANTED(DropTombstones))
        return {};
    RowStore store(m_database);
    for (const sync::Tombstone &tombstone : tombstones) {
        const sync::SyncTable *table = sync::findSyncTable(tombstone.table);
        if (!table || table->kind != sync::scopeKindOf(m_scope) ||
            !isNewest(tombstone.table, tombstone.rowId.toStdString(), tombstone.version))
            continue;
        ROOST_TRY(store.remove(tombstone.table, tombstone.rowId));
        note(tombstone.table, tombstone.rowId);
    }
    return {};
}

} // namespace roost::replica
