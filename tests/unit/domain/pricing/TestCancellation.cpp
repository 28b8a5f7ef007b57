// What comes back on cancelling: worked by hand.
#include "SamplePlans.h"

#include "domain/pricing/Cancellation.h"
#include "support/Expect.h"

#include <QJsonArray>

using namespace roost;
using namespace roost::test;

class TestCancellation : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void sharesByPart();
    void theHostGivesEverythingBack();
    void theScheduleHasLocalDates();
    void daysFollowTheClock();
    void whatIsNotPaidDoesNotComeBack();
    void anAdvanceIsLost();
    void wrongPoliciesAreRefused_data();
    void wrongPoliciesAreRefused();
    void aSnapshotOutlivesItsPreset();
};

namespace {

// Check-in at 15:00 in Oslo on 2 July.
const StartOf kStart{QDateTime(QDate(2027, 7, 2), QTime(13, 0), Qt::UTC), QTimeZone("Europe/Oslo")};

Quote sampleQuote(const char *rules = "{'fees':[{'name':'Cleaning','amount_minor':50001}],"
                                      "'taxes':[{'name':'T','kind':'per_night','amount_minor':1000}]}")
{
    return *quoteStay(basis(100'000, plan(rules)), {{{2027, 7, 2}, {2027, 7, 5}}}, {QDate(2027, 6, 1)});
}

Money nok(qint64 minor)
{
    return {minor, currency("NOK")};
}

} // namespace

void TestCancellation::sharesByPart()
{
    const Quote quote = sampleQuote();
    const CancellationPolicy moderate = CancellationPolicy::fromPreset(u"moderate"_s);
    const Refund refund =
        refundFor(quote, moderate, quote.total, kStart, kStart.startUtc.addDays(-2), CancelledBy::Guest);
    QCOMPARE(refund.amount, nok(150'000 + 50'001 + 1'500));
    QCOMPARE(refund.lines.size(), 3);
    QCOMPARE(refund.lines.first().text, u"50 % of 3,000.00 NOK"_s);
    QCOMPARE(refund.toJson().value(u"lines")[1][u"kind"].toString(), u"fees"_s);
    // Until the very second.
    const QDateTime fiveDays = kStart.startUtc.addDays(-5);
    QCOMPARE(refundFor(quote, moderate, quote.total, kStart, fiveDays, CancelledBy::Guest).amount, quote.total);
    QCOMPARE(refundFor(quote, moderate, quote.total, kStart, fiveDays.addMSecs(1), CancelledBy::Guest).amount,
             refund.amount);
}

void TestCancellation::theHostGivesEverythingBack()
{
    const Quote quote = sampleQuote();
    const CancellationPolicy never = CancellationPolicy::fromPreset(u"non_refundable"_s);
    const QDateTime late = kStart.startUtc.addDays(1);
    QCOMPARE(refundFor(quote, never, nok(7), kStart, late, CancelledBy::Guest).amount, nok(0));
    QCOMPARE(refundFor(quote, never, nok(7), kStart, late, CancelledBy::Host).amount, nok(7));
    QCOMPARE(refundFor(quote, never, nok(7), kStart, late, CancelledBy::Platform).amount, nok(7));
}

void TestCancellation::theScheduleHasLocalDates()
{
    const auto schedule = cancellationSchedule(sampleQuote(), CancellationPolicy::fromPreset(u"firm"_s), kStart,
                                               kStart.startUtc.addDays(-20));
    QCOMPARE(schedule.size(), 3); // thirty days before has passed
    QCOMPARE(schedule.first().untilLocal, u"2027-06-25T15:00"_s);
    QCOMPARE(schedule.first().text, u"Until 25 June 2027, 15:00, 2,015.01 NOK comes back"_s);
    QCOMPARE(schedule.at(1).text, u"Until 2 July 2027, 15:00, 500.01 NOK comes back"_s);
    QCOMPARE(schedule.last().text, u"After that, nothing comes back"_s);
    const auto never = cancellationSchedule(sampleQuote(), CancellationPolicy::fromPreset(u"non_refundable"_s), kStart,
                                            kStart.startUtc.addDays(-20));
    QCOMPARE(never.size(), 1);
    QCOMPARE(never.first().text, u"Whenever it is cancelled, nothing comes back"_s);
}

void TestCancellation::daysFollowTheClock()
{
    // The day on which Oslo's clocks jump has 23 hours: a day before 15:00 is 15:00 on the day before.
    const StartOf start{QDateTime(QDate(2027, 3, 28), QTime(13, 0), Qt::UTC), QTimeZone("Europe/Oslo")};
    QCOMPARE((PolicyStep{1, true, {}, {}, {}}.deadline(start.startUtc, start.zone)),
             QDateTime(QDate(2027, 3, 27), QTime(14, 0), Qt::UTC));
    QCOMPARE((PolicyStep{24, false, {}, {}, {}}.deadline(start.startUtc, start.zone)),
             QDateTime(QDate(2027, 3, 27), QTime(13, 0), Qt::UTC));
}

void TestCancellation::whatIsNotPaidDoesNotComeBack()
{
    const Quote quote = sampleQuote();
    const CancellationPolicy moderate = CancellationPolicy::fromPreset(u"moderate"_s);
    const QDateTime when = kStart.startUtc.addDays(-2);
    // 201,501 of 353,001 would come back: the host keeps 151,500.
    QCOMPARE(refundFor(quote, moderate, nok(200'000), kStart, when, CancelledBy::Guest).amount, nok(48'500));
    QCOMPARE(refundFor(quote, moderate, nok(100'000), kStart, when, CancelledBy::Guest).amount, nok(0));
    QCOMPARE(refundFor(quote, moderate, nok(200'000), kStart, when, CancelledBy::Guest).lines.last().kind, u"unpaid"_s);
}

void TestCancellation::anAdvanceIsLost()
{
    const Quote quote = sampleQuote("{'deposit':{'amount_minor':40000}}");
    const QDateTime early = kStart.startUtc.addDays(-90);
    const Refund refund = refundFor(quote, {}, quote.total, kStart, early, CancelledBy::Guest);
    QCOMPARE(refund.amount, nok(260'000));
    QCOMPARE(refund.lines.last().kind, u"deposit"_s);
    const Quote secured = sampleQuote("{'deposit':{'amount_minor':40000,'refundable':true}}");
    QCOMPARE(refundFor(secured, {}, secured.total, kStart, early, CancelledBy::Guest).amount, secured.total);
}

void TestCancellation::wrongPoliciesAreRefused_data()
{
    QTest::addColumn<QByteArray>("document");
    QTest::addColumn<QString>("field");
    const auto row = [](const char *name, const char *document, const char *field) {
        QTest::newRow(name) << QByteArray(document) << QString::fromLatin1(field);
    };
    row("nothing", "{}", "cancellation_policy.steps");
    row("no such preset", "{'preset':'kind'}", "cancellation_policy.preset");
    row("custom without steps", "{'preset':'custom'}", "cancellation_policy.steps");
    row("more later", "{'steps':[{'days':5,'nights':50},{'hours':24,'nights':60}]}",
        "cancellation_policy.steps[1].hours");
    row("twice at once", "{'steps':[{'days':1,'nights':50},{'hours':24,'nights':40}]}",
        "cancellation_policy.steps[1].hours");
    row("days and hours", "{'steps':[{'days':1,'hours':2,'nights':50}]}", "cancellation_policy.steps[0].hours");
    row("too much", "{'steps':[{'days':1,'nights':101}]}", "cancellation_policy.steps[0].nights");
    row("unknown", "{'steps':[{'days':1,'nights':1,'all':1}]}", "cancellation_policy.steps[0].all");
}

void TestCancellation::wrongPoliciesAreRefused()
{
    QFETCH(QByteArray, document);
    QFETCH(QString, field);
    const auto read = CancellationPolicy::fromJson(json(document));
    EXPECT_ERROR(read, Validation);
    QCOMPARE(read.error().details.value(u"field").toString(), field);
}

void TestCancellation::aSnapshotOutlivesItsPreset()
{
    QJsonObject kept = CancellationPolicy::fromPreset(u"strict"_s).snapshot();
    QCOMPARE(kept.value(u"preset").toString(), u"strict"_s);
    // Whatever "strict" means by then, the booking's own steps count.
    kept[u"steps"_s] = QJsonArray{QJsonObject{{u"days"_s, 1}, {u"nights"_s, 100}}};
    const auto read = CancellationPolicy::fromJson(kept);
    EXPECT_OK(read);
    QCOMPARE(read->steps.size(), 1);
}

QTEST_GUILESS_MAIN(TestCancellation)
#include "TestCancellation.moc"
