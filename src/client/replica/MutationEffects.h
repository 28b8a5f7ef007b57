// Which rows a mutation changes in the replica, and to what: the optimistic effect that the host sees before the server
// has answered.
#pragma once

#include "RowStore.h"

#include "sync/protocol/Mutation.h"

namespace roost::replica {

// before empty: the row is new; after empty: it goes.
struct RowEffect
{
    QString table;
    QString rowId;
    std::optional<QJsonObject> before;
    std::optional<QJsonObject> after;
};

enum class EffectMode {
    Checked, // the host edits now: what the rules forbid is an error with a text for the host
    Replayed // on top of what the server sent: what can't be shown any more has no effect
};

// booking.accept, .decline, .cancel, .no_show, .change, .create
bool isBookingMutation(const QString &mutationName);
// photo.add, .edit, .remove
bool isPhotoMutation(const QString &mutationName);
// message.send, .mark_read, review.reply, contact.edit
bool isGuestMutation(const QString &mutationName);
// task.create, .edit, .complete, .reopen, .cancel, .remove
bool isTaskMutation(const QString &mutationName);
// trip.cancel
bool isTripMutation(const QString &mutationName);
// NotFound, naming what isn't on this computer.
tl::unexpected<Error> notHere(const QString &table);

// When something was made here, by its id, as the replica writes it; until the server says when it got it.
QString madeAt(const QString &id);

// Works inside the caller's transaction; changes nothing. Errors in checked mode as of Replica::edit.
Result<QList<RowEffect>> effectsOf(Database &database, RowStore &rows, const sync::Mutation &mutation, EffectMode mode);

// Parts of the above, a file each. before: the booking; empty: it isn't here (or is to be made).
Result<QList<RowEffect>> bookingEffects(Database &database, RowStore &rows, const sync::Mutation &mutation,
                                        EffectMode mode);
Result<QList<RowEffect>> photoEffects(RowStore &rows, const sync::Mutation &mutation, EffectMode mode);
Result<QList<RowEffect>> tripEffects(RowStore &rows, const sync::Mutation &mutation, EffectMode mode);
Result<QList<RowEffect>> dayRateEffects(Database &database, RowStore &rows, const sync::Mutation &mutation,
                                        EffectMode mode);
// The base of calendar.set_rates: what this computer shows for its days.
Result<QJsonObject> dayRateBase(Database &database, RowStore &rows, const QJsonObject &args);
Result<QList<RowEffect>> guestEffects(RowStore &rows, const sync::Mutation &mutation, EffectMode mode);
Result<QList<RowEffect>> taskEffects(RowStore &rows, const sync::Mutation &mutation, EffectMode mode);

// DatesTaken (details.taken) when something that is known here keeps nights [from, to) of the unit. except: a booking
// that doesn't count.
struct WantedNights
{
    QString listingId;
    QString unitId;
    QString from;
    QString to;
    QString except;
};
Result<void> checkFree(Database &database, const WantedNights &wanted);

} // namespace roost::replica
