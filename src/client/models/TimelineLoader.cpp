// Rows become lanes; what did not change is shared with the snapshot before.
#include "TimelineLoader.h"

#include <QLocale>

namespace roost {

using namespace Qt::StringLiterals;
using replica::CalendarEntry;
using replica::ListingRow;
using replica::ProblemRow;
using replica::ReplicaChange;
using replica::UnitRow;

namespace {

// With more rows changed than this one reading of everything is cheaper than many small ones.
constexpr int kMostRowsOneByOne = 200;
constexpr int kMostContactsOneByOne = 16;
// Of sessions and slots of a day: below each other in one row more could not be told apart.
constexpr qsizetype kMostSharedBars = 3;

TimelineBar barOf(const CalendarEntry &entry, quint16 source)
{
    TimelineBar bar;
    bar.id = entry.id;
    bar.days = {entry.fromDay, entry.toDay};
    bar.source = source;
    bar.guests = quint16(std::clamp(entry.guests, 0, 60000));
    bar.kind = entry.isBlock ? BarKind::Block : BarKind::Booking;
    bar.tentative = entry.isTentative;
    bar.shared = entry.isShared;
    bar.status = bookingStatusFromName(entry.status).value_or(BookingStatus::Confirmed);
    return bar;
}

bool isTooMuch(const ReplicaChange &change)
{
    qsizetype rows = 0;
    for (const QString &table : {u"listing"_s, u"unit"_s, u"booking"_s, u"block"_s})
        rows += change.rows.value(table).size();
    return rows > kMostRowsOneByOne || change.rows.value(u"contact"_s).size() > kMostContactsOneByOne;
}

std::optional<DayRange> nightsIn(const QJsonObject &args)
{
    const QDate from = QDate::fromString(args["from_date"_L1].toString(), Qt::ISODate);
    const QDate to = QDate::fromString(args["to_date"_L1].toString(), Qt::ISODate);
    if (!from.isValid() || !to.isValid() || from >= to)
        return std::nullopt;
    return DayRange{qint32(from.toJulianDay()), qint32(to.toJulianDay())};
}

QSet<ListingId> listingsThatHad(const TimelineData &data, const QSet<QString> &bars, const QSet<QString> &units)
{
    QSet<QUuid> ids;
    for (const QString &id : bars)
        ids << parseUuid(id);
    const auto holds = [&ids](const TimelineLane &lane) {
        return !ids.isEmpty() && std::any_of(lane.bars().begin(), lane.bars().end(),
                                             [&ids](const TimelineBar &bar) { return ids.contains(bar.id); });
    };
    QSet<ListingId> found;
    for (const auto &listing : data.listings) {
        const bool hasUnit = std::any_of(listing->units.begin(), listing->units.end(), [&](const TimelineUnit &unit) {
            return units.contains(unit.id.toString()) || holds(*unit.lane);
        });
        if (hasUnit || holds(*listing->unassigned))
            found << listing->id;
    }
    return found;
}

bool sameProblems(const TimelineListing &a, const TimelineListing &b)
{
    if (a.hasProblem != b.hasProblem)
        return false;
    for (size_t i = 0; i < a.units.size(); ++i) {
        const auto &mine = a.units[i].problems;
        const auto &theirs = b.units[i].problems;
        const bool isSame = std::equal(mine.begin(), mine.end(), theirs.begin(), theirs.end(),
                                       [](const auto &x, const auto &y) { return x.id == y.id && x.days == y.days; });
        if (!isSame)
            return false;
    }
    return true;
}

} // namespace

Result<LoadedTimeline> TimelineLoader::loadAll()
{
    ROOST_ASSIGN(const QList<ListingRow> listings, m_reader.listings());
    ROOST_TRY(readUnits(nullptr));
    ROOST_TRY(readEntries({}));
    ROOST_TRY(readProblems());
    ROOST_ASSIGN(QSet<QString> tentative, m_reader.tentativeRows());
    for (const ListingRow &row : listings) {
        if (row.status != "archived"_L1)
            m_data->listings.push_back(makeListing(row));
    }
    return finish(std::move(tentative));
}

Result<LoadedTimeline> TimelineLoader::loadChanged(const LoadedTimeline &previous, const ReplicaChange &change)
{
    if (!previous.data || change.everything || isTooMuch(change))
        return loadAll();
    ROOST_ASSIGN(QSet<QString> tentative, m_reader.tentativeRows());
    ROOST_ASSIGN(const QSet<ListingId> touched, touchedListings(previous, change, tentative));
    m_data->sources = previous.data->sources;
    for (int i = 0; i < m_data->sources.size(); ++i)
        m_sourceIndexes.insert(m_data->sources[i], quint16(i));
    ROOST_TRY(readUnits(&touched));
    ROOST_TRY(readProblems());
    for (const auto &listing : previous.data->listings) {
        if (!touched.contains(listing->id))
            m_data->listings.push_back(withCurrentProblems(listing));
    }
    for (const ListingId &id : touched) {
        ROOST_ASSIGN(const std::optional<ListingRow> row, m_reader.listing(id));
        if (!row || row->status == "archived"_L1)
            continue;
        ROOST_TRY(readEntries(id));
        m_data->listings.push_back(makeListing(*row));
    }
    return finish(std::move(tentative));
}

Result<QSet<ListingId>> TimelineLoader::touchedListings(const LoadedTimeline &previous, const ReplicaChange &change,
                                                        const QSet<QString> &tentative)
{
    // A row is looked for where it was and where it is: it may have been deleted, made, or moved.
    QSet<QString> bars = change.rows.value(u"booking"_s) | change.rows.value(u"block"_s);
    bars |= (tentative - previous.tentative) | (previous.tentative - tentative);
    const QSet<QString> units = change.rows.value(u"unit"_s);
    QSet<ListingId> touched = listingsThatHad(*previous.data, bars, units);
    for (const QString &id : change.rows.value(u"listing"_s))
        touched << ListingId::fromString(id);
    for (const auto &listing : previous.data->listings) {
        if (tentative.contains(listing->id.toString()) != listing->tentative)
            touched << listing->id;
    }
    for (const QString &id : change.rows.value(u"contact"_s)) {
        ROOST_ASSIGN(const QList<ListingId> listings, m_reader.listingsOfContact(ContactId::fromString(id)));
        touched.unite({listings.begin(), listings.end()});
    }
    ROOST_ASSIGN(const QSet<ListingId> having, listingsThatHave(bars, units));
    return touched | having;
}

Result<QSet<ListingId>> TimelineLoader::listingsThatHave(const QSet<QString> &bars, const QSet<QString> &units)
{
    QSet<ListingId> listings;
    for (const QString &id : bars) {
        ROOST_ASSIGN(const auto booking, m_reader.booking(BookingId::fromString(id)));
        ROOST_ASSIGN(const auto block, m_reader.block(BlockId::fromString(id)));
        if (booking || block)
            listings << (booking ? booking->listing : block->listing);
    }
    if (units.isEmpty())
        return listings;
    ROOST_ASSIGN(const QList<UnitRow> rows, m_reader.units());
    for (const UnitRow &unit : rows) {
        if (units.contains(unit.id.toString()))
            listings << unit.listing;
    }
    return listings;
}

Result<void> TimelineLoader::readUnits(const QSet<ListingId> *only)
{
    if (!only) {
        ROOST_ASSIGN(const QList<UnitRow> units, m_reader.units());
        for (const UnitRow &unit : units)
            m_units[unit.listing] << unit;
        return {};
    }
    for (const ListingId &listing : *only) {
        ROOST_ASSIGN(m_units[listing], m_reader.unitsOf(listing));
    }
    return {};
}

Result<void> TimelineLoader::readEntries(const ListingId &listing)
{
    return m_reader.visitCalendar(listing, [this](const CalendarEntry &entry) {
        if (entry.isShared) {
            m_gatherings[entry.listing][entry.fromDay] << entry;
            return;
        }
        const QUuid lane = entry.unit.isNull() ? entry.listing.uuid() : entry.unit.uuid();
        m_lanes[lane].add(barOf(entry, sourceIndex(entry.source)), entry.label);
    });
}

void TimelineLoader::addGatherings(const ListingId &listing, TimelineLane::Builder &lane)
{
    const auto days = m_gatherings.take(listing);
    for (const QList<CalendarEntry> &entries : days) {
        if (entries.size() <= kMostSharedBars) {
            for (const CalendarEntry &entry : entries)
                lane.add(barOf(entry, sourceIndex(entry.source)), entry.label);
            continue;
        }
        CalendarEntry all = entries.first();
        for (const CalendarEntry &entry : entries.mid(1)) {
            all.guests += entry.guests;
            all.isTentative = all.isTentative || entry.isTentative;
            all.toDay = std::max(all.toDay, entry.toDay);
            // What waits for an answer must not hide behind the others.
            if (entry.status == bookingStatusName(BookingStatus::Pending)) {
                all.id = entry.id;
                all.status = entry.status;
            }
        }
        lane.add(barOf(all, sourceIndex(all.source)), tr("%1 bookings").arg(entries.size()));
    }
}

Result<void> TimelineLoader::readProblems()
{
    ROOST_ASSIGN(const QList<ProblemRow> problems, m_reader.openProblems());
    for (const ProblemRow &problem : problems)
        m_problems[problem.listing] << problem;
    return {};
}

quint16 TimelineLoader::sourceIndex(const QString &source)
{
    const auto known = m_sourceIndexes.constFind(source);
    if (known != m_sourceIndexes.constEnd())
        return *known;
    const auto index = quint16(std::min<qsizetype>(m_data->sources.size(), 65535));
    m_data->sources << source;
    m_sourceIndexes.insert(source, index);
    return index;
}

std::shared_ptr<TimelineListing> TimelineLoader::makeListing(const ListingRow &row)
{
    auto listing = std::make_shared<TimelineListing>();
    listing->id = row.id;
    listing->title = row.title;
    listing->city = row.city;
    listing->neighbourhood = row.neighbourhood;
    listing->currency = row.currency;
    listing->basePriceMinor = row.basePriceMinor;
    listing->minNights = row.minNights;
    listing->published = row.status == "published"_L1;
    listing->tentative = row.isTentative;
    const QList<UnitRow> units = m_units.value(row.id);
    auto unassigned = m_lanes.take(row.id.uuid());
    addGatherings(row.id, unassigned);
    for (const UnitRow &unit : units) {
        auto lane = m_lanes.take(unit.id.uuid());
        // In a home with one unit there is no question where a request belongs.
        if (units.size() == 1)
            lane.append(std::exchange(unassigned, {}));
        listing->units.push_back({unit.id, unit.name, lane.build(), {}});
    }
    listing->unassigned = unassigned.build();
    applyProblems(*listing);
    return listing;
}

void TimelineLoader::applyProblems(TimelineListing &listing) const
{
    listing.hasProblem = false;
    for (TimelineUnit &unit : listing.units)
        unit.problems.clear();
    for (const ProblemRow &problem : m_problems.value(listing.id)) {
        std::optional<DayRange> nights = nightsIn(problem.args);
        auto unit = std::find_if(listing.units.begin(), listing.units.end(), [&](const TimelineUnit &candidate) {
            return candidate.id.toString() == problem.args["unit_id"_L1].toString();
        });
        const QUuid row = parseUuid(problem.rowId);
        for (auto holder = listing.units.begin(); !nights && holder != listing.units.end(); ++holder) {
            for (const TimelineBar &bar : holder->lane->bars()) {
                if (bar.id == row) {
                    nights = bar.days;
                    unit = holder;
                }
            }
        }
        if (nights && unit != listing.units.end())
            unit->problems.push_back({problem.id, *nights, problem.message});
        else
            listing.hasProblem = true;
    }
}

std::shared_ptr<const TimelineListing>
TimelineLoader::withCurrentProblems(std::shared_ptr<const TimelineListing> listing) const
{
    const bool hadNone = !listing->hasProblem && std::all_of(listing->units.begin(), listing->units.end(),
                                                             [](const auto &unit) { return unit.problems.empty(); });
    if (hadNone && !m_problems.contains(listing->id))
        return listing;
    auto changed = std::make_shared<TimelineListing>(*listing);
    applyProblems(*changed);
    return sameProblems(*changed, *listing) ? listing : changed;
}

LoadedTimeline TimelineLoader::finish(QSet<QString> tentative)
{
    m_data->finish(QLocale());
    return {std::move(m_data), std::move(tentative)};
}

} // namespace roost
