#include "StaffService.h"

#include "ServiceUnits.h"

#include "server/tenancy/TenantWrite.h"

namespace roost {

using namespace Qt::StringLiterals;

namespace {

constexpr int kLongestAbsenceDays = 731;
constexpr int kLongestNote = 2000;

tl::unexpected<Error> wrong(const QString &field, const QString &text)
{
    return fail(ErrorCode::Validation, text, {}, {{u"field"_s, field}});
}

Result<void> checkAbsence(const NewAbsence &absence)
{
    if (!absence.startsAt.isValid())
        return wrong(u"starts_at"_s, u"\"starts_at\" is an instant with its offset."_s);
    if (!absence.endsAt.isValid() || absence.endsAt <= absence.startsAt)
        return wrong(u"ends_at"_s, u"The end of an absence comes after its beginning."_s);
    if (absence.startsAt.daysTo(absence.endsAt) > kLongestAbsenceDays)
        return wrong(u"ends_at"_s, u"An absence has at most %1 days."_s.arg(kLongestAbsenceDays));
    if (absence.note.size() > kLongestNote || absence.note.contains(QChar(u'\0')))
        return wrong(u"note"_s, u"A note has at most %1 characters."_s.arg(kLongestNote));
    return {};
}

} // namespace

Result<UnitId> StaffService::create(ServerContext &context, const Caller &caller, const UnitId &id,
                                    const QJsonObject &fields) const
{
    return ServiceUnits(context, caller, ServiceUnitKind::Staff).create(id, fields);
}

Result<void> StaffService::edit(ServerContext &context, const Caller &caller, const UnitId &id,
                                const QJsonObject &changes) const
{
    return ServiceUnits(context, caller, ServiceUnitKind::Staff).edit(id, changes);
}

Result<void> StaffService::remove(ServerContext &context, const Caller &caller, const UnitId &id) const
{
    return ServiceUnits(context, caller, ServiceUnitKind::Staff).remove(id);
}

Result<std::optional<QByteArray>> StaffService::find(ServerContext &context, const Caller &caller,
                                                     const UnitId &id) const
{
    return ServiceUnits(context, caller, ServiceUnitKind::Staff).find(id);
}

Result<QList<JsonRow>> StaffService::list(ServerContext &context, const Caller &caller, const RowWindow &window) const
{
    return ServiceUnits(context, caller, ServiceUnitKind::Staff).list(window);
}

Result<AbsenceId> StaffService::addAbsence(ServerContext &context, const Caller &caller, const UnitId &staff,
                                           const NewAbsence &absence) const
{
    const ServiceUnits units(context, caller, ServiceUnitKind::Staff);
    ROOST_TRY(units.checkMayEdit());
    ROOST_TRY(checkAbsence(absence));
    const AbsenceId id = absence.id.isNull() ? AbsenceId::create() : absence.id;
    ROOST_ASSIGN(TenantWrite write, TenantWrite::begin(context, caller.tenant, caller.user));
    ROOST_ASSIGN(const bool inserted, units.repository().insertAbsence(staff, id, absence));
    if (!inserted)
        return units.noneSuch();
    ROOST_TRY(units.audit(u"absence"_s, staff.uuid()));
    ROOST_TRY(write.commit());
    return id;
}

Result<void> StaffService::removeAbsence(ServerContext &context, const Caller &caller, const UnitId &staff,
                                         const AbsenceId &absence) const
{
    const ServiceUnits units(context, caller, ServiceUnitKind::Staff);
    ROOST_TRY(units.checkMayEdit());
    ROOST_ASSIGN(TenantWrite write, TenantWrite::begin(context, caller.tenant, caller.user));
    ROOST_ASSIGN(const bool removed, units.repository().removeAbsence(staff, absence));
    if (!removed)
        return fail(ErrorCode::NotFound, u"There is no such absence. It may have been removed."_s);
    ROOST_TRY(units.audit(u"absence_end"_s, staff.uuid()));
    return write.commit();
}

Result<QList<JsonRow>> StaffService::absences(ServerContext &context, const Caller &caller, const UnitId &staff,
                                              const RowWindow &window) const
{
    const ServiceUnits units(context, caller, ServiceUnitKind::Staff);
    ROOST_ASSIGN(TenantTransaction read, TenantTransaction::beginRead(context, caller.tenant, caller.user));
    ROOST_ASSIGN(const QList<JsonRow> known, units.repository().rows(staff, RowWindow{1, {}}));
    if (known.isEmpty())
        return units.noneSuch();
    ROOST_ASSIGN(const QList<JsonRow> rows, units.repository().absences(staff, AbsenceId(), window));
    ROOST_TRY(read.commit());
    return rows;
}

Result<std::optional<QByteArray>> StaffService::findAbsence(ServerContext &context, const Caller &caller,
                                                            const UnitId &staff, const AbsenceId &absence) const
{
    const ServiceUnits units(context, caller, ServiceUnitKind::Staff);
    ROOST_ASSIGN(TenantTransaction read, TenantTransaction::beginRead(context, caller.tenant, caller.user));
    ROOST_ASSIGN(const QList<JsonRow> rows, units.repository().absences(staff, absence, RowWindow{1, {}}));
    ROOST_TRY(read.commit());
    return rows.isEmpty() ? std::nullopt : std::optional(rows.first().json);
}

} // namespace roost
