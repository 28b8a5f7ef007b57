// Taking edits back that the server doesn't have, and letting those go on that were set aside.
#include "OutboxStore.h"

#include "MutationApplier.h"

#include "common/Json.h"

namespace roost::replica {

using namespace Qt::StringLiterals;

Result<bool> OutboxStore::hasUnsent(int among)
{
    ROOST_ASSIGN(Statement select, m_database.statement(u"store/first_unsent"_s));
    select.bind(u":most"_s, among);
    ROOST_TRY(select.exec());
    return select.next();
}

Result<void> OutboxStore::noteSent(qint64 upToMid)
{
    ROOST_ASSIGN(Statement note, m_database.statement(u"store/note_sent"_s));
    note.bind(u":mid"_s, upToMid);
    return note.exec();
}

Result<OutboxStore::Progress> OutboxStore::progressOf(const QString &mutationId)
{
    ROOST_ASSIGN(Statement select, m_database.statement(u"store/mutation_progress"_s));
    select.bind(u":mutation_id"_s, mutationId);
    ROOST_TRY(select.exec());
    if (!select.next())
        return Progress{};
    const QString state = select.text(0);
    return Progress{true, state == u"waiting", state == u"quarantined", select.boolean(1),
                    select.text(2) == u"rejected"};
}

Result<void> OutboxStore::removeUnsent(const sync::Mutation &mutation)
{
    ROOST_TRY(rebaseLater(mutation));
    ROOST_ASSIGN(Statement remove, m_database.statement(u"store/remove_unsent"_s));
    remove.bind(u":mutation_id"_s, mutation.id);
    ROOST_TRY(remove.exec());
    if (remove.rowsAffected() == 0)
        return fail(ErrorCode::Busy, u"This is on its way to the server at the moment. Try again."_s);
    return renumberAbove(mutation.mid - 1);
}

// Otherwise the server would take the host's own earlier value for somebody else's.
Result<void> OutboxStore::rebaseLater(const sync::Mutation &removed)
{
    const QJsonObject changes = removed.args.value(u"changes").toObject();
    if (changes.isEmpty())
        return {};
    const MutationTarget target = targetOf(removed.name, removed.args);
    ROOST_ASSIGN(Statement select, m_database.statement(u"store/waiting_above"_s));
    select.bind(u":mid"_s, removed.mid);
    ROOST_ASSIGN(const auto later, readMutations(select));
    for (sync::Mutation mutation : later) {
        const MutationTarget its = targetOf(mutation.name, mutation.args);
        if (mutation.name != removed.name || its.rowId != target.rowId)
            continue;
        const QStringList fields = mutation.base.keys();
        for (const QString &field : fields) {
            if (changes.contains(field) && mutation.base.value(field) == changes.value(field))
                mutation.base.insert(field, removed.base.value(field));
        }
        ROOST_ASSIGN(Statement set, m_database.statement(u"store/set_base"_s));
        set.bind(u":base"_s, QString::fromUtf8(canonicalJson(mutation.base))).bind(u":mutation_id"_s, mutation.id);
        ROOST_TRY(set.exec());
    }
    return {};
}

Result<void> OutboxStore::release(const MutationId &mutation)
{
    ROOST_ASSIGN(const Client identity, client());
    ROOST_ASSIGN(Statement release, m_database.statement(u"store/release_mutation"_s));
    release.bind(u":mid"_s, identity.nextMid).bind(u":mutation_id"_s, mutation);
    ROOST_TRY(release.exec());
    ROOST_ASSIGN(Statement advance, m_database.statement(u"store/set_next_mid"_s));
    advance.bind(u":next_mid"_s, identity.nextMid + 1);
    return advance.exec();
}

} // namespace roost::replica
