// Compression of replies: which coding a client takes (RFC 9110, 12.5.3), and what has to change in a reply for it.
#pragma once

#include "Request.h"
#include "Response.h"

#include "common/Compression.h"

namespace roost::http {

// The one of the field's codings that is worth most here: zstd before gzip where the client doesn't mind; Identity
// when it takes neither.
ContentCoding acceptedCoding(QByteArrayView acceptEncoding);

// Compresses a reply to a GET that is text, long enough, and of one coding so far; on a worker's thread, where it may
// take its milliseconds. Replies to other methods are left alone: they are short, and may hold tokens next to what the
// client itself sent, whose length would then tell about the tokens (BREACH).
//
// A strong entity tag stands for the very bytes, so that of a compressed reply tells its coding (`"42-zstd"`);
// withoutCoding() is for comparisons. A 304 carries the tag that the client has.
void compress(Response &response, const Request &request);

// `"42-zstd"` -> `"42"`.
QByteArray withoutCoding(const QByteArray &entityTag);

} // namespace roost::http
