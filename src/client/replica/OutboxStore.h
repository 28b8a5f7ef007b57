// The outbox, the problems and this replica's identity: the part of the replica that is the host's own.
#pragma once

#include "Replica.h"

#include "storage/Database.h"

namespace roost::replica {

// Works inside the caller's transaction.
class OutboxStore
{
public:
    OutboxStore(Database &database, const Clock &clock)
        : m_database(database)
        , m_clock(clock)
    {
    }

    // Makes the identity of a new replica; keeps one that is there.
    Result<void> ensureClient();
    struct Client
    {
        ClientId id;
        qint64 nextMid = 1;
        qint64 lastAckedMid = 0;
    };
    Result<Client> client();

    // Numbers the mutation and queues it.
    Result<void> append(sync::Mutation &mutation);
    Result<QList<sync::Mutation>> waiting(int most);
    // Those whose effects the server's rows don't have yet, in the order of work.
    Result<QList<sync::Mutation>> pendingOf(const QString &scope);
    Result<std::optional<sync::Mutation>> find(const MutationId &id);

    // From the moment when it may travel, an edit can't be taken out any more: it is noted before.
    Result<bool> hasUnsent(int among);
    Result<void> noteSent(qint64 upToMid);
    struct Progress
    {
        bool isKnown = false;
        bool isWaiting = false;
        bool isQuarantined = false;
        bool isSent = false;
        bool isRejected = false;
    };
    Result<Progress> progressOf(const QString &mutationId);
    // Removes a waiting edit that was not sent; those behind it move up, and what was based on its values is based on
    // what those were based on.
    Result<void> removeUnsent(const sync::Mutation &mutation);
    // A mutation that was set aside waits again, behind all others.
    Result<void> release(const MutationId &mutation);

    // Whether the last edit of the field that was made here gave it this value.
    Result<bool> wasSetHere(const QString &listingId, const QString &field, const QJsonValue &value);

    Result<void> storeOutcomes(const QList<sync::Outcome> &outcomes);
    // The scope's rows are at a state that has the effects up to lastMid.
    Result<void> finishUpTo(const QString &scope, qint64 lastMid);
    Result<int> noteFailure(const MutationId &mutation, const QString &code);
    Result<void> quarantine(const sync::Mutation &mutation, const QString &code, const QString &message);
    // For removeScope: what the server can't have is set aside, what it has answered is over.
    Result<void> leaveScope(const sync::ScopeState &scope, qint64 serverLastMid);
    // As ReplicaStore.
    Result<void> takeNewIdentity(bool serverForgot);
    Result<int> replayForgotten(qint64 serverLastMid);
    // After the key was lost: waiting edits that can't be read any more become problems (KEY_LOST); what the server has
    // answered is over.
    Result<void> setAsideUnreadable();

private:
    Result<QList<sync::Mutation>> readMutations(Statement &statement);
    Result<void> setAside(const sync::Mutation &mutation, const QString &code, const QString &message);
    Result<void> storeOutcome(const sync::Outcome &outcome);
    Result<bool> hasOutcome(const MutationId &id);
    Result<void> addProblem(const sync::Mutation &mutation, const QString &code, const QString &message,
                            const sync::FieldConflict &conflict);
    // What the server acknowledged above the mid, and lately under another id, waits once more.
    Result<int> waitAgain(qint64 serverLastMid);
    Result<void> rebaseLater(const sync::Mutation &removed);
    // Numbers the pending mutations without a mid or above one from that one on, in the order of work.
    Result<void> renumberAbove(qint64 mid);
    QString now() const;

    Database &m_database;
    const Clock &m_clock;
};

} // namespace roost::replica
