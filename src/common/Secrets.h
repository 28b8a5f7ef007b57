// Random tokens, digests, comparison in constant time, files that only their owner may read.
#pragma once

#include "Result.h"

#include <QByteArray>

namespace roost {

// bytes of the system's randomness as base64url without padding.
QString randomToken(int bytes = 32);

QByteArray sha256(const QByteArray &data);

// True when equal; takes the same time wherever they differ. Different lengths are unequal.
bool equalInConstantTime(const QByteArray &a, const QByteArray &b);

// Writes path anew with mode 0600, atomically and synced to disk (a temporary file renamed over it).
Result<void> writePrivateFile(const QString &path, const QByteArray &content);

} // namespace roost
