// See SmallWorld.h.
#include "SmallWorld.h"

#include "HostEdits.h"

#include "common/Uuid.h"
#include "disk/Template.h"

#include <QCryptographicHash>
#include <QDataStream>
#include <QDir>

namespace roost::sim {

using namespace Qt::StringLiterals;

namespace {

constexpr int kMostMessageMs = 5; // what takes longer is a timer
constexpr int kMostWaits = 60;
constexpr qint64 kFirstSyncMs = 15'000;

WorldPlan smallPlan()
{
    WorldPlan plan;
    plan.users = 2;
    plan.tenants = 1;
    plan.memberships = {{0, 0, u"owner"_s}, {1, 0, u"manager"_s}};
    plan.listingsPerTenant = 1;
    plan.unitsPerListing = 1;
    plan.today = SimClock::start().date();
    return plan;
}

QUuid idFrom(quint64 actor, quint64 number)
{
    Random random(actor * 1'000'003 + number);
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

ProgramSite siteFor(Device &device, Schedule &schedule, ServerWatch &watch)
{
    device.mood.mostDelayMs = 1;
    device.mood.losesPoke = 100; // pokes are hints: everything has to work without them
    ProgramSite site;
    site.folder = device.folder;
    site.schedule = &schedule;
    site.server = &watch;
    site.clock = device.clock.get();
    site.network.user = device.user;
    site.network.mood = &device.mood;
    site.network.random = device.random.get();
    site.network.note = [](const QString &) {};
    return site;
}

void add(QDataStream &out, const ReplicaState &state)
{
    out << state.client << state.nextMid << state.lastAckedMid;
    for (auto cursor = state.cursors.begin(); cursor != state.cursors.end(); ++cursor)
        out << cursor.key() << cursor->epoch << cursor->version;
    for (const StoredMutation &mutation : state.outbox)
        out << mutation.mid << mutation.id << mutation.name << mutation.state << mutation.hasOutcome;
    for (const StoredProblem &problem : state.problems)
        out << problem.mutation << problem.field << problem.mine << problem.theirs << problem.state;
    out << state.shown;
    for (auto scope = state.shadows.begin(); scope != state.shadows.end(); ++scope) {
        for (auto table = scope->begin(); table != scope->end(); ++table) {
            for (auto row = table->begin(); row != table->end(); ++row)
                out << table.key() << row.key() << row->value_or(Cells());
        }
    }
}

} // namespace

QString Action::toText() const
{
    static const QStringList kinds{u"edit"_s, u"message"_s, u"operator"_s, u"wait"_s};
    static const QStringList faults{QString(), u", its request is lost"_s, u", its reply is lost"_s,
                                    u", dies at write %1 (%2)"_s, u", loses power at write %1 (%2)"_s};
    QString text = kinds.at(static_cast<int>(kind));
    if (kind != Kind::Operator && kind != Kind::Wait)
        text += u" of device %1"_s.arg(device);
    QString trouble = faults.at(static_cast<int>(fault));
    if (trouble.contains(u'%'))
        trouble = trouble.arg(atWrite).arg(static_cast<int>(lastWrite));
    return text + trouble;
}

std::unique_ptr<Device> smallDevice(int number, int user, const QString &folder, const Schedule &schedule)
{
    auto device = std::make_unique<Device>();
    device->number = number;
    device->user = user;
    device->folder = folder;
    device->random = std::make_unique<Random>(static_cast<quint64>(number) + 1);
    device->clock = std::make_unique<SimClock>(schedule);
    return device;
}

SmallStart::SmallStart(const Scenario &made)
    : scenario(made)
{
    SimDisk::instance();
    emptyProfile();
    quint64 ids = 0;
    setUuidSource([&ids] { return idFrom(9, ++ids); });
    Schedule schedule;
    Violations violations;
    server.setNow(SimClock::start());
    const auto built = server.build(smallPlan());
    Q_ASSERT(built);
    const QString scope = u"t:"_s + server.tenantId(0);
    const QString listing = server.rows(scope).value(u"listing"_s).firstKey();
    for (qsizetype i = 0; i < scenario.before.size(); ++i) {
        const QDate in = smallPlan().today.addDays(5);
        (void)server.guestBooks(0, {listing, {}, in, in.addDays(2), 1});
    }
    (void)server.savePoint();
    ServerWatch watch(server, violations, [](const QString &, qint64) {});
    for (int number = 0; number < (scenario.isCopiedProfile ? 1 : 2); ++number) {
        copyFolder(emptyProfile(), folderOf(number));
        const auto device = smallDevice(number, number, folderOf(number), schedule);
        Program program(siteFor(*device, schedule, watch));
        (void)program.boot();
        while (schedule.runNext(schedule.nowMs() + 100)) {
        }
        const qint64 until = schedule.nowMs() + kFirstSyncMs;
        while (schedule.runNext(until)) {
        }
    }
    if (scenario.isCopiedProfile)
        copyFolder(folderOf(0), folderOf(1));
    setUuidSource({});
}

SmallWorld::SmallWorld(const SmallStart &start)
    : m_start(start)
    , m_server(start.server)
{
    setUuidSource([this] { return nextId(); });
    m_watch = std::make_unique<ServerWatch>(m_server, m_violations, [](const QString &, qint64) {});
    m_checker = std::make_unique<Checker>(*m_watch, m_violations);
    // The state that an operator goes back to.
    (void)m_watch->save();
    for (int number = 0; number < 2; ++number) {
        const int user = start.scenario.isCopiedProfile ? 0 : number;
        const QString folder = m_folder.filePath(QString::number(number));
        copyFolder(start.folderOf(number), folder);
        SimDisk::instance().watch(folder);
        m_devices.push_back(smallDevice(number, user, folder, m_schedule));
    }
    runFirst();
}

SmallWorld::~SmallWorld()
{
    for (const auto &device : m_devices) {
        device->main.reset();
        SimDisk::instance().unwatch(device->folder);
    }
    setUuidSource({});
}

QUuid SmallWorld::nextId()
{
    return idFrom(static_cast<quint64>(m_acting), ++m_ids[m_acting]);
}

// Both boot and say hello, always in the same order.
void SmallWorld::runFirst()
{
    for (int number = 0; number < 2; ++number) {
        boot(number);
        for (auto messages = messagesOf(number); !messages.isEmpty(); messages = messagesOf(number)) {
            m_schedule.run(messages.first());
            settle(number);
        }
        m_checker->check(*m_devices[static_cast<size_t>(number)]);
        if (m_start.scenario.isCopiedProfile && number == 0)
            m_watch->allowFork(m_devices[0]->seen->client);
        m_memory[number].clear();
    }
}

void SmallWorld::boot(int number)
{
    Device &device = *m_devices[static_cast<size_t>(number)];
    m_acting = number;
    device.main = std::make_unique<Program>(siteFor(device, m_schedule, *m_watch));
    device.seenBoundaries = -1;
    device.wasBooted = true;
    if (const auto booted = device.main->boot(); !booted) {
        m_violations.add(u"opensAfterEverything"_s,
                         u"device %1: %2 (%3)"_s.arg(number).arg(booted.error().userText, booted.error().detail));
    }
    settle(number);
}

// What follows at once belongs to the same step; what is new is the device's.
void SmallWorld::settle(int number)
{
    for (bool moves = true; moves;) {
        moves = false;
        for (const Schedule::Pending &event : m_schedule.pending()) {
            if (!m_owners.contains(event.ticket))
                m_owners.insert(event.ticket, number);
            if (event.delayMs > 0 || moves)
                continue;
            m_schedule.run(event.ticket);
            moves = true;
        }
    }
}

QList<Schedule::Ticket> SmallWorld::messagesOf(int number)
{
    QList<Schedule::Ticket> messages;
    for (const Schedule::Pending &event : m_schedule.pending()) {
        if (event.delayMs <= kMostMessageMs && m_owners.value(event.ticket, -1) == number)
            messages << event.ticket;
    }
    return messages;
}

bool SmallWorld::isQuiet(const Device &device)
{
    return device.main && messagesOf(device.number).isEmpty();
}

QList<Action> SmallWorld::actions()
{
    QList<Action> actions;
    bool isQuietEverywhere = true;
    for (int number = 0; number < 2; ++number) {
        const auto messages = messagesOf(number);
        for (int message = 0; message < messages.size(); ++message)
            actions << Action{Action::Kind::Message, number, message};
        isQuietEverywhere = isQuietEverywhere && messages.isEmpty();
        if (m_edits[number] < m_start.scenario.editsOf[number].size())
            actions << Action{Action::Kind::Edit, number};
    }
    if (m_operated < m_start.scenario.ofOperators.size())
        actions << Action{Action::Kind::Operator};
    const bool isDrained = std::all_of(m_devices.begin(), m_devices.end(),
                                       [this](const auto &device) { return m_checker->isDrained(*device); });
    if (isQuietEverywhere && !isDrained && m_waits < kMostWaits)
        actions << Action{Action::Kind::Wait};
    return actions;
}

void SmallWorld::operate(const Step &step)
{
    const QString scope = u"t:"_s + m_server.tenantId(0);
    if (step.kind == StepKind::Revoke) {
        (void)m_server.revoke(1, 0);
        m_watch->noteRevoked(1, scope, true);
    } else {
        (void)m_watch->restore(0, true);
    }
}

void SmallWorld::act(const Action &action)
{
    Device &device = *m_devices[static_cast<size_t>(action.device)];
    switch (action.kind) {
    case Action::Kind::Edit: {
        const Step &step = m_start.scenario.editsOf[action.device].at(m_edits[action.device]++);
        device.main->enter([&] {
            const auto edited = performEdit(*device.main, step, SimClock::start().date());
            if (edited && *edited)
                Checker::noteTyped(device, (*edited)->toString(), stepName(step.kind));
        });
        break;
    }
    case Action::Kind::Message:
        m_schedule.run(messagesOf(action.device).at(action.message));
        break;
    case Action::Kind::Operator:
        operate(m_start.scenario.ofOperators.at(m_operated++));
        break;
    case Action::Kind::Wait: {
        ++m_waits;
        const auto pending = m_schedule.pending();
        const auto first = std::min_element(pending.begin(), pending.end(),
                                            [](const auto &a, const auto &b) { return a.dueMs < b.dueMs; });
        if (first == pending.end())
            break;
        m_acting = m_owners.value(first->ticket);
        m_schedule.run(first->ticket);
        break;
    }
    }
}

SmallWorld::Done SmallWorld::perform(const Action &action, bool isRepeated)
{
    m_acting = action.device;
    Device &device = *m_devices[static_cast<size_t>(action.device)];
    const qint64 writesBefore = device.main->disk().boundaries;
    const qint64 disturbedBefore = device.main->network().disturbed();
    const QByteArray serverBefore = action.kind == Action::Kind::Message ? m_server.digest() : QByteArray();
    device.mood.losesRequest = action.fault == SmallFault::LosesRequest ? 100 : 0;
    device.mood.losesReply = action.fault == SmallFault::LosesReply ? 100 : 0;
    if (action.atWrite > 0) {
        device.main->disk().diesAt = writesBefore + action.atWrite;
        device.main->disk().lastWrite = action.lastWrite;
    }
    m_server.setNow(SimClock::start().addMSecs(m_schedule.nowMs()));
    act(action);
    settle(m_acting);
    Done done;
    done.writes = device.main->disk().boundaries - writesBefore;
    done.struck = action.fault == SmallFault::None || device.main->isDead() ||
                  device.main->network().disturbed() > disturbedBefore;
    device.mood.losesRequest = 0;
    device.mood.losesReply = 0;
    device.main->disk().diesAt = 0;
    m_memory[m_acting] += action.toText().toUtf8() + serverBefore;
    reap(action);
    if (!isRepeated) {
        for (const auto &each : m_devices)
            m_checker->check(*each);
    }
    if (action.fault == SmallFault::None && isQuiet(*m_devices[static_cast<size_t>(m_acting)]) &&
        m_checker->isDrained(*m_devices[static_cast<size_t>(m_acting)]))
        m_memory[m_acting].clear();
    return done;
}

// A program that died is started again.
void SmallWorld::reap(const Action &action)
{
    Device &device = *m_devices[static_cast<size_t>(action.device)];
    if (!device.main->isDead())
        return;
    device.main.reset();
    if (action.fault == SmallFault::LosesPower) {
        Random random(7);
        SimDisk::instance().losePower(device.folder, random);
    }
    // It remembers what is on its disk, and nothing else.
    m_memory[action.device] = "booted";
    boot(action.device);
}

QByteArray SmallWorld::situation(const Action &action) const
{
    QByteArray bytes;
    QDataStream out(&bytes, QIODevice::WriteOnly);
    const Device &device = *m_devices[static_cast<size_t>(action.device)];
    out << action.toText() << action.message << m_edits[action.device] << m_memory[action.device];
    if (device.seen)
        add(out, *device.seen);
    return QCryptographicHash::hash(bytes, QCryptographicHash::Sha1);
}

QByteArray SmallWorld::digest()
{
    QByteArray bytes;
    QDataStream out(&bytes, QIODevice::WriteOnly);
    out << m_server.digest() << m_operated;
    for (int number = 0; number < 2; ++number) {
        const Device &device = *m_devices[static_cast<size_t>(number)];
        out << m_edits[number] << m_ids[number] << m_memory[number] << messagesOf(number).size();
        if (device.seen)
            add(out, *device.seen);
        if (device.main && device.main->engine())
            out << static_cast<int>(device.main->engine()->status().state);
    }
    return QCryptographicHash::hash(bytes, QCryptographicHash::Sha1);
}

void SmallWorld::checkEnd()
{
    for (const auto &device : m_devices)
        m_checker->checkDrained(*device);
}

} // namespace roost::sim
