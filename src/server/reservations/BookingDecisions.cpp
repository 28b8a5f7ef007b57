#include "BookingDecisions.h"

#include "DatesTaken.h"

#include "domain/pricing/QuoteEngine.h"
#include "server/tenancy/AuditTrail.h"

namespace roost {

using namespace Qt::StringLiterals;

namespace {

constexpr int kLongestMessage = 5000;

tl::unexpected<Error> bookingChanged(BookingStatus status, int revision)
{
    return fail(ErrorCode::BookingChanged, u"This booking has changed meanwhile. Look at it again, then decide."_s, {},
                {{u"status"_s, bookingStatusName(status)}, {u"revision"_s, revision}});
}

QJsonObject reasonJson(const QString &reason)
{
    return reason.isEmpty() ? QJsonObject() : QJsonObject{{u"reason"_s, reason}};
}

} // namespace

BookingDecisions::BookingDecisions(ServerContext &context, const Caller &caller, BookingActor actor)
    : m_context(context)
    , m_caller(caller)
    , m_actor(actor)
    , m_nowUtc(context.clock.nowUtc())
    , m_bookings(context.database, caller.tenant, m_nowUtc)
    , m_claims(context.database, caller.tenant, m_nowUtc)
{
}

Result<Booking> BookingDecisions::load(const BookingId &id, std::optional<int> expectedRevision)
{
    ROOST_ASSIGN(const auto booking, m_bookings.find(id));
    if (!booking)
        return fail(ErrorCode::NotFound, u"There is no such booking."_s);
    if (expectedRevision && *expectedRevision != booking->revision)
        return bookingChanged(booking->status, booking->revision);
    return *booking;
}

Result<Booking> BookingDecisions::look(const BookingId &id)
{
    ROOST_ASSIGN(const auto booking, m_bookings.look(id));
    if (!booking)
        return fail(ErrorCode::NotFound, u"There is no such booking."_s);
    return *booking;
}

Result<StayTerms> BookingDecisions::terms(const ListingId &listing)
{
    ROOST_ASSIGN(auto found, ListingRepository(m_context.database, m_caller.tenant).findTerms(listing));
    if (!found)
        return fail(ErrorCode::NotFound, u"There is no such listing. It may have been removed."_s);
    return *std::move(found);
}

Result<void> BookingDecisions::checkRequest(const BookingRequest &request, const StayTerms &terms) const
{
    if (!terms.isPublished || !terms.basePrice)
        return fail(ErrorCode::ListingUnavailable, u"This listing can't be booked at the moment. Choose another."_s);
    if (request.message.size() > kLongestMessage || request.message.contains(QChar(u'\0'))) {
        return fail(ErrorCode::Validation, u"A message has %1 characters at most."_s.arg(kLongestMessage), {},
                    {{u"field"_s, u"message"_s}});
    }
    const RatePlan plan;
    const DayRates dayRates;
    return checkStay(request.dates, {request.guests}, {terms.rules, plan, dayRates, terms.clock, m_nowUtc});
}

tl::unexpected<Error> BookingDecisions::taken(const ListingId &listing, const StayTerms &terms, const StayDates &dates)
{
    // Who else is there is the host's to know.
    if (m_actor == BookingActor::Guest)
        return datesTaken({});
    const auto entries = m_claims.taken(listing, UnitId(), terms.clock.occupied(dates));
    if (!entries)
        return fail(entries.error());
    return datesTaken(*entries);
}

Result<Booking> BookingDecisions::request(const BookingRequest &request, const StayTerms &terms)
{
    ROOST_TRY(checkRequest(request, terms));
    NewBooking made;
    PriceBasis basis;
    basis.currency = terms.currency;
    basis.basePriceMinor = terms.basePrice->minor;
    ROOST_ASSIGN(made.quote, quoteStay(basis, {request.dates, request.guests}, {terms.clock.today(m_nowUtc)}));
    ROOST_ASSIGN(const UnitPick pick, m_claims.bestFreeUnits(request.listing, terms, request.dates));
    if (pick.claims.isEmpty())
        return taken(request.listing, terms, request.dates);
    const bool takesUnit = terms.instantBook || terms.holdsPending;
    made.message = request.message;
    Booking &booking = made.booking;
    booking.id = request.id.isNull() ? BookingId::create() : request.id;
    booking.tenant = m_caller.tenant;
    booking.listing = request.listing;
    booking.unit = takesUnit ? pick.claims.first().unit : UnitId();
    booking.guest = m_caller.user;
    booking.status = terms.instantBook ? BookingStatus::Confirmed : BookingStatus::Pending;
    booking.dates = request.dates;
    booking.guests = request.guests;
    booking.totalMinor = made.quote.total.minor;
    booking.currency = made.quote.total.currency.code();
    booking.expiresAt = terms.instantBook ? QDateTime() : m_nowUtc.addSecs(BookingService::kAnswerHours * 3600);
    booking.revision = 1;
    ROOST_ASSIGN(booking.code, m_bookings.insert(made));
    if (takesUnit) {
        ROOST_ASSIGN(const auto obstacle, m_claims.takeAll(pick.claims, Claimant::of(booking.id, booking.expiresAt)));
        if (obstacle)
            return taken(request.listing, terms, request.dates);
    }
    ROOST_TRY(appendAudit(m_context.database, m_caller,
                          {u"booking.request"_s,
                           u"booking"_s,
                           booking.id.uuid(),
                           {},
                           bookingStatusName(booking.status),
                           {{u"actor"_s, bookingActorName(m_actor)}}}));
    return booking;
}

Result<Booking> BookingDecisions::confirm(const Booking &booking, const StayTerms &terms, const QString &reason)
{
    ROOST_ASSIGN(const BookingStatus to, bookingAfter(booking.status, BookingAction::Accept, m_actor));
    if (booking.expiresAt.isValid() && booking.expiresAt <= m_nowUtc) {
        return fail(ErrorCode::HoldExpired,
                    u"This request wasn't answered in time and has expired. Ask the guest to book again."_s);
    }
    ROOST_ASSIGN(UnitId unit, m_claims.bookHeld(booking.id));
    if (unit.isNull()) {
        ROOST_ASSIGN(const UnitPick pick, m_claims.bestFreeUnits(booking.listing, terms, booking.dates));
        if (pick.claims.isEmpty())
            return taken(booking.listing, terms, booking.dates);
        unit = pick.claims.first().unit;
        ROOST_ASSIGN(const auto obstacle, m_claims.takeAll(pick.claims, Claimant::of(booking.id)));
        if (obstacle)
            return taken(booking.listing, terms, booking.dates);
    }
    return move(booking, BookingAction::Accept, {.to = to, .unit = unit, .endedBy = {}, .refund = {}},
                reasonJson(reason));
}

Result<QList<BookingId>> BookingDecisions::declineRivals(const Booking &booking, const StayTerms &terms)
{
    ROOST_ASSIGN(const QList<Booking> rivals, m_bookings.rivals(booking, terms.clock.preparationDays));
    QList<BookingId> declined;
    for (const Booking &rival : rivals) {
        ROOST_ASSIGN(const UnitPick pick, m_claims.bestFreeUnits(rival.listing, terms, rival.dates));
        if (!pick.claims.isEmpty())
            continue;
        ROOST_TRY(move(rival, BookingAction::Decline,
                       {.to = BookingStatus::Declined, .unit = {}, .endedBy = u"system"_s, .refund = {}},
                       {{u"reason"_s, u"dates_taken"_s}, {u"by"_s, booking.id.toString()}}));
        declined << rival.id;
    }
    return declined;
}

Result<Booking> BookingDecisions::endBy(const Booking &booking, BookingAction action, const QString &reason,
                                        const QJsonObject &refund)
{
    ROOST_ASSIGN(const BookingStatus to, bookingAfter(booking.status, action, m_actor));
    ROOST_TRY(m_claims.release(booking.id));
    return move(booking, action, {.to = to, .unit = {}, .endedBy = bookingActorName(m_actor), .refund = refund},
                reasonJson(reason));
}

Result<Booking> BookingDecisions::move(const Booking &booking, BookingAction action, const BookingMove &step,
                                       const QJsonObject &detail)
{
    ROOST_ASSIGN(const bool moved, m_bookings.move(booking, step));
    if (!moved)
        return bookingChanged(booking.status, booking.revision);
    QJsonObject noted = detail;
    noted.insert(u"actor"_s, bookingActorName(m_actor));
    ROOST_TRY(appendAudit(m_context.database, m_caller,
                          {u"booking."_s + bookingActionName(action), u"booking"_s, booking.id.uuid(),
                           bookingStatusName(booking.status), bookingStatusName(step.to), noted}));
    Booking after = booking;
    after.status = step.to;
    after.revision = booking.revision + 1;
    if (!step.unit.isNull())
        after.unit = step.unit;
    return after;
}

} // namespace roost
