// The epoch: the name of one history of the server's data. Clients of another epoch take a snapshot anew.
#pragma once

#include "storage/Database.h"

namespace roost {

// Which data this is and how far it has come; neither number falls within one history.
struct DataPosition
{
    QString systemIdentifier; // of the cluster
    qint64 timeline = 0;
    qint64 databaseOid = 0;
    qint64 walBytes = 0;      // of the write-ahead log, durable
    qint64 versionsTotal = 0; // of all scopes

    bool operator==(const DataPosition &) const = default;
    bool isSameDatabase(const DataPosition &other) const;
    // Of the same database, in some respect less far.
    bool isBehind(const DataPosition &other) const;
};

Result<DataPosition> dataPosition(Database &database);

// Before serving: begins a new epoch when there is none, when the cluster, its timeline or the database is another than
// the one the current epoch began in (a dump loaded elsewhere, a recovery to a point in time, a failover), or when the
// data is behind what markFile says it had been: an older copy of it was put in place. markFile is kept outside the
// database; an empty name does without. Returns the epoch's UUID text.
Result<QString> ensureEpoch(Database &database, const QString &markFile = {});
// From time to time while serving: writes the mark, or begins a new epoch when the data went back beneath the server.
// Returns 1 when it did that.
Result<int> advanceMark(Database &database, const QString &markFile);

// The epoch that a scope is in: the server's, unless the scope began one of its own since. Inside a snapshot it belongs
// to what the snapshot sees. Unavailable when there is none yet.
Result<QString> scopeEpoch(Database &database, const QString &scope);

// The same for all scopes at once.
struct Epochs
{
    QString server;
    QHash<QString, QString> restarted; // by scope

    QString of(const QString &scope) const { return restarted.value(scope, server); }
};
Result<Epochs> currentEpochs(Database &database);
// The server's.
Result<QString> currentEpoch(Database &database);

// A client of the scope knows a future that the server has lost: the scope begins an epoch of its own, unless it did
// since it was in expectedEpoch. Of that scope alone, because a client's word is proof for no other. Inside a
// transaction of a user who follows the scope. Returns the epoch in force.
Result<QString> restartScope(Database &database, const QString &scope, const QString &expectedEpoch);

} // namespace roost
