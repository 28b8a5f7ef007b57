#include "BookingMaker.h"

#include "BookingDecisions.h"

#include "common/Json.h"
#include "domain/BookingCode.h"
#include "server/inventory/Taken.h"
#include "server/pricing/PromotionUses.h"

namespace roost {

using namespace Qt::StringLiterals;

namespace {

// A code is random: the chance that this many in a row are used is nil.
constexpr int kCodeAttempts = 5;
constexpr int kLongestMessage = 5000;
constexpr int kLongestName = 200;
constexpr int kLongestEmail = 254;
constexpr int kLongestPhone = 50;

bool isFine(const QString &text, int most)
{
    return text.size() <= most && !text.contains(QChar(u'\0'));
}

QJsonValue textOrNull(const QString &text)
{
    return text.isEmpty() ? QJsonValue() : QJsonValue(text);
}

QJsonValue timeOrNull(const QDateTime &utc)
{
    return utc.isValid() ? QJsonValue(utc.toString(Qt::ISODateWithMs)) : QJsonValue();
}

template <class AnyId>
QJsonValue idOrNull(const AnyId &id)
{
    return id.isNull() ? QJsonValue() : QJsonValue(id.toString());
}

// In the names of the columns.
QJsonObject rowOf(const Booking &booking, const NewBooking &from)
{
    const BookingParty &party = from.party;
    return {{u"id"_s, booking.id.toString()},
            {u"listing_id"_s, booking.listing.toString()},
            {u"session_id"_s, idOrNull(from.agreement.session)},
            {u"unit_id"_s, idOrNull(booking.unit)},
            {u"guest_user_id"_s, idOrNull(booking.guest)},
            {u"contact_id"_s, idOrNull(party.contact)},
            {u"contact_name"_s, party.contactName},
            {u"contact_email"_s, party.contactEmail},
            {u"contact_phone"_s, party.contactPhone},
            {u"status"_s, bookingStatusName(booking.status)},
            {u"kind"_s, booking.kind},
            {u"check_in"_s, booking.dates.checkIn.toString(Qt::ISODate)},
            {u"check_out"_s, booking.dates.checkOut.toString(Qt::ISODate)},
            {u"starts_at"_s, timeOrNull(booking.startsAt)},
            {u"ends_at"_s, timeOrNull(booking.endsAt)},
            {u"time_zone"_s, textOrNull(booking.timeZone)},
            {u"guests"_s, booking.guests},
            {u"pets"_s, booking.pets},
            {u"items"_s, booking.items},
            {u"total_minor"_s, booking.totalMinor.value_or(0)},
            {u"currency"_s, booking.currency},
            {u"quote"_s, booking.quote},
            {u"policy"_s, booking.policy},
            {u"wish"_s, booking.wish},
            {u"source"_s, party.source},
            {u"message"_s, party.message},
            {u"expires_at"_s, timeOrNull(booking.expiresAt)},
            {u"takes_units"_s, from.isInstant || from.holdsPending}};
}

Booking bookingOf(const NewBooking &from, const TenantId &tenant, const QDateTime &nowUtc)
{
    const Agreement &agreement = from.agreement;
    const QJsonObject total = agreement.quote.value("total"_L1).toObject();
    Booking booking;
    booking.id = from.id.isNull() ? BookingId::create() : from.id;
    booking.tenant = tenant;
    booking.listing = agreement.listing;
    booking.guest = from.party.guest;
    booking.status = from.isInstant ? BookingStatus::Confirmed : BookingStatus::Pending;
    booking.dates = agreement.dates;
    booking.guests = agreement.guests;
    booking.totalMinor = total.value("amount_minor"_L1).toInteger();
    booking.currency = total.value("currency"_L1).toString();
    booking.expiresAt = from.isInstant ? QDateTime() : nowUtc.addSecs(BookingMaker::kAnswerHours * 3600);
    booking.revision = 1;
    booking.kind = agreement.kind;
    booking.startsAt = agreement.startsAt;
    booking.endsAt = agreement.endsAt;
    booking.timeZone = agreement.timeZone;
    booking.pets = agreement.pets;
    booking.quote = agreement.quote;
    booking.policy = agreement.policy;
    booking.wish = agreement.wish;
    if (from.isInstant || from.holdsPending) {
        booking.items = agreement.items;
        booking.unit = UnitId::fromString(agreement.items.first().toObject().value("unit_id"_L1).toString());
    }
    return booking;
}

} // namespace

Result<void> BookingParty::check() const
{
    if (!isFine(message, kLongestMessage)) {
        return fail(ErrorCode::Validation, u"A message has %1 characters at most."_s.arg(kLongestMessage), {},
                    {{u"field"_s, u"message"_s}});
    }
    if (!isFine(contactName, kLongestName) || !isFine(contactEmail, kLongestEmail) ||
        !isFine(contactPhone, kLongestPhone)) {
        return fail(ErrorCode::Validation, u"The guest's name, address or number is too long."_s, {},
                    {{u"field"_s, u"contact"_s}});
    }
    return {};
}

BookingMaker::BookingMaker(ServerContext &context, const Caller &caller, BookingActor actor)
    : m_context(context)
    , m_caller(caller)
    , m_actor(actor)
    , m_nowUtc(context.clock.nowUtc())
{
}

Result<BookingDecision> BookingMaker::make(const NewBooking &booking, const QList<PlannedClaim> &claims)
{
    return make(booking, claimsJson(claims), HoldId());
}

Result<BookingDecision> BookingMaker::make(const NewBooking &booking, const HoldId &hold)
{
    return make(booking, QString(), hold);
}

Result<BookingDecision> BookingMaker::make(const NewBooking &from, const QString &claims, const HoldId &hold)
{
    ROOST_TRY(from.party.check());
    BookingDecision decision;
    decision.booking = bookingOf(from, m_caller.tenant, m_nowUtc);
    ROOST_ASSIGN(const Inserted inserted, insert(decision.booking, from, claims, hold));
    decision.scopeVersion = inserted.scopeVersion;
    ROOST_TRY(recordPromotion(decision.booking, from.holder));
    if (inserted.mayHaveRivals && decision.booking.status == BookingStatus::Confirmed) {
        // The host decided this when the listing became an instant one.
        BookingDecisions asSystem(m_context, m_caller, BookingActor::System);
        ROOST_ASSIGN(decision.declined, asSystem.declineRivals(decision.booking));
    }
    return decision;
}

Result<void> BookingMaker::recordPromotion(const Booking &booking, const QString &holder)
{
    if (booking.quote.value("promo_code"_L1).toString().isEmpty())
        return {};
    ROOST_ASSIGN(const Quote quote, Quote::fromJson(booking.quote));
    return PromotionUses(m_context.database, m_caller.tenant, m_nowUtc).record(booking.id, quote, holder);
}

Result<BookingMaker::Inserted> BookingMaker::insert(Booking &booking, const NewBooking &from, const QString &claims,
                                                    const HoldId &hold)
{
    QJsonObject row = rowOf(booking, from);
    ROOST_ASSIGN(Statement book, m_context.database.statement(u"reservations/book"_s));
    book.bind(u":claims"_s, claims)
        .bind(u":hold_id"_s, hold)
        .bind(u":actor"_s, bookingActorName(m_actor))
        .bind(u":now"_s, m_nowUtc.toString(Qt::ISODateWithMs));
    for (int attempt = 0; attempt < kCodeAttempts; ++attempt) {
        booking.code = newBookingCode(m_nowUtc.date());
        row.insert(u"code"_s, booking.code);
        book.bind(u":booking"_s, QString::fromUtf8(canonicalJson(row)));
        ROOST_TRY(book.exec());
        book.next();
        if (book.boolean(0))
            continue;
        const auto obstacle = obstacleOf(book, 1);
        if (obstacle && !hold.isNull())
            return fail(ErrorCode::HoldExpired, u"This hold has expired. Choose again."_s);
        if (obstacle)
            return takenError(booking.kind, holdDetails(obstacle->holdEndsAt, m_nowUtc));
        return Inserted{book.boolean(4), book.integer(5)};
    }
    return fail(ErrorCode::Busy, u"No booking code could be given out. Try again."_s);
}

} // namespace roost
