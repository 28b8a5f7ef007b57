#include "StayRules.h"

#include "NearestStays.h"

#include <QJsonArray>
#include <QLocale>

namespace roost {

using namespace Qt::StringLiterals;

namespace {

tl::unexpected<Error> broken(const QString &rule, const QString &text, const QJsonValue &limit = QJsonValue::Undefined)
{
    QJsonObject details{{u"rule"_s, rule}};
    if (!limit.isUndefined())
        details.insert(u"limit"_s, limit);
    return fail(ErrorCode::StayRuleBroken, text, {}, details);
}

QString nightsText(int nights)
{
    return nights == 1 ? u"1 night"_s : u"%1 nights"_s.arg(nights);
}

QString dayText(const QDate &date)
{
    return QLocale(QLocale::English).toString(date, u"d MMMM yyyy"_s);
}

WeekdaySet arrivalDays(const StayTermsOf &terms, const QDate &day)
{
    const Season *season = terms.plan.seasonOn(day);
    return season && !season->arrivalDays.isEmpty() ? season->arrivalDays : terms.plan.stayRules.arrivalDays;
}

WeekdaySet departureDays(const StayTermsOf &terms, const QDate &day)
{
    const Season *season = terms.plan.seasonOn(day.addDays(-1));
    return season && !season->departureDays.isEmpty() ? season->departureDays : terms.plan.stayRules.departureDays;
}

Result<void> checkTime(const StayDates &dates, const StayTermsOf &terms)
{
    const QDate today = terms.clock.today(terms.nowUtc);
    const StayRulesOfPlan &rules = terms.plan.stayRules;
    if (dates.checkIn < today)
        return broken(u"past"_s, u"The check-in day has passed. Choose another."_s);
    if (rules.leadTimeHours && rules.leadTimeInDays && today.daysTo(dates.checkIn) < *rules.leadTimeHours / 24) {
        return broken(u"lead_time"_s,
                      u"Stays are booked %1 days ahead here. Choose a later day."_s.arg(*rules.leadTimeHours / 24),
                      *rules.leadTimeHours);
    }
    if (rules.leadTimeHours && !rules.leadTimeInDays &&
        terms.nowUtc.secsTo(terms.clock.occupied(dates).from) < *rules.leadTimeHours * 3600LL) {
        return broken(u"lead_time"_s,
                      u"Stays are booked %1 hours ahead here. Choose a later day."_s.arg(*rules.leadTimeHours),
                      *rules.leadTimeHours);
    }
    if (rules.bookingWindowDays && today.daysTo(dates.checkIn) > *rules.bookingWindowDays) {
        return broken(u"booking_window"_s,
                      u"Stays can be booked until %1. Choose an earlier day, or come back later."_s.arg(
                          dayText(today.addDays(*rules.bookingWindowDays))),
                      *rules.bookingWindowDays);
    }
    return {};
}

// Nothing is left on either side that could still be sold.
bool fillsAGap(const StayDates &dates, const StayTermsOf &terms, const NightIsFree &isFree)
{
    return terms.plan.stayRules.fillGaps && isFree && !isFree(dates.checkIn.addDays(-1)) && !isFree(dates.checkOut);
}

Result<void> checkLength(const StayDates &dates, const StayTermsOf &terms, const NightIsFree &isFree)
{
    const int least = minNightsOn(terms, dates.checkIn);
    if (dates.nights() < least && !fillsAGap(dates, terms, isFree)) {
        return broken(u"min_nights"_s,
                      u"The minimum stay from %1 is %2."_s.arg(dayText(dates.checkIn), nightsText(least)), least);
    }
    const Season *season = terms.plan.seasonOn(dates.checkIn);
    const std::optional<int> most = season && season->maxNights ? season->maxNights : terms.rules.maxNights;
    if (most && dates.nights() > *most)
        return broken(u"max_nights"_s, u"The maximum stay here is %1."_s.arg(nightsText(*most)), *most);
    return {};
}

Result<void> checkDays(const StayDates &dates, const StayTermsOf &terms)
{
    if (terms.dayRates.value(dates.checkIn).closedToArrival)
        return broken(u"closed_to_arrival"_s,
                      u"Nobody can arrive on %1. Choose another day."_s.arg(dayText(dates.checkIn)));
    if (!mayArriveOn(terms, dates.checkIn)) {
        const WeekdaySet days = arrivalDays(terms, dates.checkIn);
        return broken(u"arrival_day"_s, u"Guests arrive on a %1 then."_s.arg(days.toText()), days.toJson());
    }
    if (terms.dayRates.value(dates.checkOut).closedToDeparture) {
        return broken(u"closed_to_departure"_s,
                      u"Nobody can leave on %1. Choose another day."_s.arg(dayText(dates.checkOut)));
    }
    if (!mayDepartOn(terms, dates.checkOut)) {
        const WeekdaySet days = departureDays(terms, dates.checkOut);
        return broken(u"departure_day"_s, u"Guests leave on a %1 then."_s.arg(days.toText()), days.toJson());
    }
    return {};
}

Result<void> checkParty(const StayParty &party, const StayTermsOf &terms)
{
    const StayRulesOfPlan &rules = terms.plan.stayRules;
    const qint64 each = qMin(terms.rules.maxGuests, rules.maxGuests.value_or(terms.rules.maxGuests));
    const qint64 most = each * party.units;
    if (party.guests < 1 || party.guests > most) {
        return broken(u"max_guests"_s,
                      (party.units == 1 ? u"This place takes 1 to %1 guests."_s : u"These units take 1 to %1 guests."_s)
                          .arg(most),
                      most);
    }
    if (party.pets > 0 && !rules.petsAllowed)
        return broken(u"pets"_s, u"Pets can't stay here."_s);
    if (rules.maxPets && party.pets > *rules.maxPets)
        return broken(u"max_pets"_s, u"%1 pets at most can stay here."_s.arg(*rules.maxPets), *rules.maxPets);
    return {};
}

} // namespace

int minNightsOn(const StayTermsOf &terms, const QDate &arrival)
{
    if (const auto day = terms.dayRates.constFind(arrival); day != terms.dayRates.constEnd() && day->minNights)
        return *day->minNights;
    const Season *season = terms.plan.seasonOn(arrival);
    if (season && season->minNights)
        return *season->minNights;
    const auto onWeekday = terms.plan.stayRules.minNightsByArrival.on(arrival);
    return onWeekday ? static_cast<int>(*onWeekday) : terms.rules.minNights;
}

bool mayArriveOn(const StayTermsOf &terms, const QDate &day)
{
    return !terms.dayRates.value(day).closedToArrival && arrivalDays(terms, day).allows(day);
}

bool mayDepartOn(const StayTermsOf &terms, const QDate &day)
{
    return !terms.dayRates.value(day).closedToDeparture && departureDays(terms, day).allows(day);
}

Result<void> checkStay(const StayDates &dates, const StayParty &party, const StayTermsOf &terms,
                       const NightIsFree &isFree)
{
    ROOST_TRY(checkTime(dates, terms));
    ROOST_TRY(checkLength(dates, terms, isFree));
    ROOST_TRY(checkDays(dates, terms));
    return checkParty(party, terms);
}

Result<void> checkStayWithNearest(const StayDates &dates, const StayParty &party, const StayTermsOf &terms,
                                  const NightIsFree &isFree, const StayIsFree &stayIsFree)
{
    Result<void> checked = checkStay(dates, party, terms, isFree);
    if (checked || checked.error().code != ErrorCode::StayRuleBroken)
        return checked;
    QJsonArray nearest;
    for (const StayDates &other : nearestStays(dates, party, terms, isFree, stayIsFree)) {
        nearest << QJsonObject{{u"check_in"_s, other.checkIn.toString(Qt::ISODate)},
                               {u"check_out"_s, other.checkOut.toString(Qt::ISODate)}};
    }
    checked.error().details.insert(u"nearest"_s, nearest);
    return checked;
}

} // namespace roost
