#include "ListingService.h"

#include "ListingRepository.h"

#include "domain/ListingRules.h"
#include "domain/pricing/RatePlan.h"
#include "domain/scheduling/ServiceTerms.h"
#include "server/inventory/UnitClaims.h"
#include "server/tenancy/AuditTrail.h"
#include "server/tenancy/TenantWrite.h"

namespace roost {

using namespace Qt::StringLiterals;

namespace {

tl::unexpected<Error> noSuchListing()
{
    return fail(ErrorCode::NotFound, u"There is no such listing. It may have been removed."_s);
}

Result<void> checkMayEdit(const Caller &caller)
{
    if (!caller.may(Permission::EditListings))
        return fail(ErrorCode::Forbidden, u"Only an owner or a manager can change listings. Ask one of them."_s);
    return {};
}

QJsonObject with(QJsonObject object, const QJsonObject &changes)
{
    for (auto field = changes.begin(); field != changes.end(); ++field)
        object.insert(field.key(), field.value());
    return object;
}

// "15:00:00" and "15:00" are one time, rules in another order are the same rules; a difference in writing must not look
// like a change.
QJsonObject inWireForm(QJsonObject fields)
{
    for (const QString &field : {u"check_in_time"_s, u"check_out_time"_s}) {
        if (fields.contains(field) && fields.value(field).isString())
            fields.insert(field, fields.value(field).toString().left(5));
    }
    // A wrong document stays as it is, to be refused as it was written.
    if (const auto plan = RatePlan::fromJson(fields.value(u"pricing").toObject()); plan && fields.contains(u"pricing"))
        fields.insert(u"pricing"_s, plan->toJson());
    if (const auto terms = ServiceTerms::fromJson(fields.value(u"service").toObject()))
        fields.insert(u"service"_s, terms->toJson());
    return fields;
}

bool isStay(const QJsonObject &fields)
{
    return fields.value(u"kind").toString(u"stay"_s) == u"stay";
}

bool movesClaims(const QJsonObject &changes)
{
    return changes.contains(u"check_in_time") || changes.contains(u"check_out_time") ||
           changes.contains(u"preparation_days");
}

QJsonObject fieldNames(const QJsonObject &changes)
{
    return {{u"fields"_s, QJsonArray::fromStringList(changes.keys())}};
}

Result<StayClock> clockOf(const QJsonObject &fields, const QString &timeZone)
{
    const auto time = [&fields](const QString &field) {
        return QTime::fromString(fields.value(field).toString(), u"HH:mm"_s);
    };
    return StayClock::create(timeZone, time(u"check_in_time"_s), time(u"check_out_time"_s),
                             fields.value(u"preparation_days").toInt());
}

Result<void> writeChanges(ServerContext &context, const Caller &caller, const ListingId &id,
                          const EditableListing &listing, const QJsonObject &changes)
{
    const QJsonObject after = with(listing.fields, changes);
    ROOST_TRY(checkListingChanges(changes, with(after, {{u"kind"_s, listing.kind}})));
    ListingRepository repository(context.database, caller.tenant);
    ROOST_TRY(repository.update(id, after, context.clock.nowUtc()));
    if (movesClaims(changes)) {
        ROOST_ASSIGN(const StayClock clock, clockOf(after, listing.timeZone));
        UnitClaims claims(context.database, caller.tenant, context.clock.nowUtc());
        ROOST_ASSIGN(const bool moved, claims.moveToClock(id, clock));
        if (!moved) {
            return fail(ErrorCode::DatesTaken,
                        u"Some stays follow one another too closely for that much preparation. Choose fewer days."_s,
                        {}, {{u"field"_s, u"preparation_days"_s}});
        }
    }
    return appendAudit(context.database, caller,
                       {u"listing.edit"_s, u"listing"_s, id.uuid(), listing.fields.value(u"status").toString(),
                        after.value(u"status").toString(), fieldNames(changes)});
}

Result<void> insertUnits(ListingRepository &repository, const ListingId &listing, const QList<NewUnit> &units)
{
    for (const NewUnit &unit : units) {
        ROOST_TRY(checkUnitName(unit.name));
        ROOST_TRY(repository.insertUnit(listing, unit.id.isNull() ? UnitId::create() : unit.id, unit.name.trimmed()));
    }
    return {};
}

} // namespace

Result<ListingId> ListingService::create(ServerContext &context, const Caller &caller, const NewListing &listing) const
{
    ROOST_TRY(checkMayEdit(caller));
    const QJsonObject fields = with(newListingDefaults(), inWireForm(listing.fields));
    ROOST_TRY(checkNewListing(fields));
    if (!isStay(fields) && !listing.units.isEmpty())
        return fail(ErrorCode::Validation, u"Only a stay has units. Sessions bring their own seats."_s, {},
                    {{u"field"_s, u"units"_s}});
    const ListingId id = listing.id.isNull() ? ListingId::create() : listing.id;
    ROOST_ASSIGN(TenantWrite write, TenantWrite::begin(context, caller.tenant, caller.user));
    ListingRepository repository(context.database, caller.tenant);
    ROOST_TRY(repository.insert(id, fields, context.clock.nowUtc()));
    if (isStay(fields)) {
        const NewUnit whole{UnitId(), fields.value(u"title").toString()};
        ROOST_TRY(insertUnits(repository, id, listing.units.isEmpty() ? QList{whole} : listing.units));
    }
    ROOST_TRY(appendAudit(context.database, caller,
                          {u"listing.create"_s, u"listing"_s, id.uuid(), {}, fields.value(u"status").toString(), {}}));
    ROOST_TRY(write.commit());
    return id;
}

Result<std::optional<QByteArray>> ListingService::find(ServerContext &context, const Caller &caller,
                                                       const ListingId &id) const
{
    ROOST_ASSIGN(TenantTransaction read, TenantTransaction::beginRead(context, caller.tenant, caller.user));
    ROOST_ASSIGN(auto found, ListingRepository(context.database, caller.tenant).read(id));
    ROOST_TRY(read.commit());
    return found;
}

Result<QList<JsonRow>> ListingService::list(ServerContext &context, const Caller &caller, const RowWindow &window) const
{
    ROOST_ASSIGN(TenantTransaction read, TenantTransaction::beginRead(context, caller.tenant, caller.user));
    ROOST_ASSIGN(auto rows, ListingRepository(context.database, caller.tenant).list(window));
    ROOST_TRY(read.commit());
    return rows;
}

Result<ListingEditOutcome> ListingService::edit(ServerContext &context, const Caller &caller, const ListingId &id,
                                                const QJsonObject &changes,
                                                const std::optional<QJsonObject> &base) const
{
    ROOST_TRY(checkMayEdit(caller));
    ROOST_TRY(checkListingChanges(changes, {}));
    ROOST_ASSIGN(TenantWrite write, TenantWrite::begin(context, caller.tenant, caller.user));
    ListingRepository repository(context.database, caller.tenant);
    ROOST_ASSIGN(const auto listing, repository.findEditable(id));
    if (!listing)
        return noSuchListing();
    const FieldMerge merge =
        mergeFields(listing->fields, inWireForm(base.value_or(QJsonObject())), inWireForm(changes));
    // Without a change there is nothing to commit: the scope's version stays as it was.
    if (merge.apply.isEmpty())
        return ListingEditOutcome{{}, merge.conflicts, listing->version};
    ROOST_TRY(writeChanges(context, caller, id, *listing, merge.apply));
    ROOST_TRY(write.commit());
    return ListingEditOutcome{merge.apply, merge.conflicts, write.version()};
}

Result<UnitId> ListingService::addUnit(ServerContext &context, const Caller &caller, const ListingId &listing,
                                       const NewUnit &unit) const
{
    ROOST_TRY(checkMayEdit(caller));
    ROOST_TRY(checkUnitName(unit.name));
    const UnitId id = unit.id.isNull() ? UnitId::create() : unit.id;
    ROOST_ASSIGN(TenantWrite write, TenantWrite::begin(context, caller.tenant, caller.user));
    ROOST_ASSIGN(const bool inserted,
                 ListingRepository(context.database, caller.tenant).insertUnit(listing, id, unit.name.trimmed()));
    if (!inserted)
        return noSuchListing();
    ROOST_TRY(appendAudit(context.database, caller, {u"unit.create"_s, u"unit"_s, id.uuid(), {}, {}, {}}));
    ROOST_TRY(write.commit());
    return id;
}

Result<void> ListingService::renameUnit(ServerContext &context, const Caller &caller, const ListingId &listing,
                                        const UnitId &unit, const QString &name) const
{
    ROOST_TRY(checkMayEdit(caller));
    ROOST_TRY(checkUnitName(name));
    ROOST_ASSIGN(TenantWrite write, TenantWrite::begin(context, caller.tenant, caller.user));
    ROOST_ASSIGN(const bool renamed,
                 ListingRepository(context.database, caller.tenant).renameUnit(listing, unit, name.trimmed()));
    if (!renamed)
        return fail(ErrorCode::NotFound, u"There is no such unit in this listing."_s);
    ROOST_TRY(appendAudit(context.database, caller, {u"unit.rename"_s, u"unit"_s, unit.uuid(), {}, {}, {}}));
    return write.commit();
}

Result<void> ListingService::removeUnit(ServerContext &context, const Caller &caller, const ListingId &listing,
                                        const UnitId &unit) const
{
    ROOST_TRY(checkMayEdit(caller));
    ROOST_ASSIGN(TenantWrite write, TenantWrite::begin(context, caller.tenant, caller.user));
    ListingRepository repository(context.database, caller.tenant);
    ROOST_ASSIGN(const auto use, repository.findUnitUse(listing, unit));
    if (!use)
        return fail(ErrorCode::NotFound, u"There is no such unit in this listing."_s);
    if (use->otherUnits == 0)
        return fail(ErrorCode::ListingUnavailable, u"A listing keeps one unit at least. Unpublish it instead."_s);
    if (use->wasBooked)
        return fail(ErrorCode::ListingUnavailable,
                    u"This unit is held, or has bookings, which stay in the books. Block it instead."_s);
    ROOST_TRY(repository.removeUnit(unit));
    ROOST_TRY(appendAudit(context.database, caller, {u"unit.remove"_s, u"unit"_s, unit.uuid(), {}, {}, {}}));
    return write.commit();
}

} // namespace roost
