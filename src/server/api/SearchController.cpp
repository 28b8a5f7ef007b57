// Decodes what guests look for; encodes pages of what was found.
#include "SearchController.h"

#include "ApiServer.h"
#include "Paging.h"

#include "server/listings/ListingCalendar.h"
#include "server/search/LiveAvailability.h"
#include "server/search/SessionFinder.h"
#include "server/search/SlotFinder.h"
#include "server/search/StaySearch.h"

namespace roost::api {

using namespace Qt::StringLiterals;

namespace {

// StayDates names check_in and check_out; here they are from and to.
Result<StayDates> datesAsked(const ApiRequest &request)
{
    auto dates = StayDates::parse(request.queryText(u"from"_s), request.queryText(u"to"_s));
    if (dates)
        return dates;
    Error error = dates.error();
    const bool isFirst = error.details.value("field"_L1) == "check_in"_L1;
    error.details.insert(u"field"_s, isFirst ? u"from"_s : u"to"_s);
    return fail(std::move(error));
}

std::optional<double> number(const ApiRequest &request, const QString &name)
{
    return request.hasQuery(name) ? std::optional(request.queryText(name).toDouble()) : std::nullopt;
}

std::optional<qint64> integer(const ApiRequest &request, const QString &name)
{
    return request.hasQuery(name) ? std::optional(request.queryInteger(name)) : std::nullopt;
}

// Without the empty ones.
QStringList commaSeparated(const QString &text)
{
    QStringList parts;
    for (const QString &part : text.split(u',')) {
        if (!part.trimmed().isEmpty())
            parts << part.simplified();
    }
    return parts;
}

Result<Place> placeAsked(const ApiRequest &request)
{
    Place place;
    place.name = request.queryText(u"place"_s);
    if (request.hasQuery(u"near"_s)) {
        ROOST_ASSIGN(place.near, GeoPoint::parse(request.queryText(u"near"_s)));
    }
    place.radiusKm = number(request, u"radius_km"_s);
    place.words = request.queryText(u"q"_s);
    place.language = request.queryText(u"q_language"_s);
    return place;
}

Result<StayQuery> stayQuery(const ApiRequest &request)
{
    StayQuery query;
    if (request.hasQuery(u"from"_s) || request.hasQuery(u"to"_s)) {
        ROOST_ASSIGN(query.dates, datesAsked(request));
    }
    query.guests = static_cast<int>(request.queryInteger(u"guests"_s, 1));
    query.pets = static_cast<int>(request.queryInteger(u"pets"_s));
    query.units = static_cast<int>(request.queryInteger(u"units"_s, 1));
    ROOST_ASSIGN(query.where, placeAsked(request));
    query.roomType = request.queryText(u"room_type"_s);
    query.amenities = commaSeparated(request.queryText(u"amenities"_s));
    query.instantOnly = request.queryText(u"instant"_s) == "true"_L1;
    query.minRating = number(request, u"min_rating"_s);
    query.priceFromMinor = integer(request, u"price_min"_s);
    query.priceToMinor = integer(request, u"price_max"_s);
    if (request.hasQuery(u"currency"_s)) {
        ROOST_ASSIGN(query.currency, Currency::fromCode(request.queryText(u"currency"_s)));
    }
    query.order = stayOrderFromName(request.queryText(u"order"_s));
    return query;
}

ApiReply hitsPage(const SearchHits &hits)
{
    const QByteArray cursor =
        hits.nextKey.isEmpty() ? QByteArrayLiteral("null") : '"' + encodeCursor(hits.nextKey).toLatin1() + '"';
    return ApiReply::raw("{\"items\":[" + hits.rows.join(',') + "],\"next_cursor\":" + cursor + '}');
}

// Two years are longer than any stay when one of them is a leap year.
Result<StayDates> calendarAsked(const ApiRequest &request)
{
    constexpr int kMostDays = 731;
    const QDate from = request.queryDate(u"from"_s);
    const QDate to = request.queryDate(u"to"_s);
    if (from.isValid() && to.isValid() && from.daysTo(to) > kMostDays) {
        return fail(ErrorCode::Validation, u"A calendar shows %1 days at most. Ask for fewer."_s.arg(kMostDays), {},
                    {{u"field"_s, u"to"_s}});
    }
    if (from.daysTo(to) != kMostDays)
        return datesAsked(request);
    ROOST_ASSIGN(StayDates window, StayDates::create(from, to.addDays(-1)));
    window.checkOut = to;
    return window;
}

Result<ApiReply> readCalendar(const ApiRequest &request, ServerContext &context)
{
    ROOST_ASSIGN(const StayDates window, calendarAsked(request));
    const auto id = request.pathId<ListingId>("listing_id");
    const int guests = static_cast<int>(request.queryInteger(u"guests"_s, 1));
    const QDateTime nowUtc = context.clock.nowUtc();
    ROOST_ASSIGN(const auto calendar, ListingCalendar::load(context.database, id, {}, window, nowUtc));
    if (!calendar)
        return fail(ErrorCode::NotFound, u"There is no such stay, or it isn't published."_s);
    ROOST_TRY(calendar->checkGuests(guests));
    return ApiReply::raw(calendar->toJson(id, guests, nowUtc));
}

Result<ApiReply> searchStays(const ApiRequest &request, ServerContext &context)
{
    ROOST_ASSIGN(const StayQuery query, stayQuery(request));
    ROOST_ASSIGN(const Page page, pageOf(request, {KeyPart::Text, KeyPart::Text, KeyPart::Uuid}));
    ROOST_ASSIGN(const SearchHits hits, StaySearch().find(context, query, {page.limit, page.after}));
    return hitsPage(hits);
}

Result<EventQuery> eventQuery(const ApiRequest &request, const QString &peopleName)
{
    EventQuery query;
    query.from = request.queryDate(u"from"_s);
    query.to = request.queryDate(u"to"_s);
    ROOST_ASSIGN(query.where, placeAsked(request));
    query.weekday = EventQuery::weekdayFromName(request.queryText(u"weekday"_s));
    query.after = QTime::fromString(request.queryText(u"after"_s), u"HH:mm"_s);
    query.before = QTime::fromString(request.queryText(u"before"_s), u"HH:mm"_s);
    query.people = static_cast<int>(request.queryInteger(peopleName, 1));
    for (const QString &name : {u"after"_s, u"before"_s}) {
        if (request.hasQuery(name) && !QTime::fromString(request.queryText(name), u"HH:mm"_s).isValid())
            return fail(ErrorCode::Validation, u"A time is written like 17:00."_s, {}, {{u"field"_s, name}});
    }
    return query;
}

Result<ApiReply> searchSessions(const ApiRequest &request, ServerContext &context)
{
    ROOST_ASSIGN(const EventQuery query, eventQuery(request, u"places"_s));
    ROOST_ASSIGN(const Page page, pageOf(request, {KeyPart::Integer, KeyPart::Uuid}));
    ROOST_ASSIGN(const SearchHits hits,
                 SessionFinder().find(context, query, request.queryText(u"tier"_s), {page.limit, page.after}));
    return hitsPage(hits);
}

Result<ApiReply> searchSlots(const ApiRequest &request, ServerContext &context)
{
    ROOST_ASSIGN(const EventQuery query, eventQuery(request, u"guests"_s));
    ROOST_ASSIGN(const Page page, pageOf(request, {KeyPart::Integer, KeyPart::Uuid}));
    ROOST_ASSIGN(const SearchHits hits, SlotFinder().find(context, query, {page.limit, page.after}));
    return hitsPage(hits);
}

void handleLive(ApiServer &server, LiveAvailability &live, const QString &operation, LiveTopic::Kind kind,
                const QByteArray &idName)
{
    server.handleWebSocket(
        operation,
        [&live, kind, idName](const ApiRequest &request, ServerContext &context) -> Result<QVariant> {
            ROOST_ASSIGN(const LiveTopic topic, live.admit(context, kind, request.pathId<ListingId>(idName).uuid()));
            return QVariant::fromValue(topic);
        },
        [&live](QWebSocket *socket, const http::Request &, const QVariant &authorised) {
            live.addConnection(socket, authorised.value<LiveTopic>());
        });
}

} // namespace

void registerSearchController(ApiServer &server, LiveAvailability &live)
{
    handleLive(server, live, u"watchListing"_s, LiveTopic::Kind::Listing, "listing_id");
    handleLive(server, live, u"watchSession"_s, LiveTopic::Kind::Session, "session_id");
    server.handle(u"readListingCalendar"_s, readCalendar);
    server.handle(u"searchStays"_s, searchStays);
    server.handle(u"searchSessions"_s, searchSessions);
    server.handle(u"searchSlots"_s, searchSlots);
}

} // namespace roost::api
