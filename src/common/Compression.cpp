// zlib and libzstd.
#include "Compression.h"

#include <zlib.h>
#include <zstd.h>

#include <memory>

namespace roost {

using namespace Qt::StringLiterals;

namespace {

// Of rows by column, zstd 3 takes a quarter less room than 1 for twice its time, which is a tenth of what Postgres
// needs to read them; gzip 4 is where more time stops to pay (docs/benchmarks.md).
constexpr int kZstdLevel = 3;
constexpr int kGzipLevel = 4;
// deflateInit2() and inflateInit2(): gzip's header instead of zlib's.
constexpr int kGzipWindowBits = 15 + 16;
constexpr int kMemoryLevel = 8;
// By how much the room for a body grows of which nobody said how long it is.
constexpr qsizetype kFirstGuess = 64 * 1024;

tl::unexpected<Error> tooLarge()
{
    return fail(ErrorCode::TooLarge, u"More was sent than is taken in one piece."_s, u"inflated size"_s);
}

tl::unexpected<Error> broken()
{
    return fail(ErrorCode::Protocol, u"What was sent can't be unpacked."_s);
}

QByteArray zstdCompressed(const QByteArray &body)
{
    struct Free
    {
        void operator()(ZSTD_CCtx *context) const { ZSTD_freeCCtx(context); }
    };
    static thread_local std::unique_ptr<ZSTD_CCtx, Free> context(ZSTD_createCCtx());
    const auto size = static_cast<size_t>(body.size());
    QByteArray out(static_cast<qsizetype>(ZSTD_compressBound(size)), Qt::Uninitialized);
    const size_t written = ZSTD_compressCCtx(context.get(), out.data(), static_cast<size_t>(out.size()),
                                             body.constData(), size, kZstdLevel);
    if (ZSTD_isError(written))
        return body;
    out.truncate(static_cast<qsizetype>(written));
    return out;
}

Bytef *bytesOf(const char *text)
{
    return reinterpret_cast<Bytef *>(const_cast<char *>(text));
}

QByteArray gzipCompressed(const QByteArray &body)
{
    z_stream stream = {};
    if (deflateInit2(&stream, kGzipLevel, Z_DEFLATED, kGzipWindowBits, kMemoryLevel, Z_DEFAULT_STRATEGY) != Z_OK)
        return body;
    QByteArray out(static_cast<qsizetype>(deflateBound(&stream, static_cast<uLong>(body.size()))), Qt::Uninitialized);
    stream.next_in = bytesOf(body.constData());
    stream.avail_in = static_cast<uInt>(body.size());
    stream.next_out = bytesOf(out.data());
    stream.avail_out = static_cast<uInt>(out.size());
    const int result = deflate(&stream, Z_FINISH);
    out.truncate(static_cast<qsizetype>(stream.total_out));
    deflateEnd(&stream);
    return result == Z_STREAM_END ? out : body;
}

// Room for the bytes to come: at first what the peer or a guess says, then twice as much; null: no more than most.
bool grow(QByteArray &out, qsizetype used, qsizetype most)
{
    if (used < out.size())
        return true;
    if (out.size() > most)
        return false;
    // One byte more than is allowed shows that there is more.
    out.resize(std::min(std::max(out.size() * 2, kFirstGuess), most + 1));
    return true;
}

Result<QByteArray> zstdDecompressed(const QByteArray &body, qsizetype most)
{
    struct Free
    {
        void operator()(ZSTD_DCtx *context) const { ZSTD_freeDCtx(context); }
    };
    const std::unique_ptr<ZSTD_DCtx, Free> context(ZSTD_createDCtx());
    const auto told = ZSTD_getFrameContentSize(body.constData(), static_cast<size_t>(body.size()));
    if (told == ZSTD_CONTENTSIZE_ERROR)
        return broken();
    const bool isTold = told != ZSTD_CONTENTSIZE_UNKNOWN;
    if (isTold && told > static_cast<unsigned long long>(most))
        return tooLarge();
    QByteArray out(isTold ? static_cast<qsizetype>(told) + 1 : 0, Qt::Uninitialized);
    ZSTD_inBuffer in{body.constData(), static_cast<size_t>(body.size()), 0};
    qsizetype used = 0;
    for (size_t hint = 1; hint != 0;) {
        if (!grow(out, used, most))
            return tooLarge();
        ZSTD_outBuffer room{out.data() + used, static_cast<size_t>(out.size() - used), 0};
        const size_t before = in.pos;
        hint = ZSTD_decompressStream(context.get(), &room, &in);
        used += static_cast<qsizetype>(room.pos);
        if (ZSTD_isError(hint) || (hint != 0 && room.pos == 0 && in.pos == before))
            return broken();
    }
    if (used > most)
        return tooLarge();
    if (in.pos != in.size)
        return broken();
    out.truncate(used);
    return out;
}

Result<QByteArray> gzipDecompressed(const QByteArray &body, qsizetype most)
{
    z_stream stream = {};
    if (inflateInit2(&stream, kGzipWindowBits) != Z_OK)
        return broken();
    const auto end = qScopeGuard([&stream] { inflateEnd(&stream); });
    stream.next_in = bytesOf(body.constData());
    stream.avail_in = static_cast<uInt>(body.size());
    QByteArray out;
    int result = Z_OK;
    while (result == Z_OK) {
        const auto used = static_cast<qsizetype>(stream.total_out);
        if (!grow(out, used, most))
            return tooLarge();
        stream.next_out = bytesOf(out.data() + used);
        stream.avail_out = static_cast<uInt>(out.size() - used);
        result = inflate(&stream, Z_NO_FLUSH);
    }
    const auto used = static_cast<qsizetype>(stream.total_out);
    if (used > most)
        return tooLarge();
    if (result != Z_STREAM_END || stream.avail_in > 0)
        return broken();
    out.truncate(used);
    return out;
}

} // namespace

QByteArray codingName(ContentCoding coding)
{
    switch (coding) {
    case ContentCoding::Gzip:
        return "gzip"_ba;
    case ContentCoding::Zstd:
        return "zstd"_ba;
    case ContentCoding::Identity:
        break;
    }
    return {};
}

std::optional<ContentCoding> codingFromName(QByteArrayView name)
{
    for (const ContentCoding coding : {ContentCoding::Identity, ContentCoding::Gzip, ContentCoding::Zstd}) {
        if (name.size() == codingName(coding).size() &&
            qstrnicmp(name.data(), name.size(), codingName(coding), name.size()) == 0)
            return coding;
    }
    return std::nullopt;
}

QByteArray compressed(const QByteArray &body, ContentCoding coding)
{
    switch (coding) {
    case ContentCoding::Gzip:
        return gzipCompressed(body);
    case ContentCoding::Zstd:
        return zstdCompressed(body);
    case ContentCoding::Identity:
        break;
    }
    return body;
}

Result<QByteArray> decompressed(const QByteArray &body, ContentCoding coding, qsizetype most)
{
    switch (coding) {
    case ContentCoding::Gzip:
        return gzipDecompressed(body, most);
    case ContentCoding::Zstd:
        return zstdDecompressed(body, most);
    case ContentCoding::Identity:
        break;
    }
    if (body.size() > most)
        return tooLarge();
    return body;
}

} // namespace roost
