// How much comes back when a guest cancels: steps as data, from how long before the start which share of what. Stored
// with the booking as it was agreed.
#pragma once

#include "Percent.h"

#include <QDateTime>
#include <QJsonObject>
#include <QList>
#include <QTimeZone>

namespace roost {

// Cancelling at the latest so many days (at the local time of the start) or hours before the start gives these shares.
struct PolicyStep
{
    int amount = 0;
    bool inDays = true;
    Percent nights;
    Percent fees;
    Percent taxes;

    QDateTime deadline(const QDateTime &startUtc, const QTimeZone &zone) const;

    friend bool operator==(const PolicyStep &, const PolicyStep &) = default;
};

struct CancellationPolicy
{
    QString preset = QStringLiteral("flexible"); // "custom" for a tenant's own steps
    QList<PolicyStep> steps;                     // the earliest deadline first; behind the last one nothing comes back

    CancellationPolicy();                                      // flexible
    static CancellationPolicy fromPreset(const QString &name); // a name of presetNames()
    // "flexible", "moderate", "firm", "strict", "non_refundable"
    static const QStringList &presetNames();

    // {"preset": "moderate"} or {"steps": [{"days" or "hours", "nights", "fees", "taxes"}]}: percentages; fees and
    // taxes are those of the nights if left out. A later step never gives more than an earlier one. With both the steps
    // count, and preset is what they are called: that is how a booking keeps them. Validation, details.field is a path
    // from "cancellation_policy".
    static Result<CancellationPolicy> fromJson(const QJsonObject &json);
    QJsonObject toJson() const;
    // To be stored with a booking: with its steps, so that no later version of a preset changes what was agreed.
    QJsonObject snapshot() const;

    friend bool operator==(const CancellationPolicy &, const CancellationPolicy &) = default;
};

} // namespace roost
