// Who gives appointments: names, hours, skills, absences. Services hold nothing; the caller's thread and its connection
// do the work. Each function works alone and inside a transaction of the caller.
#pragma once

#include "common/Id.h"
#include "server/tenancy/Caller.h"
#include "server/tenancy/JsonRows.h"
#include "server/tenancy/ServerContext.h"

#include <QJsonObject>

namespace roost {

using AbsenceId = Id<struct AbsenceTag>;

struct NewAbsence
{
    AbsenceId id;       // null: the service makes one
    QDateTime startsAt; // UTC
    QDateTime endsAt;
    QString note;
};

// Fields, all of the wire: name, hours (domain/scheduling/WorkingHours.h), skills (texts, each once), active, user_id
// (the account of the member, or null). name and hours are needed.
class StaffService
{
public:
    // id null: the service makes one. Forbidden unless the caller may EditListings; Validation (details.field);
    // AlreadyExists when the id is used.
    Result<UnitId> create(ServerContext &context, const Caller &caller, const UnitId &id,
                          const QJsonObject &fields) const;
    // The fields that are given. Coming appointments stay as they are, whatever the new hours. NotFound, Forbidden,
    // Validation.
    Result<void> edit(ServerContext &context, const Caller &caller, const UnitId &id, const QJsonObject &changes) const;
    // ListingUnavailable when they were ever booked (history keeps them): make them inactive instead.
    Result<void> remove(ServerContext &context, const Caller &caller, const UnitId &id) const;

    // With their coming absences. Any member may read; empty: there is none.
    Result<std::optional<QByteArray>> find(ServerContext &context, const Caller &caller, const UnitId &id) const;
    Result<QList<JsonRow>> list(ServerContext &context, const Caller &caller, const RowWindow &window) const;

    // No appointments meanwhile; those that were agreed stay. NotFound, Forbidden, Validation: an end that isn't after
    // the beginning, more than two years.
    Result<AbsenceId> addAbsence(ServerContext &context, const Caller &caller, const UnitId &staff,
                                 const NewAbsence &absence) const;
    Result<void> removeAbsence(ServerContext &context, const Caller &caller, const UnitId &staff,
                               const AbsenceId &absence) const;
    // Past and coming, by id.
    Result<QList<JsonRow>> absences(ServerContext &context, const Caller &caller, const UnitId &staff,
                                    const RowWindow &window) const;
    Result<std::optional<QByteArray>> findAbsence(ServerContext &context, const Caller &caller, const UnitId &staff,
                                                  const AbsenceId &absence) const;
};

} // namespace roost
