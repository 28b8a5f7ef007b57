#include "AirbnbRows.h"

#include "common/Uuid.h"
#include "domain/BookingCode.h"

#include <QCryptographicHash>
#include <QtEndian>

namespace roost {

using namespace Qt::StringLiterals;

namespace {

// Never changed: every id that an import made follows from it.
const QUuid kNamespace = QUuid::fromString(u"6f2f0a52-7a52-5b0c-9a43-5f0a6f1f6d11"_s);

QString idOf(const QString &name)
{
    return uuidText(QUuid::createUuidV5(kNamespace, name));
}

} // namespace

namespace airbnb {

QString userId(const QString &hostId)
{
    return idOf("user:"_L1 + hostId);
}

QString tenantId(const QString &hostId)
{
    return idOf("tenant:"_L1 + hostId);
}

QString memberId(const QString &hostId)
{
    return idOf("member:"_L1 + hostId);
}

QString listingId(const QString &sourceId)
{
    return idOf("listing:"_L1 + sourceId);
}

QString unitId(const QString &sourceId)
{
    return idOf("unit:"_L1 + sourceId);
}

QString bookingId(const QString &sourceId, const QDate &checkOut)
{
    return idOf("stay:"_L1 + sourceId + u':' + checkOut.toString(Qt::ISODate));
}

} // namespace airbnb

AirbnbRows::AirbnbRows(StayClock clock)
    : m_clock(std::move(clock))
{
}

QJsonObject AirbnbRows::listing(const AirbnbListing &listing) const
{
    const auto orNull = [](const auto &value) { return value ? QJsonValue(*value) : QJsonValue(); };
    return {
        {u"id"_s, airbnb::listingId(listing.id)},
        {u"unit_id"_s, airbnb::unitId(listing.id)},
        {u"unit_name"_s, listing.title},
        {u"source_id"_s, listing.id},
        {u"title"_s, listing.title},
        {u"status"_s, listing.priceMinor ? u"published"_s : u"unpublished"_s},
        {u"base_price_minor"_s, orNull(listing.priceMinor)},
        {u"min_nights"_s, listing.minNights},
        {u"neighbourhood"_s, listing.neighbourhood},
        {u"latitude"_s, orNull(listing.latitude)},
        {u"longitude"_s, orNull(listing.longitude)},
        {u"room_type"_s, listing.roomType},
        {u"licence"_s, listing.licence},
    };
}

QJsonObject AirbnbRows::stay(const AirbnbListing &listing, const StayDates &dates, int attempt)
{
    const QString id = airbnb::bookingId(listing.id, dates.checkOut);
    return {
        {u"id"_s, id},
        {u"code"_s, freeCode(dates.checkIn, id, attempt)},
        {u"listing_id"_s, airbnb::listingId(listing.id)},
        {u"unit_id"_s, airbnb::unitId(listing.id)},
        {u"check_in"_s, dates.checkIn.toString(Qt::ISODate)},
        {u"check_out"_s, dates.checkOut.toString(Qt::ISODate)},
        {u"occupied_from"_s, checkInInstant(dates.checkIn)},
        {u"occupied_to"_s, checkOutInstant(dates.checkOut)},
    };
}

QString AirbnbRows::freeCode(const QDate &checkIn, const QString &bookingId, int attempt)
{
    const QByteArray seed = bookingId.toLatin1() + QByteArray::number(attempt);
    const QByteArray digest = QCryptographicHash::hash(seed, QCryptographicHash::Sha1);
    for (auto number = qFromBigEndian<quint32>(digest.constData());; ++number) {
        const quint64 key = static_cast<quint64>(checkIn.toJulianDay()) << 32 | number;
        if (m_usedCodes.contains(key))
            continue;
        m_usedCodes.insert(key);
        return bookingCodeOf(checkIn, number);
    }
}

QString AirbnbRows::checkInInstant(const QDate &date)
{
    QString &text = m_checkIns[date];
    if (text.isEmpty())
        text = m_clock.occupied({date, date.addDays(1)}).from.toString(Qt::ISODate);
    return text;
}

QString AirbnbRows::checkOutInstant(const QDate &date)
{
    QString &text = m_checkOuts[date];
    if (text.isEmpty())
        text = m_clock.occupied({date.addDays(-1), date}).to.toString(Qt::ISODate);
    return text;
}

} // namespace roost
