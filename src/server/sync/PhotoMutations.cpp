// Photos of listings.
#include "MutationHandlers.h"

#include "server/listings/ListingPhotos.h"

namespace roost {

using namespace Qt::StringLiterals;
using namespace sync;

namespace {

Result<Outcome> addPhoto(ServerContext &context, const Caller &caller, const Mutation &mutation)
{
    NewPhoto photo;
    ROOST_ASSIGN(photo.id, idArgument<PhotoId>(mutation, u"photo_id"_s));
    ROOST_ASSIGN(photo.listing, idArgument<ListingId>(mutation, u"listing_id"_s));
    photo.sha256 = mutation.args.value(u"sha256"_s).toString();
    photo.caption = mutation.args.value(u"caption"_s).toString();
    photo.position = mutation.args.value(u"position"_s).toInteger(-1); // a fraction is refused
    ROOST_TRY(ListingPhotos().add(context, caller, photo));
    return applied();
}

Result<Outcome> editPhoto(ServerContext &context, const Caller &caller, const Mutation &mutation)
{
    ROOST_ASSIGN(const auto photo, idArgument<PhotoId>(mutation, u"photo_id"_s));
    ROOST_ASSIGN(const QJsonObject changes, jsonObject(mutation.args, u"changes"_s));
    ROOST_ASSIGN(const ListingEditOutcome edit, ListingPhotos().edit(context, caller, photo, changes, mutation.base));
    return mergedWith(edit.conflicts, ErrorCode::ListingChanged);
}

Result<Outcome> removePhoto(ServerContext &context, const Caller &caller, const Mutation &mutation)
{
    ROOST_ASSIGN(const auto photo, idArgument<PhotoId>(mutation, u"photo_id"_s));
    const auto removed = ListingPhotos().remove(context, caller, photo);
    // Two people removed the same photo: what the host wanted is so.
    if (!removed && !isGone(removed.error()))
        return fail(removed.error());
    return applied();
}

} // namespace

MutationHandlers photoHandlers()
{
    return {{u"photo.add"_s, addPhoto}, {u"photo.edit"_s, editPhoto}, {u"photo.remove"_s, removePhoto}};
}

} // namespace roost
