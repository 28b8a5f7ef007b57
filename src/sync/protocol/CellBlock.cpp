// Cells from JSON values, and from JSON text where it lies.
#include "CellBlock.h"

#include "JsonWalker.h"

#include "common/Json.h"

#include <charconv>

namespace roost::sync {

using namespace Qt::StringLiterals;

namespace {

tl::unexpected<Error> malformed(const QString &table)
{
    return fail(ErrorCode::Protocol, u"The server's answer can't be read. Ask its operator to update it."_s,
                u"malformed rows of "_s + table);
}

QJsonValue documentFrom(std::string_view text)
{
    const auto json = QByteArray::fromRawData(text.data(), static_cast<qsizetype>(text.size()));
    const QJsonDocument document = QJsonDocument::fromJson(json);
    return document.isArray() ? QJsonValue(document.array()) : QJsonValue(document.object());
}

} // namespace

QJsonValue Cell::toJson() const
{
    switch (kind) {
    case Kind::Null:
        break;
    case Kind::Integer:
        return integer;
    case Kind::Real:
        return real;
    case Kind::Boolean:
        return integer != 0;
    case Kind::Text:
        return QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size()));
    case Kind::Document:
        return documentFrom(text);
    }
    return QJsonValue::Null;
}

// One pass over the values; the cells point into the block's bytes.
class ValuesReader
{
public:
    explicit ValuesReader(CellBlock &block)
        : m_block(block)
        , m_walker(block.m_json)
    {
    }

    // False when it isn't an array of that many arrays of the same length.
    bool read(qsizetype columns)
    {
        if (!m_walker.isValid() || !m_walker.take('['))
            return false;
        for (qsizetype column = 0; column < columns; ++column) {
            if ((column > 0 && !m_walker.take(',')) || !readColumn(column))
                return false;
        }
        return m_walker.take(']') && m_walker.peek() == '\0';
    }

private:
    bool readColumn(qsizetype column)
    {
        if (!m_walker.take('['))
            return false;
        if (m_walker.peek() != ']') {
            do {
                m_block.m_cells.emplace_back();
                if (!readCell(m_walker.value(), m_block.m_cells.back()))
                    return false;
            } while (m_walker.take(','));
        }
        const auto size = static_cast<qsizetype>(m_block.m_cells.size());
        if (column == 0)
            m_block.m_rowCount = size;
        return m_walker.take(']') && size == m_block.m_rowCount * (column + 1);
    }

    bool readCell(std::string_view token, Cell &cell)
    {
        switch (token.empty() ? '\0' : token.front()) {
        case '"':
            cell.kind = Cell::Kind::Text;
            return readText(token, cell);
        case '[':
        case '{':
            cell.kind = Cell::Kind::Document;
            cell.text = token;
            return true;
        case 't':
        case 'f':
            cell.kind = Cell::Kind::Boolean;
            cell.integer = token == "true" ? 1 : 0;
            return token == "true" || token == "false";
        case 'n':
            return token == "null";
        default:
            return readNumber(token, cell);
        }
    }

    // Nearly all texts lie in the reply as they are.
    bool readText(std::string_view token, Cell &cell)
    {
        cell.text = token.substr(1, token.size() - 2);
        if (token.size() < 2 || token.back() != '"')
            return false;
        if (cell.text.find('\\') == std::string_view::npos)
            return true;
        const auto array = QJsonDocument::fromJson(
            QByteArray("[").append(token.data(), static_cast<qsizetype>(token.size())).append(']'));
        cell.text = m_block.keep(array.array().at(0).toString().toUtf8());
        return array.isArray();
    }

    static bool readNumber(std::string_view token, Cell &cell)
    {
        const char *end = token.data() + token.size();
        cell.kind = Cell::Kind::Integer;
        if (const auto whole = std::from_chars(token.data(), end, cell.integer);
            whole.ec == std::errc() && whole.ptr == end)
            return true;
        cell.kind = Cell::Kind::Real;
        cell.integer = 0;
        const auto real = std::from_chars(token.data(), end, cell.real);
        return !token.empty() && real.ec == std::errc() && real.ptr == end;
    }

    CellBlock &m_block;
    JsonWalker m_walker;
};

Result<CellBlock> CellBlock::read(const TableRows &rows)
{
    CellBlock block;
    ROOST_TRY(rows.values.isEmpty() ? block.readRows(rows) : block.readValues(rows));
    return block;
}

std::string_view CellBlock::keep(QByteArray text)
{
    m_texts.push_back(std::move(text));
    return {m_texts.back().constData(), static_cast<size_t>(m_texts.back().size())};
}

Result<void> CellBlock::readValues(const TableRows &rows)
{
    m_json = rows.values;
    m_json.reserve(rows.values.size() + JsonWalker::kPadding);
    if (!ValuesReader(*this).read(rows.columns.size()))
        return malformed(rows.table);
    return {};
}

Result<void> CellBlock::readRows(const TableRows &rows)
{
    m_rowCount = rows.rows.size();
    m_cells.resize(static_cast<size_t>(m_rowCount * rows.columns.size()));
    for (qsizetype row = 0; row < m_rowCount; ++row) {
        const QJsonArray values = rows.rows.at(row).toArray();
        if (values.size() != rows.columns.size())
            return malformed(rows.table);
        for (qsizetype column = 0; column < values.size(); ++column)
            m_cells[static_cast<size_t>(column * m_rowCount + row)] = cellFrom(values.at(column));
    }
    return {};
}

Cell CellBlock::cellFrom(const QJsonValue &value)
{
    Cell cell;
    switch (value.type()) {
    case QJsonValue::Bool:
        cell.kind = Cell::Kind::Boolean;
        cell.integer = value.toBool() ? 1 : 0;
        break;
    case QJsonValue::Double: {
        const qint64 whole = value.toInteger(std::numeric_limits<qint64>::min());
        const bool isWhole = whole != std::numeric_limits<qint64>::min();
        cell.kind = isWhole ? Cell::Kind::Integer : Cell::Kind::Real;
        cell.integer = isWhole ? whole : 0;
        cell.real = isWhole ? 0 : value.toDouble();
        break;
    }
    case QJsonValue::String:
        cell.kind = Cell::Kind::Text;
        cell.text = keep(value.toString().toUtf8());
        break;
    case QJsonValue::Array:
        cell.kind = Cell::Kind::Document;
        cell.text = keep(compactJson(value.toArray()));
        break;
    case QJsonValue::Object:
        cell.kind = Cell::Kind::Document;
        cell.text = keep(canonicalJson(value.toObject()));
        break;
    default:
        break;
    }
    return cell;
}

Result<QJsonArray> jsonRows(const TableRows &rows)
{
    ROOST_ASSIGN(const CellBlock block, CellBlock::read(rows));
    QJsonArray all;
    for (qsizetype row = 0; row < block.rowCount(); ++row) {
        QJsonArray values;
        for (qsizetype column = 0; column < rows.columns.size(); ++column)
            values << block.at(row, column).toJson();
        all << values;
    }
    return all;
}

} // namespace roost::sync
