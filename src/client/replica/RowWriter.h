// Writes rows of one table as they come over the wire, thousands at a time.
#pragma once

#include "storage/BulkInsert.h"
#include "sync/protocol/CellBlock.h"

namespace roost::replica {

// Columns that this version doesn't know are skipped. Meant for the length of one transaction.
class RowWriter
{
public:
    // Protocol error when a table or a column that this version needs is missing, or the table is none of this kind of
    // scope.
    static Result<RowWriter> create(Database &database, const QString &table, const QStringList &columns,
                                    const QString &scope);

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

    BulkInsert m_insert;
    QByteArray m_owner;
    QList<int> m_sources;                // for each of our columns its place on the wire
    std::vector<QByteArray> m_compacted; // for each of our columns the document that is bound
    int m_idIndex = 0;
    int m_versionIndex = 0;
};

} // namespace roost::replica
