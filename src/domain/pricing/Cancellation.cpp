#include "Cancellation.h"

#include <QJsonArray>
#include <QLocale>

namespace roost {

using namespace Qt::StringLiterals;

namespace {

struct Shares
{
    Percent nights;
    Percent fees;
    Percent taxes;
};

// Deadlines in days and in hours may change places when the clocks change; taking the best of all that are still ahead
// makes sure that waiting never pays.
Shares sharesAt(const CancellationPolicy &policy, const StartOf &start, const QDateTime &whenUtc)
{
    Shares shares;
    for (const PolicyStep &step : policy.steps) {
        if (whenUtc > step.deadline(start.startUtc, start.zone))
            continue;
        shares.nights = std::max(shares.nights, step.nights);
        shares.fees = std::max(shares.fees, step.fees);
        shares.taxes = std::max(shares.taxes, step.taxes);
    }
    return shares;
}

// A share of at most 100 % of an amount that was checked to be exact.
Money shareOf(Percent percent, const Money &money)
{
    return {percent.of(money.minor).value_or(0), money.currency};
}

void addShare(Refund &refund, const QString &kind, Percent percent, const Money &of)
{
    const Money share = shareOf(percent, of);
    if (share.minor == 0)
        return;
    refund.lines << RefundLine{kind, u"%1 of %2"_s.arg(percent.toText(), moneyText(of)), share};
    refund.amount.minor += share.minor;
}

void lower(Refund &refund, const QString &kind, const QString &text, qint64 byMinor)
{
    const qint64 amount = qMin(byMinor, refund.amount.minor);
    if (amount <= 0)
        return;
    refund.lines << RefundLine{kind, text, {-amount, refund.amount.currency}};
    refund.amount.minor -= amount;
}

QString stepText(const CancellationStep &step, const Money &total, bool isOnly)
{
    const QString what = step.refund.minor == 0 ? u"nothing comes back"_s
                         : step.refund == total ? u"everything comes back, "_s + moneyText(step.refund)
                                                : moneyText(step.refund) + u" comes back"_s;
    if (!step.until.isValid())
        return (isOnly ? u"Whenever it is cancelled, "_s : u"After that, "_s) + what;
    const QDateTime local = QDateTime::fromString(step.untilLocal, u"yyyy-MM-dd'T'HH:mm"_s);
    return u"Until %1, %2"_s.arg(QLocale(QLocale::English).toString(local, u"d MMMM yyyy, HH:mm"_s), what);
}

} // namespace

QJsonObject Refund::toJson() const
{
    QJsonArray array;
    for (const RefundLine &line : lines)
        array << QJsonObject{{u"kind"_s, line.kind}, {u"text"_s, line.text}, {u"amount"_s, moneyJson(line.amount)}};
    return {{u"amount"_s, moneyJson(amount)}, {u"lines"_s, array}};
}

Refund refundFor(const Quote &quote, const CancellationPolicy &policy, const Money &paid, const StartOf &start,
                 const QDateTime &whenUtc, CancelledBy by)
{
    Refund refund{{}, {0, quote.total.currency}};
    if (by != CancelledBy::Guest) {
        refund.amount.minor = qMax<qint64>(0, paid.minor);
        refund.lines << RefundLine{u"everything"_s, u"Everything that was paid, because the host cancels"_s,
                                   refund.amount};
        return refund;
    }
    const Shares shares = sharesAt(policy, start, whenUtc);
    addShare(refund, u"nights"_s, shares.nights, quote.sumOf(QuotePart::Nights));
    addShare(refund, u"fees"_s, shares.fees, quote.sumOf(QuotePart::Fees));
    addShare(refund, u"taxes"_s, shares.taxes, quote.sumOf(QuotePart::Taxes));
    if (quote.deposit && !quote.deposit->refundable) {
        const qint64 most = quote.total.minor - quote.deposit->amount.minor;
        lower(refund, u"deposit"_s, u"The deposit of %1 doesn't come back"_s.arg(moneyText(quote.deposit->amount)),
              refund.amount.minor - most);
    }
    lower(refund, u"unpaid"_s, u"Not paid yet"_s, quote.total.minor - paid.minor);
    return refund;
}

QList<CancellationStep> cancellationSchedule(const Quote &quote, const CancellationPolicy &policy, const StartOf &start,
                                             const QDateTime &nowUtc)
{
    QList<QDateTime> deadlines;
    for (const PolicyStep &step : policy.steps) {
        const QDateTime deadline = step.deadline(start.startUtc, start.zone);
        if (deadline >= nowUtc)
            deadlines << deadline;
    }
    std::sort(deadlines.begin(), deadlines.end());
    deadlines << QDateTime();
    QList<CancellationStep> steps;
    for (const QDateTime &until : std::as_const(deadlines)) {
        const QDateTime when = until.isValid() ? until : qMax(start.startUtc, nowUtc).addSecs(1);
        const Money back = refundFor(quote, policy, quote.total, start, when, CancelledBy::Guest).amount;
        // Two deadlines with one outcome are one.
        if (!steps.isEmpty() && steps.last().refund == back)
            steps.removeLast();
        steps << CancellationStep{until, until.toTimeZone(start.zone).toString(u"yyyy-MM-dd'T'HH:mm"_s), back, {}};
    }
    for (CancellationStep &step : steps)
        step.text = stepText(step, quote.total, steps.size() == 1);
    return steps;
}

} // namespace roost
