// The finders of ReplicaReader for conversations and tasks.
#include "FinderRows.h"
#include "ReplicaReader.h"
#include "RowReading.h"

#include "storage/Database.h"

namespace roost::replica {

using namespace Qt::StringLiterals;

Result<QList<ThreadRow>> ReplicaReader::threads(int limit, int offset, bool unreadOnly)
{
    ROOST_ASSIGN(Statement query, statement(u"threads"_s));
    query.bind(u":unread_only"_s, unreadOnly ? 1 : 0).bind(u":limit"_s, limit).bind(u":offset"_s, offset);
    return readAll(query, readThread);
}

Result<std::optional<ThreadRow>> ReplicaReader::thread(const ThreadId &id)
{
    ROOST_ASSIGN(Statement query, statement(u"thread"_s));
    query.bind(u":id"_s, id);
    return readOne(query, readThread);
}

Result<QList<MessageRow>> ReplicaReader::messages(const ThreadId &thread, int limit)
{
    ROOST_ASSIGN(Statement query, statement(u"messages"_s));
    query.bind(u":thread_id"_s, thread).bind(u":limit"_s, limit);
    return readAll(query, readMessage);
}

Result<QList<TaskRow>> ReplicaReader::tasks(const TaskFilter &filter, int limit, int offset)
{
    ROOST_ASSIGN(Statement query, statement(u"tasks"_s));
    query.bind(u":states"_s, filter.states.isEmpty() ? u""_s : u",%1,"_s.arg(filter.states.join(u',')))
        .bind(u":listing_id"_s, filter.listing)
        .bind(u":booking_id"_s, filter.booking)
        .bind(u":due_before"_s, filter.dueBefore.isNull() ? QString() : filter.dueBefore.toString(Qt::ISODate))
        .bind(u":limit"_s, limit)
        .bind(u":offset"_s, offset);
    return readAll(query, readTask);
}

Result<std::optional<TaskRow>> ReplicaReader::task(const TaskId &id)
{
    ROOST_ASSIGN(Statement query, statement(u"task"_s));
    query.bind(u":id"_s, id);
    return readOne(query, readTask);
}

} // namespace roost::replica
