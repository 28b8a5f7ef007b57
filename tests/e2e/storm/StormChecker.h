// Holds every answer of a storm against the database that is left, and against the other answers.
#pragma once

#include "StormLog.h"
#include "StormWorld.h"

#include "storage/Database.h"

#include <QHash>

namespace roost::test {

class StormChecker
{
public:
    // entries: by the time of asking. world outlives the checker.
    StormChecker(const StormWorld &world, QList<StormEntry> entries);

    // Reads what there is; as a role that sees every row.
    Result<void> load(Database &database);

    // Each: what was not true, a line each, at most some dozens.
    // Only answers that the situation can explain: no 5xx but for a server that goes, nobody locked out.
    QStringList unexpectedAnswers() const;
    // A booking that was answered is there, with the price and the state that was told and what was done to it since.
    QStringList untrueBookings() const;
    // A booking that is there was answered, or a client who asked for it was cut off.
    QStringList bookingsNobodyWasToldOf() const;
    // What two clients were told to have at the same moment was not the same unit at the same time.
    QStringList sharedUnits() const;
    // Who was told that something is taken, was told so while somebody had it or was getting it.
    QStringList groundlessRefusals() const;

    // For the report.
    int count(const QString &what, bool doneOnly) const;
    int conflicts() const;
    int cutOff() const;
    int expiredAnswers() const;
    qint64 bookings() const { return m_bookings.size(); }
    // How many times somebody was told to have a unit.
    qint64 grantsTold() const;
    const QList<StormEntry> &entries() const { return m_entries; }

private:
    struct BookingRow
    {
        QString status;
        QString guest;
        QString listing;
        QString wish; // what it was asked with: listing or session, and when
        qint64 totalMinor = 0;
    };
    struct HoldRow
    {
        QString booking;
        QString listing;
        qint64 createdMs = 0;
        qint64 endedMs = 0;
    };
    // Somebody has a unit over a range, and was told so from one moment to another.
    struct Grant
    {
        QString whose;
        qint64 from = 0, to = 0;            // what is occupied
        qint64 toldFrom = 0, toldUntil = 0; // real time
    };

    QHash<QString, QList<StormEntry>> byBooking() const;
    QStringList checkEnding(const QString &booking, const StormEntry &made, const QList<StormEntry> &steps) const;
    QHash<QString, QList<Grant>> grants() const;
    qint64 endOfHold(const StormEntry &made) const;
    qint64 endOfBooking(const QString &booking, const StormEntry &made) const;

    const StormWorld &m_world;
    QList<StormEntry> m_entries;
    QHash<QString, QList<qsizetype>> m_entriesAbout; // by the id in the path
    QHash<QString, QList<qsizetype>> m_holdsOf;      // what may give a former hold up, by who asked
    QHash<QString, BookingRow> m_bookings;
    QHash<QString, HoldRow> m_holds;
};

} // namespace roost::test
