// What hosts write to guests, in public and in private, and what they note about them.
#include "MutationHandlers.h"

#include "server/contacts/ContactService.h"
#include "server/messaging/MessagingService.h"
#include "server/reviews/ReviewReplies.h"

namespace roost {

using namespace Qt::StringLiterals;
using namespace sync;

namespace {

Result<Outcome> sendMessage(ServerContext &context, const Caller &caller, const Mutation &mutation)
{
    NewMessage message;
    ROOST_ASSIGN(message.id, idArgument<MessageId>(mutation, u"message_id"_s));
    ROOST_ASSIGN(const QUuid thread, uuidArgumentOrNull(mutation, u"thread_id"_s));
    ROOST_ASSIGN(const QUuid booking, uuidArgumentOrNull(mutation, u"booking_id"_s));
    ROOST_ASSIGN(const QUuid contact, uuidArgumentOrNull(mutation, u"contact_id"_s));
    message.thread = ThreadId(thread);
    message.booking = BookingId(booking);
    message.contact = ContactId(contact);
    ROOST_ASSIGN(message.text, jsonString(mutation.args, u"text"_s));
    ROOST_TRY(MessagingService().send(context, caller, message));
    return applied();
}

Result<Outcome> markRead(ServerContext &context, const Caller &caller, const Mutation &mutation)
{
    ROOST_ASSIGN(const auto thread, idArgument<ThreadId>(mutation, u"thread_id"_s));
    ROOST_ASSIGN(const auto message, idArgument<MessageId>(mutation, u"up_to_message_id"_s));
    const auto marked = MessagingService().markRead(context, caller, thread, message);
    // A conversation that is gone has nothing unread: there is nothing to decide.
    if (!marked && !isGone(marked.error()))
        return fail(marked.error());
    return applied();
}

Result<Outcome> replyToReview(ServerContext &context, const Caller &caller, const Mutation &mutation)
{
    ROOST_ASSIGN(const auto review, idArgument<ReviewId>(mutation, u"review_id"_s));
    ROOST_ASSIGN(const QString text, jsonString(mutation.args, u"text"_s));
    const auto seen =
        mutation.base.contains(u"reply") ? std::optional(mutation.base.value(u"reply").toString(u""_s)) : std::nullopt;
    ROOST_ASSIGN(const auto conflict, ReviewReplies().reply(context, caller, review, text, seen));
    return mergedWith(conflict ? QList{*conflict} : QList<MergeConflict>());
}

Result<Outcome> editContact(ServerContext &context, const Caller &caller, const Mutation &mutation)
{
    ROOST_ASSIGN(const auto contact, idArgument<ContactId>(mutation, u"contact_id"_s));
    ROOST_ASSIGN(const QJsonObject changes, jsonObject(mutation.args, u"changes"_s));
    ROOST_ASSIGN(const auto conflicts, ContactService().edit(context, caller, contact, changes, mutation.base));
    return mergedWith(conflicts);
}

} // namespace

MutationHandlers guestHandlers()
{
    return {{u"message.send"_s, sendMessage},
            {u"message.mark_read"_s, markRead},
            {u"review.reply"_s, replyToReview},
            {u"contact.edit"_s, editContact}};
}

} // namespace roost
