// Ranges in, ranges out.
#include "BlobController.h"

#include "ApiServer.h"
#include "ByteRanges.h"

#include "common/Json.h"
#include "domain/PhotoRules.h"
#include "server/blobs/BlobService.h"
#include "server/listings/ListingPhotos.h"
#include "server/tenancy/TenantTransaction.h"

#include <QFile>

namespace roost::api {

using namespace Qt::StringLiterals;

namespace {

// More than this is not held in memory for one reply.
constexpr qint64 kMostAtOnce = 4 * 1024 * 1024;
constexpr qint64 kMostWhole = 8 * 1024 * 1024;

tl::unexpected<Error> noSuchFile()
{
    return fail(ErrorCode::NotFound, u"There is no such file. It may have been removed."_s);
}

QJsonValue numberOrNull(int number)
{
    return number > 0 ? QJsonValue(number) : QJsonValue(QJsonValue::Null);
}

QJsonObject toJson(const QString &sha256, const BlobProgress &progress)
{
    const StoredBlob blob = progress.stored.value_or(StoredBlob());
    return {{u"state"_s, progress.stored ? u"ready"_s : u"partial"_s},
            {u"sha256"_s, sha256},
            {u"received"_s, progress.received},
            {u"size"_s, progress.total},
            {u"media_type"_s,
             progress.stored ? QJsonValue(QString::fromLatin1(blob.mediaType)) : QJsonValue(QJsonValue::Null)},
            {u"width"_s, numberOrNull(blob.width)},
            {u"height"_s, numberOrNull(blob.height)}};
}

// It becomes a file's name: nothing else may get through.
Result<QString> hashOf(const ApiRequest &request)
{
    const QString sha256 = request.http.pathParameter("sha256");
    if (!isSha256(sha256)) {
        return fail(ErrorCode::Validation, u"A file is named by its SHA-256: 64 lower-case hexadecimal digits."_s, {},
                    {{u"field"_s, u"sha256"_s}});
    }
    return sha256;
}

Result<BlobChunk> chunkOf(const ApiRequest &request)
{
    BlobChunk chunk;
    chunk.tenant = tenantOfScope(request.queryText(u"scope"_s));
    ROOST_ASSIGN(chunk.sha256, hashOf(request));
    chunk.bytes = request.http.body;
    chunk.total = request.http.body.size();
    if (!request.http.headers.contains("content-range"))
        return chunk;
    const auto range = parseContentRange(request.http.header("content-range"));
    if (!range || range->size != request.http.body.size() || request.http.headers.count("content-range") != 1) {
        return fail(ErrorCode::Validation, u"Content-Range must say which bytes the body is: bytes 0-99/1000."_s, {},
                    {{u"field"_s, u"Content-Range"_s}});
    }
    chunk.from = range->from;
    chunk.total = range->total;
    chunk.isQuestion = range->isQuestion;
    return chunk;
}

Result<ApiReply> put(const ApiRequest &request, ServerContext &context, BlobService &blobs)
{
    ROOST_ASSIGN(const BlobChunk chunk, chunkOf(request));
    ROOST_ASSIGN(const BlobProgress progress, blobs.put(context, request.caller, chunk));
    const int status = !progress.stored ? 202 : progress.isNew ? 201 : 200;
    ApiReply reply = ApiReply::json(toJson(chunk.sha256, progress), status);
    reply.withHeader("Upload-Offset", QByteArray::number(progress.received));
    return reply;
}

Result<QByteArray> readPart(const BlobFile &file, const ByteRange &range)
{
    QFile from(file.path);
    if (!from.open(QIODevice::ReadOnly) || !from.seek(range.from)) {
        return fail(ErrorCode::StorageBroken, u"The server can't read this file at the moment."_s,
                    u"a blob's file can't be read"_s);
    }
    QByteArray bytes = from.read(range.size);
    if (bytes.size() != range.size)
        return fail(ErrorCode::StorageBroken, u"The server can't read this file at the moment."_s,
                    u"a blob's file is too short"_s);
    return bytes;
}

void addFields(ApiReply &reply, const BlobFile &file, bool isPublic)
{
    reply.withHeader("Accept-Ranges", "bytes");
    reply.withHeader("Cache-Control",
                     isPublic ? "public, max-age=31536000, immutable" : "private, max-age=31536000, immutable");
    // It came from outside: shown as what it is, or not at all.
    reply.withHeader("X-Content-Type-Options", "nosniff");
    reply.withHeader("Content-Security-Policy", "default-src 'none'; sandbox");
    if (file.mediaType == "application/pdf")
        reply.withHeader("Content-Disposition", "attachment");
}

QByteArray contentRange(const ByteRange &range, qint64 total)
{
    return "bytes " + QByteArray::number(range.from) + '-' + QByteArray::number(range.from + range.size - 1) + '/' +
           QByteArray::number(total);
}

// RFC 9110, 13.1.5: a Range that was meant for other bytes is as good as none.
QByteArray meantRange(const http::Request &request, const BlobFile &file)
{
    const bool isForOthers = request.headers.contains("if-range") && request.header("if-range") != file.tag;
    return isForOthers ? QByteArray() : request.header("range");
}

Result<ApiReply> answerWith(const ApiRequest &request, const BlobFile &file, bool isPublic)
{
    ApiReply reply = ApiReply::bytes({}, file.mediaType, file.tag);
    addFields(reply, file, isPublic);
    if (request.http.method == "HEAD") {
        reply.lengthForHead = file.size;
        return reply;
    }
    RangeChoice choice = chooseRange(meantRange(request.http, file), file.size);
    if (choice.kind == RangeChoice::Kind::NotSatisfiable) {
        return fail(ErrorCode::RangeNotSatisfiable, u"The file has no such bytes."_s, {}, {{u"size"_s, file.size}});
    }
    if (choice.kind == RangeChoice::Kind::Part) {
        choice.range.size = std::min(choice.range.size, kMostAtOnce);
        ROOST_ASSIGN(reply.body, readPart(file, choice.range));
        reply.status = 206;
        reply.withHeader("Content-Range", contentRange(choice.range, file.size));
        return reply;
    }
    if (file.size > kMostWhole) {
        return fail(ErrorCode::TooLarge, u"This file comes in parts only: ask for ranges."_s, {},
                    {{u"size"_s, file.size}, {u"most_bytes"_s, kMostAtOnce}});
    }
    ROOST_ASSIGN(reply.body, readPart(file, {0, file.size}));
    return reply;
}

// Of what isn't there whole: how far its upload is.
Result<ApiReply> headOfUpload(const ApiRequest &request, ServerContext &context, const BlobService &blobs)
{
    ROOST_ASSIGN(const auto progress,
                 blobs.progress(context, request.caller, tenantOfScope(request.queryText(u"scope"_s)),
                                request.http.pathParameter("sha256")));
    if (!progress || progress->stored)
        return noSuchFile();
    ApiReply reply = ApiReply::noContent();
    reply.withHeader("Upload-Offset", QByteArray::number(progress->received));
    return reply;
}

Result<ApiReply> read(const ApiRequest &request, ServerContext &context, const BlobService &blobs)
{
    ROOST_ASSIGN(const QString sha256, hashOf(request));
    const int size = static_cast<int>(request.queryInteger(u"size"_s));
    const bool isPublic = !request.hasQuery(u"scope"_s);
    std::optional<BlobFile> file;
    if (isPublic) {
        ROOST_ASSIGN(file, blobs.findPublic(context, sha256, size));
    } else {
        const TenantId tenant = tenantOfScope(request.queryText(u"scope"_s));
        ROOST_ASSIGN(file, blobs.find(context, request.caller, tenant, sha256, size));
    }
    if (file)
        return answerWith(request, *file, isPublic);
    if (request.http.method == "HEAD" && !isPublic && size == 0)
        return headOfUpload(request, context, blobs);
    return noSuchFile();
}

Result<ApiReply> listPublished(const ApiRequest &request, ServerContext &context)
{
    ROOST_ASSIGN(const auto photos, ListingPhotos().published(context, request.pathId<ListingId>("listing_id")));
    if (!photos)
        return fail(ErrorCode::NotFound, u"There is no such listing, or it isn't published."_s);
    return ApiReply::raw("{\"items\":" + *photos + '}');
}

} // namespace

void registerBlobController(ApiServer &server, BlobService &blobs)
{
    server.handle(u"putBlob"_s,
                  [&blobs](const ApiRequest &request, ServerContext &context) { return put(request, context, blobs); });
    server.handle(u"readBlob"_s, [&blobs](const ApiRequest &request, ServerContext &context) {
        return read(request, context, blobs);
    });
    server.handle(u"listPublishedPhotos"_s, listPublished);
}

} // namespace roost::api
