// Decodes and encodes conversations.
#include "MessageController.h"

#include "ApiServer.h"
#include "Paging.h"

#include "server/messaging/MessageQueries.h"
#include "server/messaging/MessagingService.h"

namespace roost::api {

using namespace Qt::StringLiterals;

namespace {

template <class AnyId>
AnyId bodyId(const ApiRequest &request, QLatin1StringView name)
{
    return AnyId::fromString(request.body.value(name).toString());
}

Result<ApiReply> listThreads(const ApiRequest &request, ServerContext &context)
{
    ROOST_ASSIGN(const Page page, pageOf(request, {KeyPart::Integer, KeyPart::Uuid}));
    const auto booking = BookingId::fromString(request.queryText(u"booking_id"_s));
    ROOST_ASSIGN(const auto rows, MessageQueries().threads(context, request.caller, booking, page.window()));
    return PageWriter(page).add(rows).reply();
}

Result<ApiReply> listMessages(const ApiRequest &request, ServerContext &context)
{
    ROOST_ASSIGN(const Page page, pageOf(request, {KeyPart::Integer}));
    const auto thread = request.pathId<ThreadId>("thread_id");
    ROOST_ASSIGN(const auto rows, MessageQueries().messages(context, request.caller, thread, page.window()));
    return PageWriter(page).add(rows).reply();
}

Result<ApiReply> madeMessage(const std::optional<QByteArray> &message, const QString &location)
{
    if (!message)
        return fail(ErrorCode::NotFound, u"There is no such message. It may have been removed."_s);
    return ApiReply::created(*message, location);
}

Result<ApiReply> send(const ApiRequest &request, ServerContext &context)
{
    const NewMessage message{bodyId<MessageId>(request, "id"_L1), bodyId<ThreadId>(request, "thread_id"_L1),
                             bodyId<BookingId>(request, "booking_id"_L1), bodyId<ContactId>(request, "contact_id"_L1),
                             request.body.value("text"_L1).toString()};
    ROOST_ASSIGN(const MessageId id, MessagingService().send(context, request.caller, message));
    ROOST_ASSIGN(const auto made, MessageQueries().message(context, request.caller, id));
    return madeMessage(made, QString::fromLatin1(request.http.path) + u'/' + id.toString());
}

Result<ApiReply> markRead(const ApiRequest &request, ServerContext &context)
{
    const auto thread = request.pathId<ThreadId>("thread_id");
    const auto upTo = bodyId<MessageId>(request, "up_to_message_id"_L1);
    ROOST_TRY(MessagingService().markRead(context, request.caller, thread, upTo));
    return ApiReply::noContent();
}

Result<ApiReply> listMine(const ApiRequest &request, ServerContext &context)
{
    ROOST_ASSIGN(const Page page, pageOf(request, {KeyPart::Integer}));
    const auto booking = request.pathId<BookingId>("booking_id");
    ROOST_ASSIGN(const auto rows, MessageQueries().messagesForGuest(context, request.caller, booking, page.window()));
    return PageWriter(page).add(rows).reply();
}

Result<ApiReply> writeToHost(const ApiRequest &request, ServerContext &context)
{
    const auto booking = request.pathId<BookingId>("booking_id");
    ROOST_ASSIGN(const MessageId id,
                 MessagingService().sendAsGuest(context, request.caller, booking, bodyId<MessageId>(request, "id"_L1),
                                                request.body.value("text"_L1).toString()));
    ROOST_ASSIGN(const auto made, MessageQueries().messageForGuest(context, request.caller, booking, id));
    return madeMessage(made, QString::fromLatin1(request.http.path) + u'/' + id.toString());
}

Result<ApiReply> markMineRead(const ApiRequest &request, ServerContext &context)
{
    const auto booking = request.pathId<BookingId>("booking_id");
    const auto upTo = bodyId<MessageId>(request, "up_to_message_id"_L1);
    ROOST_TRY(MessagingService().markReadAsGuest(context, request.caller, booking, upTo));
    return ApiReply::noContent();
}

} // namespace

void registerMessageController(ApiServer &server)
{
    server.handle(u"listThreads"_s, listThreads);
    server.handle(u"listMessages"_s, listMessages);
    server.handle(u"sendMessage"_s, send);
    server.handle(u"markThreadRead"_s, markRead);
    server.handle(u"listMyMessages"_s, listMine);
    server.handle(u"writeToHost"_s, writeToHost);
    server.handle(u"markMyMessagesRead"_s, markMineRead);
}

} // namespace roost::api
