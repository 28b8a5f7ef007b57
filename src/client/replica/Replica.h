// The replica as its one writer in this process sees it: the host's edits, and the sync engine's store.
//
// Every function is one transaction on disk (synchronous=FULL): when it returned, a power cut can't take it back, and
// when it failed, nothing was changed. Several processes may have the same profile open; an edit finds by itself the
// generation that is in use. Belongs to the thread that opened it.
#pragma once

#include "BlobQueue.h"
#include "FieldKey.h"
#include "Rows.h"

#include "sync/ports/ReplicaStore.h"

#include <functional>

namespace roost {
class Clock;
class Database;
class Transaction;
} // namespace roost

namespace roost::replica {

class OutboxStore;
class Profile;
class RowStore;
class SnapshotLoad;

// Beyond this, naming rows costs more than reading everything anew.
constexpr qsizetype kMostNamedRows = 2000;

// Which rows changed. everything: a snapshot was swapped in, or too many changed to name them.
struct ReplicaChange
{
    bool everything = false;
    QHash<QString, QSet<QString>> rows; // table -> ids
    bool edits = false;                 // outbox, problems or what is tentative

    bool isEmpty() const { return !everything && !edits && rows.isEmpty(); }
};

// An edit before it is numbered. The factory functions of MutationApplier.h build them.
struct Edit
{
    QString name;
    QJsonObject args;
    QJsonObject base;
    QString scope = {}; // empty: that of the rows that it is about; needed for what is about none of them yet
};

enum class ProblemChoice {
    Mine,   // the host's value, over what the server has; a change that was set aside is sent again
    Theirs, // what the server has; the host's is put away
    Edited, // the host's, changed
    Offer   // one of those that the server made (docs/sync.md, "Problems")
};

// How the host decides a problem.
struct Decision
{
    // From a choice alone: Mine and Theirs need no more.
    Decision(ProblemChoice theChoice) // NOLINT(google-explicit-constructor)
        : choice(theChoice)
    {
    }
    static Decision edited(const QJsonObject &newValues)
    {
        Decision decision(ProblemChoice::Edited);
        decision.values = newValues;
        return decision;
    }
    static Decision taking(int offerNumber)
    {
        Decision decision(ProblemChoice::Offer);
        decision.offer = offerNumber;
        return decision;
    }

    ProblemChoice choice;
    QJsonObject values; // Edited: wire names with their new values; for a problem about a field that field alone
    int offer = 0;      // Offer: counted from 0, in the order in which the server gave them
};

// How long a decision can be taken back.
constexpr int kDaysToUndo = 14;

class Replica : public sync::ReplicaStore
{
    Q_DISABLE_COPY_MOVE(Replica)

public:
    // Opens or makes the profile's replica and brings it to this program's schema. profile and clock must outlive it.
    // key seals personal data and must not be null. With another key than the file was written with, the rows stay
    // with what can be read, are fetched anew by the next sync, and edits that can't be read become problems
    // (KEY_LOST). UpgradeRequired when a newer Roost wrote it, StorageBroken, StorageFull.
    static Result<std::unique_ptr<Replica>> open(const Profile &profile, const Clock &clock, const FieldKey &key);
    ~Replica() override;

    // Called after each commit that changed something.
    void onChange(std::function<void(const ReplicaChange &)> listener) { m_listener = std::move(listener); }

    // Applies an edit locally and queues it for the server, in one transaction. Errors, with text for the host:
    // Validation (details.field), NotFound, DatesTaken (details.taken), InvalidTransition, StorageFull.
    Result<MutationId> edit(const Edit &edit);
    // Files for the server (docs/sync.md, "Blobs"), oldest first. An edit that adds a photo puts its file here.
    Result<QList<BlobUpload>> waitingUploads();
    // False: nobody wants it sent any more.
    Result<bool> noteUploadProgress(const BlobUpload &upload);
    // The server has it: the edits that name it can be sent.
    Result<void> uploadDone(const BlobUpload &upload);
    // The server will never take it: its edits become problems.
    Result<void> uploadFailed(const BlobUpload &upload, const Error &error);
    // Those that no pending edit names any more, forgotten now.
    Result<QList<BlobUpload>> forgetUploads();

    // Decides a problem. What that sends fails like edit() when it is known to be impossible, and the problem stays.
    // Theirs sends nothing. NotFound when the problem was decided already; Validation as answersTo().
    Result<void> resolveProblem(const ProblemId &problem, const Decision &decision);
    // Takes a decision back, within kDaysToUndo: the problem is open again. What the decision sent is taken out of the
    // outbox if it was not sent yet, else reversed by new edits. Validation when it is too late or nothing reverses it.
    Result<void> undoProblem(const ProblemId &problem);
    // Takes an edit out that was not sent yet, as if it had not been made; later ones stay. A problem that it decided
    // is open again. Validation when it was sent already.
    Result<void> undoEdit(const MutationId &mutation);

    // Who is logged in, and where. Another user or server than before empties the replica: Validation when edits wait
    // and discardEdits is false.
    Result<void> setAccount(const QString &serverUrl, const UserId &user, const QString &email,
                            bool discardEdits = false);
    Result<AccountRow> account();

    // sync::ReplicaStore
    Result<sync::ReplicaPosition> position() override;
    Result<sync::EditCounts> editCounts() override;
    Result<QList<sync::Mutation>> waitingMutations(int most) override;
    Result<void> storeOutcomes(const QList<sync::Outcome> &outcomes) override;
    Result<int> noteFailure(const MutationId &mutation, const QString &code) override;
    Result<void> quarantine(const MutationId &mutation, const QString &code, const QString &message) override;
    Result<void> takeNewIdentity(bool serverForgot) override;
    Result<int> replayForgotten(qint64 serverLastMid) override;
    Result<void> describeScope(const sync::ScopeState &scope) override;
    Result<void> removeScope(const sync::ScopeState &scope, qint64 serverLastMid) override;
    Result<void> applyPull(const QString &scope, const QList<sync::PullReply> &pages) override;
    Result<void> replaceScope(const QString &scope, const QList<sync::PullReply> &pages) override;
    Result<QStringList> tablesToRefetch(const QString &scope) override;
    Result<void> stageRefetch(const QString &scope, const sync::SnapshotChunk &chunk, bool isFirst) override;
    Result<void> applyRefetch(const QString &scope, const QString &table,
                              const QList<sync::PullReply> &catchUp) override;
    Result<sync::SnapshotPosition> beginSnapshot(const QString &scope, const QString &epoch) override;
    Result<sync::SnapshotPosition> appendSnapshot(const sync::SnapshotChunk &chunk) override;
    Result<void> publishSnapshot(const QList<sync::PullReply> &catchUp) override;
    Result<void> dropSnapshot() override;

private:
    Replica(const Profile &profile, const Clock &clock, FieldKey key);
    Result<void> openCurrent();
    Result<void> adoptKey();
    Result<void> giveUpOtherKey(Database &database, ReplicaChange &change);
    Result<void> cleanFile();
    void removeOldGenerations();
    // A write transaction on the generation that the profile points at, whatever happened while it waited for the lock.
    Result<Transaction> beginOnCurrent();
    static sync::Mutation mutationFor(const Edit &edit);
    Result<void> enqueue(Database &database, sync::Mutation &mutation, ReplicaChange &change);
    // True: the photo's removal is over with, because nothing of the photo was ever sent.
    Result<bool> withdrawPhoto(Database &database, const sync::Mutation &mutation, ReplicaChange &change);
    static Result<void> freshenBase(RowStore &rows, OutboxStore &outbox, sync::Mutation &mutation);
    // Puts the server's rows of the scope back, does something to them, and replays what is pending.
    Result<void> rebase(Database &database, const QString &scope, ReplicaChange &change,
                        const std::function<Result<void>()> &between);
    Result<void> showWhatWaits(Database &database, ReplicaChange &change);
    Result<void> takeOut(Database &database, const MutationId &mutation, ReplicaChange &change);
    // The ids of what was sent or released for the decision, and what reverses it.
    struct Answer
    {
        QStringList mutations;
        QJsonArray reverse;
    };
    Result<Answer> answer(Database &database, const ProblemRow &problem, const Decision &decision,
                          ReplicaChange &change);
    Result<bool> release(Database &database, const ProblemRow &problem, const Decision &decision,
                         ReplicaChange &change);
    Result<void> takeAnswersBack(Database &database, const QStringList &answers, const QJsonArray &reverse,
                                 ReplicaChange &change);
    // replaced: a table that is put in place of what is here before the pull is applied; empty for none.
    Result<void> publish(Database &database, const QString &scope, const QList<sync::PullReply> &pages,
                         ReplicaChange &change, const QString &replaced = {});
    template <class T>
    void dropIfBroken(const Result<T> &result);
    // Runs work in a write transaction on the generation in use; tells the listener when it was committed.
    Result<void> write(const std::function<Result<void>(Database &, ReplicaChange &)> &work);
    void tell(const ReplicaChange &change);

    const Profile &m_profile;
    const Clock &m_clock;
    const FieldKey m_key;
    QString m_generation;
    std::unique_ptr<Database> m_database;
    std::unique_ptr<SnapshotLoad> m_load;
    QHash<QString, sync::ScopeState> m_descriptions; // by scope, as hello told
    std::function<void(const ReplicaChange &)> m_listener;
};

} // namespace roost::replica
