#include "ListingPhotos.h"

#include "common/Json.h"
#include "domain/PhotoRules.h"
#include "server/blobs/BlobRepository.h"
#include "server/tenancy/AuditTrail.h"
#include "server/tenancy/TenantWrite.h"

namespace roost {

using namespace Qt::StringLiterals;

namespace {

Result<void> checkMayEdit(const Caller &caller)
{
    if (!caller.may(Permission::EditListings))
        return fail(ErrorCode::Forbidden, u"Only an owner or a manager can change photos. Ask one of them."_s);
    return {};
}

tl::unexpected<Error> noSuchPhoto(const PhotoId &id)
{
    return fail(ErrorCode::NotFound, u"This photo was removed meanwhile."_s, {},
                {{u"photo_id"_s, id.toString()}, {u"removed"_s, true}});
}

Result<void> checkNew(const NewPhoto &photo)
{
    if (!isSha256(photo.sha256))
        return fail(ErrorCode::Validation, u"A photo is named by the SHA-256 of its file."_s, {},
                    {{u"field"_s, u"sha256"_s}});
    return checkPhotoChanges({{u"caption"_s, photo.caption}, {u"position"_s, photo.position}});
}

Result<StoredBlob> blobOf(Database &database, const TenantId &tenant, const QString &sha256)
{
    ROOST_ASSIGN(const auto blob, BlobRepository(database, tenant).find(sha256));
    if (!blob) {
        return fail(ErrorCode::BlobMissing, u"The photo itself has not arrived yet. It is sent first."_s, {},
                    {{u"sha256"_s, sha256}});
    }
    if (blob->width == 0)
        return fail(ErrorCode::Validation, u"This file is no photo."_s, {}, {{u"field"_s, u"sha256"_s}});
    return *blob;
}

Result<void> checkRoom(Database &database, const Caller &caller, const ListingId &listing)
{
    ROOST_ASSIGN(Statement count, database.statement(u"listings/photo_count"_s));
    count.bind(u":listing_id"_s, listing).bind(u":tenant_id"_s, caller.tenant);
    ROOST_TRY(count.exec());
    if (count.next() && count.integer(0) >= kMostPhotosOfListing) {
        return fail(ErrorCode::TooLarge,
                    u"A listing has %1 photos at most. Remove one first."_s.arg(kMostPhotosOfListing), {},
                    {{u"most"_s, kMostPhotosOfListing}});
    }
    return {};
}

Result<void> insert(Database &database, const Caller &caller, const NewPhoto &photo, const StoredBlob &blob)
{
    ROOST_ASSIGN(Statement insert, database.statement(u"listings/insert_photo"_s));
    insert.bind(u":id"_s, photo.id)
        .bind(u":tenant_id"_s, caller.tenant)
        .bind(u":listing_id"_s, photo.listing)
        .bind(u":sha256"_s, photo.sha256)
        .bind(u":position"_s, photo.position)
        .bind(u":caption"_s, photo.caption.isNull() ? u""_s : photo.caption)
        .bind(u":width"_s, blob.width)
        .bind(u":height"_s, blob.height);
    ROOST_TRY(insert.exec());
    if (insert.rowsAffected() == 0)
        return fail(ErrorCode::NotFound, u"There is no such listing. It may have been removed."_s);
    return {};
}

struct EditablePhoto
{
    QJsonObject fields;
    qint64 version = 0;
};

Result<std::optional<EditablePhoto>> findEditable(Database &database, const TenantId &tenant, const PhotoId &id)
{
    ROOST_ASSIGN(Statement find, database.statement(u"listings/editable_photo"_s));
    find.bind(u":id"_s, id).bind(u":tenant_id"_s, tenant);
    ROOST_TRY(find.exec());
    if (!find.next())
        return std::optional<EditablePhoto>();
    ROOST_ASSIGN(QJsonObject fields, parseJsonObject(find.bytes(0)));
    fields.remove(u"version"_s);
    return std::optional(EditablePhoto{fields, find.integer(1)});
}

Result<void> update(Database &database, const TenantId &tenant, const PhotoId &id, const QJsonObject &fields)
{
    ROOST_ASSIGN(Statement update, database.statement(u"listings/update_photo"_s));
    update.bind(u":id"_s, id)
        .bind(u":tenant_id"_s, tenant)
        .bind(u":caption"_s, fields.value(u"caption"_s).toString())
        .bind(u":position"_s, fields.value(u"position"_s).toInteger());
    return update.exec();
}

Result<void> note(ServerContext &context, const Caller &caller, const QString &action, const PhotoId &id,
                  const QJsonObject &detail = {})
{
    return appendAudit(context.database, caller, {action, u"listing_photo"_s, id.uuid(), {}, {}, detail});
}

} // namespace

Result<void> ListingPhotos::add(ServerContext &context, const Caller &caller, const NewPhoto &photo) const
{
    ROOST_TRY(checkMayEdit(caller));
    ROOST_TRY(checkNew(photo));
    ROOST_ASSIGN(TenantWrite write, TenantWrite::begin(context, caller.tenant, caller.user));
    ROOST_ASSIGN(const StoredBlob blob, blobOf(context.database, caller.tenant, photo.sha256));
    ROOST_TRY(checkRoom(context.database, caller, photo.listing));
    ROOST_TRY(insert(context.database, caller, photo, blob));
    ROOST_TRY(note(context, caller, u"photo.add"_s, photo.id, {{u"listing_id"_s, photo.listing.toString()}}));
    return write.commit();
}

Result<ListingEditOutcome> ListingPhotos::edit(ServerContext &context, const Caller &caller, const PhotoId &id,
                                               const QJsonObject &changes, const QJsonObject &base) const
{
    ROOST_TRY(checkMayEdit(caller));
    ROOST_TRY(checkPhotoChanges(changes));
    ROOST_ASSIGN(TenantWrite write, TenantWrite::begin(context, caller.tenant, caller.user));
    ROOST_ASSIGN(const auto photo, findEditable(context.database, caller.tenant, id));
    if (!photo)
        return noSuchPhoto(id);
    const FieldMerge merge = mergeFields(photo->fields, base, changes);
    if (merge.apply.isEmpty())
        return ListingEditOutcome{{}, merge.conflicts, photo->version};
    QJsonObject after = photo->fields;
    for (auto change = merge.apply.begin(); change != merge.apply.end(); ++change)
        after.insert(change.key(), *change);
    ROOST_TRY(update(context.database, caller.tenant, id, after));
    ROOST_TRY(
        note(context, caller, u"photo.edit"_s, id, {{u"fields"_s, QJsonArray::fromStringList(merge.apply.keys())}}));
    ROOST_TRY(write.commit());
    return ListingEditOutcome{merge.apply, merge.conflicts, write.version()};
}

Result<void> ListingPhotos::remove(ServerContext &context, const Caller &caller, const PhotoId &id) const
{
    ROOST_TRY(checkMayEdit(caller));
    ROOST_ASSIGN(TenantWrite write, TenantWrite::begin(context, caller.tenant, caller.user));
    ROOST_ASSIGN(Statement remove, context.database.statement(u"listings/delete_photo"_s));
    remove.bind(u":id"_s, id).bind(u":tenant_id"_s, caller.tenant);
    ROOST_TRY(remove.exec());
    if (remove.rowsAffected() == 0)
        return noSuchPhoto(id);
    ROOST_TRY(note(context, caller, u"photo.remove"_s, id));
    return write.commit();
}

Result<std::optional<QByteArray>> ListingPhotos::published(ServerContext &context, const ListingId &listing) const
{
    ROOST_ASSIGN(Statement read, context.database.statement(u"listings/public_photos"_s));
    read.bind(u":listing_id"_s, listing);
    ROOST_TRY(read.exec());
    if (!read.next() || read.isNull(0))
        return std::optional<QByteArray>();
    return std::optional(read.text(0).toUtf8());
}

} // namespace roost
