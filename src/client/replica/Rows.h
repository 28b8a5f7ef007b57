// The replica's rows as plain structs, one a table: what lists, the calendar and roost-cli read. Dates are dates at the
// property; instants are UTC; money is in minor units; "isTentative" means that an edit of the row waits for the
// server.
#pragma once

#include "common/Id.h"

#include <QDate>
#include <QDateTime>
#include <QJsonArray>
#include <QJsonObject>
#include <QStringList>

#include <optional>

namespace roost::replica {

struct TenantRow
{
    TenantId id;
    QString name;
    QString currency; // ISO 4217
    QString timeZone; // IANA
    QString locale;
};

struct ListingRow
{
    ListingId id;
    TenantId tenant;
    QString kind; // "stay", "experience", "service"
    QString title;
    QString summary;
    QString status; // "published", "unpublished", "archived"
    QString timeZone;
    QString currency;
    std::optional<qint64> basePriceMinor;
    int minNights = 1;
    std::optional<int> maxNights;
    QString checkInTime; // "15:00"
    QString checkOutTime;
    int preparationDays = 0;
    int maxGuests = 1;
    bool instantBook = false;
    bool holdPending = false;
    QString city;
    QString neighbourhood;
    QString country;
    std::optional<double> latitude;
    std::optional<double> longitude;
    QString roomType;
    QString source; // empty for one of the host's own making
    QString sourceId;
    QJsonObject pricing;            // domain/pricing/RatePlan.h
    QJsonObject cancellationPolicy; // domain/pricing/CancellationPolicy.h
    QJsonObject service;            // domain/scheduling/ServiceTerms.h; empty unless kind is "service"
    int ratingCount = 0;
    std::optional<double> ratingMean; // 1 to 5
    QString language;                 // of title and summary, ISO 639-1; may be empty
    QStringList amenities;
    qint64 version = 0;
    bool isTentative = false;

    friend bool operator==(const ListingRow &, const ListingRow &) = default;
};

struct UnitRow
{
    UnitId id;
    TenantId tenant;
    ListingId listing;
    QString name;
    int position = 0;
};

// A photo of a listing. The bytes are elsewhere (client/blobs), by sha256.
struct PhotoRow
{
    PhotoId id;
    TenantId tenant;
    ListingId listing;
    QString sha256;
    qint64 position = 0;
    QString caption;
    int width = 0; // 0: the server has not measured it yet
    int height = 0;
    bool isTentative = false;
    QString upload; // of its file: "waiting", "sent", "failed"; empty: it isn't this computer's to send

    friend bool operator==(const PhotoRow &, const PhotoRow &) = default;
};

struct BookingRow
{
    BookingId id;
    TenantId tenant;
    QString code;
    ListingId listing;
    UnitId unit; // of a stay; null while a request has no unit yet
    ContactId contact;
    QString guestName; // of the contact; empty when unknown
    QString status;    // a name of domain/BookingLifecycle.h
    QDate checkIn;
    QDate checkOut;
    int guests = 1;
    std::optional<qint64> totalMinor;
    QString currency;
    QString source;
    QString message;
    QDateTime requestedAt;
    QDateTime expiresAt; // null: does not expire
    QDateTime decidedAt; // null: not decided yet
    int revision = 1;
    QString kind;       // "stay", "experience", "service"
    QDateTime startsAt; // UTC, of sessions and slots; else null
    QDateTime endsAt;
    QString timeZone; // IANA, of sessions and slots
    int pets = 0;
    QJsonArray items;   // [{"unit_id", "name", "role", "tier"?}]
    QJsonObject quote;  // domain/pricing/Quote.h; empty: none is kept
    QJsonObject policy; // domain/pricing/CancellationPolicy.h; empty: none is kept
    QJsonObject refund; // of a cancelled one: {"amount", "lines"}; empty: none
    QString endedBy;    // "guest", "host", "platform", "system"; empty: it goes on
    bool isTentative = false;
};

// A booking of the user's own, as a guest (domain.md, "Booking").
struct TripRow
{
    BookingId id;
    QString code;
    TenantId host;
    QString hostName;
    ListingId listing;
    QString title;
    QString city;
    QString neighbourhood;
    QString country;
    std::optional<double> latitude; // of a confirmed one
    std::optional<double> longitude;
    QString kind;   // "stay", "experience", "service"
    QString status; // a name of domain/BookingLifecycle.h
    QDate checkIn;
    QDate checkOut;
    QString checkInTime; // "15:00", in timeZone
    QString checkOutTime;
    QDateTime startsAt; // UTC, of sessions and slots; else null
    QDateTime endsAt;
    QString timeZone; // IANA
    int guests = 1;
    int pets = 0;
    QJsonArray items; // as of BookingRow
    std::optional<qint64> totalMinor;
    QString currency;
    QJsonObject quote;
    QJsonObject policy;
    QJsonObject refund;
    QString endedBy;
    QString message;
    QDateTime requestedAt;
    QDateTime expiresAt;
    QDateTime decidedAt;
    int revision = 1;
    bool isTentative = false;
};

// What the user has to do as a member of a tenant's staff.
struct AssignmentRow
{
    QString id;
    QString source; // id of what it comes from: of an appointment the booking
    QString kind;   // "appointment", "task"
    TenantId host;
    QString hostName;
    QString code; // of the booking; empty: there is none
    QString title;
    QString status;
    QDateTime startsAt; // UTC; null: at no certain time
    QDateTime endsAt;
    QString timeZone; // IANA
    QString city;
    QString neighbourhood;
    int guests = 0;
    QString guestName;  // the first one only
    QString guestPhone; // of a confirmed one
    QString note;
};

// A session of an experience.
struct SessionRow
{
    ExperienceSessionId id;
    TenantId tenant;
    ListingId listing;
    QDateTime startsAt; // UTC
    QDateTime endsAt;
    QString timeZone; // IANA
    QString status;   // "scheduled", "cancelled"
    int places = 0;
};

// What the host set for one day; it wins over the listing's rate plan.
struct DayRateRow
{
    ListingId listing;
    QDate date;
    std::optional<qint64> priceMinor;
    std::optional<int> minNights;
    bool closedToArrival = false;
    bool closedToDeparture = false;
    bool isTentative = false;

    friend bool operator==(const DayRateRow &, const DayRateRow &) = default;
};

// Which bookings a list shows. Null dates and an empty list don't restrict; ranges are half-open.
struct BookingFilter
{
    QStringList statuses; // names of domain/BookingLifecycle.h
    QDate arrivesFrom;
    QDate arrivesBefore;
    QDate leavesFrom;
    QDate leavesBefore;
    QString text; // part of the guest's name, the code or the listing's title
    bool soonestFirst = false;

    friend bool operator==(const BookingFilter &, const BookingFilter &) = default;
};

// Nights [from, to).
struct BlockRow
{
    BlockId id;
    TenantId tenant;
    ListingId listing;
    UnitId unit;
    QDate from;
    QDate to;
    QString note;
    QString source; // "host", or the import it came with
    bool isTentative = false;
};

// A booking or block as the calendar draws it. Days are Julian day numbers (QDate::toJulianDay); nights [from, to).
struct CalendarEntry
{
    QUuid id;
    ListingId listing;
    UnitId unit; // null for a request that has no unit yet
    bool isBlock = false;
    QString status; // of a booking
    int fromDay = 0;
    int toDay = 0;
    QString label; // the guest's name, else the last letters of the code; a block's note
    QString source;
    int guests = 0;
    bool isTentative = false;
    bool isShared = false; // seats of a session or a slot: others may have the same day
};

struct ContactRow
{
    ContactId id;
    TenantId tenant;
    QString name;
    QString email;
    QString phone;
    QString notes;
};

// What was written to and fro about a booking, or with a contact outside of any.
struct ThreadRow
{
    ThreadId id;
    TenantId tenant;
    BookingId booking;   // may be null
    ContactId contact;   // may be null
    QString bookingCode; // empty without a booking
    QString guestName;   // of the contact; empty when unknown
    int messageCount = 0;
    QDateTime lastMessageAt;
    int hostRead = 0;  // the position up to which the host's side has read
    int guestRead = 0; // and the guest
    int unread = 0;    // of guests, by the host
    QString lastText;  // its beginning
    bool isTentative = false;
};

struct MessageRow
{
    MessageId id;
    TenantId tenant;
    ThreadId thread;
    int position = 0; // in its thread, from 1; of one that wasn't sent yet behind all that are known
    QString author;   // "host", "guest", "system"
    UserId authorUser;
    QString text;
    QDateTime sentAt;
    bool isTentative = false;
};

// What is to be done; domain/TaskRules.h.
struct TaskRow
{
    TaskId id;
    TenantId tenant;
    QString title;
    QString notes;
    QDate dueOn;   // null: no day
    QString dueAt; // "14:30", at the listing, else at the tenant; empty: no time
    ListingId listing;
    BookingId booking;
    UnitId unit;
    MemberId assignee;
    UnitId staff;
    QString state;        // a name of domain/TaskState.h
    QJsonArray checklist; // [{"id", "text", "done"}]
    QDateTime createdAt;
    QDateTime completedAt; // null: not done
    int revision = 1;
    bool isTentative = false;
};

// Which tasks a list shows. Null ids and dates and an empty list don't restrict.
struct TaskFilter
{
    QStringList states; // names of domain/TaskState.h
    ListingId listing;
    BookingId booking;
    QDate dueBefore; // also those without a day are left out then
};

struct ReviewRow
{
    ReviewId id;
    TenantId tenant;
    ListingId listing;
    BookingId booking; // may be null
    QString author;
    std::optional<int> rating;
    QString comment;
    QString reply;
    QDate reviewedOn;
};

struct PayoutRow
{
    PayoutId id;
    TenantId tenant;
    qint64 amountMinor = 0;
    QString currency;
    QString status;
    QDate periodFrom;
    QDate periodTo;
    QDate paidOn; // null: not paid yet
    QString reference;
};

// Something the host has to decide: Replica::resolveProblem.
struct ProblemRow
{
    ProblemId id;
    QDateTime createdAt;
    QString scope;
    MutationId mutation;
    QString name;    // of the mutation: "listing.edit", "calendar.block", …
    QString code;    // "FIELD_CONFLICT" for a field, else why it was rejected: "DATES_TAKEN", …
    QString message; // for the host; may be empty
    QString table;   // the row that it is about; a block that was rejected has no row any more
    QString rowId;
    ListingId listing; // the listing that it is about; null when that isn't known
    QString field;     // empty: about the whole mutation
    QJsonValue base;   // what the host saw
    QJsonValue mine;   // what the host typed; for a whole mutation its arguments
    QJsonValue theirs; // what the server has
    QJsonObject args;  // of the mutation
    QString state;     // "open", "kept_mine", "took_theirs", "edited", "took_offer"
    QDateTime resolvedAt;
    bool isUndoable = false; // decided, and the decision can be taken back (Replica::undoProblem)
};

// A mutation on its way; see resources/sql/sqlite/migrations for the states.
struct OutboxRow
{
    qint64 seq = 0;
    MutationId mutation;
    QString scope;
    QString name;
    QJsonObject args;
    QJsonObject base;
    QDateTime createdAt;
    QString state; // "waiting", "answered", "done", "quarantined"
    int attempts = 0;
    QString lastError; // the code of the last failure; empty when there was none
    QString result;    // "applied", "merged", "rejected"; empty when not answered yet
    QDateTime finishedAt;
    bool isSent = false; // the server may have it: Replica::undoEdit comes too late
};

// What the replica follows, and how far it is.
struct ScopeRow
{
    QString scope;
    QString epoch;
    qint64 version = 0;
    QString name;
    QString role;       // of the user in the tenant: domain/Permissions.h
    QDateTime syncedAt; // by this computer's clock, for display only
};

// A table in which a check found other rows than the server has (docs/sync.md, "Checks").
struct TableCheckRow
{
    QString scope;
    QString table;
    bool isDiffering = false;
    int mismatches = 0; // so far
    QDateTime foundAt;  // these two by this computer's clock, for display only
    QDateTime refetchedAt;
};

struct AccountRow
{
    ClientId client;
    QString serverUrl; // empty: never logged in
    UserId user;
    QString email;
};

struct ReplicaCounts
{
    int waiting = 0;      // edits not yet sent
    int answered = 0;     // sent, effects not pulled yet
    int openProblems = 0; // decisions the host has to make
};

} // namespace roost::replica
