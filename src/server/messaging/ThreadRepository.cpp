#include "ThreadRepository.h"

namespace roost {

using namespace Qt::StringLiterals;

namespace {

QString sideName(MessageSide side)
{
    return side == MessageSide::Host ? u"host"_s : u"guest"_s;
}

} // namespace

ThreadRepository::ThreadRepository(Database &database, const TenantId &tenant, const QDateTime &nowUtc)
    : m_database(database)
    , m_tenant(tenant)
    , m_nowUtc(nowUtc)
{
}

Result<bool> ThreadRepository::lock(const ThreadId &id)
{
    ROOST_ASSIGN(Statement find, m_database.statement(u"messaging/find_thread"_s));
    find.bind(u":id"_s, id).bind(u":tenant_id"_s, m_tenant);
    ROOST_TRY(find.exec());
    return find.next();
}

Result<void> ThreadRepository::make(const ThreadId &id, const ThreadSubject &subject)
{
    ROOST_ASSIGN(Statement insert, m_database.statement(u"messaging/insert_thread"_s));
    insert.bind(u":id"_s, id)
        .bind(u":tenant_id"_s, m_tenant)
        .bind(u":booking_id"_s, subject.booking)
        .bind(u":contact_id"_s, subject.contact)
        .bind(u":guest_user_id"_s, subject.guest)
        .bind(u":now"_s, m_nowUtc.toString(Qt::ISODateWithMs));
    return insert.exec();
}

Result<std::optional<ThreadSubject>> ThreadRepository::subjectOf(const BookingId &booking)
{
    ROOST_ASSIGN(Statement find, m_database.statement(u"messaging/party_of_booking"_s));
    find.bind(u":booking_id"_s, booking).bind(u":tenant_id"_s, m_tenant);
    ROOST_TRY(find.exec());
    if (!find.next())
        return std::optional<ThreadSubject>();
    return std::optional(ThreadSubject{booking, find.id<ContactId>(0), find.id<UserId>(1)});
}

Result<bool> ThreadRepository::hasContact(const ContactId &contact)
{
    ROOST_ASSIGN(Statement find, m_database.statement(u"messaging/contact_is_there"_s));
    find.bind(u":contact_id"_s, contact).bind(u":tenant_id"_s, m_tenant);
    ROOST_TRY(find.exec());
    return find.next() && find.boolean(0);
}

Result<std::optional<Message>> ThreadRepository::find(const MessageId &id)
{
    ROOST_ASSIGN(Statement find, m_database.statement(u"messaging/find_message"_s));
    find.bind(u":id"_s, id).bind(u":tenant_id"_s, m_tenant);
    ROOST_TRY(find.exec());
    if (!find.next())
        return std::optional<Message>();
    const MessageSide side = find.text(1) == sideName(MessageSide::Guest) ? MessageSide::Guest : MessageSide::Host;
    return std::optional(Message{id, find.id<ThreadId>(0), side, find.text(2)});
}

Result<void> ThreadRepository::append(const Message &message, const UserId &author)
{
    ROOST_ASSIGN(Statement append, m_database.statement(u"messaging/append_message"_s));
    append.bind(u":id"_s, message.id)
        .bind(u":tenant_id"_s, m_tenant)
        .bind(u":thread_id"_s, message.thread)
        .bind(u":author"_s, sideName(message.side))
        .bind(u":user_id"_s, author)
        .bind(u":text"_s, message.text)
        .bind(u":now"_s, m_nowUtc.toString(Qt::ISODateWithMs));
    return append.exec();
}

Result<bool> ThreadRepository::isIn(const ThreadId &thread, const MessageId &message)
{
    ROOST_ASSIGN(Statement find, m_database.statement(u"messaging/message_is_there"_s));
    find.bind(u":id"_s, message).bind(u":thread_id"_s, thread).bind(u":tenant_id"_s, m_tenant);
    ROOST_TRY(find.exec());
    return find.next() && find.boolean(0);
}

Result<void> ThreadRepository::markRead(const ThreadId &thread, const MessageId &upTo, MessageSide side)
{
    ROOST_ASSIGN(Statement mark, m_database.statement(u"messaging/mark_read"_s));
    mark.bind(u":thread_id"_s, thread)
        .bind(u":message_id"_s, upTo)
        .bind(u":tenant_id"_s, m_tenant)
        .bind(u":side"_s, sideName(side));
    return mark.exec();
}

} // namespace roost
