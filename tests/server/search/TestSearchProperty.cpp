// What the search says is free can be booked at the price that it says, and what it hides for dates can't: random
// stays, blocks and holds on listings with every kind of rule, against a plain model of nights and against the booking
// engine.
#include "server/search/StaySearch.h"

#include "server/inventory/UnitLinks.h"
#include "server/reservations/BookingService.h"
#include "server/reservations/CalendarService.h"
#include "server/reservations/HoldService.h"
#include "server/reservations/ReservationPlanner.h"
#include "server/tenancy/TenantTransaction.h"
#include "server/tenancy/TenantWrite.h"
#include "support/Expect.h"
#include "support/HostWorld.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QRandomGenerator>
#include <QTest>

using namespace roost;
using namespace roost::test;
using namespace Qt::StringLiterals;

namespace {

// Nights as numbers of days: which are taken in a unit, preparation included.
struct ModelUnit
{
    int preparationDays = 0;
    QList<StayDates> stays; // as booked, blocked or held

    bool isFree(const StayDates &wanted, int preparation) const
    {
        return std::none_of(stays.begin(), stays.end(), [&](const StayDates &stay) {
            return stay.checkIn < wanted.checkOut.addDays(preparation) &&
                   wanted.checkIn < stay.checkOut.addDays(preparationDays);
        });
    }
};

} // namespace

class TestSearchProperty : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { EXPECT_OK(m_postgres.start()); }
    void foundIsBookableAndHiddenIsNot_data();
    void foundIsBookableAndHiddenIsNot();

private:
    void makeListings();
    void addListing(const QJsonObject &fields, int units = 1);
    void takeSomething();
    void compare();
    StayDates randomDates();
    int random(int below) { return static_cast<int>(m_random.bounded(below)); }
    StayQuery randomQuery();
    // Total by listing.
    QMap<QString, qint64> foundTotals(const StayQuery &query);
    Result<ReservationPlan> plan(const ListingId &listing, const StayQuery &query);

    PostgresFixture m_postgres;
    std::unique_ptr<HostWorld> m_world;
    QRandomGenerator m_random;
    Caller m_host;
    Caller m_guest;
    QList<HostWorld::Home> m_homes;
    QList<int> m_preparation;
    QHash<UnitId, ModelUnit> m_model;
    QHash<UnitId, QList<UnitId>> m_parts;
    int m_bookable = 0;
    int m_refused = 0;
};

void TestSearchProperty::addListing(const QJsonObject &fields, int units)
{
    QJsonObject all = fields;
    all.insert(u"base_price_minor"_s, 50'000 + 1'000 * random(50));
    all.insert(u"max_guests"_s, 1 + random(5));
    const auto home = m_world->addHome(m_host, all, units);
    EXPECT_OK(home);
    m_homes << *home;
    m_preparation << fields.value(u"preparation_days"_s).toInt();
    for (const UnitId &unit : home->units)
        m_model[unit].preparationDays = m_preparation.last();
}

void TestSearchProperty::makeListings()
{
    const auto plan = [](const QJsonObject &pricing) { return QJsonObject{{u"pricing"_s, pricing}}; };
    addListing({});
    addListing({}, 3);
    addListing({{u"preparation_days"_s, 1}, {u"min_nights"_s, 2}});
    addListing({{u"max_nights"_s, 3}, {u"time_zone"_s, u"Pacific/Apia"_s}});
    addListing({{u"check_in_time"_s, u"02:30"_s}, {u"check_out_time"_s, u"02:30"_s}});
    addListing(plan({{u"stay_rules"_s,
                      QJsonObject{{u"arrival_days"_s, QJsonArray{u"sat"_s, u"wed"_s}}, {u"pets_allowed"_s, true}}}}));
    addListing(plan({{u"stay_rules"_s,
                      QJsonObject{{u"min_nights_by_arrival"_s, QJsonObject{{u"fri"_s, 3}}}, {u"fill_gaps"_s, true}}},
                     {u"occupancy"_s, QJsonArray{QJsonObject{{u"taken"_s, 20}, {u"percent"_s, 15}}}}}),
               2);
    addListing(plan({{u"weekday_prices"_s, QJsonObject{{u"sat"_s, 99'000}}},
                     {u"length_of_stay"_s, QJsonArray{QJsonObject{{u"nights"_s, 3}, {u"percent"_s, 10}}}}}));
    // A house (the last but one) and its two rooms in a listing of their own.
    addListing({});
    addListing({}, 2);
    const QList<UnitId> rooms = m_homes.last().units;
    const UnitId house = m_homes.at(m_homes.size() - 2).units.first();
    m_parts.insert(house, rooms);
    auto write = TenantWrite::begin(m_world->context(), m_host.tenant, m_host.user);
    EXPECT_OK(write);
    EXPECT_OK(UnitLinks(m_world->context().database, m_host.tenant, m_world->clock().nowUtc())
                  .setParts(m_homes.at(m_homes.size() - 2).listing, house, rooms));
    EXPECT_OK(write->commit());
}

StayDates TestSearchProperty::randomDates()
{
    // Around the change to winter time on 25 October 2026.
    const QDate checkIn = QDate(2026, 10, 15).addDays(random(20));
    return {checkIn, checkIn.addDays(1 + random(5))};
}

void TestSearchProperty::takeSomething()
{
    const int index = random(static_cast<int>(m_homes.size()));
    const HostWorld::Home &home = m_homes.at(index);
    const StayDates dates = randomDates();
    const UnitId unit = home.units.at(random(static_cast<int>(home.units.size())));
    ServerContext &context = m_world->context();
    // Blocks need no preparation; a stay by the host's own entry isn't held back by rules.
    int preparation = m_preparation.at(index);
    bool isTaken = false;
    QList<UnitId> units{unit};
    switch (random(3)) {
    case 0:
        isTaken = CalendarService().block(context, m_host, {{}, home.listing, unit, dates, {}}).has_value();
        preparation = 0;
        break;
    default: {
        Wish wish;
        wish.what = StayWish{home.listing, dates, 1, 0, 1, unit};
        isTaken = HoldService().hold(context, Holder::ofUser(m_world->addGuest(u"Guest"_s)->user), wish).has_value();
    }
    }
    if (!isTaken)
        return;
    units << m_parts.value(unit);
    for (const UnitId &taken : units)
        m_model[taken].stays << StayDates{dates.checkIn,
                                          dates.checkOut.addDays(preparation - m_model[taken].preparationDays)};
}

StayQuery TestSearchProperty::randomQuery()
{
    StayQuery query;
    query.dates = randomDates();
    query.guests = 1 + random(4);
    query.units = random(4) == 0 ? 2 : 1;
    query.pets = random(5) == 0 ? 1 : 0;
    query.order = random(2) == 0 ? StayOrder::Newest : StayOrder::Price;
    query.currency = *Currency::fromCode(u"NOK"_s);
    return query;
}

QMap<QString, qint64> TestSearchProperty::foundTotals(const StayQuery &query)
{
    QMap<QString, qint64> totals;
    RowWindow window{3, {}};
    do {
        const auto hits = StaySearch().find(m_world->context(), query, window);
        if (!hits) {
            QTest::qFail(describe(hits), __FILE__, __LINE__);
            return totals;
        }
        for (const QByteArray &row : hits->rows) {
            const QJsonDocument hit = QJsonDocument::fromJson(row);
            if (totals.contains(hit[u"id"].toString()))
                QTest::qFail("found twice", __FILE__, __LINE__);
            totals.insert(hit[u"id"].toString(), hit[u"total"][u"amount_minor"].toInteger());
        }
        window.after = hits->nextKey;
    } while (!window.after.isEmpty());
    return totals;
}

Result<ReservationPlan> TestSearchProperty::plan(const ListingId &listing, const StayQuery &query)
{
    Caller guest = m_guest;
    guest.tenant = m_host.tenant;
    Wish wish;
    wish.what = StayWish{listing, *query.dates, query.guests, query.pets, query.units, {}};
    ROOST_ASSIGN([[maybe_unused]] TenantTransaction read,
                 TenantTransaction::beginRead(m_world->context(), guest.tenant, guest.user));
    return ReservationPlanner().plan(m_world->context(), guest, wish);
}

void TestSearchProperty::compare()
{
    const StayQuery query = randomQuery();
    const QMap<QString, qint64> found = foundTotals(query);
    for (int i = 0; i < m_homes.size(); ++i) {
        const HostWorld::Home &home = m_homes.at(i);
        const QString id = home.listing.toString();
        const auto planned = plan(home.listing, query);
        QVERIFY2(
            planned.has_value() == found.contains(id),
            qPrintable(u"listing %1, %2 to %3, %4 units: %5"_s.arg(i)
                           .arg(query.dates->checkIn.toString(Qt::ISODate), query.dates->checkOut.toString(Qt::ISODate))
                           .arg(query.units)
                           .arg(QString::fromUtf8(planned ? QByteArrayLiteral("is hidden") : describe(planned)))));
        if (planned)
            QCOMPARE(found.value(id), planned->quote.total.minor);
        (planned ? m_bookable : m_refused) += 1;
        // And against the model: as many free units as asked for, or not.
        const auto free = std::count_if(home.units.begin(), home.units.end(), [&](const UnitId &unit) {
            const QList<UnitId> parts = m_parts.value(unit);
            return m_model[unit].isFree(*query.dates, m_preparation.at(i)) &&
                   std::all_of(parts.begin(), parts.end(), [&](const UnitId &part) {
                       return m_model[part].isFree(*query.dates, m_preparation.at(i));
                   });
        });
        if (planned)
            QVERIFY(free >= query.units);
        else if (planned.error().code == ErrorCode::DatesTaken)
            QVERIFY(free < query.units);
    }
}

void TestSearchProperty::foundIsBookableAndHiddenIsNot_data()
{
    QTest::addColumn<quint32>("seed");
    for (quint32 seed = 1; seed <= 6; ++seed)
        QTest::addRow("seed %u", seed) << seed;
}

void TestSearchProperty::foundIsBookableAndHiddenIsNot()
{
    QFETCH(quint32, seed);
    m_random.seed(seed);
    auto world = HostWorld::create(m_postgres);
    EXPECT_OK(world);
    m_world = std::move(*world);
    m_host = *m_world->addHost(u"Solveig"_s);
    m_guest = *m_world->addGuest(u"Ravi"_s);
    m_homes.clear();
    m_preparation.clear();
    m_model.clear();
    m_parts.clear();
    m_bookable = m_refused = 0;
    makeListings();
    for (int round = 0; round < 40 && !QTest::currentTestFailed(); ++round) {
        takeSomething();
        compare();
    }
    // Neither all nor nothing: else nothing was tried.
    QVERIFY(m_bookable > 40 && m_refused > 40);
}

QTEST_GUILESS_MAIN(TestSearchProperty)
#include "TestSearchProperty.moc"
