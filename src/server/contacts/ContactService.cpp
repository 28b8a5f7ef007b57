#include "ContactService.h"

#include "domain/ContactRules.h"
#include "server/tenancy/AuditTrail.h"
#include "server/tenancy/TenantWrite.h"

#include <QJsonArray>

namespace roost {

using namespace Qt::StringLiterals;

namespace {

Result<void> checkMay(const Caller &caller, Permission permission)
{
    if (!caller.may(permission))
        return fail(ErrorCode::Forbidden, u"Only an owner or a manager sees and edits guests. Ask one of them."_s);
    return {};
}

Result<std::optional<QJsonObject>> lockContact(Database &database, const TenantId &tenant, const ContactId &id)
{
    ROOST_ASSIGN(Statement find, database.statement(u"contacts/find"_s));
    find.bind(u":id"_s, id).bind(u":tenant_id"_s, tenant);
    ROOST_TRY(find.exec());
    if (!find.next())
        return std::optional<QJsonObject>();
    return std::optional(QJsonObject{
        {u"name"_s, find.text(0)}, {u"email"_s, find.text(1)}, {u"phone"_s, find.text(2)}, {u"notes"_s, find.text(3)}});
}

Result<void> store(Database &database, const TenantId &tenant, const ContactId &id, const QJsonObject &contact)
{
    ROOST_ASSIGN(Statement update, database.statement(u"contacts/update"_s));
    update.bind(u":id"_s, id).bind(u":tenant_id"_s, tenant);
    for (auto field = contact.begin(); field != contact.end(); ++field)
        update.bind(u':' + field.key(), field.value().toString());
    return update.exec();
}

} // namespace

Result<QList<MergeConflict>> ContactService::edit(ServerContext &context, const Caller &caller, const ContactId &id,
                                                  const QJsonObject &changes,
                                                  const std::optional<QJsonObject> &base) const
{
    ROOST_TRY(checkMay(caller, Permission::AnswerGuests));
    ROOST_TRY(checkContactChanges(changes));
    ROOST_ASSIGN(TenantWrite write, TenantWrite::begin(context, caller.tenant, caller.user));
    ROOST_ASSIGN(const auto found, lockContact(context.database, caller.tenant, id));
    if (!found)
        return fail(ErrorCode::NotFound, u"There is no such contact. It may have been removed."_s);
    const FieldMerge merge = mergeFields(*found, base.value_or(QJsonObject()), changes);
    if (merge.apply.isEmpty())
        return merge.conflicts;
    QJsonObject contact = *found;
    for (auto field = merge.apply.begin(); field != merge.apply.end(); ++field)
        contact.insert(field.key(), field.value());
    ROOST_TRY(store(context.database, caller.tenant, id, contact));
    // Which fields, not what they hold.
    const QJsonObject detail{{u"fields"_s, QJsonArray::fromStringList(merge.apply.keys())}};
    ROOST_TRY(appendAudit(context.database, caller, {u"contact.edit"_s, u"contact"_s, id.uuid(), {}, {}, detail}));
    ROOST_TRY(write.commit());
    return merge.conflicts;
}

Result<std::optional<QByteArray>> ContactService::read(ServerContext &context, const Caller &caller,
                                                       const ContactId &id) const
{
    ROOST_TRY(checkMay(caller, Permission::SeeAllBookings));
    ROOST_ASSIGN(TenantTransaction transaction, TenantTransaction::beginRead(context, caller.tenant, caller.user));
    ROOST_ASSIGN(Statement read, context.database.statement(u"contacts/read"_s));
    read.bind(u":id"_s, id).bind(u":tenant_id"_s, caller.tenant);
    ROOST_TRY(read.exec());
    const auto json = read.next() ? std::optional(read.text(0).toUtf8()) : std::nullopt;
    ROOST_TRY(transaction.commit());
    return json;
}

Result<QList<JsonRow>> ContactService::list(ServerContext &context, const Caller &caller, const RowWindow &window) const
{
    ROOST_TRY(checkMay(caller, Permission::SeeAllBookings));
    ROOST_ASSIGN(TenantTransaction transaction, TenantTransaction::beginRead(context, caller.tenant, caller.user));
    ROOST_ASSIGN(Statement list, context.database.statement(u"contacts/list"_s));
    list.bind(u":tenant_id"_s, caller.tenant)
        .bind(u":after_id"_s, ContactId::fromString(window.after.value(0)))
        .bind(u":limit"_s, window.limit);
    ROOST_TRY(list.exec());
    QList<JsonRow> rows;
    while (list.next())
        rows << JsonRow{list.text(0).toUtf8(), {list.text(1)}};
    ROOST_TRY(transaction.commit());
    return rows;
}

} // namespace roost
