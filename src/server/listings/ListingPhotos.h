// The photos of listings. As ListingService: works alone and inside a transaction of the caller.
#pragma once

#include "ListingService.h"

namespace roost {

struct NewPhoto
{
    PhotoId id;
    ListingId listing;
    QString sha256; // of a blob that has arrived (server/blobs)
    QString caption;
    qint64 position = 0;
};

class ListingPhotos
{
public:
    // Forbidden unless the caller may EditListings; Validation; NotFound: no such listing; BlobMissing: the photo's
    // file has not arrived (a passing error: send it, then try again); AlreadyExists when the id is used; TooLarge when
    // the listing has as many photos as it may.
    Result<void> add(ServerContext &context, const Caller &caller, const NewPhoto &photo) const;
    // Field by field, as ListingService::edit. NotFound with details {photo_id, removed: true}.
    Result<ListingEditOutcome> edit(ServerContext &context, const Caller &caller, const PhotoId &id,
                                    const QJsonObject &changes, const QJsonObject &base) const;
    // NotFound.
    Result<void> remove(ServerContext &context, const Caller &caller, const PhotoId &id) const;

    // Those of a published listing as JSON, for guests. Empty: there is no such listing.
    Result<std::optional<QByteArray>> published(ServerContext &context, const ListingId &listing) const;
};

} // namespace roost
