// Problems in the host's words.
#include "client/presenters/ProblemTexts.h"

#include <QJsonArray>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace roost;

class TestProblemTexts : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void pricesAreShownAsMoney();
    void aTakenBlockNamesTheBooking();
    void anAnswerThatCameTooLate();
    void aRejectedEditListsWhatWasTyped();
    void anUnknownKindStillSaysSomething();
};

void TestProblemTexts::pricesAreShownAsMoney()
{
    ProblemListRow row;
    row.listingTitle = u"Loft"_s;
    row.currency = u"NOK"_s;
    row.problem.name = u"listing.edit"_s;
    row.problem.field = u"base_price_minor"_s;
    row.problem.args = {{u"changes"_s, QJsonObject{{u"base_price_minor"_s, 125050}}}};
    row.problem.base = 100000;
    row.problem.mine = 125050;
    row.problem.theirs = QJsonValue::Null;
    const ProblemText text = ProblemTexts::describe(row);
    QCOMPARE(text.heading, u"Price per night of “Loft”"_s);
    QCOMPARE(text.mine, u"1,250.50\u00a0NOK"_s);
    QCOMPARE(text.base, u"1,000\u00a0NOK"_s);
    QCOMPARE(text.theirs, u"–"_s);
    QCOMPARE(text.keepMine, u"Keep mine"_s);
}

void TestProblemTexts::aTakenBlockNamesTheBooking()
{
    ProblemListRow row;
    row.listingTitle = u"Loft"_s;
    row.problem.name = u"calendar.block"_s;
    row.problem.code = u"DATES_TAKEN"_s;
    row.problem.args = {{u"from_date"_s, u"2026-12-30"_s}, {u"to_date"_s, u"2027-01-03"_s}, {u"note"_s, u"Family"_s}};
    row.problem.theirs = QJsonObject{
        {u"taken"_s, QJsonArray{QJsonObject{{u"check_in"_s, u"2026-12-31"_s},
                                            {u"check_out"_s, u"2027-01-02"_s},
                                            {u"code"_s, u"BK-20261120-ABCDEF"_s}},
                                QJsonObject{{u"from_date"_s, u"2027-01-02"_s}, {u"to_date"_s, u"2027-01-03"_s}}}}};
    const ProblemText text = ProblemTexts::describe(row);
    QCOMPARE(text.mine, u"Blocked 30 Dec 2026 – 3 Jan 2027\nFamily"_s);
    QCOMPARE(text.theirs, u"BK-20261120-ABCDEF, 31 Dec 2026 – 2 Jan 2027\nBlocked, 2–3 Jan 2027"_s);
    QCOMPARE(text.takeTheirs, u"Drop the block"_s);
}

void TestProblemTexts::anAnswerThatCameTooLate()
{
    ProblemListRow row;
    row.problem.name = u"booking.accept"_s;
    row.problem.args = {{u"booking_id"_s, u"00000000-0000-4000-8000-000000000001"_s}};
    row.problem.theirs = QJsonObject{{u"status"_s, u"withdrawn"_s}};
    const ProblemText text = ProblemTexts::describe(row);
    QCOMPARE(text.mine, u"Accept"_s);
    QCOMPARE(text.theirs, u"Withdrawn"_s);
    QVERIFY(!text.explanation.isEmpty());
}

void TestProblemTexts::aRejectedEditListsWhatWasTyped()
{
    ProblemListRow row;
    row.problem.name = u"listing.edit"_s;
    row.problem.message = u"A published listing needs a price."_s;
    row.problem.args = {{u"changes"_s, QJsonObject{{u"title"_s, u"New"_s}, {u"instant_book"_s, true}}}};
    const ProblemText text = ProblemTexts::describe(row);
    QCOMPARE(text.explanation, u"A published listing needs a price."_s);
    QCOMPARE(text.mine, u"Instant booking: On\nTitle: New"_s);
}

void TestProblemTexts::anUnknownKindStillSaysSomething()
{
    ProblemListRow row;
    row.problem.name = u"future.thing"_s;
    row.problem.args = {{u"what"_s, u"ever"_s}};
    const ProblemText text = ProblemTexts::describe(row);
    QVERIFY(!text.heading.isEmpty() && !text.explanation.isEmpty() && !text.mine.isEmpty() && !text.theirs.isEmpty());
}

int main(int argc, char **argv)
{
    QCoreApplication application(argc, argv);
    QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedStates));
    TestProblemTexts test;
    return QTest::qExec(&test, argc, argv);
}

#include "TestProblemTexts.moc"
