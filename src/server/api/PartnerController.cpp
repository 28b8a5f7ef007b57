// Decodes and encodes the partner API. Inside, names are snake_case as everywhere; on its wire they are camelCase.
#include "PartnerController.h"

#include "ApiServer.h"
#include "Paging.h"
#include "PartnerEnvelope.h"

#include "server/partners/PartnerReservations.h"

namespace roost::api {

using namespace Qt::StringLiterals;

namespace {

constexpr int kDaysAhead = 366;

QDateTime instant(const ApiRequest &request, const QString &name, const QDateTime &otherwise)
{
    const QDateTime given = QDateTime::fromString(request.queryText(name), Qt::ISODateWithMs);
    return given.isValid() ? given.toUTC() : otherwise;
}

QUuid pathUuid(const ApiRequest &request, QByteArrayView name)
{
    return parseUuid(request.http.pathParameter(name));
}

Result<ApiReply> listEntities(const ApiRequest &request, ServerContext &context)
{
    ROOST_ASSIGN(const Page page, pageOf(request, {KeyPart::Text, KeyPart::Uuid}));
    PartnerEntityQuery query;
    query.kind = request.queryText(u"kind"_s);
    query.window.from = instant(request, u"from"_s, context.clock.nowUtc());
    query.window.to = instant(request, u"to"_s, query.window.from.addDays(kDaysAhead));
    query.limit = page.limit + 1;
    query.after = page.after;
    ROOST_ASSIGN(QList<ListedEntity> found, PartnerEntities().list(context, *request.partner, query));
    const bool hasMore = found.size() > page.limit;
    if (hasMore)
        found.resize(page.limit);
    QJsonArray items;
    for (const ListedEntity &entity : std::as_const(found))
        items << camelCased(entity.json);
    const QJsonValue next = hasMore ? QJsonValue(encodeCursor(found.last().key)) : QJsonValue();
    return partnerReply(QJsonObject{{u"items"_s, items}, {u"nextCursor"_s, next}}, u"%1 entities."_s.arg(items.size()));
}

Result<ApiReply> listSeats(const ApiRequest &request, ServerContext &context)
{
    ROOST_ASSIGN(const QJsonArray seats,
                 PartnerEntities().seats(context, *request.partner, pathUuid(request, "entity_id")));
    return partnerReply(QJsonObject{{u"items"_s, camelCased(seats)}}, u"%1 seats."_s.arg(seats.size()));
}

QJsonObject reservationJson(const Hold &hold, const QString &reference, const QDateTime &nowUtc)
{
    QJsonObject json = hold.toJson(nowUtc);
    const QJsonValue id = json.take("id"_L1);
    for (const QString &name : {u"tenant_id"_s, u"listing_id"_s, u"session_id"_s, u"policy"_s})
        json.remove(name);
    json = camelCased(json).toObject();
    json.insert(u"reservationId"_s, id);
    json.insert(u"reference"_s, reference);
    return json;
}

Result<ApiReply> reserve(const ApiRequest &request, ServerContext &context)
{
    QJsonObject asked = snakeCased(request.body).toObject();
    const QString reference = asked.take("reference"_L1).toString();
    ROOST_ASSIGN(const NewHold made, PartnerReservations().reserve(context, *request.partner,
                                                                   pathUuid(request, "entity_id"), reference, asked));
    const QDateTime now = context.clock.nowUtc();
    QJsonObject json = reservationJson(made.hold, reference, now);
    json.insert(u"token"_s, made.token);
    return partnerReply(json, u"Reserved for %1 seconds."_s.arg(json.value("expiresIn"_L1).toInt()), 201);
}

PartnerReservationKey keyOf(const ApiRequest &request)
{
    return {HoldId(pathUuid(request, "reservation_id")), request.body.value("reference"_L1).toString(),
            request.body.value("token"_L1).toString()};
}

Result<ApiReply> extend(const ApiRequest &request, ServerContext &context)
{
    const PartnerReservationKey key = keyOf(request);
    ROOST_ASSIGN(const Hold hold, PartnerReservations().extend(context, *request.partner, key));
    const QJsonObject json = reservationJson(hold, key.reference, context.clock.nowUtc());
    return partnerReply(json, u"Reserved for another %1 seconds."_s.arg(json.value("expiresIn"_L1).toInt()));
}

Result<ApiReply> release(const ApiRequest &request, ServerContext &context)
{
    const PartnerReservationKey key = keyOf(request);
    ROOST_TRY(PartnerReservations().release(context, *request.partner, key));
    return partnerReply(QJsonObject{{u"reservationId"_s, key.id.toString()}}, u"Released."_s);
}

Result<ApiReply> confirm(const ApiRequest &request, ServerContext &context)
{
    const PartnerReservationKey key = keyOf(request);
    const QJsonObject guest = request.body.value("guest"_L1).toObject();
    ROOST_ASSIGN(const BookingDecision decision,
                 PartnerReservations().confirm(context, *request.partner, key,
                                               {guest.value("name"_L1).toString(), guest.value("email"_L1).toString(),
                                                guest.value("phone"_L1).toString()}));
    const Booking &booking = decision.booking;
    const QString status = bookingStatusName(booking.status);
    const QJsonObject total{{u"amountMinor"_s, booking.totalMinor.value_or(0)}, {u"currency"_s, booking.currency}};
    return partnerReply(QJsonObject{{u"bookingId"_s, booking.id.toString()},
                                    {u"code"_s, booking.code},
                                    {u"status"_s, status},
                                    {u"reservationId"_s, key.id.toString()},
                                    {u"reference"_s, key.reference},
                                    {u"total"_s, total}},
                        status == "confirmed"_L1 ? u"Booked."_s : u"Asked; the host will answer."_s, 201);
}

} // namespace

void registerPartnerController(ApiServer &server)
{
    server.handle(u"listPartnerEntities"_s, listEntities);
    server.handle(u"listPartnerSeats"_s, listSeats);
    server.handle(u"reserveForPartner"_s, reserve);
    server.handle(u"extendForPartner"_s, extend);
    server.handle(u"releaseForPartner"_s, release);
    server.handle(u"confirmForPartner"_s, confirm);
}

} // namespace roost::api
