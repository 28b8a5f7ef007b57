// Something kept for somebody for a short time (docs/reservations.md, "Holds").
#pragma once

#include "Agreement.h"

#include "server/tenancy/Caller.h"

namespace roost {

// Who holds. Nobody else can see or use the hold.
struct Holder
{
    static Holder ofUser(const UserId &user);
    // A partner app, which may hold of its own tenant alone; reference: its name for the customer or reservation.
    static Holder ofApp(const QString &appId, const TenantId &tenant, const QString &reference);

    QString name;    // "user:<id>" or "app:<app>:<reference>"
    UserId user;     // null: an app
    TenantId tenant; // null: whichever tenant the wish is for
};

struct Hold
{
    HoldId id;
    TenantId tenant;
    Agreement agreement;
    QDateTime createdAt;
    QDateTime expiresAt; // UTC
    bool isExtended = false;
    QString endReason; // "confirmed", "released", "renewed", "expired"; empty: not known to have ended
    BookingId booking; // of a confirmed one

    bool isLive(const QDateTime &nowUtc) const { return endReason.isEmpty() && expiresAt > nowUtc; }
    // "held", "confirmed", "released", "renewed", "expired"
    QString status(const QDateTime &nowUtc) const;
    // As in the API: {"id", "tenant_id", "listing_id", "status", "kind", …, "items", "quote", "policy", "created_at",
    // "expires_at", "expires_in" (seconds), "can_extend", "booking_id"}.
    QJsonObject toJson(const QDateTime &nowUtc) const;
};

// A hold with the token that only its holder gets to know.
struct NewHold
{
    Hold hold;
    QString token;
};

} // namespace roost
