// Stays that follow from review days: lengths, shortening, several reviews of a day.
#include "server/importing/PastStays.h"

#include <QTest>

using namespace roost;

namespace {

QDate june(int day)
{
    return QDate(2024, 6, day);
}

} // namespace

class TestPastStays : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void endsOnTheReviewAndLastsTheMinimum()
    {
        const PastStays past = pastStaysFor({june(10), june(20)}, 3);
        QCOMPARE(past.stays, (QList<StayDates>{{june(7), june(10)}, {june(17), june(20)}}));
        QVERIFY(past.repeated.isEmpty());
    }

    void isShortenedToFitBehindTheOneBefore()
    {
        const PastStays past = pastStaysFor({june(10), june(12), june(13)}, 5);
        QCOMPARE(past.stays, (QList<StayDates>{{june(5), june(10)}, {june(10), june(12)}, {june(12), june(13)}}));
    }

    void lastsFourteenNightsAtMost()
    {
        const PastStays past = pastStaysFor({june(30)}, 500);
        QCOMPARE(past.stays, (QList<StayDates>{{june(16), june(30)}}));
    }

    void lastsANightAtLeast()
    {
        const PastStays past = pastStaysFor({june(30)}, 0);
        QCOMPARE(past.stays, (QList<StayDates>{{june(29), june(30)}}));
    }

    void ofSeveralReviewsOfADayTheFirstCounts()
    {
        const PastStays past = pastStaysFor({june(12), june(10), june(12), june(10), june(12)}, 1);
        QCOMPARE(past.stays, (QList<StayDates>{{june(9), june(10)}, {june(11), june(12)}}));
        QCOMPARE(past.repeated, (QList<qsizetype>{3, 2, 4}));
    }
};

QTEST_APPLESS_MAIN(TestPastStays)
#include "TestPastStays.moc"
