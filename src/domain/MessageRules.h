// Rules of what hosts and guests write to each other. Pure; the server holds to them, the client tells the host sooner.
#pragma once

#include "common/Id.h"
#include "common/Result.h"

namespace roost {

inline constexpr int kLongestMessage = 10'000; // characters; replies to reviews too

// Always the same one, so that two who write the first message offline write into the same thread.
ThreadId threadOfBooking(const BookingId &booking);
ThreadId threadOfContact(const ContactId &contact);

// Validation (details.field "text") unless there is something in it, at most kLongestMessage characters, no NUL.
Result<void> checkMessageText(const QString &text);

} // namespace roost
