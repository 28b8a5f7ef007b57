// Writes rows of one table as they come over the wire, thousands at a time.
#pragma once

#include "storage/BulkInsert.h"
#include "sync/protocol/CellBlock.h"

namespace roost::replica {

// Columns that this version doesn't know are kept aside for the one that does (UnknownColumns.h); those that an older
// server doesn't know get their defaults. Meant for the length of one transaction.
class RowWriter
{
public:
    // Protocol error when the table is unknown or none of this kind of scope, or a column that every server has is
    // missing. into: where the rows go instead of the table itself, in its shape.
    static Result<RowWriter> create(Database &database, const QString &table, const QStringList &columns,
                                    const QString &scope, const QString &into = {});

    Result<void> write(const sync::CellBlock &block, qsizetype row);
    std::string_view idOf(const sync::CellBlock &block, qsizetype row) const { return block.at(row, m_idIndex).text; }
    qint64 versionOf(const sync::CellBlock &block, qsizetype row) const
    {
        return block.at(row, m_versionIndex).integer;
    }

private:
    RowWriter() = default;
    void bind(int column, const sync::Cell &cell);
    std::string_view compact(int column, std::string_view document);
    Result<void> keepUnknown(const sync::CellBlock &block, qsizetype row);

    BulkInsert m_insert;
    QByteArray m_owner;
    QString m_table;
    QString m_scope;
    QList<int> m_sources;                     // for each column that is written its place on the wire
    std::vector<QByteArray> m_compacted;      // for each column that is written the document that is bound
    QList<std::pair<QString, int>> m_unknown; // names and places of those that this version doesn't know
    Statement m_keepUnknown;
    int m_idIndex = 0;
    int m_versionIndex = 0;
};

} // namespace roost::replica
