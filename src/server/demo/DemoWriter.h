// Turns the demo's calendars into rows: bookings with contacts, quotes and codes, reviews, payouts.
#pragma once

#include "DemoCalendar.h"
#include "DemoPortfolio.h"
#include "DemoRows.h"

#include "domain/Money.h"
#include "domain/pricing/PriceBasis.h"

#include <QMap>
#include <QSet>

namespace roost {

// For one portfolio, inside its transaction.
class DemoWriter
{
public:
    DemoWriter(Database &database, const DemoOptions &options, const Currency &currency, DemoRandom &random,
               DemoReport &report);

    // listingNumber counts from 0; beyond the catalogue its homes come again with a number.
    Result<void> writeListing(int listingNumber);
    // The months' payouts; call it last.
    Result<void> finish();

private:
    struct Place
    {
        DemoListing home;
        QString id;
        QStringList unitIds;
        QStringList unitNames;
        StayClock clock;
        PriceBasis prices;
    };

    Result<Place> addListing(int listingNumber);
    Result<void> addCalendar(const Place &place, const QString &unitId, const DemoCalendar &calendar);
    Result<void> addStay(const Place &place, const QString &unitId, const DemoStay &stay, const QString &message);
    Result<void> addRequests(const Place &place, int listingNumber, const DemoCalendar &calendar);
    void addBlock(const Place &place, const QString &unitId, const StayDates &dates);
    void addReview(const Place &place, const QString &bookingId, const QString &author, const QDate &checkOut);
    // booking.items of a stay in this unit.
    static QJsonArray itemsOf(const Place &place, const QString &unitId);
    int bookingsOfNextUnit();
    QString freeCode(const QDate &requestedOn);
    // The contact's id and name.
    std::pair<QString, QString> guestFor();
    QString newId() { return m_random.uuid().toString(QUuid::WithoutBraces); }
    QString hourOf(const QDate &date);
    void addPayout(const QDate &month, qint64 earnedMinor);

    DemoOptions m_options;
    Currency m_currency;
    DemoRandom &m_random;
    DemoReport &m_report;
    DemoRows m_rows;
    int m_unitsInAll = 0;
    int m_unitNumber = 0;
    QSet<QString> m_codes;
    QList<std::pair<QString, QString>> m_guests;
    QMap<QDate, qint64> m_earnedMinor; // by the first day of the month
};

// The units of the first listings of the catalogue, repeated.
int demoUnitCount(int listings);

} // namespace roost
