// Codes that people read to each other on the phone: BK-YYYYMMDD-XXXXXX, without letters that look alike.
#pragma once

#include <QDate>
#include <QString>

namespace roost {

// A new code for a booking made on this date. Random; the database's unique constraint has the last word.
QString newBookingCode(const QDate &madeOn);

// The code with this number (modulo 23^6): for generated bookings that get the same code each time. Two bookings of a
// day can meet on one number; whoever calls it keeps them apart.
QString bookingCodeOf(const QDate &madeOn, quint32 number);

// Upper case, with the blanks and dashes that people add or forget put right; empty when it can't be a code.
QString normalisedBookingCode(const QString &typed);

} // namespace roost
