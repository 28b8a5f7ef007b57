// GET /sync/v1/pull and /sync/v1/snapshot: a scope's rows. Postgres builds the JSON; the bytes are passed on.
#pragma once

#include "server/tenancy/Caller.h"
#include "server/tenancy/ServerContext.h"
#include "sync/protocol/Messages.h"
#include "sync/protocol/Scopes.h"

namespace roost {

// Whether a pull from the cursor would miss tombstones that expired. A replica that has nothing yet misses none; but a
// tenant's rows are fetched by snapshot then.
inline bool isBelowFloor(sync::ScopeKind kind, qint64 cursor, qint64 floor)
{
    return cursor < floor && (cursor > 0 || kind == sync::ScopeKind::Tenant);
}

// Rows in one page of a pull, over all tables, and in one chunk of a snapshot.
constexpr int kMaxRowsPerPage = 5000;
// From this many rows of a table on it is worth to send them by column.
constexpr int kMinRowsByColumn = 200;

struct PullRequest
{
    ClientId client;
    QString scope;
    QString epoch;
    qint64 cursor = 0;
    qint64 ackedMid = 0;
    QString page;          // empty: the first
    bool check = false;    // count and hash each table on the complete page
    bool byColumn = false; // the client takes rows by column
    int mostRows = kMaxRowsPerPage;
};

// The encoded PullReply. ScopeGone when the caller may not follow the scope; EpochChanged when the epoch is another or
// the cursor is ahead; ResyncNeeded when the cursor is below the floor.
Result<QByteArray> pull(ServerContext &context, const Caller &caller, const PullRequest &request);

struct SnapshotRequest
{
    QString scope;
    QString table;
    QString after;        // empty: the first chunk
    ClientId client = {}; // null: the one that last said hello in the caller's session
    bool byColumn = false;
    int mostRows = kMaxRowsPerPage;
};

// The encoded SnapshotChunk. Rows that change while chunks are read come in the pull that follows from the first
// chunk's version; by column they come there alone, else in a later chunk, too. ScopeGone as above; Validation error
// for an unknown table or key.
Result<QByteArray> readSnapshot(ServerContext &context, const Caller &caller, const SnapshotRequest &request);

} // namespace roost
