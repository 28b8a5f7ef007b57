// Guests as one tenant knows them. Works alone and inside a transaction of the caller, which goes on when it fails.
#pragma once

#include "domain/FieldMerge.h"
#include "server/tenancy/Caller.h"
#include "server/tenancy/JsonRows.h"
#include "server/tenancy/ServerContext.h"

namespace roost {

class ContactService
{
public:
    // changes: of name, email, phone, notes. With base, field by field: what somebody else changed since stays, and
    // comes back as a conflict. Without, the last writer wins.
    // Forbidden without AnswerGuests, NotFound, Validation.
    Result<QList<MergeConflict>> edit(ServerContext &context, const Caller &caller, const ContactId &id,
                                      const QJsonObject &changes,
                                      const std::optional<QJsonObject> &base = std::nullopt) const;

    // {"id", "name", "email", "phone", "notes"}; empty: there is none. Forbidden without SeeAllBookings.
    Result<std::optional<QByteArray>> read(ServerContext &context, const Caller &caller, const ContactId &id) const;
    // By id; the key is the id.
    Result<QList<JsonRow>> list(ServerContext &context, const Caller &caller, const RowWindow &window) const;
};

} // namespace roost
