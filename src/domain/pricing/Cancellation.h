// What comes back when a booking is cancelled: from the quote and the policy that were stored with it.
#pragma once

#include "CancellationPolicy.h"
#include "Quote.h"

namespace roost {

enum class CancelledBy { Guest, Host, Platform };

// When a stay, session or slot begins, and where.
struct StartOf
{
    QDateTime startUtc;
    QTimeZone zone;
};

struct RefundLine
{
    QString kind; // "nights", "fees", "taxes", "everything"; "deposit", "unpaid" (what lowers it)
    QString text;
    Money amount;
};

struct Refund
{
    QList<RefundLine> lines; // their sum is the amount
    Money amount;            // 0 to what was paid

    // {"amount": {…}, "lines": [{"kind", "text", "amount"}]}
    QJsonObject toJson() const;
};

// paid: of the total, without a refundable deposit (that always comes back whole). The host keeps what the policy
// doesn't give back of the whole total, and a deposit that isn't refundable; the guest gets the rest of what was paid.
// When a host or the platform cancels, everything that was paid comes back.
Refund refundFor(const Quote &quote, const CancellationPolicy &policy, const Money &paid, const StartOf &start,
                 const QDateTime &whenUtc, CancelledBy by);

// What would come back, if all was paid, on cancelling until which instant; deadlines before nowUtc are left out. The
// last step has no end.
QList<CancellationStep> cancellationSchedule(const Quote &quote, const CancellationPolicy &policy, const StartOf &start,
                                             const QDateTime &nowUtc);

} // namespace roost
