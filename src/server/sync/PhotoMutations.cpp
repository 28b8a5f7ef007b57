#include "PhotoMutations.h"

#include "common/Json.h"
#include "server/listings/ListingPhotos.h"

namespace roost {

using namespace Qt::StringLiterals;
using namespace sync;

namespace {

template <class AnyId>
Result<AnyId> idArgument(const Mutation &mutation, const QString &name)
{
    const AnyId id = AnyId::fromString(mutation.args.value(name).toString());
    if (id.isNull()) {
        return fail(ErrorCode::Validation, QCoreApplication::translate("sync", "\"%1\" must be an id.").arg(name), {},
                    {{u"field"_s, name}});
    }
    return id;
}

} // namespace

Result<Outcome> addPhoto(ServerContext &context, const Caller &caller, const Mutation &mutation)
{
    NewPhoto photo;
    ROOST_ASSIGN(photo.id, idArgument<PhotoId>(mutation, u"photo_id"_s));
    ROOST_ASSIGN(photo.listing, idArgument<ListingId>(mutation, u"listing_id"_s));
    photo.sha256 = mutation.args.value(u"sha256"_s).toString();
    photo.caption = mutation.args.value(u"caption"_s).toString();
    photo.position = mutation.args.value(u"position"_s).toInteger(-1); // a fraction is refused
    ROOST_TRY(ListingPhotos().add(context, caller, photo));
    return Outcome();
}

Result<Outcome> editPhoto(ServerContext &context, const Caller &caller, const Mutation &mutation)
{
    ROOST_ASSIGN(const auto photo, idArgument<PhotoId>(mutation, u"photo_id"_s));
    ROOST_ASSIGN(const QJsonObject changes, jsonObject(mutation.args, u"changes"_s));
    ROOST_ASSIGN(const ListingEditOutcome edit, ListingPhotos().edit(context, caller, photo, changes, mutation.base));
    Outcome outcome;
    outcome.conflicts = edit.conflicts;
    if (!edit.conflicts.isEmpty()) {
        outcome.kind = OutcomeKind::Merged;
        outcome.code = errorCodeName(ErrorCode::ListingChanged);
        outcome.message = QCoreApplication::translate("sync", "Someone else changed this meanwhile.");
    }
    return outcome;
}

Result<Outcome> removePhoto(ServerContext &context, const Caller &caller, const Mutation &mutation)
{
    ROOST_ASSIGN(const auto photo, idArgument<PhotoId>(mutation, u"photo_id"_s));
    const auto removed = ListingPhotos().remove(context, caller, photo);
    // Two people removed the same photo: what the host wanted is so.
    if (!removed && removed.error().code != ErrorCode::NotFound)
        return fail(removed.error());
    return Outcome();
}

} // namespace roost
