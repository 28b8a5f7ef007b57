// Postgres computes them, so that no rows travel.
#include "TableChecks.h"

#include "sync/protocol/TableHash.h"

namespace roost {

using namespace Qt::StringLiterals;
using namespace sync;

namespace {

Result<TableCheck> checkTable(Database &database, const SyncTable &table, int schemaVersion)
{
    QStringList positions;
    QStringList fractions;
    const QList<int> checked = checkedColumns(table, schemaVersion);
    for (const int position : checked) {
        positions << QString::number(position);
        if (isFractionColumn(table.columns[position]))
            fractions << QString::number(position);
    }
    ROOST_ASSIGN(Statement check, database.statement(u"sync/table_check"_s));
    check.bind(u":table_name"_s, table.name)
        .bind(u":owner_column"_s, table.ownerColumn())
        .bind(u":columns"_s, positions.join(u','))
        .bind(u":fractions"_s, fractions.isEmpty() ? u""_s : fractions.join(u','));
    ROOST_TRY(check.exec());
    if (!check.next())
        return fail(ErrorCode::Internal, u"A table could not be counted."_s);
    return TableCheck{table.name, check.integer(0), check.text(1)};
}

} // namespace

Result<QList<TableCheck>> checkTables(Database &database, ScopeKind kind, int schemaVersion)
{
    QList<TableCheck> checks;
    for (const SyncTable &table : syncTables(kind)) {
        if (table.since > schemaVersion)
            continue;
        ROOST_ASSIGN(const TableCheck check, checkTable(database, table, schemaVersion));
        checks << check;
    }
    return checks;
}

} // namespace roost
