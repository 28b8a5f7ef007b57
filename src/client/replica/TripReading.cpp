// Rows of a user's own scope.
#include "RowReading.h"

namespace roost::replica {

using namespace Qt::StringLiterals;

namespace {

int small(const Statement &statement, int column)
{
    return static_cast<int>(statement.integer(column));
}

QJsonDocument document(const Statement &statement, int column)
{
    return QJsonDocument::fromJson(statement.text(column).toUtf8());
}

} // namespace

TripRow readTrip(const Statement &statement)
{
    TripRow row;
    row.id = statement.id<BookingId>(0);
    row.code = statement.text(1);
    row.host = statement.id<TenantId>(2);
    row.hostName = statement.text(3);
    row.listing = statement.id<ListingId>(4);
    row.title = statement.text(5);
    row.city = statement.text(6);
    row.neighbourhood = statement.text(7);
    row.country = statement.text(8);
    if (!statement.isNull(9) && !statement.isNull(10)) {
        row.latitude = statement.value(9).toDouble();
        row.longitude = statement.value(10).toDouble();
    }
    row.kind = statement.text(11);
    row.status = statement.text(12);
    row.checkIn = statement.date(13);
    row.checkOut = statement.date(14);
    row.checkInTime = statement.text(15);
    row.checkOutTime = statement.text(16);
    row.startsAt = statement.timestamp(17);
    row.endsAt = statement.timestamp(18);
    row.timeZone = statement.text(19);
    row.guests = small(statement, 20);
    row.pets = small(statement, 21);
    row.items = document(statement, 22).array();
    row.totalMinor = statement.optionalInteger(23);
    row.currency = statement.text(24);
    row.quote = document(statement, 25).object();
    row.policy = document(statement, 26).object();
    row.refund = document(statement, 27).object();
    row.endedBy = statement.text(28);
    row.message = statement.text(29);
    row.requestedAt = statement.timestamp(30);
    row.expiresAt = statement.timestamp(31);
    row.decidedAt = statement.timestamp(32);
    row.revision = small(statement, 33);
    row.isTentative = statement.boolean(34);
    return row;
}

AssignmentRow readAssignment(const Statement &statement)
{
    AssignmentRow row;
    row.id = statement.text(0);
    row.source = statement.text(1);
    row.kind = statement.text(2);
    row.host = statement.id<TenantId>(3);
    row.hostName = statement.text(4);
    row.code = statement.text(5);
    row.title = statement.text(6);
    row.status = statement.text(7);
    row.startsAt = statement.timestamp(8);
    row.endsAt = statement.timestamp(9);
    row.timeZone = statement.text(10);
    row.city = statement.text(11);
    row.neighbourhood = statement.text(12);
    row.guests = small(statement, 13);
    row.guestName = statement.text(14);
    row.guestPhone = statement.text(15);
    row.note = statement.text(16);
    return row;
}

} // namespace roost::replica
