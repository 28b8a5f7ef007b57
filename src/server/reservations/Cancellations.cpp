#include "Cancellations.h"

#include "Agreement.h"
#include "BookingAccess.h"
#include "BookingDecisions.h"

#include "server/inventory/UnitClaims.h"
#include "server/tenancy/TenantTransaction.h"

namespace roost {

using namespace Qt::StringLiterals;

namespace {

CancelledBy cancelledBy(BookingActor actor)
{
    switch (actor) {
    case BookingActor::Guest:
        return CancelledBy::Guest;
    case BookingActor::Host:
        return CancelledBy::Host;
    case BookingActor::Platform:
    case BookingActor::System:
        break;
    }
    return CancelledBy::Platform;
}

std::optional<Quote> quoteOf(const Booking &booking)
{
    if (auto stored = Quote::fromJson(booking.quote))
        return *std::move(stored);
    const auto currency = Currency::fromCode(booking.currency);
    if (!booking.totalMinor || !currency)
        return std::nullopt;
    return agreedQuote({*booking.totalMinor, *currency});
}

CancellationPolicy policyOf(const Booking &booking)
{
    const auto stored = CancellationPolicy::fromJson(booking.policy);
    return stored ? *stored : CancellationPolicy();
}

StartOf startOf(const Booking &booking, const StayClock &clock)
{
    if (booking.isStay())
        return {clock.occupied(booking.dates).from, clock.zone};
    return {booking.startsAt, QTimeZone(booking.timeZone.toLatin1())};
}

QJsonArray stepsJson(const Quote &quote)
{
    return quote.toJson().value("cancellation"_L1).toArray();
}

QJsonObject previewJson(const Booking &booking, const StayClock &clock, BookingActor by, const QDateTime &nowUtc)
{
    QJsonObject json{{u"refund"_s, QJsonValue::Null}, {u"steps"_s, QJsonArray()}};
    if (const auto refund = refundOf(booking, clock, by, nowUtc))
        json.insert(u"refund"_s, refund->toJson());
    auto quote = quoteOf(booking);
    if (quote && by == BookingActor::Guest) {
        quote->cancellation = cancellationSchedule(*quote, policyOf(booking), startOf(booking, clock), nowUtc);
        json.insert(u"steps"_s, stepsJson(*quote));
    }
    return json;
}

Result<void> checkCanCancel(const Booking &booking, const StayClock &clock, BookingActor by, const QDateTime &nowUtc)
{
    ROOST_TRY(bookingAfter(booking.status, BookingAction::Cancel, by));
    return checkMoment(booking, BookingAction::Cancel, clock, nowUtc);
}

Result<QJsonObject> preview(ServerContext &context, const Caller &caller, BookingActor by, const BookingId &id)
{
    ROOST_ASSIGN(TenantTransaction read, TenantTransaction::beginRead(context, caller.tenant, caller.user));
    const QDateTime nowUtc = context.clock.nowUtc();
    BookingDecisions decisions(context, caller, by);
    ROOST_ASSIGN(const Booking booking, decisions.look(id));
    ROOST_ASSIGN(const StayTerms terms, decisions.terms(booking.listing));
    ROOST_TRY(read.commit());
    const auto possible = checkCanCancel(booking, terms.clock, by, nowUtc);
    QJsonObject json = possible ? previewJson(booking, terms.clock, by, nowUtc)
                                : QJsonObject{{u"refund"_s, QJsonValue::Null}, {u"steps"_s, QJsonArray()}};
    json.insert(u"booking_id"_s, booking.id.toString());
    json.insert(u"revision"_s, booking.revision);
    json.insert(u"policy"_s, policyOf(booking).snapshot());
    json.insert(u"is_possible"_s, possible.has_value());
    json.insert(u"refusal"_s, possible ? QJsonValue(QJsonValue::Null) : QJsonValue(possible.error().userText));
    return json;
}

} // namespace

std::optional<Refund> refundOf(const Booking &booking, const StayClock &clock, BookingActor by, const QDateTime &nowUtc)
{
    const auto quote = quoteOf(booking);
    if (!quote)
        return std::nullopt;
    return refundFor(*quote, policyOf(booking), quote->total, startOf(booking, clock), nowUtc, cancelledBy(by));
}

Quote withStoredDeadlines(Quote quote, const Booking &booking, const StayClock &clock, const QDateTime &nowUtc)
{
    quote.cancellation = cancellationSchedule(quote, policyOf(booking), startOf(booking, clock), nowUtc);
    return quote;
}

InstantRange presenceOf(const Booking &booking, const StayClock &clock)
{
    return booking.isStay() ? blockedRange(clock, booking.dates) : InstantRange{booking.startsAt, booking.endsAt};
}

Result<void> checkMoment(const Booking &booking, BookingAction action, const StayClock &clock, const QDateTime &nowUtc)
{
    const InstantRange stay = presenceOf(booking, clock);
    if (action == BookingAction::Cancel && stay.to <= nowUtc)
        return fail(ErrorCode::InvalidTransition, u"This booking is over; it can't be cancelled any more."_s);
    if (action == BookingAction::MarkNoShow && stay.from > nowUtc)
        return fail(ErrorCode::InvalidTransition, u"The guest isn't due yet."_s);
    return {};
}

Result<QJsonObject> Cancellations::previewAsGuest(ServerContext &context, const Caller &guest,
                                                  const BookingId &id) const
{
    ROOST_ASSIGN(const Caller caller, asGuestOf(context.database, guest, id));
    return preview(context, caller, BookingActor::Guest, id);
}

Result<QJsonObject> Cancellations::previewAsHost(ServerContext &context, const Caller &caller,
                                                 const BookingId &id) const
{
    ROOST_TRY(checkMayDecide(caller));
    return preview(context, caller, BookingActor::Host, id);
}

} // namespace roost
