// Boot, run, and be gone.
#include "Program.h"

#include "support/TestKey.h"

namespace roost::sim {

using namespace Qt::StringLiterals;

Program::Program(ProgramSite site)
    : m_site(std::move(site))
{
    const auto asThis = [this](const std::function<void()> &task) { enter(task); };
    m_site.network.enter = asThis;
    m_network = std::make_unique<SimNetwork>(*m_site.schedule, *m_site.server, m_site.network);
    m_timers = std::make_unique<ProgramTimers>(*m_site.schedule, asThis);
}

Program::~Program()
{
    SimDisk &disk = SimDisk::instance();
    DiskProgram *before = disk.running();
    disk.setRunning(&m_disk);
    m_engine.reset();
    m_reader.reset();
    m_replica.reset();
    m_profile.reset();
    disk.setRunning(before);
}

void Program::enter(const std::function<void()> &task)
{
    if (m_disk.isDead)
        return;
    SimDisk &disk = SimDisk::instance();
    DiskProgram *before = disk.running();
    disk.setRunning(&m_disk);
    task();
    disk.setRunning(before);
}

Result<void> Program::boot()
{
    Result<void> result;
    enter([&] { result = open(); });
    return result;
}

Result<void> Program::open()
{
    ROOST_ASSIGN(auto profile, replica::Profile::open(m_site.folder));
    m_profile = std::make_unique<replica::Profile>(std::move(profile));
    ROOST_ASSIGN(const bool owns, m_profile->takeOwnership());
    ROOST_ASSIGN(m_replica, replica::Replica::open(*m_profile, *m_site.clock, test::fieldKey()));
    ROOST_ASSIGN(m_reader, replica::ReplicaReader::open(m_site.folder, test::fieldKey()));
    if (!owns)
        return {};
    const UserId user = m_site.server->server().userId(m_site.network.user);
    ROOST_TRY(m_replica->setAccount(u"https://roost.example"_s, user, u"host@roost.example"_s));
    sync::SyncOptions options;
    options.random = [random = m_site.network.random] { return random->fraction(); };
    m_engine = std::make_unique<sync::SyncEngine>(*m_replica, *m_network, *m_network, *m_timers, *m_site.clock,
                                                  std::move(options));
    m_engine->start();
    return {};
}

} // namespace roost::sim
