// Cells straight into SQLite.
#include "RowWriter.h"

#include "RowStore.h"

#include "common/Json.h"
#include "sync/protocol/SyncTables.h"

#include <simdjson.h>

namespace roost::replica {

using namespace Qt::StringLiterals;

Result<RowWriter> RowWriter::create(Database &database, const QString &table, const QStringList &columns,
                                    const QString &scope, const QString &into)
{
    const sync::SyncTable *description = sync::findSyncTable(table);
    if (!description || description->kind != sync::scopeKindOf(scope)) {
        return fail(ErrorCode::Protocol, u"The server sent data that this version of Roost doesn't know."_s,
                    u"unknown table %1 in scope %2"_s.arg(table, scope.left(2)));
    }
    RowWriter writer;
    writer.m_table = table;
    writer.m_scope = scope;
    writer.m_owner = sync::ownerOfScope(scope).toUtf8();
    QStringList written;
    for (const QString &column : description->columns) {
        const qsizetype source = columns.indexOf(column);
        // Servers of the version that brought the table have it.
        if (source < 0 && description->sinceOf(column) == description->since) {
            return fail(ErrorCode::Protocol, u"The server's data is incomplete. Ask its operator to update it."_s,
                        u"missing column %1.%2"_s.arg(table, column));
        }
        if (source < 0)
            continue;
        writer.m_sources << static_cast<int>(source);
        written << column;
    }
    for (int i = 0; i < columns.size(); ++i) {
        if (!description->columns.contains(columns[i]))
            writer.m_unknown << std::pair(columns[i], i);
    }
    writer.m_compacted.resize(static_cast<size_t>(writer.m_sources.size()));
    writer.m_idIndex = writer.m_sources.first();
    writer.m_versionIndex = writer.m_sources.last();
    if (!writer.m_unknown.isEmpty()) {
        ROOST_ASSIGN(writer.m_keepUnknown, database.statement(u"store/keep_unknown_columns"_s));
    }
    const QString target = into.isEmpty() ? table : into;
    ROOST_ASSIGN(writer.m_insert, BulkInsert::prepare(database, upsertSql(*description, written, target)));
    return writer;
}

Result<void> RowWriter::write(const sync::CellBlock &block, qsizetype row)
{
    m_insert.bind(0, std::string_view(m_owner.constData(), static_cast<size_t>(m_owner.size())));
    for (int i = 0; i < m_sources.size(); ++i)
        bind(i, block.at(row, m_sources[i]));
    ROOST_TRY(m_insert.insert());
    return m_unknown.isEmpty() ? Result<void>() : keepUnknown(block, row);
}

Result<void> RowWriter::keepUnknown(const sync::CellBlock &block, qsizetype row)
{
    QJsonObject values;
    for (const auto &[name, place] : std::as_const(m_unknown))
        values.insert(name, block.at(row, place).toJson());
    const std::string_view id = idOf(block, row);
    m_keepUnknown.bind(u":table_name"_s, m_table)
        .bind(u":row_id"_s, QString::fromUtf8(id.data(), static_cast<qsizetype>(id.size())))
        .bind(u":scope"_s, m_scope)
        .bind(u":values_json"_s, QString::fromUtf8(canonicalJson(values)));
    return m_keepUnknown.exec();
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
