// Which seats a party gets, by example and against what must always hold.
#include "domain/scheduling/SeatChoice.h"

#include "support/Expect.h"
#include "support/Properties.h"

#include <QMap>

using namespace roost;
using namespace Qt::StringLiterals;

class TestSeatChoice : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void chooses_data();
    void chooses();
    void keepsToTheTier();
    void holdsForAnyHall();
    void isFastInALargeHall();
};

namespace {

// "A:..x.  B:.a_." : row A with four seats, the third taken; row B with a free one, an accessible one, a gap, a free
// one. A capital A is an accessible seat that is taken.
QList<SeatForChoice> hall(const QString &text)
{
    QList<SeatForChoice> seats;
    int position = 0;
    const QStringList rows = text.split(u' ', Qt::SkipEmptyParts);
    for (const QString &row : rows) {
        const QString drawn = row.section(u':', 1);
        for (const QChar seat : drawn) {
            if (seat != u'_')
                seats << SeatForChoice{
                    row.section(u':', 0, 0), {}, seat == u'a' || seat == u'A', position, seat == u'.' || seat == u'a'};
            ++position;
        }
        ++position;
    }
    return seats;
}

QString chosen(const QList<SeatForChoice> &seats, const QList<int> &indexes)
{
    QStringList names;
    for (const int index : indexes)
        names << seats[index].row + QString::number(seats[index].position);
    return names.join(u' ');
}

} // namespace

void TestSeatChoice::chooses_data()
{
    QTest::addColumn<QString>("seats");
    QTest::addColumn<int>("places");
    QTest::addColumn<QString>("expected");
    QTest::newRow("foremost") << u"A:.... B:...."_s << 2 << u"A0 A1"_s;
    QTest::newRow("the run that is filled") << u"A:..... B:..x.."_s << 2 << u"B6 B7"_s;
    QTest::newRow("no single seat left") << u"A:...x.... B:...."_s << 2 << u"A4 A5"_s;
    QTest::newRow("a single one rather than apart") << u"A:...x. B:.x.x."_s << 2 << u"A0 A1"_s;
    QTest::newRow("behind a taken one") << u"A:x..x"_s << 2 << u"A1 A2"_s;
    QTest::newRow("a gap parts") << u"A:._.. B:..."_s << 3 << u"B5 B6 B7"_s;
    QTest::newRow("one row, close") << u"A:.x.x.. B:x.x.xx"_s << 4 << u"A0 A2 A4 A5"_s;
    QTest::newRow("one row, closest") << u"A:.xx.x.. B:xxxxx"_s << 3 << u"A3 A5 A6"_s;
    QTest::newRow("two rows, not three") << u"A:..x B:... C:.xx D:..."_s << 5 << u"A0 A1 B4 B5 B6"_s;
    QTest::newRow("the fullest row for the rest") << u"A:... B:.... C:.x.x"_s << 5 << u"B4 B5 B6 B7 C9"_s;
    QTest::newRow("accessible last") << u"A:a..."_s << 3 << u"A1 A2 A3"_s;
    QTest::newRow("accessible when all others are gone") << u"A:aax. B:x.xa"_s << 3 << u"A3 B6 B8"_s;
    QTest::newRow("not enough") << u"A:..x"_s << 3 << QString();
    QTest::newRow("none asked for") << u"A:..x"_s << 0 << QString();
    QTest::newRow("all") << u"A:.a B:.."_s << 4 << u"A0 A1 B3 B4"_s;
}

void TestSeatChoice::chooses()
{
    QFETCH(QString, seats);
    QFETCH(int, places);
    QFETCH(QString, expected);
    const QList<SeatForChoice> all = hall(seats);
    QCOMPARE(chosen(all, bestSeats(all, places, {})), expected);
}

void TestSeatChoice::keepsToTheTier()
{
    QList<SeatForChoice> seats = hall(u"A:.... B:...."_s);
    for (qsizetype i = 0; i < seats.size(); ++i)
        seats[i].tier = i < 4 ? u"stalls"_s : u"balcony"_s;
    QCOMPARE(chosen(seats, bestSeats(seats, 2, u"balcony"_s)), u"B5 B6"_s);
    QVERIFY(bestSeats(seats, 5, u"balcony"_s).isEmpty());
    QVERIFY(bestSeats(seats, 1, u"boxes"_s).isEmpty());
}

void TestSeatChoice::holdsForAnyHall()
{
    CHECK_PROPERTY([] {
        const auto rows = *rc::gen::container<std::vector<std::string>>(
            rc::gen::container<std::string>(rc::gen::element('.', '.', '.', 'x', '_', 'a', 'A')));
        QString text;
        for (size_t i = 0; i < rows.size(); ++i)
            text += QString::number(i) + u':' + QString::fromStdString(rows[i]) + u' ';
        const QList<SeatForChoice> seats = hall(text);
        const int places = *rc::gen::inRange(1, 9);
        const QList<int> found = bestSeats(seats, places, {});

        qsizetype ordinary = 0;
        qsizetype accessible = 0;
        QMap<QString, int> freeByRow;
        for (const SeatForChoice &seat : seats) {
            if (!seat.isFree)
                continue;
            ++(seat.accessible ? accessible : ordinary);
            freeByRow[seat.row] += seat.accessible ? 0 : 1;
        }
        // All or none; as many as asked for; each free and once; accessible ones only when they must be.
        RC_ASSERT(found.isEmpty() == (ordinary + accessible < places));
        if (found.isEmpty())
            return;
        RC_ASSERT(found.size() == places);
        qsizetype accessibleFound = 0;
        QMap<QString, int> byRow;
        for (qsizetype i = 0; i < found.size(); ++i) {
            if (i > 0)
                RC_ASSERT(found[i - 1] < found[i]);
            RC_ASSERT(seats[found[i]].isFree);
            accessibleFound += seats[found[i]].accessible ? 1 : 0;
            ++byRow[seats[found[i]].row];
        }
        RC_ASSERT(accessibleFound == std::max<qsizetype>(0, places - ordinary));
        if (accessibleFound > 0)
            return;
        // As few rows as can be.
        QList<int> sizes = freeByRow.values();
        std::sort(sizes.begin(), sizes.end(), std::greater<>());
        qsizetype fewest = 0;
        for (int left = places; left > 0; left -= sizes[fewest - 1])
            ++fewest;
        RC_ASSERT(byRow.size() == fewest);
        // Adjoining if any row allows it.
        bool canAdjoin = false;
        int run = 0;
        for (qsizetype i = 0; i < seats.size(); ++i) {
            const bool continues =
                i > 0 && seats[i - 1].row == seats[i].row && seats[i - 1].position + 1 == seats[i].position;
            run = seats[i].isFree && !seats[i].accessible ? (continues ? run + 1 : 1) : 0;
            canAdjoin = canAdjoin || run >= places;
        }
        const int span = seats[found.last()].position - seats[found.first()].position;
        if (canAdjoin)
            RC_ASSERT(span == places - 1);
    });
}

void TestSeatChoice::isFastInALargeHall()
{
    QString text;
    for (int row = 0; row < 100; ++row)
        text += QString::number(row) + u':' + QString(u".x..x"_s).repeated(10) + u' ';
    const QList<SeatForChoice> seats = hall(text);
    QCOMPARE(seats.size(), 5000);
    QList<int> found;
    QBENCHMARK
    {
        found = bestSeats(seats, 100, {});
    }
    QCOMPARE(found.size(), 100);
}

QTEST_GUILESS_MAIN(TestSeatChoice)
#include "TestSeatChoice.moc"
