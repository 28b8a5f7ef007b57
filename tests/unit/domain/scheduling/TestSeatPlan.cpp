// Seat plans: what is read from them, and what is refused where.
#include "domain/scheduling/SeatPlan.h"

#include "support/Expect.h"
#include "support/Properties.h"

#include <QElapsedTimer>
#include <QJsonArray>
#include <QSet>

using namespace roost;
using namespace Qt::StringLiterals;

class TestSeatPlan : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readsRows();
    void readsNumbers();
    void readsPlaces();
    void refuses_data();
    void refuses();
    void refusesAMillionSeatsAtOnce();
    void takesFiveThousand();
    void namesAndPositionsAreUnique();
};

namespace {

QJsonObject rows(const QList<QJsonObject> &list)
{
    QJsonArray array;
    for (const QJsonObject &row : list)
        array << row;
    return {{u"rows"_s, array}};
}

QString fieldOf(const Result<SeatPlan> &plan)
{
    return plan ? u"accepted"_s : plan.error().details.value(u"field").toString();
}

} // namespace

void TestSeatPlan::readsRows()
{
    const auto plan = SeatPlan::fromJson(rows({{{u"label"_s, u"A"_s},
                                                {u"seats"_s, 4},
                                                {u"missing"_s, QJsonArray{2}},
                                                {u"tier"_s, u"stalls"_s},
                                                {u"accessible"_s, QJsonArray{1}}},
                                               {{u"label"_s, u"B"_s}, {u"seats"_s, 1}}}));
    EXPECT_OK(plan);
    QStringList found;
    for (const Seat &seat : plan->seats)
        found << u"%1 %2 %3 %4 %5"_s.arg(seat.name, seat.row, seat.tier).arg(seat.accessible).arg(seat.position);
    // A gap where seat 2 is missing, and between the rows.
    QCOMPARE(found,
             (QStringList{u"A-1 A stalls 1 0"_s, u"A-3 A stalls 0 2"_s, u"A-4 A stalls 0 3"_s, u"B-1 B  0 5"_s}));
}

void TestSeatPlan::readsNumbers()
{
    const auto plan = SeatPlan::fromJson(rows({{{u"label"_s, u"C"_s}, {u"numbers"_s, QJsonArray{7, 5, 3}}}}));
    EXPECT_OK(plan);
    QCOMPARE(plan->seats.size(), 3);
    QCOMPARE(plan->seats[0].name, u"C-7"_s);
    QCOMPARE(plan->seats[1].position, plan->seats[0].position + 1);
}

void TestSeatPlan::readsPlaces()
{
    const auto plan = SeatPlan::fromJson({{u"places"_s, 40}, {u"tier"_s, u"deck"_s}});
    EXPECT_OK(plan);
    QCOMPARE(plan->seats.size(), 40);
    QCOMPARE(plan->seats.last().name, u"40"_s);
    QVERIFY(plan->seats.last().row.isEmpty());
    QCOMPARE(plan->seats.last().tier, u"deck"_s);
}

void TestSeatPlan::refuses_data()
{
    QTest::addColumn<QJsonObject>("plan");
    QTest::addColumn<QString>("field");
    const QJsonObject a{{u"label"_s, u"A"_s}, {u"seats"_s, 3}};
    const auto with = [&a](const QString &field, const QJsonValue &value) {
        QJsonObject row = a;
        row.insert(field, value);
        return rows({row});
    };
    QTest::newRow("nothing") << QJsonObject() << u"seat_plan"_s;
    QTest::newRow("both") << QJsonObject{{u"places"_s, 1}, {u"rows"_s, QJsonArray{a}}} << u"seat_plan"_s;
    QTest::newRow("no places") << QJsonObject{{u"places"_s, 0}} << u"seat_plan.places"_s;
    QTest::newRow("half a place") << QJsonObject{{u"places"_s, 1.5}} << u"seat_plan.places"_s;
    QTest::newRow("too many places") << QJsonObject{{u"places"_s, 5001}} << u"seat_plan.places"_s;
    QTest::newRow("rows of places") << QJsonObject{{u"places"_s, 5}, {u"row"_s, 1}} << u"seat_plan.row"_s;
    QTest::newRow("no rows") << QJsonObject{{u"rows"_s, QJsonArray()}} << u"seat_plan.rows"_s;
    QTest::newRow("a row that is a number") << QJsonObject{{u"rows"_s, QJsonArray{1}}} << u"seat_plan.rows[0]"_s;
    QTest::newRow("no label") << rows({{{u"seats"_s, 1}}}) << u"seat_plan.rows[0].label"_s;
    QTest::newRow("blank label") << with(u"label"_s, u"  "_s) << u"seat_plan.rows[0].label"_s;
    QTest::newRow("long label") << with(u"label"_s, QString(21, u'A')) << u"seat_plan.rows[0].label"_s;
    QTest::newRow("twice a label") << rows({a, a}) << u"seat_plan.rows[1].label"_s;
    QTest::newRow("no seats") << rows({{{u"label"_s, u"A"_s}}}) << u"seat_plan.rows[0].seats"_s;
    QTest::newRow("seats and numbers") << with(u"numbers"_s, QJsonArray{1}) << u"seat_plan.rows[0].seats"_s;
    QTest::newRow("twice a number") << rows({{{u"label"_s, u"A"_s}, {u"numbers"_s, QJsonArray{1, 2, 1}}}})
                                    << u"seat_plan.rows[0].numbers[2]"_s;
    QTest::newRow("number 0") << rows({{{u"label"_s, u"A"_s}, {u"numbers"_s, QJsonArray{0}}}})
                              << u"seat_plan.rows[0].numbers[0]"_s;
    QTest::newRow("missing one that isn't") << with(u"missing"_s, QJsonArray{4}) << u"seat_plan.rows[0].missing[0]"_s;
    QTest::newRow("all missing") << with(u"missing"_s, QJsonArray{1, 2, 3}) << u"seat_plan.rows[0].seats"_s;
    QTest::newRow("missing of numbers")
        << rows({{{u"label"_s, u"A"_s}, {u"numbers"_s, QJsonArray{1}}, {u"missing"_s, QJsonArray{1}}}})
        << u"seat_plan.rows[0].missing"_s;
    QTest::newRow("accessible one that isn't")
        << with(u"accessible"_s, QJsonArray{1, 9}) << u"seat_plan.rows[0].accessible[1]"_s;
    QTest::newRow("unknown field") << with(u"colour"_s, u"red"_s) << u"seat_plan.rows[0].colour"_s;
    QTest::newRow("too many in all") << rows({{{u"label"_s, u"A"_s}, {u"seats"_s, 5000}},
                                              {{u"label"_s, u"B"_s}, {u"seats"_s, 1}}})
                                     << u"seat_plan.rows[1].seats"_s;
}

void TestSeatPlan::refuses()
{
    QFETCH(QJsonObject, plan);
    QFETCH(QString, field);
    const auto read = SeatPlan::fromJson(plan);
    EXPECT_ERROR(read, Validation);
    QCOMPARE(fieldOf(read), field);
}

void TestSeatPlan::refusesAMillionSeatsAtOnce()
{
    QElapsedTimer timer;
    timer.start();
    EXPECT_ERROR(SeatPlan::fromJson({{u"places"_s, 1'000'000}}), Validation);
    EXPECT_ERROR(SeatPlan::fromJson({{u"places"_s, Q_INT64_C(9'007'199'254'740'992)}}), Validation);
    EXPECT_ERROR(SeatPlan::fromJson(rows({{{u"label"_s, u"A"_s}, {u"seats"_s, 1'000'000}}})), Validation);
    // Two hundred rows of five thousand: refused at the second.
    QList<QJsonObject> many;
    for (int i = 0; i < 200; ++i)
        many << QJsonObject{{u"label"_s, QString::number(i)}, {u"seats"_s, 5000}};
    QCOMPARE(fieldOf(SeatPlan::fromJson(rows(many))), u"seat_plan.rows[1].seats"_s);
    QVERIFY(timer.elapsed() < 1000);
}

void TestSeatPlan::takesFiveThousand()
{
    const auto plan = SeatPlan::fromJson({{u"places"_s, 5000}});
    EXPECT_OK(plan);
    QCOMPARE(plan->seats.size(), kMostSeatsOfSession);
}

void TestSeatPlan::namesAndPositionsAreUnique()
{
    CHECK_PROPERTY([] {
        QList<QJsonObject> list;
        const int count = *rc::gen::inRange(1, 8);
        int seats = 0;
        for (int i = 0; i < count; ++i) {
            const int size = *rc::gen::inRange(2, 30);
            const auto missing = *rc::gen::inRange(1, size);
            // Labels that look like the beginnings of each other's names.
            list << QJsonObject{{u"label"_s, QString(u"A"_s + QString(u"-1"_s).repeated(i))},
                                {u"seats"_s, size},
                                {u"missing"_s, QJsonArray{missing}}};
            seats += size - 1;
        }
        const auto plan = SeatPlan::fromJson(rows(list));
        RC_ASSERT(plan.has_value());
        RC_ASSERT(plan->seats.size() == seats);
        QSet<QString> names;
        int last = -2;
        for (qsizetype i = 0; i < plan->seats.size(); ++i) {
            const Seat &seat = plan->seats[i];
            RC_ASSERT(!names.contains(seat.name));
            names << seat.name;
            RC_ASSERT(seat.position > last);
            // Neighbours in the plan adjoin exactly when they are of one row and their numbers follow.
            if (i > 0) {
                const Seat &before = plan->seats[i - 1];
                const bool adjoins = before.row == seat.row && before.number + 1 == seat.number;
                RC_ASSERT(adjoins == (seat.position == last + 1));
            }
            last = seat.position;
        }
    });
}

QTEST_GUILESS_MAIN(TestSeatPlan)
#include "TestSeatPlan.moc"
