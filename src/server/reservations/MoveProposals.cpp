#include "MoveProposals.h"

#include "Agreement.h"
#include "BookingAccess.h"
#include "BookingDecisions.h"

#include "common/Json.h"
#include "server/inventory/Taken.h"
#include "server/tenancy/AuditTrail.h"
#include "server/tenancy/TenantTransaction.h"

namespace roost {

using namespace Qt::StringLiterals;

namespace {

struct Taken
{
    BookingId booking;
    QString code;
    int revision = 0;
};

struct House
{
    QList<UnitId> units;
    QStringList names;
    QList<UnitOccupation> occupations;
    QList<Taken> takenBy; // of each occupation
};

Result<House> houseAround(Database &database, const TenantId &tenant, const ListingId &listing,
                          const InstantRange &during, const QDateTime &nowUtc)
{
    ROOST_ASSIGN(Statement find, database.statement(u"reservations/units_to_move_between"_s));
    find.bind(u":listing_id"_s, listing)
        .bind(u":tenant_id"_s, tenant)
        .bind(u":from"_s, during.from.toString(Qt::ISODateWithMs))
        .bind(u":to"_s, during.to.toString(Qt::ISODateWithMs))
        .bind(u":now"_s, nowUtc.toString(Qt::ISODateWithMs));
    ROOST_TRY(find.exec());
    House house;
    while (find.next()) {
        const auto unit = find.id<UnitId>(0);
        if (house.units.isEmpty() || house.units.last() != unit) {
            house.units << unit;
            house.names << find.text(1);
        }
        if (find.isNull(5))
            continue;
        house.occupations << UnitOccupation{
            static_cast<int>(house.units.size()) - 1, {find.timestamp(5), find.timestamp(6)}, find.boolean(7)};
        house.takenBy << Taken{find.id<BookingId>(2), find.text(3), static_cast<int>(find.integer(4))};
    }
    return house;
}

} // namespace

QJsonObject RoomProposal::toJson() const
{
    QJsonArray array;
    for (const ProposedMove &move : moves) {
        array << QJsonObject{{u"booking_id"_s, move.booking.toString()},
                             {u"code"_s, move.code},
                             {u"from_unit_id"_s, move.from.toString()},
                             {u"to_unit_id"_s, move.to.toString()},
                             {u"to_unit_name"_s, move.toName}};
    }
    return {{u"unit_id"_s, unit.toString()}, {u"unit_name"_s, unitName}, {u"moves"_s, array}};
}

MoveProposals::MoveProposals(ServerContext &context, const Caller &caller)
    : m_context(context)
    , m_caller(caller)
    , m_nowUtc(context.clock.nowUtc())
{
}

Result<std::optional<RoomProposal>> MoveProposals::propose(const ListingId &listing, const StayDates &dates)
{
    ROOST_ASSIGN(const auto terms, ListingRepository(m_context.database, m_caller.tenant).findTerms(listing));
    if (!terms)
        return std::optional<RoomProposal>();
    const InstantRange wanted = terms->clock.occupied(dates);
    ROOST_ASSIGN(const House house, houseAround(m_context.database, m_caller.tenant, listing, wanted, m_nowUtc));
    const auto found = proposeMoves(static_cast<int>(house.units.size()), house.occupations, wanted);
    if (!found)
        return std::optional<RoomProposal>();
    RoomProposal proposal{house.units[found->unit], house.names[found->unit], {}};
    for (const UnitMove &move : found->moves) {
        const UnitOccupation &occupation = house.occupations[move.occupation];
        const Taken &taken = house.takenBy[move.occupation];
        proposal.moves << ProposedMove{taken.booking,
                                       taken.code,
                                       taken.revision,
                                       occupation.during,
                                       house.units[occupation.unit],
                                       house.units[move.toUnit],
                                       house.names[move.toUnit]};
    }
    return std::optional(proposal);
}

Result<void> MoveProposals::carryOut(const RoomProposal &proposal)
{
    UnitClaims claims(m_context.database, m_caller.tenant, m_nowUtc);
    // All leave before the first one comes back: they may be in each other's way.
    for (const ProposedMove &move : proposal.moves)
        ROOST_TRY(claims.release(move.booking));
    for (const ProposedMove &move : proposal.moves) {
        const PlannedClaim claim{move.to, move.during, ClaimRole::Unit, move.toName, {}};
        ROOST_ASSIGN(const auto obstacle, claims.takeAll({claim}, Claimant::of(move.booking)));
        if (obstacle)
            return takenError(u"stay"_s, {});
        ROOST_TRY(store(move));
    }
    return {};
}

Result<void> MoveProposals::store(const ProposedMove &move)
{
    const PlannedClaim claim{move.to, move.during, ClaimRole::Unit, move.toName, {}};
    ROOST_ASSIGN(Statement update, m_context.database.statement(u"reservations/move_to_unit"_s));
    update.bind(u":id"_s, move.booking)
        .bind(u":tenant_id"_s, m_caller.tenant)
        .bind(u":unit_id"_s, move.to)
        .bind(u":items"_s, QString::fromUtf8(compactJson(itemsJson({claim}))))
        .bind(u":revision"_s, move.revision)
        .bind(u":now"_s, m_nowUtc.toString(Qt::ISODateWithMs));
    ROOST_TRY(update.exec());
    if (update.rowsAffected() != 1)
        return bookingChanged(BookingStatus::Confirmed, move.revision);
    const QString confirmed = bookingStatusName(BookingStatus::Confirmed);
    return appendAudit(m_context.database, m_caller,
                       {u"booking.change"_s,
                        u"booking"_s,
                        move.booking.uuid(),
                        confirmed,
                        confirmed,
                        {{u"actor"_s, bookingActorName(BookingActor::Host)},
                         {u"reason"_s, u"moved_to_make_room"_s},
                         {u"before"_s, QJsonObject{{u"unit_id"_s, move.from.toString()}}},
                         {u"after"_s, QJsonObject{{u"unit_id"_s, move.to.toString()}}}}});
}

Result<QJsonObject> movesFor(ServerContext &context, const Caller &caller, const BookingId &id)
{
    ROOST_TRY(checkMayDecide(caller));
    ROOST_ASSIGN(TenantTransaction read, TenantTransaction::beginRead(context, caller.tenant, caller.user));
    ROOST_ASSIGN(const Booking booking, BookingDecisions(context, caller, BookingActor::Host).look(id));
    QJsonObject json{{u"booking_id"_s, id.toString()}, {u"proposal"_s, QJsonValue::Null}};
    if (booking.isStay() && booking.status == BookingStatus::Pending && booking.unit.isNull()) {
        ROOST_ASSIGN(const auto proposal, MoveProposals(context, caller).propose(booking.listing, booking.dates));
        if (proposal)
            json.insert(u"proposal"_s, proposal->toJson());
    }
    ROOST_TRY(read.commit());
    return json;
}

} // namespace roost
