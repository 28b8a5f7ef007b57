// Decodes and encodes staff, absences, resources and slots.
#include "ServiceController.h"

#include "ApiServer.h"
#include "Paging.h"
#include "ScheduleJson.h"

#include "common/Json.h"
#include "server/listings/PublicListings.h"
#include "server/schedules/ResourceService.h"
#include "server/schedules/StaffService.h"

namespace roost::api {

using namespace Qt::StringLiterals;

namespace {

constexpr int kMostDays = 62;
constexpr int kUsualDays = 14;

// Staff and resources are made, read and edited in the same way.
template <class Service>
Result<ApiReply> listAll(const ApiRequest &request, ServerContext &context)
{
    ROOST_ASSIGN(const Page page, pageOf(request, {KeyPart::Uuid}));
    ROOST_ASSIGN(const auto rows, Service().list(context, request.caller, page.window()));
    return PageWriter(page).add(rows).reply();
}

template <class Service>
Result<ApiReply> readOne(const ApiRequest &request, ServerContext &context, const UnitId &id)
{
    ROOST_ASSIGN(const auto found, Service().find(context, request.caller, id));
    if (!found)
        return fail(ErrorCode::NotFound, u"There is no such person or thing. It may have been removed."_s);
    return ApiReply::raw(*found);
}

template <class Service>
Result<ApiReply> create(const ApiRequest &request, ServerContext &context)
{
    QJsonObject fields = request.body;
    const UnitId wanted = UnitId::fromString(fields.take("id"_L1).toString());
    ROOST_ASSIGN(const UnitId id, Service().create(context, request.caller, wanted, fields));
    ROOST_ASSIGN(const ApiReply reply, readOne<Service>(request, context, id));
    return ApiReply::created(reply.body, QString::fromLatin1(request.http.path) + u'/' + id.toString());
}

template <class Service>
Result<ApiReply> edit(const ApiRequest &request, ServerContext &context, const UnitId &id)
{
    ROOST_TRY(Service().edit(context, request.caller, id, request.body));
    return readOne<Service>(request, context, id);
}

template <class Service>
void handleUnits(ApiServer &server, const QString &one, const QString &all, const QByteArray &parameter)
{
    server.handle(u"list"_s + all, listAll<Service>);
    server.handle(u"add"_s + one, create<Service>);
    server.handle(u"read"_s + one, [parameter](const ApiRequest &request, ServerContext &context) {
        return readOne<Service>(request, context, request.pathId<UnitId>(parameter));
    });
    server.handle(u"edit"_s + one, [parameter](const ApiRequest &request, ServerContext &context) {
        return edit<Service>(request, context, request.pathId<UnitId>(parameter));
    });
    server.handle(u"remove"_s + one,
                  [parameter](const ApiRequest &request, ServerContext &context) -> Result<ApiReply> {
                      ROOST_TRY(Service().remove(context, request.caller, request.pathId<UnitId>(parameter)));
                      return ApiReply::noContent();
                  });
}

Result<ApiReply> listAbsences(const ApiRequest &request, ServerContext &context)
{
    ROOST_ASSIGN(const Page page, pageOf(request, {KeyPart::Uuid}));
    ROOST_ASSIGN(const auto rows,
                 StaffService().absences(context, request.caller, request.pathId<UnitId>("staff_id"), page.window()));
    return PageWriter(page).add(rows).reply();
}

Result<QDateTime> instantOf(const QJsonObject &body, const QString &field)
{
    const QDateTime instant = QDateTime::fromString(body.value(field).toString(), Qt::ISODateWithMs);
    if (!instant.isValid() || instant.timeSpec() == Qt::LocalTime) {
        return fail(ErrorCode::Validation,
                    u"\"%1\" is an instant with its offset, for example 2027-07-02T15:30:00Z."_s.arg(field), {},
                    {{u"field"_s, field}});
    }
    return instant.toUTC();
}

Result<ApiReply> addAbsence(const ApiRequest &request, ServerContext &context)
{
    NewAbsence absence;
    absence.id = AbsenceId::fromString(request.body.value("id"_L1).toString());
    ROOST_ASSIGN(absence.startsAt, instantOf(request.body, u"starts_at"_s));
    ROOST_ASSIGN(absence.endsAt, instantOf(request.body, u"ends_at"_s));
    absence.note = request.body.value("note"_L1).toString();
    const auto staff = request.pathId<UnitId>("staff_id");
    ROOST_ASSIGN(const AbsenceId id, StaffService().addAbsence(context, request.caller, staff, absence));
    ROOST_ASSIGN(const auto made, StaffService().findAbsence(context, request.caller, staff, id));
    return ApiReply::created(made.value_or(QByteArray()),
                             QString::fromLatin1(request.http.path) + u'/' + id.toString());
}

Result<ApiReply> removeAbsence(const ApiRequest &request, ServerContext &context)
{
    ROOST_TRY(StaffService().removeAbsence(context, request.caller, request.pathId<UnitId>("staff_id"),
                                           request.pathId<AbsenceId>("absence_id")));
    return ApiReply::noContent();
}

Result<QTime> timeOf(const ApiRequest &request, const QString &name)
{
    const QTime time = QTime::fromString(request.queryText(name), u"HH:mm"_s);
    if (request.hasQuery(name) && !time.isValid())
        return fail(ErrorCode::Validation, u"A time is written like 17:00."_s, {}, {{u"field"_s, name}});
    return time;
}

int weekdayOf(const QString &name)
{
    static const QStringList names{u"mon"_s, u"tue"_s, u"wed"_s, u"thu"_s, u"fri"_s, u"sat"_s, u"sun"_s};
    return static_cast<int>(names.indexOf(name)) + 1;
}

Result<SlotSearch> searchOf(const ApiRequest &request, const Clock &clock)
{
    SlotSearch search;
    search.listings = {request.pathId<ListingId>("listing_id")};
    search.fromDay = request.hasQuery(u"from"_s) ? request.queryDate(u"from"_s) : clock.nowUtc().date().addDays(-1);
    search.toDay = request.hasQuery(u"to"_s) ? request.queryDate(u"to"_s) : search.fromDay.addDays(kUsualDays);
    if (search.toDay <= search.fromDay || search.fromDay.daysTo(search.toDay) > kMostDays) {
        return fail(ErrorCode::Validation, u"\"to\" lies 1 to %1 days behind \"from\"."_s.arg(kMostDays), {},
                    {{u"field"_s, u"to"_s}});
    }
    search.staff = UnitId::fromString(request.queryText(u"staff_id"_s));
    search.guests = static_cast<int>(request.queryInteger(u"guests"_s, 1));
    search.weekday = weekdayOf(request.queryText(u"weekday"_s));
    ROOST_ASSIGN(search.after, timeOf(request, u"after"_s));
    ROOST_ASSIGN(search.before, timeOf(request, u"before"_s));
    return search;
}

Result<ApiReply> listSlots(const ApiRequest &request, ServerContext &context)
{
    ROOST_ASSIGN(const Page page, pageOf(request, {KeyPart::Integer}));
    ROOST_ASSIGN(SlotSearch search, searchOf(request, context.clock));
    ROOST_ASSIGN(const auto listing, PublicListings().read(context, request.pathId<ListingId>("listing_id")));
    if (!listing)
        return fail(ErrorCode::NotFound, u"There is no such listing, or it isn't published."_s);
    search.limit = page.window().limit;
    if (!page.after.isEmpty())
        search.behind = QDateTime::fromMSecsSinceEpoch(page.after[0].toLongLong(), Qt::UTC);
    ROOST_ASSIGN(const QList<FreeSlot> slotsFound, SlotQueries().find(context, search));
    PageWriter writer(page);
    for (const FreeSlot &slot : slotsFound)
        writer.add(canonicalJson(slotJson(slot)), {QString::number(slot.startsAt.toMSecsSinceEpoch())});
    return writer.reply();
}

} // namespace

void registerServiceController(ApiServer &server)
{
    handleUnits<StaffService>(server, u"Staff"_s, u"Staff"_s, "staff_id"_ba);
    handleUnits<ResourceService>(server, u"Resource"_s, u"Resources"_s, "resource_id"_ba);
    server.handle(u"listAbsences"_s, listAbsences);
    server.handle(u"addAbsence"_s, addAbsence);
    server.handle(u"removeAbsence"_s, removeAbsence);
    server.handle(u"listSlots"_s, listSlots);
}

} // namespace roost::api
