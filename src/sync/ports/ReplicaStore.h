// What the sync engine needs of the replica. Every function is one durable transaction unless it says otherwise, and is
// called from the engine's thread alone.
#pragma once

#include "sync/protocol/Messages.h"

namespace roost::sync {

struct ReplicaPosition
{
    ClientId client;
    qint64 lastAckedMid = 0;     // every mid up to here has a known outcome
    qint64 nextMid = 1;          // of the next edit
    QList<ScopePosition> scopes; // those with a complete state
    QSet<QString> checksDue;     // scopes whose tables have not been compared with the server's for a day
};

// Where the load of a snapshot goes on.
struct SnapshotPosition
{
    bool hasStart = false;   // the first chunk was stored: startVersion is known
    qint64 startVersion = 0; // the pull that follows the last chunk starts here
    QString table;           // the table to ask for next; empty when all are loaded
    QString after;           // behind this key
    qint64 rowsLoaded = 0;   // of the table
};

struct EditCounts
{
    int waiting = 0;      // not yet sent
    int answered = 0;     // sent, effects not pulled yet
    int openProblems = 0; // the host has to decide
};

class ReplicaStore
{
public:
    virtual ~ReplicaStore() = default;

    virtual Result<ReplicaPosition> position() = 0;
    virtual Result<EditCounts> editCounts() = 0;

    // The next mutations to send, by ascending mid without gaps.
    virtual Result<QList<Mutation>> waitingMutations(int most) = 0;
    // Remembers outcomes and makes problems of those merged in part or rejected; a repetition changes nothing.
    virtual Result<void> storeOutcomes(const QList<Outcome> &outcomes) = 0;
    // Counts a failure of this mutation; returns how often it failed with this code in a row.
    virtual Result<int> noteFailure(const MutationId &mutation, const QString &code) = 0;
    // Sets a mutation aside, as a problem that the host sees; those behind it are numbered anew from its mid.
    virtual Result<void> quarantine(const MutationId &mutation, const QString &code, const QString &message) = 0;
    // Takes a new client id and numbers everything that isn't over from mid 1. Mutations keep their ids, by which the
    // server knows those that it has applied already.
    // serverForgot: the server's data went back in time, so what it acknowledged lately is sent again, too.
    virtual Result<void> takeNewIdentity(bool serverForgot) = 0;
    // The restored server knows mutations up to this mid only: those that it had acknowledged above it, as far as they
    // are kept, wait again, in order and with their ids. Returns how many.
    virtual Result<int> replayForgotten(qint64 serverLastMid) = 0;

    // The scope's name and the user's role in it, as the server says.
    virtual Result<void> describeScope(const ScopeState &scope) = 0;
    // Removes the rows of a scope that is gone. Its mutations that the server can't have received (mid above
    // serverLastMid) are set aside as problems, with the scope's message.
    virtual Result<void> removeScope(const ScopeState &scope, qint64 serverLastMid) = 0;

    // Publishes a complete pull: pages in order, the last one complete. All or nothing. EpochChanged when the pages
    // belong to another epoch than the replica's rows; a cursor behind the replica's changes nothing.
    virtual Result<void> applyPull(const QString &scope, const QList<PullReply> &pages) = 0;
    // Publishes a complete pull from cursor 0 in place of all that is here of the scope, which may be nothing: for
    // small scopes, whose load needs no side file. All or nothing.
    virtual Result<void> replaceScope(const QString &scope, const QList<PullReply> &pages) = 0;

    // The tables of the scope that the last check found to differ from the server's and that were not fetched anew
    // since its day began.
    virtual Result<QStringList> tablesToRefetch(const QString &scope) = 0;
    // Puts a chunk of the table aside, until it is applied; the first one forgets what an earlier refetch left.
    virtual Result<void> stageRefetch(const QString &scope, const SnapshotChunk &chunk, bool isFirst) = 0;
    // Replaces the table by what was staged and applies the pull that follows it, in one transaction. EpochChanged as
    // applyPull.
    virtual Result<void> applyRefetch(const QString &scope, const QString &table, const QList<PullReply> &catchUp) = 0;

    // Opens the side file for this scope and epoch: goes on where an earlier load stopped, else starts anew.
    virtual Result<SnapshotPosition> beginSnapshot(const QString &scope, const QString &epoch) = 0;
    // Stores a chunk of the table that the position named; returns the next position. Not durable against power loss.
    virtual Result<SnapshotPosition> appendSnapshot(const SnapshotChunk &chunk) = 0;
    // Applies the pull that follows the snapshot, carries over the outbox and other scopes, and swaps the new state in.
    virtual Result<void> publishSnapshot(const QList<PullReply> &catchUp) = 0;
    // Throws the side file away.
    virtual Result<void> dropSnapshot() = 0;
};

} // namespace roost::sync
