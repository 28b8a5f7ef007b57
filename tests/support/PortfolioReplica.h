// A profile with a host's portfolio in it, made the way the sync engine makes one: by a snapshot. For tests of models,
// presenters and pages; and a program's edits go straight to the replica.
#pragma once

#include "client/models/BackgroundReader.h"
#include "client/presenters/HostEdits.h"
#include "client/replica/Edits.h"
#include "client/replica/Profile.h"
#include "common/Clock.h"
#include "sync/protocol/Messages.h"

#include <QTemporaryDir>

namespace roost {

// Belongs to the test's thread.
class PortfolioReplica : public QObject
{
    Q_OBJECT

public:
    struct Size
    {
        int listings = 8;
        int bookings = 60; // around today, on all listings in turn
    };

    PortfolioReplica() = default;
    // Makes profile and rows; false when something failed (QVERIFY it).
    bool fill(const Size &size);

    QString folder() const { return m_folder.path(); }
    replica::Replica &replica() { return *m_replica; }
    ListingId listing(int number) const { return m_listings.at(number); }
    UnitId unit(int number) const { return m_units.at(number); }
    BookingId booking(int number) const { return m_bookings.at(number); }

    // Apply at once and answer from the event loop, as the running client does.
    EditFunction editFunction();
    ResolveFunction resolveFunction();
    UndoProblemFunction undoFunction();

    // The server's outcome of the latest edit: makes problems of what was not taken.
    bool refuseField(const QString &field, const QJsonValue &base, const QJsonValue &mine, const QJsonValue &theirs);
    bool refuse(const QString &code, const QString &message, const QJsonObject &theirs);
    // Another device changed this field, and the change was pulled.
    bool changeElsewhere(const ListingId &listing, const QString &field, const QJsonValue &value);

Q_SIGNALS:
    // After each edit, resolution or change from elsewhere.
    void rowsChanged();

private:
    void answerLater(const Result<void> &result, const DoneFunction &done);
    QList<sync::SnapshotChunk> chunks(const Size &size);
    QJsonArray listingRow(int number) const;
    QJsonArray bookingRow(int number, const Size &size) const;
    bool store(const sync::Outcome &outcome);
    sync::Outcome outcomeOfLatest() const;

    QTemporaryDir m_folder;
    SystemClock m_clock;
    std::optional<replica::Profile> m_profile;
    std::unique_ptr<replica::Replica> m_replica;
    QList<ListingId> m_listings;
    QList<UnitId> m_units;
    QList<ContactId> m_contacts;
    QList<BookingId> m_bookings;
    QHash<ListingId, QJsonArray> m_listingRows;
    qint64 m_version = 1;
};

} // namespace roost
