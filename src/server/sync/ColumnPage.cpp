// From COPY's text to JSON, cell by cell.
#include "ColumnPage.h"

#include "common/Uuid.h"
#include "storage/CopyOut.h"

#include <QMutex>

namespace roost {

using namespace Qt::StringLiterals;

namespace {

enum class CellKind { Plain, Text, Boolean, Number, Document, Moment };

using CellKinds = QHash<QString, CellKind>; // by column

CellKind kindOf(const QString &type)
{
    if (type == u"uuid" || type == u"date")
        return CellKind::Plain;
    if (type == u"boolean")
        return CellKind::Boolean;
    if (type == u"json" || type == u"jsonb")
        return CellKind::Document;
    if (type == u"timestamp with time zone")
        return CellKind::Moment;
    static const QSet<QString> numbers{u"integer"_s,          u"bigint"_s, u"smallint"_s,
                                       u"double precision"_s, u"real"_s,   u"numeric"_s};
    return numbers.contains(type) ? CellKind::Number : CellKind::Text;
}

// The views belong to the program's schema, so what one connection saw holds for all.
Result<CellKinds> cellKinds(Database &database, const QString &table)
{
    static QMutex mutex;
    static QHash<QString, CellKinds> known;
    {
        const QMutexLocker locker(&mutex);
        if (const auto found = known.constFind(table); found != known.constEnd())
            return *found;
    }
    ROOST_ASSIGN(Statement select, database.statement(u"sync/wire_columns"_s));
    select.bind(u":table_name"_s, table);
    ROOST_TRY(select.exec());
    CellKinds kinds;
    while (select.next())
        kinds.insert(select.text(0), kindOf(select.text(1)));
    const QMutexLocker locker(&mutex);
    known.insert(table, kinds);
    return kinds;
}

// RFC 8259, 7.
void appendText(QByteArray &out, QByteArrayView text)
{
    out += '"';
    const char *from = text.begin();
    for (const char *at = from; at != text.end(); ++at) {
        const auto byte = static_cast<unsigned char>(*at);
        if (byte >= 0x20 && byte != '"' && byte != '\\')
            continue;
        out.append(from, at - from);
        from = at + 1;
        if (byte == '"' || byte == '\\') {
            out.append('\\').append(*at);
        } else {
            char code[8];
            out.append(code, std::snprintf(code, sizeof code, "\\u%04x", byte));
        }
    }
    out.append(from, text.end() - from).append('"');
}

// "2026-02-09 13:15:00.123456+00" -> "2026-02-09T13:15:00.123Z"; connections work in UTC.
void appendMoment(QByteArray &out, QByteArrayView text)
{
    const QByteArrayView seconds = text.first(19);
    out.append('"').append(seconds.first(10)).append('T').append(seconds.sliced(11)).append('.');
    QByteArrayView fraction;
    if (text.size() > 20 && text[19] == '.')
        fraction = text.sliced(20, std::min<qsizetype>(3, text.size() - 23));
    out.append(fraction).append(3 - fraction.size(), '0').append("Z\"");
}

void appendCell(QByteArray &out, CellKind kind, QByteArrayView cell)
{
    switch (kind) {
    case CellKind::Plain:
        out.append('"').append(cell).append('"');
        break;
    case CellKind::Text:
        appendText(out, cell);
        break;
    case CellKind::Boolean:
        out.append(cell == "t" ? "true" : "false");
        break;
    case CellKind::Number:
    case CellKind::Document:
        out.append(cell);
        break;
    case CellKind::Moment:
        appendMoment(out, cell);
        break;
    }
}

// One growing JSON array a column.
class ColumnWriter
{
public:
    ColumnWriter(const CellKinds &kinds, const QStringList &columns)
        : m_values(columns.size())
    {
        for (const QString &column : columns)
            m_kinds.push_back(kinds.value(column));
    }

    void add(const std::vector<QByteArrayView> &row)
    {
        for (size_t i = 0; i < m_kinds.size(); ++i) {
            QByteArray &out = m_values[i];
            out.append(out.isEmpty() ? '[' : ',');
            if (row[i].isNull())
                out.append("null");
            else
                appendCell(out, m_kinds[i], row[i]);
        }
    }

    QByteArray take() const
    {
        qsizetype size = 2;
        for (const QByteArray &values : m_values)
            size += values.size() + 2;
        QByteArray out;
        out.reserve(size);
        for (const QByteArray &values : m_values)
            out.append(out.isEmpty() ? '[' : ',').append(values).append(']');
        return out.append(']');
    }

private:
    std::vector<CellKind> m_kinds;
    std::vector<QByteArray> m_values;
};

Result<void> setPage(Database &database, const RowRange &range)
{
    ROOST_ASSIGN(Statement set, database.statement(u"sync/set_page"_s));
    set.bind(u":after_version"_s, range.afterVersion)
        .bind(u":after_id"_s, uuidText(range.afterId))
        .bind(u":until_version"_s, range.untilVersion)
        .bind(u":most"_s, range.most);
    return set.exec();
}

// Names from the program's own table descriptions alone.
QString pageQuery(const QString &table, const QStringList &columns)
{
    return u"SELECT %1 FROM wire_columns_%2 WHERE tenant_id = roost_tenant() "
           "AND (version, id) > (current_setting('roost.page_version')::bigint, "
           "current_setting('roost.page_id')::uuid) "
           "AND version <= current_setting('roost.page_until')::bigint "
           "ORDER BY version, id LIMIT current_setting('roost.page_rows')::bigint"_s.arg(columns.join(u", "_s), table);
}

} // namespace

Result<bool> hasColumnForm(Database &database, const QString &table)
{
    ROOST_ASSIGN(const CellKinds kinds, cellKinds(database, table));
    return !kinds.isEmpty();
}

Result<ColumnPage> readColumnPage(Database &database, const QString &table, const QStringList &columns,
                                  const RowRange &range)
{
    Q_ASSERT(columns.first() == u"id" && columns.last() == u"version");
    ROOST_ASSIGN(const CellKinds kinds, cellKinds(database, table));
    ROOST_TRY(setPage(database, range));
    ColumnWriter writer(kinds, columns);
    ColumnPage page;
    QByteArray lastId;
    ROOST_ASSIGN(CopyOut rows, CopyOut::start(database, pageQuery(table, columns)));
    for (;;) {
        ROOST_ASSIGN(const bool hasRow, rows.next());
        if (!hasRow)
            break;
        writer.add(rows.row());
        ++page.count;
        lastId = rows.row().front().toByteArray();
        page.lastVersion = rows.row().back().toLongLong();
    }
    if (page.count > 0) {
        page.lastId = parseUuid(QString::fromLatin1(lastId));
        page.valuesJson = writer.take();
    }
    return page;
}

} // namespace roost
