// The rows of thread and message. Inside a TenantTransaction of the tenant; rules and permissions are the service's
// part.
#pragma once

#include "common/Id.h"
#include "storage/Database.h"

namespace roost {

enum class MessageSide { Host, Guest };

// What a thread is about: a booking, or a contact outside of any.
struct ThreadSubject
{
    BookingId booking; // may be null
    ContactId contact; // may be null if there is a booking
    UserId guest;      // who reads and writes along; may be null
};

struct Message
{
    MessageId id;
    ThreadId thread;
    MessageSide side = MessageSide::Host;
    QString text;

    friend bool operator==(const Message &, const Message &) = default;
};

class ThreadRepository
{
public:
    ThreadRepository(Database &database, const TenantId &tenant, const QDateTime &nowUtc);

    // Locks the row until the transaction ends.
    Result<bool> lock(const ThreadId &id);
    // Nothing when it is there already.
    Result<void> make(const ThreadId &id, const ThreadSubject &subject);
    // Empty: there is no such booking.
    Result<std::optional<ThreadSubject>> subjectOf(const BookingId &booking);
    Result<bool> hasContact(const ContactId &contact);

    Result<std::optional<Message>> find(const MessageId &id);
    // At the thread's end. AlreadyExists when the id is used.
    Result<void> append(const Message &message, const UserId &author);
    Result<bool> isIn(const ThreadId &thread, const MessageId &message);
    // The mark only goes up.
    Result<void> markRead(const ThreadId &thread, const MessageId &upTo, MessageSide side);

private:
    Database &m_database;
    TenantId m_tenant;
    QDateTime m_nowUtc;
};

} // namespace roost
