// Rows, versions and tombstones as docs/sync.md, "Model", says.
#include "ModelState.h"

#include "common/PlantedBug.h"

namespace roost::sim {

using namespace Qt::StringLiterals;

const Table &ModelScope::rows(const QString &table) const
{
    static const Table none;
    const auto found = m_tables.constFind(table);
    return found == m_tables.constEnd() ? none : *found;
}

void ModelScope::put(const QString &table, const QString &id, const QJsonObject &fields)
{
    QJsonObject &row = m_tables[table][id];
    if (row.isEmpty()) {
        for (const QString &column : sync::findSyncTable(table)->columns)
            row.insert(column, QJsonValue::Null);
        row.insert(u"id"_s, id);
    }
    for (auto field = fields.begin(); field != fields.end(); ++field)
        row.insert(field.key(), field.value());
    row.insert(u"version"_s, ROOST_PLANTED(StampOldVersion) ? m_version - 1 : m_version);
}

void ModelScope::remove(const QString &table, const QString &id)
{
    const Removal removal{m_version, table, id};
    if (m_tables[table].remove(id) == 0 || m_removals.contains(removal) || ROOST_PLANTED(LeaveNoTombstones))
        return;
    m_removals.insert(std::upper_bound(m_removals.begin(), m_removals.end(), removal), removal);
}

const QMap<QString, Table> *ModelScope::tablesAt(qint64 version) const
{
    const auto found = m_history.constFind(version);
    return found == m_history.constEnd() ? nullptr : &*found;
}

void ModelScope::forgetRemovals()
{
    m_removals.clear();
    if (!ROOST_PLANTED(KeepFloor))
        floor = m_version;
}

QString ModelState::roleOf(const QString &user, const QString &scope) const
{
    const auto found = scopes.constFind(scope);
    if (found == scopes.constEnd())
        return {};
    for (const QJsonObject &member : found->rows(u"member"_s)) {
        if (member.value("user_id"_L1) == user)
            return member.value("role"_L1).toString();
    }
    return {};
}

bool ModelState::mayFollow(const QString &user, const QString &scope) const
{
    const QString role = roleOf(user, scope);
    return role == u"owner" || role == u"manager";
}

} // namespace roost::sim
