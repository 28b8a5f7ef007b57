// The course of a run.
#include "WorldState.h"

#include "common/Uuid.h"
#include "disk/Template.h"

#include <QtDebug>

#include <cstdio>

namespace roost::sim {

using namespace Qt::StringLiterals;

namespace {

// Everything is sent and pulled so long after the last fault: the longest pauses of the engine (5 minutes after an
// error of the server, then as long for the mutation behind it) and some polls.
constexpr qint64 kMostDrainMs = 30 * 60'000;
// Many times more than the busiest seed has: a client and a server that talk without end are a fault of their own.
constexpr qint64 kMostEvents = 12'000;
constexpr qint64 kFirstSyncMs = 4'000;

QUuid uuidFrom(Random &random)
{
    const quint64 high = random.next();
    const quint64 low = random.next();
    QUuid id;
    id.data1 = static_cast<uint>(high >> 32);
    id.data2 = static_cast<ushort>(high >> 16);
    id.data3 = static_cast<ushort>(0x7000 | (high & 0x0FFF));
    for (int i = 0; i < 8; ++i)
        id.data4[i] = static_cast<uchar>(low >> (8 * i));
    id.data4[0] = static_cast<uchar>(0x80 | (id.data4[0] & 0x3F));
    return id;
}

} // namespace

World::World(const Plan &plan, SimServer &server, const RunOptions &options)
    : m_plan(plan)
    , m_shape(shapeOf(plan.seed))
    , m_options(options)
    , m_temporary(u"/dev/shm/roost-simulator-XXXXXX"_s)
    , m_folder(options.folder.isEmpty() ? m_temporary.path() : options.folder)
    , m_rawServer(server)
{
    const auto random = std::make_shared<Random>(plan.seed * 3 + 2);
    setUuidSource([random] { return uuidFrom(*random); });
}

World::~World()
{
    for (const auto &device : m_devices) {
        device->main.reset();
        device->window.reset();
        SimDisk::instance().unwatch(device->folder);
    }
    setUuidSource({});
}

void World::note(const QString &line)
{
    const QString full = QString::number(m_schedule.nowMs()) + u' ' + line;
    m_digest.addData(full.toUtf8() + '\n');
    if (m_options.isVerbose)
        std::printf("%s\n", qPrintable(full));
}

QString World::scopeOf(int tenant) const
{
    return u"t:"_s + m_rawServer.tenantId(tenant);
}

int World::userOf(const Step &step) const
{
    return step.actor % m_shape.server.users;
}

int World::tenantOf(const Step &step) const
{
    return static_cast<int>(step.c % static_cast<quint64>(m_shape.server.tenants));
}

void World::afterEvent()
{
    if (++m_report.events > kMostEvents)
        m_violations.add(u"talksOnlyAsNeeded"_s, u"client and server talk without end"_s);
    m_rawServer.setNow(SimClock::start().addMSecs(m_schedule.nowMs()));
    reap();
    for (const auto &device : m_devices)
        m_checker->check(*device);
}

void World::runFor(qint64 ms)
{
    const qint64 until = m_schedule.nowMs() + ms;
    while (m_violations.isEmpty() && m_schedule.runNext(until))
        afterEvent();
}

Report World::run()
{
    m_rawServer.setNow(SimClock::start());
    m_rawServer.setPageRows(m_shape.pageRows);
    if (const auto built = m_rawServer.build(m_shape.server); !built) {
        m_violations.add(u"serverIsBuilt"_s, built.error().userText + u' ' + built.error().detail);
    } else {
        m_server =
            std::make_unique<ServerWatch>(m_rawServer, m_violations, [this](const QString &scope, qint64 version) {
                for (const auto &device : m_devices) {
                    if (device->main)
                        device->main->network().poke(scope, version);
                }
            });
        m_checker = std::make_unique<Checker>(*m_server, m_violations);
        for (const int user : std::as_const(m_shape.userOfDevice))
            addDevice(user, {});
        runFor(kFirstSyncMs);
        for (qsizetype i = 0; i < m_plan.steps.size() && m_violations.isEmpty(); ++i) {
            m_report.violatedStep = static_cast<int>(i);
            runFor(m_plan.steps[i].afterMs);
            if (m_violations.isEmpty())
                perform(m_plan.steps[i]);
        }
        if (m_violations.isEmpty() && drain())
            m_report.violatedStep = -1;
    }
    count();
    return m_report;
}

// True when nothing was violated before draining began.
bool World::drain()
{
    note(u"-- the faults stop"_s);
    m_isDraining = true;
    for (const auto &device : m_devices)
        calm(*device);
    for (const QString &name : mutationNames())
        m_rawServer.setFailing(name, std::nullopt);
    const qint64 end = m_schedule.nowMs() + kMostDrainMs;
    bool isDrained = false;
    while (m_violations.isEmpty() && !isDrained && m_schedule.nowMs() < end) {
        runFor(5'000);
        isDrained = std::all_of(m_devices.begin(), m_devices.end(),
                                [this](const auto &device) { return m_checker->isDrained(*device); });
    }
    // What is quiet stays as it is.
    runFor(65'000);
    for (const auto &device : m_devices) {
        if (m_violations.isEmpty())
            m_checker->checkDrained(*device);
    }
    return true;
}

void World::count()
{
    m_report.virtualMs = m_schedule.nowMs();
    for (const auto &device : m_devices)
        switchOff(*device);
    for (const auto &device : m_devices) {
        for (const TypedEdit &edit : std::as_const(device->typed)) {
            ++m_report.mutations[edit.name];
            const Answered *answered = m_server ? m_server->answered(edit.mutation) : nullptr;
            if (!answered)
                continue;
            const sync::Outcome &outcome = answered->outcome;
            ++m_report.outcomes[outcome.kind == sync::OutcomeKind::Applied  ? u"applied"_s
                                : outcome.kind == sync::OutcomeKind::Merged ? u"merged"_s
                                                                            : outcome.code];
        }
        if (device->seen)
            note(u"device %1 at the end: %2 edits, %3 problems"_s.arg(device->number)
                     .arg(device->typed.size())
                     .arg(device->seen->problems.size()));
    }
    if (!m_violations.isEmpty()) {
        m_report.violation = m_violations.first();
        note(m_violations.first().rule + u": "_s + m_violations.first().detail);
    }
    m_report.digest = m_digest.result().toHex();
}

Report play(const Plan &plan, SimServer &server, const RunOptions &options)
{
    // Made once, before the seed's ids begin.
    SimDisk::instance();
    emptyProfile();
    return World(plan, server, options).run();
}

} // namespace roost::sim
