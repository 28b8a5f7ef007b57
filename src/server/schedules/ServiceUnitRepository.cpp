#include "ServiceUnitRepository.h"

#include "common/Json.h"

namespace roost {

using namespace Qt::StringLiterals;

namespace {

QString iso(const QDateTime &utc)
{
    return utc.toString(Qt::ISODateWithMs);
}

QString afterOf(const RowWindow &window)
{
    return uuidText(parseUuid(window.after.value(0)));
}

Result<QList<JsonRow>> rowsOf(Statement &list)
{
    ROOST_TRY(list.exec());
    QList<JsonRow> rows;
    while (list.next())
        rows << JsonRow{list.text(0).toUtf8(), {list.text(1)}};
    return rows;
}

} // namespace

ServiceUnitRepository::ServiceUnitRepository(Database &database, const TenantId &tenant, const QDateTime &nowUtc,
                                             ServiceUnitKind kind)
    : m_database(database)
    , m_tenant(tenant)
    , m_nowUtc(nowUtc)
    , m_kind(kind)
{
}

Result<Statement> ServiceUnitRepository::statementFor(const QString &staffName, const QString &resourceName,
                                                      const UnitId &id)
{
    const QString &name = m_kind == ServiceUnitKind::Staff ? staffName : resourceName;
    ROOST_ASSIGN(Statement statement, m_database.statement(u"schedules/"_s + name));
    statement.bind(u":id"_s, id).bind(u":tenant_id"_s, m_tenant);
    return statement;
}

Result<void> ServiceUnitRepository::write(Statement statement, const QJsonObject &fields)
{
    statement.bind(u":name"_s, fields.value(u"name").toString())
        .bind(u":fields"_s, QString::fromUtf8(canonicalJson(fields)))
        .bind(u":now"_s, iso(m_nowUtc));
    return statement.exec();
}

Result<void> ServiceUnitRepository::insert(const UnitId &id, const QJsonObject &fields)
{
    ROOST_ASSIGN(Statement insert, statementFor(u"insert_staff"_s, u"insert_resource"_s, id));
    return write(std::move(insert), fields);
}

Result<std::optional<QJsonObject>> ServiceUnitRepository::findFields(const UnitId &id)
{
    ROOST_ASSIGN(Statement find, statementFor(u"find_staff"_s, u"find_resource"_s, id));
    ROOST_TRY(find.exec());
    if (!find.next())
        return std::optional<QJsonObject>();
    ROOST_ASSIGN(const QJsonObject fields, parseJsonObject(find.text(0).toUtf8()));
    return std::optional(fields);
}

Result<void> ServiceUnitRepository::update(const UnitId &id, const QJsonObject &fields)
{
    ROOST_ASSIGN(Statement update, statementFor(u"update_staff"_s, u"update_resource"_s, id));
    return write(std::move(update), fields);
}

Result<bool> ServiceUnitRepository::isMember(const UserId &user)
{
    ROOST_ASSIGN(Statement find, m_database.statement(u"schedules/is_member"_s));
    find.bind(u":tenant_id"_s, m_tenant).bind(u":user_id"_s, user);
    ROOST_TRY(find.exec());
    return find.next() && find.boolean(0);
}

Result<bool> ServiceUnitRepository::wasBooked(const UnitId &id)
{
    ROOST_ASSIGN(Statement find, statementFor(u"unit_was_booked"_s, u"unit_was_booked"_s, id));
    ROOST_TRY(find.exec());
    return find.next() && find.boolean(0);
}

Result<void> ServiceUnitRepository::remove(const UnitId &id)
{
    ROOST_ASSIGN(Statement remove, statementFor(u"delete_unit"_s, u"delete_unit"_s, id));
    remove.bind(u":kind"_s, m_kind == ServiceUnitKind::Staff ? u"staff"_s : u"resource"_s);
    return remove.exec();
}

Result<QList<JsonRow>> ServiceUnitRepository::rows(const UnitId &id, const RowWindow &window)
{
    ROOST_ASSIGN(Statement list, statementFor(u"staff"_s, u"resources"_s, id));
    list.bind(u":after"_s, afterOf(window)).bind(u":limit"_s, window.limit);
    if (m_kind == ServiceUnitKind::Staff)
        list.bind(u":now"_s, iso(m_nowUtc));
    return rowsOf(list);
}

Result<bool> ServiceUnitRepository::insertAbsence(const UnitId &staff, const AbsenceId &id, const NewAbsence &absence)
{
    ROOST_ASSIGN(Statement insert, m_database.statement(u"schedules/insert_absence"_s));
    insert.bind(u":id"_s, id)
        .bind(u":staff_id"_s, staff)
        .bind(u":tenant_id"_s, m_tenant)
        .bind(u":starts_at"_s, iso(absence.startsAt))
        .bind(u":ends_at"_s, iso(absence.endsAt))
        .bind(u":note"_s, absence.note.isNull() ? u""_s : absence.note)
        .bind(u":now"_s, iso(m_nowUtc));
    ROOST_TRY(insert.exec());
    return insert.rowsAffected() == 1;
}

Result<bool> ServiceUnitRepository::removeAbsence(const UnitId &staff, const AbsenceId &id)
{
    ROOST_ASSIGN(Statement remove, m_database.statement(u"schedules/delete_absence"_s));
    remove.bind(u":id"_s, id)
        .bind(u":staff_id"_s, staff)
        .bind(u":tenant_id"_s, m_tenant)
        .bind(u":now"_s, iso(m_nowUtc));
    ROOST_TRY(remove.exec());
    return remove.rowsAffected() == 1;
}

Result<QList<JsonRow>> ServiceUnitRepository::absences(const UnitId &staff, const AbsenceId &id,
                                                       const RowWindow &window)
{
    ROOST_ASSIGN(Statement list, m_database.statement(u"schedules/absences"_s));
    list.bind(u":staff_id"_s, staff)
        .bind(u":id"_s, id)
        .bind(u":tenant_id"_s, m_tenant)
        .bind(u":after"_s, afterOf(window))
        .bind(u":limit"_s, window.limit);
    return rowsOf(list);
}

} // namespace roost
