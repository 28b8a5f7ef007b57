// Every filter and order of the search for stays, its pages, and what it must not tell.
#include "server/search/StaySearch.h"

#include "server/reservations/BookingService.h"
#include "server/reservations/CalendarService.h"
#include "server/tenancy/TenantTransaction.h"
#include "support/Expect.h"
#include "support/HostWorld.h"
#include "support/StayRequest.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QTest>

using namespace roost;
using namespace roost::test;
using namespace Qt::StringLiterals;

class TestStaySearch : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { EXPECT_OK(m_postgres.start()); }
    void init();

    void findsWhatIsFree();
    void findsByPlace();
    void findsByDistance();
    void findsByWords();
    void findsByFeatures();
    void findsByRating();
    void findsByPriceOfTheWholeStay();
    void mindsRulesOfRatePlans();
    void ordersAndPages_data();
    void ordersAndPages();
    void refusesWhatMakesNoSense_data();
    void refusesWhatMakesNoSense();
    void tellsNothingOfOthers();

private:
    QString add(const QString &title, QJsonObject fields = {}, int units = 1);
    // Titles, in the order found, separated by blanks; or the error.
    QString found(const StayQuery &query, int limit = 50);
    StayQuery stay(int fromDay = 2, int toDay = 5) const;

    PostgresFixture m_postgres;
    std::unique_ptr<HostWorld> m_world;
    Caller m_host;
    Caller m_guest;
    QHash<QString, HostWorld::Home> m_homes;
};

void TestStaySearch::init()
{
    auto world = HostWorld::create(m_postgres);
    EXPECT_OK(world);
    m_world = std::move(*world);
    m_host = *m_world->addHost(u"Solveig"_s);
    m_guest = *m_world->addGuest(u"Ravi"_s);
    m_homes.clear();
}

QString TestStaySearch::add(const QString &title, QJsonObject fields, int units)
{
    fields.insert(u"title"_s, title);
    // Each newer than the one before, but for those that are made to be equals.
    if (!title.startsWith(u"home"_s) || title.size() == 4)
        m_world->clock().advanceMs(1000);
    const auto home = m_world->addHome(m_host, fields, units);
    if (!home)
        return QString::fromUtf8(describe(home));
    m_homes.insert(title, *home);
    return {};
}

StayQuery TestStaySearch::stay(int fromDay, int toDay) const
{
    StayQuery query;
    query.dates = StayDates{{2026, 7, fromDay}, {2026, 7, toDay}};
    query.order = StayOrder::Newest;
    return query;
}

QString TestStaySearch::found(const StayQuery &query, int limit)
{
    QStringList titles;
    RowWindow window{limit, {}};
    do {
        const auto hits = StaySearch().find(m_world->context(), query, window);
        if (!hits)
            return errorCodeName(hits.error().code) + u' ' + hits.error().details.value(u"field"_s).toString();
        for (const QByteArray &row : hits->rows)
            titles << QJsonDocument::fromJson(row)[u"title"].toString();
        window.after = hits->nextKey;
    } while (!window.after.isEmpty());
    return titles.join(u' ');
}

void TestStaySearch::findsWhatIsFree()
{
    QCOMPARE(add(u"home"_s), QString());
    QCOMPARE(add(u"hotel"_s, {}, 2), QString());
    QCOMPARE(found(stay()), u"hotel home"_s);
    for (const QString &title : {u"home"_s, u"hotel"_s}) {
        EXPECT_OK(BookingService().book(m_world->context(), m_guest,
                                        stayRequest(m_homes[title].listing, {{2026, 7, 3}, {2026, 7, 4}})));
    }
    QCOMPARE(found(stay()), u"hotel"_s);
    StayQuery two = stay();
    two.units = 2;
    QCOMPARE(found(two), QString());
    // The night before and the night behind are free.
    QCOMPARE(found(stay(2, 3)), u"hotel home"_s);
    QCOMPARE(found(stay(4, 6)), u"hotel home"_s);
    StayQuery whenever = stay();
    whenever.dates.reset();
    QCOMPARE(found(whenever), u"hotel home"_s);
}

void TestStaySearch::findsByPlace()
{
    add(u"a"_s, {{u"city"_s, u"Oslo"_s}, {u"neighbourhood"_s, u"Grünerløkka"_s}});
    add(u"b"_s, {{u"city"_s, u"Oslo"_s}, {u"neighbourhood"_s, u"Frogner"_s}});
    add(u"c"_s, {{u"city"_s, u"Málaga"_s}});
    StayQuery query = stay();
    query.where.name = u"oslo"_s;
    QCOMPARE(found(query), u"b a"_s);
    query.where.name = u"GRUNERLOKKA, Oslo"_s;
    QCOMPARE(found(query), u"a"_s);
    query.where.name = u"mal"_s;
    QCOMPARE(found(query), u"c"_s);
    query.where.name = u"slo"_s;
    QCOMPARE(found(query), QString());
    query.where.name = u"os%"_s;
    QCOMPARE(found(query), QString());
}

void TestStaySearch::findsByDistance()
{
    add(u"near"_s, {{u"latitude"_s, 59.9139}, {u"longitude"_s, 10.7522}});
    add(u"bergen"_s, {{u"latitude"_s, 60.3913}, {u"longitude"_s, 5.3221}});
    add(u"nowhere"_s);
    add(u"fiji"_s, {{u"latitude"_s, -17.7}, {u"longitude"_s, 179.9}});
    StayQuery query = stay();
    query.order.reset();
    query.where.near = GeoPoint{59.91, 10.75};
    QCOMPARE(found(query), u"near bergen fiji"_s);
    query.where.radiusKm = 300;
    QCOMPARE(found(query), u"near"_s);
    query.where.radiusKm = 310;
    QCOMPARE(found(query), u"near bergen"_s);
    // Over the date line.
    query.where.near = GeoPoint{-17.7, -179.9};
    query.where.radiusKm = 25;
    QCOMPARE(found(query), u"fiji"_s);
    const auto hits = StaySearch().find(m_world->context(), query, {10, {}});
    EXPECT_OK(hits);
    // 0.2 degrees at 17.7 degrees south.
    const double km = QJsonDocument::fromJson(hits->rows.first())[u"distance_km"].toDouble();
    QVERIFY2(qAbs(km - 21.19) < 0.1, qPrintable(QString::number(km)));
}

void TestStaySearch::findsByWords()
{
    add(u"Hytta"_s, {{u"language"_s, u"no"_s}, {u"summary"_s, u"Koselig med badstuer ved sjøen"_s}});
    add(u"Cabin"_s, {{u"language"_s, u"en"_s}, {u"summary"_s, u"Cosy cottages by the sea"_s}});
    add(u"Häuschen"_s, {{u"language"_s, u"de"_s}, {u"summary"_s, u"Gemütliche Häuser am Meer"_s}});
    add(u"Дом"_s, {{u"language"_s, u"ru"_s}, {u"summary"_s, u"Уютные домики у моря"_s}});
    add(u"Etxea"_s, {{u"summary"_s, u"itsasoaren ondoan"_s}});
    StayQuery query = stay();
    query.order.reset();
    const auto words = [&](const QString &text, const QString &language = {}) {
        query.where.words = text;
        query.where.language = language;
        return found(query);
    };
    QCOMPARE(words(u"hytter"_s), u"Hytta"_s);
    QCOMPARE(words(u"hytter -badstue"_s), QString());
    QCOMPARE(words(u"cottage sea"_s), u"Cabin"_s);
    QCOMPARE(words(u"\"by the sea\""_s), u"Cabin"_s);
    QCOMPARE(words(u"\"sea cosy\""_s), QString());
    QCOMPARE(words(u"haus"_s), u"Häuschen"_s);
    QCOMPARE(words(u"gemutliche"_s), u"Häuschen"_s);
    QCOMPARE(words(u"море"_s), u"Дом"_s);
    QCOMPARE(words(u"ITSASOAREN"_s), u"Etxea"_s);
    QCOMPARE(words(u"cottage"_s, u"de"_s), QString());
    QCOMPARE(words(u"cottage"_s, u"en"_s), u"Cabin"_s);
    QCOMPARE(words(u"sauna"_s), QString());
    // A title weighs more than the text.
    add(u"Sea"_s, {{u"language"_s, u"en"_s}});
    QCOMPARE(words(u"sea or cottage"_s), u"Sea Cabin"_s);
}

void TestStaySearch::findsByFeatures()
{
    add(u"flat"_s, {{u"room_type"_s, u"Entire home/apt"_s},
                    {u"amenities"_s, QJsonArray{u"wifi"_s, u"sauna"_s}},
                    {u"max_guests"_s, 2}});
    add(u"room"_s, {{u"room_type"_s, u"Private room"_s},
                    {u"amenities"_s, QJsonArray{u"wifi"_s}},
                    {u"instant_book"_s, false},
                    {u"max_guests"_s, 6}});
    StayQuery query = stay();
    query.roomType = u"entire HOME/apt"_s;
    QCOMPARE(found(query), u"flat"_s);
    query = stay();
    query.amenities = {u"WiFi"_s};
    QCOMPARE(found(query), u"room flat"_s);
    query.amenities << u"sauna"_s;
    QCOMPARE(found(query), u"flat"_s);
    query = stay();
    query.instantOnly = true;
    QCOMPARE(found(query), u"flat"_s);
    query = stay();
    query.guests = 3;
    QCOMPARE(found(query), u"room"_s);
    query.guests = 7;
    QCOMPARE(found(query), QString());
}

void TestStaySearch::findsByRating()
{
    for (const QString &title : {u"one"_s, u"many"_s, u"poor"_s, u"none"_s})
        add(title);
    const auto rate = [this](const QString &title, int rating, int count) {
        auto write = TenantTransaction::beginWrite(m_world->context(), m_host.tenant, m_host.user);
        EXPECT_OK(write);
        EXPECT_OK(m_world->context().database.execute(
            u"INSERT INTO review (id, tenant_id, listing_id, rating, reviewed_on, version) SELECT gen_random_uuid(), "
            "roost_tenant(), '%1', %2, '2026-01-01', 0 FROM generate_series(1, %3)"_s
                .arg(m_homes[title].listing.toString())
                .arg(rating)
                .arg(count)));
        EXPECT_OK(write->commit());
    };
    rate(u"one"_s, 5, 1);
    rate(u"many"_s, 5, 30);
    rate(u"poor"_s, 2, 10);
    StayQuery query = stay();
    query.order = StayOrder::Rating;
    QCOMPARE(found(query), u"many one none poor"_s);
    query.minRating = 4;
    QCOMPARE(found(query), u"many one"_s);
    QCOMPARE(
        m_world->look(u"SELECT rating_mean || ' ' || rating_count FROM listing WHERE title = 'many'"_s)->toString(),
        u"5.00 30"_s);
    EXPECT_OK(m_world->change(u"SELECT set_config('roost.version', '99', false)"_s));
    EXPECT_OK(m_world->change(u"DELETE FROM review"_s));
    QCOMPARE(
        m_world->look(u"SELECT count(*) FROM listing WHERE rating_count > 0 OR rating_mean IS NOT NULL"_s)->toInt(), 0);
}

void TestStaySearch::findsByPriceOfTheWholeStay()
{
    add(u"cheap"_s, {{u"base_price_minor"_s, 50'000}});
    add(u"fees"_s, {{u"base_price_minor"_s, 40'000},
                    {u"pricing"_s, QJsonObject{{u"fees"_s, QJsonArray{QJsonObject{{u"name"_s, u"Cleaning"_s},
                                                                                  {u"per"_s, u"stay"_s},
                                                                                  {u"amount_minor"_s, 60'000}}}}}}});
    add(u"dear"_s, {{u"base_price_minor"_s, 200'000}});
    add(u"euro"_s, {{u"base_price_minor"_s, 10'000}, {u"currency"_s, u"EUR"_s}});
    StayQuery query = stay(2, 5);
    query.currency = *Currency::fromCode(u"NOK"_s);
    query.order = StayOrder::Price;
    QCOMPARE(found(query), u"cheap fees dear"_s);
    QCOMPARE(found(query, 1), u"cheap fees dear"_s);
    query.order = StayOrder::Newest;
    query.priceFromMinor = 150'001;
    QCOMPARE(found(query), u"dear fees"_s);
    query.priceToMinor = 180'000;
    QCOMPARE(found(query), u"fees"_s);
    query.priceFromMinor.reset();
    query.priceToMinor = 150'000;
    QCOMPARE(found(query), u"cheap"_s);
    const auto hits = StaySearch().find(m_world->context(), query, {10, {}});
    EXPECT_OK(hits);
    const QJsonDocument hit = QJsonDocument::fromJson(hits->rows.first());
    QCOMPARE(hit[u"total"][u"amount_minor"].toInteger(), 150'000);
    QCOMPARE(hit[u"total"][u"currency"].toString(), u"NOK"_s);
    QCOMPARE(hit[u"nights"].toInt(), 3);
}

void TestStaySearch::mindsRulesOfRatePlans()
{
    // 2 July 2026 is a Thursday.
    const auto rules = [](const QJsonObject &stayRules) {
        return QJsonObject{{u"pricing"_s, QJsonObject{{u"stay_rules"_s, stayRules}}}};
    };
    add(u"long"_s, {{u"min_nights"_s, 4}});
    add(u"short"_s, {{u"max_nights"_s, 2}});
    add(u"saturdays"_s, rules({{u"arrival_days"_s, QJsonArray{u"sat"_s}}}));
    add(u"pets"_s, rules({{u"pets_allowed"_s, true}}));
    add(u"ahead"_s, rules({{u"lead_time_days"_s, 200}}));
    QCOMPARE(found(stay(2, 5)), u"pets"_s);
    QCOMPARE(found(stay(2, 6)), u"pets long"_s);
    QCOMPARE(found(stay(4, 6)), u"pets saturdays short"_s);
    StayQuery query = stay(4, 6);
    query.pets = 1;
    QCOMPARE(found(query), u"pets"_s);
}

void TestStaySearch::ordersAndPages_data()
{
    QTest::addColumn<int>("order");
    for (const StayOrder order :
         {StayOrder::Relevance, StayOrder::Distance, StayOrder::Price, StayOrder::Rating, StayOrder::Newest})
        QTest::addRow("%s", qPrintable(stayOrderName(order))) << static_cast<int>(order);
}

void TestStaySearch::ordersAndPages()
{
    QFETCH(int, order);
    QStringList all;
    for (int i = 0; i < 23; ++i) {
        const QString title = u"home%1"_s.arg(i);
        // Equals in every order: ids decide.
        QJsonObject fields{{u"latitude"_s, 59.9 + (i / 4) * 0.01},
                           {u"longitude"_s, 10.75},
                           {u"summary"_s, u"sauna"_s},
                           {u"base_price_minor"_s, 50'000 + (i / 5) * 1'000}};
        if (i % 3 == 0)
            fields.insert(u"pricing"_s, QJsonObject{{u"weekday_prices"_s, QJsonObject{{u"fri"_s, 52'000}}}});
        QCOMPARE(add(title, fields), QString());
        all << title;
    }
    EXPECT_OK(BookingService().book(m_world->context(), m_guest,
                                    stayRequest(m_homes[u"home7"_s].listing, {{2026, 7, 3}, {2026, 7, 4}})));
    all.removeAll(u"home7"_s);
    StayQuery query = stay();
    query.order = static_cast<StayOrder>(order);
    query.where.near = GeoPoint{59.9, 10.75};
    query.where.words = u"sauna"_s;
    query.currency = *Currency::fromCode(u"NOK"_s);
    const QString once = found(query, 200);
    for (const int limit : {1, 2, 5, 21, 22, 23})
        QCOMPARE(found(query, limit), once);
    QStringList sorted = once.split(u' ');
    sorted.sort();
    all.sort();
    QCOMPARE(sorted, all);
}

void TestStaySearch::refusesWhatMakesNoSense_data()
{
    QTest::addColumn<StayQuery>("query");
    QTest::addColumn<QString>("answer");
    const auto row = [this](const char *name, const std::function<void(StayQuery &)> &change, const QString &answer) {
        StayQuery query = stay();
        query.order.reset();
        change(query);
        QTest::newRow(name) << query << answer;
    };
    row(
        "past",
        [](StayQuery &q) {
            q.dates = StayDates{{2025, 7, 1}, {2025, 7, 3}};
        },
        u"STAY_RULE_BROKEN from"_s);
    row(
        "guests", [](StayQuery &q) { q.guests = 10'000; }, u"VALIDATION_ERROR guests"_s);
    row(
        "no guests", [](StayQuery &q) { q.guests = 0; }, u"VALIDATION_ERROR guests"_s);
    row(
        "pets", [](StayQuery &q) { q.pets = -1; }, u"VALIDATION_ERROR pets"_s);
    row(
        "units", [](StayQuery &q) { q.units = 101; }, u"VALIDATION_ERROR units"_s);
    row(
        "radius without a point", [](StayQuery &q) { q.where.radiusKm = 5; }, u"VALIDATION_ERROR near"_s);
    row(
        "radius",
        [](StayQuery &q) {
            q.where.near = GeoPoint{};
            q.where.radiusKm = 0;
        },
        u"VALIDATION_ERROR radius_km"_s);
    row(
        "no number",
        [](StayQuery &q) {
            q.where.near = GeoPoint{};
            q.where.radiusKm = qQNaN();
        },
        u"VALIDATION_ERROR radius_km"_s);
    row(
        "commas", [](StayQuery &q) { q.where.name = u" , ,"_s; }, u"VALIDATION_ERROR place"_s);
    row(
        "five places", [](StayQuery &q) { q.where.name = u"a,b,c,d,e"_s; }, u"VALIDATION_ERROR place"_s);
    row(
        "no words", [](StayQuery &q) { q.where.words = u"--- !"_s; }, u"VALIDATION_ERROR q"_s);
    row(
        "no text", [](StayQuery &q) { q.where.words = QString(u"a"_s + QChar(u'\0')); }, u"VALIDATION_ERROR q"_s);
    row(
        "language",
        [](StayQuery &q) {
            q.where.words = u"a"_s;
            q.where.language = u"'x"_s;
        },
        u"VALIDATION_ERROR q_language"_s);
    row(
        "price without currency", [](StayQuery &q) { q.priceToMinor = 5; }, u"VALIDATION_ERROR currency"_s);
    row(
        "price without dates",
        [](StayQuery &q) {
            q.dates.reset();
            q.priceToMinor = 5;
        },
        u"VALIDATION_ERROR from"_s);
    row(
        "price below",
        [](StayQuery &q) {
            q.priceFromMinor = 6;
            q.priceToMinor = 5;
        },
        u"VALIDATION_ERROR price_max"_s);
    row(
        "order by price", [](StayQuery &q) { q.order = StayOrder::Price; }, u"VALIDATION_ERROR currency"_s);
    row(
        "order by distance", [](StayQuery &q) { q.order = StayOrder::Distance; }, u"VALIDATION_ERROR near"_s);
    row(
        "order by relevance", [](StayQuery &q) { q.order = StayOrder::Relevance; }, u"VALIDATION_ERROR q"_s);
    row(
        "rating", [](StayQuery &q) { q.minRating = 6; }, u"VALIDATION_ERROR min_rating"_s);
    row(
        "amenities", [](StayQuery &q) { q.amenities = QStringList(21, u"a"_s); }, u"VALIDATION_ERROR amenities"_s);
}

void TestStaySearch::refusesWhatMakesNoSense()
{
    QFETCH(StayQuery, query);
    QFETCH(QString, answer);
    QCOMPARE(found(query), answer);
    for (const QString &text : {u""_s, u"59"_s, u"91,0"_s, u"0,181"_s, u"nan,0"_s, u"1,2,3"_s, u"a,b"_s})
        EXPECT_ERROR(GeoPoint::parse(text), Validation);
    const auto foreign =
        StaySearch().find(m_world->context(), stay(), {5, {u"price"_s, u"7"_s, m_host.user.toString()}});
    EXPECT_ERROR(foreign, Validation);
}

void TestStaySearch::tellsNothingOfOthers()
{
    add(u"published"_s);
    add(u"hidden"_s, {{u"status"_s, u"unpublished"_s}});
    EXPECT_OK(
        CalendarService().block(m_world->context(), m_host,
                                {{}, m_homes[u"published"_s].listing, {}, {{2026, 7, 9}, {2026, 7, 12}}, u"secret"_s}));
    QCOMPARE(found(stay()), u"published"_s);
    StayQuery whenever = stay();
    whenever.dates.reset();
    QCOMPARE(found(whenever), u"published"_s);
    const auto hits = StaySearch().find(m_world->context(), stay(), {10, {}});
    EXPECT_OK(hits);
    const QStringList keys = QJsonDocument::fromJson(hits->rows.first()).object().keys();
    QCOMPARE(
        keys.join(u' '),
        u"amenities base_price city country distance_km id instant_book kind language latitude longitude max_guests "
        "max_nights min_nights neighbourhood nights rating room_type time_zone title total"_s);
    // Not even as somebody's own tenant does the search show what isn't published.
    auto read = TenantTransaction::beginRead(m_world->context(), m_host.tenant, m_host.user);
    EXPECT_OK(read);
    QCOMPARE(found(whenever), u"published"_s);
}

QTEST_GUILESS_MAIN(TestStaySearch)
#include "TestStaySearch.moc"
