// The rules on replicas.
#include "Checker.h"

#include <QJsonDocument>

namespace roost::sim {

using namespace Qt::StringLiterals;

namespace {

bool isPending(const StoredMutation &mutation)
{
    return mutation.state == u"waiting" || mutation.state == u"answered";
}

// The last value that pending edits give to a listing's field.
QMap<std::pair<QString, QString>, QJsonValue> pendingFields(const ReplicaState &state)
{
    QMap<std::pair<QString, QString>, QJsonValue> fields;
    for (const StoredMutation &mutation : state.outbox) {
        if (!isPending(mutation) || mutation.name != u"listing.edit")
            continue;
        const QJsonObject changes = mutation.args.value(u"changes").toObject();
        for (auto change = changes.begin(); change != changes.end(); ++change)
            fields.insert({mutation.scope + u' ' + mutation.args.value(u"listing_id").toString(), change.key()},
                          change.value());
    }
    return fields;
}

} // namespace

void Checker::add(const Device &device, const QString &rule, const QString &detail)
{
    m_violations.add(rule, u"device %1: %2"_s.arg(device.number).arg(detail));
}

void Checker::noteTyped(Device &device, const QString &mutation, const QString &name)
{
    device.typed.insert(mutation, {mutation, name, false});
}

void Checker::check(Device &device)
{
    if (!device.main || device.main->isDead())
        return;
    const qint64 boundaries = device.main->disk().boundaries + (device.window ? device.window->disk().boundaries : 0);
    if (boundaries == device.seenBoundaries && !device.wasBooted)
        return;
    const auto now = ReplicaState::read(device.folder, device.wasBooted);
    if (!now) {
        add(device, u"opensAfterEverything"_s, now.error().userText);
        return;
    }
    nothingTypedIsLost(device, *now);
    rowsBelongToFollowedScopes(device, *now);
    cursorCountsUp(device, *now);
    replicaIsAStateOfTheServer(device, *now);
    pendingIsShown(device, *now);
    shadowsNeedPending(device, *now);
    midsCountUp(device, *now);
    identityNeedsCause(device, *now);
    ackedWasAnswered(device, *now);
    overOnlyWithEffects(device, *now);
    problemsKeepBoth(device, *now);
    problemsStay(device, *now);
    device.seen = *now;
    device.seenBoundaries = boundaries;
    device.wasBooted = false;
}

// Rule 10 and the promise of the page's first sentence: whatever happens, each edit is waiting, answered, over, or kept
// as a problem.
void Checker::nothingTypedIsLost(Device &device, const ReplicaState &now)
{
    QSet<QString> kept;
    for (const StoredMutation &mutation : now.outbox) {
        kept.insert(mutation.id);
        if (!device.typed.contains(mutation.id))
            noteTyped(device, mutation.id, mutation.name);
        device.typed[mutation.id].name = mutation.name;
        device.typed[mutation.id].isOver = mutation.state == u"done";
        if (mutation.state != u"quarantined")
            continue;
        const bool hasProblem =
            std::any_of(now.problems.cbegin(), now.problems.cend(),
                        [&](const StoredProblem &problem) { return problem.mutation == mutation.id; });
        if (!hasProblem)
            add(device, u"nothingTypedIsLost"_s, mutation.name + u" was set aside without a problem"_s);
    }
    for (const TypedEdit &edit : std::as_const(device.typed)) {
        if (!kept.contains(edit.mutation) && !edit.isOver)
            add(device, u"nothingTypedIsLost"_s, edit.name + u" is gone from the outbox"_s);
    }
}

const Cells &Checker::expectedCells(const QString &epoch, const sync::SyncTable &table, const QJsonObject &row)
{
    // Versions come again after a restore.
    if (m_cellsOfRestores != m_server.restores()) {
        m_cells.clear();
        m_cellsOfRestores = m_server.restores();
    }
    const QString key =
        epoch + table.name + row.value(u"id").toString() + QString::number(row.value(u"version").toInteger());
    auto found = m_cells.constFind(key);
    if (found == m_cells.constEnd())
        found = m_cells.insert(key, cellsOf(table.columns, row));
    return *found;
}

QString Checker::differenceTo(const Rows &server, const ReplicaState &now, const QString &scope)
{
    const QString epoch = now.cursors.value(scope).epoch;
    const auto copy = now.serverCopy(scope);
    for (const sync::SyncTable &table : sync::syncTables(sync::ScopeKind::Tenant)) {
        const auto mine = copy.value(table.name);
        const auto theirs = server.value(table.name);
        for (auto row = theirs.cbegin(); row != theirs.cend(); ++row) {
            const auto here = mine.constFind(row.key());
            if (here == mine.constEnd())
                return u"%1 %2 is missing"_s.arg(table.name, row.key());
            const Cells &expected = expectedCells(epoch, table, *row);
            if (!isSameRow(table.columns, *here, expected)) {
                return u"%1 %2 is {%3}, the server's {%4}"_s.arg(
                    table.name, row.key(), QString::fromUtf8(here->join('|')), QString::fromUtf8(expected.join('|')));
            }
        }
        for (auto row = mine.cbegin(); row != mine.cend(); ++row) {
            if (!theirs.contains(row.key()))
                return u"%1 %2 should be gone"_s.arg(table.name, row.key());
        }
    }
    return {};
}

// Rule 1: with the shadows put back, a replica is exactly the server's rows at the version of its cursor: a pull that
// was received in part is never visible, none is applied twice or out of order, and nothing is forgotten.
void Checker::replicaIsAStateOfTheServer(Device &device, const ReplicaState &now)
{
    for (auto cursor = now.cursors.cbegin(); cursor != now.cursors.cend(); ++cursor) {
        const Rows *server = m_server.rowsAt(cursor.key(), cursor->epoch, cursor->version);
        // After a silent restore it may take until the next check of the tables.
        const bool isUnknown = cursor->epoch.isEmpty() || m_server.silentRestores() > 0;
        if (!server && !isUnknown) {
            add(device, u"replicaIsAStateOfTheServer"_s, u"the server never was at version %1"_s.arg(cursor->version));
        }
        if (!server)
            continue;
        const QString difference = differenceTo(*server, now, cursor.key());
        if (!difference.isEmpty() && !isUnknown)
            add(device, u"replicaIsAStateOfTheServer"_s, difference);
    }
}

// Rule 3.
void Checker::cursorCountsUp(Device &device, const ReplicaState &now)
{
    if (!device.seen)
        return;
    for (auto cursor = now.cursors.cbegin(); cursor != now.cursors.cend(); ++cursor) {
        const auto before = device.seen->cursors.constFind(cursor.key());
        if (before != device.seen->cursors.constEnd() && before->epoch == cursor->epoch &&
            before->version > cursor->version && m_server.silentRestores() == 0) {
            add(device, u"cursorCountsUp"_s,
                u"the cursor went from %1 back to %2"_s.arg(before->version).arg(cursor->version));
        }
    }
}

// Rule 5: no rows, and no shadows, of a scope that isn't followed.
void Checker::rowsBelongToFollowedScopes(const Device &device, const ReplicaState &now)
{
    for (auto scope = now.shown.cbegin(); scope != now.shown.cend(); ++scope) {
        if (!now.cursors.contains(scope.key()))
            add(device, u"rowsBelongToFollowedScopes"_s, u"rows of %1"_s.arg(scope.key()));
    }
    for (auto scope = now.shadows.cbegin(); scope != now.shadows.cend(); ++scope) {
        if (!now.cursors.contains(scope.key()))
            add(device, u"rowsBelongToFollowedScopes"_s, u"shadows of %1"_s.arg(scope.key()));
    }
}

// The replica: what was typed is what is seen, until the server's word on it is here.
void Checker::pendingIsShown(const Device &device, const ReplicaState &now)
{
    const QStringList &columns = sync::findSyncTable(u"listing"_s)->columns;
    const auto fields = pendingFields(now);
    for (auto field = fields.cbegin(); field != fields.cend(); ++field) {
        const QString scope = field.key().first.section(u' ', 0, 0);
        const Cells shown = now.shown.value(scope).value(u"listing"_s).value(field.key().first.section(u' ', 1));
        const Cells typed = cellsOf({field.key().second}, {{field.key().second, field.value()}});
        if (!shown.isEmpty() &&
            !isSameRow({field.key().second}, {shown.value(columns.indexOf(field.key().second))}, typed))
            add(device, u"pendingIsShown"_s, u"the %1 that was typed isn't seen"_s.arg(field.key().second));
    }
    QMap<QString, std::pair<QString, bool>> blocks; // id -> scope, is there
    for (const StoredMutation &mutation : now.outbox) {
        if (isPending(mutation) && (mutation.name == u"calendar.block" || mutation.name == u"calendar.unblock"))
            blocks.insert(mutation.args.value(u"block_id").toString(),
                          {mutation.scope, mutation.name == u"calendar.block"});
    }
    for (auto block = blocks.cbegin(); block != blocks.cend(); ++block) {
        const auto &[scope, isThere] = *block;
        if (now.cursors.contains(scope) && now.shown.value(scope).value(u"block"_s).contains(block.key()) != isThere)
            add(device, u"pendingIsShown"_s, u"a block that was made or removed isn't seen so"_s);
    }
}

// Tentative is what waits for the server, and nothing else.
void Checker::shadowsNeedPending(const Device &device, const ReplicaState &now)
{
    QSet<QString> pending;
    for (const StoredMutation &mutation : now.outbox) {
        if (isPending(mutation))
            pending.insert(mutation.scope);
    }
    for (auto scope = now.shadows.cbegin(); scope != now.shadows.cend(); ++scope) {
        if (!pending.contains(scope.key()))
            add(device, u"shadowsNeedPending"_s, u"rows are tentative, but nothing waits"_s);
    }
}

// Rule 2: mids count up from 1 without gaps in the order of work; what waits is behind what was answered.
void Checker::midsCountUp(const Device &device, const ReplicaState &now)
{
    QMap<qint64, QString> mids;
    for (const StoredMutation &mutation : now.outbox) {
        if (mutation.mid > 0)
            mids.insert(mutation.mid, mutation.state);
        else if (isPending(mutation))
            add(device, u"midsCountUp"_s, u"a waiting edit has no number"_s);
    }
    if (!mids.isEmpty() && mids.lastKey() >= now.nextMid)
        add(device, u"midsCountUp"_s, u"the next mid is used already"_s);
    qint64 lastWaiting = 0;
    for (auto mid = mids.cbegin(); mid != mids.cend(); ++mid) {
        if (mid.value() != u"waiting")
            continue;
        if (lastWaiting > 0 && mid.key() != lastWaiting + 1 && !mids.contains(mid.key() - 1))
            add(device, u"midsCountUp"_s, u"a gap before mid %1"_s.arg(mid.key()));
        lastWaiting = mid.key();
    }
    if (lastWaiting > 0 && lastWaiting + 1 != now.nextMid && !mids.contains(now.nextMid - 1))
        add(device, u"midsCountUp"_s, u"a gap before the next mid %1"_s.arg(now.nextMid));
}

// Rule 2: a replica takes another name only when it may be a copy, or the server has gone back.
void Checker::identityNeedsCause(Device &device, const ReplicaState &now)
{
    if (device.seen && device.seen->client != now.client && !m_server.mayFork(device.seen->client))
        add(device, u"forkNeedsCause"_s, u"it took a new client id without need"_s);
}

// Rule 1: what counts as acknowledged was acknowledged.
void Checker::ackedWasAnswered(const Device &device, const ReplicaState &now)
{
    if (now.lastAckedMid > m_server.highestMid(now.client)) {
        add(device, u"ackedWasAnswered"_s,
            u"mid %1 counts as acknowledged, the server knows %2"_s.arg(now.lastAckedMid)
                .arg(m_server.highestMid(now.client)));
    }
}

// Rule 1: an edit is over when the replica has the version that it made.
void Checker::overOnlyWithEffects(const Device &device, const ReplicaState &now)
{
    for (const StoredMutation &mutation : now.outbox) {
        if (mutation.state == u"waiting" || mutation.state == u"quarantined")
            continue;
        const Answered *answered = m_server.answered(mutation.id);
        if (!answered) {
            if (!m_server.hasForgotten())
                add(device, u"overOnlyWithEffects"_s, mutation.name + u" was never answered"_s);
            continue;
        }
        const auto cursor = now.cursors.constFind(mutation.scope);
        if (mutation.state == u"done" && cursor != now.cursors.constEnd() && cursor->version < answered->version &&
            m_server.silentRestores() == 0)
            add(device, u"overOnlyWithEffects"_s, mutation.name + u" is over, its effects are not here"_s);
    }
}

// Merging: of what was refused, both values are kept.
void Checker::problemsKeepBoth(const Device &device, const ReplicaState &now)
{
    for (const StoredMutation &mutation : now.outbox) {
        const Answered *answered = m_server.answered(mutation.id);
        if (!answered || !mutation.hasOutcome || mutation.state == u"quarantined")
            continue;
        const auto find = [&](const QString &field) -> const StoredProblem * {
            for (const StoredProblem &problem : now.problems) {
                if (problem.mutation == mutation.id && problem.field == field)
                    return &problem;
            }
            return nullptr;
        };
        const sync::Outcome &outcome = answered->outcome;
        if (outcome.kind == sync::OutcomeKind::Rejected && outcome.conflicts.isEmpty() && !find(QString()))
            add(device, u"problemsKeepBoth"_s, mutation.name + u" was rejected without a problem"_s);
        for (const sync::FieldConflict &conflict : outcome.conflicts) {
            const StoredProblem *problem = find(conflict.field);
            if (!problem)
                add(device, u"problemsKeepBoth"_s, u"no problem for the field "_s + conflict.field);
            else if (problem->mine.isEmpty() || problem->theirs.isEmpty())
                add(device, u"problemsKeepBoth"_s, u"a value is missing of the field "_s + conflict.field);
        }
    }
}

// A problem goes by the host's decision alone.
void Checker::problemsStay(const Device &device, const ReplicaState &now)
{
    if (!device.seen)
        return;
    for (const StoredProblem &problem : device.seen->problems) {
        if (!now.problems.contains(problem.id))
            add(device, u"problemsStay"_s, u"a problem has vanished"_s);
    }
}

bool Checker::isDrained(Device &device)
{
    if (!device.main || device.main->isDead() || !device.seen)
        return false;
    const bool hasPending = std::any_of(device.seen->outbox.cbegin(), device.seen->outbox.cend(), isPending);
    if (hasPending || !device.seen->shadows.isEmpty())
        return false;
    QStringList followed = m_server.server().followedScopes(device.user);
    followed.sort();
    if (followed != device.seen->cursors.keys())
        return false;
    for (auto cursor = device.seen->cursors.cbegin(); cursor != device.seen->cursors.cend(); ++cursor) {
        if (cursor->epoch != m_server.server().epochOf(cursor.key()) ||
            cursor->version != m_server.server().version(cursor.key()))
            return false;
    }
    return true;
}

// After the faults have stopped, within a bounded time: everything is sent, and each replica is what the server has.
void Checker::checkDrained(Device &device)
{
    if (!isDrained(device)) {
        QStringList left;
        for (const StoredMutation &mutation : device.seen ? device.seen->outbox : QList<StoredMutation>()) {
            if (isPending(mutation))
                left << mutation.name + u' ' + mutation.state;
        }
        const QString state = device.main && device.main->engine()
                                  ? QString::number(static_cast<int>(device.main->engine()->status().state))
                                  : u"none"_s;
        const auto trouble =
            device.main && device.main->engine() ? device.main->engine()->status().lastError : std::nullopt;
        add(device, u"everythingDrains"_s,
            u"left [%1], shadows %2, engine state %3, error %4"_s.arg(left.join(u", "_s))
                .arg(device.seen ? device.seen->shadows.size() : 0)
                .arg(state, trouble ? errorCodeName(trouble->code) + u' ' + trouble->userText : u"none"_s));
        return;
    }
    for (auto cursor = device.seen->cursors.cbegin(); cursor != device.seen->cursors.cend(); ++cursor) {
        const QString difference = differenceTo(m_server.server().rows(cursor.key()), *device.seen, cursor.key());
        if (!difference.isEmpty())
            add(device, u"everythingDrains"_s, difference);
    }
    for (const StoredMutation &mutation : device.seen->outbox) {
        // What was rejected had no effect, and is a problem here: a restored server isn't told of it again.
        if (mutation.state == u"done" && !mutation.wasRejected && !m_server.answered(mutation.id))
            add(device, u"nothingTypedIsLost"_s, mutation.name + u" counts as done, the server doesn't have it"_s);
    }
}

} // namespace roost::sim
