// The states of a booking and who may move it where. Pure; client and server run the same table (domain.md, "Booking").
#pragma once

#include "common/Result.h"

#include <QString>

namespace roost {

enum class BookingStatus { Pending, Confirmed, Completed, Declined, Withdrawn, Expired, Cancelled, NoShow };
enum class BookingAction { Accept, Decline, Withdraw, Expire, Cancel, Complete, MarkNoShow };
enum class BookingActor { Guest, Host, Platform, System };

// "pending", "confirmed", "completed", "declined", "withdrawn", "expired", "cancelled", "no_show".
QString bookingStatusName(BookingStatus status);
std::optional<BookingStatus> bookingStatusFromName(const QString &name);

// "accept", "decline", "withdraw", "expire", "cancel", "complete", "mark_no_show".
QString bookingActionName(BookingAction action);
std::optional<BookingAction> bookingActionFromName(const QString &name);

// "guest", "host", "platform", "system".
QString bookingActorName(BookingActor actor);

// Completed, Declined, Withdrawn, Expired, Cancelled, NoShow: nothing more can happen.
bool isFinal(BookingStatus status);
// Whether a booking in this state keeps its nights taken. (A pending one does only if its listing says so.)
bool occupiesNights(BookingStatus status);

// The state after the action. InvalidTransition (details: status, action) when it is not possible from here or not by
// this actor.
Result<BookingStatus> bookingAfter(BookingStatus status, BookingAction action, BookingActor actor);

} // namespace roost
