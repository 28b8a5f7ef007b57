#include "SessionService.h"

#include "PlanFailures.h"
#include "SessionPlan.h"
#include "SessionRepository.h"

#include "domain/PropertyZone.h"
#include "domain/scheduling/RecurrenceLimits.h"
#include "domain/scheduling/WallTime.h"
#include "server/inventory/Taken.h"
#include "server/tenancy/AuditTrail.h"
#include "server/tenancy/TenantWrite.h"

namespace roost {

using namespace Qt::StringLiterals;

namespace {

Result<void> checkMayEdit(const Caller &caller)
{
    if (!caller.may(Permission::EditListings))
        return fail(ErrorCode::Forbidden, u"Only an owner or a manager can change sessions. Ask one of them."_s);
    return {};
}

tl::unexpected<Error> noSuchSession()
{
    return fail(ErrorCode::NotFound, u"There is no such session. It may have been removed."_s);
}

tl::unexpected<Error> wrong(const QString &field, const QString &text)
{
    return fail(ErrorCode::Validation, text, {}, {{u"field"_s, field}});
}

Result<QTimeZone> zoneOfExperience(SessionRepository &repository, const ListingId &listing)
{
    ROOST_ASSIGN(const auto found, repository.findListing(listing));
    if (!found)
        return fail(ErrorCode::NotFound, u"There is no such listing. It may have been removed."_s);
    if (found->kind != "experience"_L1)
        return fail(ErrorCode::ListingUnavailable, u"Only a listing of kind experience has sessions."_s);
    return propertyZone(found->timeZone);
}

Result<void> audit(ServerContext &context, const Caller &caller, const QString &action,
                   const ExperienceSessionId &session, const QString &to, const QJsonObject &detail = {})
{
    const QString from = action == "session.create"_L1 ? QString() : u"scheduled"_s;
    return appendAudit(context.database, caller, {action, u"experience_session"_s, session.uuid(), from, to, detail});
}

Result<CreatedSessions> createSingle(SessionRepository &repository, const ListingId &listing, const NewSession &session,
                                     const QTimeZone &zone, const QDateTime &nowUtc)
{
    ROOST_ASSIGN(const SeatPlan plan, SeatPlan::fromJson(session.seatPlan));
    ROOST_TRY(checkSessionPrices(session.prices, plan));
    ROOST_ASSIGN(const InstantRange during, singleSession(session.startsLocal, session.durationMinutes, zone, nowUtc));
    const ExperienceSessionId id = session.id.isNull() ? ExperienceSessionId::create() : session.id;
    ROOST_TRY(repository.insertSessions(listing, SeriesId(), QString::fromLatin1(zone.id()), {{id, during}},
                                        session.seatPlan, plan, session.prices));
    return CreatedSessions{SeriesId(), {id}};
}

Result<CreatedSessions> createSeries(SessionRepository &repository, const ListingId &listing, const NewSession &session,
                                     const QTimeZone &zone, const QDateTime &nowUtc)
{
    ROOST_ASSIGN(const SeatPlan plan, SeatPlan::fromJson(session.seatPlan));
    ROOST_TRY(checkSessionPrices(session.prices, plan));
    ROOST_ASSIGN(const SeriesTimes times, seriesTimes(session, zone, nowUtc));
    ROOST_TRY(checkSeriesSize(times.sessions.size(), plan.seats.size()));
    CreatedSessions created{SeriesId::create(), {}};
    QList<NewSessionRow> rows;
    for (const InstantRange &during : times.sessions) {
        created.sessions << ExperienceSessionId::create();
        rows << NewSessionRow{created.sessions.last(), during};
    }
    const QString zoneName = QString::fromLatin1(zone.id());
    ROOST_TRY(repository.insertSeries({created.series, listing, times.firstLocal, zoneName, session.durationMinutes,
                                       times.rrule, times.exdates, times.rdates, session.seatPlan, session.prices}));
    ROOST_TRY(
        repository.insertSessions(listing, created.series, zoneName, rows, session.seatPlan, plan, session.prices));
    return created;
}

// One more session of a series that exists. It comes back if the series left it out.
Result<CreatedSessions> addToSeries(SessionRepository &repository, const ListingId &listing, const NewSession &session,
                                    const QDateTime &nowUtc)
{
    ROOST_ASSIGN(auto series, repository.findSeries(session.series));
    if (!series || series->listing != listing)
        return fail(ErrorCode::NotFound, u"The listing has no such series of sessions."_s);
    NewSession whole = session;
    whole.durationMinutes = session.durationMinutes > 0 ? session.durationMinutes : series->durationMinutes;
    whole.seatPlan = session.seatPlan.isEmpty() ? series->seatPlan : session.seatPlan;
    whole.prices = session.prices.isEmpty() ? series->prices : session.prices;
    ROOST_ASSIGN(const SeatPlan plan, SeatPlan::fromJson(whole.seatPlan));
    ROOST_TRY(checkSessionPrices(whole.prices, plan));
    ROOST_ASSIGN(const QTimeZone zone, propertyZone(series->timeZone));
    ROOST_ASSIGN(const InstantRange during, singleSession(whole.startsLocal, whole.durationMinutes, zone, nowUtc));
    ROOST_ASSIGN(const SeriesSessions others, repository.sessionsOf(series->id, during.from));
    if (others.hasOneThen)
        return wrong(u"starts_local"_s, u"The series has a session at this time already."_s);
    ROOST_TRY(checkSeriesSize(others.count + 1, plan.seats.size()));
    if (series->exdates.removeAll(whole.startsLocal) == 0)
        series->rdates << whole.startsLocal;
    ROOST_TRY(repository.setExceptions(series->id, series->exdates, series->rdates));
    const ExperienceSessionId id = session.id.isNull() ? ExperienceSessionId::create() : session.id;
    ROOST_TRY(repository.insertSessions(listing, series->id, series->timeZone, {{id, during}}, whole.seatPlan, plan,
                                        whole.prices));
    return CreatedSessions{series->id, {id}};
}

// The series of a session leaves its time out, and has another instead if there is one.
Result<void> leaveOut(SessionRepository &repository, const SessionRow &session, const QDateTime &insteadUtc = {})
{
    if (session.series.isNull())
        return {};
    ROOST_ASSIGN(auto series, repository.findSeries(session.series));
    if (!series)
        return {};
    ROOST_ASSIGN(const QTimeZone zone, propertyZone(series->timeZone));
    const QString before = wallTimeText(wallTimeAt(session.during.from, zone));
    if (series->rdates.removeAll(before) == 0)
        series->exdates << before;
    if (insteadUtc.isValid()) {
        const QString after = wallTimeText(wallTimeAt(insteadUtc, zone));
        if (series->exdates.removeAll(after) == 0)
            series->rdates << after;
    }
    return repository.setExceptions(series->id, series->exdates, series->rdates);
}

tl::unexpected<Error> seatsInUse(const SessionUse &use, const QDateTime &nowUtc)
{
    QJsonObject details =
        use.liveBookings.isEmpty() && !use.wasEverBooked ? holdDetails(use.holdsEndAt, nowUtc) : QJsonObject();
    details.insert(u"bookings"_s, use.liveBookings.size());
    details.insert(u"holds"_s, use.holds.size());
    return fail(ErrorCode::SeatsTaken,
                u"Guests have seats at this time. Cancel the session, or move its guests first."_s, {}, details);
}

Result<SessionRow> lockedSession(SessionRepository &repository, const ExperienceSessionId &id)
{
    ROOST_ASSIGN(const auto session, repository.findSession(id));
    if (!session)
        return noSuchSession();
    return *session;
}

Result<void> checkOpen(const SessionRow &session, const QDateTime &until, const QDateTime &nowUtc)
{
    if (session.status != "scheduled"_L1)
        return fail(ErrorCode::InvalidTransition, u"This session is cancelled."_s);
    if (until <= nowUtc)
        return fail(ErrorCode::InvalidTransition, u"It is too late to change this session."_s);
    return {};
}

Result<InstantRange> changedTime(const SessionRow &session, const SessionChange &change, const QDateTime &nowUtc)
{
    ROOST_ASSIGN(const QTimeZone zone, propertyZone(session.timeZone));
    const qint64 minutes = change.durationMinutes.value_or(session.during.from.secsTo(session.during.to) / 60);
    if (change.startsLocal)
        return singleSession(*change.startsLocal, minutes, zone, nowUtc);
    ROOST_TRY(checkSessionDuration(minutes));
    return InstantRange{session.during.from, session.during.from.addSecs(minutes * 60)};
}

} // namespace

Result<CreatedSessions> SessionService::create(ServerContext &context, const Caller &caller, const ListingId &listing,
                                               const NewSession &session) const
{
    ROOST_TRY(checkMayEdit(caller));
    const QDateTime nowUtc = context.clock.nowUtc();
    ROOST_ASSIGN(TenantWrite write, TenantWrite::begin(context, caller.tenant, caller.user));
    SessionRepository repository(context.database, caller.tenant, nowUtc);
    ROOST_ASSIGN(const QTimeZone zone, zoneOfExperience(repository, listing));
    CreatedSessions created;
    if (!session.series.isNull()) {
        ROOST_ASSIGN(created, addToSeries(repository, listing, session, nowUtc));
    } else if (session.recurrence) {
        ROOST_ASSIGN(created, createSeries(repository, listing, session, zone, nowUtc));
    } else {
        ROOST_ASSIGN(created, createSingle(repository, listing, session, zone, nowUtc));
    }
    ROOST_TRY(audit(context, caller, u"session.create"_s, created.sessions.first(), u"scheduled"_s,
                    {{u"sessions"_s, created.sessions.size()}}));
    ROOST_TRY(write.commit());
    return created;
}

Result<void> SessionService::change(ServerContext &context, const Caller &caller, const ExperienceSessionId &id,
                                    const SessionChange &change) const
{
    ROOST_TRY(checkMayEdit(caller));
    if (change.prices)
        ROOST_TRY(checkSessionPrices(*change.prices));
    const QDateTime nowUtc = context.clock.nowUtc();
    ROOST_ASSIGN(TenantWrite write, TenantWrite::begin(context, caller.tenant, caller.user));
    SessionRepository repository(context.database, caller.tenant, nowUtc);
    ROOST_ASSIGN(SessionRow session, lockedSession(repository, id));
    ROOST_TRY(checkOpen(session, session.during.from, nowUtc));
    ROOST_ASSIGN(const InstantRange during, changedTime(session, change, nowUtc));
    if (during.from != session.during.from || during.to != session.during.to) {
        ROOST_ASSIGN(const SessionUse use, repository.findUse(id));
        if (!use.liveBookings.isEmpty() || !use.holds.isEmpty())
            return seatsInUse(use, nowUtc);
        if (during.from != session.during.from)
            ROOST_TRY(leaveOut(repository, session, during.from));
    }
    session.during = during;
    session.prices = change.prices.value_or(session.prices);
    ROOST_TRY(repository.update(session));
    ROOST_TRY(audit(context, caller, u"session.change"_s, id, u"scheduled"_s));
    return write.commit();
}

Result<void> SessionService::cancel(ServerContext &context, const Caller &caller, const ExperienceSessionId &id,
                                    const QString &reason, const EndReservations &endReservations) const
{
    ROOST_TRY(checkMayEdit(caller));
    const QDateTime nowUtc = context.clock.nowUtc();
    ROOST_ASSIGN(TenantWrite write, TenantWrite::begin(context, caller.tenant, caller.user));
    SessionRepository repository(context.database, caller.tenant, nowUtc);
    ROOST_ASSIGN(const SessionRow session, lockedSession(repository, id));
    ROOST_TRY(checkOpen(session, session.during.to, nowUtc));
    ROOST_ASSIGN(const SessionUse use, repository.findUse(id));
    // First of all, so that what the end of a booking frees is offered to nobody.
    ROOST_TRY(repository.cancel(id));
    ROOST_TRY(endReservations(context, caller, use.liveBookings, use.holds));
    ROOST_ASSIGN(const SessionUse left, repository.findUse(id));
    if (!left.liveBookings.isEmpty() || !left.holds.isEmpty())
        return seatsInUse(left, nowUtc);
    ROOST_TRY(leaveOut(repository, session));
    ROOST_TRY(audit(context, caller, u"session.cancel"_s, id, u"cancelled"_s,
                    {{u"why"_s, reason}, {u"bookings"_s, use.liveBookings.size()}}));
    return write.commit();
}

Result<void> SessionService::remove(ServerContext &context, const Caller &caller, const ExperienceSessionId &id) const
{
    ROOST_TRY(checkMayEdit(caller));
    const QDateTime nowUtc = context.clock.nowUtc();
    ROOST_ASSIGN(TenantWrite write, TenantWrite::begin(context, caller.tenant, caller.user));
    SessionRepository repository(context.database, caller.tenant, nowUtc);
    ROOST_ASSIGN(const SessionRow session, lockedSession(repository, id));
    ROOST_ASSIGN(const SessionUse use, repository.findUse(id));
    if (use.wasEverBooked) {
        return fail(ErrorCode::ListingUnavailable,
                    u"This session has bookings, which stay in the books. Cancel it instead."_s);
    }
    if (!use.holds.isEmpty())
        return seatsInUse(use, nowUtc);
    if (session.status == "scheduled"_L1)
        ROOST_TRY(leaveOut(repository, session));
    ROOST_TRY(repository.remove(id));
    ROOST_TRY(audit(context, caller, u"session.remove"_s, id, QString()));
    return write.commit();
}

} // namespace roost
