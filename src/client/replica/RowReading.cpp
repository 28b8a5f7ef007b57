// Reads finders' rows; the order of columns is that of resources/sql/sqlite/queries/replica.
#include "RowReading.h"

#include "common/Json.h"

namespace roost::replica {

using namespace Qt::StringLiterals;

namespace {

std::optional<int> optionalInt(const Statement &statement, int column)
{
    const auto value = statement.optionalInteger(column);
    return value ? std::optional(static_cast<int>(*value)) : std::nullopt;
}

std::optional<double> optionalDouble(const Statement &statement, int column)
{
    return statement.isNull(column) ? std::nullopt : std::optional(statement.value(column).toDouble());
}

int small(const Statement &statement, int column)
{
    return static_cast<int>(statement.integer(column));
}

QJsonObject object(const Statement &statement, int column)
{
    return QJsonDocument::fromJson(statement.text(column).toUtf8()).object();
}

QStringList texts(const Statement &statement, int column)
{
    return QJsonDocument::fromJson(statement.text(column).toUtf8()).toVariant().toStringList();
}

QJsonValue json(const Statement &statement, int column)
{
    return statement.isNull(column) ? QJsonValue(QJsonValue::Undefined) : jsonValueFromText(statement.text(column));
}

} // namespace

QString jsonValueText(const QJsonValue &value)
{
    if (value.isUndefined())
        return {};
    const QByteArray array = compactJson(QJsonArray{value});
    return QString::fromUtf8(array.mid(1, array.size() - 2));
}

QJsonValue jsonValueFromText(const QString &text)
{
    return QJsonDocument::fromJson(QByteArray("[" + text.toUtf8() + "]")).array().at(0);
}

TenantRow readTenant(const Statement &statement)
{
    return {statement.id<TenantId>(0), statement.text(1), statement.text(2), statement.text(3), statement.text(4)};
}

ListingRow readListing(const Statement &statement)
{
    ListingRow row;
    row.id = statement.id<ListingId>(0);
    row.tenant = statement.id<TenantId>(1);
    row.kind = statement.text(2);
    row.title = statement.text(3);
    row.summary = statement.text(4);
    row.status = statement.text(5);
    row.timeZone = statement.text(6);
    row.currency = statement.text(7);
    row.basePriceMinor = statement.optionalInteger(8);
    row.minNights = small(statement, 9);
    row.maxNights = optionalInt(statement, 10);
    row.checkInTime = statement.text(11);
    row.checkOutTime = statement.text(12);
    row.preparationDays = small(statement, 13);
    row.maxGuests = small(statement, 14);
    row.instantBook = statement.boolean(15);
    row.holdPending = statement.boolean(16);
    row.city = statement.text(17);
    row.neighbourhood = statement.text(18);
    row.country = statement.text(19);
    row.latitude = optionalDouble(statement, 20);
    row.longitude = optionalDouble(statement, 21);
    row.roomType = statement.text(22);
    row.source = statement.text(23);
    row.sourceId = statement.text(24);
    row.pricing = object(statement, 25);
    row.cancellationPolicy = object(statement, 26);
    row.service = object(statement, 27);
    row.ratingCount = small(statement, 28);
    row.ratingMean = optionalDouble(statement, 29);
    row.language = statement.text(30);
    row.amenities = texts(statement, 31);
    row.version = statement.integer(32);
    row.isTentative = statement.boolean(33);
    return row;
}

UnitRow readUnit(const Statement &statement)
{
    return {statement.id<UnitId>(0), statement.id<TenantId>(1), statement.id<ListingId>(2), statement.text(3),
            small(statement, 4)};
}

PhotoRow readPhoto(const Statement &statement)
{
    return {statement.id<PhotoId>(0), statement.id<TenantId>(1), statement.id<ListingId>(2), statement.text(3),
            statement.integer(4),     statement.text(5),         small(statement, 6),        small(statement, 7),
            statement.boolean(8),     statement.text(9)};
}

BookingRow readBooking(const Statement &statement)
{
    BookingRow row;
    row.id = statement.id<BookingId>(0);
    row.tenant = statement.id<TenantId>(1);
    row.code = statement.text(2);
    row.listing = statement.id<ListingId>(3);
    row.unit = statement.id<UnitId>(4);
    row.contact = statement.id<ContactId>(5);
    row.guestName = statement.text(6);
    row.status = statement.text(7);
    row.checkIn = statement.date(8);
    row.checkOut = statement.date(9);
    row.guests = small(statement, 10);
    row.totalMinor = statement.optionalInteger(11);
    row.currency = statement.text(12);
    row.source = statement.text(13);
    row.message = statement.text(14);
    row.requestedAt = statement.timestamp(15);
    row.expiresAt = statement.timestamp(16);
    row.decidedAt = statement.timestamp(17);
    row.revision = small(statement, 18);
    row.kind = statement.text(19);
    row.startsAt = statement.timestamp(20);
    row.endsAt = statement.timestamp(21);
    row.timeZone = statement.text(22);
    row.pets = small(statement, 23);
    row.items = QJsonDocument::fromJson(statement.text(24).toUtf8()).array();
    row.quote = object(statement, 25);
    row.policy = object(statement, 26);
    row.refund = object(statement, 27);
    row.endedBy = statement.text(28);
    row.isTentative = statement.boolean(29);
    return row;
}

SessionRow readSession(const Statement &statement)
{
    return {statement.id<ExperienceSessionId>(0),
            statement.id<TenantId>(1),
            statement.id<ListingId>(2),
            statement.timestamp(3),
            statement.timestamp(4),
            statement.text(5),
            statement.text(6),
            small(statement, 7)};
}

DayRateRow readDayRate(const Statement &statement)
{
    return {statement.id<ListingId>(0), statement.date(1),    statement.optionalInteger(2), optionalInt(statement, 3),
            statement.boolean(4),       statement.boolean(5), statement.boolean(6)};
}

BlockRow readBlock(const Statement &statement)
{
    return {statement.id<BlockId>(0), statement.id<TenantId>(1), statement.id<ListingId>(2),
            statement.id<UnitId>(3),  statement.date(4),         statement.date(5),
            statement.text(6),        statement.text(7),         statement.boolean(8)};
}

CalendarEntry readCalendarEntry(const Statement &statement, bool isBlock)
{
    CalendarEntry entry;
    entry.id = parseUuid(statement.text(0));
    entry.listing = statement.id<ListingId>(1);
    entry.unit = statement.id<UnitId>(2);
    entry.isBlock = isBlock;
    entry.status = statement.text(3);
    entry.fromDay = static_cast<int>(statement.integer(4));
    entry.toDay = static_cast<int>(statement.integer(5));
    entry.label = statement.text(6);
    entry.source = statement.text(7);
    entry.guests = static_cast<int>(statement.integer(8));
    entry.isTentative = statement.boolean(9);
    entry.isShared = !statement.boolean(10);
    return entry;
}

ContactRow readContact(const Statement &statement)
{
    return {statement.id<ContactId>(0), statement.id<TenantId>(1), statement.text(2),
            statement.text(3),          statement.text(4),         statement.text(5)};
}

ThreadRow readThread(const Statement &statement)
{
    ThreadRow row;
    row.id = statement.id<ThreadId>(0);
    row.tenant = statement.id<TenantId>(1);
    row.booking = statement.id<BookingId>(2);
    row.contact = statement.id<ContactId>(3);
    row.bookingCode = statement.text(4);
    row.guestName = statement.text(5);
    row.messageCount = small(statement, 6);
    row.lastMessageAt = statement.timestamp(7);
    row.hostRead = small(statement, 8);
    row.guestRead = small(statement, 9);
    row.unread = small(statement, 10);
    row.lastText = statement.text(11);
    row.isTentative = statement.boolean(12);
    return row;
}

MessageRow readMessage(const Statement &statement)
{
    return {statement.id<MessageId>(0), statement.id<TenantId>(1), statement.id<ThreadId>(2),
            small(statement, 3),        statement.text(4),         statement.id<UserId>(5),
            statement.text(6),          statement.timestamp(7),    statement.boolean(8)};
}

TaskRow readTask(const Statement &statement)
{
    TaskRow row;
    row.id = statement.id<TaskId>(0);
    row.tenant = statement.id<TenantId>(1);
    row.title = statement.text(2);
    row.notes = statement.text(3);
    row.dueOn = statement.date(4);
    row.dueAt = statement.text(5);
    row.listing = statement.id<ListingId>(6);
    row.booking = statement.id<BookingId>(7);
    row.unit = statement.id<UnitId>(8);
    row.assignee = statement.id<MemberId>(9);
    row.staff = statement.id<UnitId>(10);
    row.state = statement.text(11);
    row.checklist = QJsonDocument::fromJson(statement.text(12).toUtf8()).array();
    row.createdAt = statement.timestamp(13);
    row.completedAt = statement.timestamp(14);
    row.revision = small(statement, 15);
    row.isTentative = statement.boolean(16);
    return row;
}

ReviewRow readReview(const Statement &statement)
{
    return {statement.id<ReviewId>(0),  statement.id<TenantId>(1), statement.id<ListingId>(2),
            statement.id<BookingId>(3), statement.text(4),         optionalInt(statement, 5),
            statement.text(6),          statement.text(7),         statement.date(8)};
}

PayoutRow readPayout(const Statement &statement)
{
    return {statement.id<PayoutId>(0), statement.id<TenantId>(1), statement.integer(2),
            statement.text(3),         statement.text(4),         statement.date(5),
            statement.date(6),         statement.date(7),         statement.text(8)};
}

ProblemRow readProblem(const Statement &statement)
{
    ProblemRow row;
    row.id = statement.id<ProblemId>(0);
    row.createdAt = statement.timestamp(1);
    row.scope = statement.text(2);
    row.mutation = statement.id<MutationId>(3);
    row.name = statement.text(4);
    row.code = statement.text(5);
    row.message = statement.text(6);
    row.table = statement.text(7);
    row.rowId = statement.text(8);
    row.listing = statement.id<ListingId>(9);
    row.field = statement.text(10);
    row.base = json(statement, 11);
    row.mine = json(statement, 12);
    row.theirs = json(statement, 13);
    row.args = object(statement, 14);
    row.state = statement.text(15);
    row.resolvedAt = statement.timestamp(16);
    row.isUndoable = statement.boolean(17);
    return row;
}

OutboxRow readOutbox(const Statement &statement)
{
    OutboxRow row;
    row.seq = statement.integer(0);
    row.mutation = statement.id<MutationId>(1);
    row.scope = statement.text(2);
    row.name = statement.text(3);
    row.args = object(statement, 4);
    row.base = object(statement, 5);
    row.createdAt = statement.timestamp(6);
    row.state = statement.text(7);
    row.attempts = small(statement, 8);
    row.lastError = statement.text(9);
    row.result = statement.text(10);
    row.finishedAt = statement.timestamp(11);
    row.isSent = statement.boolean(12);
    return row;
}

ScopeRow readScope(const Statement &statement)
{
    return {statement.text(0), statement.text(1), statement.integer(2),
            statement.text(3), statement.text(4), statement.timestamp(5)};
}

TableCheckRow readTableCheck(const Statement &statement)
{
    return {statement.text(0),      statement.text(1),     statement.boolean(2), static_cast<int>(statement.integer(3)),
            statement.timestamp(4), statement.timestamp(5)};
}

} // namespace roost::replica
