// The parts of a run, shared by the functions that play it.
#pragma once

#include "World.h"

#include <QCryptographicHash>
#include <QTemporaryDir>

namespace roost::sim {

class World
{
    Q_DISABLE_COPY_MOVE(World)

public:
    World(const Plan &plan, SimServer &server, const RunOptions &options);
    ~World();
    Report run();

private:
    // Steps, each group in a file of its own.
    void perform(const Step &step);
    void performAtHost(const Step &step);
    void performOnServer(const Step &step);
    void webBurst(int user, int tenant, const QString &listing, const Step &step);
    void performOnNetwork(const Step &step);
    void performOnDevice(const Step &step);
    void performAsOperator(const Step &step);
    void editAt(Device &device, const Step &step);

    // Devices.
    Device &deviceOf(const Step &step);
    void addDevice(int user, const QString &copyOf);
    void boot(Device &device);
    void bootLater(Device &device, qint64 ms);
    void switchOff(Device &device); // as the host does it
    void retire(std::unique_ptr<Program> &program);
    void reap();
    void openWindow(Device &device);
    void copyProfile(Device &device);
    ProgramSite siteFor(Device &device);

    void runFor(qint64 ms);
    void afterEvent();
    bool drain();
    void calm(Device &device);
    void note(const QString &line);
    QDate today() const { return m_shape.server.today; }
    QString scopeOf(int tenant) const;
    int userOf(const Step &step) const;
    int tenantOf(const Step &step) const;
    void count();

    Plan m_plan;
    WorldShape m_shape;
    RunOptions m_options;
    QTemporaryDir m_temporary;
    QString m_folder;
    Schedule m_schedule;
    Violations m_violations;
    SimServer &m_rawServer;
    std::unique_ptr<ServerWatch> m_server;
    std::unique_ptr<Checker> m_checker;
    std::vector<std::unique_ptr<Device>> m_devices;
    bool m_isDraining = false;
    bool m_hasCopy = false;
    Report m_report;
    QCryptographicHash m_digest{QCryptographicHash::Sha256};
};

} // namespace roost::sim
