// What anyone may read: published listings, without a tenant or an account.
#pragma once

#include "ListingService.h"

namespace roost {

class PublicListings
{
public:
    // The listing's JSON, made by Postgres in one statement without a transaction: the server's most frequent read.
    // Empty: there is none, or it isn't published.
    Result<std::optional<QByteArray>> read(ServerContext &context, const ListingId &id) const;

    // By id. city: exact, without regard to case; empty: everywhere.
    Result<JsonPage> list(ServerContext &context, const QString &city, const PageRequest &page) const;
};

} // namespace roost
