// What anyone may read: published listings, without a tenant or an account.
#pragma once

#include "common/Id.h"
#include "common/Result.h"
#include "server/tenancy/JsonRows.h"
#include "server/tenancy/ServerContext.h"

namespace roost {

struct PublishedListing
{
    ListingId id;
    QString kind; // "stay", "experience", "service"
    QString title;
    QString timeZone;
    QString currency;
    std::optional<qint64> basePriceMinor;
    int maxGuests = 1;
};

class PublicListings
{
public:
    // The listing's JSON, made by Postgres in one statement without a transaction: the server's most frequent read.
    // Empty: there is none, or it isn't published.
    Result<std::optional<QByteArray>> read(ServerContext &context, const ListingId &id) const;

    // By id. city: exact, without regard to case; empty: everywhere.
    Result<QList<JsonRow>> list(ServerContext &context, const QString &city, const RowWindow &window) const;

    // One tenant's, of a kind, by id; behind the listing `after` (null: from the start). Needs no transaction.
    Result<QList<PublishedListing>> ofTenant(ServerContext &context, const TenantId &tenant, const QString &kind,
                                             int limit, const ListingId &after = {}) const;
    // Empty: the tenant has no such published listing.
    Result<std::optional<PublishedListing>> ofTenant(ServerContext &context, const TenantId &tenant,
                                                     const ListingId &id) const;
};

} // namespace roost
