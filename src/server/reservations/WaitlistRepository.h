// The rows of waitlist_entry. Inside a TenantTransaction of the tenant, unless said otherwise.
#pragma once

#include "server/inventory/Wish.h"
#include "storage/Database.h"

namespace roost {

struct WaitingEntry
{
    WaitlistEntryId id;
    UserId user;
    QJsonObject wish;
    int minutes = 0; // the tenant's setting; 0: none
};

struct WaitlistState
{
    QString status; // "waiting", "offered", "booked", "left", "lapsed", "past"
    HoldId hold;    // the latest offer; null: none
};

class WaitlistRepository
{
public:
    WaitlistRepository(Database &database, const TenantId &tenant, const QDateTime &nowUtc);

    // Of the user's own entry; null: there is none. Needs no transaction.
    static Result<TenantId> tenantOf(Database &database, const WaitlistEntryId &entry, const UserId &user);

    // Who waits for something in these ranges, in the order of asking; at most limit.
    Result<QList<WaitingEntry>> waiting(const QList<InstantRange> &freed, int limit);
    // What the user waits for, or is offered, now.
    Result<QList<WaitingEntry>> ofUser(const UserId &user);
    // during: when it would be, with room around it.
    Result<void> insert(const WaitingEntry &entry, const ListingId &listing, const InstantRange &during);
    // Locks the row until the transaction ends. Empty: it isn't the user's.
    Result<std::optional<WaitlistState>> find(const WaitlistEntryId &id, const UserId &user);
    Result<void> offer(const WaitlistEntryId &id, const HoldId &hold);
    // Of one that waits; an offer ends with its hold.
    Result<void> leave(const WaitlistEntryId &id);

private:
    Database &m_database;
    TenantId m_tenant;
    QDateTime m_nowUtc;
};

} // namespace roost
