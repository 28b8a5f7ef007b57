// See ModelRules.h.
#include "ModelRules.h"

#include "common/Uuid.h"

#include <QJsonArray>

namespace roost::sim {

using namespace Qt::StringLiterals;
using namespace sync;

namespace {

constexpr int kAnswerHours = 24;

bool isFinal(const QString &status)
{
    return status != u"pending" && status != u"confirmed";
}

// What a booking is after a decision.
QString wantedBy(const QString &mutation)
{
    static const QHash<QString, QString> states{{u"booking.accept"_s, u"confirmed"_s},
                                                {u"booking.decline"_s, u"declined"_s},
                                                {u"booking.cancel"_s, u"cancelled"_s},
                                                {u"booking.no_show"_s, u"no_show"_s}};
    return states.value(mutation);
}

QJsonObject standing(const QJsonObject &booking)
{
    return {{u"status"_s, booking.value("status"_L1)}, {u"revision"_s, booking.value("revision"_L1)}};
}

} // namespace

ModelBookings::ModelBookings(const Act &act)
    : m_act(act)
    , m_stays(act.scope, act.now)
{
}

Outcome ModelBookings::refusal(const Error &error) const
{
    return rejected(errorCodeName(error.code), error.details);
}

StayWanted ModelBookings::wishOf(const QString &id) const
{
    const QJsonObject booking = m_act.scope.row(u"booking"_s, id);
    return {booking.value("listing_id"_L1).toString(), m_act.scope.wishedUnits.value(id),
            dateOf(booking.value("check_in"_L1)),      dateOf(booking.value("check_out"_L1)),
            booking.value("guests"_L1).toInt(1),       booking.value("pets"_L1).toInt()};
}

QJsonArray ModelBookings::itemsFor(const QString &unit) const
{
    const QString name = m_act.scope.row(u"unit"_s, unit).value("name"_L1).toString();
    return {QJsonObject{{u"unit_id"_s, unit}, {u"name"_s, name}, {u"role"_s, u"unit"_s}}};
}

Outcome ModelBookings::decide(const Mutation &mutation)
{
    const QString id = mutation.args.value("booking_id"_L1).toString();
    const QJsonObject booking = m_act.scope.row(u"booking"_s, id);
    if (booking.isEmpty())
        return rejected(u"NOT_FOUND"_s);
    const QString status = booking.value("status"_L1).toString();
    if (status == wantedBy(mutation.name))
        return applied();
    if (mutation.name == u"booking.accept")
        return status == u"pending" ? accept(id, booking) : rejected(u"INVALID_TRANSITION"_s, standing(booking));
    if (mutation.name == u"booking.decline") {
        return status == u"pending" ? end(id, booking, u"declined"_s, u"host"_s)
                                    : rejected(u"INVALID_TRANSITION"_s, standing(booking));
    }
    const QJsonObject listing = m_act.scope.row(u"listing"_s, booking.value("listing_id"_L1).toString());
    const QDateTime begins =
        instantOf(dateOf(booking.value("check_in"_L1)), listing.value("check_in_time"_L1).toString());
    const QDateTime ends =
        instantOf(dateOf(booking.value("check_out"_L1)), listing.value("check_out_time"_L1).toString());
    const bool isNoShow = mutation.name == u"booking.no_show";
    if (status != u"confirmed" || (isNoShow ? begins > m_act.now : ends <= m_act.now))
        return rejected(u"INVALID_TRANSITION"_s, standing(booking));
    return end(id, booking, isNoShow ? u"no_show"_s : u"cancelled"_s, u"host"_s);
}

Outcome ModelBookings::accept(const QString &id, const QJsonObject &booking)
{
    const QDateTime expires = QDateTime::fromString(booking.value("expires_at"_L1).toString(), Qt::ISODateWithMs);
    if (expires.isValid() && expires <= m_act.now)
        return rejected(u"HOLD_EXPIRED"_s, standing(booking));
    QJsonObject changes{{u"status"_s, u"confirmed"_s},
                        {u"revision"_s, booking.value("revision"_L1).toInt() + 1},
                        {u"decided_at"_s, textOf(m_act.now)}};
    QString unit = m_stays.bookHeld(id);
    if (unit.isEmpty()) {
        const StayWanted wish = wishOf(id);
        const auto plan = m_stays.plan(wish, true, false);
        if (!plan)
            return refusal(plan.error());
        unit = plan->unit;
        m_stays.take({unit, wish.checkIn, plan->to, Claim::State::Booked, id});
        changes.insert(u"items"_s, itemsFor(unit));
    }
    changes.insert(u"unit_id"_s, unit);
    m_act.scope.put(u"booking"_s, id, changes);
    declineRivals(id);
    return applied();
}

Outcome ModelBookings::end(const QString &id, const QJsonObject &booking, const QString &status, const QString &by)
{
    m_stays.release(id);
    m_act.scope.put(u"booking"_s, id,
                    {{u"status"_s, status},
                     {u"revision"_s, booking.value("revision"_L1).toInt() + 1},
                     {u"decided_at"_s, textOf(m_act.now)},
                     {u"ended_by"_s, by}});
    return applied();
}

// Requests that hold nothing and for which no room is left.
void ModelBookings::declineRivals(const QString &id)
{
    const QJsonObject booking = m_act.scope.row(u"booking"_s, id);
    int around = 0;
    for (const QJsonObject &listing : m_act.scope.rows(u"listing"_s))
        around = std::max(around, listing.value("preparation_days"_L1).toInt());
    const QDate from = dateOf(booking.value("check_in"_L1)).addDays(-around);
    const QDate to = dateOf(booking.value("check_out"_L1)).addDays(around);
    const Table bookings = m_act.scope.rows(u"booking"_s);
    for (auto rival = bookings.begin(); rival != bookings.end(); ++rival) {
        const bool isRival = rival.key() != id && rival->value("status"_L1) == u"pending"_s &&
                             rival->value("listing_id"_L1) == booking.value("listing_id"_L1) &&
                             dateOf(rival->value("check_in"_L1)) < to && dateOf(rival->value("check_out"_L1)) > from &&
                             m_stays.holdsNothing(rival.key());
        if (!isRival)
            continue;
        const auto plan = m_stays.plan(wishOf(rival.key()), true, false);
        if (!plan && plan.error().code == ErrorCode::DatesTaken)
            end(rival.key(), *rival, u"declined"_s, u"system"_s);
    }
}

void ModelBookings::insert(const QString &id, const StayWanted &stay, const StayPlan &plan, const QString &status,
                           bool takes, const QJsonObject &more)
{
    const bool isConfirmed = status == u"confirmed";
    const QDateTime expires = isConfirmed ? QDateTime() : m_act.now.addSecs(kAnswerHours * 3600);
    const QJsonObject listing = m_act.scope.row(u"listing"_s, stay.listing);
    QJsonObject row{{u"code"_s, u"BK-"_s + id.right(6).toUpper()},
                    {u"listing_id"_s, stay.listing},
                    {u"status"_s, status},
                    {u"check_in"_s, textOf(stay.checkIn)},
                    {u"check_out"_s, textOf(stay.checkOut)},
                    {u"guests"_s, stay.guests},
                    {u"pets"_s, stay.pets},
                    {u"total_minor"_s, plan.totalMinor},
                    {u"currency"_s, listing.value("currency"_L1)},
                    {u"message"_s, u""_s},
                    {u"requested_at"_s, textOf(m_act.now)},
                    {u"revision"_s, 1},
                    {u"kind"_s, u"stay"_s},
                    {u"time_zone"_s, listing.value("time_zone"_L1)},
                    {u"items"_s, takes ? itemsFor(plan.unit) : QJsonArray()},
                    {u"policy"_s, listing.value("cancellation_policy"_L1)}};
    if (takes) {
        row.insert(u"unit_id"_s, plan.unit);
        const Claim::State state = isConfirmed ? Claim::State::Booked : Claim::State::Held;
        m_stays.take({plan.unit, stay.checkIn, plan.to, state, id, expires});
    }
    row.insert(isConfirmed ? u"decided_at"_s : u"expires_at"_s, textOf(isConfirmed ? m_act.now : expires));
    for (auto field = more.begin(); field != more.end(); ++field)
        row.insert(field.key(), *field);
    m_act.scope.put(u"booking"_s, id, row);
    m_act.scope.wishedUnits.insert(id, stay.unit);
    if (isConfirmed)
        declineRivals(id);
}

QString ModelBookings::newContact(const QJsonObject &fields)
{
    const QUuid given = parseUuid(fields.value("id"_L1).toString());
    const QString id = uuidText(given.isNull() ? newUuid() : given);
    QJsonObject row{{u"name"_s, u""_s}, {u"email"_s, u""_s}, {u"phone"_s, u""_s}, {u"notes"_s, u""_s}};
    for (auto field = fields.begin(); field != fields.end(); ++field) {
        if (row.contains(field.key()))
            row.insert(field.key(), *field);
    }
    m_act.scope.put(u"contact"_s, id, row);
    m_act.scope.contactsByAge << id;
    return id;
}

// The one that is named; else the eldest with this address; else a new one.
QString ModelBookings::contactFor(const QJsonObject &contact)
{
    const QString id = contact.value("id"_L1).toString();
    if (m_act.scope.has(u"contact"_s, id))
        return id;
    const QString email = contact.value("email"_L1).toString().toLower();
    for (const QString &known : std::as_const(m_act.scope.contactsByAge)) {
        if (!email.isEmpty() && m_act.scope.row(u"contact"_s, known).value("email"_L1).toString().toLower() == email)
            return known;
    }
    QJsonObject fields = contact;
    fields.insert(u"name"_s, contact.value("name"_L1).toString().trimmed());
    return newContact(fields);
}

Outcome ModelBookings::create(const Mutation &mutation)
{
    const QJsonObject &args = mutation.args;
    const QString id = args.value("booking_id"_L1).toString();
    const StayWanted stay{args.value("listing_id"_L1).toString(), args.value("unit_id"_L1).toString(),
                          dateOf(args.value("check_in"_L1)),      dateOf(args.value("check_out"_L1)),
                          args.value("guests"_L1).toInt(1),       args.value("pets"_L1).toInt()};
    if (!stay.checkIn.isValid() || !stay.checkOut.isValid() || stay.checkOut <= stay.checkIn || stay.guests < 1)
        return rejected(u"VALIDATION_ERROR"_s);
    const QJsonObject contact = args.value("contact"_L1).toObject();
    const bool hasName = !contact.value("name"_L1).toString().trimmed().isEmpty();
    const bool hasContact = !contact.value("id"_L1).toString().isEmpty();
    if (!hasName && !hasContact)
        return rejected(u"VALIDATION_ERROR"_s, {{u"field"_s, u"contact"_s}});
    if (!hasName && !m_act.scope.has(u"contact"_s, contact.value("id"_L1).toString()))
        return rejected(u"NOT_FOUND"_s);
    auto plan = m_stays.plan(stay, true, !args.value("override_rules"_L1).toBool());
    if (!plan)
        return refusal(plan.error());
    if (m_act.scope.has(u"booking"_s, id))
        return rejected(u"ALREADY_EXISTS"_s);
    if (args.value("total_minor"_L1).isDouble())
        plan->totalMinor = args.value("total_minor"_L1).toInteger();
    insert(id, stay, *plan, u"confirmed"_s, true,
           {{u"contact_id"_s, contactFor(contact)},
            {u"source"_s, u"manual"_s},
            {u"message"_s, args.value("message"_L1).toString()}});
    return applied();
}

Outcome ModelBookings::change(const Mutation &mutation)
{
    const QString id = mutation.args.value("booking_id"_L1).toString();
    const QJsonObject booking = m_act.scope.row(u"booking"_s, id);
    const QJsonObject changes = mutation.args.value("changes"_L1).toObject();
    if (booking.isEmpty())
        return rejected(u"NOT_FOUND"_s);
    const Merged merged = mergeFields(booking, mutation.base, changes);
    QJsonObject theirs;
    for (auto change = changes.begin(); change != changes.end(); ++change)
        theirs.insert(change.key(), booking.value(change.key()));
    if (!merged.conflicts.isEmpty())
        return rejected(u"BOOKING_CHANGED"_s, theirs);
    if (merged.apply.isEmpty() && !changes.isEmpty())
        return applied();
    const QJsonObject listing = m_act.scope.row(u"listing"_s, booking.value("listing_id"_L1).toString());
    const QDateTime begins =
        instantOf(dateOf(booking.value("check_in"_L1)), listing.value("check_in_time"_L1).toString());
    const QDateTime ends =
        instantOf(dateOf(booking.value("check_out"_L1)), listing.value("check_out_time"_L1).toString());
    if (booking.value("status"_L1) != u"confirmed"_s || ends <= m_act.now)
        return rejected(u"INVALID_TRANSITION"_s, standing(booking));

    StayWanted wish = wishOf(id);
    if (changes.contains("check_in"_L1))
        wish.checkIn = dateOf(changes.value("check_in"_L1));
    if (changes.contains("check_out"_L1))
        wish.checkOut = dateOf(changes.value("check_out"_L1));
    wish.guests = changes.value("guests"_L1).toInt(wish.guests);
    wish.pets = changes.value("pets"_L1).toInt(wish.pets);
    if (changes.contains("unit_id"_L1))
        wish.unit = changes.value("unit_id"_L1).toString();
    if (changes.isEmpty() || !wish.checkIn.isValid() || !wish.checkOut.isValid() || wish.checkOut <= wish.checkIn)
        return rejected(u"VALIDATION_ERROR"_s);
    m_stays.release(id);
    const bool keepsRules = !mutation.args.value("override_rules"_L1).toBool() && begins > m_act.now;
    StayWanted inPlace = wish;
    inPlace.unit = wish.unit.isEmpty() ? booking.value("unit_id"_L1).toString() : wish.unit;
    auto plan = m_stays.plan(inPlace, true, keepsRules);
    if (!plan && wish.unit.isEmpty())
        plan = m_stays.plan(wish, true, keepsRules);
    if (!plan)
        return refusal(plan.error());
    m_stays.take({plan->unit, wish.checkIn, plan->to, Claim::State::Booked, id});
    m_act.scope.wishedUnits.insert(id, wish.unit);
    QJsonObject row{{u"check_in"_s, textOf(wish.checkIn)},
                    {u"check_out"_s, textOf(wish.checkOut)},
                    {u"guests"_s, wish.guests},
                    {u"pets"_s, wish.pets},
                    {u"unit_id"_s, plan->unit},
                    {u"items"_s, itemsFor(plan->unit)},
                    {u"revision"_s, booking.value("revision"_L1).toInt() + 1}};
    if (changes.keys() != QStringList{u"unit_id"_s})
        row.insert(u"total_minor"_s, plan->totalMinor);
    m_act.scope.put(u"booking"_s, id, row);
    declineRivals(id);
    return applied();
}

Result<QString> ModelBookings::book(const QString &guest, const QString &guestName, const StayWanted &stay)
{
    ROOST_ASSIGN(const StayPlan plan, m_stays.plan(stay, false, true));
    const QJsonObject listing = m_act.scope.row(u"listing"_s, stay.listing);
    const bool isInstant = listing.value("instant_book"_L1).toBool();
    QString &contact = m_act.scope.contactOfGuest[guest];
    if (contact.isEmpty())
        contact = newContact({{u"name"_s, guestName}, {u"email"_s, guestName.toLower() + u"@example.org"_s}});
    const QString id = uuidText(newUuid());
    insert(id, stay, plan, isInstant ? u"confirmed"_s : u"pending"_s,
           isInstant || listing.value("hold_pending"_L1).toBool(),
           {{u"contact_id"_s, contact}, {u"source"_s, u"direct"_s}});
    return id;
}

Result<void> ModelBookings::cancelAsGuest(const QString &id)
{
    const QJsonObject booking = m_act.scope.row(u"booking"_s, id);
    const QString status = booking.value("status"_L1).toString();
    if (booking.isEmpty())
        return fail(ErrorCode::NotFound, u"There is no such booking."_s);
    const QJsonObject listing = m_act.scope.row(u"listing"_s, booking.value("listing_id"_L1).toString());
    const QDateTime ends =
        instantOf(dateOf(booking.value("check_out"_L1)), listing.value("check_out_time"_L1).toString());
    if (isFinal(status) || (status == u"confirmed" && ends <= m_act.now))
        return fail(ErrorCode::InvalidTransition, u"This booking is over."_s);
    end(id, booking, status == u"pending" ? u"withdrawn"_s : u"cancelled"_s, u"guest"_s);
    return {};
}

} // namespace roost::sim
