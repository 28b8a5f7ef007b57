// What talks to the server because it was asked to.
#include "SyncCommands.h"

#include "Connection.h"
#include "Console.h"
#include "PhotoCommands.h"

#include "client/replica/ReplicaReader.h"

namespace roost::cli {

using namespace Qt::StringLiterals;

namespace {

constexpr int kOwnersSyncMs = 30'000;

Result<void> runLogin(const CliOptions &options)
{
    ROOST_ASSIGN(const auto connection, Connection::open(options.profileFolder));
    const QString password = readPassword(u"Password of %1: "_s.arg(options.arguments[1]));
    if (password.isEmpty())
        return fail(ErrorCode::Validation, u"Give the password in ROOST_PASSWORD or run this in a terminal."_s);
    ROOST_TRY(connection->logIn({options.arguments[0], options.arguments[1], password, {}}));
    const bool hasKeychain = connection->session().hasKeychain();
    const bool keyInFile = connection->session().keyPlace() == session::KeyPlace::File;
    const auto &account = connection->session().account();
    if (options.wantsJson) {
        printJson(QJsonObject{{u"server_url"_s, account.serverUrl},
                              {u"email"_s, account.email},
                              {u"keychain"_s, hasKeychain},
                              {u"key"_s, keyInFile ? u"file"_s : u"keychain"_s}});
        return {};
    }
    printLine(u"Logged in as %1 at %2."_s.arg(account.email, account.serverUrl));
    if (!hasKeychain) {
        printNote(u"This system has no keychain: each command that uses the network takes the password from "
                  "ROOST_PASSWORD or asks for it."_s);
    }
    if (keyInFile) {
        printNote(u"Guests' data is encrypted on this computer; without a keychain the key is a file that only you may "
                  "read, in "_s +
                  session::ProfileKeys::keyFolder() + u'.');
    }
    return {};
}

void showProgress(const sync::SyncProgress &progress)
{
    if (progress.phase == sync::SyncPhase::Snapshot && progress.rowsTotal > 0) {
        printProgress(u"%1: %2 %3 of %4"_s.arg(progress.scopeName, progress.table)
                          .arg(progress.rowsDone)
                          .arg(progress.rowsTotal));
    }
}

// Rows are in step, photos are sent, and the edits that waited for them too.
bool isAllSent(session::ClientSession &session, bool sawUploads)
{
    if (!session.uploads().isIdle())
        return false;
    const auto counts = session.replica().editCounts();
    return !sawUploads || !counts || counts->waiting == 0;
}

Result<void> whyNot(const session::ClientSession &session)
{
    if (const auto &trouble = session.uploads().trouble())
        return fail(*trouble);
    if (const auto &error = session.engine().status().lastError)
        return fail(*error);
    return fail(ErrorCode::Unavailable, u"Not everything could be sent. Try again."_s);
}

Result<void> syncAsOwner(Connection &connection, int timeoutMs)
{
    auto &session = connection.session();
    ROOST_TRY(connection.connectToServer());
    std::optional<bool> finished;
    bool sawUploads = false;
    QObject context;
    QObject::connect(&session, &session::ClientSession::cycleFinished, &context, [&](bool succeeded) {
        if (!succeeded || session.uploads().trouble())
            finished = false;
        else if (isAllSent(session, sawUploads))
            finished = true;
    });
    QObject::connect(&session, &session::ClientSession::progressChanged, &context,
                     [&session] { showProgress(session.engine().progress()); });
    QObject::connect(&session, &session::ClientSession::uploadsChanged, &context, [&] { sawUploads = true; });
    showUploads(connection, &context);
    session.startSync();
    const auto isOver = [&] { return finished.has_value() || session.uploads().trouble(); };
    const bool inTime = connection.waitUntil(isOver, timeoutMs);
    printProgress({});
    if (!inTime)
        return fail(ErrorCode::Timeout, u"Not finished in time. The next sync goes on where this one stopped."_s);
    return finished.value_or(false) ? Result<void>() : whyNot(session);
}

// Another process syncs this profile: it is asked to, and the replica shows when it has.
Result<void> syncThroughOwner(Connection &connection, replica::ReplicaReader &reader, int timeoutMs)
{
    const auto newest = [&reader] {
        QDateTime time;
        if (const auto scopes = reader.scopes()) {
            for (const auto &scope : *scopes)
                time = std::max(time, scope.syncedAt);
        }
        return time;
    };
    const QDateTime before = newest();
    connection.session().syncNow();
    const bool synced = connection.waitUntil(
        [&] {
            const auto counts = reader.counts();
            return newest() != before && counts && counts->waiting + counts->answered == 0;
        },
        timeoutMs > 0 ? timeoutMs : kOwnersSyncMs);
    if (!synced)
        return fail(ErrorCode::Timeout, u"The Roost program that syncs this profile didn't finish in time."_s);
    return {};
}

Result<void> runSync(const CliOptions &options)
{
    ROOST_ASSIGN(const auto connection, Connection::open(options.profileFolder));
    ROOST_ASSIGN(const auto reader, connection->openReader());
    const auto synced = connection->session().isOwner() ? syncAsOwner(*connection, options.timeoutMs)
                                                        : syncThroughOwner(*connection, *reader, options.timeoutMs);
    ROOST_TRY(synced);
    ROOST_ASSIGN(const auto counts, reader->counts());
    ROOST_ASSIGN(const auto listings, reader->listings());
    ROOST_ASSIGN(const int bookings, reader->bookingCount());
    if (options.wantsJson) {
        printJson(QJsonObject{{u"listings"_s, listings.size()},
                              {u"bookings"_s, bookings},
                              {u"waiting"_s, counts.waiting},
                              {u"problems"_s, counts.openProblems}});
        return {};
    }
    printLine(u"Synced: %1 listings, %2 bookings."_s.arg(listings.size()).arg(bookings));
    if (counts.waiting > 0)
        printLine(u"%1 changes still wait."_s.arg(counts.waiting));
    if (counts.openProblems > 0)
        printLine(u"%1 problems need your decision; see: roost-cli problems"_s.arg(counts.openProblems));
    return {};
}

Result<void> runLogout(const CliOptions &options)
{
    ROOST_ASSIGN(const auto connection, Connection::open(options.profileFolder));
    auto &session = connection->session();
    if (!session.isOwner())
        return fail(ErrorCode::Busy, u"Another Roost program has this profile open. Log out there, or close it."_s);
    std::optional<bool> restored;
    session.restore([&restored](bool found) { restored = found; });
    connection->waitUntil([&restored] { return restored.has_value(); }, 0);
    const auto ended = connection->logOut();
    if (options.wantsJson)
        printJson(QJsonObject{{u"logged_out"_s, true}, {u"server_told"_s, ended.has_value()}});
    else
        printLine(u"Logged out. Data and changes stay in %1."_s.arg(options.profileFolder));
    return {};
}

} // namespace

bool isSyncCommand(const QString &command)
{
    return command == u"login" || command == u"sync" || command == u"logout";
}

Result<void> runSyncCommand(const CliOptions &options)
{
    if (options.command == u"login")
        return runLogin(options);
    return options.command == u"sync" ? runSync(options) : runLogout(options);
}

} // namespace roost::cli
