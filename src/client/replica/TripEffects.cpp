// What a guest does with their own bookings, as it is seen before the server has answered.
#include "MutationEffects.h"

#include "domain/BookingLifecycle.h"

namespace roost::replica {

using namespace Qt::StringLiterals;

bool isTripMutation(const QString &mutationName)
{
    return mutationName == u"trip.cancel";
}

Result<QList<RowEffect>> tripEffects(RowStore &rows, const sync::Mutation &mutation, EffectMode mode)
{
    const QString id = mutation.args.value(u"booking_id").toString();
    ROOST_ASSIGN(const auto before, rows.load(u"trip"_s, id));
    const auto status =
        before ? bookingStatusFromName(before->value(u"status").toString()) : std::optional<BookingStatus>();
    if (!before || !status)
        return mode == EffectMode::Checked ? Result<QList<RowEffect>>(notHere(u"trip"_s)) : QList<RowEffect>();
    const BookingAction action = *status == BookingStatus::Pending ? BookingAction::Withdraw : BookingAction::Cancel;
    const auto next = bookingAfter(*status, action, BookingActor::Guest);
    if (!next)
        return mode == EffectMode::Checked ? Result<QList<RowEffect>>(fail(next.error())) : QList<RowEffect>();
    QJsonObject after = *before;
    after.insert(u"status"_s, bookingStatusName(*next));
    after.insert(u"ended_by"_s, bookingActorName(BookingActor::Guest));
    return QList<RowEffect>{{u"trip"_s, id, before, after}};
}

} // namespace roost::replica
