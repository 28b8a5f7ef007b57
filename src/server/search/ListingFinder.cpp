#include "ListingFinder.h"

namespace roost {

using namespace Qt::StringLiterals;

namespace {

QString arrayOrNull(const QList<ListingId> &ids)
{
    if (ids.isEmpty())
        return {};
    QStringList texts;
    for (const ListingId &id : ids)
        texts << id.toString();
    return u'{' + texts.join(u',') + u'}';
}

} // namespace

Result<FoundListings> findListings(ServerContext &context, const QString &kind, const Place &where,
                                   const QList<ListingId> &ids, int most)
{
    ROOST_ASSIGN(Statement rows, context.database.statement(u"search/listings"_s));
    rows.bind(u":kind"_s, kind).bind(u":ids"_s, arrayOrNull(ids)).bind(u":most"_s, most + 1);
    where.bindTo(rows);
    ROOST_TRY(rows.exec());
    FoundListings found;
    while (rows.next()) {
        const auto id = rows.id<ListingId>(0);
        found.ids << id;
        found.answers.insert(id, rows.bytes(1));
    }
    if (found.ids.size() > most) {
        return fail(ErrorCode::Validation, u"Too much is found there. Name a smaller place, a radius, or more words."_s,
                    {}, {{u"field"_s, u"place"_s}});
    }
    return found;
}

} // namespace roost
