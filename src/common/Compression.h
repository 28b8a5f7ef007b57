// The content codings of HTTP that Roost speaks (RFC 9110, 8.4.1; RFC 8878 for zstd), on whole bodies. Thread-safe.
#pragma once

#include "Result.h"

#include <QByteArray>

namespace roost {

enum class ContentCoding { Identity, Gzip, Zstd };

// "zstd", "gzip"; empty for Identity.
QByteArray codingName(ContentCoding coding);
// Null for a coding that Roost doesn't speak; Identity for an empty name.
std::optional<ContentCoding> codingFromName(QByteArrayView name);

// The body as it is when it can't be compressed.
QByteArray compressed(const QByteArray &body, ContentCoding coding);
// TooLarge for more than most bytes, found out before they fill the memory; Protocol for what isn't of that coding, or
// is cut off.
Result<QByteArray> decompressed(const QByteArray &body, ContentCoding coding, qsizetype most);

} // namespace roost
