// What the status line says about sync. Values; copied between threads.
#pragma once

#include "common/Error.h"
#include "sync/ports/ReplicaStore.h"

#include <QDateTime>

#include <optional>

namespace roost::sync {

enum class SyncState {
    Stopped,         // not started, or told to work offline
    Offline,         // the server can't be reached; retried by itself
    Connecting,      // saying hello
    Syncing,         // something is under way: see SyncProgress
    Live,            // up to date as far as the server told
    LoginNeeded,     // the session is over; edits are kept until the user has logged in again
    UpgradeRequired, // the server wants a newer program; edits are kept
    Failing,         // the server or this computer reports an error (lastError); retried by itself, more slowly
};

struct SyncStatus
{
    SyncState state = SyncState::Stopped;
    QDateTime lastSyncedAt; // null: never; this computer's clock, for display only
    EditCounts counts;
    std::optional<Error> lastError; // until the next success

    bool isOnline() const { return state == SyncState::Syncing || state == SyncState::Live; }
};

enum class SyncPhase { Idle, Hello, Push, Snapshot, Pull, Publish };

struct SyncProgress
{
    SyncPhase phase = SyncPhase::Idle;
    QString scopeName; // of the tenant; may be empty
    QString table;     // while a snapshot is loaded
    qint64 rowsDone = 0;
    qint64 rowsTotal = 0; // 0: not known
};

} // namespace roost::sync
