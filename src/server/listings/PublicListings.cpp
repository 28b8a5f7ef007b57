#include "PublicListings.h"

namespace roost {

using namespace Qt::StringLiterals;

namespace {

struct TenantWindow
{
    QString kind;
    ListingId id; // null: all of the kind behind `after`
    ListingId after;
    int limit = 1;
};

Result<QList<PublishedListing>> publishedOfTenant(ServerContext &context, const TenantId &tenant,
                                                  const TenantWindow &window)
{
    ROOST_ASSIGN(Statement find, context.database.statement(u"listings/published_of_tenant"_s));
    find.bind(u":tenant_id"_s, tenant)
        .bind(u":kind"_s, window.kind)
        .bind(u":id"_s, window.id)
        .bind(u":after"_s, window.after)
        .bind(u":limit"_s, window.limit);
    ROOST_TRY(find.exec());
    QList<PublishedListing> listings;
    while (find.next()) {
        listings << PublishedListing{find.id<ListingId>(0),
                                     find.text(1),
                                     find.text(2),
                                     find.text(3),
                                     find.text(4),
                                     find.optionalInteger(5),
                                     static_cast<int>(find.integer(6))};
    }
    return listings;
}

} // namespace

Result<std::optional<QByteArray>> PublicListings::read(ServerContext &context, const ListingId &id) const
{
    ROOST_ASSIGN(Statement read, context.database.statement(u"listings/public_read"_s));
    read.bind(u":id"_s, id);
    ROOST_TRY(read.exec());
    return read.next() ? std::optional(read.text(0).toUtf8()) : std::nullopt;
}

Result<QList<JsonRow>> PublicListings::list(ServerContext &context, const QString &city, const RowWindow &window) const
{
    ROOST_ASSIGN(Statement list, context.database.statement(u"listings/public_list"_s));
    list.bind(u":city"_s, city.isEmpty() ? QString() : city)
        .bind(u":after"_s, uuidText(parseUuid(window.after.value(0))))
        .bind(u":limit"_s, window.limit);
    ROOST_TRY(list.exec());
    QList<JsonRow> rows;
    while (list.next())
        rows << JsonRow{list.text(0).toUtf8(), {list.text(1)}};
    return rows;
}

Result<QList<PublishedListing>> PublicListings::ofTenant(ServerContext &context, const TenantId &tenant,
                                                         const QString &kind, int limit, const ListingId &after) const
{
    return publishedOfTenant(context, tenant, {kind, ListingId(), after, limit});
}

Result<std::optional<PublishedListing>> PublicListings::ofTenant(ServerContext &context, const TenantId &tenant,
                                                                 const ListingId &id) const
{
    ROOST_ASSIGN(const QList<PublishedListing> found, publishedOfTenant(context, tenant, {QString(), id, {}, 1}));
    return found.isEmpty() ? std::nullopt : std::optional(found.first());
}

} // namespace roost
