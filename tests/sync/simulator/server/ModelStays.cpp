// See ModelStays.h.
#include "ModelStays.h"

#include <QTimeZone>

namespace roost::sim {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 kFarNights = 60; // a neighbour this far away is no neighbour

const QTimeZone &zone()
{
    static const QTimeZone oslo("Europe/Oslo");
    return oslo;
}

} // namespace

QDate localToday(const QDateTime &now)
{
    return now.toTimeZone(zone()).date();
}

QDateTime instantOf(const QDate &day, const QString &hour)
{
    return QDateTime(day, QTime::fromString(hour, u"HH:mm"_s), zone()).toUTC();
}

QDate dateOf(const QJsonValue &value)
{
    return QDate::fromString(value.toString(), Qt::ISODate);
}

QString textOf(const QDate &date)
{
    return date.toString(Qt::ISODate);
}

QString textOf(const QDateTime &instant)
{
    return instant.toUTC().toString(Qt::ISODateWithMs);
}

ModelStays::ModelStays(ModelScope &scope, const QDateTime &now)
    : m_scope(scope)
    , m_now(now)
{
}

QStringList ModelStays::unitsOf(const QString &listing) const
{
    QMap<qint64, QString> byPosition;
    const Table &units = m_scope.rows(u"unit"_s);
    for (auto unit = units.begin(); unit != units.end(); ++unit) {
        if (unit->value("listing_id"_L1) == listing)
            byPosition.insert(unit->value("position"_L1).toInteger(), unit.key());
    }
    return byPosition.values();
}

bool ModelStays::isFree(const QString &unit, const QDate &from, const QDate &to, const QString &exceptOwner) const
{
    return std::none_of(m_scope.claims.begin(), m_scope.claims.end(), [&](const Claim &claim) {
        return claim.unit == unit && claim.owner != exceptOwner && claim.isLive(m_now) && claim.overlaps(from, to);
    });
}

QList<std::pair<QDate, QDate>> ModelStays::freeRanges(const QString &unit, const QDate &from, const QDate &to) const
{
    QList<std::pair<QDate, QDate>> ranges;
    for (QDate day = from; day < to; day = day.addDays(1)) {
        if (!isFree(unit, day, day.addDays(1)))
            continue;
        if (!ranges.isEmpty() && ranges.last().second == day)
            ranges.last().second = day.addDays(1);
        else
            ranges.append({day, day.addDays(1)});
    }
    return ranges;
}

QJsonObject ModelStays::dayRate(const QString &listing, const QDate &day) const
{
    for (const QJsonObject &rate : m_scope.rows(u"day_rate"_s)) {
        if (rate.value("listing_id"_L1) == listing && rate.value("date"_L1) == textOf(day))
            return rate;
    }
    return {};
}

Result<void> ModelStays::checkRules(const QJsonObject &listing, const StayWanted &stay) const
{
    const QString id = listing.value("id"_L1).toString();
    const QJsonObject arrival = dayRate(id, stay.checkIn);
    const qint64 nights = stay.checkIn.daysTo(stay.checkOut);
    const QJsonValue least =
        arrival.value("min_nights"_L1).isDouble() ? arrival.value("min_nights"_L1) : listing.value("min_nights"_L1);
    const QJsonValue most = listing.value("max_nights"_L1);
    const bool keeps = stay.checkIn >= localToday(m_now) && nights >= least.toInteger() &&
                       (!most.isDouble() || nights <= most.toInteger()) &&
                       !arrival.value("closed_to_arrival"_L1).toBool() &&
                       !dayRate(id, stay.checkOut).value("closed_to_departure"_L1).toBool() &&
                       stay.guests <= listing.value("max_guests"_L1).toInt() && stay.pets == 0;
    if (!keeps)
        return fail(ErrorCode::StayRuleBroken, u"This stay breaks a rule of the listing."_s);
    return {};
}

// The one that leaves the fewest gaps too short to sell, then the shortest gaps, then the first.
QString ModelStays::bestUnit(const QJsonObject &listing, const StayWanted &stay, const QDate &to) const
{
    const qint64 least = listing.value("min_nights"_L1).toInteger();
    QString best;
    std::pair<int, qint64> bestCost;
    for (const QString &unit : unitsOf(stay.listing)) {
        if ((!stay.unit.isEmpty() && unit != stay.unit) || !isFree(unit, stay.checkIn, to))
            continue;
        qint64 before = kFarNights;
        qint64 behind = kFarNights;
        for (const Claim &claim : m_scope.claims) {
            if (claim.unit != unit || !claim.isLive(m_now))
                continue;
            if (claim.to <= stay.checkIn)
                before = std::min(before, claim.to.daysTo(stay.checkIn));
            if (claim.from >= to)
                behind = std::min(behind, to.daysTo(claim.from));
        }
        const auto unsellable = [least](qint64 gap) { return gap > 0 && gap < least ? 1 : 0; };
        const std::pair cost(unsellable(before) + unsellable(behind), before + behind);
        if (best.isEmpty() || cost < bestCost) {
            best = unit;
            bestCost = cost;
        }
    }
    return best;
}

qint64 ModelStays::price(const QJsonObject &listing, const StayWanted &stay) const
{
    qint64 total = 0;
    for (QDate night = stay.checkIn; night < stay.checkOut; night = night.addDays(1)) {
        const QJsonValue ofDay = dayRate(stay.listing, night).value("price_minor"_L1);
        total += (ofDay.isDouble() ? ofDay : listing.value("base_price_minor"_L1)).toInteger();
    }
    return total;
}

Result<StayPlan> ModelStays::plan(const StayWanted &stay, bool isHost, bool keepsRules) const
{
    const QJsonObject listing = m_scope.row(u"listing"_s, stay.listing);
    const bool isOffered =
        listing.value("status"_L1) == u"published"_s && listing.value("base_price_minor"_L1).isDouble();
    if (listing.isEmpty() || (!isHost && !isOffered))
        return fail(ErrorCode::ListingUnavailable, u"This listing can't be booked."_s);
    if (!isHost || keepsRules)
        ROOST_TRY(checkRules(listing, stay));
    if (!stay.unit.isEmpty() && !unitsOf(stay.listing).contains(stay.unit))
        return fail(ErrorCode::NotFound, u"There is no such unit."_s);
    StayPlan plan;
    plan.to = stay.checkOut.addDays(listing.value("preparation_days"_L1).toInt());
    plan.unit = bestUnit(listing, stay, plan.to);
    if (plan.unit.isEmpty())
        return fail(ErrorCode::DatesTaken, u"These dates are taken."_s);
    plan.totalMinor = price(listing, stay);
    return plan;
}

bool ModelStays::take(const Claim &claim)
{
    // A request that lost one of its units to time keeps none.
    QSet<QString> outdone;
    for (const Claim &other : std::as_const(m_scope.claims)) {
        if (other.unit == claim.unit && !other.isLive(m_now) && other.overlaps(claim.from, claim.to))
            outdone.insert(other.owner);
    }
    m_scope.claims.removeIf([&outdone](const Claim &other) { return outdone.contains(other.owner); });
    if (!isFree(claim.unit, claim.from, claim.to))
        return false;
    m_scope.claims << claim;
    return true;
}

void ModelStays::release(const QString &owner)
{
    m_scope.claims.removeIf([&owner](const Claim &claim) { return claim.owner == owner; });
}

QString ModelStays::bookHeld(const QString &booking)
{
    QString unit;
    for (Claim &claim : m_scope.claims) {
        if (claim.owner == booking && claim.state == Claim::State::Held) {
            claim.state = Claim::State::Booked;
            claim.until = {};
            unit = claim.unit;
        }
    }
    return unit;
}

bool ModelStays::holdsNothing(const QString &booking) const
{
    return std::none_of(m_scope.claims.begin(), m_scope.claims.end(),
                        [&booking](const Claim &claim) { return claim.owner == booking; });
}

bool ModelStays::prepare(const QString &listing, int days)
{
    QList<Claim> moved = m_scope.claims;
    const QString ends = m_scope.row(u"listing"_s, listing).value("check_out_time"_L1).toString();
    for (Claim &claim : moved) {
        const QJsonObject booking = m_scope.row(u"booking"_s, claim.owner);
        if (booking.value("listing_id"_L1) == listing && instantOf(claim.to, ends) > m_now)
            claim.to = dateOf(booking.value("check_out"_L1)).addDays(days);
    }
    for (int i = 0; i < moved.size(); ++i) {
        for (int j = 0; j < i; ++j) {
            if (moved[i].unit == moved[j].unit && moved[i].overlaps(moved[j].from, moved[j].to))
                return false;
        }
    }
    m_scope.claims = moved;
    return true;
}

} // namespace roost::sim
