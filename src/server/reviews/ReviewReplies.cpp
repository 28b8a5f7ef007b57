#include "ReviewReplies.h"

#include "domain/MessageRules.h"
#include "server/tenancy/AuditTrail.h"
#include "server/tenancy/TenantWrite.h"

namespace roost {

using namespace Qt::StringLiterals;

namespace {

QJsonValue textOrNull(const QString &text)
{
    return text.isEmpty() ? QJsonValue(QJsonValue::Null) : QJsonValue(text);
}

// Nothing: there is no such review.
Result<std::optional<QString>> replyNow(Database &database, const TenantId &tenant, const ReviewId &review)
{
    ROOST_ASSIGN(Statement find, database.statement(u"reviews/find_reply"_s));
    find.bind(u":id"_s, review).bind(u":tenant_id"_s, tenant);
    ROOST_TRY(find.exec());
    return find.next() ? std::optional(find.text(0)) : std::nullopt;
}

} // namespace

Result<std::optional<MergeConflict>> ReviewReplies::reply(ServerContext &context, const Caller &caller,
                                                          const ReviewId &review, const QString &text,
                                                          const std::optional<QString> &seen) const
{
    if (!caller.may(Permission::AnswerGuests))
        return fail(ErrorCode::Forbidden, u"Only an owner or a manager can reply to reviews. Ask one of them."_s);
    ROOST_TRY(checkMessageText(text));
    ROOST_ASSIGN(TenantWrite write, TenantWrite::begin(context, caller.tenant, caller.user));
    ROOST_ASSIGN(const auto now, replyNow(context.database, caller.tenant, review));
    if (!now)
        return fail(ErrorCode::NotFound, u"There is no such review. It may have been removed."_s);
    if (*now == text)
        return std::optional<MergeConflict>();
    if (seen && *seen != *now)
        return std::optional(MergeConflict{u"reply"_s, textOrNull(*seen), text, textOrNull(*now)});
    ROOST_ASSIGN(Statement set, context.database.statement(u"reviews/set_reply"_s));
    set.bind(u":text"_s, text).bind(u":id"_s, review).bind(u":tenant_id"_s, caller.tenant);
    ROOST_TRY(set.exec());
    ROOST_TRY(appendAudit(context.database, caller, {u"review.reply"_s, u"review"_s, review.uuid(), {}, {}, {}}));
    ROOST_TRY(write.commit());
    return std::optional<MergeConflict>();
}

Result<std::optional<QByteArray>> ReviewReplies::read(ServerContext &context, const Caller &caller,
                                                      const ReviewId &review) const
{
    if (!caller.may(Permission::SeeAllBookings))
        return fail(ErrorCode::Forbidden, u"Only owners and managers see all reviews."_s);
    ROOST_ASSIGN(TenantTransaction transaction, TenantTransaction::beginRead(context, caller.tenant, caller.user));
    ROOST_ASSIGN(Statement read, context.database.statement(u"reviews/read"_s));
    read.bind(u":id"_s, review).bind(u":tenant_id"_s, caller.tenant);
    ROOST_TRY(read.exec());
    const auto json = read.next() ? std::optional(read.text(0).toUtf8()) : std::nullopt;
    ROOST_TRY(transaction.commit());
    return json;
}

} // namespace roost
