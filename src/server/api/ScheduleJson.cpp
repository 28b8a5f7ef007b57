#include "ScheduleJson.h"

#include "domain/scheduling/WallTime.h"

namespace roost::api {

using namespace Qt::StringLiterals;

namespace {

QString iso(const QDateTime &utc)
{
    return utc.toString(Qt::ISODateWithMs);
}

QString localText(const QDateTime &utc, const QString &timeZone)
{
    return wallTimeText(wallTimeAt(utc, QTimeZone(timeZone.toLatin1())));
}

} // namespace

QJsonObject publicSessionJson(const FoundSession &session)
{
    return {{u"id"_s, session.id.toString()},
            {u"listing_id"_s, session.listing.toString()},
            {u"starts_at"_s, iso(session.startsAt)},
            {u"ends_at"_s, iso(session.endsAt)},
            {u"time_zone"_s, session.timeZone},
            {u"starts_local"_s, localText(session.startsAt, session.timeZone)},
            {u"places"_s, session.places},
            {u"free"_s, session.free},
            {u"tiers"_s, session.tiers}};
}

QJsonObject tenantSessionJson(const FoundSession &session)
{
    QJsonObject json = publicSessionJson(session);
    json.insert(u"series_id"_s, session.series.isNull() ? QJsonValue() : QJsonValue(session.series.toString()));
    json.insert(u"status"_s, session.status);
    json.insert(u"prices"_s, session.prices);
    json.insert(u"version"_s, session.version);
    return json;
}

QJsonObject seatJson(const SessionSeat &seat, const QJsonObject &prices)
{
    return {{u"id"_s, seat.id.toString()},
            {u"name"_s, seat.name},
            {u"row"_s, seat.row.isEmpty() ? QJsonValue() : QJsonValue(seat.row)},
            {u"number"_s, seat.number},
            {u"tier"_s, seat.tier},
            {u"accessible"_s, seat.accessible},
            {u"position"_s, seat.position},
            {u"state"_s, seat.state},
            {u"price"_s, prices.value(seat.tier).isObject() ? prices.value(seat.tier) : QJsonValue()}};
}

QJsonObject slotJson(const FreeSlot &slot)
{
    QJsonArray staff;
    for (const FreeStaff &member : slot.staff)
        staff << QJsonObject{{u"id"_s, member.id.toString()}, {u"name"_s, member.name}};
    return {{u"starts_at"_s, iso(slot.startsAt)},
            {u"ends_at"_s, iso(slot.endsAt)},
            {u"time_zone"_s, slot.timeZone},
            {u"starts_local"_s, localText(slot.startsAt, slot.timeZone)},
            {u"staff"_s, staff}};
}

QJsonObject priceByTier(const FoundSession &session)
{
    QJsonObject prices;
    for (const QJsonValue &tier : session.tiers)
        prices.insert(tier["tier"_L1].toString(), tier["price"_L1]);
    return prices;
}

} // namespace roost::api
