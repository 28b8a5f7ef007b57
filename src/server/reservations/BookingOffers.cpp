#include "BookingOffers.h"

#include "StayPlanner.h"

#include "server/listings/ListingRepository.h"
#include "storage/Transaction.h"

#include <QSet>

namespace roost {

using namespace Qt::StringLiterals;

// Where a stay would be, and what it would cost.
struct BookingOffers::Fit
{
    UnitId unit;
    QString unitName;
    qint64 totalMinor = 0;
};

namespace {

QJsonObject offerJson(const QString &kind, const UnitId &unit, const QString &unitName, const StayDates &dates,
                      const QJsonValue &totalMinor)
{
    return {{u"kind"_s, kind},
            {u"unit_id"_s, unit.toString()},
            {u"unit_name"_s, unitName},
            {u"check_in"_s, dates.checkIn.toString(Qt::ISODate)},
            {u"check_out"_s, dates.checkOut.toString(Qt::ISODate)},
            {u"total_minor"_s, totalMinor}};
}

// Why a plan can't be offered, as against what makes it impossible to say.
bool isNoFit(ErrorCode code)
{
    switch (code) {
    case ErrorCode::DatesTaken:
    case ErrorCode::StayRuleBroken:
    case ErrorCode::Validation:
    case ErrorCode::ListingUnavailable:
    case ErrorCode::NotFound:
        return true;
    default:
        return false;
    }
}

StayDates moved(const StayDates &dates, int days)
{
    return {dates.checkIn.addDays(days), dates.checkOut.addDays(days)};
}

} // namespace

BookingOffers::BookingOffers(ServerContext &context, const Caller &caller)
    : m_context(context)
    , m_caller(caller)
    , m_nowUtc(context.clock.nowUtc())
{
}

Result<std::optional<BookingOffers::Fit>> BookingOffers::fit(const OfferQuestion &question, const StayWish &stay)
{
    UnitClaims claims(m_context.database, m_caller.tenant, m_nowUtc);
    ROOST_ASSIGN(const UnitPick pick, claims.bestFreeUnits(stay.listing, m_terms, stay.dates, 1, stay.unit));
    if (pick.claims.isEmpty())
        return std::optional<Fit>();
    PlanOptions options;
    options.own.booking = question.changing;
    options.hostKeepsRules = !question.overridesRules;
    const auto plan = StayPlanner().plan(m_context, m_caller, {stay, {}, {}}, options);
    if (!plan && isNoFit(plan.error().code))
        return std::optional<Fit>();
    if (!plan)
        return fail(plan.error());
    const PlannedClaim &claim = plan->claims.first();
    return std::optional(Fit{claim.unit, claim.name, plan->quote.total.minor});
}

Result<void> BookingOffers::addUnits(const OfferQuestion &question, QJsonArray &offers)
{
    if (question.stay.unit.isNull())
        return {};
    ROOST_ASSIGN(const auto units, ListingRepository(m_context.database, m_caller.tenant).units(question.stay.listing));
    for (const UnitId &unit : units) {
        if (offers.size() == kMostUnits)
            return {};
        StayWish stay = question.stay;
        stay.unit = unit;
        if (unit == question.stay.unit)
            continue;
        ROOST_ASSIGN(const auto found, fit(question, stay));
        if (found)
            offers << offerJson(u"unit"_s, found->unit, found->unitName, stay.dates, found->totalMinor);
    }
    return {};
}

Result<void> BookingOffers::addDates(const OfferQuestion &question, QJsonArray &offers)
{
    const QDate today = m_nowUtc.toTimeZone(m_terms.clock.zone).date();
    int found = 0;
    for (int distance = 1; distance <= kWithinDays; ++distance) {
        for (const int days : {distance, -distance}) {
            StayWish stay = question.stay;
            stay.dates = moved(question.stay.dates, days);
            if (found == kMostDates)
                return {};
            if (stay.dates.checkIn < today)
                continue;
            ROOST_ASSIGN(const auto place, fit(question, stay));
            if (!place)
                continue;
            offers << offerJson(u"dates"_s, place->unit, place->unitName, stay.dates, place->totalMinor);
            ++found;
        }
    }
    return {};
}

Result<void> BookingOffers::addMoves(const ListingId &listing, const StayDates &dates, QJsonValue totalMinor,
                                     QJsonArray &offers)
{
    MoveProposals moves(m_context, m_caller);
    ROOST_ASSIGN(const auto proposal, moves.propose(listing, dates));
    if (!proposal || proposal->moves.isEmpty())
        return {};
    QJsonObject offer = offerJson(u"moves"_s, proposal->unit, proposal->unitName, dates, totalMinor);
    offer.insert(u"moves"_s, proposal->toJson().value(u"moves"));
    offers << offer;
    return {};
}

Result<QJsonArray> BookingOffers::forStay(const OfferQuestion &question)
{
    QJsonArray offers;
    ROOST_ASSIGN(const auto terms,
                 ListingRepository(m_context.database, m_caller.tenant).findTerms(question.stay.listing));
    if (!terms || question.stay.units != 1)
        return offers;
    m_terms = *terms;
    // The booking leaves its place for as long as the others are looked at.
    ROOST_ASSIGN(Savepoint savepoint, Savepoint::begin(m_context.database));
    if (!question.changing.isNull()) {
        UnitClaims claims(m_context.database, m_caller.tenant, m_nowUtc);
        ROOST_TRY(claims.release(question.changing));
    }
    ROOST_TRY(addUnits(question, offers));
    if (question.mayMoveOthers && offers.isEmpty())
        ROOST_TRY(addMoves(question.stay.listing, question.stay.dates, QJsonValue::Null, offers));
    ROOST_TRY(addDates(question, offers));
    ROOST_TRY(savepoint.rollBack());
    return offers;
}

Result<QJsonArray> BookingOffers::forRequest(const BookingId &booking)
{
    QJsonArray offers;
    BookingRepository bookings(m_context.database, m_caller.tenant, m_nowUtc);
    ROOST_ASSIGN(const auto request, bookings.look(booking));
    if (!request || request->kind != u"stay")
        return offers;
    const QJsonValue total = request->totalMinor ? QJsonValue(*request->totalMinor) : QJsonValue(QJsonValue::Null);
    ROOST_TRY(addMoves(request->listing, request->dates, total, offers));
    return offers;
}

Result<QJsonArray> BookingOffers::forBlock(const ListingId &listing, const UnitId &unit, const StayDates &dates)
{
    QJsonArray offers;
    ROOST_ASSIGN(const auto terms, ListingRepository(m_context.database, m_caller.tenant).findTerms(listing));
    if (!terms)
        return offers;
    UnitClaims claims(m_context.database, m_caller.tenant, m_nowUtc);
    ROOST_ASSIGN(const QJsonArray taken, claims.taken(listing, unit, blockedRange(terms->clock, dates)));
    QSet<QDate> takenNights;
    for (const QJsonValue &entry : taken) {
        const bool isBooking = entry[u"kind"].toString() == u"booking";
        const int preparation = isBooking ? terms->clock.preparationDays : 0;
        const QDate left = QDate::fromString(entry[u"check_out"].toString(), Qt::ISODate).addDays(preparation);
        const QDate last = std::min(left, dates.checkOut);
        QDate night = std::max(QDate::fromString(entry[u"check_in"].toString(), Qt::ISODate), dates.checkIn);
        for (; night.isValid() && night < last; night = night.addDays(1))
            takenNights << night;
    }
    QDate from = dates.checkIn;
    for (QDate night = dates.checkIn; night <= dates.checkOut && offers.size() < kMostParts; night = night.addDays(1)) {
        if (night < dates.checkOut && !takenNights.contains(night))
            continue;
        if (from < night) {
            QJsonObject offer = offerJson(u"block"_s, unit, {}, {from, night}, {});
            offer.remove(u"total_minor"_s);
            offer.remove(u"unit_name"_s);
            offers << offer;
        }
        from = night.addDays(1);
    }
    return offers;
}

} // namespace roost
