// What occupies one unit over the years: bookings and blocks in a compact sorted array, made once, then only read.
#pragma once

#include "domain/BookingLifecycle.h"

#include <QString>
#include <QUuid>

#include <span>

namespace roost {

enum class BarKind : quint8 { Booking, Block };

// Days are Julian day numbers (QDate::toJulianDay); nights are [from, to).
struct DayRange
{
    qint32 from = 0;
    qint32 to = 0;

    int nights() const { return to - from; }
    bool intersects(const DayRange &other) const { return from < other.to && other.from < to; }
    friend bool operator==(const DayRange &, const DayRange &) = default;
};

// One booking or block. Its text is kept by the lane: TimelineLane::label().
struct TimelineBar
{
    QUuid id;
    DayRange days;
    qint32 labelAt = 0;
    quint16 labelLength = 0;
    quint16 source = 0; // index into TimelineData::sources
    quint16 guests = 0;
    BarKind kind = BarKind::Booking;
    bool tentative = false; // holds an edit that the server has not confirmed yet
    bool shared = false;    // of a session or a slot: others may have the same day
    BookingStatus status = BookingStatus::Confirmed;
    // Bars that overlap lie in tracks of their own, one below the other.
    quint8 track = 0;
    quint8 tracks = 1;

    // Whether no one else can have these nights.
    bool occupies() const { return kind == BarKind::Block || (!shared && occupiesNights(status)); }
};

class TimelineLane
{
public:
    class Builder;

    const std::vector<TimelineBar> &bars() const { return m_bars; }
    QString label(const TimelineBar &bar) const { return m_labels.mid(bar.labelAt, bar.labelLength); }

    // The bars that may touch a night of the range, sorted by their first day; O(log n + found). A few of them can end
    // before the range starts, where a long stay overlaps short ones: look at days.
    std::span<const TimelineBar> near(const DayRange &range) const;
    // The topmost bar that covers the night, or null.
    const TimelineBar *at(qint32 night) const;
    // Whether nothing that occupies() touches the range.
    bool isFree(const DayRange &range) const;
    // Where two bars that occupy() overlap; sorted, disjoint. Empty in a sound calendar.
    const std::vector<DayRange> &conflicts() const { return m_conflicts; }

private:
    std::vector<TimelineBar> m_bars;
    std::vector<qint32> m_reach; // m_reach[i]: the latest end among the bars 0 to i
    std::vector<DayRange> m_conflicts;
    QString m_labels;
};

// Collects a unit's bars in any order, then makes the lane.
class TimelineLane::Builder
{
public:
    // labelAt, labelLength, track and tracks of bar are filled in here. Ranges without a night are ignored.
    void add(TimelineBar bar, QStringView label);
    // Adds what another one collected.
    void append(const Builder &other);
    // Once; the builder is used up.
    std::shared_ptr<const TimelineLane> build();

private:
    void assignTracks();
    void findConflicts();

    std::shared_ptr<TimelineLane> m_lane = std::make_shared<TimelineLane>();
};

} // namespace roost
