// Saves and sends what the host changes.
#include "EditCommands.h"

#include "BookingEdits.h"
#include "Connection.h"
#include "Console.h"
#include "FieldValues.h"
#include "Lookup.h"
#include "PhotoCommands.h"
#include "RowJson.h"
#include "WorkEdits.h"

#include "client/replica/Edits.h"

namespace roost::cli {

using namespace Qt::StringLiterals;

namespace {

constexpr int kSendMs = 15'000;
constexpr int kSendPhotoMs = 300'000;

using replica::ReplicaReader;

Result<replica::Edit> listingEdit(ReplicaReader &reader, const CliOptions &options)
{
    ROOST_ASSIGN(const auto listing, findListing(reader, options.arguments.first()));
    ROOST_ASSIGN(const QJsonObject changes, parseChanges(listing, options.arguments.mid(1)));
    return replica::editListing(listing, changes);
}

Result<replica::Edit> blockEdit(ReplicaReader &reader, const CliOptions &options)
{
    ROOST_ASSIGN(const auto listing, findListing(reader, options.arguments[0]));
    ROOST_ASSIGN(const auto unit, findUnit(reader, listing.id, options.unit));
    ROOST_ASSIGN(const QDate from, dateFrom(options.arguments[1]));
    ROOST_ASSIGN(const QDate to, dateFrom(options.arguments[2]));
    return replica::blockNights(BlockId::create(), unit, from, to, options.note);
}

Result<replica::Edit> unblockEdit(ReplicaReader &reader, const CliOptions &options)
{
    ROOST_ASSIGN(const auto block, findBlock(reader, options.arguments.first()));
    return replica::removeBlock(block);
}

Result<replica::Edit> tripEdit(ReplicaReader &reader, const CliOptions &options)
{
    if (options.arguments[0] != u"cancel")
        return fail(ErrorCode::Validation, u"Usage: roost-cli trip cancel CODE [--reason TEXT]"_s);
    ROOST_ASSIGN(const auto trip, findTrip(reader, options.arguments[1]));
    return replica::cancelTrip(trip, options.reason);
}

using Builder = Result<replica::Edit> (*)(ReplicaReader &, const CliOptions &);

const QHash<QString, Builder> &builders()
{
    static const QHash<QString, Builder> all{
        {u"edit"_s, listingEdit},        {u"block"_s, blockEdit},         {u"unblock"_s, unblockEdit},
        {u"accept"_s, bookingDecision},  {u"decline"_s, bookingDecision}, {u"cancel"_s, bookingDecision},
        {u"no-show"_s, bookingDecision}, {u"change"_s, bookingChange},    {u"book"_s, bookingEntry},
        {u"price"_s, dayRates},          {u"message"_s, messageEdit},     {u"review"_s, reviewEdit},
        {u"contact"_s, contactEdit},     {u"task"_s, taskEdit},           {u"trip"_s, tripEdit},
    };
    return all;
}

// Makes the change; returns the mutation's id, or a null id when nothing has to be sent.
Result<MutationId> save(Connection &connection, ReplicaReader &reader, const CliOptions &options)
{
    if (options.command == u"photo")
        return savePhotoChange(connection, reader, options);
    ROOST_ASSIGN(const auto edit, builders().value(options.command)(reader, options));
    return connection.session().edit(edit);
}

std::optional<replica::OutboxRow> find(ReplicaReader &reader, const MutationId &mutation)
{
    const auto outbox = reader.outbox(true);
    if (!outbox)
        return std::nullopt;
    for (const auto &row : *outbox) {
        if (row.mutation == mutation)
            return row;
    }
    return std::nullopt;
}

// Tries to send; the error says why it could not.
Result<void> send(Connection &connection, ReplicaReader &reader, const MutationId &mutation, int timeoutMs)
{
    auto &session = connection.session();
    const auto isOver = [&] {
        const auto row = find(reader, mutation);
        return !row || row->state == u"done" || row->state == u"quarantined";
    };
    if (!session.isOwner()) {
        session.syncNow();
        connection.waitUntil(isOver, timeoutMs);
        return {};
    }
    ROOST_TRY(connection.connectToServer());
    bool hasFailed = false;
    QObject context;
    QObject::connect(&session, &session::ClientSession::cycleFinished, &context,
                     [&hasFailed](bool succeeded) { hasFailed = !succeeded; });
    showUploads(connection, &context);
    session.startSync();
    connection.waitUntil([&] { return isOver() || hasFailed || session.uploads().trouble(); }, timeoutMs);
    if (!isOver() && session.uploads().trouble())
        return fail(*session.uploads().trouble());
    if (!isOver() && session.engine().status().lastError)
        return fail(*session.engine().status().lastError);
    return {};
}

QString outcomeText(const std::optional<replica::OutboxRow> &row, const Result<void> &sent, bool isOffline)
{
    if (!row)
        return u"Saved."_s;
    if (row->state == u"quarantined")
        return u"Saved, but the server could not take it; see: roost-cli problems"_s;
    if (row->result == u"applied")
        return u"Saved and sent."_s;
    if (row->result == u"merged")
        return u"Saved and sent; somebody else had changed a part of it meanwhile; see: roost-cli problems"_s;
    if (row->result == u"rejected")
        return u"Saved and sent, but the server could not accept it; see: roost-cli problems"_s;
    if (isOffline)
        return u"Saved. It is sent with the next sync."_s;
    if (!sent)
        return u"Saved, but not sent yet: %1"_s.arg(sent.error().userText);
    return u"Saved, but not sent yet: the server didn't answer in time. It is sent with the next sync."_s;
}

// An edit makes no profile.
Result<void> mustExist(const QString &profileFolder)
{
    ROOST_ASSIGN(const QString generation, replica::Profile::currentGeneration(profileFolder));
    if (generation.isEmpty())
        return fail(ErrorCode::NotFound, u"There is no profile in %1 yet. Log in first."_s.arg(profileFolder));
    return {};
}

} // namespace

bool isEditCommand(const QString &command)
{
    return command == u"photo" || builders().contains(command);
}

Result<void> runEditCommand(const CliOptions &options)
{
    return runChange(options, save);
}

Result<void> runChange(const CliOptions &options, const ChangeFunction &change)
{
    ROOST_TRY(mustExist(options.profileFolder));
    ROOST_ASSIGN(const auto connection, Connection::open(options.profileFolder));
    ROOST_ASSIGN(const auto reader, connection->openReader());
    ROOST_ASSIGN(const MutationId mutation, change(*connection, *reader, options));
    Result<void> sent;
    if (!options.isOffline && !mutation.isNull())
        sent = send(*connection, *reader, mutation,
                    options.timeoutMs > 0         ? options.timeoutMs
                    : options.command == u"photo" ? kSendPhotoMs
                                                  : kSendMs);
    const auto row = mutation.isNull() ? std::nullopt : find(*reader, mutation);
    ROOST_ASSIGN(const auto counts, reader->counts());
    if (options.wantsJson) {
        printJson(QJsonObject{
            {u"saved"_s, true},
            {u"mutation"_s, row ? QJsonValue(toJson(*row)) : QJsonValue(QJsonValue::Null)},
            {u"sent"_s, row && !row->result.isEmpty()},
            {u"error"_s, sent ? QJsonValue(QJsonValue::Null) : QJsonValue(errorCodeName(sent.error().code))},
            {u"waiting"_s, counts.waiting},
            {u"problems"_s, counts.openProblems}});
    } else {
        printLine(outcomeText(row, sent, options.isOffline));
    }
    return {};
}

} // namespace roost::cli
