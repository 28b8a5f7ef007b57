// What a host could do instead when nights are taken: other units, other dates, moves of others, shorter blocks. The
// JSON is that of docs/sync.md ("Merging"). Inside a transaction of the tenant; nothing is changed.
#pragma once

#include "MoveProposals.h"

#include "server/inventory/Wish.h"

namespace roost {

struct OfferQuestion
{
    StayWish stay; // of one unit; that which can't be had
    bool overridesRules = false;
    BookingId changing; // whose own claims don't count; null: a new booking
    bool mayMoveOthers = false;
};

class BookingOffers
{
public:
    static constexpr int kMostUnits = 3;
    static constexpr int kMostDates = 3;
    static constexpr int kWithinDays = 7;
    static constexpr int kMostParts = 8;

    BookingOffers(ServerContext &context, const Caller &caller);

    // The units first, then moves, then dates, the nearest first. Empty: nothing helps.
    Result<QJsonArray> forStay(const OfferQuestion &question);
    // How others could move so that a request can be accepted.
    Result<QJsonArray> forRequest(const BookingId &booking);
    // The parts of a block's range that are free, in order.
    Result<QJsonArray> forBlock(const ListingId &listing, const UnitId &unit, const StayDates &dates);

private:
    struct Fit;
    Result<std::optional<Fit>> fit(const OfferQuestion &question, const StayWish &stay);
    Result<void> addUnits(const OfferQuestion &question, QJsonArray &offers);
    Result<void> addDates(const OfferQuestion &question, QJsonArray &offers);
    Result<void> addMoves(const ListingId &listing, const StayDates &dates, QJsonValue totalMinor, QJsonArray &offers);

    ServerContext &m_context;
    const Caller &m_caller;
    QDateTime m_nowUtc;
    StayTerms m_terms;
};

} // namespace roost
