#include "Availability.h"

#include "common/Json.h"

namespace roost {

using namespace Qt::StringLiterals;

namespace {

// Wider than any zone's offset and the longest preparation, so that the clock, which comes with the rows, isn't needed.
constexpr int kMarginDays = 32;

QString edge(const QDate &day, int marginDays)
{
    return QDateTime(day.addDays(marginDays), QTime(0, 0), Qt::UTC).toString(Qt::ISODateWithMs);
}

} // namespace

Result<std::optional<ListingCalendar>> ListingCalendar::load(Database &database, const ListingId &listing,
                                                             const TenantId &tenant, const StayDates &window,
                                                             const QDateTime &nowUtc)
{
    ROOST_ASSIGN(Statement rows, database.statement(u"reservations/calendar"_s));
    rows.bind(u":listing_id"_s, listing)
        .bind(u":tenant_id"_s, tenant)
        .bind(u":from"_s, edge(window.checkIn, -2))
        .bind(u":to"_s, edge(window.checkOut, kMarginDays))
        .bind(u":now"_s, nowUtc.toString(Qt::ISODateWithMs));
    ROOST_TRY(rows.exec());
    std::optional<ListingCalendar> calendar;
    while (rows.next()) {
        if (!calendar) {
            calendar.emplace();
            ROOST_ASSIGN(calendar->m_clock, StayClock::create(rows.text(0), QTime::fromString(rows.text(1), u"HH:mm"_s),
                                                              QTime::fromString(rows.text(2), u"HH:mm"_s),
                                                              static_cast<int>(rows.integer(3))));
        }
        const auto unit = rows.id<UnitId>(4);
        if (unit.isNull())
            continue;
        if (calendar->m_units.isEmpty() || calendar->m_units.last().id != unit)
            calendar->m_units << UnitCalendar{unit, {}};
        if (!rows.isNull(5))
            calendar->m_units.last().taken << InstantRange{rows.timestamp(5), rows.timestamp(6)};
    }
    return calendar;
}

bool ListingCalendar::isFree(const QDate &night) const
{
    return freeUnits(night) > 0;
}

int ListingCalendar::freeUnits(const QDate &night) const
{
    const InstantRange wanted = m_clock.occupied({night, night.addDays(1)});
    return static_cast<int>(std::count_if(m_units.begin(), m_units.end(), [&wanted](const UnitCalendar &unit) {
        // The first that ends behind the beginning: the ranges are in order, so the others can't be in the way.
        const auto next =
            std::partition_point(unit.taken.begin(), unit.taken.end(),
                                 [&wanted](const InstantRange &range) { return range.to <= wanted.from; });
        return next == unit.taken.end() || next->from >= wanted.to;
    }));
}

QByteArray ListingCalendar::toJson(const ListingId &listing, const StayDates &window) const
{
    QJsonArray nights;
    for (QDate night = window.checkIn; night < window.checkOut; night = night.addDays(1))
        nights << QJsonObject{{u"date"_s, night.toString(Qt::ISODate)}, {u"free"_s, isFree(night)}};
    return canonicalJson({{u"listing_id"_s, listing.toString()},
                          {u"from"_s, window.checkIn.toString(Qt::ISODate)},
                          {u"to"_s, window.checkOut.toString(Qt::ISODate)},
                          {u"nights"_s, nights}});
}

} // namespace roost
