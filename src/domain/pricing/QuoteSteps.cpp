#include "QuoteSteps.h"

namespace roost {

using namespace Qt::StringLiterals;

namespace {

constexpr int kWhole = Percent::kWhole;

// Lines that are percentages of one base. Rounding the running sum, not each line for itself, keeps the whole monotone:
// a higher base never gives a lower sum, whatever the percentages.
class PercentLines
{
public:
    PercentLines(QuoteBuilder &builder, qint64 baseMinor, int sign)
        : m_builder(builder)
        , m_base(baseMinor)
        , m_sign(sign)
    {
    }

    void add(const QString &kind, const QString &text, Percent percent)
    {
        m_thousandths += percent.thousandths;
        // Discounts take off the whole base at most; surcharges have limits of their own.
        const int capped = m_sign < 0 ? std::min(m_thousandths, kWhole) : std::max(m_thousandths, -kWhole);
        const Result<qint64> sum = Percent{capped}.of(m_base);
        if (!sum)
            return m_builder.fail(sum.error());
        m_builder.addAmount(kind, text, m_sign * (*sum - m_done));
        m_done = *sum;
    }

private:
    QuoteBuilder &m_builder;
    qint64 m_base;
    int m_sign;
    int m_thousandths = 0;
    qint64 m_done = 0;
};

QString signedText(Percent percent)
{
    return (percent.thousandths > 0 ? u"+"_s : QString()) + percent.toText();
}

// The last step that value reaches; steps are in ascending order.
const StepRule *highestReached(const QList<StepRule> &steps, qint64 value)
{
    const StepRule *reached = nullptr;
    for (const StepRule &step : steps)
        reached = step.from <= value ? &step : reached;
    return reached;
}

// The first step that value doesn't exceed.
const StepRule *nearestAbove(const QList<StepRule> &steps, qint64 value)
{
    const auto step = std::find_if(steps.begin(), steps.end(), [value](const StepRule &s) { return value <= s.from; });
    return step == steps.end() ? nullptr : &*step;
}

QString daysText(int days)
{
    return days == 1 ? u"1 day"_s : u"%1 days"_s.arg(days);
}

// An early bird that is also in the last minutes gets the better of both, once.
void addBookingTime(PercentLines &lines, const RatePlan &plan, qint64 daysAhead)
{
    const StepRule *early = highestReached(plan.earlyBird, daysAhead);
    const StepRule *late = daysAhead >= 0 ? nearestAbove(plan.lastMinute, daysAhead) : nullptr;
    if (early && (!late || early->percent >= late->percent)) {
        lines.add(u"early_bird"_s,
                  u"-%1 for booking %2 ahead or more"_s.arg(early->percent.toText(), daysText(early->from)),
                  early->percent);
    } else if (late) {
        lines.add(u"last_minute"_s,
                  u"-%1 for booking %2 ahead at most"_s.arg(late->percent.toText(), daysText(late->from)),
                  late->percent);
    }
}

} // namespace

qint64 timesCharged(ChargePer per, const Quantities &counts)
{
    switch (per) {
    case ChargePer::Stay:
        return 1;
    case ChargePer::Night:
        return qint64(counts.nights) * counts.units;
    case ChargePer::Person:
        return counts.persons;
    case ChargePer::PersonNight:
        return qint64(counts.persons) * counts.nights;
    case ChargePer::Unit:
        return counts.units;
    case ChargePer::Pet:
        return counts.pets;
    case ChargePer::PetNight:
        return qint64(counts.pets) * counts.nights;
    }
    return 0;
}

QString timesText(qint64 number, const QString &amount)
{
    return number == 1 ? amount : u"%1 × %2"_s.arg(number).arg(amount);
}

void addAdjustments(QuoteBuilder &builder, const RatePlan &plan, const Quantities &counts, int takenPercent)
{
    PercentLines lines(builder, builder.total(), 1);
    if (const StepRule *step = highestReached(plan.occupancy, takenPercent)) {
        lines.add(u"occupancy"_s, u"%1, %2 % or more is taken"_s.arg(signedText(step->percent)).arg(step->from),
                  step->percent);
    }
    if (!counts.localStart.isValid())
        return;
    for (const DemandRule &rule : plan.demand) {
        if (rule.matches(counts.localStart))
            lines.add(u"demand"_s, u"%1, %2"_s.arg(signedText(rule.percent), rule.name), rule.percent);
    }
}

void addDiscounts(QuoteBuilder &builder, const RatePlan &plan, const Quantities &counts, qint64 nightsMinor,
                  const QDate &bookedOn)
{
    PercentLines lines(builder, nightsMinor, -1);
    const bool isStay = !counts.localStart.isValid();
    if (const StepRule *step = isStay ? highestReached(plan.lengthOfStay, counts.nights) : nullptr) {
        lines.add(u"length_of_stay"_s, u"-%1 for %2 nights or more"_s.arg(step->percent.toText()).arg(step->from),
                  step->percent);
    }
    addBookingTime(lines, plan, bookedOn.daysTo(counts.firstDay));
}

void addGuestsAndPets(QuoteBuilder &builder, const RatePlan &plan, const Quantities &counts)
{
    if (plan.extraGuests && !counts.localStart.isValid()) {
        const qint64 extra = qMax<qint64>(0, counts.persons - qint64(plan.extraGuests->included) * counts.units);
        const QString amount = builder.text(plan.extraGuests->amountMinor);
        builder.addCounted(u"extra_guests"_s,
                           u"%1 × %2 × %3"_s.arg(extra == 1 ? u"1 extra guest"_s : u"%1 extra guests"_s.arg(extra),
                                                 counts.nights == 1 ? u"1 night"_s : u"%1 nights"_s.arg(counts.nights),
                                                 amount),
                           extra * counts.nights, plan.extraGuests->amountMinor);
    }
    if (plan.pets && counts.pets > 0) {
        const qint64 number = plan.pets->per == ChargePer::Night ? counts.nights : timesCharged(plan.pets->per, counts);
        builder.addCounted(u"pets"_s, u"Pets, "_s + timesText(number, builder.text(plan.pets->amountMinor)), number,
                           plan.pets->amountMinor);
    }
}

void addPromotion(QuoteBuilder &builder, const std::optional<Promotion> &promotion)
{
    if (!promotion)
        return;
    builder.setPromoCode(promotion->code);
    const Result<qint64> discount = promotion->discountOn(builder.total());
    if (!discount)
        return builder.fail(discount.error());
    const QString text = promotion->percent ? u"-"_s + promotion->percent->toText() : builder.text(-*discount);
    builder.addAmount(u"promotion"_s, u"%1 with the code %2"_s.arg(text, promotion->code), -*discount);
}

} // namespace roost
