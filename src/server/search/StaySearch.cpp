#include "StaySearch.h"

#include "server/listings/ListingCalendar.h"

#include "common/Json.h"
#include "domain/pricing/QuoteEngine.h"

namespace roost {

using namespace Qt::StringLiterals;

namespace {

constexpr int kWiderBatch = 200;

struct Candidate
{
    QString sortKey; // a number, exactly as the database wrote it
    QString id;
    QByteArray answer; // the public JSON of the listing
    StayBasis basis;
};

struct Hit
{
    qint64 totalMinor = 0;
    QString id;
    QByteArray row;

    friend bool operator<(const Hit &a, const Hit &b)
    {
        // Postgres orders UUIDs by their bytes, which is how their texts order too.
        return std::tie(a.totalMinor, a.id) < std::tie(b.totalMinor, b.id);
    }
};

// Where a page begins: behind this.
struct Position
{
    QString sortKey;
    QString id;
};

QString iso(const QDate &date)
{
    return date.toString(Qt::ISODate);
}

QVariant textOrNull(const QString &text)
{
    return text.isEmpty() ? QVariant(QMetaType::fromType<QString>()) : QVariant(text);
}

QString jsonList(const QStringList &texts)
{
    return QString::fromUtf8(compactJson(QJsonArray::fromStringList(texts)));
}

class Search
{
public:
    Search(ServerContext &context, const StayQuery &query)
        : m_context(context)
        , m_query(query)
        , m_nowUtc(context.clock.nowUtc())
    {
    }

    Result<SearchHits> inOrder(const QString &sort, int limit, Position position);
    Result<SearchHits> byPrice(int limit, const std::optional<Position> &position);

private:
    Result<QList<Candidate>> load(const QString &sort, int most, const Position &position);
    // Empty: it can't be booked so.
    Result<std::optional<Hit>> judge(const Candidate &candidate);
    Result<std::optional<Quote>> quote(const Candidate &candidate);
    bool isAsked(const Money &total) const;
    Result<QList<Hit>> plannedHits();

    ServerContext &m_context;
    const StayQuery &m_query;
    const QDateTime m_nowUtc;
};

Result<QList<Candidate>> Search::load(const QString &sort, int most, const Position &position)
{
    const auto &dates = m_query.dates;
    ROOST_ASSIGN(Statement rows, m_context.database.statement(u"search/stays"_s));
    rows.bind(u":sort"_s, sort)
        .bind(u":most"_s, most)
        .bind(u":after_key"_s, textOrNull(position.sortKey))
        .bind(u":after_id"_s, textOrNull(position.id))
        .bind(u":now"_s, m_nowUtc.toString(Qt::ISODateWithMs))
        .bind(u":check_in"_s, dates ? QVariant(iso(dates->checkIn)) : textOrNull({}))
        .bind(u":check_out"_s, dates ? QVariant(iso(dates->checkOut)) : textOrNull({}))
        .bind(u":guests"_s, m_query.guests)
        .bind(u":units"_s, m_query.units)
        .bind(u":room_type"_s, textOrNull(m_query.roomType))
        .bind(u":amenities"_s, jsonList(m_query.amenities))
        .bind(u":instant"_s, m_query.instantOnly)
        .bind(u":min_rating"_s, m_query.minRating)
        .bind(u":with_pets"_s, m_query.pets > 0)
        .bind(u":currency"_s, textOrNull(m_query.currency.code()))
        .bind(u":price_from"_s, m_query.priceFromMinor)
        .bind(u":price_to"_s, m_query.priceToMinor);
    m_query.where.bindTo(rows);
    ROOST_TRY(rows.exec());
    QList<Candidate> candidates;
    while (rows.next()) {
        Candidate candidate{rows.text(0), rows.text(1), rows.bytes(2), {}};
        ROOST_ASSIGN(candidate.basis, StayBasis::read(rows, 3));
        candidate.basis.takenPercent = static_cast<int>(rows.integer(14));
        candidates << std::move(candidate);
    }
    return candidates;
}

Result<std::optional<Quote>> Search::quote(const Candidate &candidate)
{
    const StayBasis &basis = candidate.basis;
    // Only a stay that fills a gap needs to know what is beside it.
    const auto isFree = [this, &candidate](const QDate &night) {
        const auto calendar = ListingCalendar::load(m_context.database, ListingId::fromString(candidate.id), {},
                                                    {night, night.addDays(1)}, m_nowUtc);
        return calendar && *calendar && (*calendar)->freeUnits(night) >= m_query.units;
    };
    const StayParty party{m_query.guests, m_query.pets, m_query.units};
    if (!checkStay(*m_query.dates, party, basis.terms(m_nowUtc), isFree))
        return std::optional<Quote>();
    auto quote = quoteStay(basis.price, {*m_query.dates, m_query.guests, m_query.pets, m_query.units},
                           {basis.clock.today(m_nowUtc), basis.takenPercent});
    if (quote)
        return std::optional(std::move(*quote));
    // Without a price for these days, or with one that no amount holds, it can't be booked.
    if (quote.error().code == ErrorCode::ListingUnavailable || quote.error().code == ErrorCode::Validation)
        return std::optional<Quote>();
    return fail(std::move(quote).error());
}

bool Search::isAsked(const Money &total) const
{
    return total.minor >= m_query.priceFromMinor.value_or(0) &&
           total.minor <= m_query.priceToMinor.value_or(std::numeric_limits<qint64>::max());
}

Result<std::optional<Hit>> Search::judge(const Candidate &candidate)
{
    if (!m_query.dates)
        return std::optional(Hit{0, candidate.id, candidate.answer.chopped(1) + ",\"nights\":null,\"total\":null}"});
    ROOST_ASSIGN(const std::optional<Quote> found, quote(candidate));
    if (!found || !isAsked(found->total))
        return std::optional<Hit>();
    const QByteArray row = candidate.answer.chopped(1) + ",\"nights\":" + QByteArray::number(m_query.dates->nights()) +
                           ",\"total\":{\"amount_minor\":" + QByteArray::number(found->total.minor) +
                           ",\"currency\":\"" + found->total.currency.code().toLatin1() + "\"}}";
    return std::optional(Hit{found->total.minor, candidate.id, row});
}

Result<SearchHits> Search::inOrder(const QString &sort, int limit, Position position)
{
    SearchHits hits;
    const bool isSelective = m_query.priceFromMinor || m_query.priceToMinor || m_query.pets > 0;
    int batch = isSelective ? qMax(limit + 1, kWiderBatch) : limit + 1;
    for (int examined = 0; examined < kMostExamined; batch = kWiderBatch) {
        ROOST_ASSIGN(const QList<Candidate> candidates, load(sort, batch, position));
        for (const Candidate &candidate : candidates) {
            ROOST_ASSIGN(const std::optional<Hit> hit, judge(candidate));
            if (hit && hits.rows.size() == limit) {
                hits.nextKey = {sort, position.sortKey, position.id};
                return hits;
            }
            if (hit)
                hits.rows << hit->row;
            position = {candidate.sortKey, candidate.id};
        }
        if (candidates.size() < batch)
            return hits;
        examined += batch;
    }
    hits.nextKey = {sort, position.sortKey, position.id};
    return hits;
}

Result<QList<Hit>> Search::plannedHits()
{
    ROOST_ASSIGN(const QList<Candidate> candidates, load(u"planned"_s, kMostPlanned + 1, {}));
    if (candidates.size() > kMostPlanned) {
        return fail(ErrorCode::Validation,
                    u"Too many places have price rules of their own to order them all by price. Name a place or a "
                    "radius, or another order."_s,
                    {}, {{u"field"_s, u"order"_s}});
    }
    QList<Hit> hits;
    for (const Candidate &candidate : candidates) {
        ROOST_ASSIGN(std::optional<Hit> hit, judge(candidate));
        if (hit)
            hits << std::move(*hit);
    }
    return hits;
}

Result<SearchHits> Search::byPrice(int limit, const std::optional<Position> &position)
{
    ROOST_ASSIGN(QList<Hit> merged, plannedHits());
    if (position) {
        const Hit last{position->sortKey.toLongLong(), position->id, {}};
        merged.removeIf([&last](const Hit &hit) { return !(last < hit); });
    }
    // Base price times nights and units: the key of the index is the base price.
    const double nights = m_query.dates->nights() * m_query.units;
    const Position after =
        position ? Position{QString::number(position->sortKey.toLongLong() / nights, 'g', 17), position->id}
                 : Position();
    ROOST_ASSIGN(const QList<Candidate> plain, load(u"price"_s, limit + 1, after));
    for (const Candidate &candidate : plain) {
        ROOST_ASSIGN(std::optional<Hit> hit, judge(candidate));
        if (hit)
            merged << std::move(*hit);
    }
    // What lies behind the last one that was looked at belongs to the next page.
    std::optional<Hit> border;
    if (plain.size() > limit) {
        border = Hit{plain.last().basis.price.basePriceMinor.value_or(0) * m_query.dates->nights() * m_query.units,
                     plain.last().id,
                     {}};
        merged.removeIf([&border](const Hit &hit) { return *border < hit; });
    }
    std::sort(merged.begin(), merged.end());
    SearchHits hits;
    for (const Hit &hit : merged.first(qMin<qsizetype>(limit, merged.size())))
        hits.rows << hit.row;
    if (merged.size() > limit)
        border = merged.at(limit - 1);
    if (border)
        hits.nextKey = {u"price"_s, QString::number(border->totalMinor), border->id};
    return hits;
}

} // namespace

Result<SearchHits> StaySearch::find(ServerContext &context, const StayQuery &query, const RowWindow &window) const
{
    ROOST_TRY(query.check(context.clock.nowUtc()));
    const QString sort = stayOrderName(query.orderOrDefault());
    std::optional<Position> position;
    if (!window.after.isEmpty()) {
        bool isNumber = false;
        window.after.value(1).toDouble(&isNumber);
        if (window.after.value(0) != sort || !isNumber || ListingId::fromString(window.after.value(2)).isNull()) {
            return fail(ErrorCode::Validation,
                        u"The cursor is one of another order. Start this one without a cursor."_s, {},
                        {{u"field"_s, u"cursor"_s}});
        }
        position = {window.after.at(1), window.after.at(2)};
    }
    Search search(context, query);
    if (query.orderOrDefault() == StayOrder::Price)
        return search.byPrice(window.limit, position);
    return search.inOrder(sort, window.limit, position.value_or(Position()));
}

} // namespace roost
