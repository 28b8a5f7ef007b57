// Two devices and a server in which nothing happens by itself: each atomic step is chosen from outside. An atomic step
// is an edit, a request that arrives, a reply that arrives, an operator's act, or, when nothing else is under way, time
// that passes until the next timer.
#pragma once

#include "Scenario.h"

#include "Checker.h"
#include "server/ModelServer.h"

#include <QTemporaryDir>

namespace roost::sim {

enum class SmallFault {
    None,
    LosesRequest, // the server dies before the commit, or the request is lost: the next request of this step
    LosesReply,   // the server dies behind the commit, or the reply is lost
    Dies,         // the client's program, at one of its writes
    LosesPower,   // the same, and what was not synced is gone
};

struct Action
{
    enum class Kind { Edit, Message, Operator, Wait };

    Kind kind = Kind::Wait;
    int device = 0;
    int message = 0; // which of the device's
    SmallFault fault = SmallFault::None;
    qint64 atWrite = 0;
    LastWrite lastWrite = LastWrite::Missing;

    QString toText() const;
};

// What every run of a scenario starts from: both devices have the same rows, nothing is under way.
class SmallStart
{
    Q_DISABLE_COPY_MOVE(SmallStart)

public:
    explicit SmallStart(const Scenario &scenario);

    const Scenario scenario;
    ModelServer server;
    QString folderOf(int device) const { return m_folder.filePath(QString::number(device)); }

private:
    QTemporaryDir m_folder{QStringLiteral("/dev/shm/roost-small-XXXXXX")};
};

class SmallWorld
{
    Q_DISABLE_COPY_MOVE(SmallWorld)

public:
    explicit SmallWorld(const SmallStart &start);
    ~SmallWorld();

    // What can happen next, without faults. Empty: everything was typed, sent and pulled.
    QList<Action> actions();
    struct Done
    {
        bool struck = true; // false: the fault met nothing, and the step is as one without it
        qint64 writes = 0;  // of the device's program in this step
    };
    // isRepeated: was done and checked in another run.
    Done perform(const Action &action, bool isRepeated);
    // Equal where a device is about to take the same step with the same replica, whatever else there is.
    QByteArray situation(const Action &action) const;
    // Equal for worlds that will go on alike.
    QByteArray digest();
    const Violations &violations() const { return m_violations; }
    // Everything was done; the last rules.
    void checkEnd();

private:
    void boot(int device);
    void settle(int device);
    void runFirst();
    void act(const Action &action);
    void operate(const Step &step);
    void reap(const Action &action);
    void remember(int device, const QString &what);
    bool isQuiet(const Device &device);
    QList<Schedule::Ticket> messagesOf(int device);
    QUuid nextId();

    const SmallStart &m_start;
    QTemporaryDir m_folder{QStringLiteral("/dev/shm/roost-small-XXXXXX")};
    ModelServer m_server;
    Schedule m_schedule;
    Violations m_violations;
    std::unique_ptr<ServerWatch> m_watch;
    std::unique_ptr<Checker> m_checker;
    std::vector<std::unique_ptr<Device>> m_devices;
    QHash<Schedule::Ticket, int> m_owners; // of events: the device
    int m_acting = 0;
    quint64 m_ids[2] = {0, 0};
    int m_edits[2] = {0, 0};
    int m_operated = 0;
    int m_waits = 0;
    QByteArray m_memory[2]; // what each device has met since it was last quiet
};

// Folder, watch and clock of a device that isn't booted.
std::unique_ptr<Device> smallDevice(int number, int user, const QString &folder, const Schedule &schedule);

} // namespace roost::sim
