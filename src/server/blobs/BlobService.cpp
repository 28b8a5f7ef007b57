// Taking and finding files.
#include "BlobService.h"

#include "common/MediaTypes.h"
#include "server/tenancy/TenantTransaction.h"

#include <QFile>
#include <QFileInfo>

namespace roost {

using namespace Qt::StringLiterals;

namespace {

tl::unexpected<Error> noSuchTenant()
{
    return fail(ErrorCode::NotFound, u"There is no such business, or you don't work in it."_s);
}

tl::unexpected<Error> gap(qint64 received, qint64 total)
{
    return fail(ErrorCode::RangeNotSatisfiable, u"These bytes don't join what has arrived. Go on where it ends."_s, {},
                {{u"received"_s, received}, {u"total"_s, total}});
}

tl::unexpected<Error> tooLarge(qint64 most)
{
    return fail(ErrorCode::TooLarge, u"This file is too large: %1 MB at most."_s.arg(most / (1024 * 1024)), {},
                {{u"most_bytes"_s, most}});
}

Result<void> checkChunk(const BlobChunk &chunk)
{
    const qint64 size = chunk.bytes.size();
    const bool fits =
        chunk.total > 0 && chunk.from >= 0 && chunk.from <= chunk.total && size <= chunk.total - chunk.from;
    if (!fits || (size == 0) != chunk.isQuestion)
        return fail(ErrorCode::Validation, u"The range and the bytes sent don't fit together."_s, {},
                    {{u"field"_s, u"Content-Range"_s}});
    return {};
}

} // namespace

BlobService::BlobService(const QString &folder, const QString &imageProgram, const BlobLimits &limits)
    : m_storage(folder)
    , m_limits(limits)
    , m_images(imageProgram)
{
}

Result<Caller> BlobService::member(ServerContext &context, const Caller &caller, const TenantId &tenant) const
{
    if (tenant.isNull() || caller.user.isNull())
        return noSuchTenant();
    Caller member = caller;
    member.tenant = tenant;
    ROOST_ASSIGN(TenantTransaction read, TenantTransaction::beginRead(context, tenant, caller.user));
    ROOST_ASSIGN(member.role, BlobRepository(context.database, tenant).roleOf(caller.user));
    ROOST_TRY(read.commit());
    if (!member.role)
        return noSuchTenant();
    return member;
}

Result<std::optional<StoredBlob>> BlobService::findRow(ServerContext &context, const Caller &member,
                                                       const QString &sha256) const
{
    ROOST_ASSIGN(TenantTransaction read, TenantTransaction::beginRead(context, member.tenant, member.user));
    ROOST_ASSIGN(auto found, BlobRepository(context.database, member.tenant).find(sha256));
    ROOST_TRY(read.commit());
    return found;
}

Result<BlobProgress> BlobService::put(ServerContext &context, const Caller &caller, const BlobChunk &chunk)
{
    ROOST_ASSIGN(const Caller asMember, member(context, caller, chunk.tenant));
    if (!asMember.may(Permission::EditListings))
        return fail(ErrorCode::Forbidden, u"Only an owner or a manager can add photos. Ask one of them."_s);
    ROOST_TRY(checkChunk(chunk));
    // From here on nobody else changes this blob.
    ROOST_ASSIGN(PartFile part, m_storage.openPart(chunk.tenant, chunk.sha256));
    ROOST_ASSIGN(auto stored, findRow(context, asMember, chunk.sha256));
    if (stored)
        return BlobProgress{stored->size, stored->size, stored, false};
    // A server that ended after it had moved the file and before it had told the database.
    const QString leftover = m_storage.path(chunk.tenant, chunk.sha256);
    if (part.size() == 0 && QFileInfo::exists(leftover))
        ROOST_TRY(part.takeBack(leftover));
    if (!chunk.isQuestion)
        ROOST_TRY(append(context, asMember, part, chunk));
    if (part.size() != chunk.total)
        return BlobProgress{part.size(), chunk.total, {}, false};
    ROOST_ASSIGN(stored, finish(context, asMember, part, chunk));
    return BlobProgress{chunk.total, chunk.total, stored, true};
}

Result<void> BlobService::append(ServerContext &context, const Caller &member, PartFile &part,
                                 const BlobChunk &chunk) const
{
    if (part.size() > chunk.total) {
        // Whoever sent that much meant another file; the hash decides in the end.
        ROOST_TRY(part.clear());
        return gap(0, chunk.total);
    }
    if (chunk.from > part.size())
        return gap(part.size(), chunk.total);
    if (part.size() == 0)
        ROOST_TRY(checkRoom(context, member, chunk));
    const qint64 known = part.size() - chunk.from;
    if (known < chunk.bytes.size())
        ROOST_TRY(part.append(chunk.bytes.sliced(known)));
    return checkContent(part, chunk);
}

Result<void> BlobService::checkRoom(ServerContext &context, const Caller &member, const BlobChunk &chunk) const
{
    const qint64 most = std::max(m_limits.photoBytes, m_limits.documentBytes);
    if (chunk.total > most)
        return tooLarge(most);
    const BlobStorage::Incoming incoming = m_storage.incoming(chunk.tenant, chunk.sha256);
    if (incoming.uploads >= m_limits.uploadsAtOnce) {
        return fail(ErrorCode::TooManyRequests, u"Too many files are on their way. Finish those first."_s, {},
                    {{u"retry_after"_s, 5}});
    }
    ROOST_ASSIGN(TenantTransaction read, TenantTransaction::beginRead(context, member.tenant, member.user));
    ROOST_ASSIGN(const qint64 stored, BlobRepository(context.database, member.tenant).storedBytes());
    ROOST_TRY(read.commit());
    if (stored + incoming.bytes + chunk.total > m_limits.tenantBytes) {
        return fail(ErrorCode::QuotaExceeded,
                    u"There is no room for more photos and documents: remove some, or ask for more room."_s, {},
                    {{u"most_bytes"_s, m_limits.tenantBytes}, {u"stored_bytes"_s, stored}});
    }
    return {};
}

Result<void> BlobService::checkContent(PartFile &part, const BlobChunk &chunk) const
{
    if (part.size() < kSniffedBytes && part.size() < chunk.total)
        return {};
    ROOST_ASSIGN(const QByteArray begin, part.begin(kSniffedBytes));
    const QByteArray type = mediaTypeOf(begin);
    if (type.isEmpty()) {
        ROOST_TRY(part.clear());
        return fail(ErrorCode::UnsupportedMedia, u"Only JPEG, PNG and WebP photos and PDF documents are stored."_s);
    }
    const qint64 most = isPhotoType(type) ? m_limits.photoBytes : m_limits.documentBytes;
    if (chunk.total > most) {
        ROOST_TRY(part.clear());
        return tooLarge(most);
    }
    return {};
}

Result<StoredBlob> BlobService::finish(ServerContext &context, const Caller &member, PartFile &part,
                                       const BlobChunk &chunk)
{
    ROOST_ASSIGN(const QString sha256, part.sha256());
    if (sha256 != chunk.sha256) {
        ROOST_TRY(part.clear());
        return fail(ErrorCode::HashMismatch, u"The file arrived damaged and was thrown away. Send it again."_s);
    }
    ROOST_ASSIGN(const QByteArray begin, part.begin(kSniffedBytes));
    StoredBlob blob{sha256, part.size(), mediaTypeOf(begin), 0, 0};
    ROOST_TRY(m_storage.makeFolderFor(chunk.tenant, sha256));
    if (isPhotoType(blob.mediaType))
        ROOST_TRY(makePictures(part, chunk.tenant, blob));
    ROOST_TRY(part.moveTo(m_storage.path(chunk.tenant, sha256)));
    ROOST_ASSIGN(TenantTransaction write, TenantTransaction::beginForUser(context, member.user, member.tenant));
    ROOST_TRY(BlobRepository(context.database, member.tenant).insert(blob, member.user, context.clock.nowUtc()));
    ROOST_TRY(write.commit());
    return blob;
}

// A picture appears under its name when it is whole.
Result<void> BlobService::makePictures(PartFile &part, const TenantId &tenant, StoredBlob &blob)
{
    const QString small = m_storage.path(tenant, blob.sha256, kSmallSide);
    const QString large = m_storage.path(tenant, blob.sha256, kLargeSide);
    const auto size = m_images.reduce(part.path(), small + u".new"_s, large + u".new"_s);
    if (!size) {
        QFile::remove(small + u".new"_s);
        QFile::remove(large + u".new"_s);
        if (size.error().code == ErrorCode::ImageRefused)
            ROOST_TRY(part.clear());
        return fail(size.error());
    }
    ROOST_TRY(moveDurably(small + u".new"_s, small));
    ROOST_TRY(moveDurably(large + u".new"_s, large));
    blob.width = size->width();
    blob.height = size->height();
    return {};
}

Result<std::optional<BlobProgress>> BlobService::progress(ServerContext &context, const Caller &caller,
                                                          const TenantId &tenant, const QString &sha256) const
{
    ROOST_ASSIGN(const Caller asMember, member(context, caller, tenant));
    if (!asMember.may(Permission::SeeListings))
        return noSuchTenant();
    ROOST_ASSIGN(const auto stored, findRow(context, asMember, sha256));
    if (stored)
        return std::optional(BlobProgress{stored->size, stored->size, stored, false});
    const qint64 received = m_storage.arrivedBytes(tenant, sha256);
    return received > 0 ? std::optional(BlobProgress{received, 0, {}, false}) : std::nullopt;
}

Result<std::optional<BlobFile>> BlobService::find(ServerContext &context, const Caller &caller, const TenantId &tenant,
                                                  const QString &sha256, int longestSide) const
{
    ROOST_ASSIGN(const Caller asMember, member(context, caller, tenant));
    if (!asMember.may(Permission::SeeListings))
        return noSuchTenant();
    ROOST_ASSIGN(const auto stored, findRow(context, asMember, sha256));
    if (!stored || (longestSide > 0 && !isPhotoType(stored->mediaType)))
        return std::optional<BlobFile>();
    return fileOf(tenant, *stored, longestSide);
}

Result<std::optional<BlobFile>> BlobService::findPublic(ServerContext &context, const QString &sha256,
                                                        int longestSide) const
{
    ROOST_ASSIGN(const TenantId tenant, tenantOfPublicPhoto(context.database, sha256));
    if (tenant.isNull())
        return std::optional<BlobFile>();
    StoredBlob photo;
    photo.sha256 = sha256;
    return fileOf(tenant, photo, longestSide > 0 ? longestSide : kLargeSide);
}

Result<std::optional<BlobFile>> BlobService::fileOf(const TenantId &tenant, const StoredBlob &blob,
                                                    int longestSide) const
{
    const QFileInfo file(m_storage.path(tenant, blob.sha256, longestSide));
    if (!file.isFile()) {
        return fail(ErrorCode::StorageBroken, u"The server can't find this file. Ask whoever runs it."_s,
                    u"a blob's file is missing"_s);
    }
    const QByteArray sha256 = blob.sha256.toLatin1();
    if (longestSide == 0)
        return std::optional(BlobFile{file.filePath(), blob.mediaType, file.size(), '"' + sha256 + '"'});
    const QByteArray tag = '"' + sha256 + '-' + QByteArray::number(longestSide) + '"';
    return std::optional(BlobFile{file.filePath(), "image/jpeg", file.size(), tag});
}

} // namespace roost
