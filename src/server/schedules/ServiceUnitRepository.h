// The rows of staff, absences and resources. Inside a TenantTransaction of the tenant; rules and permissions are the
// services' part.
#pragma once

#include "StaffService.h"

#include "storage/Database.h"

namespace roost {

enum class ServiceUnitKind { Staff, Resource };

class ServiceUnitRepository
{
public:
    ServiceUnitRepository(Database &database, const TenantId &tenant, const QDateTime &nowUtc, ServiceUnitKind kind);

    // fields must be complete.
    Result<void> insert(const UnitId &id, const QJsonObject &fields);
    // Locks the row until the transaction ends.
    Result<std::optional<QJsonObject>> findFields(const UnitId &id);
    Result<void> update(const UnitId &id, const QJsonObject &fields);
    // Whether the account belongs to a member of the tenant.
    Result<bool> isMember(const UserId &user);
    Result<bool> wasBooked(const UnitId &id);
    Result<void> remove(const UnitId &id);
    // id null: all.
    Result<QList<JsonRow>> rows(const UnitId &id, const RowWindow &window);

    // These return whether there was such a member of staff, such an absence.
    Result<bool> insertAbsence(const UnitId &staff, const AbsenceId &id, const NewAbsence &absence);
    Result<bool> removeAbsence(const UnitId &staff, const AbsenceId &id);
    Result<QList<JsonRow>> absences(const UnitId &staff, const AbsenceId &id, const RowWindow &window);

private:
    Result<Statement> statementFor(const QString &staffName, const QString &resourceName, const UnitId &id);
    Result<void> write(Statement statement, const QJsonObject &fields);

    Database &m_database;
    TenantId m_tenant;
    QDateTime m_nowUtc;
    ServiceUnitKind m_kind;
};

} // namespace roost
