// The rules that a replica must keep, each a function named after it (docs/sync-proof.md has the list). Knows the
// device from its file alone, and the server from its watch.
#pragma once

#include "Device.h"

namespace roost::sim {

class Checker
{
    Q_DISABLE_COPY_MOVE(Checker)

public:
    Checker(ServerWatch &server, Violations &violations)
        : m_server(server)
        , m_violations(violations)
    {
    }

    // After each event that the device may have written in. Reads nothing if it hasn't.
    void check(Device &device);
    // Everything was sent and pulled.
    void checkDrained(Device &device);
    // Whether the device has nothing left to do.
    bool isDrained(Device &device);
    // The host's edit was accepted: from now on it must not get lost.
    static void noteTyped(Device &device, const QString &mutation, const QString &name);

private:
    void nothingTypedIsLost(Device &device, const ReplicaState &now);
    void replicaIsAStateOfTheServer(Device &device, const ReplicaState &now);
    void cursorCountsUp(Device &device, const ReplicaState &now);
    void rowsBelongToFollowedScopes(const Device &device, const ReplicaState &now);
    void pendingIsShown(const Device &device, const ReplicaState &now);
    void shadowsNeedPending(const Device &device, const ReplicaState &now);
    void midsCountUp(const Device &device, const ReplicaState &now);
    void identityNeedsCause(Device &device, const ReplicaState &now);
    void ackedWasAnswered(const Device &device, const ReplicaState &now);
    void overOnlyWithEffects(const Device &device, const ReplicaState &now);
    void problemsKeepBoth(const Device &device, const ReplicaState &now);
    void problemsStay(const Device &device, const ReplicaState &now);
    void add(const Device &device, const QString &rule, const QString &detail);
    // The first difference; empty when there is none.
    QString differenceTo(const Rows &server, const ReplicaState &now, const QString &scope);
    const Cells &expectedCells(const QString &epoch, const sync::SyncTable &table, const QJsonObject &row);

    ServerWatch &m_server;
    Violations &m_violations;
    int m_cellsOfRestores = 0;
    QHash<QString, Cells> m_cells; // of rows of the server
};

} // namespace roost::sim
