// The local effect of the host's edits.
#include "MutationApplier.h"

namespace roost::replica {

using namespace Qt::StringLiterals;

MutationTarget targetOf(const QString &mutationName, const QJsonObject &args)
{
    if (mutationName == u"listing.edit" || mutationName == u"calendar.set_rates")
        return {u"listing"_s, args.value(u"listing_id").toString()};
    if (mutationName == u"calendar.block" || mutationName == u"calendar.unblock")
        return {u"block"_s, args.value(u"block_id").toString()};
    if (isPhotoMutation(mutationName))
        return {u"listing_photo"_s, args.value(u"photo_id").toString()};
    if (isBookingMutation(mutationName))
        return {u"booking"_s, args.value(u"booking_id").toString()};
    if (isTaskMutation(mutationName))
        return {u"task"_s, args.value(u"task_id").toString()};
    if (mutationName == u"message.send")
        return {u"message"_s, args.value(u"message_id").toString()};
    if (mutationName == u"message.mark_read")
        return {u"thread"_s, args.value(u"thread_id").toString()};
    if (mutationName == u"review.reply")
        return {u"review"_s, args.value(u"review_id").toString()};
    if (mutationName == u"contact.edit")
        return {u"contact"_s, args.value(u"contact_id").toString()};
    if (isTripMutation(mutationName))
        return {u"trip"_s, args.value(u"booking_id").toString()};
    return {};
}

namespace {

MutationTarget subjectOfMessage(const QJsonObject &args)
{
    for (const QString &table : {u"booking"_s, u"contact"_s}) {
        if (args.contains(table + u"_id"_s))
            return {table, args.value(table + u"_id"_s).toString()};
    }
    return {u"thread"_s, args.value(u"thread_id").toString()};
}

} // namespace

Result<QString> MutationApplier::scopeOf(const QString &name, const QJsonObject &args)
{
    MutationTarget target = targetOf(name, args);
    if (target.table.isEmpty()) {
        return fail(ErrorCode::UnknownMutation,
                    QCoreApplication::translate("Replica", "This version of Roost can't make this change."));
    }
    // What is made new is where that is which it is about.
    if (name == u"calendar.block" || name == u"booking.create" || name == u"photo.add")
        target = {u"listing"_s, args.value(u"listing_id").toString()};
    if (name == u"message.send")
        target = subjectOfMessage(args);
    ROOST_ASSIGN(const QString scope, m_rows.scopeOf(target.table, target.rowId));
    if (scope.isEmpty())
        return notHere(target.table);
    return scope;
}

Result<void> MutationApplier::applyChecked(const sync::Mutation &mutation)
{
    ROOST_ASSIGN(const QList<RowEffect> effects, effectsOf(m_database, m_rows, mutation, EffectMode::Checked));
    return write(mutation.scope, effects);
}

Result<void> MutationApplier::replay(const sync::Mutation &mutation)
{
    ROOST_ASSIGN(const QList<RowEffect> effects, effectsOf(m_database, m_rows, mutation, EffectMode::Replayed));
    return write(mutation.scope, effects);
}

Result<void> MutationApplier::write(const QString &scope, const QList<RowEffect> &effects)
{
    for (const RowEffect &effect : effects) {
        ROOST_TRY(m_shadows.keep(scope, effect.table, effect.rowId, effect.before));
        m_change.rows[effect.table].insert(effect.rowId);
        const Result<void> written =
            effect.after ? m_rows.save(effect.table, scope, *effect.after) : m_rows.remove(effect.table, effect.rowId);
        ROOST_TRY(written);
    }
    return {};
}

} // namespace roost::replica
