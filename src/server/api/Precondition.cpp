// The transaction around a conditional change.
#include "Precondition.h"

#include "EntityTags.h"

#include "server/tenancy/TenantWrite.h"

namespace roost::api {

using namespace Qt::StringLiterals;

Result<ApiReply> runIfMatching(const ApiHandler &handler, const PreconditionReader &reader, const ApiRequest &request,
                               ServerContext &context)
{
    ROOST_ASSIGN(const EntityTagList expected, EntityTagList::parse(request.http.header("if-match"), u"If-Match"_s));
    ROOST_ASSIGN(TenantWrite write, TenantWrite::begin(context, request.caller.tenant, request.caller.user));
    const ApiRequest reading{request.http, *reader.operation, request.caller, {}};
    ROOST_ASSIGN(const ApiReply current, reader.handler(reading, context));
    const QByteArray tag = entityTagOf(current.body);
    if (!expected.matchesStrongly(tag)) {
        return fail(ErrorCode::PreconditionFailed,
                    u"This has changed since you loaded it. Load it again and repeat your change."_s, {},
                    {{u"etag"_s, QString::fromLatin1(tag)}});
    }
    ROOST_ASSIGN(ApiReply reply, handler(request, context));
    ROOST_TRY(write.commit());
    return reply;
}

} // namespace roost::api
