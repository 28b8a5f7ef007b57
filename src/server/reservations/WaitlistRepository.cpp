#include "WaitlistRepository.h"

#include "common/Json.h"

namespace roost {

using namespace Qt::StringLiterals;

namespace {

QString iso(const QDateTime &utc)
{
    return utc.toString(Qt::ISODateWithMs);
}

QJsonObject objectOf(const QString &text)
{
    return QJsonDocument::fromJson(text.toUtf8()).object();
}

QString rangesJson(const QList<InstantRange> &ranges)
{
    QJsonArray json;
    for (const InstantRange &range : ranges)
        json << QJsonObject{{u"from"_s, iso(range.from)}, {u"to"_s, iso(range.to)}};
    return QString::fromUtf8(compactJson(json));
}

} // namespace

WaitlistRepository::WaitlistRepository(Database &database, const TenantId &tenant, const QDateTime &nowUtc)
    : m_database(database)
    , m_tenant(tenant)
    , m_nowUtc(nowUtc)
{
}

Result<TenantId> WaitlistRepository::tenantOf(Database &database, const WaitlistEntryId &entry, const UserId &user)
{
    ROOST_ASSIGN(Statement find, database.statement(u"waitlist/tenant_of_entry"_s));
    find.bind(u":id"_s, entry).bind(u":user_id"_s, user);
    ROOST_TRY(find.exec());
    return find.next() ? find.id<TenantId>(0) : TenantId();
}

Result<QList<WaitingEntry>> WaitlistRepository::waiting(const QList<InstantRange> &freed, int limit)
{
    ROOST_ASSIGN(Statement find, m_database.statement(u"waitlist/waiting"_s));
    find.bind(u":tenant_id"_s, m_tenant).bind(u":freed"_s, rangesJson(freed)).bind(u":limit"_s, limit);
    ROOST_TRY(find.exec());
    QList<WaitingEntry> entries;
    while (find.next())
        entries << WaitingEntry{find.id<WaitlistEntryId>(0), find.id<UserId>(1), objectOf(find.text(2)),
                                find.text(3).toInt()};
    return entries;
}

Result<QList<WaitingEntry>> WaitlistRepository::ofUser(const UserId &user)
{
    ROOST_ASSIGN(Statement find, m_database.statement(u"waitlist/of_user"_s));
    find.bind(u":tenant_id"_s, m_tenant).bind(u":user_id"_s, user);
    ROOST_TRY(find.exec());
    QList<WaitingEntry> entries;
    while (find.next())
        entries << WaitingEntry{find.id<WaitlistEntryId>(0), user, objectOf(find.text(1)), 0};
    return entries;
}

Result<void> WaitlistRepository::insert(const WaitingEntry &entry, const ListingId &listing, const InstantRange &during)
{
    ROOST_ASSIGN(Statement insert, m_database.statement(u"waitlist/insert"_s));
    insert.bind(u":id"_s, entry.id)
        .bind(u":tenant_id"_s, m_tenant)
        .bind(u":listing_id"_s, listing)
        .bind(u":user_id"_s, entry.user)
        .bind(u":wish"_s, QString::fromUtf8(canonicalJson(entry.wish)))
        .bind(u":from"_s, iso(during.from))
        .bind(u":to"_s, iso(during.to))
        .bind(u":now"_s, iso(m_nowUtc));
    return insert.exec();
}

Result<std::optional<WaitlistState>> WaitlistRepository::find(const WaitlistEntryId &id, const UserId &user)
{
    ROOST_ASSIGN(Statement find, m_database.statement(u"waitlist/find"_s));
    find.bind(u":id"_s, id).bind(u":tenant_id"_s, m_tenant).bind(u":user_id"_s, user);
    ROOST_TRY(find.exec());
    if (!find.next())
        return std::optional<WaitlistState>();
    return std::optional(WaitlistState{find.text(0), find.id<HoldId>(1)});
}

Result<void> WaitlistRepository::offer(const WaitlistEntryId &id, const HoldId &hold)
{
    ROOST_ASSIGN(Statement offer, m_database.statement(u"waitlist/offer"_s));
    offer.bind(u":id"_s, id).bind(u":tenant_id"_s, m_tenant).bind(u":hold_id"_s, hold).bind(u":now"_s, iso(m_nowUtc));
    return offer.exec();
}

Result<void> WaitlistRepository::leave(const WaitlistEntryId &id)
{
    ROOST_ASSIGN(Statement leave, m_database.statement(u"waitlist/leave"_s));
    leave.bind(u":id"_s, id).bind(u":tenant_id"_s, m_tenant).bind(u":now"_s, iso(m_nowUtc));
    return leave.exec();
}

} // namespace roost
