// Decodes and encodes contacts.
#include "ContactController.h"

#include "ApiServer.h"
#include "Paging.h"

#include "server/contacts/ContactService.h"

namespace roost::api {

using namespace Qt::StringLiterals;

namespace {

Result<ApiReply> list(const ApiRequest &request, ServerContext &context)
{
    ROOST_ASSIGN(const Page page, pageOf(request, {KeyPart::Uuid}));
    ROOST_ASSIGN(const auto rows, ContactService().list(context, request.caller, page.window()));
    return PageWriter(page).add(rows).reply();
}

Result<ApiReply> read(const ApiRequest &request, ServerContext &context)
{
    ROOST_ASSIGN(const auto contact,
                 ContactService().read(context, request.caller, request.pathId<ContactId>("contact_id")));
    if (!contact)
        return fail(ErrorCode::NotFound, u"There is no such contact. It may have been removed."_s);
    return ApiReply::raw(*contact);
}

Result<ApiReply> edit(const ApiRequest &request, ServerContext &context)
{
    ROOST_TRY(ContactService().edit(context, request.caller, request.pathId<ContactId>("contact_id"), request.body));
    return read(request, context);
}

} // namespace

void registerContactController(ApiServer &server)
{
    server.handle(u"listContacts"_s, list);
    server.handle(u"readContact"_s, read);
    server.handle(u"editContact"_s, edit);
}

} // namespace roost::api
