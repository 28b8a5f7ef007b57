// What hosts, guests, the network and operators do.
#include "HostEdits.h"
#include "WorldState.h"

namespace roost::sim {

using namespace Qt::StringLiterals;

namespace {

// What the replica may answer to a host; anything else is a fault.
bool isAnswerToHost(ErrorCode code)
{
    return code == ErrorCode::NotFound || code == ErrorCode::Validation || code == ErrorCode::DatesTaken ||
           code == ErrorCode::InvalidTransition;
}

template <class Row>
QString chooseId(const QMap<QString, Row> &rows, quint64 choice)
{
    if (rows.isEmpty())
        return {};
    return std::next(rows.cbegin(), static_cast<qsizetype>(choice % static_cast<quint64>(rows.size()))).key();
}

} // namespace

void World::perform(const Step &step)
{
    ++m_report.steps[stepName(step.kind)];
    note(u"* "_s + step.toText());
    if (step.kind <= StepKind::SyncNow)
        performAtHost(step);
    else if (step.kind <= StepKind::WebBurst)
        performOnServer(step);
    else if (step.kind <= StepKind::DropLive)
        performOnNetwork(step);
    else if (step.kind <= StepKind::JumpClock)
        performOnDevice(step);
    else
        performAsOperator(step);
    if (m_server)
        m_server->look();
    afterEvent();
}

void World::performAtHost(const Step &step)
{
    Device &device = deviceOf(step);
    if (!device.main || device.main->isDead())
        return;
    if (step.kind == StepKind::SyncNow)
        device.main->enter([&] { device.main->engine()->syncNow(); });
    else
        editAt(device, step);
}

void World::editAt(Device &device, const Step &step)
{
    const bool isInWindow = device.window && step.c % 2 == 0;
    Program &program = isInWindow ? *device.window : *device.main;
    std::optional<Result<MutationId>> edited;
    std::optional<Result<void>> resolved;
    program.enter([&] {
        if (step.kind == StepKind::ResolveProblem)
            resolved = resolveProblem(program, step);
        else
            edited = performEdit(program, step, today());
    });
    if (program.isDead())
        return;
    const Error *error = edited && !*edited ? &edited->error() : resolved && !*resolved ? &resolved->error() : nullptr;
    if (error && !isAnswerToHost(error->code) && !device.isFull) {
        m_violations.add(u"editsAreTaken"_s,
                         u"%1: %2 (%3)"_s.arg(errorCodeName(error->code), error->userText, error->detail));
    }
    if (error || (!edited && !resolved)) {
        note(u"  "_s + (error ? errorCodeName(error->code) : u"nothing to do"_s));
        return;
    }
    if (edited)
        Checker::noteTyped(device, (*edited)->toString(), stepName(step.kind));
    // A second window tells the first; the word may get lost with it.
    if (!isInWindow || step.c % 5 != 0)
        device.main->enter([&] { device.main->engine()->editsWaiting(); });
}

void World::performOnServer(const Step &step)
{
    const int tenant = tenantOf(step);
    const int user = userOf(step);
    const Rows rows = m_rawServer.rows(scopeOf(tenant));
    const QString listing = chooseId(rows.value(u"listing"_s), step.a);
    const QString unit = chooseId(rows.value(u"unit"_s), step.a);
    const QDate from = today().addDays(1 + static_cast<qint64>(step.b % 16));
    const QDate to = from.addDays(1 + static_cast<qint64>(step.a % 3));
    Result<void> done;
    const auto keep = [&done](const Result<QString> &result) {
        done = result ? Result<void>() : Result<void>(fail(result.error()));
    };
    switch (step.kind) {
    case StepKind::GuestBooks:
        keep(m_rawServer.guestBooks(tenant, {listing, step.b % 2 == 0 ? unit : QString(), from, to, 1}));
        break;
    case StepKind::GuestCancels:
        done = m_rawServer.guestCancels(tenant, chooseId(rows.value(u"booking"_s), step.a));
        break;
    case StepKind::GuestReviews:
        keep(m_rawServer.guestReviews(tenant, chooseId(rows.value(u"booking"_s), step.a),
                                      1 + static_cast<int>(step.b % 5), u"Comment %1"_s.arg(step.b)));
        break;
    case StepKind::WebEdits:
        done = m_rawServer.webEditsListing(
            user, tenant, listing,
            step.b % 2 == 0 ? QJsonObject{{u"title"_s, u"Web %1"_s.arg(step.b)}}
                            : QJsonObject{{u"base_price_minor"_s, 60'000 + static_cast<qint64>(step.b)}});
        break;
    case StepKind::WebBlocks:
        keep(m_rawServer.webBlocks(user, tenant, unit, from, to));
        break;
    case StepKind::WebBurst:
        webBurst(user, tenant, listing, step);
        break;
    default:
        done = m_rawServer.webUnblocks(user, tenant, chooseId(rows.value(u"block"_s), step.a));
    }
    if (!done)
        note(u"  "_s + errorCodeName(done.error().code));
}

// Rows that change again and again while replicas pull them, some of them all gone again.
void World::webBurst(int user, int tenant, const QString &listing, const Step &step)
{
    for (int i = 0; i < 8; ++i) {
        m_schedule.after(i * (10 + static_cast<qint64>(step.b % 40)), [this, user, tenant, listing, i] {
            const Rows rows = m_rawServer.rows(scopeOf(tenant));
            const QString block = chooseId(rows.value(u"block"_s), static_cast<quint64>(i));
            const QString unit = chooseId(rows.value(u"unit"_s), static_cast<quint64>(i));
            if (i % 4 == 3 && !block.isEmpty())
                static_cast<void>(m_rawServer.webUnblocks(user, tenant, block));
            else if (i % 4 == 1 && !unit.isEmpty())
                static_cast<void>(
                    m_rawServer.webBlocks(user, tenant, unit, today().addDays(20 + i), today().addDays(21 + i)));
            else
                static_cast<void>(
                    m_rawServer.webEditsListing(user, tenant, listing, {{u"title"_s, u"Burst %1"_s.arg(i)}}));
            m_server->look();
        });
    }
}

void World::performOnNetwork(const Step &step)
{
    Device &device = deviceOf(step);
    const int strength = 3 + static_cast<int>(step.a % 20);
    switch (step.kind) {
    case StepKind::Disturb:
        device.mood = {false,
                       strength,
                       strength,
                       strength,
                       strength / 2,
                       strength / 3,
                       30,
                       30,
                       step.b % 3 == 0 ? 4000 : 40,
                       static_cast<int>(step.b % 4)};
        break;
    case StepKind::Calm:
        device.mood = {};
        break;
    case StepKind::Cut: {
        device.mood.isCut = true;
        const int number = ++device.cutNumber;
        if (device.main)
            device.main->network().cut();
        m_schedule.after(500 + static_cast<qint64>(step.a) * 150, [&device, number] {
            if (device.cutNumber == number)
                device.mood.isCut = false;
        });
        break;
    }
    default:
        if (device.main)
            device.main->network().dropLive();
    }
}

void World::performAsOperator(const Step &step)
{
    const int tenant = tenantOf(step);
    const int user = userOf(step);
    Result<void> done;
    switch (step.kind) {
    case StepKind::Revoke:
        done = m_rawServer.revoke(user, tenant);
        break;
    case StepKind::Grant:
        done = m_rawServer.grant(user, tenant, u"manager"_s);
        break;
    case StepKind::ExpireHistory:
        // So that nobody is up to date when it happens.
        if (step.a % 3 != 0) {
            const QString listing = chooseId(m_rawServer.rows(scopeOf(tenant)).value(u"listing"_s), step.b);
            static_cast<void>(m_rawServer.webEditsListing(user, tenant, listing, {{u"title"_s, u"Before expiry"_s}}));
            m_server->look();
        }
        done = m_server->expireHistory(scopeOf(tenant));
        break;
    case StepKind::ExpireClients:
        done =
            m_server->expireClients(SimClock::start().addMSecs(m_schedule.nowMs() - static_cast<qint64>(step.a) * 300));
        break;
    case StepKind::SaveBackup:
        done = m_server->save();
        break;
    case StepKind::Restore:
    case StepKind::RestoreSilently:
        if (!m_server->hasBackup())
            return;
        // The server was stopped meanwhile.
        for (const auto &device : m_devices) {
            if (device->main)
                device->main->network().cut();
        }
        done = m_server->restore(step.a, step.kind == StepKind::Restore);
        break;
    default: {
        const QString name =
            mutationNames()[static_cast<qsizetype>(step.a % static_cast<quint64>(mutationNames().size()))];
        constexpr ErrorCode kErrors[] = {ErrorCode::Busy, ErrorCode::Unavailable, ErrorCode::Internal};
        m_rawServer.setFailing(name, kErrors[step.b % 3]);
        m_schedule.after(static_cast<qint64>(step.c) * 200,
                         [this, name] { m_rawServer.setFailing(name, std::nullopt); });
    }
    }
    const bool isMembership = step.kind == StepKind::Revoke || step.kind == StepKind::Grant;
    if (done && isMembership)
        m_server->noteRevoked(user, scopeOf(tenant), step.kind == StepKind::Revoke);
    if (!done)
        note(u"  "_s + errorCodeName(done.error().code));
}

} // namespace roost::sim
