// Tables and JSON of what the replica holds.
#include "ReadCommands.h"

#include "Connection.h"
#include "Console.h"
#include "Lookup.h"
#include "RowJson.h"
#include "WorkReading.h"

#include "client/replica/RowReading.h"

namespace roost::cli {

using namespace Qt::StringLiterals;

namespace {

constexpr int kCalendarDays = 90;
constexpr int kBookingsShown = 50;

using replica::ReplicaReader;

QString sent(bool isTentative)
{
    return isTentative ? u"not sent"_s : QString();
}

QString iso(const QDate &date)
{
    return date.toString(Qt::ISODate);
}

template <class Row>
QJsonArray jsonArrayOf(const QList<Row> &rows)
{
    QJsonArray array;
    for (const Row &row : rows)
        array << toJson(row);
    return array;
}

Result<void> showListings(ReplicaReader &reader, const CliOptions &options)
{
    ROOST_ASSIGN(const auto listings, reader.listings());
    if (options.wantsJson) {
        printJson(jsonArrayOf(listings));
        return {};
    }
    QList<QStringList> rows;
    for (const auto &row : listings) {
        rows << QStringList{row.id.toString(),
                            row.title,
                            row.city,
                            row.status,
                            moneyText(row.basePriceMinor, row.currency),
                            QString::number(row.minNights),
                            sent(row.isTentative)};
    }
    printLine(alignedTable({u"ID"_s, u"TITLE"_s, u"CITY"_s, u"STATUS"_s, u"PRICE"_s, u"MIN"_s, u""_s}, rows, {4, 5}));
    return {};
}

QStringList calendarLine(const replica::BookingRow &row, const QString &unit)
{
    return {iso(row.checkIn),
            iso(row.checkOut),
            QString::number(row.checkIn.daysTo(row.checkOut)),
            unit,
            row.code,
            row.status,
            row.guestName,
            sent(row.isTentative)};
}

QStringList calendarLine(const replica::BlockRow &row, const QString &unit)
{
    return {iso(row.from), iso(row.to),          QString::number(row.from.daysTo(row.to)),
            unit,          row.id.toString(),    u"blocked"_s,
            row.note,      sent(row.isTentative)};
}

Result<void> showCalendar(ReplicaReader &reader, const CliOptions &options)
{
    ROOST_ASSIGN(const auto listing, findListing(reader, options.arguments.first()));
    const QDate from = options.from.isValid() ? options.from : QDate::currentDate();
    const QDate to = options.to.isValid() ? options.to : from.addDays(kCalendarDays);
    ROOST_ASSIGN(const auto bookings, reader.bookingsBetween(from, to, listing.id));
    ROOST_ASSIGN(const auto blocks, reader.blocksBetween(from, to, listing.id));
    if (options.wantsJson) {
        printJson(QJsonObject{{u"listing"_s, toJson(listing)},
                              {u"from"_s, iso(from)},
                              {u"to"_s, iso(to)},
                              {u"bookings"_s, jsonArrayOf(bookings)},
                              {u"blocks"_s, jsonArrayOf(blocks)}});
        return {};
    }
    ROOST_ASSIGN(const auto units, reader.unitsOf(listing.id));
    QHash<UnitId, QString> names;
    for (const auto &unit : units)
        names.insert(unit.id, unit.name);
    QList<QStringList> rows;
    for (const auto &booking : bookings)
        rows << calendarLine(booking, names.value(booking.unit));
    for (const auto &block : blocks)
        rows << calendarLine(block, names.value(block.unit));
    std::sort(rows.begin(), rows.end());
    printLine(u"%1, %2 to %3"_s.arg(listing.title, iso(from), iso(to)));
    printLine(
        alignedTable({u"FROM"_s, u"TO"_s, u"NIGHTS"_s, u"UNIT"_s, u"CODE"_s, u"STATUS"_s, u"WHO"_s, u""_s}, rows, {2}));
    return {};
}

Result<QList<replica::BookingRow>> chosenBookings(ReplicaReader &reader, const CliOptions &options)
{
    ListingId listing;
    if (!options.listing.isEmpty()) {
        ROOST_ASSIGN(const auto row, findListing(reader, options.listing));
        listing = row.id;
    }
    const bool isFiltered = options.from.isValid() || options.to.isValid() || !listing.isNull();
    QList<replica::BookingRow> bookings;
    if (isFiltered) {
        const QDate from = options.from.isValid() ? options.from : QDate(1900, 1, 1);
        const QDate to = options.to.isValid() ? options.to : QDate(9999, 1, 1);
        // The finder looks back no further than the longest stay, so an open beginning goes through all of them.
        ROOST_ASSIGN(bookings, reader.bookingsBetween(from, to, listing));
        std::reverse(bookings.begin(), bookings.end());
    } else if (!options.status.isEmpty()) {
        ROOST_ASSIGN(bookings, reader.bookingsWithStatus(options.status));
        std::reverse(bookings.begin(), bookings.end());
    } else {
        ROOST_ASSIGN(bookings, reader.bookings(options.limit > 0 ? options.limit : kBookingsShown));
    }
    if (!options.status.isEmpty())
        bookings.removeIf([&options](const replica::BookingRow &row) { return row.status != options.status; });
    if (options.limit > 0)
        bookings = bookings.mid(0, options.limit);
    return bookings;
}

Result<void> showBookings(ReplicaReader &reader, const CliOptions &options)
{
    ROOST_ASSIGN(const auto bookings, chosenBookings(reader, options));
    if (options.wantsJson) {
        printJson(jsonArrayOf(bookings));
        return {};
    }
    ROOST_ASSIGN(const auto listings, reader.listings());
    QHash<ListingId, QString> titles;
    for (const auto &listing : listings)
        titles.insert(listing.id, listing.title);
    QList<QStringList> rows;
    for (const auto &row : bookings) {
        rows << QStringList{row.code,
                            iso(row.checkIn),
                            iso(row.checkOut),
                            row.status,
                            titles.value(row.listing),
                            row.guestName,
                            moneyText(row.totalMinor, row.currency),
                            sent(row.isTentative)};
    }
    printLine(alignedTable(
        {u"CODE"_s, u"CHECK-IN"_s, u"CHECK-OUT"_s, u"STATUS"_s, u"LISTING"_s, u"GUEST"_s, u"TOTAL"_s, u""_s}, rows,
        {6}));
    ROOST_ASSIGN(const int all, reader.bookingCount());
    printNote(u"%1 of %2 bookings"_s.arg(bookings.size()).arg(all));
    return {};
}

Result<void> showTrips(ReplicaReader &reader, const CliOptions &options)
{
    ROOST_ASSIGN(const auto trips, reader.trips());
    if (options.wantsJson) {
        printJson(jsonArrayOf(trips));
        return {};
    }
    QList<QStringList> rows;
    for (const auto &row : trips) {
        rows << QStringList{row.code,
                            iso(row.checkIn),
                            iso(row.checkOut),
                            row.status,
                            row.title,
                            row.hostName,
                            moneyText(row.totalMinor, row.currency),
                            sent(row.isTentative)};
    }
    printLine(rows.isEmpty() ? u"You have no trips."_s
                             : alignedTable({u"CODE"_s, u"CHECK-IN"_s, u"CHECK-OUT"_s, u"STATUS"_s, u"WHERE"_s,
                                             u"HOST"_s, u"TOTAL"_s, u""_s},
                                            rows, {6}));
    return {};
}

Result<void> showAssignments(ReplicaReader &reader, const CliOptions &options)
{
    ROOST_ASSIGN(const auto assignments, reader.assignments(QDateTime::currentDateTimeUtc()));
    if (options.wantsJson) {
        printJson(jsonArrayOf(assignments));
        return {};
    }
    QList<QStringList> rows;
    for (const auto &row : assignments) {
        rows << QStringList{row.startsAt.toLocalTime().toString(u"yyyy-MM-dd HH:mm"_s),
                            row.endsAt.toLocalTime().toString(u"HH:mm"_s),
                            row.status,
                            row.title,
                            row.guestName,
                            row.guestPhone,
                            row.hostName};
    }
    printLine(rows.isEmpty()
                  ? u"You have nothing to do."_s
                  : alignedTable({u"FROM"_s, u"TO"_s, u"STATUS"_s, u"WHAT"_s, u"GUEST"_s, u"PHONE"_s, u"FOR"_s}, rows));
    return {};
}

Result<void> showPrices(ReplicaReader &reader, const CliOptions &options)
{
    ROOST_ASSIGN(const auto listing, findListing(reader, options.arguments.first()));
    const QDate from = options.from.isValid() ? options.from : QDate::currentDate();
    const QDate to = options.to.isValid() ? options.to : from.addDays(kCalendarDays);
    ROOST_ASSIGN(const auto rates, reader.dayRates(listing.id, from, to));
    if (options.wantsJson) {
        printJson(jsonArrayOf(rates));
        return {};
    }
    QList<QStringList> rows;
    for (const auto &row : rates) {
        rows << QStringList{iso(row.date),
                            moneyText(row.priceMinor, listing.currency),
                            row.minNights ? QString::number(*row.minNights) : QString(),
                            row.closedToArrival ? u"no arrival"_s : QString(),
                            row.closedToDeparture ? u"no departure"_s : QString(),
                            sent(row.isTentative)};
    }
    printLine(rows.isEmpty() ? u"Nothing is set for single days."_s
                             : alignedTable({u"DAY"_s, u"PRICE"_s, u"MIN"_s, u""_s, u""_s, u""_s}, rows, {1, 2}));
    return {};
}

Result<void> showOutbox(ReplicaReader &reader, const CliOptions &options)
{
    ROOST_ASSIGN(const auto outbox, reader.outbox(options.wantsAll));
    if (options.wantsJson) {
        printJson(jsonArrayOf(outbox));
        return {};
    }
    QList<QStringList> rows;
    for (const auto &row : outbox) {
        rows << QStringList{row.mutation.toString().left(8),
                            row.createdAt.toLocalTime().toString(u"yyyy-MM-dd HH:mm"_s),
                            row.name,
                            row.state,
                            row.lastError.isEmpty() ? row.result : row.lastError,
                            QString::fromUtf8(QJsonDocument(row.args).toJson(QJsonDocument::Compact))};
    }
    printLine(rows.isEmpty()
                  ? u"Nothing waits."_s
                  : alignedTable({u"ID"_s, u"MADE"_s, u"CHANGE"_s, u"STATE"_s, u"RESULT"_s, u"WHAT"_s}, rows));
    return {};
}

Result<void> showProblems(ReplicaReader &reader, const CliOptions &options)
{
    ROOST_ASSIGN(auto problems, reader.openProblems());
    if (options.wantsAll) {
        ROOST_ASSIGN(const auto decided, reader.decidedProblems({}));
        problems += decided;
    }
    if (options.wantsJson) {
        printJson(jsonArrayOf(problems));
        return {};
    }
    QList<QStringList> rows;
    for (const auto &row : problems) {
        rows << QStringList{row.id.toString(),
                            row.name + (row.field.isEmpty() ? QString() : u' ' + row.field),
                            row.code,
                            replica::jsonValueText(row.mine),
                            replica::jsonValueText(row.theirs),
                            row.state == u"open" ? QString() : row.state};
    }
    printLine(rows.isEmpty() ? u"No problems."_s
                             : alignedTable({u"ID"_s, u"CHANGE"_s, u"WHY"_s, u"MINE"_s, u"THEIRS"_s, u""_s}, rows));
    return {};
}

QJsonObject scopeJson(const replica::ScopeRow &scope)
{
    return {{u"scope"_s, scope.scope},     {u"name"_s, scope.name},
            {u"role"_s, scope.role},       {u"epoch"_s, scope.epoch},
            {u"version"_s, scope.version}, {u"synced_at"_s, scope.syncedAt.toString(Qt::ISODateWithMs)}};
}

QJsonObject checkJson(const replica::TableCheckRow &check)
{
    return {{u"scope"_s, check.scope},
            {u"table"_s, check.table},
            {u"is_differing"_s, check.isDiffering},
            {u"mismatches"_s, check.mismatches},
            {u"found_at"_s, check.foundAt.toString(Qt::ISODateWithMs)},
            {u"refetched_at"_s, check.refetchedAt.toString(Qt::ISODateWithMs)}};
}

void printCheck(const replica::TableCheckRow &check)
{
    const QString mended = check.isDiffering ? u"it still does"_s : u"it was fetched anew"_s;
    printLine(u"Check     %1 differed from the server's %2 times, last %3; %4"_s.arg(check.table)
                  .arg(check.mismatches)
                  .arg(check.foundAt.toLocalTime().toString(u"yyyy-MM-dd HH:mm"_s), mended));
}

Result<void> showStatus(ReplicaReader &reader, const CliOptions &options)
{
    ROOST_ASSIGN(const auto account, reader.account());
    ROOST_ASSIGN(const auto scopes, reader.scopes());
    ROOST_ASSIGN(const auto checks, reader.tableChecks());
    ROOST_ASSIGN(const auto counts, reader.counts());
    ROOST_ASSIGN(const auto listings, reader.listings());
    ROOST_ASSIGN(const int bookings, reader.bookingCount());
    if (options.wantsJson) {
        QJsonArray scopeArray;
        for (const auto &scope : scopes)
            scopeArray << scopeJson(scope);
        QJsonArray checkArray;
        for (const auto &check : checks)
            checkArray << checkJson(check);
        printJson(QJsonObject{{u"profile"_s, options.profileFolder},
                              {u"server_url"_s, account.serverUrl},
                              {u"email"_s, account.email},
                              {u"client_id"_s, account.client.toString()},
                              {u"scopes"_s, scopeArray},
                              {u"checks"_s, checkArray},
                              {u"listings"_s, listings.size()},
                              {u"bookings"_s, bookings},
                              {u"waiting"_s, counts.waiting},
                              {u"answered"_s, counts.answered},
                              {u"problems"_s, counts.openProblems}});
        return {};
    }
    printLine(u"Profile   %1"_s.arg(options.profileFolder));
    printLine(account.serverUrl.isEmpty() ? u"Account   not logged in"_s
                                          : u"Account   %1 at %2"_s.arg(account.email, account.serverUrl));
    for (const auto &scope : scopes) {
        // The user's own scope has no name.
        if (scope.name.isEmpty())
            continue;
        printLine(u"Host      %1 (%2), synced %3"_s.arg(
            scope.name, scope.role, scope.syncedAt.toLocalTime().toString(u"yyyy-MM-dd HH:mm:ss"_s)));
    }
    for (const auto &check : checks)
        printCheck(check);
    printLine(u"Data      %1 listings, %2 bookings"_s.arg(listings.size()).arg(bookings));
    printLine(u"Changes   %1 not sent, %2 problems"_s.arg(counts.waiting).arg(counts.openProblems));
    return {};
}

using Command = ReadCommand;

const QHash<QString, Command> &commands()
{
    static const QHash<QString, Command> all{
        {u"listings"_s, showListings}, {u"prices"_s, showPrices}, {u"calendar"_s, showCalendar},
        {u"bookings"_s, showBookings}, {u"outbox"_s, showOutbox}, {u"problems"_s, showProblems},
        {u"status"_s, showStatus},     {u"trips"_s, showTrips},   {u"assignments"_s, showAssignments},
    };
    static const QHash<QString, Command> withWork = [] {
        QHash<QString, Command> commands = all;
        commands.insert(workReadCommands());
        return commands;
    }();
    return withWork;
}

} // namespace

bool isReadCommand(const QString &command)
{
    return commands().contains(command);
}

Result<void> runReadCommand(const CliOptions &options)
{
    ROOST_ASSIGN(const auto reader, openReader(options.profileFolder));
    return commands().value(options.command)(*reader, options);
}

} // namespace roost::cli
