// What the host does with bookings, as it is seen before the server has answered.
#include "MutationEffects.h"

#include "domain/BookingLifecycle.h"
#include "domain/StayDates.h"

namespace roost::replica {

using namespace Qt::StringLiterals;

namespace {

constexpr int kMostGuests = 1000;
constexpr int kMostPets = 50;
constexpr int kLongestName = 200;

using Effects = Result<QList<RowEffect>>;

tl::unexpected<Error> wrong(const QString &field, const QString &text)
{
    return fail(ErrorCode::Validation, text, {}, {{u"field"_s, field}});
}

std::optional<BookingAction> actionOf(const QString &mutationName)
{
    const QString word = mutationName.section(u'.', 1);
    return word == u"no_show" ? BookingAction::MarkNoShow : bookingActionFromName(word);
}

Result<void> checkCount(const QJsonObject &values, const QString &field, int least, int most)
{
    const qint64 number = values.value(field).toInteger(least);
    if (number >= least && number <= most)
        return {};
    return wrong(field, QCoreApplication::translate("Replica", "This number goes from %1 to %2.").arg(least).arg(most));
}

// A stay as it is after a change, or as it is entered.
Result<void> checkStay(Database &database, RowStore &rows, const QJsonObject &stay)
{
    ROOST_TRY(StayDates::parse(stay.value(u"check_in").toString(), stay.value(u"check_out").toString()));
    ROOST_TRY(checkCount(stay, u"guests"_s, 1, kMostGuests));
    ROOST_TRY(checkCount(stay, u"pets"_s, 0, kMostPets));
    const QString unitId = stay.value(u"unit_id").toString();
    if (unitId.isEmpty())
        return {};
    ROOST_ASSIGN(const auto unit, rows.load(u"unit"_s, unitId));
    if (!unit || unit->value(u"listing_id") != stay.value(u"listing_id"))
        return notHere(u"listing"_s);
    return checkFree(database, {stay.value(u"listing_id").toString(), unitId, stay.value(u"check_in").toString(),
                                stay.value(u"check_out").toString(), stay.value(u"id").toString()});
}

Result<QJsonObject> decided(const QJsonObject &booking, const sync::Mutation &mutation, EffectMode mode)
{
    const auto status = bookingStatusFromName(booking.value(u"status").toString());
    const auto action = actionOf(mutation.name);
    QJsonObject after = booking;
    if (!status || !action)
        return after;
    const auto next = bookingAfter(*status, *action, BookingActor::Host);
    if (!next && mode == EffectMode::Checked)
        return fail(next.error());
    if (next)
        after.insert(u"status"_s, bookingStatusName(*next));
    return after;
}

Result<QJsonObject> changed(Database &database, RowStore &rows, const QJsonObject &booking,
                            const sync::Mutation &mutation, EffectMode mode)
{
    const QJsonObject changes = mutation.args.value(u"changes").toObject();
    const auto status = bookingStatusFromName(booking.value(u"status").toString());
    const bool isOver = status && isFinal(*status);
    QJsonObject after = booking;
    if (isOver && mode == EffectMode::Replayed)
        return after;
    for (auto change = changes.begin(); change != changes.end(); ++change)
        after.insert(change.key(), change.value());
    if (mode == EffectMode::Replayed)
        return after;
    if (isOver) {
        return fail(ErrorCode::InvalidTransition,
                    QCoreApplication::translate("Replica", "This booking is over; it can't be changed any more."));
    }
    if (changes.isEmpty()) {
        return fail(ErrorCode::Validation,
                    QCoreApplication::translate("Replica", "Nothing was changed, so there is nothing to save."));
    }
    if (booking.value(u"kind").toString() != u"stay")
        return wrong(u"kind"_s, QCoreApplication::translate("Replica", "Only stays can be changed here."));
    ROOST_TRY(checkStay(database, rows, after));
    return after;
}

// The contact that the entry brings along; nothing when it names one that is known.
std::optional<RowEffect> newContact(const QJsonObject &contact)
{
    if (!contact.contains(u"name"))
        return std::nullopt;
    const QString id = contact.value(u"id").toString();
    return RowEffect{u"contact"_s, id, std::nullopt,
                     QJsonObject{{u"id"_s, id},
                                 {u"name"_s, contact.value(u"name")},
                                 {u"email"_s, contact.value(u"email").toString()},
                                 {u"phone"_s, contact.value(u"phone").toString()},
                                 {u"notes"_s, u""_s},
                                 {u"version"_s, 0}}};
}

QJsonObject newBooking(const sync::Mutation &mutation, const QJsonObject &listing)
{
    const QJsonObject &args = mutation.args;
    // The server gives the code out, and the price if the host agreed on none.
    return {{u"id"_s, args.value(u"booking_id")},
            {u"code"_s, u""_s},
            {u"listing_id"_s, args.value(u"listing_id")},
            {u"unit_id"_s, args.value(u"unit_id")},
            {u"contact_id"_s, args.value(u"contact").toObject().value(u"id")},
            {u"status"_s, u"confirmed"_s},
            {u"check_in"_s, args.value(u"check_in")},
            {u"check_out"_s, args.value(u"check_out")},
            {u"guests"_s, args.value(u"guests").toInt(1)},
            {u"total_minor"_s, args.value(u"total_minor")},
            {u"currency"_s, listing.value(u"currency").toString()},
            {u"source"_s, u"manual"_s},
            {u"message"_s, args.value(u"message").toString()},
            {u"requested_at"_s, args.value(u"entered_at").toString()},
            {u"revision"_s, 1},
            {u"kind"_s, u"stay"_s},
            {u"pets"_s, args.value(u"pets").toInt(0)},
            {u"items"_s, QJsonArray()},
            {u"version"_s, 0}};
}

Result<void> checkEntry(Database &database, RowStore &rows, const QJsonObject &args, const QJsonObject &booking)
{
    const QJsonObject contact = args.value(u"contact").toObject();
    const QString name = contact.value(u"name").toString();
    if (contact.contains(u"name") && (name.trimmed().isEmpty() || name.size() > kLongestName)) {
        return wrong(
            u"contact.name"_s,
            QCoreApplication::translate("Replica", "A guest's name has 1 to %1 characters.").arg(kLongestName));
    }
    // Others change rooms for it, which this computer doesn't plan.
    QJsonObject stay = booking;
    if (args.value(u"make_room").toBool())
        stay.remove(u"unit_id"_s);
    return checkStay(database, rows, stay);
}

Effects created(Database &database, RowStore &rows, const sync::Mutation &mutation, EffectMode mode)
{
    const QString id = mutation.args.value(u"booking_id").toString();
    ROOST_ASSIGN(const auto before, rows.load(u"booking"_s, id));
    ROOST_ASSIGN(const auto listing, rows.load(u"listing"_s, mutation.args.value(u"listing_id").toString()));
    if (!listing)
        return mode == EffectMode::Checked ? Effects(notHere(u"listing"_s)) : QList<RowEffect>();
    const QJsonObject booking = newBooking(mutation, *listing);
    if (mode == EffectMode::Checked)
        ROOST_TRY(checkEntry(database, rows, mutation.args, booking));
    QList<RowEffect> effects;
    if (auto contact = newContact(mutation.args.value(u"contact").toObject())) {
        ROOST_ASSIGN(contact->before, rows.load(contact->table, contact->rowId));
        if (!contact->before)
            effects << *contact;
    }
    effects << RowEffect{u"booking"_s, id, before, booking};
    return effects;
}

} // namespace

bool isBookingMutation(const QString &mutationName)
{
    static const QSet<QString> names{u"booking.accept"_s,  u"booking.decline"_s, u"booking.cancel"_s,
                                     u"booking.no_show"_s, u"booking.change"_s,  u"booking.create"_s};
    return names.contains(mutationName);
}

Effects bookingEffects(Database &database, RowStore &rows, const sync::Mutation &mutation, EffectMode mode)
{
    if (mutation.name == u"booking.create")
        return created(database, rows, mutation, mode);
    const QString id = mutation.args.value(u"booking_id").toString();
    ROOST_ASSIGN(const auto before, rows.load(u"booking"_s, id));
    if (!before)
        return mode == EffectMode::Checked ? Effects(notHere(u"booking"_s)) : QList<RowEffect>();
    if (mutation.name == u"booking.change") {
        ROOST_ASSIGN(const QJsonObject after, changed(database, rows, *before, mutation, mode));
        return QList<RowEffect>{{u"booking"_s, id, before, after}};
    }
    ROOST_ASSIGN(const QJsonObject after, decided(*before, mutation, mode));
    return QList<RowEffect>{{u"booking"_s, id, before, after}};
}

} // namespace roost::replica
