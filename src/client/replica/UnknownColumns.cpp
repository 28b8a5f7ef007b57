// Row by row through RowStore, which knows how values lie in the replica.
#include "UnknownColumns.h"

#include "RowStore.h"

#include "sync/protocol/SyncTables.h"

namespace roost::replica {

using namespace Qt::StringLiterals;

namespace {

struct KeptValues
{
    QString table;
    QString rowId;
    QString scope;
    QJsonObject values;
};

Result<QList<KeptValues>> keptValues(Database &database)
{
    ROOST_ASSIGN(Statement select, database.statement(u"store/unknown_columns"_s));
    ROOST_TRY(select.exec());
    QList<KeptValues> kept;
    while (select.next())
        kept << KeptValues{select.text(0), select.text(1), select.text(2),
                           QJsonDocument::fromJson(select.text(3).toUtf8()).object()};
    return kept;
}

Result<void> adopt(RowStore &rows, const KeptValues &kept)
{
    const sync::SyncTable *table = sync::findSyncTable(kept.table);
    if (!table)
        return {};
    ROOST_ASSIGN(auto row, rows.load(kept.table, kept.rowId));
    if (!row)
        return {};
    for (auto value = kept.values.begin(); value != kept.values.end(); ++value) {
        if (table->columns.contains(value.key()))
            row->insert(value.key(), value.value());
    }
    return rows.save(kept.table, kept.scope, *row);
}

} // namespace

Result<void> adoptUnknownColumns(Database &database)
{
    ROOST_ASSIGN(const auto all, keptValues(database));
    if (all.isEmpty())
        return {};
    RowStore rows(database);
    for (const KeptValues &kept : all)
        ROOST_TRY(adopt(rows, kept));
    return database.execute(u"DELETE FROM unknown_column"_s);
}

} // namespace roost::replica
