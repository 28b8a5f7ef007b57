#include "Cancellation.h"

#include <QJsonArray>

#include <algorithm>
#include <array>
#include <iterator>

namespace roost {

using namespace Qt::StringLiterals;

namespace {

struct Shares
{
    Percent nights;
    Percent fees;
    Percent taxes;
};

// A policy's deadlines before one start, in its order.
QList<QDateTime> deadlinesOf(const CancellationPolicy &policy, const StartOf &start)
{
    QList<QDateTime> deadlines;
    for (const PolicyStep &step : policy.steps)
        deadlines << step.deadline(start.startUtc, start.zone);
    return deadlines;
}

// Deadlines in days and in hours may change places when the clocks change; taking the best of all that are still ahead
// makes sure that waiting never pays.
Shares sharesAt(const CancellationPolicy &policy, const QList<QDateTime> &deadlines, const QDateTime &whenUtc)
{
    Shares shares;
    for (qsizetype i = 0; i < policy.steps.size(); ++i) {
        if (whenUtc > deadlines[i])
            continue;
        const PolicyStep &step = policy.steps[i];
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

// English, whatever the locale: it is stored with the booking.
QString dayText(const QDateTime &local)
{
    static const std::array<QString, 12> months{u"January"_s,   u"February"_s, u"March"_s,    u"April"_s,
                                                u"May"_s,       u"June"_s,     u"July"_s,     u"August"_s,
                                                u"September"_s, u"October"_s,  u"November"_s, u"December"_s};
    const QDate day = local.date();
    return u"%1 %2 %3, %4"_s.arg(day.day())
        .arg(months.at(static_cast<size_t>(day.month() - 1)))
        .arg(day.year())
        .arg(local.time().toString(u"HH:mm"));
}

QString stepText(const CancellationStep &step, const QDateTime &local, const Money &total, bool isOnly)
{
    const QString what = step.refund.minor == 0 ? u"nothing comes back"_s
                         : step.refund == total ? u"everything comes back, "_s + moneyText(step.refund)
                                                : moneyText(step.refund) + u" comes back"_s;
    if (!step.until.isValid())
        return (isOnly ? u"Whenever it is cancelled, "_s : u"After that, "_s) + what;
    return u"Until %1, %2"_s.arg(dayText(local), what);
}

Refund refundOf(const Quote &quote, const Shares &shares, const Money &paid)
{
    Refund refund{{}, {0, quote.total.currency}};
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
        const QString who = by == CancelledBy::Host ? u"host"_s : u"platform"_s;
        refund.lines << RefundLine{u"everything"_s, u"Everything that was paid, because the %1 cancels"_s.arg(who),
                                   refund.amount};
        return refund;
    }
    return refundOf(quote, sharesAt(policy, deadlinesOf(policy, start), whenUtc), paid);
}

QList<CancellationStep> cancellationSchedule(const Quote &quote, const CancellationPolicy &policy, const StartOf &start,
                                             const QDateTime &nowUtc)
{
    const QList<QDateTime> deadlines = deadlinesOf(policy, start);
    QList<QDateTime> ends;
    std::copy_if(deadlines.begin(), deadlines.end(), std::back_inserter(ends),
                 [&nowUtc](const QDateTime &deadline) { return deadline >= nowUtc; });
    std::sort(ends.begin(), ends.end());
    ends << QDateTime();
    QList<CancellationStep> steps;
    for (const QDateTime &until : std::as_const(ends)) {
        const QDateTime when = until.isValid() ? until : qMax(start.startUtc, nowUtc).addSecs(1);
        const Money back = refundOf(quote, sharesAt(policy, deadlines, when), quote.total).amount;
        // Two deadlines with one outcome are one.
        if (!steps.isEmpty() && steps.last().refund == back)
            steps.removeLast();
        steps << CancellationStep{until, {}, back, {}};
    }
    for (CancellationStep &step : steps) {
        const QDateTime local = step.until.toTimeZone(start.zone);
        step.untilLocal = local.toString(u"yyyy-MM-dd'T'HH:mm");
        step.text = stepText(step, local, quote.total, steps.size() == 1);
    }
    return steps;
}

} // namespace roost
