// Edits of listings, as over REST.
#include "MutationHandlers.h"

#include "server/listings/ListingService.h"

namespace roost {

using namespace Qt::StringLiterals;
using namespace sync;

namespace {

Result<Outcome> editListing(ServerContext &context, const Caller &caller, const Mutation &mutation)
{
    ROOST_ASSIGN(const auto listing, idArgument<ListingId>(mutation, u"listing_id"_s));
    ROOST_ASSIGN(const QJsonObject changes, jsonObject(mutation.args, u"changes"_s));
    ROOST_ASSIGN(const ListingEditOutcome edit,
                 ListingService().edit(context, caller, listing, changes, mutation.base));
    return mergedWith(edit.conflicts, ErrorCode::ListingChanged);
}

} // namespace

MutationHandlers listingHandlers()
{
    return {{u"listing.edit"_s, editListing}};
}

} // namespace roost
