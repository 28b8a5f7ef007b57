// The messages of /sync/v1 as values. Codec.h turns them into JSON and back. docs/sync.md is the specification.
#pragma once

#include "Mutation.h"

#include <QJsonArray>

namespace roost::sync {

// ---- hello ----

struct ScopePosition
{
    QString scope;
    QString epoch;
    qint64 cursor = 0;
    int schemaVersion = 0; // in whose shape the rows came; the replica's own business, not on the wire
};

struct HelloRequest
{
    ClientId client;
    int protocolVersion = 0;
    int schemaVersion = 0;
    qint64 lastAckedMid = 0; // the highest mid whose outcome this client knows
    QList<ScopePosition> scopes;
};

enum class ScopeVerdict {
    Ok,           // pull from your cursor
    Resync,       // take a snapshot (a new scope, or a cursor below the floor); the outbox stays
    EpochChanged, // the server's data went back in time: take a snapshot; the outbox stays
    Gone,         // access withdrawn: remove the scope's rows; pending edits in it become problems
    Unknown,      // a word of a newer server: leave the scope as it is and show the message
};

struct ScopeState
{
    QString scope;
    ScopeVerdict verdict = ScopeVerdict::Ok;
    QString epoch;
    qint64 version = 0;
    QString name;          // of the tenant
    QString role;          // of the user in it
    QString reason = {};   // when gone: ACCESS_WITHDRAWN, ROLE_CHANGED
    QString message = {};  // for the host: when gone, or with an unknown verdict
    int schemaVersion = 0; // in whose shape its rows come; follows from HelloReply, not on the wire for each scope
};

enum class HelloVerdict { Ok, UpgradeRequired, ClientForked };

struct HelloReply
{
    HelloVerdict verdict = HelloVerdict::Ok;
    int schemaVersion = 0;    // the server's; 0: one that doesn't tell it speaks the client's
    qint64 lastMid = 0;       // the server's last mid of this client
    QList<ScopeState> scopes; // each scope the user may follow, and each asked about that is gone
};

// ---- push ----

constexpr int kMaxMutationsPerPush = 100;

struct PushRequest
{
    ClientId client;
    QList<Mutation> mutations; // ascending mids without gaps
};

// The code of an outcome: the mutation was sent and answered long ago, and how is no longer known.
constexpr QLatin1StringView kOutcomeExpired("OUTCOME_EXPIRED");

struct PushReply
{
    QList<Outcome> outcomes; // for a prefix of the mutations
    qint64 lastMid = 0;
    // Set when the server stopped before the end for a passing reason: send the rest later.
    bool stopped = false;
    QString stopCode;
    int retryAfterMs = 0;
};

// ---- pull and snapshot ----

struct TableRows
{
    QString table;
    QStringList columns;
    QJsonArray rows;        // arrays of values in the order of columns; or instead of it
    QByteArray values = {}; // JSON as it came: an array for each column. CellBlock.h reads either
};

struct Tombstone
{
    QString table;
    QString rowId;
    qint64 version = 0;
};

// How many rows a table has, and a hash of what they hold (TableHash.h), at the cursor of a complete pull.
struct TableCheck
{
    QString table;
    qint64 count = 0;
    QString hash;

    bool operator==(const TableCheck &) const = default;
};

// GET /sync/v1/pull?client_id&scope&epoch&cursor&acked_mid[&page][&check=1]
struct PullReply
{
    QString epoch;
    QList<TableRows> tables;
    QList<Tombstone> tombstones;
    QList<Outcome> outcomes;  // of this client, with mids above acked_mid; on the last page only
    qint64 lastMid = 0;       // of this client, in the same snapshot as the rows
    bool complete = false;    // publish what was received since the first page; the state is exactly that of cursor
    qint64 cursor = 0;        // valid when complete
    QString nextPage;         // valid when not complete
    QList<TableCheck> checks; // when asked for, on the complete page
};

// GET /sync/v1/snapshot?scope&table[&after][&client_id]
struct SnapshotChunk
{
    QString epoch;
    qint64 version = 0; // of the scope when the chunk was read; the first chunk's is where the pull starts
    TableRows rows;
    QString after; // the last row's key: ask for the next chunk with it; empty when done
    bool done = false;
    qint64 totalRows = 0; // of the table, for progress
};

// ---- live ----

struct Poke
{
    QString scope;
    qint64 version = 0;
};

} // namespace roost::sync
