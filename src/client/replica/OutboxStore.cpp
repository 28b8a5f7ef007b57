// Statements on outbox, problem and sync_client.
#include "OutboxStore.h"

#include "MutationApplier.h"
#include "RowReading.h"

#include "common/Clock.h"
#include "common/Json.h"
#include "common/PlantedBug.h"

namespace roost::replica {

using namespace Qt::StringLiterals;

namespace {

QJsonObject parsed(const QString &text)
{
    return QJsonDocument::fromJson(text.toUtf8()).object();
}

QString text(const QJsonObject &object)
{
    return QString::fromUtf8(canonicalJson(object));
}

} // namespace

QString OutboxStore::now() const
{
    return m_clock.nowUtc().toString(Qt::ISODateWithMs);
}

Result<void> OutboxStore::ensureClient()
{
    ROOST_ASSIGN(Statement insert, m_database.statement(u"store/create_client"_s));
    insert.bind(u":client_id"_s, ClientId::create());
    return insert.exec();
}

Result<OutboxStore::Client> OutboxStore::client()
{
    ROOST_ASSIGN(Statement select, m_database.statement(u"store/client"_s));
    ROOST_TRY(select.exec());
    if (!select.next())
        return fail(ErrorCode::StorageBroken, u"The data file is incomplete. Remove the profile and sync anew."_s);
    return Client{select.id<ClientId>(0), select.integer(1), select.integer(2)};
}

Result<void> OutboxStore::append(sync::Mutation &mutation)
{
    ROOST_ASSIGN(const Client identity, client());
    mutation.mid = identity.nextMid;
    ROOST_ASSIGN(Statement insert, m_database.statement(u"store/append_mutation"_s));
    insert.bind(u":mid"_s, mutation.mid)
        .bind(u":mutation_id"_s, mutation.id)
        .bind(u":scope"_s, mutation.scope)
        .bind(u":name"_s, mutation.name)
        .bind(u":schema_version"_s, mutation.schemaVersion)
        .bind(u":args"_s, text(mutation.args))
        .bind(u":base"_s, text(mutation.base))
        .bind(u":created_at"_s, now());
    ROOST_TRY(insert.exec());
    ROOST_ASSIGN(Statement advance, m_database.statement(u"store/set_next_mid"_s));
    advance.bind(u":next_mid"_s, mutation.mid + 1);
    return advance.exec();
}

Result<QList<sync::Mutation>> OutboxStore::readMutations(Statement &statement)
{
    ROOST_TRY(statement.exec());
    QList<sync::Mutation> mutations;
    while (statement.next()) {
        sync::Mutation mutation;
        mutation.mid = statement.integer(0);
        mutation.id = statement.id<MutationId>(1);
        mutation.scope = statement.text(2);
        mutation.name = statement.text(3);
        mutation.schemaVersion = static_cast<int>(statement.integer(4));
        mutation.args = parsed(statement.text(5));
        mutation.base = parsed(statement.text(6));
        mutations << mutation;
    }
    return mutations;
}

Result<QList<sync::Mutation>> OutboxStore::waiting(int most)
{
    ROOST_ASSIGN(Statement select, m_database.statement(u"store/waiting_mutations"_s));
    select.bind(u":most"_s, most);
    return readMutations(select);
}

Result<QList<sync::Mutation>> OutboxStore::pendingOf(const QString &scope)
{
    ROOST_ASSIGN(Statement select, m_database.statement(u"store/replayed_mutations"_s));
    select.bind(u":scope"_s, scope);
    return readMutations(select);
}

Result<std::optional<sync::Mutation>> OutboxStore::find(const MutationId &id)
{
    ROOST_ASSIGN(Statement select, m_database.statement(u"store/mutation"_s));
    select.bind(u":mutation_id"_s, id);
    ROOST_ASSIGN(const auto found, readMutations(select));
    return found.isEmpty() ? std::nullopt : std::optional(found.first());
}

Result<bool> OutboxStore::wasSetHere(const QString &listingId, const QString &field, const QJsonValue &value)
{
    ROOST_ASSIGN(Statement select, m_database.statement(u"store/recent_edits_of_listing"_s));
    select.bind(u":listing_id"_s, listingId);
    ROOST_TRY(select.exec());
    while (select.next()) {
        const QJsonObject changes = parsed(select.text(0)).value(u"changes").toObject();
        if (changes.contains(field))
            return changes.value(field) == value;
    }
    return false;
}

Result<void> OutboxStore::storeOutcomes(const QList<sync::Outcome> &outcomes)
{
    for (const sync::Outcome &outcome : outcomes)
        ROOST_TRY(storeOutcome(outcome));
    ROOST_ASSIGN(Statement acked, m_database.statement(u"store/set_acked_mid"_s));
    return acked.exec();
}

Result<bool> OutboxStore::hasOutcome(const MutationId &id)
{
    ROOST_ASSIGN(Statement select, m_database.statement(u"store/has_outcome"_s));
    select.bind(u":mutation_id"_s, id);
    ROOST_TRY(select.exec());
    return select.next() && select.boolean(0);
}

Result<void> OutboxStore::storeOutcome(const sync::Outcome &outcome)
{
    ROOST_ASSIGN(const auto mutation, find(outcome.mutation));
    if (!mutation)
        return {};
    ROOST_ASSIGN(const bool hadOutcome, hasOutcome(outcome.mutation));
    ROOST_ASSIGN(Statement answer, m_database.statement(u"store/answer_mutation"_s));
    answer.bind(u":outcome"_s, text(outcome.toJson())).bind(u":at"_s, now()).bind(u":mutation_id"_s, outcome.mutation);
    ROOST_TRY(answer.exec());
    // Answered before: its problems exist, and may be decided already.
    if (answer.rowsAffected() == 0)
        return {};
    // A replay of what is known to have been answered, and that the server still knows.
    if (hadOutcome && outcome.code == sync::kOutcomeExpired)
        return {};
    if (ROOST_PLANTED(DropRejections) && outcome.kind == sync::OutcomeKind::Rejected)
        return {};
    if (outcome.kind == sync::OutcomeKind::Rejected) {
        const QJsonValue mine =
            mutation->name == u"listing.edit" ? mutation->args.value(u"changes") : QJsonValue(mutation->args);
        return addProblem(*mutation, outcome.code, outcome.message, {{}, mutation->base, mine, outcome.theirs});
    }
    if (ROOST_PLANTED(DropMergeProblems))
        return {};
    for (const sync::FieldConflict &conflict : outcome.conflicts)
        ROOST_TRY(addProblem(*mutation, u"FIELD_CONFLICT"_s, outcome.message, conflict));
    return {};
}

Result<void> OutboxStore::addProblem(const sync::Mutation &mutation, const QString &code, const QString &message,
                                     const sync::FieldConflict &conflict)
{
    const MutationTarget target = targetOf(mutation.name, mutation.args);
    ROOST_ASSIGN(Statement insert, m_database.statement(u"store/add_problem"_s));
    insert.bind(u":id"_s, ProblemId::create())
        .bind(u":created_at"_s, now())
        .bind(u":scope"_s, mutation.scope)
        .bind(u":mutation_id"_s, mutation.id)
        .bind(u":name"_s, mutation.name)
        .bind(u":code"_s, code)
        .bind(u":message"_s, message.isNull() ? u""_s : message)
        .bind(u":table_name"_s, target.table.isNull() ? u""_s : target.table)
        .bind(u":row_id"_s, target.rowId.isNull() ? u""_s : target.rowId)
        .bind(u":field"_s, conflict.field.isNull() ? u""_s : conflict.field)
        .bind(u":base"_s, jsonValueText(conflict.base))
        .bind(u":mine"_s, jsonValueText(conflict.mine))
        .bind(u":theirs"_s, jsonValueText(conflict.theirs))
        .bind(u":args"_s, text(mutation.args));
    return insert.exec();
}

Result<void> OutboxStore::finishUpTo(const QString &scope, qint64 lastMid)
{
    ROOST_ASSIGN(Statement finish, m_database.statement(u"store/finish_mutations"_s));
    finish.bind(u":at"_s, now()).bind(u":scope"_s, scope).bind(u":last_mid"_s, lastMid);
    ROOST_TRY(finish.exec());
    ROOST_ASSIGN(Statement acked, m_database.statement(u"store/set_acked_mid"_s));
    ROOST_TRY(acked.exec());
    for (const QString &statement : {u"store/prune_done"_s, u"store/prune_problems"_s}) {
        ROOST_ASSIGN(Statement prune, m_database.statement(statement));
        prune.bind(u":before"_s, m_clock.nowUtc().addDays(-kDaysToUndo).toString(Qt::ISODateWithMs));
        ROOST_TRY(prune.exec());
    }
    return {};
}

Result<int> OutboxStore::noteFailure(const MutationId &mutation, const QString &code)
{
    ROOST_ASSIGN(Statement note, m_database.statement(u"store/note_failure"_s));
    note.bind(u":code"_s, code).bind(u":mutation_id"_s, mutation);
    ROOST_TRY(note.exec());
    int attempts = 0;
    while (note.next())
        attempts = static_cast<int>(note.integer(0));
    return attempts;
}

Result<void> OutboxStore::setAside(const sync::Mutation &mutation, const QString &code, const QString &message)
{
    ROOST_ASSIGN(Statement quarantine, m_database.statement(u"store/quarantine_mutation"_s));
    quarantine.bind(u":code"_s, code).bind(u":at"_s, now()).bind(u":mutation_id"_s, mutation.id);
    ROOST_TRY(quarantine.exec());
    if (quarantine.rowsAffected() == 0)
        return {};
    const QJsonValue mine =
        mutation.name == u"listing.edit" ? mutation.args.value(u"changes") : QJsonValue(mutation.args);
    return addProblem(mutation, code, message, {{}, mutation.base, mine, QJsonValue::Undefined});
}

Result<void> OutboxStore::quarantine(const sync::Mutation &mutation, const QString &code, const QString &message)
{
    ROOST_TRY(setAside(mutation, code, message));
    if (ROOST_PLANTED(QuarantineWithoutRenumbering))
        return {};
    return renumberAbove(mutation.mid - 1);
}

Result<void> OutboxStore::leaveScope(const sync::ScopeState &scope, qint64 serverLastMid)
{
    ROOST_ASSIGN(Statement answered, m_database.statement(u"store/finish_answered_of_scope"_s));
    answered.bind(u":at"_s, now()).bind(u":scope"_s, scope.scope);
    ROOST_TRY(answered.exec());
    ROOST_ASSIGN(Statement select, m_database.statement(u"store/waiting_of_scope_above"_s));
    select.bind(u":scope"_s, scope.scope).bind(u":mid"_s, serverLastMid);
    ROOST_ASSIGN(const auto mutations, readMutations(select));
    const QString message = scope.message.isEmpty()
                                ? QCoreApplication::translate(
                                      "Replica", "You no longer have access to this host, so the change can't be sent.")
                                : scope.message;
    for (const sync::Mutation &mutation : mutations) {
        ROOST_TRY(setAside(mutation, errorCodeName(ErrorCode::ScopeGone), message));
        if (ROOST_PLANTED(GoneDropsEdits))
            ROOST_TRY(
                m_database.execute(u"DELETE FROM problem WHERE mutation_id = '%1'"_s.arg(mutation.id.toString())));
    }
    return renumberAbove(serverLastMid);
}

Result<void> OutboxStore::setAsideUnreadable()
{
    ROOST_ASSIGN(Statement select, m_database.statement(u"store/unreadable_mutations"_s));
    ROOST_ASSIGN(const auto mutations, readMutations(select));
    for (const sync::Mutation &mutation : mutations) {
        ROOST_TRY(setAside(mutation, u"KEY_LOST"_s,
                           QCoreApplication::translate(
                               "Replica", "The key that this change was kept with is gone from this computer, so what "
                                          "it said can't be read or sent any more. Make it again if it is needed.")));
    }
    ROOST_ASSIGN(Statement answered, m_database.statement(u"store/finish_answered"_s));
    answered.bind(u":at"_s, now());
    return answered.exec();
}

// What is over keeps its place in the numbering; what waits again may have lost its number to an earlier identity.
Result<void> OutboxStore::renumberAbove(qint64 mid)
{
    ROOST_ASSIGN(Statement select, m_database.statement(u"store/pending_above"_s));
    select.bind(u":mid"_s, mid);
    ROOST_TRY(select.exec());
    QList<qint64> order;
    while (select.next())
        order << select.integer(0);
    ROOST_ASSIGN(Statement clear, m_database.statement(u"store/clear_mids_above"_s));
    clear.bind(u":mid"_s, mid);
    ROOST_TRY(clear.exec());
    ROOST_ASSIGN(Statement set, m_database.statement(u"store/set_mid"_s));
    for (const qint64 seq : std::as_const(order)) {
        set.bind(u":mid"_s, ++mid).bind(u":seq"_s, seq);
        ROOST_TRY(set.exec());
    }
    ROOST_ASSIGN(Statement next, m_database.statement(u"store/set_next_mid"_s));
    next.bind(u":next_mid"_s, mid + 1);
    return next.exec();
}

Result<int> OutboxStore::waitAgain(qint64 serverLastMid)
{
    ROOST_ASSIGN(Statement forgotten, m_database.statement(u"store/forgotten_mutations_wait"_s));
    forgotten.bind(u":last_mid"_s, serverLastMid)
        .bind(u":since"_s, m_clock.nowUtc().addDays(-kDaysToUndo).toString(Qt::ISODateWithMs));
    ROOST_TRY(forgotten.exec());
    return static_cast<int>(forgotten.rowsAffected());
}

Result<int> OutboxStore::replayForgotten(qint64 serverLastMid)
{
    ROOST_ASSIGN(const int count, waitAgain(serverLastMid));
    ROOST_TRY(renumberAbove(serverLastMid));
    ROOST_ASSIGN(Statement acked, m_database.statement(u"store/lower_acked_mid"_s));
    acked.bind(u":mid"_s, serverLastMid);
    ROOST_TRY(acked.exec());
    return count;
}

Result<void> OutboxStore::takeNewIdentity(bool serverForgot)
{
    if (serverForgot)
        ROOST_TRY(waitAgain(0));
    ROOST_ASSIGN(Statement forget, m_database.statement(u"store/forget_old_mids"_s));
    ROOST_TRY(forget.exec());
    ROOST_ASSIGN(Statement wait, m_database.statement(u"store/make_pending_wait"_s));
    ROOST_TRY(wait.exec());
    ROOST_ASSIGN(Statement identity, m_database.statement(u"store/set_client_identity"_s));
    const ClientId fresh = ClientId::create();
    ROOST_ASSIGN(const Client before, client());
    identity.bind(u":client_id"_s, ROOST_PLANTED(ReuseMids) ? before.id : fresh).bind(u":next_mid"_s, 1);
    ROOST_TRY(identity.exec());
    return renumberAbove(0);
}

} // namespace roost::replica
