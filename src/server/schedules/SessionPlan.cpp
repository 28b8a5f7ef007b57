#include "SessionPlan.h"

#include "Recurrence.h"

#include "domain/ListingRules.h"
#include "domain/scheduling/RecurrenceLimits.h"
#include "domain/scheduling/WallTime.h"

#include <QSet>

namespace roost {

using namespace Qt::StringLiterals;

namespace {

tl::unexpected<Error> wrong(const QString &field, const QString &text)
{
    return fail(ErrorCode::Validation, text, {}, {{u"field"_s, field}});
}

Result<QDateTime> wallTimeOf(const QString &text, const QString &field)
{
    const QDateTime wall = wallTimeFrom(text);
    if (!wall.isValid())
        return wrong(field, u"This is a time like 2027-07-02T19:00, on the clock of the listing's place."_s);
    return wall;
}

Result<QList<QDateTime>> wallTimesOf(const QStringList &texts, const QString &field)
{
    if (texts.size() > kMostExceptions)
        return wrong(field, u"A series has at most %1 exceptions."_s.arg(kMostExceptions));
    QList<QDateTime> times;
    for (qsizetype i = 0; i < texts.size(); ++i) {
        ROOST_ASSIGN(const QDateTime wall, wallTimeOf(texts[i], u"%1[%2]"_s.arg(field).arg(i)));
        times << wall;
    }
    return times;
}

// The rule's times without the exceptions and with the additions, in order.
Result<QList<QDateTime>> withExceptions(const QList<QDateTime> &rule, const QList<QDateTime> &left,
                                        const QList<QDateTime> &added)
{
    QSet<QDateTime> times(rule.begin(), rule.end());
    for (qsizetype i = 0; i < left.size(); ++i) {
        if (!times.remove(left[i]))
            return wrong(u"recurrence.exdates[%1]"_s.arg(i), u"The rule has no session at this time to leave out."_s);
    }
    for (qsizetype i = 0; i < added.size(); ++i) {
        if (times.contains(added[i]))
            return wrong(u"recurrence.rdates[%1]"_s.arg(i), u"There is a session at this time already."_s);
        times << added[i];
    }
    QList<QDateTime> sorted = times.values();
    std::sort(sorted.begin(), sorted.end());
    return sorted;
}

InstantRange sessionAt(const QDateTime &wall, qint64 durationMinutes, const QTimeZone &zone)
{
    const QDateTime startsAt = instantOfWallTime(wall, zone);
    return {startsAt, startsAt.addSecs(durationMinutes * 60)};
}

// Two wall times around a skipped hour may begin with the same jump.
Result<QList<InstantRange>> sessionsAt(const QList<QDateTime> &times, qint64 durationMinutes, const QTimeZone &zone,
                                       const QDateTime &nowUtc)
{
    QList<InstantRange> sessions;
    for (const QDateTime &wall : times) {
        const InstantRange session = sessionAt(wall, durationMinutes, zone);
        ROOST_TRY(checkSessionStart(session.from, nowUtc, u"recurrence.rrule"_s));
        if (sessions.isEmpty() || sessions.last().from < session.from)
            sessions << session;
    }
    return sessions;
}

} // namespace

Result<InstantRange> singleSession(const QString &startsLocal, qint64 durationMinutes, const QTimeZone &zone,
                                   const QDateTime &nowUtc)
{
    ROOST_ASSIGN(const QDateTime wall, wallTimeOf(startsLocal, u"starts_local"_s));
    if (!isOnTheClock(wall, zone)) {
        return wrong(u"starts_local"_s,
                     u"The clocks are put forward then, so this time doesn't exist. Choose another."_s);
    }
    if (isTwiceOnTheClock(wall, zone)) {
        return wrong(u"starts_local"_s,
                     u"The clocks are put back then, so this time comes twice. Choose one before or after."_s);
    }
    ROOST_TRY(checkSessionDuration(durationMinutes));
    const InstantRange session = sessionAt(wall, durationMinutes, zone);
    ROOST_TRY(checkSessionStart(session.from, nowUtc, u"starts_local"_s));
    return session;
}

Result<SeriesTimes> seriesTimes(const NewSession &session, const QTimeZone &zone, const QDateTime &nowUtc)
{
    const NewRecurrence &recurrence = *session.recurrence;
    SeriesTimes series;
    ROOST_ASSIGN(series.firstLocal, wallTimeOf(session.startsLocal, u"starts_local"_s));
    ROOST_TRY(checkSessionDuration(session.durationMinutes));
    ROOST_TRY(checkSessionStart(instantOfWallTime(series.firstLocal, zone), nowUtc, u"starts_local"_s));
    ROOST_ASSIGN(const Recurrence rule, Recurrence::parse(recurrence.rrule, zone));
    ROOST_ASSIGN(const QList<QDateTime> occurrences, rule.occurrences(series.firstLocal));
    ROOST_ASSIGN(const QList<QDateTime> left, wallTimesOf(recurrence.exdates, u"recurrence.exdates"_s));
    ROOST_ASSIGN(const QList<QDateTime> added, wallTimesOf(recurrence.rdates, u"recurrence.rdates"_s));
    ROOST_ASSIGN(const QList<QDateTime> times, withExceptions(occurrences, left, added));
    ROOST_ASSIGN(series.sessions, sessionsAt(times, session.durationMinutes, zone, nowUtc));
    series.rrule = rule.text();
    series.exdates = recurrence.exdates;
    series.rdates = recurrence.rdates;
    return series;
}

Result<void> checkSessionPrices(const QJsonObject &prices)
{
    for (auto price = prices.begin(); price != prices.end(); ++price) {
        const qint64 minor = price.value().toInteger(-1);
        if (price.key().size() > kLongestTierName || minor < 0 || minor > kLargestListingPriceMinor)
            return wrong(u"prices."_s + price.key().left(kLongestTierName),
                         u"The price must be an amount in minor units that isn't negative."_s);
    }
    return {};
}

Result<void> checkSessionPrices(const QJsonObject &prices, const SeatPlan &plan)
{
    QSet<QString> tiers;
    for (const Seat &seat : plan.seats)
        tiers << seat.tier;
    const QStringList priced = prices.keys();
    for (const QString &tier : priced) {
        if (!tiers.contains(tier))
            return wrong(u"prices."_s + tier.left(kLongestTierName), u"The seat plan has no such tier."_s);
    }
    return checkSessionPrices(prices);
}

} // namespace roost
