// Reads a profile's replica: the finders behind models and roost-cli. A read connection of its own, so that it never
// waits for the writer; each finder sees everything committed before it was called, and follows the profile when a new
// snapshot was swapped in.
#pragma once

#include "BlobQueue.h"
#include "FieldKey.h"
#include "Rows.h"

#include "common/Result.h"

#include <functional>

namespace roost {
class Database;
class Statement;
} // namespace roost

namespace roost::replica {

// Belongs to the thread that opened it; any number of them, in any thread or process.
class ReplicaReader
{
    Q_DISABLE_COPY_MOVE(ReplicaReader)

public:
    // NotFound when there is no profile in the folder; StorageBroken when its file can't be read. Where the key is null
    // or another than the file's, personal data reads as "(can't be read)" and all else as it is.
    static Result<std::unique_ptr<ReplicaReader>> open(const QString &profileFolder, const FieldKey &key);
    ~ReplicaReader();

    Result<QList<TenantRow>> tenants();

    // By title. Archived ones too.
    Result<QList<ListingRow>> listings();
    Result<std::optional<ListingRow>> listing(const ListingId &id);
    // By listing and position.
    Result<QList<UnitRow>> units();
    Result<QList<UnitRow>> unitsOf(const ListingId &listing);

    // Of a listing, in their order.
    Result<QList<PhotoRow>> photosOf(const ListingId &listing);
    Result<std::optional<PhotoRow>> photo(const PhotoId &id);
    // The files that wait to be sent, were sent or can't be.
    Result<QList<BlobUpload>> uploads();

    // Bookings with a night in [from, to), by check-in; of one listing, or of all when listing is null.
    Result<QList<BookingRow>> bookingsBetween(const QDate &from, const QDate &to, const ListingId &listing = {});
    // All in one status (domain/BookingLifecycle.h), by check-in.
    Result<QList<BookingRow>> bookingsWithStatus(const QString &status);
    // Every booking, newest check-in first, in pages: at most limit of them after skipping offset.
    Result<QList<BookingRow>> bookings(int limit, int offset = 0);
    // Those that match, in the filter's order, in pages as above.
    Result<QList<BookingRow>> findBookings(const BookingFilter &filter, int limit, int offset = 0);
    // Confirmed and completed ones that arrive or leave on this day.
    Result<QList<BookingRow>> arrivals(const QDate &day);
    Result<QList<BookingRow>> departures(const QDate &day);
    Result<std::optional<BookingRow>> booking(const BookingId &id);
    Result<std::optional<BookingRow>> bookingByCode(const QString &code);
    Result<int> bookingCount();

    // Sessions that begin in [from, to) UTC, of one listing or of all when listing is null.
    Result<QList<SessionRow>> sessionsBetween(const QDateTime &from, const QDateTime &to,
                                              const ListingId &listing = {});
    // What is set for single days of [from, to).
    Result<QList<DayRateRow>> dayRates(const ListingId &listing, const QDate &from, const QDate &to);

    // Blocks with a night in [from, to), by their first night.
    Result<QList<BlockRow>> blocksBetween(const QDate &from, const QDate &to, const ListingId &listing = {});
    Result<std::optional<BlockRow>> block(const BlockId &id);

    // Blocks, and the bookings that a calendar shows (pending, confirmed, completed, no show), of one listing or of all
    // when listing is null; in no order and one at a time, because years of a portfolio are too much for row structs.
    Result<void> visitCalendar(const ListingId &listing, const std::function<void(const CalendarEntry &)> &visit);
    // The ids of all rows with edits that wait for the server.
    Result<QSet<QString>> tentativeRows();

    // The listings that this contact has bookings in.
    Result<QList<ListingId>> listingsOfContact(const ContactId &id);
    Result<std::optional<ContactRow>> contact(const ContactId &id);
    Result<QList<ContactRow>> contacts();
    // Conversations, the latest first, in pages as above; those with something unread alone if asked.
    Result<QList<ThreadRow>> threads(int limit, int offset = 0, bool unreadOnly = false);
    Result<std::optional<ThreadRow>> thread(const ThreadId &id);
    // The latest messages of a thread, oldest first.
    Result<QList<MessageRow>> messages(const ThreadId &thread, int limit);
    // By day, without one last; in pages as above.
    Result<QList<TaskRow>> tasks(const TaskFilter &filter, int limit, int offset = 0);
    Result<std::optional<TaskRow>> task(const TaskId &id);
    // Newest first; of all listings when listing is null.
    Result<QList<ReviewRow>> reviews(int limit, const ListingId &listing = {}, int offset = 0);
    Result<std::optional<ReviewRow>> review(const ReviewId &id);
    // Newest first.
    Result<QList<PayoutRow>> payouts();

    // The user's own bookings as a guest, the latest first.
    Result<QList<TripRow>> trips();
    Result<std::optional<TripRow>> tripByCode(const QString &code);
    // What the user has to do as a member of staff: what isn't over at that moment, the next first.
    Result<QList<AssignmentRow>> assignments(const QDateTime &since);

    // Oldest first.
    Result<QList<ProblemRow>> openProblems();
    // Decided after that moment (null: ever), the latest first.
    Result<QList<ProblemRow>> decidedProblems(const QDateTime &since);
    Result<std::optional<ProblemRow>> problem(const ProblemId &id);
    // What is on its way, in the order of work; with finished ones too when all.
    Result<QList<OutboxRow>> outbox(bool all = false);
    Result<QList<ScopeRow>> scopes();
    // The tables that ever differed from the server's.
    Result<QList<TableCheckRow>> tableChecks();
    Result<AccountRow> account();
    Result<ReplicaCounts> counts();

private:
    ReplicaReader(QString profileFolder, FieldKey key);
    Result<void> ensureCurrent();
    Result<Statement> statement(const QString &name);
    Result<void> visitEntries(Statement &query, const ListingId &listing, bool areBlocks,
                              const std::function<void(const CalendarEntry &)> &visit);

    QString m_profileFolder;
    FieldKey m_key;
    QString m_generation;
    std::unique_ptr<Database> m_database;
};

} // namespace roost::replica
