#include "PromotionService.h"

#include "common/Json.h"
#include "server/tenancy/AuditTrail.h"
#include "server/tenancy/TenantWrite.h"

namespace roost {

using namespace Qt::StringLiterals;

namespace {

struct PromotionRow
{
    QByteArray json;
    QJsonObject terms;
};

Result<void> checkMayEdit(const Caller &caller)
{
    if (!caller.may(Permission::EditListings))
        return fail(ErrorCode::Forbidden, u"Only an owner or a manager can use promotions. Ask one of them."_s);
    return {};
}

tl::unexpected<Error> noSuchPromotion()
{
    return fail(ErrorCode::NotFound, u"There is no such promotion. It may have been removed."_s);
}

tl::unexpected<Error> codeIsUsed()
{
    return fail(ErrorCode::AlreadyExists, u"Another promotion has this code. Choose another code."_s, {},
                {{u"field"_s, u"code"_s}});
}

Result<std::optional<PromotionRow>> findRow(ServerContext &context, const TenantId &tenant, const PromotionId &id)
{
    ROOST_ASSIGN(Statement find, context.database.statement(u"pricing/promotions"_s));
    find.bind(u":tenant_id"_s, tenant).bind(u":id"_s, id).bind(u":after"_s, QString()).bind(u":limit"_s, 1);
    ROOST_TRY(find.exec());
    if (!find.next())
        return std::optional<PromotionRow>();
    PromotionRow row{find.text(0).toUtf8(), {}};
    ROOST_ASSIGN(row.terms, parseJsonObject(find.text(2).toUtf8()));
    return std::optional(row);
}

// Whether it was written.
Result<bool> writeRow(ServerContext &context, const QString &statementName, const TenantId &tenant,
                      const Promotion &promotion)
{
    ROOST_ASSIGN(Statement write, context.database.statement(statementName));
    write.bind(u":id"_s, promotion.id)
        .bind(u":tenant_id"_s, tenant)
        .bind(u":code"_s, promotion.code)
        .bind(u":terms"_s, QString::fromUtf8(canonicalJson(promotion.toJson())))
        .bind(u":now"_s, context.clock.nowUtc().toString(Qt::ISODateWithMs));
    ROOST_TRY(write.exec());
    return write.rowsAffected() == 1;
}

Result<void> audit(ServerContext &context, const Caller &caller, const QString &action, const PromotionId &id)
{
    return appendAudit(context.database, caller, {action, u"promotion"_s, id.uuid(), {}, {}, {}});
}

} // namespace

Result<QList<JsonRow>> PromotionService::list(ServerContext &context, const Caller &caller,
                                              const RowWindow &window) const
{
    ROOST_TRY(checkMayEdit(caller));
    ROOST_ASSIGN(TenantTransaction read, TenantTransaction::beginRead(context, caller.tenant, caller.user));
    ROOST_ASSIGN(Statement list, context.database.statement(u"pricing/promotions"_s));
    list.bind(u":tenant_id"_s, caller.tenant)
        .bind(u":id"_s, PromotionId())
        .bind(u":after"_s, window.after.value(0))
        .bind(u":limit"_s, window.limit);
    ROOST_TRY(list.exec());
    QList<JsonRow> rows;
    while (list.next())
        rows << JsonRow{list.text(0).toUtf8(), {list.text(1)}};
    ROOST_TRY(read.commit());
    return rows;
}

Result<std::optional<QByteArray>> PromotionService::find(ServerContext &context, const Caller &caller,
                                                         const PromotionId &id) const
{
    ROOST_TRY(checkMayEdit(caller));
    ROOST_ASSIGN(TenantTransaction read, TenantTransaction::beginRead(context, caller.tenant, caller.user));
    ROOST_ASSIGN(const auto row, findRow(context, caller.tenant, id));
    ROOST_TRY(read.commit());
    return row ? std::optional(row->json) : std::nullopt;
}

Result<PromotionId> PromotionService::create(ServerContext &context, const Caller &caller, const PromotionId &id,
                                             const QJsonObject &terms) const
{
    ROOST_TRY(checkMayEdit(caller));
    ROOST_ASSIGN(Promotion promotion, Promotion::fromJson(terms));
    promotion.id = id.isNull() ? PromotionId::create() : id;
    ROOST_ASSIGN(TenantWrite write, TenantWrite::begin(context, caller.tenant, caller.user));
    ROOST_ASSIGN(const bool isNew, writeRow(context, u"pricing/insert_promotion"_s, caller.tenant, promotion));
    if (!isNew)
        return codeIsUsed();
    ROOST_TRY(audit(context, caller, u"promotion.create"_s, promotion.id));
    ROOST_TRY(write.commit());
    return promotion.id;
}

Result<void> PromotionService::edit(ServerContext &context, const Caller &caller, const PromotionId &id,
                                    const QJsonObject &changes) const
{
    ROOST_TRY(checkMayEdit(caller));
    ROOST_ASSIGN(TenantWrite write, TenantWrite::begin(context, caller.tenant, caller.user));
    ROOST_ASSIGN(const auto row, findRow(context, caller.tenant, id));
    if (!row)
        return noSuchPromotion();
    QJsonObject terms = row->terms;
    for (auto change = changes.begin(); change != changes.end(); ++change)
        terms.insert(change.key(), change.value());
    ROOST_ASSIGN(Promotion promotion, Promotion::fromJson(terms));
    promotion.id = id;
    ROOST_ASSIGN(const bool isWritten, writeRow(context, u"pricing/update_promotion"_s, caller.tenant, promotion));
    if (!isWritten)
        return codeIsUsed();
    ROOST_TRY(audit(context, caller, u"promotion.edit"_s, id));
    return write.commit();
}

Result<void> PromotionService::remove(ServerContext &context, const Caller &caller, const PromotionId &id) const
{
    ROOST_TRY(checkMayEdit(caller));
    ROOST_ASSIGN(TenantWrite write, TenantWrite::begin(context, caller.tenant, caller.user));
    ROOST_ASSIGN(Statement remove, context.database.statement(u"pricing/delete_promotion"_s));
    remove.bind(u":id"_s, id).bind(u":tenant_id"_s, caller.tenant);
    ROOST_TRY(remove.exec());
    if (remove.rowsAffected() != 1)
        return noSuchPromotion();
    ROOST_TRY(audit(context, caller, u"promotion.remove"_s, id));
    return write.commit();
}

} // namespace roost
