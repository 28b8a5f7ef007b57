#include "BookingChanges.h"

#include "Agreement.h"
#include "BookingAccess.h"
#include "BookingDecisions.h"
#include "Cancellations.h"
#include "ChangedWish.h"
#include "Hold.h"
#include "ReservationPlanner.h"
#include "Waitlist.h"

#include "common/Json.h"
#include "server/inventory/Taken.h"
#include "server/pricing/PromotionUses.h"
#include "server/tenancy/AuditTrail.h"
#include "server/tenancy/TenantWrite.h"

namespace roost {

using namespace Qt::StringLiterals;

namespace {

QJsonValue moneyOrNull(const std::optional<qint64> &minor, const QString &currency)
{
    if (!minor)
        return QJsonValue::Null;
    return QJsonObject{{u"amount_minor"_s, *minor}, {u"currency"_s, currency}};
}

QString instant(const QDateTime &utc)
{
    return utc.isValid() ? utc.toString(Qt::ISODateWithMs) : QString();
}

QJsonValue instantOrNull(const QDateTime &utc)
{
    return utc.isValid() ? QJsonValue(instant(utc)) : QJsonValue(QJsonValue::Null);
}

QString jsonText(const QJsonObject &json)
{
    return json.isEmpty() ? QString() : QString::fromUtf8(canonicalJson(json));
}

// Where and when, for the audit trail.
QJsonObject outline(const Booking &booking)
{
    return {{u"check_in"_s, booking.dates.checkIn.toString(Qt::ISODate)},
            {u"check_out"_s, booking.dates.checkOut.toString(Qt::ISODate)},
            {u"starts_at"_s, instantOrNull(booking.startsAt)},
            {u"guests"_s, booking.guests},
            {u"pets"_s, booking.pets},
            {u"items"_s, booking.items}};
}

// One change inside the tenant's transaction, which must not be committed when it fails.
class ChangeDecision
{
public:
    ChangeDecision(ServerContext &context, const Caller &caller, BookingActor actor, const BookingChange &change)
        : m_context(context)
        , m_caller(caller)
        , m_actor(actor)
        , m_change(change)
        , m_nowUtc(context.clock.nowUtc())
        , m_decisions(context, caller, actor)
        , m_claims(context.database, caller.tenant, m_nowUtc)
    {
    }

    Result<BookingChangeOutcome> make(const BookingId &id)
    {
        ROOST_ASSIGN(m_before, m_decisions.load(id, m_change.expectedRevision));
        ROOST_ASSIGN(const StayTerms terms, m_decisions.terms(m_before.listing));
        ROOST_TRY(checkMayChange(terms.clock));
        ROOST_ASSIGN(m_wish, changedWish(m_before, m_change.wish));
        // The way is free of itself for the planners, and for good if the change succeeds.
        ROOST_ASSIGN(const QList<InstantRange> freed, m_claims.release(m_before.id));
        ROOST_ASSIGN(ReservationPlan plan, planned());
        ROOST_TRY(checkPlan(plan));
        ROOST_ASSIGN(const Booking after, changed(plan, terms.clock));
        ROOST_TRY(take(plan, after));
        ROOST_TRY(store(after, plan.session));
        ROOST_TRY(recordPromotion(after));
        ROOST_TRY(note(after));
        BookingChangeOutcome outcome{m_before, after, {}};
        if (after.status == BookingStatus::Confirmed) {
            BookingDecisions asSystem(m_context, m_caller, BookingActor::System);
            ROOST_ASSIGN(outcome.declined, asSystem.declineRivals(after));
        }
        ROOST_TRY(offerFreed(m_context, m_caller.tenant, freed));
        return outcome;
    }

private:
    tl::unexpected<Error> cannotChange(const QString &text) const
    {
        return fail(ErrorCode::InvalidTransition, text, {},
                    {{u"status"_s, bookingStatusName(m_before.status)}, {u"action"_s, u"change"_s}});
    }

    Result<void> checkMayChange(const StayClock &clock)
    {
        if (isFinal(m_before.status))
            return cannotChange(u"This booking has ended; it can't be changed any more."_s);
        const InstantRange when = presenceOf(m_before, clock);
        if (when.to <= m_nowUtc)
            return cannotChange(u"This booking is over; it can't be changed any more."_s);
        m_hasBegun = when.from <= m_nowUtc;
        const bool isGuest = m_actor == BookingActor::Guest;
        if (isGuest && m_hasBegun)
            return cannotChange(u"This has begun already. Ask the host for the change."_s);
        if (m_before.status != BookingStatus::Pending)
            return {};
        if (!isGuest)
            return cannotChange(u"This request waits for an answer: accept or decline it as it is."_s);
        if (m_before.expiresAt.isValid() && m_before.expiresAt <= m_nowUtc)
            return fail(ErrorCode::HoldExpired, u"This request wasn't answered in time and has expired. Ask again."_s);
        return {};
    }

    Result<ReservationPlan> plan(const Wish &wish) const
    {
        PlanOptions options;
        options.own.booking = m_before.id;
        // Of a stay that has begun, the rules on booking ahead have done their part.
        options.hostKeepsRules = !m_change.overridesRules && !m_hasBegun;
        auto made = ReservationPlanner().plan(m_context, m_caller, wish, options);
        const bool isOldCode = !m_change.wish.contains("promo_code"_L1);
        if (made || made.error().code != ErrorCode::PromotionInvalid || !isOldCode)
            return made;
        Wish withoutCode = wish;
        withoutCode.promoCode.clear();
        return ReservationPlanner().plan(m_context, m_caller, withoutCode, options);
    }

    // Where the guest is already, if that can be kept.
    std::optional<Wish> inPlace() const
    {
        Wish same = m_wish;
        auto *stay = std::get_if<StayWish>(&same.what);
        if (stay && stay->unit.isNull() && stay->units == 1 && !m_before.unit.isNull()) {
            stay->unit = m_before.unit;
            return same;
        }
        auto *slot = std::get_if<SlotWish>(&same.what);
        if (slot && slot->staff.isNull() && !m_change.wish.contains("staff_id"_L1)) {
            for (const QJsonValue &item : m_before.items) {
                if (item.toObject().value("role"_L1) == u"staff"_s)
                    slot->staff = UnitId::fromString(item.toObject().value("unit_id"_L1).toString());
            }
            return slot->staff.isNull() ? std::nullopt : std::optional(same);
        }
        return std::nullopt;
    }

    Result<ReservationPlan> planned() const
    {
        if (const auto same = inPlace()) {
            auto kept = plan(*same);
            if (kept)
                return kept;
        }
        return plan(m_wish);
    }

    Result<void> checkPlan(const ReservationPlan &plan) const
    {
        if (plan.listing != m_before.listing) {
            return fail(ErrorCode::Validation, u"A booking can't be moved to another listing."_s, {},
                        {{u"field"_s, u"session_id"_s}});
        }
        const bool isConfirmed = m_before.status == BookingStatus::Confirmed;
        if (m_actor == BookingActor::Guest && isConfirmed && !plan.isInstant) {
            return fail(ErrorCode::Forbidden,
                        u"The host decides about changes of this booking. Ask them, and they will change it."_s);
        }
        return {};
    }

    Result<Booking> changed(const ReservationPlan &plan, const StayClock &clock) const
    {
        Booking after = m_before;
        after.dates = plan.dates;
        after.startsAt = plan.startsAt;
        after.endsAt = plan.endsAt;
        after.guests = plan.guests;
        after.pets = plan.pets;
        after.wish = m_wish.toJson();
        after.revision = m_before.revision + 1;
        const bool takes = m_before.status == BookingStatus::Confirmed || plan.holdsPending;
        after.items = takes ? itemsJson(plan.claims) : QJsonArray();
        after.unit = takes ? plan.claims.first().unit : UnitId();
        ROOST_TRY(checkAgreedCurrency(m_change.agreedCurrency, m_before.currency));
        if (m_change.agreedTotalMinor) {
            ROOST_ASSIGN(const Currency currency, Currency::fromCode(m_before.currency));
            after.quote = agreedQuote({*m_change.agreedTotalMinor, currency}).toJson();
        } else if (!keepsPrice(m_change.wish)) {
            after.quote =
                (after.policy.isEmpty() ? plan.quote : withStoredDeadlines(plan.quote, after, clock, m_nowUtc))
                    .toJson();
        }
        const QJsonObject total = after.quote.value("total"_L1).toObject();
        if (!total.isEmpty()) {
            after.totalMinor = total.value("amount_minor"_L1).toInteger();
            after.currency = total.value("currency"_L1).toString();
        }
        if (after.policy.isEmpty())
            after.policy = plan.policy;
        return after;
    }

    Result<void> take(const ReservationPlan &plan, const Booking &after)
    {
        if (after.items.isEmpty())
            return {};
        const Claimant claimant =
            after.status == BookingStatus::Confirmed ? Claimant::of(after.id) : Claimant::of(after.id, after.expiresAt);
        ROOST_ASSIGN(const auto obstacle, m_claims.takeAll(plan.claims, claimant));
        if (obstacle)
            return takenError(after.kind, holdDetails(obstacle->holdEndsAt, m_nowUtc));
        return {};
    }

    Result<void> store(const Booking &after, const ExperienceSessionId &session)
    {
        ROOST_ASSIGN(Statement update, m_context.database.statement(u"reservations/change_booking"_s));
        update.bind(u":id"_s, after.id)
            .bind(u":tenant_id"_s, m_caller.tenant)
            .bind(u":status"_s, bookingStatusName(m_before.status))
            .bind(u":revision"_s, m_before.revision)
            .bind(u":check_in"_s, after.dates.checkIn.toString(Qt::ISODate))
            .bind(u":check_out"_s, after.dates.checkOut.toString(Qt::ISODate))
            .bind(u":starts_at"_s, instant(after.startsAt))
            .bind(u":ends_at"_s, instant(after.endsAt))
            .bind(u":guests"_s, after.guests)
            .bind(u":pets"_s, after.pets)
            .bind(u":session_id"_s, session)
            .bind(u":unit_id"_s, after.unit)
            .bind(u":items"_s, QString::fromUtf8(compactJson(after.items)))
            .bind(u":wish"_s, jsonText(after.wish))
            .bind(u":quote"_s, jsonText(after.quote))
            .bind(u":policy"_s, jsonText(after.policy))
            .bind(u":total_minor"_s, after.totalMinor)
            .bind(u":currency"_s, after.currency)
            .bind(u":now"_s, instant(m_nowUtc));
        ROOST_TRY(update.exec());
        if (update.rowsAffected() != 1)
            return bookingChanged(m_before.status, m_before.revision);
        return {};
    }

    Result<void> recordPromotion(const Booking &after)
    {
        const auto code = [](const Booking &booking) { return booking.quote.value("promo_code"_L1).toString(); };
        if (code(after).isEmpty() && code(m_before).isEmpty())
            return {};
        ROOST_ASSIGN(const Quote quote, Quote::fromJson(after.quote));
        const QString holder = m_before.guest.isNull() ? QString() : Holder::ofUser(m_before.guest).name;
        return PromotionUses(m_context.database, m_caller.tenant, m_nowUtc).record(after.id, quote, holder);
    }

    Result<void> note(const Booking &after)
    {
        QJsonObject detail{{u"actor"_s, bookingActorName(m_actor)},
                           {u"before"_s, outline(m_before)},
                           {u"after"_s, outline(after)},
                           {u"quote_before"_s, m_before.quote}};
        if (!m_change.reason.isEmpty())
            detail.insert(u"reason"_s, m_change.reason);
        if (m_before.totalMinor && after.totalMinor)
            detail.insert(u"difference_minor"_s, *after.totalMinor - *m_before.totalMinor);
        const QString status = bookingStatusName(after.status);
        return appendAudit(m_context.database, m_caller,
                           {u"booking.change"_s, u"booking"_s, after.id.uuid(), status, status, detail});
    }

    ServerContext &m_context;
    const Caller &m_caller;
    const BookingActor m_actor;
    const BookingChange &m_change;
    const QDateTime m_nowUtc;
    BookingDecisions m_decisions;
    UnitClaims m_claims;
    Booking m_before;
    Wish m_wish;
    bool m_hasBegun = false;
};

enum class Ending { Commit, TakeBack };

Result<BookingChangeOutcome> change(ServerContext &context, const Caller &caller, BookingActor actor,
                                    const BookingId &id, const BookingChange &change, Ending ending)
{
    ROOST_TRY(checkReason(change.reason));
    ROOST_TRY(checkAgreedTotal(change.agreedTotalMinor));
    ROOST_ASSIGN(TenantWrite write, TenantWrite::begin(context, caller.tenant, caller.user));
    ROOST_ASSIGN(BookingChangeOutcome outcome, ChangeDecision(context, caller, actor, change).make(id));
    if (ending == Ending::Commit)
        ROOST_TRY(write.commit());
    return outcome;
}

Result<BookingChangeOutcome> asGuest(ServerContext &context, const Caller &guest, const BookingId &id,
                                     const BookingChange &wanted, Ending ending)
{
    ROOST_ASSIGN(const Caller caller, asGuestOf(context.database, guest, id));
    BookingChange allowed = wanted;
    allowed.overridesRules = false;
    allowed.agreedTotalMinor.reset();
    return change(context, caller, BookingActor::Guest, id, allowed, ending);
}

Result<BookingChangeOutcome> asHost(ServerContext &context, const Caller &caller, const BookingId &id,
                                    const BookingChange &wanted, Ending ending)
{
    ROOST_TRY(checkMayDecide(caller));
    return change(context, caller, BookingActor::Host, id, wanted, ending);
}

} // namespace

QJsonObject BookingChangeOutcome::toJson() const
{
    std::optional<qint64> difference;
    if (before.totalMinor && after.totalMinor && before.currency == after.currency)
        difference = *after.totalMinor - *before.totalMinor;
    QJsonObject json = outline(after);
    json.insert(u"kind"_s, after.kind);
    json.insert(u"ends_at"_s, instantOrNull(after.endsAt));
    json.insert(u"quote"_s, after.quote.isEmpty() ? QJsonValue(QJsonValue::Null) : QJsonValue(after.quote));
    json.insert(u"total"_s, moneyOrNull(after.totalMinor, after.currency));
    json.insert(u"previous_total"_s, moneyOrNull(before.totalMinor, before.currency));
    json.insert(u"difference"_s, moneyOrNull(difference, after.currency));
    return json;
}

Result<BookingChangeOutcome> BookingChanges::changeAsGuest(ServerContext &context, const Caller &guest,
                                                           const BookingId &id, const BookingChange &change) const
{
    return asGuest(context, guest, id, change, Ending::Commit);
}

Result<BookingChangeOutcome> BookingChanges::previewAsGuest(ServerContext &context, const Caller &guest,
                                                            const BookingId &id, const BookingChange &change) const
{
    return asGuest(context, guest, id, change, Ending::TakeBack);
}

Result<BookingChangeOutcome> BookingChanges::changeAsHost(ServerContext &context, const Caller &caller,
                                                          const BookingId &id, const BookingChange &change) const
{
    return asHost(context, caller, id, change, Ending::Commit);
}

Result<BookingChangeOutcome> BookingChanges::previewAsHost(ServerContext &context, const Caller &caller,
                                                           const BookingId &id, const BookingChange &change) const
{
    return asHost(context, caller, id, change, Ending::TakeBack);
}

} // namespace roost
