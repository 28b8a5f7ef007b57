// See ModelRules.h: what hosts write to guests, in public and in private, and what they note about them.
#include "ModelRules.h"

#include "common/Uuid.h"

namespace roost::sim {

using namespace Qt::StringLiterals;
using namespace sync;

namespace {

bool isWritten(const QString &text)
{
    return !text.trimmed().isEmpty() && text.size() <= 10'000;
}

// Two who write the first message about something write into one thread.
QString threadAbout(const QString &id)
{
    return uuidText(QUuid::createUuidV5(QUuid(id), u"thread"_s));
}

QJsonValue textOrNull(const QString &text)
{
    return text.isEmpty() ? QJsonValue(QJsonValue::Null) : QJsonValue(text);
}

} // namespace

ModelGuests::ModelGuests(const Act &act)
    : m_act(act)
{
}

Outcome ModelGuests::editContact(const Mutation &mutation)
{
    static const QMap<QString, int> longest{
        {u"name"_s, 200}, {u"email"_s, 254}, {u"phone"_s, 50}, {u"notes"_s, 10'000}};
    const QString id = mutation.args.value("contact_id"_L1).toString();
    const QJsonObject changes = mutation.args.value("changes"_L1).toObject();
    for (auto change = changes.begin(); change != changes.end(); ++change) {
        const bool isLost = change.key() == u"name" && change->toString().trimmed().isEmpty();
        if (!change->isString() || isLost || change->toString().size() > longest.value(change.key(), -1))
            return rejected(u"VALIDATION_ERROR"_s);
    }
    if (changes.isEmpty())
        return rejected(u"VALIDATION_ERROR"_s);
    const QJsonObject contact = m_act.scope.row(u"contact"_s, id);
    if (contact.isEmpty())
        return rejected(u"NOT_FOUND"_s);
    const Merged merged = mergeFields(contact, mutation.base, changes);
    if (!merged.apply.isEmpty())
        m_act.scope.put(u"contact"_s, id, merged.apply);
    return mergedOutcome(merged.conflicts, u"CHANGED_MEANWHILE"_s);
}

// The thread's id, which is made if this is its first message; empty: what it is about isn't there.
QString ModelGuests::threadFor(const QJsonObject &args)
{
    const QString booking = args.value("booking_id"_L1).toString();
    const QString contact = args.value("contact_id"_L1).toString();
    const QString named = args.value("thread_id"_L1).toString();
    const QString id = !named.isEmpty() ? named : threadAbout(booking.isEmpty() ? contact : booking);
    if (m_act.scope.has(u"thread"_s, id))
        return id;
    QJsonObject row{
        {u"message_count"_s, 0}, {u"last_message_at"_s, textOf(m_act.now)}, {u"host_read"_s, 0}, {u"guest_read"_s, 0}};
    if (m_act.scope.has(u"booking"_s, booking)) {
        row.insert(u"booking_id"_s, booking);
        row.insert(u"contact_id"_s, m_act.scope.row(u"booking"_s, booking).value("contact_id"_L1));
    } else if (m_act.scope.has(u"contact"_s, contact)) {
        row.insert(u"contact_id"_s, contact);
    } else {
        return {};
    }
    m_act.scope.put(u"thread"_s, id, row);
    return id;
}

Outcome ModelGuests::sendMessage(const Mutation &mutation)
{
    const QJsonObject &args = mutation.args;
    const QString text = args.value("text"_L1).toString();
    int places = 0;
    for (const QString &place : {u"thread_id"_s, u"booking_id"_s, u"contact_id"_s})
        places += args.value(place).toString().isEmpty() ? 0 : 1;
    if (!isWritten(text) || places != 1)
        return rejected(u"VALIDATION_ERROR"_s);
    const QString thread = threadFor(args);
    if (thread.isEmpty())
        return rejected(u"NOT_FOUND"_s);
    const QString id = args.value("message_id"_L1).toString();
    if (const QJsonObject known = m_act.scope.row(u"message"_s, id); !known.isEmpty()) {
        const bool isSame = known.value("thread_id"_L1) == thread && known.value("text"_L1) == text &&
                            known.value("author"_L1) == u"host"_s;
        return isSame ? applied() : rejected(u"ALREADY_EXISTS"_s);
    }
    const QJsonObject before = m_act.scope.row(u"thread"_s, thread);
    const int count = before.value("message_count"_L1).toInt();
    const int read = before.value("host_read"_L1).toInt();
    m_act.scope.put(u"thread"_s, thread,
                    {{u"message_count"_s, count + 1},
                     {u"last_message_at"_s, textOf(m_act.now)},
                     {u"host_read"_s, read == count ? count + 1 : read}});
    m_act.scope.put(u"message"_s, id,
                    {{u"thread_id"_s, thread},
                     {u"position"_s, count + 1},
                     {u"author"_s, u"host"_s},
                     {u"author_user_id"_s, m_act.user},
                     {u"text"_s, text},
                     {u"sent_at"_s, textOf(m_act.now)}});
    return applied();
}

Outcome ModelGuests::markRead(const Mutation &mutation)
{
    const QString thread = mutation.args.value("thread_id"_L1).toString();
    const QJsonObject message = m_act.scope.row(u"message"_s, mutation.args.value("up_to_message_id"_L1).toString());
    const int position = message.value("position"_L1).toInt();
    if (message.value("thread_id"_L1) == thread &&
        position > m_act.scope.row(u"thread"_s, thread).value("host_read"_L1).toInt())
        m_act.scope.put(u"thread"_s, thread, {{u"host_read"_s, position}});
    return applied();
}

Outcome ModelGuests::replyToReview(const Mutation &mutation)
{
    const QString id = mutation.args.value("review_id"_L1).toString();
    const QString text = mutation.args.value("text"_L1).toString();
    if (!isWritten(text))
        return rejected(u"VALIDATION_ERROR"_s);
    const QJsonObject review = m_act.scope.row(u"review"_s, id);
    if (review.isEmpty())
        return rejected(u"NOT_FOUND"_s);
    const QString theirs = review.value("reply"_L1).toString();
    const QString seen = mutation.base.value("reply"_L1).toString();
    if (theirs == text)
        return applied();
    if (mutation.base.contains("reply"_L1) && seen != theirs)
        return mergedOutcome({{u"reply"_s, textOrNull(seen), text, textOrNull(theirs)}}, u"CHANGED_MEANWHILE"_s);
    m_act.scope.put(u"review"_s, id, {{u"reply"_s, text}});
    return applied();
}

} // namespace roost::sim
