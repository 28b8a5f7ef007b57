#include "SessionFinder.h"

#include "ListingFinder.h"

#include "common/Json.h"
#include "domain/pricing/QuoteEngine.h"
#include "server/pricing/PriceBasisRepository.h"
#include "server/schedules/SessionQueries.h"

namespace roost {

using namespace Qt::StringLiterals;

namespace {

constexpr int kBatch = 200;

struct CheapestSeats
{
    QString tier;
    Money total;
};

SeatsToPrice seatsIn(const FoundSession &session, const QString &tier, int places)
{
    SeatsToPrice seats{session.startsAt, QTimeZone(session.timeZone.toLatin1()), {{tier, places}}, {}};
    for (auto price = session.prices.begin(); price != session.prices.end(); ++price)
        seats.sessionPrices.insert(price.key(), price.value().toInteger());
    return seats;
}

// Of the tiers that have so many places free; empty: none has them, or none has a price.
std::optional<CheapestSeats> cheapest(const FoundSession &session, const ListingPrices &prices,
                                      const QString &wantedTier, int places, const QDateTime &nowUtc)
{
    std::optional<CheapestSeats> best;
    const int taken = session.places > 0 ? (session.places - session.free) * 100 / session.places : 0;
    for (const QJsonValue &entry : session.tiers) {
        const QString tier = entry["tier"_L1].toString();
        if (entry["free"_L1].toInt() < places || (!wantedTier.isEmpty() && tier != wantedTier))
            continue;
        const SeatsToPrice seats = seatsIn(session, tier, places);
        const auto quote = quoteSeats(prices.basis, seats, {nowUtc.toTimeZone(seats.zone).date(), taken});
        if (quote && (!best || quote->total.minor < best->total.minor))
            best = CheapestSeats{tier, quote->total};
    }
    return best;
}

QByteArray rowOf(const FoundSession &session, const CheapestSeats &seats, const QByteArray &listing)
{
    const QJsonObject json{{u"session_id"_s, session.id.toString()},
                           {u"starts_at"_s, session.startsAt.toString(Qt::ISODateWithMs)},
                           {u"ends_at"_s, session.endsAt.toString(Qt::ISODateWithMs)},
                           {u"time_zone"_s, session.timeZone},
                           {u"places"_s, session.places},
                           {u"free"_s, session.free},
                           {u"tiers"_s, session.tiers},
                           {u"tier"_s, seats.tier},
                           {u"total"_s, moneyJson(seats.total)}};
    return canonicalJson(json).chopped(1) + ",\"listing\":" + listing + '}';
}

class Finder
{
public:
    Finder(ServerContext &context, const EventQuery &query, const QString &tier)
        : m_context(context)
        , m_query(query)
        , m_nowUtc(context.clock.nowUtc())
    {
        m_search.window = query.window(m_nowUtc);
        m_search.places = query.people;
        m_search.tier = tier;
        m_search.weekday = query.weekday;
        m_search.after = query.after;
        m_search.before = query.before;
        m_search.limit = kBatch;
    }

    Result<SearchHits> find(const RowWindow &window)
    {
        if (!window.after.isEmpty()) {
            m_search.behind = QDateTime::fromMSecsSinceEpoch(window.after.at(0).toLongLong(), Qt::UTC);
            m_search.behindSession = ExperienceSessionId::fromString(window.after.at(1));
        }
        if (!m_query.where.isAnywhere()) {
            ROOST_ASSIGN(const FoundListings found,
                         findListings(m_context, u"experience"_s, m_query.where, {}, kMostExperiences));
            m_search.listings = found.ids;
            if (found.ids.isEmpty())
                return SearchHits();
        }
        for (bool hasMore = true; hasMore;) {
            ROOST_ASSIGN(const QList<FoundSession> batch, SessionQueries().find(m_context, m_search));
            ROOST_TRY(describe(batch));
            for (const FoundSession &session : batch) {
                if (add(session, window.limit))
                    return m_hits;
            }
            hasMore = batch.size() == kBatch;
        }
        return m_hits;
    }

private:
    // Listings and prices of those that aren't known yet.
    Result<void> describe(const QList<FoundSession> &sessions)
    {
        QList<ListingId> unknown;
        for (const FoundSession &session : sessions) {
            if (!m_answers.contains(session.listing) && !unknown.contains(session.listing))
                unknown << session.listing;
        }
        if (unknown.isEmpty())
            return {};
        Place near;
        near.near = m_query.where.near;
        ROOST_ASSIGN(const FoundListings found, findListings(m_context, u"experience"_s, near, unknown, kBatch));
        m_answers.insert(found.answers);
        ROOST_ASSIGN(
            const auto prices,
            PriceBasisRepository(m_context.database).load(unknown, m_query.from.addDays(-1), m_query.to.addDays(1)));
        m_prices.insert(prices);
        return {};
    }

    // True: the page is full, and there is more.
    bool add(const FoundSession &session, int limit)
    {
        const QStringList behind{QString::number(m_search.behind.toMSecsSinceEpoch()),
                                 m_search.behindSession.toString()};
        m_search.behind = session.startsAt;
        m_search.behindSession = session.id;
        if (session.startsAt <= m_nowUtc || !m_prices.contains(session.listing) ||
            !m_query.isOnItsDays(session.startsAt, QTimeZone(session.timeZone.toLatin1())))
            return false;
        const auto seats = cheapest(session, m_prices[session.listing], m_search.tier, m_query.people, m_nowUtc);
        if (!seats)
            return false;
        if (m_hits.rows.size() == limit) {
            m_hits.nextKey = behind;
            return true;
        }
        m_hits.rows << rowOf(session, *seats, m_answers.value(session.listing));
        return false;
    }

    ServerContext &m_context;
    const EventQuery &m_query;
    const QDateTime m_nowUtc;
    SessionSearch m_search;
    QHash<ListingId, QByteArray> m_answers;
    QHash<ListingId, ListingPrices> m_prices;
    SearchHits m_hits;
};

} // namespace

Result<SearchHits> SessionFinder::find(ServerContext &context, const EventQuery &query, const QString &tier,
                                       const RowWindow &window) const
{
    ROOST_TRY(query.check(kMostSessionDays, context.clock.nowUtc()));
    return Finder(context, query, tier).find(window);
}

} // namespace roost
