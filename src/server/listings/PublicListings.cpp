#include "PublicListings.h"

namespace roost {

using namespace Qt::StringLiterals;

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

} // namespace roost
