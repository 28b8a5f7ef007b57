// The twelve homes of the demo's host.
#pragma once

#include <QList>
#include <QString>
#include <QStringList>
#include <QTime>

namespace roost {

// Over the year, how full a home tends to be.
enum class DemoSeason { City, Coast, Mountain, South };

struct DemoListing
{
    QString title;
    QString summary;
    QString city;
    QString neighbourhood;
    QString country;
    QString timeZone;
    double latitude = 0;
    double longitude = 0;
    QString roomType;
    int pricePerNight = 0; // whole units of the tenant's currency
    int minNights = 1;
    int maxGuests = 2;
    int typicalNights = 3;
    DemoSeason season = DemoSeason::City;
    bool instantBook = false;
    QTime checkInTime;
    QTime checkOutTime;
    QStringList units; // empty: one, with the listing's title
};

const QList<DemoListing> &demoListings();

// Percent of nights, 1 to 99. month from 1.
int demoOccupancyPercent(DemoSeason season, int month);

} // namespace roost
