// The hash over what the rows of a table hold, by which a client and a server find out that they have the same
// (docs/sync.md, "Checks"). Postgres computes it in roost_table_check().
#pragma once

#include "Messages.h"
#include "SyncTables.h"

#include <QCryptographicHash>

namespace roost::sync {

// The columns that enter, as positions in table.columns: those that a peer of this schema version knows, but for JSON
// documents, whose text isn't the same everywhere.
QList<int> checkedColumns(const SyncTable &table, int schemaVersion = kSchemaVersion);

// Rows in any order; of each row its fields in the order of checkedColumns(), then endRow().
class TableHash
{
    Q_DISABLE_COPY_MOVE(TableHash)

public:
    TableHash();

    void addNull() { m_row += kSeparator; }
    void addText(const QString &text) { addField(text.toUtf8()); }
    void addInteger(qint64 number) { addField(QByteArray::number(number)); }
    // A number that may have a fraction (isFractionColumn): the bits of its IEEE 754 double.
    void addFraction(double number);
    void addBoolean(bool value) { addField(value ? "true" : "false"); }
    // A value as on the wire.
    void add(const QString &column, const QJsonValue &value);
    void endRow();

    TableCheck result(const QString &table) const;

private:
    static constexpr char kSeparator = '\x1f';
    void addField(const QByteArray &text);

    QCryptographicHash m_digest;
    QByteArray m_row;
    qint64 m_count = 0;
    quint64 m_high = 0;
    quint64 m_low = 0;
};

} // namespace roost::sync
