// The host's answer to a review. A review has one, seen by all; it may be mended later.
#pragma once

#include "domain/FieldMerge.h"
#include "server/tenancy/Caller.h"
#include "server/tenancy/ServerContext.h"

namespace roost {

class ReviewReplies
{
public:
    // seen: the reply that the host saw, empty text for none; without it whatever is there is replaced. Returns a
    // conflict (field "reply") when there is another one by now: that one stays.
    // Works alone and inside a transaction of the caller. Forbidden without AnswerGuests, NotFound, Validation.
    Result<std::optional<MergeConflict>> reply(ServerContext &context, const Caller &caller, const ReviewId &review,
                                               const QString &text, const std::optional<QString> &seen) const;

    // The review as JSON; empty: there is none. Forbidden without SeeAllBookings.
    Result<std::optional<QByteArray>> read(ServerContext &context, const Caller &caller, const ReviewId &review) const;
};

} // namespace roost
