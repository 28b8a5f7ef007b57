// The demo's calendars: never two stays in one night, lively today, the same for the same seed.
#include "server/demo/DemoCalendar.h"

#include <QTest>

using namespace roost;

namespace {

const QDate kToday(2026, 7, 15);

// Every listing as some unit, with a few seeds.
template <class Make>
QList<DemoCalendar> calendars(Make make)
{
    QList<DemoCalendar> all;
    for (quint32 seed = 1; seed <= 5; ++seed) {
        DemoRandom random(seed);
        for (int unit = 0; unit < 12; ++unit)
            all << make(random, demoListings().at(unit), unit);
    }
    return all;
}

QList<StayDates> taken(const DemoCalendar &calendar)
{
    QList<StayDates> all = calendar.blocks;
    for (const DemoStay &stay : calendar.stays) {
        if (occupiesNights(stay.status))
            all << stay.dates;
    }
    std::sort(all.begin(), all.end(), [](const auto &a, const auto &b) { return a.checkIn < b.checkIn; });
    return all;
}

bool hasOverlap(const DemoCalendar &calendar)
{
    const QList<StayDates> all = taken(calendar);
    for (qsizetype i = 1; i < all.size(); ++i) {
        if (all.at(i).checkIn < all.at(i - 1).checkOut)
            return true;
    }
    return false;
}

DemoCalendar natural(DemoRandom &random, const DemoListing &listing, int unit)
{
    return demoCalendar(random, listing, kToday, unit);
}

} // namespace

class TestDemoCalendar : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void nightsAreTakenOnce()
    {
        for (const DemoCalendar &calendar : calendars(natural))
            QVERIFY(!hasOverlap(calendar));
        for (const DemoCalendar &calendar : calendars([](DemoRandom &random, const DemoListing &listing, int) {
                 return demoCalendarOf(random, listing, kToday, 100);
             }))
            QVERIFY(!hasOverlap(calendar));
    }

    void statusesFitTheDay()
    {
        for (const DemoCalendar &calendar : calendars(natural)) {
            for (const DemoStay &stay : calendar.stays) {
                QVERIFY(stay.requestedOn < kToday);
                QVERIFY(stay.requestedOn <= stay.dates.checkIn);
                QCOMPARE(stay.status == BookingStatus::Completed,
                         occupiesNights(stay.status) && stay.dates.checkOut < kToday);
            }
        }
    }

    void todayIsLively()
    {
        int arrivals = 0;
        int departures = 0;
        int inTheHouse = 0;
        DemoRandom random(2026);
        for (int unit = 0; unit < 12; ++unit) {
            const DemoCalendar calendar = natural(random, demoListings().at(unit), unit);
            for (const DemoStay &stay : calendar.stays) {
                if (!occupiesNights(stay.status))
                    continue;
                arrivals += stay.dates.checkIn == kToday;
                departures += stay.dates.checkOut == kToday;
                inTheHouse += stay.dates.contains(kToday);
            }
        }
        QVERIFY(arrivals >= 4);
        QVERIFY(departures >= 4);
        QVERIFY(inTheHouse >= 6);
    }

    void seasonAndDistanceShow()
    {
        const auto nightsIn = [](const QDate &from, const QDate &to) {
            int nights = 0;
            for (const DemoCalendar &calendar : calendars([](DemoRandom &random, const DemoListing &, int unit) {
                     return natural(random, demoListings().at(2), unit);
                 })) {
                for (const StayDates &dates : taken(calendar)) {
                    for (QDate day = dates.checkIn; day < dates.checkOut; day = day.addDays(1))
                        nights += day >= from && day < to;
                }
            }
            return nights;
        };
        const int summer = nightsIn(QDate(2026, 6, 1), QDate(2026, 7, 1));
        const int winter = nightsIn(QDate(2026, 1, 1), QDate(2026, 1, 31));
        const int nextSummer = nightsIn(QDate(2027, 6, 1), QDate(2027, 7, 1));
        QVERIFY2(summer > winter * 3 / 2, qPrintable(QStringLiteral("%1 %2").arg(summer).arg(winter)));
        QVERIFY2(summer > nextSummer * 2, qPrintable(QStringLiteral("%1 %2").arg(summer).arg(nextSummer)));
    }

    void theSameSeedGivesTheSameCalendar()
    {
        const auto make = [](quint32 seed) {
            DemoRandom random(seed);
            return taken(natural(random, demoListings().first(), 0));
        };
        QCOMPARE(make(7), make(7));
        QVERIFY(make(7) != make(8));
    }

    void freeNightsAreFree()
    {
        for (const DemoCalendar &calendar : calendars(natural)) {
            const StayDates dates = demoFreeNights(calendar, kToday, 3);
            QCOMPARE(dates.nights(), 3);
            QVERIFY(dates.checkIn >= kToday && calendar.isFree(dates));
        }
    }
};

QTEST_APPLESS_MAIN(TestDemoCalendar)
#include "TestDemoCalendar.moc"
