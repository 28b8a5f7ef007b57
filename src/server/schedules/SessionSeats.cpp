#include "SessionSeats.h"

#include "common/Json.h"

namespace roost {

using namespace Qt::StringLiterals;

namespace {

Result<SessionWithSeats> sessionOf(const Statement &row, const ExperienceSessionId &id)
{
    SessionWithSeats session;
    session.id = id;
    session.tenant = row.id<TenantId>(0);
    session.listing = row.id<ListingId>(1);
    session.title = row.text(2);
    session.isPublished = row.boolean(3);
    session.instantBook = row.boolean(4);
    session.holdsPending = row.boolean(5);
    session.startsAt = row.timestamp(6);
    session.endsAt = row.timestamp(7);
    session.timeZone = row.text(8);
    session.status = row.text(9);
    ROOST_ASSIGN(session.currency, Currency::fromCode(row.text(10)));
    if (!row.isNull(11))
        session.basePrice = Money{row.integer(11), session.currency};
    ROOST_ASSIGN(session.prices, parseJsonObject(row.text(12).toUtf8()));
    return session;
}

SessionSeat seatOf(const Statement &row)
{
    SessionSeat seat;
    seat.id = row.id<UnitId>(13);
    seat.name = row.text(14);
    seat.row = row.text(15);
    seat.number = static_cast<int>(row.integer(16));
    seat.tier = row.text(17);
    seat.accessible = row.boolean(18);
    seat.position = static_cast<int>(row.integer(19));
    seat.state = row.text(20);
    seat.holdEndsAt = row.isNull(21) ? QDateTime() : row.timestamp(21);
    return seat;
}

} // namespace

Result<std::optional<SessionWithSeats>> loadSessionWithSeats(Database &database, const ExperienceSessionId &id,
                                                             const TenantId &tenant, const QDateTime &nowUtc,
                                                             const OwnClaims &own)
{
    ROOST_ASSIGN(Statement find, database.statement(u"schedules/session_seats"_s));
    find.bind(u":session_id"_s, id)
        .bind(u":tenant_id"_s, tenant)
        .bind(u":now"_s, nowUtc.toString(Qt::ISODateWithMs))
        .bind(u":own_hold"_s, own.hold)
        .bind(u":own_booking"_s, own.booking);
    ROOST_TRY(find.exec());
    std::optional<SessionWithSeats> session;
    while (find.next()) {
        if (!session) {
            ROOST_ASSIGN(session, sessionOf(find, id));
        }
        session->seats << seatOf(find);
    }
    return session;
}

} // namespace roost
