// Everything the timeline shows, as one immutable value: listings with their units and lanes. A refresh makes a new
// value that shares what did not change. Safe to read from any thread.
#pragma once

#include "TimelineLane.h"

#include "common/Id.h"

#include <QStringList>

#include <optional>

namespace roost {

// An open problem of the sync (docs/sync.md, "problem") that concerns nights of a unit.
struct TimelineProblem
{
    ProblemId id;
    DayRange days;
    QString message;
};

struct TimelineUnit
{
    UnitId id;
    QString name;
    std::shared_ptr<const TimelineLane> lane; // never null
    std::vector<TimelineProblem> problems;
};

struct TimelineListing
{
    ListingId id;
    QString title;
    QString city;
    QString neighbourhood;
    QString currency;
    std::optional<qint64> basePriceMinor; // for each night
    int minNights = 1;
    bool published = true;
    bool tentative = false;
    bool hasProblem = false; // on the listing itself (its title, its price, …)
    std::vector<TimelineUnit> units;
    std::shared_ptr<const TimelineLane> unassigned; // requests that have no unit yet; never null
};

struct TimelineData
{
    std::vector<std::shared_ptr<const TimelineListing>> listings; // sorted by city, then title
    QStringList sources;                                          // TimelineBar::source is an index into it
    DayRange extent; // from the first to the last day that any bar touches; empty when there is none

    // Sorts the listings as a person of this locale expects and computes the extent. For whoever fills in listings.
    void finish(const QLocale &locale);
};

// Where a bar is; the pointers live as long as the data.
struct TimelineBarPlace
{
    const TimelineListing *listing = nullptr;
    const TimelineUnit *unit = nullptr; // null for an unassigned request
    const TimelineLane *lane = nullptr;
    const TimelineBar *bar = nullptr;
};

// Linear: for a click, not for a frame.
std::optional<TimelineBarPlace> findBar(const TimelineData &data, const QUuid &id);

} // namespace roost
