#include "SessionRepository.h"

#include "common/Json.h"
#include "domain/scheduling/WallTime.h"

namespace roost {

using namespace Qt::StringLiterals;

namespace {

QString iso(const QDateTime &utc)
{
    return utc.toString(Qt::ISODateWithMs);
}

QString jsonText(const QJsonObject &object)
{
    return QString::fromUtf8(canonicalJson(object));
}

QString jsonText(const QStringList &texts)
{
    return QString::fromUtf8(compactJson(QJsonArray::fromStringList(texts)));
}

QStringList textsOf(const QString &json)
{
    QStringList texts;
    const QJsonArray array = QJsonDocument::fromJson(json.toUtf8()).array();
    for (const QJsonValue &text : array)
        texts << text.toString();
    return texts;
}

template <class AnyId>
QList<AnyId> idsOf(const QString &json)
{
    QList<AnyId> ids;
    const QStringList texts = textsOf(json);
    for (const QString &text : texts)
        ids << AnyId::fromString(text);
    return ids;
}

QString sessionsJson(const QList<NewSessionRow> &sessions)
{
    QJsonArray rows;
    for (const NewSessionRow &session : sessions) {
        rows << QJsonObject{{u"id"_s, session.id.toString()},
                            {u"starts_at"_s, iso(session.during.from)},
                            {u"ends_at"_s, iso(session.during.to)}};
    }
    return QString::fromUtf8(compactJson(rows));
}

QString seatsJson(const SeatPlan &plan)
{
    QJsonArray rows;
    for (const Seat &seat : plan.seats) {
        QJsonObject row{{u"name"_s, seat.name},
                        {u"number"_s, seat.number},
                        {u"tier"_s, seat.tier},
                        {u"accessible"_s, seat.accessible},
                        {u"position"_s, seat.position}};
        if (!seat.row.isEmpty())
            row.insert(u"row"_s, seat.row);
        rows << row;
    }
    return QString::fromUtf8(compactJson(rows));
}

} // namespace

SessionRepository::SessionRepository(Database &database, const TenantId &tenant, const QDateTime &nowUtc)
    : m_database(database)
    , m_tenant(tenant)
    , m_nowUtc(nowUtc)
{
}

Result<std::optional<ExperienceListing>> SessionRepository::findListing(const ListingId &listing)
{
    ROOST_ASSIGN(Statement find, m_database.statement(u"schedules/find_listing"_s));
    find.bind(u":id"_s, listing).bind(u":tenant_id"_s, m_tenant);
    ROOST_TRY(find.exec());
    return find.next() ? std::optional(ExperienceListing{find.text(0), find.text(1)}) : std::nullopt;
}

Result<void> SessionRepository::insertSeries(const SeriesRow &series)
{
    ROOST_ASSIGN(Statement insert, m_database.statement(u"schedules/insert_series"_s));
    insert.bind(u":id"_s, series.id)
        .bind(u":tenant_id"_s, m_tenant)
        .bind(u":listing_id"_s, series.listing)
        .bind(u":first_local"_s, wallTimeText(series.firstLocal))
        .bind(u":time_zone"_s, series.timeZone)
        .bind(u":duration_minutes"_s, series.durationMinutes)
        .bind(u":rrule"_s, series.rrule)
        .bind(u":exdates"_s, jsonText(series.exdates))
        .bind(u":rdates"_s, jsonText(series.rdates))
        .bind(u":seat_plan"_s, jsonText(series.seatPlan))
        .bind(u":prices"_s, jsonText(series.prices))
        .bind(u":now"_s, iso(m_nowUtc));
    return insert.exec();
}

Result<void> SessionRepository::insertSessions(const ListingId &listing, const SeriesId &series,
                                               const QString &timeZone, const QList<NewSessionRow> &sessions,
                                               const QJsonObject &seatPlan, const SeatPlan &plan,
                                               const QJsonObject &prices)
{
    ROOST_ASSIGN(Statement insert, m_database.statement(u"schedules/insert_sessions"_s));
    insert.bind(u":tenant_id"_s, m_tenant)
        .bind(u":listing_id"_s, listing)
        .bind(u":series_id"_s, series)
        .bind(u":time_zone"_s, timeZone)
        .bind(u":sessions"_s, sessionsJson(sessions))
        .bind(u":seats"_s, seatsJson(plan))
        .bind(u":seat_plan"_s, jsonText(seatPlan))
        .bind(u":prices"_s, jsonText(prices))
        .bind(u":now"_s, iso(m_nowUtc));
    return insert.exec();
}

Result<std::optional<SeriesRow>> SessionRepository::findSeries(const SeriesId &series)
{
    ROOST_ASSIGN(Statement find, m_database.statement(u"schedules/find_series"_s));
    find.bind(u":id"_s, series).bind(u":tenant_id"_s, m_tenant);
    ROOST_TRY(find.exec());
    if (!find.next())
        return std::optional<SeriesRow>();
    SeriesRow row;
    row.id = series;
    row.listing = find.id<ListingId>(0);
    row.firstLocal = wallTimeFrom(find.text(1));
    row.timeZone = find.text(2);
    row.durationMinutes = find.integer(3);
    row.rrule = find.text(4);
    row.exdates = textsOf(find.text(5));
    row.rdates = textsOf(find.text(6));
    ROOST_ASSIGN(row.seatPlan, parseJsonObject(find.text(7).toUtf8()));
    ROOST_ASSIGN(row.prices, parseJsonObject(find.text(8).toUtf8()));
    return std::optional(row);
}

Result<std::optional<SessionRow>> SessionRepository::findSession(const ExperienceSessionId &session)
{
    ROOST_ASSIGN(Statement find, m_database.statement(u"schedules/find_session"_s));
    find.bind(u":id"_s, session).bind(u":tenant_id"_s, m_tenant);
    ROOST_TRY(find.exec());
    if (!find.next())
        return std::optional<SessionRow>();
    SessionRow row;
    row.id = session;
    row.listing = find.id<ListingId>(0);
    row.series = find.id<SeriesId>(1);
    row.during = {find.timestamp(2), find.timestamp(3)};
    row.timeZone = find.text(4);
    row.status = find.text(5);
    ROOST_ASSIGN(row.prices, parseJsonObject(find.text(6).toUtf8()));
    return std::optional(row);
}

Result<SeriesSessions> SessionRepository::sessionsOf(const SeriesId &series, const QDateTime &startsAt)
{
    ROOST_ASSIGN(Statement find, m_database.statement(u"schedules/series_sessions"_s));
    find.bind(u":id"_s, series).bind(u":tenant_id"_s, m_tenant).bind(u":starts_at"_s, iso(startsAt));
    ROOST_TRY(find.exec());
    return find.next() ? SeriesSessions{find.integer(0), find.boolean(1)} : SeriesSessions();
}

Result<SessionUse> SessionRepository::findUse(const ExperienceSessionId &session)
{
    ROOST_ASSIGN(Statement find, m_database.statement(u"schedules/session_use"_s));
    find.bind(u":id"_s, session).bind(u":tenant_id"_s, m_tenant).bind(u":now"_s, iso(m_nowUtc));
    ROOST_TRY(find.exec());
    SessionUse use;
    if (!find.next())
        return use;
    use.liveBookings = idsOf<BookingId>(find.text(0));
    use.holds = idsOf<HoldId>(find.text(1));
    use.holdsEndAt = find.isNull(2) ? QDateTime() : find.timestamp(2);
    use.wasEverBooked = find.boolean(3);
    return use;
}

Result<void> SessionRepository::setExceptions(const SeriesId &series, const QStringList &exdates,
                                              const QStringList &rdates)
{
    ROOST_ASSIGN(Statement update, m_database.statement(u"schedules/set_exceptions"_s));
    update.bind(u":id"_s, series)
        .bind(u":tenant_id"_s, m_tenant)
        .bind(u":exdates"_s, jsonText(exdates))
        .bind(u":rdates"_s, jsonText(rdates));
    return update.exec();
}

Result<void> SessionRepository::update(const SessionRow &session)
{
    ROOST_ASSIGN(Statement update, m_database.statement(u"schedules/update_session"_s));
    update.bind(u":id"_s, session.id)
        .bind(u":tenant_id"_s, m_tenant)
        .bind(u":starts_at"_s, iso(session.during.from))
        .bind(u":ends_at"_s, iso(session.during.to))
        .bind(u":prices"_s, jsonText(session.prices))
        .bind(u":now"_s, iso(m_nowUtc));
    return update.exec();
}

Result<void> SessionRepository::cancel(const ExperienceSessionId &session)
{
    ROOST_ASSIGN(Statement cancel, m_database.statement(u"schedules/cancel_session"_s));
    cancel.bind(u":id"_s, session).bind(u":tenant_id"_s, m_tenant).bind(u":now"_s, iso(m_nowUtc));
    return cancel.exec();
}

Result<void> SessionRepository::remove(const ExperienceSessionId &session)
{
    ROOST_ASSIGN(Statement remove, m_database.statement(u"schedules/delete_session"_s));
    remove.bind(u":id"_s, session).bind(u":tenant_id"_s, m_tenant);
    return remove.exec();
}

} // namespace roost
