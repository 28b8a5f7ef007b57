// Photos and documents by content hash: takes them in pieces, checks them, makes a photo's pictures, finds them again.
// Specified in docs/sync.md, "Blobs".
//
// Who may see what: a tenant's members see its files as they were sent. Guests get the pictures of photos in published
// listings, never an original: what a camera wrote into it (where, when, by whom) stays with the host.
#pragma once

#include "BlobRepository.h"
#include "BlobStorage.h"
#include "ImageProgram.h"

#include "server/tenancy/Caller.h"
#include "server/tenancy/ServerContext.h"

namespace roost {

struct BlobLimits
{
    qint64 photoBytes = 25 * 1024 * 1024;
    qint64 documentBytes = 50 * 1024 * 1024;
    qint64 tenantBytes = 5LL * 1024 * 1024 * 1024; // of all its files as they were sent, unfinished ones included
    int uploadsAtOnce = 16;                        // unfinished ones of a tenant
};

// Part of a file. bytes belong at `from`; isQuestion: no bytes, how far is it?
struct BlobChunk
{
    TenantId tenant;
    QString sha256; // of the whole file, lower-case hexadecimal digits
    qint64 total = 0;
    qint64 from = 0;
    QByteArrayView bytes;
    bool isQuestion = false;
};

struct BlobProgress
{
    qint64 received = 0;
    qint64 total = 0;
    std::optional<StoredBlob> stored; // when all is there and checked
    bool isNew = false;               // stored now
};

// A file to be read.
struct BlobFile
{
    QString path;
    QByteArray mediaType;
    qint64 size = 0;
    QByteArray tag; // names these bytes for ever; an ETag with its quotes
};

// Thread-safe; shared by all workers, and by several roostd through the folder and the database.
class BlobService
{
    Q_DISABLE_COPY_MOVE(BlobService)

public:
    BlobService(const QString &folder, const QString &imageProgram, const BlobLimits &limits = {});

    // Bytes that are there already are passed over, so a chunk may be repeated; two who send the same file help each
    // other. When the last byte has come the file is checked: HashMismatch, ImageRefused (details.reason) and
    // UnsupportedMedia throw away what had arrived.
    // RangeNotSatisfiable (details.received): there is a gap before the chunk. NotFound: not a member. Forbidden unless
    // the member may EditListings. TooLarge, QuotaExceeded, TooManyRequests (too many unfinished uploads), Busy
    // (someone sends this file right now), Validation, StorageFull, StorageBroken.
    Result<BlobProgress> put(ServerContext &context, const Caller &caller, const BlobChunk &chunk);
    // Empty: nothing of it is there. As put() for the rest.
    Result<std::optional<BlobProgress>> progress(ServerContext &context, const Caller &caller, const TenantId &tenant,
                                                 const QString &sha256) const;

    // longestSide: 0 for the file as it was sent, else one of roost-images' pictures. Empty: there is none, or it isn't
    // the caller's to see.
    Result<std::optional<BlobFile>> find(ServerContext &context, const Caller &caller, const TenantId &tenant,
                                         const QString &sha256, int longestSide) const;
    Result<std::optional<BlobFile>> findPublic(ServerContext &context, const QString &sha256, int longestSide) const;

    // Removes what nothing has used for a week, and uploads that nobody went on with for two days.
    Result<int> tidy(ServerContext &context) const;

    static constexpr int kSmallSide = 320;
    static constexpr int kLargeSide = 1280;

private:
    Result<Caller> member(ServerContext &context, const Caller &caller, const TenantId &tenant) const;
    Result<std::optional<StoredBlob>> findRow(ServerContext &context, const Caller &member,
                                              const QString &sha256) const;
    Result<void> checkRoom(ServerContext &context, const Caller &member, const BlobChunk &chunk) const;
    Result<void> checkContent(PartFile &part, const BlobChunk &chunk) const;
    Result<void> append(ServerContext &context, const Caller &member, PartFile &part, const BlobChunk &chunk) const;
    Result<StoredBlob> finish(ServerContext &context, const Caller &member, PartFile &part, const BlobChunk &chunk);
    Result<void> makePictures(PartFile &part, const TenantId &tenant, StoredBlob &blob);
    Result<std::optional<BlobFile>> fileOf(const TenantId &tenant, const StoredBlob &blob, int longestSide) const;

    const BlobStorage m_storage;
    const BlobLimits m_limits;
    ImageProgram m_images;
};

} // namespace roost
