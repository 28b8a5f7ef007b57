#include "SessionQueries.h"

#include "IdArray.h"
#include "SessionSeats.h"

#include "common/Json.h"
#include "domain/pricing/QuoteEngine.h"
#include "server/pricing/PriceBasisRepository.h"
#include "server/tenancy/TenantTransaction.h"

namespace roost {

using namespace Qt::StringLiterals;

namespace {

QString iso(const QDateTime &utc)
{
    return utc.isValid() ? utc.toString(Qt::ISODateWithMs) : QString();
}

QString timeText(const QTime &time)
{
    return time.isValid() ? time.toString(u"HH:mm"_s) : QString();
}

QString dayText(const QDate &day)
{
    return day.isValid() ? day.toString(Qt::ISODate) : QString();
}

// Any time, where nothing is said; days are on the clocks of zones, which no more than a day is apart from UTC.
InstantRange windowOf(const SessionSearch &search)
{
    const auto instant = [](const QDate &date) { return QDateTime(date, QTime(0, 0), Qt::UTC); };
    InstantRange window = search.window;
    if (!window.from.isValid())
        window.from = instant(search.fromDay.isValid() ? search.fromDay.addDays(-1) : QDate(1900, 1, 1));
    if (!window.to.isValid())
        window.to = instant(search.toDay.isValid() ? search.toDay.addDays(1) : QDate(2300, 1, 1));
    return window;
}

Result<FoundSession> sessionOf(const Statement &row)
{
    FoundSession session;
    session.id = row.id<ExperienceSessionId>(0);
    session.tenant = row.id<TenantId>(1);
    session.listing = row.id<ListingId>(2);
    session.series = row.id<SeriesId>(3);
    session.startsAt = row.timestamp(4);
    session.endsAt = row.timestamp(5);
    session.timeZone = row.text(6);
    session.status = row.text(7);
    session.places = static_cast<int>(row.integer(8));
    session.free = static_cast<int>(row.integer(9));
    session.tiers = QJsonDocument::fromJson(row.text(10).toUtf8()).array();
    ROOST_ASSIGN(session.prices, parseJsonObject(row.text(11).toUtf8()));
    session.version = row.integer(12);
    return session;
}

Result<QList<FoundSession>> findSessions(ServerContext &context, const SessionSearch &search,
                                         const ExperienceSessionId &session)
{
    const InstantRange window = windowOf(search);
    ROOST_ASSIGN(Statement find, context.database.statement(u"schedules/sessions"_s));
    find.bind(u":listings"_s, idArray(search.listings))
        .bind(u":session_id"_s, session)
        .bind(u":tenant_id"_s, search.tenant)
        .bind(u":from"_s, iso(window.from))
        .bind(u":to"_s, iso(window.to))
        .bind(u":now"_s, iso(context.clock.nowUtc()))
        .bind(u":from_day"_s, dayText(search.fromDay))
        .bind(u":to_day"_s, dayText(search.toDay))
        .bind(u":behind"_s, iso(search.behind))
        .bind(u":behind_id"_s, search.behindSession)
        .bind(u":tier"_s, search.tier.isEmpty() ? QString() : search.tier)
        .bind(u":places"_s, search.places)
        .bind(u":weekday"_s, search.weekday)
        .bind(u":after"_s, timeText(search.after))
        .bind(u":before"_s, timeText(search.before))
        .bind(u":limit"_s, search.limit);
    ROOST_TRY(find.exec());
    QList<FoundSession> sessions;
    while (find.next()) {
        ROOST_ASSIGN(FoundSession found, sessionOf(find));
        sessions << std::move(found);
    }
    return sessions;
}

QMap<QString, qint64> ownPrices(const QJsonObject &prices)
{
    QMap<QString, qint64> own;
    for (auto price = prices.begin(); price != prices.end(); ++price)
        own.insert(price.key(), price.value().toInteger());
    return own;
}

void addPricesOf(const PriceBasis &basis, FoundSession &session)
{
    const QMap<QString, qint64> own = ownPrices(session.prices);
    for (qsizetype i = 0; i < session.tiers.size(); ++i) {
        QJsonObject tier = session.tiers[i].toObject();
        const auto minor = seatPrice(basis, own, tier.value("tier"_L1).toString());
        tier.insert(u"price"_s, minor ? QJsonValue(moneyJson({*minor, basis.currency})) : QJsonValue());
        session.tiers[i] = tier;
    }
}

} // namespace

Result<QList<FoundSession>> SessionQueries::find(ServerContext &context, const SessionSearch &search) const
{
    return findSessions(context, search, ExperienceSessionId());
}

Result<std::optional<FoundSession>> SessionQueries::read(ServerContext &context, const ExperienceSessionId &session,
                                                         const TenantId &tenant) const
{
    SessionSearch search;
    search.tenant = tenant;
    ROOST_ASSIGN(const QList<FoundSession> found, findSessions(context, search, session));
    return found.isEmpty() ? std::nullopt : std::optional(found.first());
}

Result<void> SessionQueries::addPrices(ServerContext &context, const TenantId &tenant, const UserId &user,
                                       QList<FoundSession> &sessions) const
{
    if (sessions.isEmpty())
        return {};
    QSet<ListingId> listings;
    for (const FoundSession &session : sessions)
        listings << session.listing;
    // Without a tenant what is published can be seen, also outside of a transaction.
    std::optional<TenantTransaction> read;
    if (!tenant.isNull()) {
        ROOST_ASSIGN(TenantTransaction begun, TenantTransaction::beginRead(context, tenant, user));
        read.emplace(std::move(begun));
    }
    const QDate today = context.clock.nowUtc().date();
    ROOST_ASSIGN(const auto prices, PriceBasisRepository(context.database).load(listings.values(), today, today));
    for (FoundSession &session : sessions)
        addPricesOf(prices.value(session.listing).basis, session);
    return read ? read->commit() : Result<void>();
}

Result<QList<SessionSeat>> SessionQueries::seats(ServerContext &context, const ExperienceSessionId &session,
                                                 const TenantId &tenant) const
{
    ROOST_ASSIGN(const auto found, loadSessionWithSeats(context.database, session, tenant, context.clock.nowUtc()));
    return found ? found->seats : QList<SessionSeat>();
}

Result<TenantId> SessionQueries::tenantOfPublished(Database &database, const ExperienceSessionId &session)
{
    ROOST_ASSIGN(Statement find, database.statement(u"schedules/tenant_of_published_session"_s));
    find.bind(u":session_id"_s, session);
    ROOST_TRY(find.exec());
    return find.next() ? find.id<TenantId>(0) : TenantId();
}

} // namespace roost
