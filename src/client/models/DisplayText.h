// Values as people read them: dates, money, states, ages. By the current locale, through tr(). Thread-safe.
#pragma once

#include "domain/BookingLifecycle.h"

#include <QDate>
#include <QDateTime>

#include <optional>

namespace roost::display {

// "Request", "Confirmed", …; the name itself for one this version doesn't know.
QString bookingStatus(const QString &statusName);
// "Published", "Not published", "Archived".
QString listingStatus(const QString &statusName);
// "1,299 NOK", "12.50 EUR"; a dash when there is no amount.
QString money(std::optional<qint64> minor, const QString &currencyCode);
// "12.50", to be edited; empty when there is no amount.
QString amountToEdit(std::optional<qint64> minor, const QString &currencyCode);
// "Fri 20 Nov 2026"
QString date(const QDate &date);
// "20–23 Nov 2026", "30 Dec 2026 – 2 Jan 2027"
QString dateRange(const QDate &from, const QDate &to);
// "2 Jul 2027 19:00–21:30", at the place: of a session or an appointment. ianaZone empty: this computer's.
QString timeRange(const QDateTime &fromUtc, const QDateTime &toUtc, const QString &ianaZone);
QString dateTime(const QDateTime &utc);
QString nights(int count);
QString guests(int count);
// "12 s ago", "5 min ago", "3 h ago", "2 days ago"
QString age(const QDateTime &since, const QDateTime &now);
// The listing's fields as the host knows them ("base_price_minor" -> "Price per night").
QString fieldName(const QString &wireName);

} // namespace roost::display
