// What a failure means for sync, and how long to wait after it.
#pragma once

#include "common/Error.h"

namespace roost::sync {

// The server can't be reached or doesn't answer: not a word about what was asked.
bool meansOffline(ErrorCode code);
// Says nothing against what was sent: the same may succeed in a while.
bool isPassing(ErrorCode code);
// The client's idea of scopes, epochs or its own identity is outdated: say hello again.
bool needsHello(ErrorCode code);

// What the server asked for (details.retry_after_ms), at most an hour; 0 when nothing.
int retryAfterMs(const Error &error);

// Doubles from firstMs with each failure (0 for the first one) up to mostMs; random in [0, 1) spreads clients over the
// upper half of it.
int backoffMs(int failures, int firstMs, int mostMs, double random);

} // namespace roost::sync
