// The rows of hold. Inside a TenantTransaction of the tenant, unless said otherwise; rules are the service's part.
#pragma once

#include "Hold.h"

#include "server/inventory/UnitClaims.h"
#include "storage/Database.h"

namespace roost {

struct StoredHold
{
    Hold hold;
    QByteArray tokenHash;
    bool isInstant = false; // the listing, today
    bool holdsPending = false;
};

// What a holder has with the tenant already.
struct HoldsOfHolder
{
    struct Live
    {
        HoldId id;
        QJsonObject wish;
    };
    QList<Live> live;
    int holdSeconds = 0; // the tenant's setting; 0: none
};

class HoldRepository
{
public:
    static constexpr int kMostOfHolder = 10; // at once, with one tenant

    HoldRepository(Database &database, const TenantId &tenant, const QDateTime &nowUtc);

    // The tenant of somebody's hold; null: they have no such hold. Needs no transaction.
    static Result<TenantId> tenantOf(Database &database, const HoldId &hold, const Holder &holder);

    Result<HoldsOfHolder> ofHolder(const Holder &holder);
    // Inserts the hold and takes its claims, or does neither: an obstacle, without units when the holder has
    // kMostOfHolder already. Locks the tenant's scope.
    Result<std::optional<Obstacle>> insert(const Hold &hold, const Holder &holder, const QByteArray &tokenHash,
                                           const QList<PlannedClaim> &claims);
    Result<std::optional<StoredHold>> find(const HoldId &id, const Holder &holder);
    // reason: "released", "renewed", "expired". Its claims are the caller's part.
    Result<void> end(const HoldId &id, const QString &reason);
    // The hold, once, and its claims. False: not there, ended, or extended before.
    Result<bool> extend(const HoldId &id, const QDateTime &expiresAt);
    // False: it has ended.
    Result<bool> renewToken(const HoldId &id, const QByteArray &tokenHash);
    // Ends what has expired; what became free.
    Result<QList<InstantRange>> endExpired();

private:
    Database &m_database;
    TenantId m_tenant;
    QDateTime m_nowUtc;
};

} // namespace roost
