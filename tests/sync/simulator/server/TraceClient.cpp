// See TraceClient.h.
#include "TraceClient.h"

#include <QJsonArray>

namespace roost::sim {

using namespace Qt::StringLiterals;
using namespace sync;

TraceClient::TraceClient(int user, ClientId id, QRandomGenerator &random)
    : m_user(user)
    , m_id(id)
    , m_random(random)
{
}

QJsonObject TraceClient::someRow(const QString &table)
{
    const auto rows = m_rows.value(table).values();
    return rows.isEmpty() ? QJsonObject() : rows.at(below(static_cast<int>(rows.size())));
}

QString TraceClient::day(const QDate &today, int from, int most)
{
    return today.addDays(from + below(most)).toString(Qt::ISODate);
}

TraceClient::Content TraceClient::listingEdit()
{
    const QJsonObject listing = someRow(u"listing"_s);
    const QList<std::pair<QString, QJsonArray>> fields{
        {u"title"_s, {u"Hut"_s, u"Cabin"_s, u"Villa"_s, u""_s}},
        {u"summary"_s, {u"By the sea"_s, u"In the wood"_s}},
        {u"base_price_minor"_s, {90'000, 120'000, QJsonValue::Null}},
        {u"min_nights"_s, {1, 2, 3}},
        {u"max_nights"_s, {2, 14, QJsonValue::Null}},
        {u"max_guests"_s, {2, 4, 6}},
        {u"preparation_days"_s, {0, 1}},
        {u"instant_book"_s, {true, false}},
        {u"status"_s, {u"published"_s, u"unpublished"_s}},
    };
    QJsonObject changes;
    QJsonObject base;
    for (int i = 0; i <= below(2); ++i) {
        const auto &[field, values] = fields.at(below(static_cast<int>(fields.size())));
        changes.insert(field, values.at(below(static_cast<int>(values.size()))));
        if (below(10) > 0)
            base.insert(field, listing.value(field));
    }
    return {u"listing.edit"_s, {{u"listing_id"_s, listing.value("id"_L1)}, {u"changes"_s, changes}}, base};
}

TraceClient::Content TraceClient::setRates(const QDate &today)
{
    const QJsonObject listing = someRow(u"listing"_s);
    const QDate from = today.addDays(below(8));
    const QDate to = from.addDays(1 + below(3));
    QJsonObject rate;
    if (below(2) == 0)
        rate.insert(u"price_minor"_s,
                    below(3) == 0 ? QJsonValue(QJsonValue::Null) : QJsonValue(80'000 + 10'000 * below(3)));
    if (below(2) == 0)
        rate.insert(u"min_nights"_s, below(3) == 0 ? QJsonValue(QJsonValue::Null) : QJsonValue(1 + below(3)));
    if (rate.isEmpty() || below(3) == 0)
        rate.insert(u"closed_to_arrival"_s, below(2) == 0);
    QJsonObject days;
    for (const QJsonObject &row : m_rows.value(u"day_rate"_s)) {
        const QString date = row.value("date"_L1).toString();
        if (row.value("listing_id"_L1) != listing.value("id"_L1) || date < from.toString(Qt::ISODate) ||
            date >= to.toString(Qt::ISODate))
            continue;
        QJsonObject seen;
        for (const QString &field : rate.keys())
            seen.insert(field, row.value(field));
        days.insert(date, seen);
    }
    return {u"calendar.set_rates"_s,
            {{u"listing_id"_s, listing.value("id"_L1)},
             {u"from_date"_s, from.toString(Qt::ISODate)},
             {u"to_date"_s, to.toString(Qt::ISODate)},
             {u"rate"_s, rate}},
            below(6) > 0 ? QJsonObject{{u"days"_s, days}} : QJsonObject()};
}

TraceClient::Content TraceClient::block(const QDate &today)
{
    const QJsonObject unit = someRow(u"unit"_s);
    const QDate from = today.addDays(below(10));
    return {u"calendar.block"_s,
            {{u"block_id"_s, BlockId::create().toString()},
             {u"listing_id"_s, unit.value("listing_id"_L1)},
             {u"unit_id"_s, unit.value("id"_L1)},
             {u"from_date"_s, from.toString(Qt::ISODate)},
             {u"to_date"_s, from.addDays(1 + below(3)).toString(Qt::ISODate)},
             {u"note"_s, below(3) == 0 ? u"painter"_s : u""_s}}};
}

TraceClient::Content TraceClient::unblock()
{
    const QJsonObject block = someRow(u"block"_s);
    const QString id = block.isEmpty() ? BlockId::create().toString() : block.value("id"_L1).toString();
    QJsonObject base;
    if (!block.isEmpty() && below(5) > 0)
        base = {{u"from_date"_s, block.value("from_date"_L1)}, {u"to_date"_s, block.value("to_date"_L1)}};
    return {u"calendar.unblock"_s, {{u"block_id"_s, id}}, base};
}

TraceClient::Content TraceClient::decision()
{
    static const QStringList names{u"booking.accept"_s, u"booking.accept"_s, u"booking.decline"_s, u"booking.cancel"_s,
                                   u"booking.no_show"_s};
    const QJsonObject booking = someRow(u"booking"_s);
    const QString id = booking.isEmpty() ? BookingId::create().toString() : booking.value("id"_L1).toString();
    return {names.at(below(static_cast<int>(names.size()))),
            {{u"booking_id"_s, id}},
            {{u"status"_s, booking.value("status"_L1)}}};
}

TraceClient::Content TraceClient::bookingChange()
{
    const QJsonObject booking = someRow(u"booking"_s);
    const QDate in = QDate::fromString(booking.value("check_in"_L1).toString(), Qt::ISODate);
    const QDate out = QDate::fromString(booking.value("check_out"_L1).toString(), Qt::ISODate);
    QJsonObject changes;
    switch (below(4)) {
    case 0:
        changes = {{u"guests"_s, 1 + below(5)}};
        break;
    case 1:
        changes = {{u"check_out"_s, out.addDays(below(3) - 1).toString(Qt::ISODate)}};
        break;
    case 2:
        changes = {{u"check_in"_s, in.addDays(1).toString(Qt::ISODate)},
                   {u"check_out"_s, out.addDays(1).toString(Qt::ISODate)}};
        break;
    default:
        changes = {{u"unit_id"_s, someRow(u"unit"_s).value("id"_L1)}};
    }
    QJsonObject base;
    for (const QString &field : changes.keys())
        base.insert(field, booking.value(field));
    QJsonObject args{
        {u"booking_id"_s, booking.isEmpty() ? QJsonValue(BookingId::create().toString()) : booking.value("id"_L1)},
        {u"changes"_s, changes}};
    if (below(3) == 0)
        args.insert(u"override_rules"_s, true);
    return {u"booking.change"_s, args, base};
}

TraceClient::Content TraceClient::bookingCreate(const QDate &today)
{
    const QJsonObject unit = someRow(u"unit"_s);
    const QDate in = today.addDays(below(12) - 1);
    const QJsonObject known = someRow(u"contact"_s);
    const int person = below(3);
    QJsonObject contact{{u"id"_s, ContactId::create().toString()},
                        {u"name"_s, u"Person %1"_s.arg(person)},
                        {u"email"_s, person == 0 ? u""_s : u"person%1@example.org"_s.arg(person)},
                        {u"phone"_s, u""_s}};
    if (!known.isEmpty() && below(2) == 0)
        contact = {{u"id"_s, known.value("id"_L1)}};
    QJsonObject args{{u"booking_id"_s, BookingId::create().toString()},
                     {u"listing_id"_s, unit.value("listing_id"_L1)},
                     {u"unit_id"_s, below(2) == 0 ? unit.value("id"_L1) : QJsonValue(QJsonValue::Null)},
                     {u"check_in"_s, in.toString(Qt::ISODate)},
                     {u"check_out"_s, in.addDays(1 + below(3)).toString(Qt::ISODate)},
                     {u"guests"_s, 1 + below(5)},
                     {u"pets"_s, 0},
                     {u"contact"_s, contact},
                     {u"total_minor"_s, below(4) == 0 ? QJsonValue(123'400) : QJsonValue(QJsonValue::Null)},
                     {u"message"_s, u""_s}};
    if (below(3) == 0)
        args.insert(u"override_rules"_s, true);
    return {u"booking.create"_s, args};
}

TraceClient::Content TraceClient::content(const QDate &today)
{
    switch (below(16)) {
    case 0:
    case 1:
    case 2:
    case 3:
        return listingEdit();
    case 4:
    case 5:
        return setRates(today);
    case 6:
    case 7:
        return block(today);
    case 8:
        return unblock();
    case 9:
    case 10:
    case 11:
        return decision();
    case 12:
        return bookingChange();
    case 13:
    case 14:
        return bookingCreate(today);
    default:
        return {u"listing.teleport"_s, {}};
    }
}

PushRequest TraceClient::nextPush(const QString &scope, const QDate &today)
{
    m_rows = m_seen.value(scope);
    m_last = {m_id, {}};
    const int count = 1 + below(4);
    for (int i = 0; i < count; ++i) {
        const Content made = content(today);
        m_last.mutations << Mutation{m_nextMid + i, MutationId::create(), scope, made.name, kSchemaVersion, made.args,
                                     made.base};
    }
    return m_last;
}

void TraceClient::answered(const PushReply &reply)
{
    m_nextMid = std::max(m_nextMid, reply.lastMid + 1);
}

std::optional<PushRequest> TraceClient::changedRepetition() const
{
    if (m_last.mutations.isEmpty())
        return std::nullopt;
    PushRequest changed = m_last;
    changed.mutations.last().args.insert(u"reason"_s, u"another"_s);
    return changed;
}

} // namespace roost::sim
