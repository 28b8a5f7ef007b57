#include "WorkReading.h"

#include "Console.h"
#include "Lookup.h"
#include "RowJson.h"

#include "domain/MessageRules.h"

namespace roost::cli {

using namespace Qt::StringLiterals;

namespace {

using replica::ReplicaReader;

constexpr int kRowsShown = 50;
constexpr int kTextShown = 60;

int limitOf(const CliOptions &options)
{
    return options.limit > 0 ? options.limit : kRowsShown;
}

template <class Row>
QJsonArray jsonArrayOf(const QList<Row> &rows)
{
    QJsonArray array;
    for (const Row &row : rows)
        array << toJson(row);
    return array;
}

QString shortened(const QString &text)
{
    const QString line = text.simplified();
    return line.size() > kTextShown ? line.left(kTextShown - 1) + u'…' : line;
}

QString sent(bool isTentative)
{
    return isTentative ? u"not sent"_s : QString();
}

QString moment(const QDateTime &utc)
{
    return utc.toLocalTime().toString(u"yyyy-MM-dd HH:mm"_s);
}

Result<void> showThreads(ReplicaReader &reader, const CliOptions &options)
{
    ROOST_ASSIGN(const auto threads, reader.threads(limitOf(options)));
    if (options.wantsJson) {
        printJson(jsonArrayOf(threads));
        return {};
    }
    QList<QStringList> rows;
    for (const auto &row : threads) {
        rows << QStringList{row.bookingCode,         moment(row.lastMessageAt),
                            row.guestName,           row.unread > 0 ? QString::number(row.unread) : QString(),
                            shortened(row.lastText), sent(row.isTentative)};
    }
    printLine(rows.isEmpty() ? u"Nobody wrote yet."_s
                             : alignedTable({u"CODE"_s, u"LAST"_s, u"GUEST"_s, u"NEW"_s, u"TEXT"_s, u""_s}, rows, {3}));
    return {};
}

Result<void> showMessages(ReplicaReader &reader, const CliOptions &options)
{
    if (options.arguments.isEmpty())
        return showThreads(reader, options);
    ROOST_ASSIGN(const auto booking, findBooking(reader, options.arguments.first()));
    ROOST_ASSIGN(const auto messages, reader.messages(threadOfBooking(booking.id), limitOf(options)));
    if (options.wantsJson) {
        printJson(jsonArrayOf(messages));
        return {};
    }
    for (const auto &row : messages) {
        const QString note = row.isTentative ? u" (not sent)"_s : QString();
        printLine(u"%1  %2%3\n%4\n"_s.arg(moment(row.sentAt), row.author, note, row.text));
    }
    if (messages.isEmpty())
        printLine(u"Nobody wrote about this booking yet."_s);
    return {};
}

Result<void> showReviews(ReplicaReader &reader, const CliOptions &options)
{
    ListingId listing;
    if (!options.listing.isEmpty()) {
        ROOST_ASSIGN(const auto row, findListing(reader, options.listing));
        listing = row.id;
    }
    ROOST_ASSIGN(const auto reviews, reader.reviews(limitOf(options), listing));
    if (options.wantsJson) {
        printJson(jsonArrayOf(reviews));
        return {};
    }
    QList<QStringList> rows;
    for (const auto &row : reviews) {
        rows << QStringList{row.id.toString(),
                            row.reviewedOn.toString(Qt::ISODate),
                            row.author,
                            row.rating ? QString::number(*row.rating) : QString(),
                            row.reply.isEmpty() ? QString() : u"replied"_s,
                            shortened(row.comment)};
    }
    printLine(rows.isEmpty() ? u"No reviews yet."_s
                             : alignedTable({u"ID"_s, u"DAY"_s, u"GUEST"_s, u""_s, u""_s, u"TEXT"_s}, rows, {3}));
    return {};
}

Result<void> showContacts(ReplicaReader &reader, const CliOptions &options)
{
    ROOST_ASSIGN(auto contacts, reader.contacts());
    if (!options.arguments.isEmpty()) {
        contacts.removeIf([&options](const replica::ContactRow &row) {
            return !row.name.contains(options.arguments.first(), Qt::CaseInsensitive);
        });
    }
    if (options.wantsJson) {
        printJson(jsonArrayOf(contacts));
        return {};
    }
    QList<QStringList> rows;
    for (const auto &row : std::as_const(contacts))
        rows << QStringList{row.id.toString(), row.name, row.email, row.phone, shortened(row.notes)};
    printLine(alignedTable({u"ID"_s, u"NAME"_s, u"EMAIL"_s, u"PHONE"_s, u"NOTES"_s}, rows));
    return {};
}

QString progressOf(const replica::TaskRow &task)
{
    const auto done = std::count_if(task.checklist.begin(), task.checklist.end(),
                                    [](const QJsonValue &item) { return item[u"done"].toBool(); });
    return task.checklist.isEmpty() ? QString() : u"%1/%2"_s.arg(done).arg(task.checklist.size());
}

Result<void> showTasks(ReplicaReader &reader, const CliOptions &options)
{
    replica::TaskFilter filter;
    if (!options.wantsAll)
        filter.states = {u"open"_s, u"in_progress"_s};
    if (!options.listing.isEmpty()) {
        ROOST_ASSIGN(const auto row, findListing(reader, options.listing));
        filter.listing = row.id;
    }
    ROOST_ASSIGN(const auto tasks, reader.tasks(filter, limitOf(options)));
    if (options.wantsJson) {
        printJson(jsonArrayOf(tasks));
        return {};
    }
    QList<QStringList> rows;
    for (const auto &row : tasks) {
        rows << QStringList{
            row.id.toString(),    row.dueOn.toString(Qt::ISODate), row.dueAt, row.state, progressOf(row), row.title,
            sent(row.isTentative)};
    }
    printLine(rows.isEmpty()
                  ? u"Nothing is to be done."_s
                  : alignedTable({u"ID"_s, u"DUE"_s, u"AT"_s, u"STATE"_s, u"LIST"_s, u"TASK"_s, u""_s}, rows));
    return {};
}

} // namespace

QHash<QString, ReadCommand> workReadCommands()
{
    return {{u"messages"_s, showMessages},
            {u"reviews"_s, showReviews},
            {u"contacts"_s, showContacts},
            {u"tasks"_s, showTasks}};
}

} // namespace roost::cli
