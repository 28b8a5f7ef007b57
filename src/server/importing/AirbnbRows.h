// The rows that a host of Inside Airbnb becomes, as JSON for the database, with ids that follow from the file's ids.
#pragma once

#include "InsideAirbnbFiles.h"

#include "domain/StayDates.h"

#include <QJsonObject>
#include <QSet>

namespace roost {

// Ids, as text: the same for the same host, listing or stay in every run.
namespace airbnb {
QString userId(const QString &hostId);
QString tenantId(const QString &hostId);
QString memberId(const QString &hostId);
QString listingId(const QString &sourceId);
QString unitId(const QString &sourceId);
QString bookingId(const QString &sourceId, const QDate &checkOut);
} // namespace airbnb

class AirbnbRows
{
public:
    // clock: of the listings that are made (check-in and check-out times, zone).
    explicit AirbnbRows(StayClock clock);

    QJsonObject listing(const AirbnbListing &listing) const;
    // attempt: another number gives another code, when the first one is taken by a booking from elsewhere.
    QJsonObject stay(const AirbnbListing &listing, const StayDates &dates, int attempt);

private:
    QString freeCode(const QDate &checkIn, const QString &bookingId, int attempt);
    // RFC 3339. Many stays share their days, and zones are slow to ask.
    QString checkInInstant(const QDate &date);
    QString checkOutInstant(const QDate &date);

    StayClock m_clock;
    QHash<QDate, QString> m_checkIns;
    QHash<QDate, QString> m_checkOuts;
    QSet<quint64> m_usedCodes; // day and number
};

} // namespace roost
