#include "QuoteEngine.h"

#include "NightlyRates.h"
#include "QuoteSteps.h"

namespace roost {

using namespace Qt::StringLiterals;

namespace {

struct NightGroup
{
    qint64 minor = 0;
    QString label;
    int nights = 0;
};

tl::unexpected<Error> wrongNumber(const QString &field, const QString &text)
{
    return fail(ErrorCode::Validation, text, {}, {{u"field"_s, field}});
}

tl::unexpected<Error> noPrice()
{
    return fail(ErrorCode::ListingUnavailable, u"This has no price yet, so it can't be booked. Choose another."_s);
}

QString counted(qint64 number, const QString &word)
{
    return number == 1 ? u"1 "_s + word : u"%1 %2s"_s.arg(number).arg(word);
}

// Nights at one price for one reason are one line, in the order of the first of them.
Result<QList<NightGroup>> nightGroups(const PriceBasis &basis, const StayDates &dates)
{
    QList<NightGroup> groups;
    for (QDate night = dates.checkIn; night < dates.checkOut; night = night.addDays(1)) {
        ROOST_ASSIGN(const NightRate rate, nightRate(basis, night));
        auto group = std::find_if(groups.begin(), groups.end(), [&rate](const NightGroup &candidate) {
            return candidate.minor == rate.minor && candidate.label == rate.label;
        });
        if (group == groups.end())
            group = groups.insert(groups.end(), NightGroup{rate.minor, rate.label, 0});
        ++group->nights;
    }
    return groups;
}

Result<void> checkStayNumbers(const StayToPrice &stay)
{
    ROOST_TRY(StayDates::create(stay.dates.checkIn, stay.dates.checkOut));
    if (stay.guests < 1 || stay.guests > 10'000)
        return wrongNumber(u"guests"_s, u"The number of guests is 1 or more."_s);
    if (stay.units < 1 || stay.units > 10'000)
        return wrongNumber(u"units"_s, u"The number of units is 1 or more."_s);
    if (stay.pets < 0 || stay.pets > 10'000)
        return wrongNumber(u"pets"_s, u"The number of pets is 0 or more."_s);
    return {};
}

Result<Quote> priced(QuoteBuilder &builder, const PriceBasis &basis, const Quantities &counts,
                     const BookingTerms &terms)
{
    addAdjustments(builder, basis.plan, counts, terms.takenPercent);
    const qint64 nights = builder.total();
    addDiscounts(builder, basis.plan, counts, nights, terms.bookedOn);
    addGuestsAndPets(builder, basis.plan, counts);
    addPromotion(builder, terms.promotion);
    addCharges(builder, basis.plan, counts, terms.bookedOn);
    return builder.finish();
}

} // namespace

Result<qint64> seatPrice(const PriceBasis &basis, const QMap<QString, qint64> &sessionPrices, const QString &tier)
{
    if (const auto price = sessionPrices.constFind(tier); price != sessionPrices.constEnd())
        return *price;
    if (const auto price = basis.plan.tiers.constFind(tier); price != basis.plan.tiers.constEnd())
        return *price;
    if (!basis.basePriceMinor)
        return noPrice();
    return *basis.basePriceMinor;
}

Result<Quote> quoteStay(const PriceBasis &basis, const StayToPrice &stay, const BookingTerms &terms)
{
    ROOST_TRY(checkStayNumbers(stay));
    ROOST_ASSIGN(const QList<NightGroup> groups, nightGroups(basis, stay.dates));
    QuoteBuilder builder(basis.currency);
    for (const NightGroup &group : groups) {
        QString text = counted(group.nights, u"night"_s);
        if (stay.units > 1)
            text += u" × "_s + counted(stay.units, u"unit"_s);
        text += u" × "_s + builder.text(group.minor) + (group.label.isEmpty() ? QString() : u", "_s + group.label);
        builder.addCounted(u"nights"_s, text, qint64(group.nights) * stay.units, group.minor);
    }
    const Quantities counts{stay.dates.nights(), stay.guests, stay.units, stay.pets, stay.dates.checkIn, {}};
    return priced(builder, basis, counts, terms);
}

Result<Quote> quoteSeats(const PriceBasis &basis, const SeatsToPrice &seats, const BookingTerms &terms)
{
    QuoteBuilder builder(basis.currency);
    int number = 0;
    for (auto tier = seats.seats.begin(); tier != seats.seats.end(); ++tier) {
        if (tier.value() < 0 || tier.value() > 1'000'000)
            return wrongNumber(u"seats"_s, u"The number of seats is 1 or more."_s);
        ROOST_ASSIGN(const qint64 price, seatPrice(basis, seats.sessionPrices, tier.key()));
        const QString text = u"%1 × %2"_s.arg(counted(tier.value(), u"seat"_s), builder.text(price));
        builder.addCounted(u"seats"_s, tier.key().isEmpty() ? text : text + u", "_s + tier.key(), tier.value(), price);
        number += tier.value();
    }
    if (number < 1)
        return wrongNumber(u"seats"_s, u"Choose a seat."_s);
    const QDateTime local = seats.startsAt.toTimeZone(seats.zone);
    return priced(builder, basis, {1, number, number, 0, local.date(), local}, terms);
}

Result<Quote> quoteSlot(const PriceBasis &basis, const SlotToPrice &slot, const BookingTerms &terms)
{
    if (slot.minutes < 1 || slot.minutes > 60 * 24 * 31)
        return wrongNumber(u"duration_minutes"_s, u"An appointment takes a minute or more."_s);
    if (slot.guests < 1 || slot.guests > 10'000)
        return wrongNumber(u"guests"_s, u"The number of guests is 1 or more."_s);
    QuoteBuilder builder(basis.currency);
    const ServicePrice &service = basis.plan.service;
    const std::optional<qint64> price = service.priceMinor ? service.priceMinor : basis.basePriceMinor;
    if (service.perMinuteMinor) {
        const QString text =
            u"%1 × %2"_s.arg(counted(slot.minutes, u"minute"_s), builder.text(*service.perMinuteMinor));
        builder.addCounted(u"service"_s, text, slot.minutes, *service.perMinuteMinor);
    } else if (price) {
        builder.addCounted(u"service"_s, u"Appointment of %1"_s.arg(counted(slot.minutes, u"minute"_s)), 1, *price);
    } else {
        return noPrice();
    }
    const QDateTime local = slot.startsAt.toTimeZone(slot.zone);
    return priced(builder, basis, {1, slot.guests, 1, 0, local.date(), local}, terms);
}

} // namespace roost
