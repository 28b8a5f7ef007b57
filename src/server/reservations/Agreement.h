// What was agreed with somebody: what a hold keeps and a booking is made of.
#pragma once

#include "server/inventory/ReservationPlan.h"

#include <QJsonArray>

namespace roost {

// [{"unit_id", "name", "role", "tier"?}]
QJsonArray itemsJson(const QList<PlannedClaim> &claims);

// A price that people agreed on, in one line.
Quote agreedQuote(const Money &total);
// Validation (details.field "agreed_total") unless it is an amount that a quote could have; none is fine.
Result<void> checkAgreedTotal(const std::optional<qint64> &minor);
// Validation (details.field "agreed_total") for another currency; empty is the right one. Nothing is ever converted.
Result<void> checkAgreedCurrency(const QString &agreed, const QString &currency);

struct Agreement
{
    static Agreement of(const ReservationPlan &plan, const Wish &wish);

    // All but listing, items, quote, policy and wish, which have columns of their own: {"kind", "check_in",
    // "check_out", "starts_at"?, "ends_at"?, "session_id"?, "time_zone", "guests", "pets"}.
    QJsonObject planJson() const;
    void setPlan(const QJsonObject &json);

    ListingId listing;
    QString kind; // "stay", "experience", "service"
    ExperienceSessionId session;
    StayDates dates;
    QDateTime startsAt, endsAt; // UTC; invalid for stays
    QString timeZone;
    int guests = 1;
    int pets = 0;
    QJsonArray items; // itemsJson()
    QJsonObject quote;
    QJsonObject policy;
    QJsonObject wish;
};

} // namespace roost
