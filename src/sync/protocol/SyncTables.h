// The tables of protocol version 1, in the order in which snapshot and pull deliver them, and their columns on the
// wire, each with the schema version that brought it.
#pragma once

#include "Scopes.h"

#include <QStringList>

namespace roost::sync {

// What hello negotiates. A client or server that speaks another protocol is told to upgrade.
constexpr int kProtocolVersion = 1;
// The shape of the rows below; grows by one with every release that changes a table or a mutation.
constexpr int kSchemaVersion = 3;
// How far apart, either way, a client and a server may be.
constexpr int kSchemaTolerance = 2;
// Clients of older schema versions are not told of users' scopes.
constexpr int kUserScopesSince = 3;

struct SyncTable
{
    QString name;                       // also the name in the replica
    QStringList columns;                // "id" first, "version" last; whose it is follows from the scope and isn't sent
    int since = 1;                      // the schema version that brought the table
    QList<int> columnsSince;            // for each column the one that brought it; at least the table's
    ScopeKind kind = ScopeKind::Tenant; // of the scopes whose rows it holds

    // The columns that a peer of this schema version knows, in the same order.
    QStringList columnsAt(int schemaVersion) const;
    int sinceOf(const QString &column) const;
    // The column of the replica, beyond those of the wire, that says whose the row is (ownerOfScope).
    QString ownerColumn() const;
};

// Whether a peer of this schema version can be talked to: up to kSchemaTolerance older or newer.
bool isAcceptedSchema(int schemaVersion);
// The version in whose shape two peers exchange rows: the older one's.
int commonSchema(int peersSchemaVersion);

// What a column of this name holds wherever it appears: JSON documents go over the wire as such and lie in the replica
// as compact text; booleans are 0 or 1 there; numbers may have a fraction where the last one says so. All else is a
// whole number or a text.
bool isJsonColumn(const QString &column);
bool isBooleanColumn(const QString &column);
// People's names, addresses, numbers and words: what a replica keeps sealed (docs/sync.md, "Personal data at rest").
// Always text.
bool isPersonalColumn(const QString &table, const QString &column);
bool isFractionColumn(const QString &column);

// Parents before children; those of tenants before those of users.
const QList<SyncTable> &syncTables();
const QList<SyncTable> &syncTables(ScopeKind kind);
// Null when there is no such table.
const SyncTable *findSyncTable(const QString &name);
// The next one of the same kind of scope that a peer of this schema version knows; empty behind the last.
QString syncTableAfter(const QString &name, int schemaVersion = kSchemaVersion);

} // namespace roost::sync
