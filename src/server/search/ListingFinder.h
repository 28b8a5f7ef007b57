// Published experiences or services by place and words.
#pragma once

#include "Place.h"

#include "common/Id.h"
#include "server/tenancy/ServerContext.h"

#include <QHash>

namespace roost {

struct FoundListings
{
    QList<ListingId> ids;                 // the nearest, or else the best rated, first
    QHash<ListingId, QByteArray> answers; // what anyone may know of each: a JSON object
};

// kind: "experience" or "service". ids: of these alone; empty: of all. Validation (details.field "place") when more
// than `most` are found.
Result<FoundListings> findListings(ServerContext &context, const QString &kind, const Place &where,
                                   const QList<ListingId> &ids, int most);

} // namespace roost
