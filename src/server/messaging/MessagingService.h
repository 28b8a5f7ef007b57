// Hosts and guests write to each other. Each call is one transaction of the tenant; works alone and inside a
// transaction of the caller, which goes on when it fails.
#pragma once

#include "ThreadRepository.h"

#include "server/tenancy/Caller.h"
#include "server/tenancy/ServerContext.h"

namespace roost {

struct NewMessage
{
    MessageId id; // null: one is made
    // Where it goes, one of them: a thread that is there; the thread of a booking, or of a contact, which is made with
    // its first message.
    ThreadId thread;
    BookingId booking;
    ContactId contact;
    QString text;
};

class MessagingService
{
public:
    // The host writes (needs AnswerGuests: else Forbidden). The same id, thread and text again is the message that is
    // there; another one with this id AlreadyExists.
    // NotFound (thread, booking, contact), Validation (the text; not exactly one place).
    Result<MessageId> send(ServerContext &context, const Caller &caller, const NewMessage &message) const;
    // The host has read up to this message: a mark for all of the tenant. An earlier one changes nothing. NotFound,
    // Forbidden.
    Result<void> markRead(ServerContext &context, const Caller &caller, const ThreadId &thread,
                          const MessageId &upTo) const;

    // The guest writes in the thread of their own booking: else NotFound. Otherwise as above.
    Result<MessageId> sendAsGuest(ServerContext &context, const Caller &guest, const BookingId &booking,
                                  const MessageId &id, const QString &text) const;
    Result<void> markReadAsGuest(ServerContext &context, const Caller &guest, const BookingId &booking,
                                 const MessageId &upTo) const;
};

} // namespace roost
