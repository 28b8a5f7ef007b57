// What a replica file holds, read straight from its tables without any of the client's code, so that the client isn't
// compared with itself.
#pragma once

#include "common/Result.h"

#include <QHash>
#include <QJsonObject>
#include <QMap>
#include <QString>

namespace roost::sim {

using Cells = QList<QByteArray>; // in the order of the table's columns on the wire

struct StoredMutation
{
    qint64 seq = 0;
    qint64 mid = 0; // 0: none
    QString id;
    QString scope;
    QString name;
    QString state;
    QJsonObject args;
    bool hasOutcome = false;
    bool wasRejected = false;
};

struct StoredProblem
{
    QString id;
    QString mutation;
    QString field;
    QString mine;
    QString theirs;
    QString state;
};

struct StoredCursor
{
    QString epoch;
    qint64 version = 0;
};

struct ReplicaState
{
    QString client;
    qint64 nextMid = 1;
    qint64 lastAckedMid = 0;
    QMap<QString, StoredCursor> cursors;   // by scope
    QList<StoredMutation> outbox;          // by seq
    QMap<QString, StoredProblem> problems; // by id
    // scope -> table -> id -> cells: as the host sees them
    QMap<QString, QMap<QString, QMap<QString, Cells>>> shown;
    // The server's copy of what differs; null: the server doesn't have the row.
    QMap<QString, QMap<QString, QMap<QString, std::optional<Cells>>>> shadows;

    // Of the generation that the folder points at. isThorough: SQLite checks the file too.
    static Result<ReplicaState> read(const QString &folder, bool isThorough);
    // What the server sent, as far as this replica has it.
    QMap<QString, QMap<QString, Cells>> serverCopy(const QString &scope) const;
};

// A row of the wire in the same form.
Cells cellsOf(const QStringList &columns, const QJsonObject &row);
// Whether both hold the same; documents are compared as such.
bool isSameRow(const QStringList &columns, const Cells &a, const Cells &b);

} // namespace roost::sim
