// A code that makes a booking cheaper. Pure; how often it was used is counted by the server.
#pragma once

#include "Percent.h"

#include "common/Id.h"

#include <QDate>
#include <QDateTime>
#include <QJsonObject>
#include <QStringList>

namespace roost {

struct Promotion
{
    PromotionId id;
    QString code; // 3 to 40 of A-Z, 0-9, "-" and "_"; compared without regard to case
    QString description;
    std::optional<Percent> percent; // either this
    qint64 amountMinor = 0;         // or this, in currency
    Currency currency;              // also of minAmountMinor; null: none is needed
    QDateTime validFrom;            // when it may be used, UTC, [from, to); null: no limit
    QDateTime validTo;
    QDate stayFrom; // the days that the stay, session or slot must lie in, both included; null: no limit
    QDate stayTo;
    std::optional<int> minNights;
    std::optional<qint64> minAmountMinor; // of what it would take from: nights, seats or service before it
    QStringList kinds;                    // "stay", "experience", "service"; empty: all
    QList<ListingId> listings;            // empty: all
    std::optional<int> maxUses;
    std::optional<int> maxUsesPerGuest;
    bool active = true;

    // Strict, as RatePlan::fromJson; paths begin with the field's name. id is not part of it.
    static Result<Promotion> fromJson(const QJsonObject &json);
    QJsonObject toJson() const;

    // What it takes off base, 0 to base.
    Result<qint64> discountOn(qint64 baseMinor) const;
};

// "summer-10" and " SUMMER-10 " are one code.
QString promotionCode(const QString &typed);

// What a promotion is asked to work on.
struct PromotionUse
{
    QString kind;
    ListingId listing;
    Currency currency;
    QDate from; // first night, or the day of the session or slot
    QDate to;   // last night, or the same day
    int nights = 0;
    qint64 amountMinor = 0; // before it
    QDateTime nowUtc;
    int usesSoFar = 0;
    int usesByGuest = 0;
};

// PromotionInvalid, details.reason: "inactive", "not_yet", "over", "other_dates", "min_nights", "min_amount",
// "other_listing", "other_currency", "used_up", "used_by_guest". A guest learns why, and what would help.
Result<void> checkPromotion(const Promotion &promotion, const PromotionUse &use);
// The last two of them alone: when a price that was promised is booked.
Result<void> checkPromotionLimits(const Promotion &promotion, int uses, int usesByGuest);
// For a code that nobody gave out: reason "unknown".
Error unknownPromotion();

} // namespace roost
