// Messages, replies to reviews and contacts, as they are seen before the server has answered.
#include "MutationEffects.h"

#include "domain/ContactRules.h"
#include "domain/MessageRules.h"

namespace roost::replica {

using namespace Qt::StringLiterals;

namespace {

using Effects = Result<QList<RowEffect>>;

// What isn't here: an error now, and no effect later.
Effects missing(const QString &table, EffectMode mode)
{
    return mode == EffectMode::Checked ? Effects(notHere(table)) : QList<RowEffect>();
}

QString threadIdOf(const QJsonObject &args)
{
    if (args.contains(u"booking_id"))
        return threadOfBooking(BookingId::fromString(args.value(u"booking_id").toString())).toString();
    if (args.contains(u"contact_id"))
        return threadOfContact(ContactId::fromString(args.value(u"contact_id").toString())).toString();
    return args.value(u"thread_id").toString();
}

// A thread for its first message. Empty: what it would be about isn't here.
Result<std::optional<QJsonObject>> newThread(RowStore &rows, const QString &id, const QJsonObject &args)
{
    QJsonObject thread{{u"id"_s, id},
                       {u"booking_id"_s, args.value(u"booking_id")},
                       {u"contact_id"_s, args.value(u"contact_id")},
                       {u"message_count"_s, 0},
                       {u"host_read"_s, 0},
                       {u"guest_read"_s, 0},
                       {u"version"_s, 0}};
    const QString table = args.contains(u"booking_id") ? u"booking"_s : u"contact"_s;
    const QString subject = args.value(table + u"_id"_s).toString();
    ROOST_ASSIGN(const auto row, rows.load(table, subject));
    if (!row)
        return std::optional<QJsonObject>();
    if (table == u"booking")
        thread.insert(u"contact_id"_s, row->value(u"contact_id"));
    return std::optional(thread);
}

Effects sent(RowStore &rows, const QJsonObject &args, EffectMode mode)
{
    if (mode == EffectMode::Checked)
        ROOST_TRY(checkMessageText(args.value(u"text").toString()));
    const QString threadId = threadIdOf(args);
    const QString messageId = args.value(u"message_id").toString();
    ROOST_ASSIGN(const auto message, rows.load(u"message"_s, messageId));
    if (message)
        return QList<RowEffect>();
    ROOST_ASSIGN(const auto before, rows.load(u"thread"_s, threadId));
    std::optional<QJsonObject> thread = before;
    if (!thread && threadId != args.value(u"thread_id").toString()) {
        ROOST_ASSIGN(thread, newThread(rows, threadId, args));
    }
    if (!thread)
        return missing(args.contains(u"booking_id") ? u"booking"_s : u"thread"_s, mode);
    const int count = thread->value(u"message_count").toInt();
    if (thread->value(u"host_read").toInt() == count)
        thread->insert(u"host_read"_s, count + 1);
    thread->insert(u"message_count"_s, count + 1);
    thread->insert(u"last_message_at"_s, madeAt(messageId));
    const QJsonObject row{{u"id"_s, messageId},
                          {u"thread_id"_s, threadId},
                          {u"position"_s, count + 1},
                          {u"author"_s, u"host"_s},
                          {u"author_user_id"_s, QJsonValue::Null},
                          {u"text"_s, args.value(u"text")},
                          {u"sent_at"_s, madeAt(messageId)},
                          {u"version"_s, 0}};
    return QList<RowEffect>{{u"thread"_s, threadId, before, thread}, {u"message"_s, messageId, std::nullopt, row}};
}

Effects markedRead(RowStore &rows, const QJsonObject &args, EffectMode mode)
{
    const QString threadId = args.value(u"thread_id").toString();
    ROOST_ASSIGN(const auto before, rows.load(u"thread"_s, threadId));
    ROOST_ASSIGN(const auto message, rows.load(u"message"_s, args.value(u"up_to_message_id").toString()));
    if (!before || !message || message->value(u"thread_id") != threadId)
        return missing(u"thread"_s, mode);
    const int position = message->value(u"position").toInt();
    if (before->value(u"host_read").toInt() >= position)
        return QList<RowEffect>();
    QJsonObject after = *before;
    after.insert(u"host_read"_s, position);
    return QList<RowEffect>{{u"thread"_s, threadId, before, after}};
}

Effects replied(RowStore &rows, const QJsonObject &args, EffectMode mode)
{
    const QString id = args.value(u"review_id").toString();
    ROOST_ASSIGN(const auto before, rows.load(u"review"_s, id));
    if (!before)
        return missing(u"review"_s, mode);
    if (mode == EffectMode::Checked)
        ROOST_TRY(checkMessageText(args.value(u"text").toString()));
    QJsonObject after = *before;
    after.insert(u"reply"_s, args.value(u"text"));
    return QList<RowEffect>{{u"review"_s, id, before, after}};
}

Effects editedContact(RowStore &rows, const QJsonObject &args, EffectMode mode)
{
    const QString id = args.value(u"contact_id").toString();
    ROOST_ASSIGN(const auto before, rows.load(u"contact"_s, id));
    if (!before)
        return missing(u"contact"_s, mode);
    const QJsonObject changes = args.value(u"changes").toObject();
    if (mode == EffectMode::Checked)
        ROOST_TRY(checkContactChanges(changes));
    QJsonObject after = *before;
    for (auto change = changes.begin(); change != changes.end(); ++change)
        after.insert(change.key(), change.value());
    return QList<RowEffect>{{u"contact"_s, id, before, after}};
}

} // namespace

Effects guestEffects(RowStore &rows, const sync::Mutation &mutation, EffectMode mode)
{
    if (mutation.name == u"message.send")
        return sent(rows, mutation.args, mode);
    if (mutation.name == u"message.mark_read")
        return markedRead(rows, mutation.args, mode);
    if (mutation.name == u"review.reply")
        return replied(rows, mutation.args, mode);
    return editedContact(rows, mutation.args, mode);
}

} // namespace roost::replica
