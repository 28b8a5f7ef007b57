// The sessions of experiences: made one by one or as a series, moved, cancelled, removed. Services hold nothing; the
// caller's thread and its connection do the work. Each function works alone and inside a transaction of the caller.
#pragma once

#include "common/Id.h"
#include "server/tenancy/Caller.h"
#include "server/tenancy/ServerContext.h"

#include <QJsonObject>

#include <functional>

namespace roost {

// Sessions that repeat: an RRULE (server/schedules/Recurrence.h) whose first session is the new one, and wall times
// (domain/scheduling/WallTime.h) that are left out of it or added to it.
struct NewRecurrence
{
    QString rrule;
    QStringList exdates; // "2027-07-09T19:00"
    QStringList rdates;
};

struct NewSession
{
    ExperienceSessionId id;     // of a single one; null: the service makes one
    QString startsLocal;        // on the clock of the listing's zone: "2027-07-02T19:00"
    qint64 durationMinutes = 0; // of another session of a series; 0: as long as the series'
    QJsonObject seatPlan;       // domain/scheduling/SeatPlan.h; empty in a series that exists: the series'
    QJsonObject prices;         // minor units by tier ("" for seats without one) that win over the listing's
    std::optional<NewRecurrence> recurrence;
    SeriesId series; // not null: one more session of this series
};

struct CreatedSessions
{
    SeriesId series;                     // null: a single session
    QList<ExperienceSessionId> sessions; // by beginning
};

// What is to be changed; empty: stays.
struct SessionChange
{
    std::optional<QString> startsLocal;
    std::optional<qint64> durationMinutes;
    std::optional<QJsonObject> prices;
};

// Ends the bookings and requests, and the holds, of a session that is cancelled: supplied by whoever knows
// server/reservations. Runs in the cancelling transaction; afterwards none of them may be left.
using EndReservations = std::function<Result<void>(ServerContext &context, const Caller &caller,
                                                   const QList<BookingId> &bookings, const QList<HoldId> &holds)>;

class SessionService
{
public:
    // Wall time is kept over changes of the clock: an occurrence that daylight saving skips begins when the clock
    // jumps, one that happens twice at the first time. A single session at a time that is skipped is refused.
    //
    // Forbidden unless the caller may EditListings; NotFound: no such listing or series; ListingUnavailable: it is no
    // experience. Validation (details.field): a rule that is malformed, endless or gives no session at the beginning,
    // more than kMostOccurrences sessions, more than kMostSeatsOfSeries seats, times that have passed, exceptions that
    // the rule doesn't have, a seat plan or prices that are wrong. AlreadyExists when the id is used.
    Result<CreatedSessions> create(ServerContext &context, const Caller &caller, const ListingId &listing,
                                   const NewSession &session) const;

    // NotFound, Forbidden, Validation. Another time is refused with SeatsTaken while somebody has booked, asked for or
    // holds seats (details.bookings: how many; hold_ends_at and retry_after when holds alone are in the way): guests
    // agreed to the time. Cancel the session, or move its guests first. InvalidTransition: it has begun or is
    // cancelled.
    Result<void> change(ServerContext &context, const Caller &caller, const ExperienceSessionId &session,
                        const SessionChange &change) const;

    // The session's bookings are cancelled and its holds ended by endReservations, in the same transaction. Of a series
    // this one alone, which the series then leaves out. InvalidTransition: it is over or cancelled.
    Result<void> cancel(ServerContext &context, const Caller &caller, const ExperienceSessionId &session,
                        const QString &reason, const EndReservations &endReservations) const;

    // Removes a session in which nobody ever booked; of a series this one alone, which the series then leaves out.
    // ListingUnavailable: it has bookings, which stay in the books; SeatsTaken while somebody holds seats.
    Result<void> remove(ServerContext &context, const Caller &caller, const ExperienceSessionId &session) const;
};

} // namespace roost
