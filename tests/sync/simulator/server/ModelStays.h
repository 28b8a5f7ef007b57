// Planning of stays in the model: which unit is free, which rules a stay keeps, what it costs; and the claims on units.
// Restated from docs/reservations.md and domain.md for listings without a rate plan, in whole days: one guest's last
// day is the next guest's first, so hours don't matter.
#pragma once

#include "ModelState.h"

namespace roost::sim {

struct StayWanted
{
    QString listing;
    QString unit; // empty: any
    QDate checkIn;
    QDate checkOut;
    int guests = 1;
    int pets = 0;
};

struct StayPlan
{
    QString unit;
    QDate to; // the check-out day and the days of preparation
    qint64 totalMinor = 0;
};

class ModelStays
{
public:
    ModelStays(ModelScope &scope, const QDateTime &now);

    // A guest: only what is published, by the rules. LISTING_UNAVAILABLE, STAY_RULE_BROKEN, DATES_TAKEN, NOT_FOUND (the
    // unit).
    Result<StayPlan> plan(const StayWanted &stay, bool isHost, bool keepsRules) const;
    // Takes the unit, or changes nothing: false.
    bool take(const Claim &claim);
    void release(const QString &owner);
    // What a request held becomes booked; the unit, empty when it holds nothing.
    QString bookHeld(const QString &booking);
    bool holdsNothing(const QString &booking) const;
    // Moves the claims of what isn't over to other days of preparation. False: there is no room; nothing has changed.
    bool prepare(const QString &listing, int days);
    // Free of live claims.
    bool isFree(const QString &unit, const QDate &from, const QDate &to, const QString &exceptOwner = {}) const;
    QStringList unitsOf(const QString &listing) const; // in their order
    // The days of a range [from, to) in which no live claim of the unit stands in the way.
    QList<std::pair<QDate, QDate>> freeRanges(const QString &unit, const QDate &from, const QDate &to) const;

private:
    Result<void> checkRules(const QJsonObject &listing, const StayWanted &stay) const;
    QJsonObject dayRate(const QString &listing, const QDate &day) const;
    QString bestUnit(const QJsonObject &listing, const StayWanted &stay, const QDate &to) const;
    qint64 price(const QJsonObject &listing, const StayWanted &stay) const;

    ModelScope &m_scope;
    const QDateTime m_now;
};

// The date at the property.
QDate localToday(const QDateTime &now);
// When that hour is there, in UTC.
QDateTime instantOf(const QDate &day, const QString &hour);
QDate dateOf(const QJsonValue &value);
QString textOf(const QDate &date);
// As the wire writes instants.
QString textOf(const QDateTime &instant);

} // namespace roost::sim
