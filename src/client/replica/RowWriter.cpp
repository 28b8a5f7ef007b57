// Cells straight into SQLite.
#include "RowWriter.h"

#include "RowStore.h"

#include "sync/protocol/SyncTables.h"

#include <simdjson.h>

namespace roost::replica {

using namespace Qt::StringLiterals;

Result<RowWriter> RowWriter::create(Database &database, const QString &table, const QStringList &columns,
                                    const QString &scope)
{
    const sync::SyncTable *description = sync::findSyncTable(table);
    if (!description || description->kind != sync::scopeKindOf(scope)) {
        return fail(ErrorCode::Protocol, u"The server sent data that this version of Roost doesn't know."_s,
                    u"unknown table %1 in scope %2"_s.arg(table, scope.left(2)));
    }
    RowWriter writer;
    writer.m_owner = sync::ownerOfScope(scope).toUtf8();
    for (const QString &column : description->columns) {
        const qsizetype source = columns.indexOf(column);
        if (source < 0) {
            return fail(ErrorCode::Protocol, u"The server's data is incomplete. Ask its operator to update it."_s,
                        u"missing column %1.%2"_s.arg(table, column));
        }
        writer.m_sources << static_cast<int>(source);
    }
    writer.m_compacted.resize(static_cast<size_t>(writer.m_sources.size()));
    writer.m_idIndex = writer.m_sources.first();
    writer.m_versionIndex = writer.m_sources.last();
    ROOST_ASSIGN(writer.m_insert, BulkInsert::prepare(database, upsertSql(*description)));
    return writer;
}

Result<void> RowWriter::write(const sync::CellBlock &block, qsizetype row)
{
    m_insert.bind(0, std::string_view(m_owner.constData(), static_cast<size_t>(m_owner.size())));
    for (int i = 0; i < m_sources.size(); ++i)
        bind(i, block.at(row, m_sources[i]));
    return m_insert.insert();
}

void RowWriter::bind(int column, const sync::Cell &cell)
{
    using Kind = sync::Cell::Kind;
    switch (cell.kind) {
    case Kind::Null:
        m_insert.bindNull(column + 1);
        break;
    case Kind::Integer:
    case Kind::Boolean:
        m_insert.bind(column + 1, cell.integer);
        break;
    case Kind::Real:
        m_insert.bind(column + 1, cell.real);
        break;
    case Kind::Text:
        m_insert.bind(column + 1, cell.text);
        break;
    case Kind::Document:
        m_insert.bind(column + 1, compact(column, cell.text));
        break;
    }
}

// Postgres writes documents with blanks, a tenth of their length.
std::string_view RowWriter::compact(int column, std::string_view document)
{
    QByteArray &compacted = m_compacted[static_cast<size_t>(column)];
    compacted.resize(std::max(compacted.size(), static_cast<qsizetype>(document.size() + simdjson::SIMDJSON_PADDING)));
    size_t size = 0;
    if (simdjson::minify(document.data(), document.size(), compacted.data(), size))
        return document;
    return {compacted.constData(), size};
}

} // namespace roost::replica
