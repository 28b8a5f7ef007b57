// Keeps and puts back shadows.
#include "Shadows.h"

#include "common/Json.h"

namespace roost::replica {

using namespace Qt::StringLiterals;

Result<void> Shadows::keep(const QString &scope, const QString &table, const QString &rowId,
                           const std::optional<QJsonObject> &row)
{
    ROOST_ASSIGN(Statement insert, m_database.statement(u"store/shadow_row"_s));
    insert.bind(u":table_name"_s, table)
        .bind(u":row_id"_s, rowId)
        .bind(u":scope"_s, scope)
        .bind(u":row_json"_s, row ? QString::fromUtf8(canonicalJson(*row)) : QString());
    return insert.exec();
}

Result<void> Shadows::putBack(const QString &scope)
{
    ROOST_ASSIGN(Statement select, m_database.statement(u"store/shadows_of_scope"_s));
    select.bind(u":scope"_s, scope);
    ROOST_TRY(select.exec());
    while (select.next()) {
        const QString table = select.text(0);
        const QString rowId = select.text(1);
        m_change.rows[table].insert(rowId);
        if (select.isNull(2)) {
            // A copy that can't be read any more leaves the row as it is, until it is fetched anew.
            if (select.boolean(3))
                ROOST_TRY(m_rows.remove(table, rowId));
            continue;
        }
        const QJsonObject row = QJsonDocument::fromJson(select.text(2).toUtf8()).object();
        ROOST_TRY(m_rows.save(table, scope, row));
    }
    ROOST_ASSIGN(Statement remove, m_database.statement(u"store/remove_shadows_of_scope"_s));
    remove.bind(u":scope"_s, scope);
    return remove.exec();
}

} // namespace roost::replica
