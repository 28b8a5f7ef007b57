// Dates, money and ages as people read them.
#include "client/models/DisplayText.h"

#include <QLocale>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace roost;

class TestDisplayText : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedStates)); }
    void money_data();
    void money();
    void amountToEditCanBeReadBack();
    void dateRanges();
    void ages_data();
    void ages();
    void everyStatusHasItsWord();
};

void TestDisplayText::money_data()
{
    QTest::addColumn<qint64>("minor");
    QTest::addColumn<QString>("currency");
    QTest::addColumn<QString>("text");
    QTest::newRow("whole") << qint64(129900) << u"NOK"_s << u"1,299\u00a0NOK"_s;
    QTest::newRow("with cents") << qint64(1205) << u"EUR"_s << u"12.05\u00a0EUR"_s;
    QTest::newRow("no minor unit") << qint64(5400) << u"JPY"_s << u"5,400\u00a0JPY"_s;
    QTest::newRow("three digits") << qint64(1005) << u"KWD"_s << u"1.005\u00a0KWD"_s;
    QTest::newRow("small and negative") << qint64(-5) << u"EUR"_s << u"-0.05\u00a0EUR"_s;
    QTest::newRow("nothing") << qint64(0) << u"EUR"_s << u"0\u00a0EUR"_s;
    QTest::newRow("unknown currency") << qint64(100) << u"XYZ"_s << u"–"_s;
}

void TestDisplayText::money()
{
    QFETCH(qint64, minor);
    QFETCH(QString, currency);
    QFETCH(QString, text);
    QCOMPARE(display::money(minor, currency), text);
}

void TestDisplayText::amountToEditCanBeReadBack()
{
    QCOMPARE(display::amountToEdit(129950, u"NOK"_s), u"1299.50"_s);
    QLocale::setDefault(QLocale(QLocale::German, QLocale::Germany));
    QCOMPARE(display::amountToEdit(129950, u"NOK"_s), u"1299,50"_s);
    QCOMPARE(display::amountToEdit(std::nullopt, u"NOK"_s), QString());
}

void TestDisplayText::dateRanges()
{
    QCOMPARE(display::dateRange({2026, 11, 20}, {2026, 11, 23}), u"20–23 Nov 2026"_s);
    QCOMPARE(display::dateRange({2026, 11, 28}, {2026, 12, 2}), u"28 Nov – 2 Dec 2026"_s);
    QCOMPARE(display::dateRange({2026, 12, 30}, {2027, 1, 2}), u"30 Dec 2026 – 2 Jan 2027"_s);
}

void TestDisplayText::ages_data()
{
    QTest::addColumn<qint64>("seconds");
    QTest::addColumn<QString>("text");
    QTest::newRow("clock set back") << qint64(-100) << u"just now"_s;
    QTest::newRow("now") << qint64(4) << u"just now"_s;
    QTest::newRow("seconds") << qint64(59) << u"59 s ago"_s;
    QTest::newRow("minutes") << qint64(3599) << u"59 min ago"_s;
    QTest::newRow("hours") << qint64(47 * 3600) << u"47 h ago"_s;
    QTest::newRow("days") << qint64(3 * 86400) << u"3 days ago"_s;
}

void TestDisplayText::ages()
{
    QFETCH(qint64, seconds);
    const QDateTime now(QDate(2026, 11, 20), QTime(12, 0), Qt::UTC);
    QTEST(display::age(now.addSecs(-seconds), now), "text");
}

void TestDisplayText::everyStatusHasItsWord()
{
    for (const BookingStatus status :
         {BookingStatus::Pending, BookingStatus::Confirmed, BookingStatus::Completed, BookingStatus::Declined,
          BookingStatus::Withdrawn, BookingStatus::Expired, BookingStatus::Cancelled, BookingStatus::NoShow}) {
        const QString name = bookingStatusName(status);
        QVERIFY2(display::bookingStatus(name) != name, qPrintable(name));
    }
    QCOMPARE(display::bookingStatus(u"from_the_future"_s), u"from_the_future"_s);
}

QTEST_GUILESS_MAIN(TestDisplayText)
#include "TestDisplayText.moc"
