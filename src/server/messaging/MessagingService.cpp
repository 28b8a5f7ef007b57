#include "MessagingService.h"

#include "domain/MessageRules.h"
#include "server/reservations/BookingAccess.h"
#include "server/tenancy/TenantWrite.h"

namespace roost {

using namespace Qt::StringLiterals;

namespace {

Result<void> checkMayAnswer(const Caller &caller)
{
    if (!caller.may(Permission::AnswerGuests))
        return fail(ErrorCode::Forbidden, u"Only an owner or a manager can write to guests. Ask one of them."_s);
    return {};
}

tl::unexpected<Error> notThere(const QString &text)
{
    return fail(ErrorCode::NotFound, text);
}

// Where the message goes; makes the thread if it is the first one there.
Result<ThreadId> threadFor(ThreadRepository &threads, const NewMessage &message)
{
    const int places = int(!message.thread.isNull()) + int(!message.booking.isNull()) + int(!message.contact.isNull());
    if (places != 1) {
        return fail(ErrorCode::Validation, u"Say where the message goes: a thread, a booking or a contact."_s, {},
                    {{u"field"_s, u"thread_id"_s}});
    }
    const ThreadId id = !message.thread.isNull()    ? message.thread
                        : !message.booking.isNull() ? threadOfBooking(message.booking)
                                                    : threadOfContact(message.contact);
    ROOST_ASSIGN(const bool isThere, threads.lock(id));
    if (isThere)
        return id;
    ThreadSubject subject;
    if (!message.booking.isNull()) {
        ROOST_ASSIGN(const auto found, threads.subjectOf(message.booking));
        if (!found)
            return notThere(u"There is no such booking. It may have been removed."_s);
        subject = *found;
    } else {
        ROOST_ASSIGN(const bool isKnown, threads.hasContact(message.contact));
        if (!isKnown)
            return notThere(u"There is no such conversation. It may have been removed."_s);
        subject.contact = message.contact;
    }
    ROOST_TRY(threads.make(id, subject));
    return id;
}

Result<MessageId> write(ServerContext &context, const Caller &caller, MessageSide side, const NewMessage &newMessage)
{
    ROOST_TRY(checkMessageText(newMessage.text));
    ROOST_ASSIGN(TenantWrite write, TenantWrite::begin(context, caller.tenant, caller.user));
    ThreadRepository threads(context.database, caller.tenant, context.clock.nowUtc());
    Message message{newMessage.id.isNull() ? MessageId::create() : newMessage.id, {}, side, newMessage.text};
    ROOST_ASSIGN(message.thread, threadFor(threads, newMessage));
    ROOST_ASSIGN(const auto existing, threads.find(message.id));
    if (existing && *existing == message)
        return message.id;
    if (existing)
        return fail(ErrorCode::AlreadyExists, u"Another message has this id."_s);
    ROOST_TRY(threads.append(message, caller.user));
    ROOST_TRY(write.commit());
    return message.id;
}

Result<void> read(ServerContext &context, const Caller &caller, MessageSide side, const ThreadId &thread,
                  const MessageId &upTo)
{
    ROOST_ASSIGN(TenantWrite write, TenantWrite::begin(context, caller.tenant, caller.user));
    ThreadRepository threads(context.database, caller.tenant, context.clock.nowUtc());
    ROOST_ASSIGN(const bool isThere, threads.isIn(thread, upTo));
    if (!isThere)
        return notThere(u"There is no such message in this conversation."_s);
    ROOST_TRY(threads.markRead(thread, upTo, side));
    return write.commit();
}

} // namespace

Result<MessageId> MessagingService::send(ServerContext &context, const Caller &caller, const NewMessage &message) const
{
    ROOST_TRY(checkMayAnswer(caller));
    return write(context, caller, MessageSide::Host, message);
}

Result<void> MessagingService::markRead(ServerContext &context, const Caller &caller, const ThreadId &thread,
                                        const MessageId &upTo) const
{
    ROOST_TRY(checkMayAnswer(caller));
    return read(context, caller, MessageSide::Host, thread, upTo);
}

Result<MessageId> MessagingService::sendAsGuest(ServerContext &context, const Caller &guest, const BookingId &booking,
                                                const MessageId &id, const QString &text) const
{
    ROOST_ASSIGN(const Caller caller, asGuestOf(context.database, guest, booking));
    NewMessage message;
    message.id = id;
    message.booking = booking;
    message.text = text;
    return write(context, caller, MessageSide::Guest, message);
}

Result<void> MessagingService::markReadAsGuest(ServerContext &context, const Caller &guest, const BookingId &booking,
                                               const MessageId &upTo) const
{
    ROOST_ASSIGN(const Caller caller, asGuestOf(context.database, guest, booking));
    return read(context, caller, MessageSide::Guest, threadOfBooking(booking), upTo);
}

} // namespace roost
