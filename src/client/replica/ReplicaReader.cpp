// The finders: one statement each.
#include "ReplicaReader.h"

#include "FinderRows.h"
#include "Profile.h"
#include "RowReading.h"
#include "SealedColumns.h"

#include "domain/StayDates.h"
#include "storage/Database.h"

namespace roost::replica {

using namespace Qt::StringLiterals;

namespace {

void bindRange(Statement &statement, const QDate &from, const QDate &to)
{
    statement.bind(u":since"_s, from.toString(Qt::ISODate)).bind(u":until"_s, to.toString(Qt::ISODate));
}

// The earliest check-in of a stay that may still be going on at that date.
QString earliestCheckIn(const QDate &date)
{
    return date.addDays(-StayDates::kMaxNights).toString(Qt::ISODate);
}

} // namespace

ReplicaReader::ReplicaReader(QString profileFolder, FieldKey key)
    : m_profileFolder(std::move(profileFolder))
    , m_key(std::move(key))
{
}

ReplicaReader::~ReplicaReader() = default;

Result<std::unique_ptr<ReplicaReader>> ReplicaReader::open(const QString &profileFolder, const FieldKey &key)
{
    std::unique_ptr<ReplicaReader> reader(new ReplicaReader(profileFolder, key));
    ROOST_TRY(reader->ensureCurrent());
    return reader;
}

Result<void> ReplicaReader::ensureCurrent()
{
    ROOST_ASSIGN(const QString generation, Profile::currentGeneration(m_profileFolder));
    if (generation.isEmpty())
        return fail(ErrorCode::NotFound, u"There is no profile in %1 yet. Log in first."_s.arg(m_profileFolder));
    if (m_database && generation == m_generation)
        return {};
    m_database.reset();
    // Not opened read-only: the first connection after a crash may have to recover the write-ahead log.
    ROOST_ASSIGN(m_database,
                 Database::openSqlite(m_profileFolder + u'/' + generation, SqliteOptions{.createIfMissing = false}));
    ROOST_TRY(useKey(*m_database, m_key));
    ROOST_TRY(m_database->execute(u"PRAGMA query_only = ON"_s));
    m_generation = generation;
    return {};
}

Result<Statement> ReplicaReader::statement(const QString &name)
{
    ROOST_TRY(ensureCurrent());
    return m_database->statement(u"replica/"_s + name);
}

Result<QList<TenantRow>> ReplicaReader::tenants()
{
    ROOST_ASSIGN(Statement query, statement(u"tenants"_s));
    return readAll(query, readTenant);
}

Result<QList<TripRow>> ReplicaReader::trips()
{
    ROOST_ASSIGN(Statement query, statement(u"trips"_s));
    return readAll(query, readTrip);
}

Result<std::optional<TripRow>> ReplicaReader::tripByCode(const QString &code)
{
    ROOST_ASSIGN(Statement query, statement(u"trip_by_code"_s));
    query.bind(u":code"_s, code);
    return readOne(query, readTrip);
}

Result<QList<AssignmentRow>> ReplicaReader::assignments(const QDateTime &since)
{
    ROOST_ASSIGN(Statement query, statement(u"assignments"_s));
    query.bind(u":since"_s, since.toUTC().toString(Qt::ISODateWithMs));
    return readAll(query, readAssignment);
}

Result<QList<ListingRow>> ReplicaReader::listings()
{
    ROOST_ASSIGN(Statement query, statement(u"listings"_s));
    return readAll(query, readListing);
}

Result<std::optional<ListingRow>> ReplicaReader::listing(const ListingId &id)
{
    ROOST_ASSIGN(Statement query, statement(u"listing"_s));
    query.bind(u":id"_s, id);
    return readOne(query, readListing);
}

Result<QList<UnitRow>> ReplicaReader::units()
{
    ROOST_ASSIGN(Statement query, statement(u"units"_s));
    return readAll(query, readUnit);
}

Result<QList<UnitRow>> ReplicaReader::unitsOf(const ListingId &listing)
{
    ROOST_ASSIGN(Statement query, statement(u"units_of"_s));
    query.bind(u":listing_id"_s, listing);
    return readAll(query, readUnit);
}

Result<QList<PhotoRow>> ReplicaReader::photosOf(const ListingId &listing)
{
    ROOST_ASSIGN(Statement query, statement(u"photos_of"_s));
    query.bind(u":listing_id"_s, listing);
    return readAll(query, readPhoto);
}

Result<std::optional<PhotoRow>> ReplicaReader::photo(const PhotoId &id)
{
    ROOST_ASSIGN(Statement query, statement(u"photo"_s));
    query.bind(u":id"_s, id);
    return readOne(query, readPhoto);
}

Result<QList<BlobUpload>> ReplicaReader::uploads()
{
    ROOST_ASSIGN(Statement query, statement(u"uploads"_s));
    ROOST_TRY(query.exec());
    QList<BlobUpload> uploads;
    while (query.next()) {
        uploads << BlobUpload{query.text(0),    query.text(1), query.integer(2),
                              query.integer(3), query.text(4), query.text(5)};
    }
    return uploads;
}

Result<QList<BookingRow>> ReplicaReader::bookingsBetween(const QDate &from, const QDate &to, const ListingId &listing)
{
    ROOST_ASSIGN(Statement query,
                 statement(listing.isNull() ? u"bookings_between"_s : u"bookings_of_listing_between"_s));
    bindRange(query, from, to);
    query.bind(u":earliest"_s, earliestCheckIn(from));
    if (!listing.isNull())
        query.bind(u":listing_id"_s, listing);
    return readAll(query, readBooking);
}

Result<QList<BookingRow>> ReplicaReader::bookingsWithStatus(const QString &status)
{
    ROOST_ASSIGN(Statement query, statement(u"bookings_with_status"_s));
    query.bind(u":status"_s, status);
    return readAll(query, readBooking);
}

Result<QList<BookingRow>> ReplicaReader::bookings(int limit, int offset)
{
    ROOST_ASSIGN(Statement query, statement(u"bookings"_s));
    query.bind(u":limit"_s, limit).bind(u":offset"_s, offset);
    return readAll(query, readBooking);
}

Result<QList<BookingRow>> ReplicaReader::findBookings(const BookingFilter &filter, int limit, int offset)
{
    ROOST_ASSIGN(Statement query,
                 statement(filter.soonestFirst ? u"bookings_found_soonest_first"_s : u"bookings_found_latest_first"_s));
    // ISO dates compare as text; the defaults stand outside of every year that a booking may have.
    const auto bound = [](const QDate &date, const QString &open) {
        return date.isNull() ? open : date.toString(Qt::ISODate);
    };
    query.bind(u":arrives_from"_s, bound(filter.arrivesFrom, u"0000"_s))
        .bind(u":arrives_before"_s, bound(filter.arrivesBefore, u"9999"_s))
        .bind(u":leaves_from"_s, bound(filter.leavesFrom, u"0000"_s))
        .bind(u":leaves_before"_s, bound(filter.leavesBefore, u"9999"_s))
        .bind(u":statuses"_s, filter.statuses.isEmpty() ? u""_s : u",%1,"_s.arg(filter.statuses.join(u',')))
        .bind(u":text"_s, filter.text.isEmpty() ? u""_s : filter.text.trimmed())
        .bind(u":limit"_s, limit)
        .bind(u":offset"_s, offset);
    return readAll(query, readBooking);
}

Result<QList<BookingRow>> ReplicaReader::arrivals(const QDate &day)
{
    ROOST_ASSIGN(Statement query, statement(u"arrivals"_s));
    query.bind(u":day"_s, day.toString(Qt::ISODate));
    return readAll(query, readBooking);
}

Result<QList<BookingRow>> ReplicaReader::departures(const QDate &day)
{
    ROOST_ASSIGN(Statement query, statement(u"departures"_s));
    query.bind(u":day"_s, day.toString(Qt::ISODate));
    return readAll(query, readBooking);
}

Result<std::optional<BookingRow>> ReplicaReader::booking(const BookingId &id)
{
    ROOST_ASSIGN(Statement query, statement(u"booking"_s));
    query.bind(u":id"_s, id);
    return readOne(query, readBooking);
}

Result<std::optional<BookingRow>> ReplicaReader::bookingByCode(const QString &code)
{
    ROOST_ASSIGN(Statement query, statement(u"booking_by_code"_s));
    query.bind(u":code"_s, code);
    return readOne(query, readBooking);
}

Result<QList<SessionRow>> ReplicaReader::sessionsBetween(const QDateTime &from, const QDateTime &to,
                                                         const ListingId &listing)
{
    ROOST_ASSIGN(Statement query, statement(u"sessions_between"_s));
    query.bind(u":since"_s, from.toString(Qt::ISODateWithMs))
        .bind(u":until"_s, to.toString(Qt::ISODateWithMs))
        .bind(u":listing_id"_s, listing);
    return readAll(query, readSession);
}

Result<QList<DayRateRow>> ReplicaReader::dayRates(const ListingId &listing, const QDate &from, const QDate &to)
{
    ROOST_ASSIGN(Statement query, statement(u"day_rates"_s));
    query.bind(u":listing_id"_s, listing)
        .bind(u":since"_s, from.toString(Qt::ISODate))
        .bind(u":until"_s, to.toString(Qt::ISODate));
    return readAll(query, readDayRate);
}

Result<int> ReplicaReader::bookingCount()
{
    ROOST_ASSIGN(Statement query, statement(u"booking_count"_s));
    ROOST_TRY(query.exec());
    return query.next() ? static_cast<int>(query.integer(0)) : 0;
}

Result<QList<BlockRow>> ReplicaReader::blocksBetween(const QDate &from, const QDate &to, const ListingId &listing)
{
    ROOST_ASSIGN(Statement query, statement(listing.isNull() ? u"blocks_between"_s : u"blocks_of_listing_between"_s));
    bindRange(query, from, to);
    if (!listing.isNull())
        query.bind(u":listing_id"_s, listing);
    return readAll(query, readBlock);
}

Result<std::optional<BlockRow>> ReplicaReader::block(const BlockId &id)
{
    ROOST_ASSIGN(Statement query, statement(u"block"_s));
    query.bind(u":id"_s, id);
    return readOne(query, readBlock);
}

Result<void> ReplicaReader::visitCalendar(const ListingId &listing,
                                          const std::function<void(const CalendarEntry &)> &visit)
{
    const QString suffix = listing.isNull() ? u""_s : u"_of_listing"_s;
    ROOST_ASSIGN(Statement bookings, statement(u"calendar_bookings"_s + suffix));
    ROOST_TRY(visitEntries(bookings, listing, false, visit));
    ROOST_ASSIGN(Statement blocks, statement(u"calendar_blocks"_s + suffix));
    return visitEntries(blocks, listing, true, visit);
}

Result<void> ReplicaReader::visitEntries(Statement &query, const ListingId &listing, bool areBlocks,
                                         const std::function<void(const CalendarEntry &)> &visit)
{
    if (!listing.isNull())
        query.bind(u":listing_id"_s, listing);
    ROOST_TRY(query.exec());
    while (query.next())
        visit(readCalendarEntry(query, areBlocks));
    return {};
}

Result<QSet<QString>> ReplicaReader::tentativeRows()
{
    ROOST_ASSIGN(Statement query, statement(u"tentative_rows"_s));
    ROOST_TRY(query.exec());
    QSet<QString> ids;
    while (query.next())
        ids << query.text(0);
    return ids;
}

Result<QList<ListingId>> ReplicaReader::listingsOfContact(const ContactId &id)
{
    ROOST_ASSIGN(Statement query, statement(u"listings_of_contact"_s));
    query.bind(u":contact_id"_s, id);
    ROOST_TRY(query.exec());
    QList<ListingId> listings;
    while (query.next())
        listings << query.id<ListingId>(0);
    return listings;
}

Result<std::optional<ContactRow>> ReplicaReader::contact(const ContactId &id)
{
    ROOST_ASSIGN(Statement query, statement(u"contact"_s));
    query.bind(u":id"_s, id);
    return readOne(query, readContact);
}

Result<QList<ContactRow>> ReplicaReader::contacts()
{
    ROOST_ASSIGN(Statement query, statement(u"contacts"_s));
    return readAll(query, readContact);
}

Result<QList<ReviewRow>> ReplicaReader::reviews(int limit, const ListingId &listing, int offset)
{
    ROOST_ASSIGN(Statement query, statement(listing.isNull() ? u"reviews"_s : u"reviews_of_listing"_s));
    query.bind(u":limit"_s, limit).bind(u":offset"_s, offset);
    if (!listing.isNull())
        query.bind(u":listing_id"_s, listing);
    return readAll(query, readReview);
}

Result<std::optional<ReviewRow>> ReplicaReader::review(const ReviewId &id)
{
    ROOST_ASSIGN(Statement query, statement(u"review"_s));
    query.bind(u":id"_s, id);
    return readOne(query, readReview);
}

Result<QList<PayoutRow>> ReplicaReader::payouts()
{
    ROOST_ASSIGN(Statement query, statement(u"payouts"_s));
    return readAll(query, readPayout);
}

Result<QList<ProblemRow>> ReplicaReader::openProblems()
{
    ROOST_ASSIGN(Statement query, statement(u"open_problems"_s));
    return readAll(query, readProblem);
}

Result<QList<ProblemRow>> ReplicaReader::decidedProblems(const QDateTime &since)
{
    ROOST_ASSIGN(Statement query, statement(u"decided_problems"_s));
    query.bind(u":since"_s, since.isValid() ? since.toUTC().toString(Qt::ISODateWithMs) : u""_s);
    return readAll(query, readProblem);
}

Result<std::optional<ProblemRow>> ReplicaReader::problem(const ProblemId &id)
{
    ROOST_ASSIGN(Statement query, statement(u"problem"_s));
    query.bind(u":id"_s, id);
    return readOne(query, readProblem);
}

Result<QList<OutboxRow>> ReplicaReader::outbox(bool all)
{
    ROOST_ASSIGN(Statement query, statement(all ? u"outbox_all"_s : u"outbox_pending"_s));
    return readAll(query, readOutbox);
}

Result<QList<ScopeRow>> ReplicaReader::scopes()
{
    ROOST_ASSIGN(Statement query, statement(u"scopes"_s));
    return readAll(query, readScope);
}

Result<QList<TableCheckRow>> ReplicaReader::tableChecks()
{
    ROOST_ASSIGN(Statement query, statement(u"table_checks"_s));
    return readAll(query, readTableCheck);
}

Result<AccountRow> ReplicaReader::account()
{
    ROOST_ASSIGN(Statement query, statement(u"account"_s));
    ROOST_TRY(query.exec());
    if (!query.next())
        return AccountRow{};
    return AccountRow{query.id<ClientId>(0), query.text(1), query.id<UserId>(2), query.text(3)};
}

Result<ReplicaCounts> ReplicaReader::counts()
{
    ROOST_ASSIGN(Statement query, statement(u"counts"_s));
    ROOST_TRY(query.exec());
    if (!query.next())
        return ReplicaCounts{};
    return ReplicaCounts{static_cast<int>(query.integer(0)), static_cast<int>(query.integer(1)),
                         static_cast<int>(query.integer(2))};
}

} // namespace roost::replica
