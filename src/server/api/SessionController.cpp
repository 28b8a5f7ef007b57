// Decodes and encodes sessions and their seats.
#include "SessionController.h"

#include "ApiServer.h"
#include "Paging.h"
#include "ScheduleJson.h"

#include "common/Json.h"
#include "server/listings/PublicListings.h"
#include "server/reservations/SessionEnd.h"
#include "server/schedules/SessionService.h"

namespace roost::api {

using namespace Qt::StringLiterals;

namespace {

constexpr int kMostDays = 366;
constexpr int kUsualDays = 92;

tl::unexpected<Error> noSuchSession()
{
    return fail(ErrorCode::NotFound, u"There is no such session, or it isn't published."_s);
}

// `from` (today) to `to` (three months later), the day behind the last.
Result<void> readDays(const ApiRequest &request, const Clock &clock, SessionSearch &search)
{
    search.fromDay = request.hasQuery(u"from"_s) ? request.queryDate(u"from"_s) : clock.nowUtc().date().addDays(-1);
    search.toDay = request.hasQuery(u"to"_s) ? request.queryDate(u"to"_s) : search.fromDay.addDays(kUsualDays);
    if (search.toDay <= search.fromDay || search.fromDay.daysTo(search.toDay) > kMostDays) {
        return fail(ErrorCode::Validation, u"\"to\" lies 1 to %1 days behind \"from\"."_s.arg(kMostDays), {},
                    {{u"field"_s, u"to"_s}});
    }
    return {};
}

using ToJson = QJsonObject (*)(const FoundSession &session);

Result<ApiReply> listSessions(const ApiRequest &request, ServerContext &context, SessionSearch search, ToJson toJson)
{
    ROOST_ASSIGN(const Page page, pageOf(request, {KeyPart::Integer, KeyPart::Uuid}));
    ROOST_TRY(readDays(request, context.clock, search));
    search.listings = {request.pathId<ListingId>("listing_id")};
    search.limit = page.window().limit;
    if (!page.after.isEmpty()) {
        search.behind = QDateTime::fromMSecsSinceEpoch(page.after[0].toLongLong(), Qt::UTC);
        search.behindSession = ExperienceSessionId::fromString(page.after[1]);
    }
    const SessionQueries queries;
    ROOST_ASSIGN(QList<FoundSession> sessions, queries.find(context, search));
    ROOST_TRY(queries.addPrices(context, search.tenant, request.caller.user, sessions));
    PageWriter writer(page);
    for (const FoundSession &session : sessions) {
        writer.add(canonicalJson(toJson(session)),
                   {QString::number(session.startsAt.toMSecsSinceEpoch()), session.id.toString()});
    }
    return writer.reply();
}

Result<ApiReply> listPublic(const ApiRequest &request, ServerContext &context)
{
    SessionSearch search;
    // What has begun can't be booked any more.
    search.window.from = context.clock.nowUtc();
    ROOST_ASSIGN(const auto listing, PublicListings().read(context, request.pathId<ListingId>("listing_id")));
    if (!listing)
        return fail(ErrorCode::NotFound, u"There is no such listing, or it isn't published."_s);
    return listSessions(request, context, search, publicSessionJson);
}

Result<ApiReply> listTenants(const ApiRequest &request, ServerContext &context)
{
    SessionSearch search;
    search.tenant = request.caller.tenant;
    return listSessions(request, context, search, tenantSessionJson);
}

Result<FoundSession> found(const ApiRequest &request, ServerContext &context, const ExperienceSessionId &id)
{
    const SessionQueries queries;
    ROOST_ASSIGN(const auto session, queries.read(context, id, request.caller.tenant));
    if (!session)
        return noSuchSession();
    QList<FoundSession> sessions{*session};
    ROOST_TRY(queries.addPrices(context, request.caller.tenant, request.caller.user, sessions));
    return sessions.first();
}

Result<ApiReply> readPublic(const ApiRequest &request, ServerContext &context)
{
    ROOST_ASSIGN(const FoundSession session,
                 found(request, context, request.pathId<ExperienceSessionId>("session_id")));
    return ApiReply::json(publicSessionJson(session));
}

Result<ApiReply> readTenants(const ApiRequest &request, ServerContext &context)
{
    ROOST_ASSIGN(const FoundSession session,
                 found(request, context, request.pathId<ExperienceSessionId>("session_id")));
    return ApiReply::json(tenantSessionJson(session));
}

Result<ApiReply> listSeats(const ApiRequest &request, ServerContext &context)
{
    ROOST_ASSIGN(const FoundSession session,
                 found(request, context, request.pathId<ExperienceSessionId>("session_id")));
    ROOST_ASSIGN(const QList<SessionSeat> seats, SessionQueries().seats(context, session.id));
    const QJsonObject prices = priceByTier(session);
    QJsonArray items;
    for (const SessionSeat &seat : seats)
        items << seatJson(seat, prices);
    return ApiReply::json({{u"session_id"_s, session.id.toString()}, {u"items"_s, items}});
}

QStringList texts(const QJsonValue &array)
{
    QStringList list;
    const QJsonArray values = array.toArray();
    for (const QJsonValue &value : values)
        list << value.toString();
    return list;
}

NewSession newSessionOf(const QJsonObject &body)
{
    NewSession session;
    session.id = ExperienceSessionId::fromString(body.value("id"_L1).toString());
    session.startsLocal = body.value("starts_local"_L1).toString();
    session.durationMinutes = body.value("duration_minutes"_L1).toInteger();
    session.seatPlan = body.value("seat_plan"_L1).toObject();
    session.prices = body.value("prices"_L1).toObject();
    session.series = SeriesId::fromString(body.value("series_id"_L1).toString());
    if (const QJsonValue recurrence = body.value("recurrence"_L1); recurrence.isObject()) {
        session.recurrence = NewRecurrence{recurrence["rrule"_L1].toString(), texts(recurrence["exdates"_L1]),
                                           texts(recurrence["rdates"_L1])};
    }
    return session;
}

Result<ApiReply> create(const ApiRequest &request, ServerContext &context)
{
    ROOST_ASSIGN(const CreatedSessions created,
                 SessionService().create(context, request.caller, request.pathId<ListingId>("listing_id"),
                                         newSessionOf(request.body)));
    QJsonArray ids;
    for (const ExperienceSessionId &id : created.sessions)
        ids << id.toString();
    ROOST_ASSIGN(const FoundSession first, found(request, context, created.sessions.first()));
    const QJsonObject reply{
        {u"series_id"_s, created.series.isNull() ? QJsonValue() : QJsonValue(created.series.toString())},
        {u"session_ids"_s, ids},
        {u"first"_s, tenantSessionJson(first)}};
    return ApiReply::created(canonicalJson(reply), u"/api/v1/tenants/%1/sessions/%2"_s.arg(
                                                       request.caller.tenant.toString(), first.id.toString()));
}

Result<ApiReply> cancel(const ApiRequest &request, ServerContext &context)
{
    const QString reason = request.body.value("reason"_L1).toString();
    ROOST_TRY(SessionService().cancel(context, request.caller, request.pathId<ExperienceSessionId>("session_id"),
                                      reason, endReservationsOfSession(reason)));
    return readTenants(request, context);
}

Result<ApiReply> edit(const ApiRequest &request, ServerContext &context)
{
    SessionChange change;
    if (request.body.contains(u"starts_local"))
        change.startsLocal = request.body.value("starts_local"_L1).toString();
    if (request.body.contains(u"duration_minutes"))
        change.durationMinutes = request.body.value("duration_minutes"_L1).toInteger();
    if (request.body.contains(u"prices"))
        change.prices = request.body.value("prices"_L1).toObject();
    ROOST_TRY(
        SessionService().change(context, request.caller, request.pathId<ExperienceSessionId>("session_id"), change));
    return readTenants(request, context);
}

Result<ApiReply> remove(const ApiRequest &request, ServerContext &context)
{
    ROOST_TRY(SessionService().remove(context, request.caller, request.pathId<ExperienceSessionId>("session_id")));
    return ApiReply::noContent();
}

} // namespace

void registerSessionController(ApiServer &server)
{
    server.handle(u"listPublishedSessions"_s, listPublic);
    server.handle(u"readPublishedSession"_s, readPublic);
    server.handle(u"listSeats"_s, listSeats);
    server.handle(u"listSessions"_s, listTenants);
    server.handle(u"createSessions"_s, create);
    server.handle(u"readSession"_s, readTenants);
    server.handle(u"editSession"_s, edit);
    server.handle(u"cancelSession"_s, cancel);
    server.handle(u"removeSession"_s, remove);
}

} // namespace roost::api
