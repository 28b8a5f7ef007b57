// The rows of sessions, their series and seats. Inside a TenantTransaction of the tenant; rules and permissions are the
// service's part.
#pragma once

#include "SessionService.h"

#include "domain/StayDates.h"
#include "domain/scheduling/SeatPlan.h"
#include "storage/Database.h"

namespace roost {

struct ExperienceListing
{
    QString kind;
    QString timeZone;
};

struct SeriesRow
{
    SeriesId id;
    ListingId listing;
    QDateTime firstLocal;
    QString timeZone;
    qint64 durationMinutes = 0;
    QString rrule;
    QStringList exdates;
    QStringList rdates;
    QJsonObject seatPlan;
    QJsonObject prices;
};

struct SessionRow
{
    ExperienceSessionId id;
    ListingId listing;
    SeriesId series; // null: none
    InstantRange during;
    QString timeZone;
    QString status;
    QJsonObject prices;
};

struct NewSessionRow
{
    ExperienceSessionId id;
    InstantRange during;
};

struct SeriesSessions
{
    qint64 count = 0;
    bool hasOneThen = false; // scheduled
};

// Who has to do with a session.
struct SessionUse
{
    QList<BookingId> liveBookings; // requests and confirmed ones
    QList<HoldId> holds;           // that run
    QDateTime holdsEndAt;          // UTC; the last of them
    bool wasEverBooked = false;
};

class SessionRepository
{
public:
    SessionRepository(Database &database, const TenantId &tenant, const QDateTime &nowUtc);

    Result<std::optional<ExperienceListing>> findListing(const ListingId &listing);
    Result<void> insertSeries(const SeriesRow &series);
    // With their seats, in one round trip.
    Result<void> insertSessions(const ListingId &listing, const SeriesId &series, const QString &timeZone,
                                const QList<NewSessionRow> &sessions, const QJsonObject &seatPlan, const SeatPlan &plan,
                                const QJsonObject &prices);
    // These lock the row until the transaction ends.
    Result<std::optional<SeriesRow>> findSeries(const SeriesId &series);
    Result<std::optional<SessionRow>> findSession(const ExperienceSessionId &session);
    Result<SeriesSessions> sessionsOf(const SeriesId &series, const QDateTime &startsAt);
    Result<SessionUse> findUse(const ExperienceSessionId &session);

    Result<void> setExceptions(const SeriesId &series, const QStringList &exdates, const QStringList &rdates);
    Result<void> update(const SessionRow &session);
    Result<void> cancel(const ExperienceSessionId &session);
    Result<void> remove(const ExperienceSessionId &session);

private:
    Database &m_database;
    TenantId m_tenant;
    QDateTime m_nowUtc;
};

} // namespace roost
