#include "HoldRepository.h"

#include "common/Json.h"

namespace roost {

using namespace Qt::StringLiterals;

namespace {

QString iso(const QDateTime &utc)
{
    return utc.toString(Qt::ISODateWithMs);
}

template <class AnyId>
QJsonValue idOrNull(const AnyId &id)
{
    return id.isNull() ? QJsonValue() : QJsonValue(id.toString());
}

QJsonObject objectOf(const QString &text)
{
    return QJsonDocument::fromJson(text.toUtf8()).object();
}

StoredHold holdOf(const Statement &row, const TenantId &tenant)
{
    StoredHold stored;
    Hold &hold = stored.hold;
    hold.id = row.id<HoldId>(0);
    hold.tenant = tenant;
    hold.agreement.listing = row.id<ListingId>(1);
    stored.tokenHash = QByteArray::fromHex(row.text(3).toLatin1());
    hold.agreement.wish = objectOf(row.text(4));
    hold.agreement.setPlan(objectOf(row.text(5)));
    hold.agreement.items = QJsonDocument::fromJson(row.text(6).toUtf8()).array();
    hold.agreement.quote = objectOf(row.text(7));
    hold.agreement.policy = objectOf(row.text(8));
    hold.createdAt = row.timestamp(9);
    hold.expiresAt = row.timestamp(10);
    hold.isExtended = row.boolean(11);
    hold.endReason = row.text(12);
    hold.booking = row.id<BookingId>(13);
    stored.isInstant = row.boolean(14);
    stored.holdsPending = row.boolean(15);
    return stored;
}

} // namespace

HoldRepository::HoldRepository(Database &database, const TenantId &tenant, const QDateTime &nowUtc)
    : m_database(database)
    , m_tenant(tenant)
    , m_nowUtc(nowUtc)
{
}

Result<TenantId> HoldRepository::tenantOf(Database &database, const HoldId &hold, const Holder &holder)
{
    ROOST_ASSIGN(Statement find, database.statement(u"reservations/tenant_of_hold"_s));
    find.bind(u":id"_s, hold).bind(u":holder"_s, holder.name);
    ROOST_TRY(find.exec());
    return find.next() ? find.id<TenantId>(0) : TenantId();
}

Result<HoldsOfHolder> HoldRepository::ofHolder(const Holder &holder)
{
    ROOST_ASSIGN(Statement find, m_database.statement(u"reservations/holds_of_holder"_s));
    find.bind(u":tenant_id"_s, m_tenant).bind(u":holder"_s, holder.name).bind(u":now"_s, iso(m_nowUtc));
    ROOST_TRY(find.exec());
    HoldsOfHolder found;
    while (find.next()) {
        found.holdSeconds = find.text(0).toInt();
        if (!find.isNull(1))
            found.live << HoldsOfHolder::Live{find.id<HoldId>(1), objectOf(find.text(2))};
    }
    return found;
}

Result<std::optional<Obstacle>> HoldRepository::insert(const Hold &hold, const Holder &holder,
                                                       const QByteArray &tokenHash, const QList<PlannedClaim> &claims)
{
    const Agreement &agreement = hold.agreement;
    const QJsonObject row{{u"id"_s, hold.id.toString()},
                          {u"listing_id"_s, agreement.listing.toString()},
                          {u"session_id"_s, idOrNull(agreement.session)},
                          {u"holder"_s, holder.name},
                          {u"user_id"_s, idOrNull(holder.user)},
                          {u"token_hash"_s, QString::fromLatin1(tokenHash.toHex())},
                          {u"wish"_s, agreement.wish},
                          {u"plan"_s, agreement.planJson()},
                          {u"items"_s, agreement.items},
                          {u"quote"_s, agreement.quote},
                          {u"policy"_s, agreement.policy},
                          {u"expires_at"_s, iso(hold.expiresAt)}};
    ROOST_ASSIGN(Statement insert, m_database.statement(u"reservations/hold"_s));
    insert.bind(u":hold"_s, QString::fromUtf8(canonicalJson(row)))
        .bind(u":claims"_s, claimsJson(claims))
        .bind(u":most"_s, kMostOfHolder)
        .bind(u":now"_s, iso(m_nowUtc));
    ROOST_TRY(insert.exec());
    insert.next();
    return obstacleOf(insert, 0);
}

Result<std::optional<StoredHold>> HoldRepository::find(const HoldId &id, const Holder &holder)
{
    ROOST_ASSIGN(Statement find, m_database.statement(u"reservations/find_hold"_s));
    find.bind(u":id"_s, id).bind(u":tenant_id"_s, m_tenant).bind(u":holder"_s, holder.name);
    ROOST_TRY(find.exec());
    return find.next() ? std::optional(holdOf(find, m_tenant)) : std::nullopt;
}

Result<void> HoldRepository::end(const HoldId &id, const QString &reason)
{
    ROOST_ASSIGN(Statement end, m_database.statement(u"reservations/end_hold"_s));
    end.bind(u":id"_s, id).bind(u":tenant_id"_s, m_tenant).bind(u":reason"_s, reason).bind(u":now"_s, iso(m_nowUtc));
    return end.exec();
}

Result<bool> HoldRepository::extend(const HoldId &id, const QDateTime &expiresAt)
{
    ROOST_ASSIGN(Statement extend, m_database.statement(u"reservations/extend_hold"_s));
    extend.bind(u":id"_s, id)
        .bind(u":tenant_id"_s, m_tenant)
        .bind(u":expires_at"_s, iso(expiresAt))
        .bind(u":now"_s, iso(m_nowUtc));
    ROOST_TRY(extend.exec());
    return extend.rowsAffected() > 0;
}

Result<bool> HoldRepository::renewToken(const HoldId &id, const QByteArray &tokenHash)
{
    ROOST_ASSIGN(Statement renew, m_database.statement(u"reservations/renew_token"_s));
    renew.bind(u":id"_s, id)
        .bind(u":tenant_id"_s, m_tenant)
        .bind(u":token_hash"_s, QString::fromLatin1(tokenHash.toHex()))
        .bind(u":now"_s, iso(m_nowUtc));
    ROOST_TRY(renew.exec());
    return renew.rowsAffected() == 1;
}

Result<QList<InstantRange>> HoldRepository::endExpired()
{
    ROOST_ASSIGN(Statement end, m_database.statement(u"reservations/end_expired_holds"_s));
    end.bind(u":tenant_id"_s, m_tenant).bind(u":now"_s, iso(m_nowUtc));
    ROOST_TRY(end.exec());
    return rangesOf(end);
}

} // namespace roost
