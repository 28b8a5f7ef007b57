// Times on the clock of a place, before anybody asks which instants they are: "2027-07-02T19:00". They are kept in a
// QDateTime that says UTC and means nothing by it.
#pragma once

#include <QDateTime>
#include <QTimeZone>

namespace roost {

// "2027-07-02T19:00"; invalid for anything else.
QDateTime wallTimeFrom(const QString &text);
QString wallTimeText(const QDateTime &wall);

// The instant (UTC): as instantAt(), the jump for a time that daylight saving skips, the first of one that happens
// twice.
QDateTime instantOfWallTime(const QDateTime &wall, const QTimeZone &zone);
// What the clock shows then.
QDateTime wallTimeAt(const QDateTime &utc, const QTimeZone &zone);
// False for a time that the place's clock never shows.
bool isOnTheClock(const QDateTime &wall, const QTimeZone &zone);
// True for a time that it shows twice, because the clocks are put back.
bool isTwiceOnTheClock(const QDateTime &wall, const QTimeZone &zone);

} // namespace roost
