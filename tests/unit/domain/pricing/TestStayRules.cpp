// Whether a stay may be booked: each rule by its name, and the nearest dates that would work.
#include "SamplePlans.h"

#include "domain/pricing/NearestStays.h"
#include "support/Expect.h"
#include "support/Properties.h"

#include <QJsonArray>

using namespace roost;
using namespace roost::test;

class TestStayRules : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void listingRulesAreNamed_data();
    void listingRulesAreNamed();
    void planRulesAreNamed_data();
    void planRulesAreNamed();
    void theDayWinsOverTheSeasonOverTheWeekday();
    void gapsMayBeFilled();
    void nearestDatesWork();
    void nearestDatesWorkWhateverTheRules();
};

namespace {

const QDateTime kNow(QDate(2027, 5, 3), QTime(10, 0), Qt::UTC); // a Monday

struct World
{
    StayRules rules{2, 7, 4};
    RatePlan plan;
    DayRates dayRates;
    StayClock clock = *StayClock::create(u"Europe/Oslo"_s, {15, 0}, {11, 0}, 0);
    QDateTime nowUtc = kNow;

    StayTermsOf terms() const { return {rules, plan, dayRates, clock, nowUtc}; }
};

StayDates stay(const QDate &checkIn, int nights)
{
    return {checkIn, checkIn.addDays(nights)};
}

QString ruleOf(const Result<void> &checked)
{
    return checked ? u"fits"_s : checked.error().details.value(u"rule").toString();
}

} // namespace

void TestStayRules::listingRulesAreNamed_data()
{
    QTest::addColumn<int>("firstDay");
    QTest::addColumn<int>("nights");
    QTest::addColumn<int>("guests");
    QTest::addColumn<int>("units");
    QTest::addColumn<QString>("rule");
    QTest::newRow("fits") << 0 << 3 << 2 << 1 << u"fits"_s;
    QTest::newRow("shortest") << 5 << 2 << 1 << 1 << u"fits"_s;
    QTest::newRow("longest") << 5 << 7 << 4 << 1 << u"fits"_s;
    QTest::newRow("yesterday") << -1 << 3 << 2 << 1 << u"past"_s;
    QTest::newRow("too short") << 0 << 1 << 2 << 1 << u"min_nights"_s;
    QTest::newRow("too long") << 0 << 8 << 2 << 1 << u"max_nights"_s;
    QTest::newRow("too many") << 0 << 3 << 5 << 1 << u"max_guests"_s;
    QTest::newRow("two units") << 0 << 3 << 5 << 2 << u"fits"_s;
    QTest::newRow("too many for two") << 0 << 3 << 9 << 2 << u"max_guests"_s;
    QTest::newRow("nobody") << 0 << 3 << 0 << 1 << u"max_guests"_s;
}

void TestStayRules::listingRulesAreNamed()
{
    QFETCH(int, firstDay);
    QFETCH(int, nights);
    QFETCH(int, guests);
    QFETCH(int, units);
    QFETCH(QString, rule);
    World world;
    world.nowUtc = QDateTime(QDate(2028, 2, 29), QTime(12, 0), Qt::UTC);
    const auto checked =
        checkStay(stay(QDate(2028, 2, 29).addDays(firstDay), nights), {guests, 0, units}, world.terms());
    QCOMPARE(ruleOf(checked), rule);
    if (!checked)
        QCOMPARE(errorCodeName(checked.error().code), u"STAY_RULE_BROKEN"_s);
}

void TestStayRules::planRulesAreNamed_data()
{
    QTest::addColumn<QByteArray>("plan");
    QTest::addColumn<QDate>("checkIn");
    QTest::addColumn<int>("nights");
    QTest::addColumn<int>("pets");
    QTest::addColumn<QString>("rule");
    const auto row = [](const char *name, const char *plan, QDate day, int nights, int pets, const char *rule) {
        QTest::newRow(name) << QByteArray(plan) << day << nights << pets << QString::fromLatin1(rule);
    };
    const QDate friday(2027, 5, 7);
    row("arrival", "{'stay_rules':{'arrival_days':['sat']}}", friday, 3, 0, "arrival_day");
    row("arrival right", "{'stay_rules':{'arrival_days':['fri']}}", friday, 3, 0, "fits");
    row("departure", "{'stay_rules':{'departure_days':['sun']}}", friday, 3, 0, "departure_day");
    row("weekday minimum", "{'stay_rules':{'min_nights_by_arrival':{'fri':4}}}", friday, 3, 0, "min_nights");
    row("weekday minimum below", "{'stay_rules':{'min_nights_by_arrival':{'fri':1}}}", friday, 1, 0, "fits");
    row("season minimum", "{'seasons':[{'name':'a','from':'2027-05-07','to':'2027-05-07','min_nights':5}]}", friday, 3,
        0, "min_nights");
    row("season maximum", "{'seasons':[{'name':'a','from':'2027-05-07','to':'2027-05-07','max_nights':2}]}", friday, 3,
        0, "max_nights");
    row("season lets longer", "{'seasons':[{'name':'a','from':'2027-05-07','to':'2027-05-07','max_nights':20}]}",
        friday, 20, 0, "fits");
    row("season arrival wins",
        "{'stay_rules':{'arrival_days':['sat']},'seasons':[{'name':'a','from':'2027-05-07','to':'2027-05-07',"
        "'arrival_days':['fri']}]}",
        friday, 3, 0, "fits");
    row("season of the last night",
        "{'seasons':[{'name':'a','from':'2027-05-09','to':'2027-05-09','departure_days':['sun']}]}", friday, 3, 0,
        "departure_day");
    // 15:00 in Oslo is 13:00 UTC: 99 hours ahead.
    row("hours ahead", "{'stay_rules':{'lead_time_hours':100}}", friday, 3, 0, "lead_time");
    row("just in time", "{'stay_rules':{'lead_time_hours':99}}", friday, 3, 0, "fits");
    row("days ahead", "{'stay_rules':{'lead_time_days':5}}", friday, 3, 0, "lead_time");
    row("days enough", "{'stay_rules':{'lead_time_days':4}}", friday, 3, 0, "fits");
    row("too far", "{'stay_rules':{'booking_window_days':3}}", friday, 3, 0, "booking_window");
    row("far enough", "{'stay_rules':{'booking_window_days':4}}", friday, 3, 0, "fits");
    row("no pets", "{}", friday, 3, 1, "pets");
    row("pets", "{'stay_rules':{'pets_allowed':true}}", friday, 3, 9, "fits");
    row("too many pets", "{'stay_rules':{'pets_allowed':true,'max_pets':1}}", friday, 3, 2, "max_pets");
    row("guests of the plan", "{'stay_rules':{'max_guests':1}}", friday, 3, 0, "max_guests");
}

void TestStayRules::planRulesAreNamed()
{
    QFETCH(QByteArray, plan);
    QFETCH(QDate, checkIn);
    QFETCH(int, nights);
    QFETCH(int, pets);
    QFETCH(QString, rule);
    World world;
    world.plan = test::plan(plan);
    QCOMPARE(ruleOf(checkStay(stay(checkIn, nights), {2, pets, 1}, world.terms())), rule);
}

void TestStayRules::theDayWinsOverTheSeasonOverTheWeekday()
{
    World world;
    const QDate friday(2027, 5, 7);
    QCOMPARE(minNightsOn(world.terms(), friday), 2);
    world.plan = plan("{'stay_rules':{'min_nights_by_arrival':{'fri':3}}}");
    QCOMPARE(minNightsOn(world.terms(), friday), 3);
    world.plan = plan("{'stay_rules':{'min_nights_by_arrival':{'fri':3}},"
                      "'seasons':[{'name':'a','from':'2027-05-01','to':'2027-05-31','min_nights':4}]}");
    QCOMPARE(minNightsOn(world.terms(), friday), 4);
    world.dayRates.insert(friday, {{}, 1, true, false});
    QCOMPARE(minNightsOn(world.terms(), friday), 1);
    QCOMPARE(ruleOf(checkStay(stay(friday, 2), {}, world.terms())), u"closed_to_arrival"_s);
    world.dayRates.insert(friday, {});
    world.dayRates.insert(friday.addDays(5), {{}, {}, false, true});
    QCOMPARE(ruleOf(checkStay(stay(friday, 5), {}, world.terms())), u"closed_to_departure"_s);
    QCOMPARE(ruleOf(checkStay(stay(friday, 4), {}, world.terms())), u"fits"_s);
}

void TestStayRules::gapsMayBeFilled()
{
    World world;
    world.rules.minNights = 4;
    const QDate friday(2027, 5, 7);
    const NightIsFree gapOfThree = [friday](const QDate &night) {
        return night >= friday && night < friday.addDays(3);
    };
    QCOMPARE(ruleOf(checkStay(stay(friday, 3), {}, world.terms(), gapOfThree)), u"min_nights"_s);
    world.plan = plan("{'stay_rules':{'fill_gaps':true}}");
    QCOMPARE(ruleOf(checkStay(stay(friday, 3), {}, world.terms(), gapOfThree)), u"fits"_s);
    QCOMPARE(ruleOf(checkStay(stay(friday, 2), {}, world.terms(), gapOfThree)), u"min_nights"_s);
    QCOMPARE(ruleOf(checkStay(stay(friday, 3), {}, world.terms())), u"min_nights"_s);
}

void TestStayRules::nearestDatesWork()
{
    World world;
    world.plan = plan("{'stay_rules':{'arrival_days':['sat'],'departure_days':['sat']}}");
    const QDate wednesday(2027, 5, 12);
    const QDate taken(2027, 5, 15);
    const NightIsFree isFree = [taken](const QDate &night) { return night != taken; };
    const auto checked = checkStayWithNearest(stay(wednesday, 5), {}, world.terms(), isFree);
    EXPECT_ERROR(checked, StayRuleBroken);
    const auto pair = [](const char *from, const char *to) {
        return QJsonObject{{u"check_in"_s, QString::fromLatin1(from)}, {u"check_out"_s, QString::fromLatin1(to)}};
    };
    QCOMPARE(checked.error().details.value(u"nearest").toArray(),
             (QJsonArray{pair("2027-05-08", "2027-05-15"), pair("2027-05-22", "2027-05-29"),
                         pair("2027-05-29", "2027-06-05")}));
    const auto crowd = checkStayWithNearest(stay({2027, 5, 8}, 7), {50}, world.terms(), isFree);
    QCOMPARE(crowd.error().details.value(u"nearest"), QJsonValue(QJsonArray()));
}

void TestStayRules::nearestDatesWorkWhateverTheRules()
{
    CHECK_PROPERTY([] {
        World world;
        world.rules = {*rc::gen::inRange(1, 8), *rc::gen::inRange(8, 30), 4};
        world.plan = plan(*rc::gen::arbitrary<bool>() ? richPlan() : "{}");
        const quint32 seed = *rc::gen::arbitrary<quint32>();
        const NightIsFree isFree = [seed](const QDate &night) { return qHash(night.toJulianDay(), seed) % 8 != 0; };
        const StayDates wanted = stay(kNow.date().addDays(*rc::gen::inRange(0, 100)), *rc::gen::inRange(1, 15));
        const QList<StayDates> nearest = nearestStays(wanted, {2}, world.terms(), isFree);
        RC_ASSERT(nearest.size() <= kNearestStays);
        qint64 distance = 0;
        for (const StayDates &dates : nearest) {
            RC_ASSERT(checkStay(dates, {2}, world.terms(), isFree).has_value());
            for (QDate night = dates.checkIn; night < dates.checkOut; night = night.addDays(1))
                RC_ASSERT(isFree(night));
            RC_ASSERT(qAbs(wanted.checkIn.daysTo(dates.checkIn)) >= distance);
            distance = qAbs(wanted.checkIn.daysTo(dates.checkIn));
        }
    });
}

QTEST_GUILESS_MAIN(TestStayRules)
#include "TestStayRules.moc"
