// Rate plans from JSON: what is right survives the round trip, what is wrong is named.
#include "SamplePlans.h"

#include "support/Expect.h"
#include "support/Properties.h"

#include <QJsonArray>

using namespace roost;
using namespace roost::test;

class TestRatePlan : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyRuleSurvivesTheRoundTrip();
    void anEmptyPlanIsEmpty();
    void wrongDocumentsAreRefused_data();
    void wrongDocumentsAreRefused();
    void tooManyRulesAreRefused();
    void anythingIsReadOrRefusedWithAField();
    void writtenOrderDoesNotMatter();
    void demandOverMidnight();
};

void TestRatePlan::everyRuleSurvivesTheRoundTrip()
{
    const RatePlan first = plan(richPlan());
    const QJsonObject written = first.toJson();
    QCOMPARE(written.keys(), json(richPlan()).keys());
    const auto again = RatePlan::fromJson(written);
    EXPECT_OK(again);
    QCOMPARE(again->toJson(), written);
    QCOMPARE(written[u"seasons"][0][u"percent"].toDouble(), -12.5);
    QCOMPARE(written[u"taxes"].toArray().size(), 3);
    QCOMPARE(written[u"stay_rules"].toObject(), json(richPlan())[u"stay_rules"].toObject());
}

void TestRatePlan::anEmptyPlanIsEmpty()
{
    QCOMPARE(plan("{}").toJson(), QJsonObject());
}

void TestRatePlan::wrongDocumentsAreRefused_data()
{
    QTest::addColumn<QByteArray>("document");
    QTest::addColumn<QString>("field");
    const auto row = [](const char *name, const char *document, const char *field) {
        QTest::newRow(name) << QByteArray(document) << QString::fromLatin1(field);
    };
    row("unknown rule", "{'weekly': 1}", "pricing.weekly");
    row("unknown in season", "{'seasons':[{'name':'a','from':'2027-01-01','to':'2027-01-02','x':1}]}",
        "pricing.seasons[0].x");
    row("overlap",
        "{'seasons':[{'name':'a','from':'2027-01-01','to':'2027-02-01'},{'name':'b','from':'2027-02-01','to':'2027-03-"
        "01'}]}",
        "pricing.seasons[1].from");
    row("no such day", "{'seasons':[{'name':'a','from':'2027-02-29','to':'2027-03-01'}]}", "pricing.seasons[0].from");
    row("ends before", "{'seasons':[{'name':'a','from':'2027-02-02','to':'2027-02-01'}]}", "pricing.seasons[0].to");
    row("price and percent",
        "{'seasons':[{'name':'a','from':'2027-02-01','to':'2027-03-01','percent':5,'price_minor':5}]}",
        "pricing.seasons[0].percent");
    row("nameless", "{'seasons':[{'from':'2027-02-01','to':'2027-03-01'}]}", "pricing.seasons[0].name");
    row("blank", "{'fees':[{'name':' ','amount_minor':1}]}", "pricing.fees[0].name");
    row("text for number", "{'fees':[{'name':'a','amount_minor':'1'}]}", "pricing.fees[0].amount_minor");
    row("fraction", "{'fees':[{'name':'a','amount_minor':1.5}]}", "pricing.fees[0].amount_minor");
    row("beyond 2^53", "{'fees':[{'name':'a','amount_minor':90071992547409930}]}", "pricing.fees[0].amount_minor");
    row("negative", "{'weekday_prices':{'fri':-1}}", "pricing.weekday_prices.fri");
    row("null", "{'weekday_prices':null}", "pricing.weekday_prices");
    row("no such weekday", "{'weekday_prices':{'friday':1}}", "pricing.weekday_prices.friday");
    row("percent over 100", "{'length_of_stay':[{'nights':7,'percent':101}]}", "pricing.length_of_stay[0].percent");
    row("percent too fine", "{'length_of_stay':[{'nights':7,'percent':1.0001}]}", "pricing.length_of_stay[0].percent");
    row("twice seven", "{'length_of_stay':[{'nights':7,'percent':1},{'nights':7,'percent':2}]}",
        "pricing.length_of_stay[1].nights");
    row("two cleanings", "{'fees':[{'name':'a','amount_minor':1},{'name':'a','amount_minor':2}]}",
        "pricing.fees[1].name");
    row("tax on no fee", "{'taxes':[{'name':'a','kind':'percent','percent':1,'on_fees':['b']}]}",
        "pricing.taxes[0].on_fees");
    row("percent tax up to", "{'taxes':[{'name':'a','kind':'percent','percent':1,'up_to_nights':3}]}",
        "pricing.taxes[0].up_to_nights");
    row("kind of tax", "{'taxes':[{'name':'a','kind':'flat','amount_minor':1}]}", "pricing.taxes[0].kind");
    row("a list for an object", "{'deposit':[]}", "pricing.deposit");
    row("an object for a list", "{'fees':{}}", "pricing.fees");
    row("a number in a list", "{'fees':[7]}", "pricing.fees[0]");
    row("both deposits", "{'deposit':{'percent':1,'amount_minor':1}}", "pricing.deposit.percent");
    row("no day twice", "{'stay_rules':{'arrival_days':['fri','fri']}}", "pricing.stay_rules.arrival_days");
    row("no days", "{'stay_rules':{'arrival_days':[]}}", "pricing.stay_rules.arrival_days");
    row("two lead times", "{'stay_rules':{'lead_time_days':1,'lead_time_hours':1}}",
        "pricing.stay_rules.lead_time_days");
    row("25 o'clock", "{'demand':[{'name':'a','from':'25:00','to':'02:00','percent':1}]}", "pricing.demand[0].from");
    row("tier", "{'tiers':{'a':-1}}", "pricing.tiers.a");
}

void TestRatePlan::wrongDocumentsAreRefused()
{
    QFETCH(QByteArray, document);
    QFETCH(QString, field);
    const auto read = RatePlan::fromJson(json(document));
    EXPECT_ERROR(read, Validation);
    QCOMPARE(read.error().details.value(u"field").toString(), field);
    QVERIFY(!read.error().userText.isEmpty());
}

void TestRatePlan::tooManyRulesAreRefused()
{
    QJsonArray fees;
    for (int i = 0; i < 51; ++i)
        fees << QJsonObject{{u"name"_s, QString::number(i)}, {u"amount_minor"_s, 1}};
    EXPECT_ERROR(RatePlan::fromJson({{u"fees"_s, fees}}), Validation);
    fees.removeLast();
    EXPECT_OK(RatePlan::fromJson({{u"fees"_s, fees}}));
    QJsonObject huge;
    for (int i = 0; i < 100; ++i)
        huge.insert(QString::number(i) + QString(800, u'x'), 1);
    const auto read = RatePlan::fromJson({{u"tiers"_s, huge}});
    EXPECT_ERROR(read, Validation);
    QCOMPARE(read.error().details.value(u"field").toString(), u"pricing"_s);
}

namespace {

rc::Gen<QJsonValue> anyValue(int depth)
{
    static const QStringList words{u"name"_s,    u"from"_s,    u"to"_s,         u"percent"_s,    u"amount_minor"_s,
                                   u"nights"_s,  u"fri"_s,     u"2027-01-01"_s, u"fees"_s,       u"taxes"_s,
                                   u"seasons"_s, u"deposit"_s, u"tiers"_s,      u"stay_rules"_s, u"per"_s,
                                   u"stay"_s,    u"kind"_s,    u"demand"_s,     u"17:00"_s,      u"weekday_prices"_s};
    return rc::gen::exec([depth]() -> QJsonValue {
        switch (*rc::gen::inRange(0, depth > 0 ? 7 : 5)) {
        case 0:
            return *rc::gen::inRange<qint64>(-2, 200);
        case 1:
            return words.at(*rc::gen::inRange(0, static_cast<int>(words.size())));
        case 2:
            return *rc::gen::arbitrary<bool>();
        case 3:
            return *rc::gen::arbitrary<double>();
        case 4:
            return {};
        case 5: {
            QJsonArray array;
            for (int i = *rc::gen::inRange(0, 4); i > 0; --i)
                array << *anyValue(depth - 1);
            return array;
        }
        default: {
            QJsonObject object;
            for (int i = *rc::gen::inRange(0, 6); i > 0; --i)
                object.insert(words.at(*rc::gen::inRange(0, static_cast<int>(words.size()))), *anyValue(depth - 1));
            return object;
        }
        }
    });
}

} // namespace

void TestRatePlan::anythingIsReadOrRefusedWithAField()
{
    CHECK_PROPERTY([] {
        const QJsonValue document = *anyValue(4);
        const auto read = RatePlan::fromJson(document.toObject());
        if (read)
            RC_ASSERT(RatePlan::fromJson(read->toJson())->toJson() == read->toJson());
        else
            RC_ASSERT(read.error().details.value(u"field").toString().startsWith(u"pricing"));
    });
}

void TestRatePlan::writtenOrderDoesNotMatter()
{
    QJsonObject turned = json(richPlan());
    for (const QString &kind : turned.keys()) {
        if (!turned.value(kind).isArray())
            continue;
        QJsonArray array;
        for (const QJsonValue &rule : turned.value(kind).toArray())
            array.prepend(rule);
        turned.insert(kind, array);
    }
    QVERIFY(turned != json(richPlan()));
    const auto read = RatePlan::fromJson(turned);
    EXPECT_OK(read);
    QCOMPARE(read->toJson(), plan(richPlan()).toJson());
}

void TestRatePlan::demandOverMidnight()
{
    const DemandRule rule =
        plan("{'demand':[{'name':'n','weekdays':['fri'],'from':'22:00','to':'02:00','percent':1}]}").demand.first();
    const QDate friday(2027, 7, 2);
    QVERIFY(rule.matches(QDateTime(friday, QTime(22, 0), Qt::UTC)));
    QVERIFY(rule.matches(QDateTime(friday.addDays(1), QTime(1, 59), Qt::UTC)));
    QVERIFY(!rule.matches(QDateTime(friday.addDays(1), QTime(2, 0), Qt::UTC)));
    QVERIFY(!rule.matches(QDateTime(friday, QTime(1, 0), Qt::UTC)));
    QVERIFY(!rule.matches(QDateTime(friday.addDays(1), QTime(23, 0), Qt::UTC)));
}

QTEST_GUILESS_MAIN(TestRatePlan)
#include "TestRatePlan.moc"
