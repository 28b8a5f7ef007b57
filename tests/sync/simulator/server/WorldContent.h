// What both servers of the simulator are filled with, so that one trace means the same on each.
#pragma once

#include <QJsonArray>
#include <QJsonObject>

namespace roost::sim {

constexpr int kGuests = 3; // who take turns at booking

inline QString tenantName(int tenant)
{
    return QStringLiteral("Tenant %1").arg(tenant + 1);
}

inline QString guestName(int guest)
{
    return QStringLiteral("Guest%1").arg(guest + 1);
}

inline QString unitName(int unit)
{
    return QStringLiteral("Unit %1").arg(unit + 1);
}

// Of a published stay; every second one waits for the host's answer, of those every second one holds its units
// meanwhile.
inline QJsonObject listingFields(int listing)
{
    return {{QStringLiteral("title"), QStringLiteral("Home %1").arg(listing + 1)},
            {QStringLiteral("summary"), QStringLiteral("")},
            {QStringLiteral("status"), QStringLiteral("published")},
            {QStringLiteral("base_price_minor"), 100'000 + 10'000 * listing},
            {QStringLiteral("min_nights"), 1},
            {QStringLiteral("max_guests"), 4},
            {QStringLiteral("preparation_days"), 0},
            {QStringLiteral("instant_book"), listing % 2 == 1},
            {QStringLiteral("hold_pending"), listing % 4 == 2}};
}

} // namespace roost::sim
