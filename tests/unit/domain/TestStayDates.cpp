// Dates of a stay: what is one, nights, overlap.
#include "domain/StayDates.h"

#include "support/Expect.h"
#include "support/Properties.h"

using namespace roost;
using namespace Qt::StringLiterals;

class TestStayDates : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void parsesIsoDates();
    void refusesWhatIsNoStay_data();
    void refusesWhatIsNoStay();
    void leapDayIsANight();
    void newYearIsANight();
    void overlapMeansACommonNight();
};

namespace {

const QDate kFirstDay(2000, 1, 1);

rc::Gen<StayDates> someStay()
{
    return rc::gen::map(rc::gen::pair(rc::gen::inRange(0, 60), rc::gen::inRange(1, 20)),
                        [](const std::pair<int, int> &numbers) {
                            const QDate checkIn = kFirstDay.addDays(numbers.first);
                            return StayDates{checkIn, checkIn.addDays(numbers.second)};
                        });
}

} // namespace

void TestStayDates::parsesIsoDates()
{
    const auto dates = StayDates::parse(u"2026-12-30"_s, u"2027-01-02"_s);
    EXPECT_OK(dates);
    QCOMPARE(dates->checkIn, QDate(2026, 12, 30));
    QCOMPARE(dates->nights(), 3);
}

void TestStayDates::refusesWhatIsNoStay_data()
{
    QTest::addColumn<QString>("checkIn");
    QTest::addColumn<QString>("checkOut");
    QTest::addColumn<QString>("field");
    QTest::newRow("no night") << u"2026-02-01"_s << u"2026-02-01"_s << u"check_out"_s;
    QTest::newRow("backwards") << u"2026-02-02"_s << u"2026-02-01"_s << u"check_out"_s;
    QTest::newRow("29 February of a common year") << u"2026-02-29"_s << u"2026-03-02"_s << u"check_in"_s;
    QTest::newRow("31 April") << u"2026-04-01"_s << u"2026-04-31"_s << u"check_out"_s;
    QTest::newRow("empty") << QString() << u"2026-04-30"_s << u"check_in"_s;
    QTest::newRow("other order") << u"01.02.2026"_s << u"2026-04-30"_s << u"check_in"_s;
    QTest::newRow("three years") << u"2026-01-01"_s << u"2029-01-01"_s << u"check_out"_s;
    QTest::newRow("long ago") << u"1066-10-14"_s << u"1066-10-15"_s << u"check_in"_s;
    QTest::newRow("far future") << u"2200-12-31"_s << u"2201-01-01"_s << u"check_out"_s;
}

void TestStayDates::refusesWhatIsNoStay()
{
    QFETCH(QString, checkIn);
    QFETCH(QString, checkOut);
    QFETCH(QString, field);
    const auto dates = StayDates::parse(checkIn, checkOut);
    EXPECT_ERROR(dates, Validation);
    QCOMPARE(dates.error().details.value(u"field").toString(), field);
}

void TestStayDates::leapDayIsANight()
{
    const auto leap = StayDates::parse(u"2028-02-28"_s, u"2028-03-01"_s);
    EXPECT_OK(leap);
    QCOMPARE(leap->nights(), 2);
    QVERIFY(leap->contains(QDate(2028, 2, 29)));
    const auto common = StayDates::parse(u"2026-02-28"_s, u"2026-03-01"_s);
    EXPECT_OK(common);
    QCOMPARE(common->nights(), 1);
    EXPECT_OK(StayDates::parse(u"2028-02-29"_s, u"2028-03-01"_s));
    EXPECT_ERROR(StayDates::parse(u"2100-02-28"_s, u"2100-02-29"_s), Validation);
}

void TestStayDates::newYearIsANight()
{
    const auto dates = StayDates::parse(u"2026-12-31"_s, u"2027-01-01"_s);
    EXPECT_OK(dates);
    QCOMPARE(dates->nights(), 1);
    QVERIFY(dates->contains(QDate(2026, 12, 31)));
    QVERIFY(!dates->contains(QDate(2027, 1, 1)));
}

void TestStayDates::overlapMeansACommonNight()
{
    CHECK_PROPERTY([] {
        const StayDates a = *someStay();
        const StayDates b = *someStay();
        bool common = false;
        for (QDate night = a.checkIn; night < a.checkOut; night = night.addDays(1))
            common |= b.contains(night);
        RC_ASSERT(a.overlaps(b) == common);
        RC_ASSERT(b.overlaps(a) == common);
        RC_ASSERT(a.overlaps(a));
        RC_TAG(common ? "overlap" : "apart");
    });
}

QTEST_GUILESS_MAIN(TestStayDates)
#include "TestStayDates.moc"
