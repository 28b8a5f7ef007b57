// The cells of many rows of one table, in whichever form they came: JSON values in memory or JSON text by column. Texts
// stay where they are in the reply, so reading a block costs about as much as looking at each byte once.
#pragma once

#include "Messages.h"

#include <deque>
#include <string_view>
#include <vector>

namespace roost::sync {

struct Cell
{
    enum class Kind : quint8 {
        Null,
        Integer,
        Real,
        Boolean,  // in integer: 0 or 1
        Text,     // UTF-8
        Document, // an object or array as JSON in UTF-8, with or without blanks
    };

    Kind kind = Kind::Null;
    qint64 integer = 0;
    double real = 0;
    std::string_view text;

    // The same value as in a row of JSON values.
    QJsonValue toJson() const;
};

// A value to be used by one thread; costs some hundred bytes a row while it lives.
class CellBlock
{
    Q_DISABLE_COPY(CellBlock)

public:
    // Protocol error when rows or columns are of unequal length or something isn't JSON.
    static Result<CellBlock> read(const TableRows &rows);
    CellBlock(CellBlock &&) noexcept = default;

    qsizetype rowCount() const { return m_rowCount; }
    const Cell &at(qsizetype row, qsizetype column) const
    {
        return m_cells[static_cast<size_t>(column * m_rowCount + row)];
    }

private:
    CellBlock() = default;
    Result<void> readRows(const TableRows &rows);
    Result<void> readValues(const TableRows &rows);
    std::string_view keep(QByteArray text);
    Cell cellFrom(const QJsonValue &value);

    QByteArray m_json;              // what the texts point into
    std::deque<QByteArray> m_texts; // those that had to be made
    std::vector<Cell> m_cells;      // column by column
    qsizetype m_rowCount = 0;

    friend class ValuesReader;
};

// All rows as JSON values, from either form.
Result<QJsonArray> jsonRows(const TableRows &rows);

} // namespace roost::sync
