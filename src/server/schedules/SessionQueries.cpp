#include "SessionQueries.h"

#include "IdArray.h"
#include "SessionSeats.h"

#include "common/Json.h"

namespace roost {

using namespace Qt::StringLiterals;

namespace {

QString iso(const QDateTime &utc)
{
    return utc.isValid() ? utc.toString(Qt::ISODateWithMs) : QString();
}

QString timeText(const QTime &time)
{
    return time.isValid() ? time.toString(u"HH:mm"_s) : QString();
}

Result<FoundSession> sessionOf(const Statement &row)
{
    FoundSession session;
    session.id = row.id<ExperienceSessionId>(0);
    session.tenant = row.id<TenantId>(1);
    session.listing = row.id<ListingId>(2);
    session.series = row.id<SeriesId>(3);
    session.startsAt = row.timestamp(4);
    session.endsAt = row.timestamp(5);
    session.timeZone = row.text(6);
    session.status = row.text(7);
    session.places = static_cast<int>(row.integer(8));
    session.free = static_cast<int>(row.integer(9));
    session.tiers = QJsonDocument::fromJson(row.text(10).toUtf8()).array();
    ROOST_ASSIGN(session.prices, parseJsonObject(row.text(11).toUtf8()));
    session.version = row.integer(12);
    return session;
}

Result<QList<FoundSession>> findSessions(ServerContext &context, const SessionSearch &search,
                                         const ExperienceSessionId &session)
{
    ROOST_ASSIGN(Statement find, context.database.statement(u"schedules/sessions"_s));
    find.bind(u":listings"_s, idArray(search.listings))
        .bind(u":session_id"_s, session)
        .bind(u":tenant_id"_s, search.tenant)
        .bind(u":from"_s, iso(search.window.from))
        .bind(u":to"_s, iso(search.window.to))
        .bind(u":now"_s, iso(context.clock.nowUtc()))
        .bind(u":behind"_s, iso(search.behind))
        .bind(u":behind_id"_s, search.behindSession)
        .bind(u":tier"_s, search.tier.isEmpty() ? QString() : search.tier)
        .bind(u":places"_s, search.places)
        .bind(u":weekday"_s, search.weekday)
        .bind(u":after"_s, timeText(search.after))
        .bind(u":before"_s, timeText(search.before))
        .bind(u":limit"_s, search.limit);
    ROOST_TRY(find.exec());
    QList<FoundSession> sessions;
    while (find.next()) {
        ROOST_ASSIGN(FoundSession found, sessionOf(find));
        sessions << std::move(found);
    }
    return sessions;
}

} // namespace

Result<QList<FoundSession>> SessionQueries::find(ServerContext &context, const SessionSearch &search) const
{
    return findSessions(context, search, ExperienceSessionId());
}

Result<std::optional<FoundSession>> SessionQueries::read(ServerContext &context, const ExperienceSessionId &session,
                                                         const TenantId &tenant) const
{
    SessionSearch search;
    search.tenant = tenant;
    search.window = {QDateTime(QDate(1900, 1, 1), QTime(0, 0), Qt::UTC),
                     QDateTime(QDate(2300, 1, 1), QTime(0, 0), Qt::UTC)};
    ROOST_ASSIGN(const QList<FoundSession> found, findSessions(context, search, session));
    return found.isEmpty() ? std::nullopt : std::optional(found.first());
}

Result<QList<SessionSeat>> SessionQueries::seats(ServerContext &context, const ExperienceSessionId &session,
                                                 const TenantId &tenant) const
{
    ROOST_ASSIGN(const auto found, loadSessionWithSeats(context.database, session, tenant, context.clock.nowUtc()));
    return found ? found->seats : QList<SessionSeat>();
}

Result<TenantId> SessionQueries::tenantOfPublished(Database &database, const ExperienceSessionId &session)
{
    ROOST_ASSIGN(Statement find, database.statement(u"schedules/tenant_of_published_session"_s));
    find.bind(u":session_id"_s, session);
    ROOST_TRY(find.exec());
    return find.next() ? find.id<TenantId>(0) : TenantId();
}

} // namespace roost
