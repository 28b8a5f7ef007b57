// What pages and chunks add up to, put together as docs/sync.md tells a client to.
#pragma once

#include "SimServer.h"

namespace roost::sim {

class Gathered
{
public:
    void add(const sync::TableRows &table)
    {
        for (const QJsonValue &value : table.rows) {
            const QJsonArray cells = value.toArray();
            QJsonObject row;
            for (qsizetype i = 0; i < table.columns.size(); ++i)
                row.insert(table.columns.at(i), cells.at(i));
            put(table.table, row);
        }
    }
    void add(const sync::PullReply &page)
    {
        for (const sync::TableRows &table : page.tables)
            add(table);
        for (const sync::Tombstone &removed : page.tombstones) {
            auto &known = m_rows[removed.table][removed.rowId];
            if (removed.version >= known.first)
                known = {removed.version, {}};
        }
    }
    Rows rows() const
    {
        Rows rows;
        for (auto table = m_rows.begin(); table != m_rows.end(); ++table) {
            for (auto row = table->begin(); row != table->end(); ++row) {
                if (!row->second.isEmpty())
                    rows[table.key()].insert(row.key(), row->second);
            }
        }
        return rows;
    }

private:
    // The later version wins; a row that came back beats the tombstone of the same version.
    void put(const QString &table, const QJsonObject &row)
    {
        const qint64 version = row.value(QLatin1String("version")).toInteger();
        auto &known = m_rows[table][row.value(QLatin1String("id")).toString()];
        if (version >= known.first)
            known = {version, row};
    }
    QMap<QString, QMap<QString, std::pair<qint64, QJsonObject>>> m_rows;
};

} // namespace roost::sim
