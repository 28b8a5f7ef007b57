#include "ServiceUnits.h"

#include "domain/scheduling/JsonReader.h"
#include "domain/scheduling/ServiceTerms.h"
#include "domain/scheduling/WorkingHours.h"
#include "server/tenancy/AuditTrail.h"
#include "server/tenancy/TenantWrite.h"

namespace roost {

using namespace Qt::StringLiterals;

namespace {

constexpr int kLongestUnitName = 200;
constexpr int kUuidLength = 36;

// The account of a member of the tenant, who then sees these appointments; null: nobody's.
QJsonValue accountOf(JsonReader &reader)
{
    const QString field = u"user_id"_s;
    const QString text = reader.name(field, kUuidLength);
    const UserId user = UserId::fromString(text);
    if (!text.isEmpty() && user.isNull())
        reader.refuse(field, u"This must be the id of a user."_s);
    return user.isNull() ? QJsonValue(QJsonValue::Null) : QJsonValue(user.toString());
}

} // namespace

Result<QJsonObject> checkedStaff(const QJsonObject &fields)
{
    std::optional<Error> error;
    JsonReader reader(fields, {}, error);
    reader.require(u"name"_s);
    reader.require(u"hours"_s);
    QJsonObject checked{
        {u"name"_s, reader.name(u"name"_s, kLongestUnitName)},
        {u"skills"_s, QJsonArray::fromStringList(reader.names(u"skills"_s, kLongestSkillName, kMostSkills))},
        {u"active"_s, reader.flag(u"active"_s, true)},
        {u"user_id"_s, accountOf(reader)}};
    reader.object(u"hours"_s);
    reader.finish();
    if (error)
        return fail(*std::move(error));
    ROOST_ASSIGN(const WorkingHours hours, WorkingHours::fromJson(fields.value(u"hours").toObject()));
    checked.insert(u"hours"_s, hours.toJson());
    return checked;
}

Result<QJsonObject> checkedResource(const QJsonObject &fields)
{
    std::optional<Error> error;
    JsonReader reader(fields, {}, error);
    reader.require(u"name"_s);
    reader.require(u"kind"_s);
    const QJsonObject checked{{u"name"_s, reader.name(u"name"_s, kLongestUnitName)},
                              {u"kind"_s, reader.name(u"kind"_s, kLongestResourceKind)},
                              {u"active"_s, reader.flag(u"active"_s, true)}};
    reader.finish();
    if (error)
        return fail(*std::move(error));
    return checked;
}

ServiceUnits::ServiceUnits(ServerContext &context, const Caller &caller, ServiceUnitKind kind)
    : m_context(context)
    , m_caller(caller)
    , m_kind(kind)
{
}

Result<void> ServiceUnits::checkMayEdit() const
{
    if (!m_caller.may(Permission::EditListings)) {
        return fail(ErrorCode::Forbidden,
                    u"Only an owner or a manager can change staff and resources. Ask one of them."_s);
    }
    return {};
}

tl::unexpected<Error> ServiceUnits::noneSuch() const
{
    return fail(ErrorCode::NotFound, m_kind == ServiceUnitKind::Staff
                                         ? u"There is no such member of staff. They may have been removed."_s
                                         : u"There is no such resource. It may have been removed."_s);
}

ServiceUnitRepository ServiceUnits::repository() const
{
    return {m_context.database, m_caller.tenant, m_context.clock.nowUtc(), m_kind};
}

Result<QJsonObject> ServiceUnits::checked(const QJsonObject &fields) const
{
    return m_kind == ServiceUnitKind::Staff ? checkedStaff(fields) : checkedResource(fields);
}

Result<void> ServiceUnits::audit(const QString &action, const QUuid &id, const QJsonObject &detail) const
{
    return appendAudit(m_context.database, m_caller,
                       {word() + u'.' + action,
                        m_kind == ServiceUnitKind::Staff ? u"staff_member"_s : u"resource"_s,
                        id,
                        {},
                        {},
                        detail});
}

Result<void> ServiceUnits::checkIsMember(const QJsonObject &fields) const
{
    const UserId user = UserId::fromString(fields.value(u"user_id").toString());
    if (user.isNull())
        return {};
    ROOST_ASSIGN(const bool isMember, repository().isMember(user));
    if (isMember)
        return {};
    return fail(ErrorCode::NotFound, u"This account isn't one of your team. Add it as a member first."_s, {},
                {{u"field"_s, u"user_id"_s}});
}

Result<UnitId> ServiceUnits::create(const UnitId &wantedId, const QJsonObject &fields) const
{
    ROOST_TRY(checkMayEdit());
    ROOST_ASSIGN(const QJsonObject whole, checked(fields));
    const UnitId id = wantedId.isNull() ? UnitId::create() : wantedId;
    ROOST_ASSIGN(TenantWrite write, TenantWrite::begin(m_context, m_caller.tenant, m_caller.user));
    ROOST_TRY(checkIsMember(whole));
    ROOST_TRY(repository().insert(id, whole));
    ROOST_TRY(audit(u"create"_s, id.uuid()));
    ROOST_TRY(write.commit());
    return id;
}

Result<void> ServiceUnits::edit(const UnitId &id, const QJsonObject &changes) const
{
    ROOST_TRY(checkMayEdit());
    ROOST_ASSIGN(TenantWrite write, TenantWrite::begin(m_context, m_caller.tenant, m_caller.user));
    ROOST_ASSIGN(auto fields, repository().findFields(id));
    if (!fields)
        return noneSuch();
    for (auto change = changes.begin(); change != changes.end(); ++change)
        fields->insert(change.key(), change.value());
    ROOST_ASSIGN(const QJsonObject whole, checked(*fields));
    ROOST_TRY(checkIsMember(whole));
    ROOST_TRY(repository().update(id, whole));
    ROOST_TRY(audit(u"edit"_s, id.uuid(), {{u"fields"_s, QJsonArray::fromStringList(changes.keys())}}));
    return write.commit();
}

Result<void> ServiceUnits::remove(const UnitId &id) const
{
    ROOST_TRY(checkMayEdit());
    ROOST_ASSIGN(TenantWrite write, TenantWrite::begin(m_context, m_caller.tenant, m_caller.user));
    ROOST_ASSIGN(const auto fields, repository().findFields(id));
    if (!fields)
        return noneSuch();
    ROOST_ASSIGN(const bool wasBooked, repository().wasBooked(id));
    if (wasBooked) {
        return fail(ErrorCode::ListingUnavailable,
                    u"There are bookings, which stay in the books. Make it inactive instead."_s);
    }
    ROOST_TRY(repository().remove(id));
    ROOST_TRY(audit(u"remove"_s, id.uuid()));
    return write.commit();
}

Result<std::optional<QByteArray>> ServiceUnits::find(const UnitId &id) const
{
    ROOST_ASSIGN(TenantTransaction read, TenantTransaction::beginRead(m_context, m_caller.tenant, m_caller.user));
    ROOST_ASSIGN(const QList<JsonRow> rows, repository().rows(id, RowWindow{1, {}}));
    ROOST_TRY(read.commit());
    return rows.isEmpty() ? std::nullopt : std::optional(rows.first().json);
}

Result<QList<JsonRow>> ServiceUnits::list(const RowWindow &window) const
{
    ROOST_ASSIGN(TenantTransaction read, TenantTransaction::beginRead(m_context, m_caller.tenant, m_caller.user));
    ROOST_ASSIGN(const QList<JsonRow> rows, repository().rows(UnitId(), window));
    ROOST_TRY(read.commit());
    return rows;
}

} // namespace roost
