// A running program of a host: the replica of its profile and, in the one that owns the profile, the sync engine, over
// the simulator's disk, network and timers. Goes with everything it holds, as if killed, when it is deleted.
#pragma once

#include "SimNetwork.h"

#include "client/replica/Profile.h"
#include "client/replica/Replica.h"
#include "client/replica/ReplicaReader.h"
#include "common/Clock.h"
#include "disk/SimDisk.h"
#include "sync/engine/SyncEngine.h"

namespace roost::sim {

// A device's clock: the virtual time, and how wrong it is.
class SimClock : public Clock
{
public:
    explicit SimClock(const Schedule &schedule)
        : m_schedule(schedule)
    {
    }
    static QDateTime start() { return QDateTime({2026, 3, 1}, {8, 0}, Qt::UTC); }
    QDateTime nowUtc() const override { return start().addMSecs(m_schedule.nowMs() + offsetMs); }

    qint64 offsetMs = 0;

private:
    const Schedule &m_schedule;
};

struct ProgramSite
{
    QString folder;
    Schedule *schedule = nullptr;
    ServerWatch *server = nullptr;
    const Clock *clock = nullptr;
    NetworkSite network; // but for enter
};

class Program
{
    Q_DISABLE_COPY_MOVE(Program)

public:
    explicit Program(ProgramSite site);
    ~Program();

    // As main() does it. Errors of the disk; the program is of no use then.
    Result<void> boot();
    // Runs something as this program: what it writes is its own, and it may die on the way.
    void enter(const std::function<void()> &task);

    bool isDead() const { return m_disk.isDead; }
    DiskProgram &disk() { return m_disk; }
    // Null unless it owns the profile.
    sync::SyncEngine *engine() { return m_engine.get(); }
    SimNetwork &network() { return *m_network; }
    replica::Replica &replica() { return *m_replica; }
    replica::ReplicaReader &reader() { return *m_reader; }

private:
    Result<void> open();

    ProgramSite m_site;
    DiskProgram m_disk;
    std::unique_ptr<SimNetwork> m_network;
    std::unique_ptr<ProgramTimers> m_timers;
    std::unique_ptr<replica::Profile> m_profile;
    std::unique_ptr<replica::Replica> m_replica;
    std::unique_ptr<replica::ReplicaReader> m_reader;
    std::unique_ptr<sync::SyncEngine> m_engine;
};

} // namespace roost::sim
