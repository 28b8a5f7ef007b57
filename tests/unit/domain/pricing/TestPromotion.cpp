// Promotion codes: their documents, and each reason for which one can't be used.
#include "SamplePlans.h"

#include "support/Expect.h"

#include <QJsonArray>

using namespace roost;
using namespace roost::test;

class TestPromotion : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void survivesTheRoundTrip();
    void wrongOnesAreRefused_data();
    void wrongOnesAreRefused();
    void reasonsAreNamed_data();
    void reasonsAreNamed();
    void neverTakesMoreThanThereIs();
};

namespace {

const char *kWhole = "{'code':'summer-10','description':'d','percent':12.5,'currency':'NOK','min_amount_minor':100000,"
                     "'valid_from':'2027-01-01T00:00:00Z','valid_to':'2027-06-01T00:00:00Z','stay_from':'2027-06-01',"
                     "'stay_to':'2027-08-31','min_nights':3,'kinds':['stay'],"
                     "'listings':['019426a0-3c00-7a10-8000-0000000000a1'],'max_uses':10,'max_uses_per_guest':1}";

PromotionUse rightUse()
{
    return {u"stay"_s,
            ListingId::fromString(u"019426a0-3c00-7a10-8000-0000000000a1"_s),
            currency("NOK"),
            {2027, 6, 1},
            {2027, 6, 3},
            3,
            100'000,
            QDateTime(QDate(2027, 3, 1), QTime(0, 0), Qt::UTC),
            9,
            0};
}

} // namespace

void TestPromotion::survivesTheRoundTrip()
{
    const auto promotion = Promotion::fromJson(json(kWhole));
    EXPECT_OK(promotion);
    QCOMPARE(promotion->code, u"SUMMER-10"_s);
    QCOMPARE(Promotion::fromJson(promotion->toJson())->toJson(), promotion->toJson());
    EXPECT_OK(checkPromotion(*promotion, rightUse()));
    EXPECT_OK(Promotion::fromJson(json("{'code':'ABC','amount_minor':5,'currency':'NOK','percent':null}")));
}

void TestPromotion::wrongOnesAreRefused_data()
{
    QTest::addColumn<QByteArray>("document");
    QTest::addColumn<QString>("field");
    const auto row = [](const char *document, const char *field) {
        QTest::newRow(document) << QByteArray(document) << QString::fromLatin1(field);
    };
    row("{'percent':5}", "code");
    row("{'code':'A B','percent':5}", "code");
    row("{'code':'AB','percent':5}", "code");
    row("{'code':'ABC'}", "percent");
    row("{'code':'ABC','percent':5,'amount_minor':5}", "amount_minor");
    row("{'code':'ABC','percent':0}", "percent");
    row("{'code':'ABC','percent':101}", "percent");
    row("{'code':'ABC','amount_minor':5}", "currency");
    row("{'code':'ABC','amount_minor':5,'currency':'nok'}", "currency");
    row("{'code':'ABC','percent':5,'valid_from':'2027-01-01T00:00:00'}", "valid_from");
    row("{'code':'ABC','percent':5,'valid_from':'2027-01-02T00:00:00Z','valid_to':'2027-01-01T00:00:00Z'}", "valid_to");
    row("{'code':'ABC','percent':5,'stay_from':'2027-02-30'}", "stay_from");
    row("{'code':'ABC','percent':5,'kinds':['boat']}", "kinds");
    row("{'code':'ABC','percent':5,'listings':['x']}", "listings");
    row("{'code':'ABC','percent':5,'max_uses':0}", "max_uses");
    row("{'code':'ABC','percent':5,'secret':1}", "secret");
}

void TestPromotion::wrongOnesAreRefused()
{
    QFETCH(QByteArray, document);
    QFETCH(QString, field);
    const auto read = Promotion::fromJson(json(document));
    EXPECT_ERROR(read, Validation);
    QCOMPARE(read.error().details.value(u"field").toString(), field);
}

using ChangeUse = void (*)(PromotionUse &);

void TestPromotion::reasonsAreNamed_data()
{
    QTest::addColumn<ChangeUse>("change");
    QTest::addColumn<QString>("reason");
    const auto row = [](const char *reason, ChangeUse change) {
        QTest::newRow(reason) << change << QString::fromLatin1(reason);
    };
    row("not_yet", [](PromotionUse &use) { use.nowUtc = QDateTime(QDate(2026, 12, 31), QTime(23, 59), Qt::UTC); });
    row("over", [](PromotionUse &use) { use.nowUtc = QDateTime(QDate(2027, 6, 1), QTime(0, 0), Qt::UTC); });
    row("other_dates", [](PromotionUse &use) { use.from = {2027, 5, 31}; });
    QTest::newRow("last night") << ChangeUse([](PromotionUse &use) { use.to = {2027, 9, 1}; }) << u"other_dates"_s;
    row("min_nights", [](PromotionUse &use) { use.nights = 2; });
    row("min_amount", [](PromotionUse &use) { use.amountMinor = 99'999; });
    row("other_currency", [](PromotionUse &use) { use.currency = currency("EUR"); });
    row("other_listing", [](PromotionUse &use) { use.listing = ListingId::create(); });
    QTest::newRow("kind") << ChangeUse([](PromotionUse &use) { use.kind = u"service"_s; }) << u"other_listing"_s;
    row("used_up", [](PromotionUse &use) { use.usesSoFar = 10; });
    row("used_by_guest", [](PromotionUse &use) { use.usesByGuest = 1; });
}

void TestPromotion::reasonsAreNamed()
{
    QFETCH(ChangeUse, change);
    QFETCH(QString, reason);
    const auto promotion = Promotion::fromJson(json(kWhole));
    PromotionUse use = rightUse();
    change(use);
    const auto checked = checkPromotion(*promotion, use);
    EXPECT_ERROR(checked, PromotionInvalid);
    QCOMPARE(checked.error().details.value(u"reason").toString(), reason);
    Promotion off = *promotion;
    off.active = false;
    QCOMPARE(checkPromotion(off, use).error().details.value(u"reason").toString(), u"inactive"_s);
}

void TestPromotion::neverTakesMoreThanThereIs()
{
    const auto promotion = Promotion::fromJson(json("{'code':'ABC','amount_minor':500,'currency':'NOK'}"));
    QCOMPARE(promotion->discountOn(499).value_or(0), 499);
    QCOMPARE(promotion->discountOn(501).value_or(0), 500);
}

QTEST_GUILESS_MAIN(TestPromotion)
#include "TestPromotion.moc"
