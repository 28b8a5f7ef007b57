// Makes the timeline's snapshots from the replica: all of it, or anew only the listings that a change touched. Runs in
// whichever thread owns the reader.
#pragma once

#include "TimelineData.h"

#include "client/replica/Replica.h"
#include "client/replica/ReplicaReader.h"

#include <QCoreApplication>
#include <QMap>

namespace roost {

// A snapshot with what the loader needs to refresh it.
struct LoadedTimeline
{
    std::shared_ptr<const TimelineData> data;
    QSet<QString> tentative; // ids of rows with edits that wait
};

class TimelineLoader
{
    Q_DECLARE_TR_FUNCTIONS(roost::TimelineLoader)

public:
    explicit TimelineLoader(replica::ReplicaReader &reader)
        : m_reader(reader)
    {
    }

    Result<LoadedTimeline> loadAll();
    // previous must come from this or another loader of the same profile.
    Result<LoadedTimeline> loadChanged(const LoadedTimeline &previous, const replica::ReplicaChange &change);

private:
    using Lanes = QHash<QUuid, TimelineLane::Builder>; // by unit, or by listing for what has no unit

    Result<QSet<ListingId>> touchedListings(const LoadedTimeline &previous, const replica::ReplicaChange &change,
                                            const QSet<QString> &tentative);
    // Where the replica has these bookings, blocks and units now.
    Result<QSet<ListingId>> listingsThatHave(const QSet<QString> &bars, const QSet<QString> &units);
    Result<void> readUnits(const QSet<ListingId> *only);
    Result<void> readEntries(const ListingId &listing);
    // One bar for the bookings of a day that would not fit below each other.
    void addGatherings(const ListingId &listing, TimelineLane::Builder &lane);
    Result<void> readProblems();
    quint16 sourceIndex(const QString &source);
    std::shared_ptr<TimelineListing> makeListing(const replica::ListingRow &row);
    void applyProblems(TimelineListing &listing) const;
    std::shared_ptr<const TimelineListing> withCurrentProblems(std::shared_ptr<const TimelineListing> listing) const;
    LoadedTimeline finish(QSet<QString> tentative);

    replica::ReplicaReader &m_reader;
    std::shared_ptr<TimelineData> m_data = std::make_shared<TimelineData>();
    QHash<QString, quint16> m_sourceIndexes;
    QHash<ListingId, QList<replica::UnitRow>> m_units;
    Lanes m_lanes;
    // Bookings of sessions and slots, by listing and day.
    QHash<ListingId, QMap<int, QList<replica::CalendarEntry>>> m_gatherings;
    QHash<ListingId, QList<replica::ProblemRow>> m_problems;
};

} // namespace roost
