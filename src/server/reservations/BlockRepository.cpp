#include "BlockRepository.h"

namespace roost {

using namespace Qt::StringLiterals;

namespace {

// The column is never null, an empty note is one.
QString notNull(const QString &text)
{
    return text.isNull() ? u""_s : text;
}

} // namespace

BlockRepository::BlockRepository(Database &database, const TenantId &tenant)
    : m_database(database)
    , m_tenant(tenant)
{
}

Result<void> BlockRepository::insert(const Block &block, const UserId &createdBy, const QDateTime &nowUtc)
{
    ROOST_ASSIGN(Statement insert, m_database.statement(u"reservations/insert_block"_s));
    insert.bind(u":id"_s, block.id)
        .bind(u":tenant_id"_s, m_tenant)
        .bind(u":listing_id"_s, block.listing)
        .bind(u":unit_id"_s, block.unit)
        .bind(u":from_date"_s, block.dates.checkIn.toString(Qt::ISODate))
        .bind(u":to_date"_s, block.dates.checkOut.toString(Qt::ISODate))
        .bind(u":note"_s, notNull(block.note))
        .bind(u":created_by"_s, createdBy)
        .bind(u":now"_s, nowUtc.toString(Qt::ISODateWithMs));
    return insert.exec();
}

Result<std::optional<Block>> BlockRepository::find(const BlockId &id)
{
    ROOST_ASSIGN(Statement find, m_database.statement(u"reservations/find_block"_s));
    find.bind(u":id"_s, id).bind(u":tenant_id"_s, m_tenant);
    ROOST_TRY(find.exec());
    if (!find.next())
        return std::optional<Block>();
    return std::optional(
        Block{id, find.id<ListingId>(0), find.id<UnitId>(1), StayDates{find.date(2), find.date(3)}, find.text(4)});
}

Result<void> BlockRepository::update(const Block &block)
{
    ROOST_ASSIGN(Statement update, m_database.statement(u"reservations/update_block"_s));
    update.bind(u":id"_s, block.id)
        .bind(u":tenant_id"_s, m_tenant)
        .bind(u":from_date"_s, block.dates.checkIn.toString(Qt::ISODate))
        .bind(u":to_date"_s, block.dates.checkOut.toString(Qt::ISODate))
        .bind(u":note"_s, notNull(block.note));
    return update.exec();
}

Result<void> BlockRepository::remove(const BlockId &id)
{
    ROOST_ASSIGN(Statement remove, m_database.statement(u"reservations/delete_block"_s));
    remove.bind(u":id"_s, id).bind(u":tenant_id"_s, m_tenant);
    return remove.exec();
}

} // namespace roost
