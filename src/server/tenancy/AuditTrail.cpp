#include "AuditTrail.h"

#include "common/Json.h"

namespace roost {

using namespace Qt::StringLiterals;

Result<void> appendAudit(Database &database, const Caller &caller, const AuditEntry &entry)
{
    ROOST_ASSIGN(Statement insert, database.statement(u"tenancy/append_audit"_s));
    insert.bind(u":tenant_id"_s, caller.tenant)
        .bind(u":user_id"_s, caller.user)
        .bind(u":action"_s, entry.action)
        .bind(u":entity"_s, entry.entity)
        .bind(u":entity_id"_s, uuidText(entry.entityId))
        .bind(u":from_state"_s, entry.fromState)
        .bind(u":to_state"_s, entry.toState)
        .bind(u":detail"_s, QString::fromUtf8(canonicalJson(entry.detail)));
    return insert.exec();
}

} // namespace roost
