#include "DemoSchedules.h"

#include "domain/PropertyZone.h"
#include "domain/scheduling/SeatPlan.h"
#include "domain/scheduling/WallTime.h"
#include "server/listings/ListingService.h"
#include "server/schedules/ResourceService.h"
#include "server/schedules/SessionPlan.h"
#include "server/schedules/SessionRepository.h"
#include "server/schedules/StaffService.h"

namespace roost {

using namespace Qt::StringLiterals;

namespace {

constexpr int kFriday = 5;

// Where and on which terms both are.
QJsonObject inOslo(const QJsonObject &fields)
{
    QJsonObject all{{u"status"_s, u"published"_s}, {u"time_zone"_s, u"Europe/Oslo"_s}, {u"city"_s, u"Oslo"_s},
                    {u"country"_s, u"NO"_s},       {u"latitude"_s, 59.9066},           {u"longitude"_s, 10.7383},
                    {u"instant_book"_s, true}};
    for (auto field = fields.begin(); field != fields.end(); ++field)
        all.insert(field.key(), field.value());
    return all;
}

QJsonObject boatSeats()
{
    return {
        {u"rows"_s, QJsonArray{QJsonObject{{u"label"_s, u"Bow"_s}, {u"seats"_s, 6}, {u"tier"_s, u"deck"_s}},
                               QJsonObject{{u"label"_s, u"Port"_s},
                                           {u"seats"_s, 4},
                                           {u"tier"_s, u"cabin"_s},
                                           {u"accessible"_s, QJsonArray{1}}},
                               QJsonObject{{u"label"_s, u"Starboard"_s}, {u"seats"_s, 4}, {u"tier"_s, u"cabin"_s}}}}};
}

Result<void> writeExperience(ServerContext &context, const Caller &owner, const QDate &today, DemoRandom &random,
                             DemoReport &report)
{
    const ListingId listing(random.uuid());
    ROOST_TRY(ListingService().create(
        context, owner,
        {listing,
         inOslo({{u"title"_s, u"Evening on the fjord"_s},
                 {u"kind"_s, u"experience"_s},
                 {u"summary"_s, u"Two hours among the islands in an old wooden boat, with shrimps and bread. Dress for "
                                "the wind if you sit on deck."_s},
                 {u"base_price_minor"_s, 6'500},
                 {u"pricing"_s, QJsonObject{{u"tiers"_s, QJsonObject{{u"cabin"_s, 7'500}}}}}}),
         {}}));
    NewSession session;
    const QDate friday = today.addDays(1 + (kFriday + 6 - today.dayOfWeek()) % 7);
    session.startsLocal = friday.toString(Qt::ISODate) + u"T19:00"_s;
    session.durationMinutes = 120;
    session.seatPlan = boatSeats();
    session.recurrence = NewRecurrence{u"FREQ=WEEKLY;BYDAY=FR,SA;COUNT=24"_s, {}, {}};
    const QDateTime nowUtc(today, QTime(0, 0), Qt::UTC);
    ROOST_ASSIGN(const QTimeZone zone, propertyZone(u"Europe/Oslo"_s));
    ROOST_ASSIGN(const SeriesTimes times, seriesTimes(session, zone, nowUtc));
    ROOST_ASSIGN(const SeatPlan plan, SeatPlan::fromJson(session.seatPlan));
    const SeriesId series(random.uuid());
    QList<NewSessionRow> rows;
    for (const InstantRange &during : times.sessions)
        rows << NewSessionRow{ExperienceSessionId(random.uuid()), during};
    SessionRepository repository(context.database, owner.tenant, nowUtc);
    ROOST_TRY(repository.insertSeries({series,
                                       listing,
                                       times.firstLocal,
                                       u"Europe/Oslo"_s,
                                       session.durationMinutes,
                                       times.rrule,
                                       {},
                                       {},
                                       session.seatPlan,
                                       {}}));
    ROOST_TRY(repository.insertSessions(listing, series, u"Europe/Oslo"_s, rows, session.seatPlan, plan, {}));
    ++report.listings;
    report.sessions += rows.size();
    return {};
}

QJsonObject hours(const QStringList &days, const QString &from, const QString &to)
{
    QJsonObject week;
    for (const QString &day : days)
        week.insert(day, QJsonArray{QJsonObject{{u"from"_s, from}, {u"to"_s, to}}});
    return {{u"time_zone"_s, u"Europe/Oslo"_s}, {u"weekly"_s, week}};
}

Result<void> writeService(ServerContext &context, const Caller &owner, DemoRandom &random, DemoReport &report)
{
    const QJsonObject terms{{u"duration_minutes"_s, 90},
                            {u"buffer_after_minutes"_s, 15},
                            {u"slot_step_minutes"_s, 30},
                            {u"skills"_s, QJsonArray{u"massage"_s}},
                            {u"resources"_s, QJsonArray{QJsonObject{{u"kind"_s, u"treatment room"_s}}}},
                            {u"lead_time_minutes"_s, 120},
                            {u"booking_window_days"_s, 90}};
    ROOST_TRY(ListingService().create(
        context, owner,
        {ListingId(random.uuid()),
         inOslo({{u"title"_s, u"Massage after the journey"_s},
                 {u"kind"_s, u"service"_s},
                 {u"summary"_s, u"Ninety minutes in a quiet room behind the loft. Say where it hurts."_s},
                 {u"base_price_minor"_s, 9'000},
                 {u"service"_s, terms}}),
         {}}));
    const QJsonArray skills{u"massage"_s};
    ROOST_TRY(StaffService().create(
        context, owner, UnitId(random.uuid()),
        {{u"name"_s, u"Kari"_s},
         {u"hours"_s, hours({u"mon"_s, u"tue"_s, u"wed"_s, u"thu"_s, u"fri"_s}, u"09:00"_s, u"17:00"_s)},
         {u"skills"_s, skills}}));
    ROOST_TRY(
        StaffService().create(context, owner, UnitId(random.uuid()),
                              {{u"name"_s, u"Lena"_s},
                               {u"hours"_s, hours({u"wed"_s, u"thu"_s, u"fri"_s, u"sat"_s}, u"12:00"_s, u"20:00"_s)},
                               {u"skills"_s, skills}}));
    ROOST_TRY(ResourceService().create(context, owner, UnitId(random.uuid()),
                                       {{u"name"_s, u"Room behind the loft"_s}, {u"kind"_s, u"treatment room"_s}}));
    ++report.listings;
    report.staff += 2;
    return {};
}

} // namespace

Result<void> writeDemoSchedules(ServerContext &context, const Caller &owner, const QDate &today, DemoRandom &random,
                                DemoReport &report)
{
    ROOST_TRY(writeExperience(context, owner, today, random, report));
    return writeService(context, owner, random, report);
}

} // namespace roost
