// A tenant's promotions: made, changed, listed, removed. Services hold nothing; the caller's thread and its connection
// do the work.
#pragma once

#include "domain/pricing/Promotion.h"
#include "server/tenancy/Caller.h"
#include "server/tenancy/JsonRows.h"
#include "server/tenancy/ServerContext.h"

namespace roost {

// All need EditListings, else Forbidden: codes are worth money. A promotion as JSON is Promotion::toJson() with "id",
// "revision", "uses" and "created_at".
class PromotionService
{
public:
    // By code.
    Result<QList<JsonRow>> list(ServerContext &context, const Caller &caller, const RowWindow &window) const;
    // Empty: there is none.
    Result<std::optional<QByteArray>> find(ServerContext &context, const Caller &caller, const PromotionId &id) const;
    // id null: the service makes one. Validation; AlreadyExists when the code (or the id) is used.
    Result<PromotionId> create(ServerContext &context, const Caller &caller, const PromotionId &id,
                               const QJsonObject &terms) const;
    // Changes the fields that are given; null takes a limit away. NotFound, Validation, AlreadyExists. Bookings keep
    // the price that they were made at.
    Result<void> edit(ServerContext &context, const Caller &caller, const PromotionId &id,
                      const QJsonObject &changes) const;
    // NotFound. Its uses are forgotten; bookings keep their price.
    Result<void> remove(ServerContext &context, const Caller &caller, const PromotionId &id) const;
};

} // namespace roost
