// Devices: switched on and off, killed, filled, copied.
#include "WorldState.h"

#include "disk/Template.h"

#include <QDir>

namespace roost::sim {

using namespace Qt::StringLiterals;

Device &World::deviceOf(const Step &step)
{
    return *m_devices[static_cast<size_t>(step.actor) % m_devices.size()];
}

void World::addDevice(int user, const QString &copyOf)
{
    auto device = std::make_unique<Device>();
    device->number = static_cast<int>(m_devices.size());
    device->user = user;
    device->folder = m_folder + u"/device-%1"_s.arg(device->number);
    device->random = std::make_unique<Random>(m_plan.seed * 101 + static_cast<quint64>(device->number));
    device->clock = std::make_unique<SimClock>(m_schedule);
    // A few make their file themselves, with the faults that this may meet.
    if (!copyOf.isEmpty())
        copyFolder(copyOf, device->folder);
    else if (m_plan.seed % 8 != 0)
        copyFolder(emptyProfile(), device->folder);
    SimDisk::instance().watch(device->folder);
    m_devices.push_back(std::move(device));
    boot(*m_devices.back());
}

ProgramSite World::siteFor(Device &device)
{
    ProgramSite site;
    site.folder = device.folder;
    site.schedule = &m_schedule;
    site.server = m_server.get();
    site.clock = device.clock.get();
    site.network.user = device.user;
    site.network.mood = &device.mood;
    site.network.random = device.random.get();
    site.network.note = [this, number = device.number](const QString &line) {
        note(u"device %1: %2"_s.arg(number).arg(line));
    };
    return site;
}

void World::boot(Device &device)
{
    if (device.main)
        return;
    device.main = std::make_unique<Program>(siteFor(device));
    const auto booted = device.main->boot();
    device.seenBoundaries = -1;
    device.wasBooted = true;
    if (booted || device.main->isDead()) {
        note(u"device %1 boots"_s.arg(device.number));
        return;
    }
    note(u"device %1 can't boot: %2"_s.arg(device.number).arg(errorCodeName(booted.error().code)));
    if (!device.isFull) {
        m_violations.add(
            u"opensAfterEverything"_s,
            u"device %1: %2 (%3)"_s.arg(device.number).arg(booted.error().userText, booted.error().detail));
    }
    retire(device.main);
    bootLater(device, 10'000);
}

void World::bootLater(Device &device, qint64 ms)
{
    m_schedule.after(ms, [this, &device] { boot(device); });
}

void World::switchOff(Device &device)
{
    retire(device.window);
    retire(device.main);
}

void World::retire(std::unique_ptr<Program> &program)
{
    if (!program)
        return;
    m_report.boundaries += program->disk().boundaries;
    m_report.disturbed += program->network().disturbed();
    program.reset();
}

void World::reap()
{
    for (const auto &owned : m_devices) {
        Device &device = *owned;
        const bool mainDied = device.main && device.main->isDead();
        const bool windowDied = device.window && device.window->isDead();
        if (!mainDied && !windowDied)
            continue;
        note(u"device %1 died%2"_s.arg(device.number).arg(device.losesPower ? u" with its power"_s : QString()));
        const bool losesPower = std::exchange(device.losesPower, false);
        ++m_report.steps[losesPower ? u"(a computer lost its power)"_s : u"(a program was killed)"_s];
        for (Program *program : {device.main.get(), device.window.get()}) {
            if (program && losesPower)
                program->disk().isDead = true;
        }
        if (windowDied || losesPower)
            retire(device.window);
        if (mainDied || losesPower)
            retire(device.main);
        if (losesPower)
            SimDisk::instance().losePower(device.folder, *device.random);
        device.seenBoundaries = -1;
        if (!device.main)
            bootLater(device, device.random->between(100, 15'000));
    }
}

void World::openWindow(Device &device)
{
    if (!device.main || device.window)
        return;
    device.window = std::make_unique<Program>(siteFor(device));
    if (const auto booted = device.window->boot(); !booted) {
        if (!device.isFull && !device.window->isDead())
            m_violations.add(u"opensAfterEverything"_s, u"a second window: "_s + booted.error().userText);
        retire(device.window);
    }
    device.seenBoundaries = -1;
}

void World::copyProfile(Device &device)
{
    if (m_hasCopy || !device.main || !device.seen || device.isFull)
        return;
    m_hasCopy = true;
    m_server->allowFork(device.seen->client);
    switchOff(device);
    boot(device);
    if (!device.main || device.main->isDead() || !m_violations.isEmpty())
        return;
    switchOff(device);
    addDevice(device.user, device.folder);
    Device &copy = *m_devices.back();
    copy.typed = device.typed;
    bootLater(device, 700);
}

void World::performOnDevice(const Step &step)
{
    Device &device = deviceOf(step);
    switch (step.kind) {
    case StepKind::Restart:
        if (device.main) {
            switchOff(device);
            bootLater(device, 300 + static_cast<qint64>(step.a) * 20);
        }
        break;
    case StepKind::Kill:
    case StepKind::CutPower: {
        Program *program = device.window && step.c % 4 == 0 ? device.window.get() : device.main.get();
        if (!program || program->disk().diesAt > program->disk().boundaries)
            return;
        program->disk().diesAt = program->disk().boundaries + 1 + static_cast<qint64>(step.a % 40);
        program->disk().lastWrite = static_cast<LastWrite>(step.b % 3);
        device.losesPower = device.losesPower || step.kind == StepKind::CutPower;
        break;
    }
    case StepKind::FillDisk: {
        device.isFull = true;
        SimDisk::instance().setFull(device.folder, true);
        const int number = ++device.fullNumber;
        m_schedule.after(1000 + static_cast<qint64>(step.a) * 60, [&device, number] {
            if (device.fullNumber != number)
                return;
            device.isFull = false;
            SimDisk::instance().setFull(device.folder, false);
        });
        break;
    }
    case StepKind::OpenWindow:
        openWindow(device);
        break;
    case StepKind::CloseWindow:
        retire(device.window);
        device.seenBoundaries = -1;
        break;
    case StepKind::CopyProfile:
        copyProfile(device);
        break;
    default:
        device.clock->offsetMs += (static_cast<qint64>(step.a) - 500) * 3'600'000;
    }
}

// The faults stop for this device.
void World::calm(Device &device)
{
    device.mood = {};
    ++device.cutNumber;
    ++device.fullNumber;
    device.isFull = false;
    SimDisk::instance().setFull(device.folder, false);
    device.losesPower = false;
    for (Program *program : {device.main.get(), device.window.get()}) {
        if (program && !program->isDead())
            program->disk().diesAt = 0;
    }
}

} // namespace roost::sim
