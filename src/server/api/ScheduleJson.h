// Sessions, seats and slots as JSON.
#pragma once

#include "server/schedules/SessionQueries.h"
#include "server/schedules/SlotQueries.h"

#include <QJsonObject>

namespace roost::api {

// What anyone may see of a session.
QJsonObject publicSessionJson(const FoundSession &session);
// With what its tenant sees besides: series, status, own prices, version.
QJsonObject tenantSessionJson(const FoundSession &session);
// priceByTier: as in the session's tiers.
QJsonObject seatJson(const SessionSeat &seat, const QJsonObject &priceByTier);
QJsonObject slotJson(const FreeSlot &slot);

// {"balcony": {"amount_minor", "currency"}} from the session's tiers.
QJsonObject priceByTier(const FoundSession &session);

} // namespace roost::api
