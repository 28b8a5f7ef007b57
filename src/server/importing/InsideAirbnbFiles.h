// Inside Airbnb's listings.csv and reviews.csv, read and checked; rows that can't be used are reported, not guessed.
#pragma once

#include "ImportReport.h"

#include "common/Result.h"

#include <QDate>
#include <QHash>

#include <optional>

namespace roost {

struct AirbnbListing
{
    qint64 line = 0;
    QString id; // text: ids go beyond 32 bits
    QString title;
    QString neighbourhood;
    std::optional<double> latitude;
    std::optional<double> longitude;
    QString roomType;
    std::optional<qint64> priceMinor;
    int minNights = 1;
    QString licence;
    QList<QDate> reviewDays;   // in the file's order
    QList<qint64> reviewLines; // beside reviewDays
};

struct AirbnbHost
{
    QString id;
    QString name;
    QList<AirbnbListing> listings;
};

struct InsideAirbnbFiles
{
    QList<AirbnbHost> hosts; // in the file's order

    // Validation error when a file can't be opened, lacks a column or is not CSV; then nothing of it is used. Whole
    // prices become minor units with minorDigits more digits; reviews after today are skipped. Skipped rows and notes
    // go to the report.
    static Result<InsideAirbnbFiles> read(const QString &listingsPath, const QString &reviewsPath, int minorDigits,
                                          const QDate &today, ImportReport &report);
};

} // namespace roost
