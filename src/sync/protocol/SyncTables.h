// The tables of protocol version 1, in the order in which snapshot and pull deliver them, and their columns on the
// wire.
#pragma once

#include <QString>
#include <QStringList>

namespace roost::sync {

// What hello negotiates. A client or server that speaks another protocol is told to upgrade.
constexpr int kProtocolVersion = 1;
// The shape of the rows below; grows by one with every change to a table or a mutation.
constexpr int kSchemaVersion = 2;

struct SyncTable
{
    QString name;        // also the name in the replica
    QStringList columns; // "id" first, "version" last; "tenant_id" follows from the scope and isn't sent
};

// What a column of this name holds wherever it appears: JSON documents go over the wire as such and lie in the replica
// as compact text; booleans are 0 or 1 there. All else is a number or a text.
bool isJsonColumn(const QString &column);
bool isBooleanColumn(const QString &column);

// Parents before children.
const QList<SyncTable> &syncTables();
// Null when there is no such table.
const SyncTable *findSyncTable(const QString &name);
// The next one in that order; empty behind the last.
QString syncTableAfter(const QString &name);

} // namespace roost::sync
