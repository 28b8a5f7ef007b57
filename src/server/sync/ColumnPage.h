// A page of one of the big tables by column: Postgres streams the rows, the JSON is written here.
#pragma once

#include "common/Result.h"
#include "storage/Database.h"

#include <QUuid>

namespace roost {

// Rows in (version, id) order, those behind the key (afterVersion, afterId) up to a version.
struct RowRange
{
    qint64 afterVersion = 0;
    QUuid afterId;
    qint64 untilVersion = 0;
    int most = 0;
};

struct ColumnPage
{
    QByteArray valuesJson; // [[values of the first column], …]; empty without rows
    int count = 0;
    qint64 lastVersion = 0;
    QUuid lastId;
};

// Whether the table can be read by column, which is for those that grow large; the others are not worth the trouble.
Result<bool> hasColumnForm(Database &database, const QString &table);
// Reads in the caller's transaction, which has a tenant. columns: some of the table's on the wire, "id" the first and
// "version" the last of them.
Result<ColumnPage> readColumnPage(Database &database, const QString &table, const QStringList &columns,
                                  const RowRange &range);

} // namespace roost
