#include "Agreement.h"

namespace roost {

using namespace Qt::StringLiterals;

namespace {

QString roleName(ClaimRole role)
{
    switch (role) {
    case ClaimRole::Staff:
        return u"staff"_s;
    case ClaimRole::Resource:
        return u"resource"_s;
    case ClaimRole::Part:
        return u"part"_s;
    case ClaimRole::Unit:
        break;
    }
    return u"unit"_s;
}

} // namespace

QJsonArray itemsJson(const QList<PlannedClaim> &claims)
{
    QJsonArray items;
    for (const PlannedClaim &claim : claims) {
        QJsonObject item{
            {u"unit_id"_s, claim.unit.toString()}, {u"name"_s, claim.name}, {u"role"_s, roleName(claim.role)}};
        if (!claim.tier.isEmpty())
            item.insert(u"tier"_s, claim.tier);
        items << item;
    }
    return items;
}

Quote agreedQuote(const Money &total)
{
    Quote quote;
    quote.total = total;
    quote.lines << QuoteLine{u"nights"_s, u"Agreed in all"_s, total};
    return quote;
}

Result<void> checkAgreedTotal(const std::optional<qint64> &minor)
{
    constexpr qint64 kLargestMinor = Q_INT64_C(1) << 53;
    if (!minor || (*minor >= 0 && *minor <= kLargestMinor))
        return {};
    return fail(ErrorCode::Validation, u"A price is a whole amount in minor units that isn't negative."_s, {},
                {{u"field"_s, u"agreed_total"_s}});
}

Result<void> checkAgreedCurrency(const QString &agreed, const QString &currency)
{
    if (agreed.isEmpty() || agreed == currency)
        return {};
    return fail(ErrorCode::Validation, u"Prices of this listing are in %1."_s.arg(currency), {},
                {{u"field"_s, u"agreed_total"_s}});
}

Agreement Agreement::of(const ReservationPlan &plan, const Wish &wish)
{
    return {plan.listing,        plan.kind,     plan.session, plan.dates, plan.startsAt,
            plan.endsAt,         plan.timeZone, plan.guests,  plan.pets,  itemsJson(plan.claims),
            plan.quote.toJson(), plan.policy,   wish.toJson()};
}

QJsonObject Agreement::planJson() const
{
    QJsonObject json{{u"kind"_s, kind},
                     {u"check_in"_s, dates.checkIn.toString(Qt::ISODate)},
                     {u"check_out"_s, dates.checkOut.toString(Qt::ISODate)},
                     {u"time_zone"_s, timeZone},
                     {u"guests"_s, guests},
                     {u"pets"_s, pets}};
    if (startsAt.isValid()) {
        json.insert(u"starts_at"_s, startsAt.toString(Qt::ISODateWithMs));
        json.insert(u"ends_at"_s, endsAt.toString(Qt::ISODateWithMs));
    }
    if (!session.isNull())
        json.insert(u"session_id"_s, session.toString());
    return json;
}

void Agreement::setPlan(const QJsonObject &json)
{
    const auto date = [&json](QLatin1StringView name) {
        return QDate::fromString(json.value(name).toString(), Qt::ISODate);
    };
    const auto instant = [&json](QLatin1StringView name) {
        return QDateTime::fromString(json.value(name).toString(), Qt::ISODateWithMs).toUTC();
    };
    kind = json.value("kind"_L1).toString();
    session = ExperienceSessionId::fromString(json.value("session_id"_L1).toString());
    dates = StayDates{date("check_in"_L1), date("check_out"_L1)};
    startsAt = instant("starts_at"_L1);
    endsAt = instant("ends_at"_L1);
    timeZone = json.value("time_zone"_L1).toString();
    guests = json.value("guests"_L1).toInt(1);
    pets = json.value("pets"_L1).toInt();
}

} // namespace roost
