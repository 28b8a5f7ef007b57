// Sessions and slots that guests look for: days, hours, places, totals, pages.
#include "server/search/SessionFinder.h"
#include "server/search/SlotFinder.h"

#include "support/Expect.h"
#include "support/HostWorld.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QTest>

using namespace roost;
using namespace roost::test;
using namespace Qt::StringLiterals;

class TestEventSearch : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { EXPECT_OK(m_postgres.start()); }
    void init();

    void findsSessions();
    void pricesTheCheapestTier();
    void findsSlots();
    void refusesWhatMakesNoSense();

private:
    EventQuery days(const QDate &from, const QDate &to) const;
    // "07-02T19:00 07-03T20:00": local beginnings; or the error.
    QString sessions(const EventQuery &query, int limit = 50);
    QString slotsFound(const EventQuery &query, int limit = 50);
    template <class Find>
    QString pages(int limit, const Find &find);

    PostgresFixture m_postgres;
    std::unique_ptr<HostWorld> m_world;
    Caller m_host;
};

void TestEventSearch::init()
{
    auto world = HostWorld::create(m_postgres);
    EXPECT_OK(world);
    m_world = std::move(*world);
    m_host = *m_world->addHost(u"Solveig"_s);
}

EventQuery TestEventSearch::days(const QDate &from, const QDate &to) const
{
    EventQuery query;
    query.from = from;
    query.to = to;
    return query;
}

template <class Find>
QString TestEventSearch::pages(int limit, const Find &find)
{
    QStringList beginnings;
    RowWindow window{limit, {}};
    do {
        const Result<SearchHits> hits = find(window);
        if (!hits)
            return errorCodeName(hits.error().code) + u' ' + hits.error().details.value(u"field"_s).toString();
        for (const QByteArray &row : hits->rows) {
            const QJsonDocument hit = QJsonDocument::fromJson(row);
            const QDateTime startsAt = QDateTime::fromString(hit[u"starts_at"].toString(), Qt::ISODateWithMs);
            beginnings
                << startsAt.toTimeZone(QTimeZone(hit[u"time_zone"].toString().toLatin1())).toString(u"MM-dd'T'HH:mm"_s);
        }
        window.after = hits->nextKey;
    } while (!window.after.isEmpty());
    return beginnings.join(u' ');
}

QString TestEventSearch::sessions(const EventQuery &query, int limit)
{
    return pages(limit,
                 [&](const RowWindow &window) { return SessionFinder().find(m_world->context(), query, {}, window); });
}

QString TestEventSearch::slotsFound(const EventQuery &query, int limit)
{
    return pages(limit, [&](const RowWindow &window) { return SlotFinder().find(m_world->context(), query, window); });
}

void TestEventSearch::findsSessions()
{
    const auto barn = m_world->addExperience(
        m_host, {{u"city"_s, u"Oslo"_s}, {u"latitude"_s, 59.91}, {u"longitude"_s, 10.75}, {u"language"_s, u"en"_s}});
    const auto hidden = m_world->addExperience(m_host, {{u"status"_s, u"unpublished"_s}});
    EXPECT_OK(barn);
    EXPECT_OK(hidden);
    for (const QString &start :
         {u"2026-07-02T19:00"_s, u"2026-07-03T23:30"_s, u"2026-07-03T12:00"_s, u"2026-07-04T00:15"_s})
        EXPECT_OK(m_world->addSession(m_host, *barn, start, {{u"places"_s, 4}}));
    EXPECT_OK(m_world->addSession(m_host, *hidden, u"2026-07-03T19:00"_s));
    const EventQuery all = days({2026, 7, 1}, {2026, 7, 31});
    const QString everything = u"07-02T19:00 07-03T12:00 07-03T23:30 07-04T00:15"_s;
    QCOMPARE(sessions(all), everything);
    for (const int limit : {1, 2, 3, 4})
        QCOMPARE(sessions(all, limit), everything);
    // Days and hours are the place's own.
    QCOMPARE(sessions(days({2026, 7, 3}, {2026, 7, 3})), u"07-03T12:00 07-03T23:30"_s);
    EventQuery query = all;
    query.weekday = EventQuery::weekdayFromName(u"fri"_s);
    QCOMPARE(sessions(query), u"07-03T12:00 07-03T23:30"_s);
    query.after = QTime(17, 0);
    QCOMPARE(sessions(query), u"07-03T23:30"_s);
    query = all;
    query.before = QTime(12, 1);
    QCOMPARE(sessions(query), u"07-03T12:00 07-04T00:15"_s);
    query = all;
    query.people = 5;
    QCOMPARE(sessions(query), QString());
    query = all;
    query.where.name = u"bergen"_s;
    QCOMPARE(sessions(query), QString());
    query.where.name = u"oslo"_s;
    query.where.words = u"barns"_s;
    query.where.near = GeoPoint{59.9, 10.75};
    query.where.radiusKm = 2;
    QCOMPARE(sessions(query), everything);
    query.where.radiusKm = 1;
    QCOMPARE(sessions(query), QString());
    // What has begun is over for those who look.
    m_world->clock().advanceMs(
        QDateTime({2026, 3, 1}, {12, 0}, Qt::UTC).msecsTo(QDateTime({2026, 7, 3}, {10, 0}, Qt::UTC)));
    QCOMPARE(sessions(all), u"07-03T23:30 07-04T00:15"_s);
}

void TestEventSearch::pricesTheCheapestTier()
{
    const auto barn = m_world->addExperience(
        m_host, {{u"pricing"_s, QJsonObject{{u"tiers"_s, QJsonObject{{u"balcony"_s, 40'000}, {u"floor"_s, 25'000}}}}}});
    EXPECT_OK(barn);
    const auto row = [](const QString &name, const QString &tier, int seats) {
        return QJsonObject{{u"label"_s, name}, {u"tier"_s, tier}, {u"seats"_s, seats}};
    };
    EXPECT_OK(m_world->addSession(m_host, *barn, u"2026-07-02T19:00"_s,
                                  {{u"rows"_s, QJsonArray{row(u"A"_s, u"floor"_s, 2), row(u"B"_s, u"balcony"_s, 3)}}}));
    EventQuery query = days({2026, 7, 1}, {2026, 7, 31});
    const auto total = [&](int people, const QString &tier = {}) {
        query.people = people;
        const auto hits = SessionFinder().find(m_world->context(), query, tier, {10, {}});
        if (!hits || hits->rows.isEmpty())
            return u"none"_s;
        const QJsonDocument hit = QJsonDocument::fromJson(hits->rows.first());
        return hit[u"tier"].toString() + u' ' + QString::number(hit[u"total"][u"amount_minor"].toInteger());
    };
    QCOMPARE(total(2), u"floor 50000"_s);
    QCOMPARE(total(3), u"balcony 120000"_s);
    QCOMPARE(total(1, u"balcony"_s), u"balcony 40000"_s);
    QCOMPARE(total(4), u"none"_s);
}

void TestEventSearch::findsSlots()
{
    const auto massage = m_world->addService(m_host, {}, {{u"city"_s, u"Oslo"_s}});
    EXPECT_OK(massage);
    EXPECT_OK(m_world->addStaff(m_host, u"Kari"_s));
    EXPECT_OK(m_world->addStaff(m_host, u"Per"_s));
    // Thursday after 15:00, whoever is free; 2 July 2026 is a Thursday... the booking window may be shorter, so soon.
    EventQuery query = days({2026, 3, 2}, {2026, 3, 8});
    query.weekday = EventQuery::weekdayFromName(u"thu"_s);
    query.after = QTime(15, 0);
    const QString found = slotsFound(query);
    QCOMPARE(found, u"03-05T15:00 03-05T16:00"_s);
    QCOMPARE(slotsFound(query, 1), found);
    const auto hits = SlotFinder().find(m_world->context(), query, {1, {}});
    EXPECT_OK(hits);
    const QJsonDocument hit = QJsonDocument::fromJson(hits->rows.first());
    QCOMPARE(hit[u"total"][u"amount_minor"].toInteger(), 90'000);
    QCOMPARE(hit[u"staff"].toArray().size(), 2);
    QCOMPARE(hit[u"listing"][u"id"].toString(), massage->toString());
    query.where.name = u"bergen"_s;
    QCOMPARE(slotsFound(query), QString());
    query.where.name.clear();
    query.people = 999;
    QCOMPARE(slotsFound(query), QString());
}

void TestEventSearch::refusesWhatMakesNoSense()
{
    QCOMPARE(sessions(days({2026, 7, 5}, {2026, 7, 4})), u"VALIDATION_ERROR to"_s);
    QCOMPARE(sessions(days({2026, 7, 1}, {2026, 10, 1})), u"VALIDATION_ERROR to"_s);
    QCOMPARE(sessions(days({2026, 2, 30}, {2026, 3, 1})), u"VALIDATION_ERROR from"_s);
    QCOMPARE(sessions(days({2026, 2, 1}, {2026, 2, 10})), u"STAY_RULE_BROKEN to"_s);
    QCOMPARE(slotsFound(days({2026, 7, 1}, {2026, 8, 1})), u"VALIDATION_ERROR to"_s);
    EventQuery query = days({2026, 7, 1}, {2026, 7, 2});
    query.after = QTime(12, 0);
    query.before = QTime(12, 0);
    QCOMPARE(sessions(query), u"VALIDATION_ERROR before"_s);
    QCOMPARE(EventQuery::weekdayFromName(u"someday"_s), 0);
}

QTEST_GUILESS_MAIN(TestEventSearch)
#include "TestEventSearch.moc"
