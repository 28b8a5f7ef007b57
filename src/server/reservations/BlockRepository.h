// The rows of block. Inside a TenantTransaction of the tenant; rules and permissions are the service's part.
#pragma once

#include "common/Id.h"
#include "domain/StayDates.h"
#include "storage/Database.h"

namespace roost {

struct Block
{
    BlockId id;
    ListingId listing;
    UnitId unit;
    StayDates dates;
    QString note;

    friend bool operator==(const Block &, const Block &) = default;
};

class BlockRepository
{
public:
    BlockRepository(Database &database, const TenantId &tenant);

    // AlreadyExists when the id is used.
    Result<void> insert(const Block &block, const UserId &createdBy, const QDateTime &nowUtc);
    // Locks the row until the transaction ends.
    Result<std::optional<Block>> find(const BlockId &id);
    Result<void> update(const Block &block);
    Result<void> remove(const BlockId &id);

private:
    Database &m_database;
    TenantId m_tenant;
};

} // namespace roost
