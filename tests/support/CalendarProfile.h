// A profile on disk with listings, bookings and blocks, to test what reads and edits a replica. Nothing is synced:
// edits stay tentative.
#pragma once

#include "support/MockClock.h"

#include "client/replica/Profile.h"
#include "client/replica/Replica.h"
#include "client/replica/ReplicaReader.h"

#include <QTemporaryDir>

namespace roost {
class Database;
}

namespace roost::test {

class CalendarProfile
{
public:
    CalendarProfile();
    ~CalendarProfile();

    QString folder() const { return m_folder.path(); }
    replica::Replica &replica() { return *m_replica; }
    replica::ReplicaReader &reader() { return *m_reader; }
    // What the replica told since the last call.
    replica::ReplicaChange takeChanges();

    // Rows as a sync would have brought them.
    ListingId addListing(const QString &title, const QString &city, int units = 1);
    QList<replica::UnitRow> unitsOf(const ListingId &listing);
    BookingId addBooking(const ListingId &listing, const UnitId &unit, const QDate &from, const QDate &to,
                         const QString &status, const QString &guest = {}, const QString &source = {});
    BlockId addBlock(const ListingId &listing, const UnitId &unit, const QDate &from, const QDate &to,
                     const QString &note = {});
    void addProblem(const ListingId &listing, const UnitId &unit, const QDate &from, const QDate &to);
    void run(const QString &sql);

private:
    void insert(const QString &table, const QVariantMap &values);

    QTemporaryDir m_folder;
    MockClock m_clock;
    std::unique_ptr<replica::Profile> m_profile;
    std::unique_ptr<replica::Replica> m_replica;
    std::unique_ptr<replica::ReplicaReader> m_reader;
    std::unique_ptr<Database> m_database;
    TenantId m_tenant = TenantId::create();
    replica::ReplicaChange m_changes;
    int m_counter = 0;
};

} // namespace roost::test
