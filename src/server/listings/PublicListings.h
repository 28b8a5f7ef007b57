// What anyone may read: published listings, without a tenant or an account.
#pragma once

#include "common/Id.h"
#include "common/Result.h"
#include "server/tenancy/JsonRows.h"
#include "server/tenancy/ServerContext.h"

namespace roost {

class PublicListings
{
public:
    // The listing's JSON, made by Postgres in one statement without a transaction: the server's most frequent read.
    // Empty: there is none, or it isn't published.
    Result<std::optional<QByteArray>> read(ServerContext &context, const ListingId &id) const;

    // By id. city: exact, without regard to case; empty: everywhere.
    Result<QList<JsonRow>> list(ServerContext &context, const QString &city, const RowWindow &window) const;
};

} // namespace roost
