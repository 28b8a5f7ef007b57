// Timelines to test and measure with, made in memory: a small portfolio as a host would have it, and loads of any size.
#pragma once

#include "client/models/TimelineData.h"

namespace roost::test {

qint32 day(const QDate &date);

TimelineBar bookingBar(const QDate &from, const QDate &to, BookingStatus status = BookingStatus::Confirmed);
TimelineBar blockBar(const QDate &from, const QDate &to);

// A listing with one unit that has these bars; labels go with them.
std::shared_ptr<TimelineListing> sampleListing(const QString &title, const QString &city,
                                               const std::vector<std::pair<TimelineBar, QString>> &bars);

// 12 listings in five cities (one with four units) with everything the timeline can show: turnovers, requests that
// overlap, blocks, imports, tentative edits, a double booking, a problem, names in Hebrew and Arabic.
std::shared_ptr<const TimelineData> samplePortfolio(const QDate &today);

// listings x bookings over [from, to), evenly spread, deterministic. cities: over how many they are spread.
std::shared_ptr<const TimelineData> sampleLoad(int listings, int bookings, const QDate &from, const QDate &to,
                                               int cities = 1);

} // namespace roost::test
