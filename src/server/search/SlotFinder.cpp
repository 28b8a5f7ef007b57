#include "SlotFinder.h"

#include "ListingFinder.h"

#include "common/Json.h"
#include "domain/pricing/QuoteEngine.h"
#include "server/pricing/PriceBasisRepository.h"
#include "server/schedules/SlotQueries.h"

namespace roost {

using namespace Qt::StringLiterals;

namespace {

std::optional<Money> totalOf(const FreeSlot &slot, const ListingPrices &prices, int guests, const QDateTime &nowUtc)
{
    const QTimeZone zone(slot.timeZone.toLatin1());
    const auto minutes = static_cast<int>(slot.startsAt.secsTo(slot.endsAt) / 60);
    const auto quote =
        quoteSlot(prices.basis, {slot.startsAt, zone, minutes, guests}, {nowUtc.toTimeZone(zone).date()});
    return quote ? std::optional(quote->total) : std::nullopt;
}

QByteArray rowOf(const FreeSlot &slot, const Money &total, const QByteArray &listing)
{
    QJsonArray staff;
    for (const FreeStaff &member : slot.staff)
        staff << QJsonObject{{u"id"_s, member.id.toString()}, {u"name"_s, member.name}};
    const QJsonObject json{{u"starts_at"_s, slot.startsAt.toString(Qt::ISODateWithMs)},
                           {u"ends_at"_s, slot.endsAt.toString(Qt::ISODateWithMs)},
                           {u"time_zone"_s, slot.timeZone},
                           {u"staff"_s, staff},
                           {u"total"_s, moneyJson(total)}};
    return canonicalJson(json).chopped(1) + ",\"listing\":" + listing + '}';
}

bool isBefore(const FreeSlot &a, const FreeSlot &b)
{
    return std::tie(a.startsAt, a.listing) < std::tie(b.startsAt, b.listing);
}

} // namespace

Result<SearchHits> SlotFinder::find(ServerContext &context, const EventQuery &query, const RowWindow &window) const
{
    const QDateTime nowUtc = context.clock.nowUtc();
    ROOST_TRY(query.check(kMostSlotDays, nowUtc));
    ROOST_ASSIGN(const FoundListings listings, findListings(context, u"service"_s, query.where, {}, kMostServices));
    if (listings.ids.isEmpty())
        return SearchHits();
    SlotSearch search;
    search.listings = listings.ids;
    search.window = query.window(nowUtc);
    search.guests = query.people;
    search.weekday = query.weekday;
    search.after = query.after;
    search.before = query.before;
    search.limit = std::numeric_limits<int>::max();
    ROOST_ASSIGN(QList<FreeSlot> found, SlotQueries().find(context, search));
    std::sort(found.begin(), found.end(), isBefore);
    ROOST_ASSIGN(
        const auto prices,
        PriceBasisRepository(context.database).load(listings.ids, query.from.addDays(-1), query.to.addDays(1)));

    auto next = found.cbegin();
    if (!window.after.isEmpty()) {
        FreeSlot last;
        last.startsAt = QDateTime::fromMSecsSinceEpoch(window.after.at(0).toLongLong(), Qt::UTC);
        last.listing = ListingId::fromString(window.after.at(1));
        next = std::upper_bound(found.cbegin(), found.cend(), last, isBefore);
    }
    SearchHits hits;
    QStringList behind;
    for (; next != found.cend(); ++next) {
        if (!prices.contains(next->listing) || !query.isOnItsDays(next->startsAt, QTimeZone(next->timeZone.toLatin1())))
            continue;
        const auto total = totalOf(*next, prices[next->listing], query.people, nowUtc);
        if (!total)
            continue;
        if (hits.rows.size() == window.limit) {
            hits.nextKey = behind;
            break;
        }
        hits.rows << rowOf(*next, *total, listings.answers.value(next->listing));
        behind = {QString::number(next->startsAt.toMSecsSinceEpoch()), next->listing.toString()};
    }
    return hits;
}

} // namespace roost
