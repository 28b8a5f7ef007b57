#include "ListingCalendar.h"

#include "domain/PropertyZone.h"
#include "domain/pricing/NightlyRates.h"

#include <QJsonArray>
#include <QJsonDocument>

namespace roost {

using namespace Qt::StringLiterals;

namespace {

// What further guests pay for a night in one unit.
qint64 extraGuestsMinor(const RatePlan &plan, int guests)
{
    return plan.extraGuests ? plan.extraGuests->amountMinor * qMax(0, guests - plan.extraGuests->included) : 0;
}

// One time of the day on day after day. A zone is slow to ask, and nearly all days have the offset of the day before.
class DayInstants
{
public:
    DayInstants(const QTimeZone &zone, const QTime &time)
        : m_zone(zone)
        , m_time(time)
    {
    }

    // In milliseconds since 1970: instantAt().
    qint64 on(const QDate &day)
    {
        constexpr qint64 kDayMs = 24 * 3600 * 1000;
        const qint64 guess = QDateTime(day, m_time, Qt::UTC).toMSecsSinceEpoch() - m_offsetMs;
        // A day away from a change of the offset nothing is skipped or comes twice.
        if (guess >= m_fromMs + kDayMs && guess < m_untilMs - kDayMs)
            return guess;
        const QDateTime instant = instantAt(day, m_time, m_zone);
        const QTimeZone::OffsetData next = m_zone.nextTransition(instant);
        m_offsetMs = m_zone.offsetFromUtc(instant) * 1000LL;
        m_fromMs = instant.toMSecsSinceEpoch() - kDayMs;
        if (const QTimeZone::OffsetData before = m_zone.previousTransition(instant.addMSecs(1)); before.atUtc.isValid())
            m_fromMs = std::max(m_fromMs, before.atUtc.toMSecsSinceEpoch());
        m_untilMs = next.atUtc.isValid() ? next.atUtc.toMSecsSinceEpoch() : std::numeric_limits<qint64>::max();
        return instant.toMSecsSinceEpoch();
    }

private:
    const QTimeZone m_zone;
    const QTime m_time;
    // Between these instants the zone has this offset.
    qint64 m_offsetMs = 0;
    qint64 m_fromMs = 0;
    qint64 m_untilMs = 0;
};

QByteArray flag(bool value)
{
    return value ? QByteArrayLiteral("true") : QByteArrayLiteral("false");
}

} // namespace

Result<std::optional<ListingCalendar>> ListingCalendar::load(Database &database, const ListingId &listing,
                                                             const TenantId &tenant, const StayDates &window,
                                                             const QDateTime &nowUtc)
{
    ROOST_ASSIGN(Statement row, database.statement(u"listings/stay_calendar"_s));
    row.bind(u":listing_id"_s, listing)
        .bind(u":tenant_id"_s, tenant)
        .bind(u":first"_s, window.checkIn.toString(Qt::ISODate))
        .bind(u":last"_s, window.checkOut.toString(Qt::ISODate))
        .bind(u":now"_s, nowUtc.toString(Qt::ISODateWithMs));
    ROOST_TRY(row.exec());
    if (!row.next())
        return std::optional<ListingCalendar>();
    std::optional<ListingCalendar> calendar(std::in_place);
    calendar->m_window = window;
    calendar->m_tenant = row.id<TenantId>(0);
    ROOST_ASSIGN(calendar->m_basis, StayBasis::read(row, 1));
    ROOST_TRY(calendar->readUnits(row.bytes(12)));
    if (!row.isNull(13))
        calendar->m_nextExpiry = row.timestamp(13);
    return calendar;
}

Result<void> ListingCalendar::readUnits(const QByteArray &json)
{
    const QJsonDocument document = QJsonDocument::fromJson(json);
    if (!document.isArray())
        return fail(ErrorCode::Internal, u"The calendar can't be read. Try again later."_s, u"units are no array"_s);
    const QJsonArray units = document.array();
    for (const QJsonValue &unit : units) {
        UnitCalendar calendar;
        const QJsonArray ranges = unit.toArray();
        for (const QJsonValue &range : ranges)
            calendar << Taken{range[0].toInteger(), range[1].toInteger()};
        m_units << calendar;
    }
    return {};
}

int ListingCalendar::freeUnits(const StayDates &dates) const
{
    const InstantRange wanted = m_basis.clock.occupied(dates);
    return freeUnits(wanted.from.toMSecsSinceEpoch(), wanted.to.toMSecsSinceEpoch());
}

int ListingCalendar::freeUnits(qint64 fromMs, qint64 toMs) const
{
    return static_cast<int>(std::count_if(m_units.begin(), m_units.end(), [fromMs, toMs](const UnitCalendar &unit) {
        // The first that ends behind the beginning: the ranges are in order, so the others can't be in the way.
        const auto next = std::partition_point(unit.begin(), unit.end(),
                                               [fromMs](const Taken &taken) { return taken.toMs <= fromMs; });
        return next == unit.end() || next->fromMs >= toMs;
    }));
}

QList<bool> ListingCalendar::freeNights() const
{
    const StayClock &clock = m_basis.clock;
    DayInstants checkIns(clock.zone, clock.checkInTime);
    DayInstants checkOuts(clock.zone, clock.checkOutTime);
    QList<bool> nights;
    for (QDate night = m_window.checkIn; night < m_window.checkOut; night = night.addDays(1))
        nights << (freeUnits(checkIns.on(night), checkOuts.on(night.addDays(1 + clock.preparationDays))) > 0);
    return nights;
}

QList<StayDates> ListingCalendar::takenNights() const
{
    QList<StayDates> ranges;
    const QList<bool> free = freeNights();
    for (QDate night = m_window.checkIn; night < m_window.checkOut; night = night.addDays(1)) {
        if (free.at(m_window.checkIn.daysTo(night)))
            continue;
        if (!ranges.isEmpty() && ranges.last().checkOut == night)
            ranges.last().checkOut = night.addDays(1);
        else
            ranges << StayDates{night, night.addDays(1)};
    }
    return ranges;
}

Result<void> ListingCalendar::checkGuests(int guests) const
{
    const int most =
        qMin(m_basis.rules.maxGuests, m_basis.price.plan.stayRules.maxGuests.value_or(m_basis.rules.maxGuests));
    if (guests <= most)
        return {};
    return fail(ErrorCode::StayRuleBroken, u"This place takes 1 to %1 guests."_s.arg(most), {},
                {{u"rule"_s, u"max_guests"_s}, {u"limit"_s, most}});
}

void ListingCalendar::appendDay(QByteArray &json, const QDate &day, bool isFreeThen, int guests, const QDate &today,
                                const QDateTime &nowUtc) const
{
    const StayTermsOf terms = m_basis.terms(nowUtc);
    const std::optional<int> window = m_basis.price.plan.stayRules.bookingWindowDays;
    const bool isBookable = day >= today && (!window || today.daysTo(day) <= *window);
    const auto rate = nightRate(m_basis.price, day);
    json += "{\"date\":\"" + day.toString(Qt::ISODate).toLatin1() + "\",\"free\":" + flag(isFreeThen) +
            ",\"price_minor\":" +
            (rate ? QByteArray::number(rate->minor + extraGuestsMinor(m_basis.price.plan, guests))
                  : QByteArrayLiteral("null")) +
            ",\"min_nights\":" + QByteArray::number(minNightsOn(terms, day)) +
            ",\"arrival_allowed\":" + flag(isBookable && mayArriveOn(terms, day)) +
            ",\"departure_allowed\":" + flag(mayDepartOn(terms, day)) + '}';
}

QByteArray ListingCalendar::toJson(const ListingId &listing, int guests, const QDateTime &nowUtc) const
{
    const QDate today = m_basis.clock.today(nowUtc);
    const QList<bool> free = freeNights();
    QByteArray json = "{\"listing_id\":\"" + listing.toString().toLatin1() + "\",\"from\":\"" +
                      m_window.checkIn.toString(Qt::ISODate).toLatin1() + "\",\"to\":\"" +
                      m_window.checkOut.toString(Qt::ISODate).toLatin1() + "\",\"time_zone\":\"" +
                      m_basis.clock.zone.id() + "\",\"currency\":\"" + m_basis.price.currency.code().toLatin1() +
                      "\",\"days\":[";
    for (QDate day = m_window.checkIn; day < m_window.checkOut; day = day.addDays(1)) {
        if (day != m_window.checkIn)
            json += ',';
        appendDay(json, day, free.at(m_window.checkIn.daysTo(day)), guests, today, nowUtc);
    }
    return json + "]}";
}

} // namespace roost
