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

QJsonValue TraceClient::someId(const QString &table)
{
    const QJsonObject row = someRow(table);
    return row.isEmpty() ? QJsonValue(uuidText(newUuid())) : row.value("id"_L1);
}

TraceClient::Content TraceClient::contactEdit()
{
    const QJsonObject contact = someRow(u"contact"_s);
    const QString field = QStringList{u"name"_s, u"email"_s, u"phone"_s, u"notes"_s}.at(below(4));
    const QString value = QStringList{u"a@example.org"_s, u"b@example.org"_s, u""_s}.at(below(3));
    return {u"contact.edit"_s,
            {{u"contact_id"_s, someId(u"contact"_s)}, {u"changes"_s, QJsonObject{{field, value}}}},
            below(8) > 0 ? QJsonObject{{field, contact.value(field)}} : QJsonObject()};
}

TraceClient::Content TraceClient::message()
{
    const QStringList places{u"thread"_s, u"booking"_s, u"contact"_s};
    const QString place = places.at(below(3));
    const bool isKnown = below(8) == 0 && !someRow(u"message"_s).isEmpty();
    return {u"message.send"_s,
            {{u"message_id"_s, isKnown ? someId(u"message"_s) : QJsonValue(uuidText(newUuid()))},
             {place + u"_id"_s, someId(place)},
             {u"text"_s, QStringList{u"Welcome"_s, u"See you"_s, u" "_s}.at(below(3))}}};
}

TraceClient::Content TraceClient::readMark()
{
    const QJsonObject message = someRow(u"message"_s);
    return {u"message.mark_read"_s,
            {{u"thread_id"_s, message.isEmpty() ? someId(u"thread"_s) : message.value("thread_id"_L1)},
             {u"up_to_message_id"_s, someId(u"message"_s)}}};
}

TraceClient::Content TraceClient::reviewReply()
{
    const QJsonObject review = someRow(u"review"_s);
    return {u"review.reply"_s,
            {{u"review_id"_s, review.isEmpty() ? someId(u"review"_s) : review.value("id"_L1)},
             {u"text"_s, QStringList{u"Thank you"_s, u"Come again"_s, u""_s}.at(below(3))}},
            below(6) > 0 ? QJsonObject{{u"reply"_s, review.value("reply"_L1)}} : QJsonObject()};
}

TraceClient::Content TraceClient::newTask(const QDate &today)
{
    QJsonObject args{{u"task_id"_s, uuidText(newUuid())}, {u"title"_s, below(8) == 0 ? u" "_s : u"Clean"_s}};
    if (below(2) == 0)
        args.insert(u"due_on"_s, day(today, 0, 5));
    if (below(3) == 0)
        args.insert(u"due_at"_s, u"14:30"_s);
    if (below(3) == 0)
        args.insert(u"listing_id"_s, someId(u"listing"_s));
    if (below(2) == 0) {
        const QJsonObject item{{u"id"_s, uuidText(newUuid())}, {u"text"_s, u"Beds"_s}, {u"done"_s, false}};
        args.insert(u"checklist"_s, QJsonArray{item});
    }
    return {u"task.create"_s, args};
}

TraceClient::Content TraceClient::taskEdit()
{
    const QJsonObject task = someRow(u"task"_s);
    const QList<std::pair<QString, QJsonArray>> fields{
        {u"title"_s, {u"Clean"_s, u"Paint"_s, u""_s}},
        {u"notes"_s, {u"Upstairs"_s, u"Twice"_s}},
        {u"due_on"_s, {u"2026-03-05"_s, u"2026-03-06"_s, QJsonValue::Null}},
        {u"state"_s, {u"open"_s, u"in_progress"_s, u"done"_s}},
    };
    const auto &[field, values] = fields.at(below(static_cast<int>(fields.size())));
    QJsonObject args{{u"task_id"_s, someId(u"task"_s)}, {u"changes"_s, QJsonObject{{field, values.at(below(2))}}}};
    QJsonObject base{{field, task.value(field)}};
    if (const QJsonArray checklist = task.value("checklist"_L1).toArray(); !checklist.isEmpty()) {
        QJsonObject item = checklist.first().toObject();
        const QString id = item.take("id"_L1).toString();
        base.insert(u"checklist"_s, QJsonObject{{id, item}});
        item.insert(u"done"_s, below(2) == 0);
        args.insert(u"task_id"_s, task.value("id"_L1));
        args.insert(u"checklist"_s, QJsonObject{{id, below(3) == 0 ? QJsonValue(QJsonValue::Null) : QJsonValue(item)}});
    }
    return {u"task.edit"_s, args, below(8) > 0 ? base : QJsonObject()};
}

TraceClient::Content TraceClient::taskAct()
{
    const QJsonObject task = someRow(u"task"_s);
    const QStringList names{u"task.complete"_s, u"task.reopen"_s, u"task.cancel"_s, u"task.remove"_s};
    return {names.at(below(4)),
            {{u"task_id"_s, task.isEmpty() ? someId(u"task"_s) : task.value("id"_L1)}},
            {{u"state"_s, task.value("state"_L1)}, {u"revision"_s, task.value("revision"_L1)}}};
}

TraceClient::Content TraceClient::content(const QDate &today)
{
    switch (below(26)) {
    case 16:
        return contactEdit();
    case 17:
    case 18:
        return message();
    case 19:
        return readMark();
    case 20:
        return reviewReply();
    case 21:
    case 22:
        return newTask(today);
    case 23:
        return taskEdit();
    case 24:
    case 25:
        return taskAct();
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
