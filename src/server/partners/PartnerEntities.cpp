// Entities from the services of listings and sessions.
#include "PartnerEntities.h"

#include "PartnerRepository.h"
#include "server/inventory/Taken.h"
#include "server/listings/PublicListings.h"

namespace roost {

using namespace Qt::StringLiterals;

namespace {

constexpr int kMostExperiences = 1000;

Result<void> checkKind(const PartnerApp &app, const QString &kind)
{
    if (!app.maySell(kind)) {
        return fail(ErrorCode::KindNotAllowed, u"This app may not sell what is a %1."_s.arg(kind), {},
                    {{u"kind"_s, kind}});
    }
    return {};
}

tl::unexpected<Error> noEntity()
{
    return fail(ErrorCode::NotFound, u"There is no such entity, or it isn't published."_s);
}

QJsonValue priceOf(const PublishedListing &listing)
{
    if (!listing.basePriceMinor)
        return {};
    return QJsonObject{{u"amount_minor"_s, *listing.basePriceMinor}, {u"currency"_s, listing.currency}};
}

QJsonObject jsonOf(const PublishedListing &listing)
{
    return {{u"id"_s, listing.id.toString()},     {u"kind"_s, listing.kind},
            {u"title"_s, listing.title},          {u"time_zone"_s, listing.timeZone},
            {u"max_guests"_s, listing.maxGuests}, {u"price"_s, priceOf(listing)}};
}

QJsonObject jsonOf(const FoundSession &session, const PublishedListing &listing)
{
    QJsonArray tiers;
    for (const QJsonValue &value : session.tiers) {
        QJsonObject tier = value.toObject();
        const QJsonValue own = session.prices.value(tier.value("tier"_L1).toString());
        if (own.isDouble())
            tier.insert(u"price"_s, QJsonObject{{u"amount_minor"_s, own}, {u"currency"_s, listing.currency}});
        tiers << tier;
    }
    return {{u"id"_s, session.id.toString()},
            {u"kind"_s, u"experience"_s},
            {u"title"_s, listing.title},
            {u"starts_at"_s, session.startsAt.toString(Qt::ISODateWithMs)},
            {u"ends_at"_s, session.endsAt.toString(Qt::ISODateWithMs)},
            {u"time_zone"_s, session.timeZone},
            {u"places"_s, session.places},
            {u"free"_s, session.free},
            {u"tiers"_s, tiers},
            {u"price"_s, priceOf(listing)}};
}

Result<QList<ListedEntity>> listSessions(ServerContext &context, const PartnerApp &app, const PartnerEntityQuery &query)
{
    ROOST_ASSIGN(const QList<PublishedListing> experiences,
                 PublicListings().ofTenant(context, app.tenant, query.kind, kMostExperiences));
    QHash<ListingId, PublishedListing> byId;
    for (const PublishedListing &experience : experiences)
        byId.insert(experience.id, experience);
    // An empty list of listings would mean those of everybody.
    if (byId.isEmpty())
        return QList<ListedEntity>();
    SessionSearch search;
    search.listings = byId.keys();
    search.window = query.window;
    search.limit = query.limit;
    search.behind = QDateTime::fromString(query.after.value(0), Qt::ISODateWithMs);
    search.behindSession = ExperienceSessionId::fromString(query.after.value(1));
    ROOST_ASSIGN(const QList<FoundSession> sessions, SessionQueries().find(context, search));
    QList<ListedEntity> found;
    for (const FoundSession &session : sessions) {
        found << ListedEntity{jsonOf(session, byId.value(session.listing)),
                              {session.startsAt.toString(Qt::ISODateWithMs), session.id.toString()}};
    }
    return found;
}

Result<QList<ListedEntity>> listListings(ServerContext &context, const PartnerApp &app, const PartnerEntityQuery &query)
{
    const ListingId after = ListingId::fromString(query.after.value(1));
    ROOST_ASSIGN(const QList<PublishedListing> listings,
                 PublicListings().ofTenant(context, app.tenant, query.kind, query.limit, after));
    QList<ListedEntity> found;
    for (const PublishedListing &listing : listings)
        found << ListedEntity{jsonOf(listing), {QString(), listing.id.toString()}};
    return found;
}

QJsonObject jsonOf(const SessionSeat &seat, const QDateTime &nowUtc)
{
    const QString state = seat.state == "held"_L1 ? u"locked"_s : seat.state == "taken"_L1 ? u"booked"_s : u"free"_s;
    QJsonObject json{{u"id"_s, seat.id.toString()},
                     {u"name"_s, seat.name},
                     {u"row"_s, seat.row.isEmpty() ? QJsonValue() : QJsonValue(seat.row)},
                     {u"number"_s, seat.number},
                     {u"tier"_s, seat.tier},
                     {u"accessible"_s, seat.accessible},
                     {u"state"_s, state}};
    if (state == "locked"_L1)
        json.insert(u"expires_in"_s, std::max<qint64>(1, (nowUtc.msecsTo(seat.holdEndsAt) + 999) / 1000));
    return json;
}

} // namespace

Result<QList<ListedEntity>> PartnerEntities::list(ServerContext &context, const PartnerApp &app,
                                                  const PartnerEntityQuery &query) const
{
    ROOST_TRY(checkKind(app, query.kind));
    return query.kind == "experience"_L1 ? listSessions(context, app, query) : listListings(context, app, query);
}

Result<PartnerEntity> PartnerEntities::find(ServerContext &context, const PartnerApp &app, const QUuid &id,
                                            const QStringList &seats, const QString &holder) const
{
    const ExperienceSessionId session(id);
    const QDateTime nowUtc = context.clock.nowUtc();
    ROOST_ASSIGN(const auto found, PartnerRepository(context.database).session(session, seats, holder, nowUtc));
    if (found && found->tenant == app.tenant) {
        ROOST_TRY(checkKind(app, u"experience"_s));
        if (found->isTaken)
            return takenError(u"experience"_s, holdDetails(found->holdEndsAt, nowUtc));
        return PartnerEntity{u"experience"_s, {}, session};
    }
    ROOST_ASSIGN(const auto listing, PublicListings().ofTenant(context, app.tenant, ListingId(id)));
    if (!listing || listing->kind == "experience"_L1)
        return noEntity();
    ROOST_TRY(checkKind(app, listing->kind));
    return PartnerEntity{listing->kind, listing->id, {}};
}

Result<QJsonArray> PartnerEntities::seats(ServerContext &context, const PartnerApp &app, const QUuid &id) const
{
    ROOST_ASSIGN(const PartnerEntity entity, find(context, app, id));
    if (entity.session.isNull())
        return fail(ErrorCode::NotFound, u"This entity has no seats. Reserve its dates or a time instead."_s);
    ROOST_ASSIGN(const QList<SessionSeat> seats, SessionQueries().seats(context, entity.session));
    QJsonArray json;
    for (const SessionSeat &seat : seats)
        json << jsonOf(seat, context.clock.nowUtc());
    return json;
}

} // namespace roost
