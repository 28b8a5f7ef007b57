// What a partner app reserves, confirms, extends and releases: holds of the app under its own references.
#pragma once

#include "PartnerEntities.h"

#include "server/reservations/HoldService.h"

namespace roost {

// Names a reservation of an app: its id, the app's reference and the token that reserving answered.
struct PartnerReservationKey
{
    HoldId id;
    QString reference;
    QString token;
};

struct PartnerGuest
{
    QString name;
    QString email;
    QString phone;
};

class PartnerReservations
{
public:
    // asked: {"seats": […]} or {"places", "tier"} of a session; {"check_in", "check_out", "guests", "pets", "units"} of
    // a stay; {"starts_at", "staff_id", "guests"} of a service; each with "promo_code". All or none. As
    // PartnerEntities::find and HoldService::hold.
    Result<NewHold> reserve(ServerContext &context, const PartnerApp &app, const QUuid &entity,
                            const QString &reference, const QJsonObject &asked) const;
    // These as HoldService.
    Result<Hold> extend(ServerContext &context, const PartnerApp &app, const PartnerReservationKey &key) const;
    Result<void> release(ServerContext &context, const PartnerApp &app, const PartnerReservationKey &key) const;
    // A booking with the source "partner:<app>" and the guest as the tenant's contact.
    Result<BookingDecision> confirm(ServerContext &context, const PartnerApp &app, const PartnerReservationKey &key,
                                    const PartnerGuest &guest) const;
};

} // namespace roost
