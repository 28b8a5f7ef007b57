// Edits of what is written to guests, and noted about them.
#include "Edits.h"

namespace roost::replica {

using namespace Qt::StringLiterals;

namespace {

Edit message(const MessageId &newMessage, const QString &place, const QString &placeId, const QString &text)
{
    return {u"message.send"_s,
            {{u"message_id"_s, newMessage.toString()}, {place, placeId}, {u"text"_s, text.isNull() ? u""_s : text}},
            {}};
}

} // namespace

Edit editContact(const ContactRow &shown, const QJsonObject &fields)
{
    const QJsonObject before{{u"name"_s, shown.name},
                             {u"email"_s, shown.email.isNull() ? u""_s : shown.email},
                             {u"phone"_s, shown.phone.isNull() ? u""_s : shown.phone},
                             {u"notes"_s, shown.notes.isNull() ? u""_s : shown.notes}};
    QJsonObject real;
    QJsonObject base;
    for (auto field = fields.begin(); field != fields.end(); ++field) {
        if (before.value(field.key()) == field.value())
            continue;
        real.insert(field.key(), field.value());
        base.insert(field.key(), before.value(field.key()));
    }
    return {u"contact.edit"_s, {{u"contact_id"_s, shown.id.toString()}, {u"changes"_s, real}}, base};
}

Edit writeAbout(const MessageId &newMessage, const BookingId &booking, const QString &text)
{
    return message(newMessage, u"booking_id"_s, booking.toString(), text);
}

Edit answer(const MessageId &newMessage, const ThreadId &thread, const QString &text)
{
    return message(newMessage, u"thread_id"_s, thread.toString(), text);
}

Edit writeTo(const MessageId &newMessage, const ContactId &contact, const QString &text)
{
    return message(newMessage, u"contact_id"_s, contact.toString(), text);
}

Edit markRead(const MessageRow &upTo)
{
    return {u"message.mark_read"_s,
            {{u"thread_id"_s, upTo.thread.toString()}, {u"up_to_message_id"_s, upTo.id.toString()}},
            {}};
}

Edit replyToReview(const ReviewRow &shown, const QString &text)
{
    const QJsonValue seen = shown.reply.isEmpty() ? QJsonValue(QJsonValue::Null) : QJsonValue(shown.reply);
    return {u"review.reply"_s,
            {{u"review_id"_s, shown.id.toString()}, {u"text"_s, text.isNull() ? u""_s : text}},
            {{u"reply"_s, seen}}};
}

} // namespace roost::replica
