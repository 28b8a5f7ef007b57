// Rows by city and unit, the filter, folded groups, and how full each night is.
#include "client/models/TimelineOutline.h"
#include "support/TimelineSamples.h"

#include <QLocale>
#include <QTest>

using namespace roost;
using namespace Qt::StringLiterals;

class TestTimelineOutline : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void groupsByCityAndSortsByTitle();
    void oneCityHasNoHeadings();
    void aCityForEachListingHasNoHeadings();
    void filtersByEveryWord();
    void foldedCitiesKeepTheirHeading();
    void unitsHaveRowsOfTheirOwn();
    void countsTakenNightsOnce();

private:
    static std::shared_ptr<TimelineData> data(const std::vector<std::shared_ptr<TimelineListing>> &listings)
    {
        auto made = std::make_shared<TimelineData>();
        made->listings.assign(listings.begin(), listings.end());
        made->finish(QLocale(QLocale::English));
        return made;
    }
    static QStringList titles(const TimelineOutline &outline)
    {
        QStringList found;
        for (const TimelineRow &row : outline.rows())
            found << (row.kind == TimelineRowKind::Group ? outline.listing(row).city : outline.listing(row).title);
        return found;
    }
};

void TestTimelineOutline::groupsByCityAndSortsByTitle()
{
    const TimelineOutline outline(
        data({test::sampleListing(u"Loft 10"_s, u"Oslo"_s, {}), test::sampleListing(u"attic"_s, u"Oslo"_s, {}),
              test::sampleListing(u"Loft 9"_s, u"Oslo"_s, {}), test::sampleListing(u"Cabin"_s, u"Bergen"_s, {}),
              test::sampleListing(u"Nowhere"_s, {}, {})}),
        {}, {});
    QCOMPARE(titles(outline), QStringList({u"Bergen"_s, u"Cabin"_s, u"Oslo"_s, u"attic"_s, u"Loft 9"_s, u"Loft 10"_s,
                                           QString(), u"Nowhere"_s}));
    QCOMPARE(outline.rows()[2].count, 3);
}

void TestTimelineOutline::oneCityHasNoHeadings()
{
    const TimelineOutline outline(
        data({test::sampleListing(u"A"_s, u"Oslo"_s, {}), test::sampleListing(u"B"_s, u"Oslo"_s, {})}), {}, {});
    QCOMPARE(titles(outline), QStringList({u"A"_s, u"B"_s}));
}

void TestTimelineOutline::aCityForEachListingHasNoHeadings()
{
    const TimelineOutline outline(
        data({test::sampleListing(u"A"_s, u"Oslo"_s, {}), test::sampleListing(u"B"_s, u"Bergen"_s, {})}), {}, {});
    QCOMPARE(titles(outline), QStringList({u"B"_s, u"A"_s}));
}

void TestTimelineOutline::filtersByEveryWord()
{
    const auto listings =
        data({test::sampleListing(u"Red loft"_s, u"Oslo"_s, {}), test::sampleListing(u"Red cabin"_s, u"Bergen"_s, {}),
              test::sampleListing(u"Blue loft"_s, u"Oslo"_s, {})});
    QCOMPARE(TimelineOutline(listings, u"  OSLO red "_s, {}).listingCount(), 1);
    QCOMPARE(TimelineOutline(listings, u"loft"_s, {}).listingCount(), 2);
    QCOMPARE(TimelineOutline(listings, u"villa"_s, {}).rows().size(), size_t(0));
}

void TestTimelineOutline::foldedCitiesKeepTheirHeading()
{
    const TimelineOutline outline(
        data({test::sampleListing(u"A"_s, u"Oslo"_s, {}), test::sampleListing(u"C"_s, u"Oslo"_s, {}),
              test::sampleListing(u"B"_s, u"Bergen"_s, {})}),
        {}, {u"Oslo"_s});
    QCOMPARE(titles(outline), QStringList({u"Bergen"_s, u"B"_s, u"Oslo"_s}));
    QCOMPARE(outline.listingCount(), 3);
}

void TestTimelineOutline::unitsHaveRowsOfTheirOwn()
{
    auto hotel = test::sampleListing(u"Hotel"_s, u"Oslo"_s, {});
    hotel->units.push_back({UnitId::create(), u"Room 2"_s, TimelineLane::Builder().build(), {}});
    const TimelineOutline outline(data({hotel}), {}, {});
    QCOMPARE(outline.rows().size(), size_t(3));
    QVERIFY(!outline.unit(outline.rows()[0]));
    QCOMPARE(outline.unit(outline.rows()[2])->name, u"Room 2"_s);
    QCOMPARE(outline.rowOf(hotel->id, hotel->units[1].id), 2);
    QCOMPARE(outline.rowOf(hotel->id, UnitId::create()), -1);
}

void TestTimelineOutline::countsTakenNightsOnce()
{
    const QDate from(2026, 5, 1);
    const TimelineOutline outline(
        data({test::sampleListing(u"A"_s, u"Oslo"_s,
                                  {{test::bookingBar(from, from.addDays(4)), {}},
                                   {test::bookingBar(from.addDays(2), from.addDays(6)), {}}}),
              test::sampleListing(u"B"_s, u"Oslo"_s,
                                  {{test::bookingBar(from, from.addDays(1), BookingStatus::Pending), {}},
                                   {test::blockBar(from.addDays(3), from.addDays(5)), {}}})}),
        {}, {});
    const qint32 day = test::day(from);
    QCOMPARE(outline.occupancy(day - 1), 0.0);
    QCOMPARE(outline.occupancy(day), 0.5);
    QCOMPARE(outline.occupancy(day + 2), 0.5);
    QCOMPARE(outline.occupancy(day + 3), 1.0);
    QCOMPARE(outline.occupancy(day + 5), 0.5);
    QCOMPARE(outline.occupancy(day + 6), 0.0);
}

QTEST_GUILESS_MAIN(TestTimelineOutline)
#include "TestTimelineOutline.moc"
