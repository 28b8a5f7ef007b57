// Reads what prices are made from.
#pragma once

#include "domain/pricing/PriceBasis.h"
#include "server/inventory/OwnClaims.h"
#include "storage/Database.h"

namespace roost {

struct ListingPrices
{
    PriceBasis basis;
    int quoteMinutes = 15; // the tenant's: how long a quoted price is promised
};

class PriceBasisRepository
{
public:
    explicit PriceBasisRepository(Database &database)
        : m_database(database)
    {
    }

    // Of the listings that the transaction may see (all of its tenant's, else published ones), with day rates from..to,
    // both included. One round trip.
    Result<QHash<ListingId, ListingPrices>> load(const QList<ListingId> &listings, const QDate &from, const QDate &to);
    // NotFound when the transaction may not see it.
    Result<ListingPrices> load(const ListingId &listing, const QDate &from, const QDate &to);
    // 0 to 100. Inside a transaction of the tenant.
    Result<int> takenPercent(const ListingId &listing, const InstantRange &during, const QDateTime &nowUtc,
                             const OwnClaims &own);

private:
    Database &m_database;
};

} // namespace roost
