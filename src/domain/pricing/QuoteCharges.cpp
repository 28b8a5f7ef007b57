// Fees, taxes and the deposit of a quote.
#include "QuoteSteps.h"

namespace roost {

using namespace Qt::StringLiterals;

namespace {

// A part of the price that taxes look at: the nights (without a name), or a fee.
struct TaxedPart
{
    QString fee;
    qint64 minor = 0;
};

QList<TaxedPart> addFees(QuoteBuilder &builder, const RatePlan &plan, const Quantities &counts)
{
    const qint64 nights = builder.total();
    QList<TaxedPart> parts{{{}, nights}};
    for (const Fee &fee : plan.fees) {
        const qint64 before = builder.total();
        if (fee.percentOfNights) {
            builder.addAmount(u"fee"_s,
                              u"%1, %2 of %3"_s.arg(fee.name, fee.percentOfNights->toText(), builder.text(nights)),
                              fee.percentOfNights->of(nights));
        } else {
            const qint64 number = timesCharged(fee.per, counts);
            builder.addCounted(u"fee"_s, u"%1, %2"_s.arg(fee.name, timesText(number, builder.text(fee.amountMinor))),
                               number, fee.amountMinor);
        }
        parts << TaxedPart{fee.name, builder.total() - before};
    }
    return parts;
}

bool isOn(const Tax &tax, const TaxedPart &part)
{
    return part.fee.isEmpty() || tax.onAllFees || tax.onFees.contains(part.fee);
}

bool isExempt(const Tax &tax, const Quantities &counts)
{
    return tax.exemptFromNights && counts.nights >= *tax.exemptFromNights;
}

// All percentages that are inside a part's price already.
int includedThousandths(const RatePlan &plan, const TaxedPart &part, const Quantities &counts)
{
    int sum = 0;
    for (const Tax &tax : plan.taxes) {
        if (tax.kind == TaxKind::Percent && tax.included && isOn(tax, part) && !isExempt(tax, counts))
            sum += tax.percent.thousandths;
    }
    return sum;
}

Result<qint64> includedIn(const RatePlan &plan, const Tax &tax, const QList<TaxedPart> &parts, const Quantities &counts)
{
    qint64 sum = 0;
    for (const TaxedPart &part : parts) {
        if (!isOn(tax, part))
            continue;
        const int all = Percent::kWhole + includedThousandths(plan, part, counts);
        ROOST_ASSIGN(const Money share, (Money{part.minor, {}}.scaled(tax.percent.thousandths, all)));
        sum += share.minor;
    }
    return sum;
}

void addPercentTax(QuoteBuilder &builder, const RatePlan &plan, const Tax &tax, const QList<TaxedPart> &parts,
                   const Quantities &counts)
{
    if (tax.included) {
        const QString text = u"%1, %2 included"_s.arg(tax.name, tax.percent.toText());
        return builder.addIncludedTax(text, includedIn(plan, tax, parts, counts));
    }
    qint64 base = 0;
    for (const TaxedPart &part : parts)
        base += isOn(tax, part) ? part.minor : 0;
    builder.addAmount(u"tax"_s, u"%1, %2 of %3"_s.arg(tax.name, tax.percent.toText(), builder.text(base)),
                      tax.percent.of(base));
}

void addNightlyTax(QuoteBuilder &builder, const Tax &tax, const Quantities &counts)
{
    const int nights = tax.upToNights ? qMin(counts.nights, *tax.upToNights) : counts.nights;
    const qint64 number = qint64(nights) * (tax.kind == TaxKind::PerPersonNight ? counts.persons : counts.units);
    const QString text = u"%1, %2"_s.arg(tax.name, timesText(number, builder.text(tax.amountMinor)));
    if (!tax.included)
        return builder.addCounted(u"tax"_s, text, number, tax.amountMinor);
    const Result<Money> amount = Money{tax.amountMinor, {}}.times(number);
    if (!amount)
        return builder.fail(amount.error());
    // What is inside the price can't be more than the price.
    builder.addIncludedTax(text + u" included"_s, qMin(amount->minor, builder.total()));
}

void addTaxes(QuoteBuilder &builder, const RatePlan &plan, const QList<TaxedPart> &parts, const Quantities &counts)
{
    for (const Tax &tax : plan.taxes) {
        if (isExempt(tax, counts))
            continue;
        if (tax.kind == TaxKind::Percent)
            addPercentTax(builder, plan, tax, parts, counts);
        else
            addNightlyTax(builder, tax, counts);
    }
}

void addDeposit(QuoteBuilder &builder, const std::optional<DepositRule> &rule, const Quantities &counts,
                const QDate &bookedOn)
{
    if (!rule)
        return;
    const Result<qint64> share = rule->percent ? rule->percent->of(builder.total()) : Result<qint64>(rule->amountMinor);
    if (!share)
        return builder.fail(share.error());
    QuoteDeposit deposit{{*share, builder.soFar().total.currency}, rule->refundable, {}};
    if (!rule->refundable)
        deposit.amount.minor = qMin(deposit.amount.minor, builder.total());
    if (rule->dueDays && counts.firstDay.addDays(-*rule->dueDays) > bookedOn)
        deposit.dueOn = counts.firstDay.addDays(-*rule->dueDays);
    if (deposit.amount.minor > 0)
        builder.setDeposit(deposit);
}

} // namespace

void addCharges(QuoteBuilder &builder, const RatePlan &plan, const Quantities &counts, const QDate &bookedOn)
{
    const QList<TaxedPart> parts = addFees(builder, plan, counts);
    addTaxes(builder, plan, parts, counts);
    addDeposit(builder, plan.deposit, counts, bookedOn);
}

} // namespace roost
