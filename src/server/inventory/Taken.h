// How a loser is told: what kind of thing is taken and, if it is only held, until when. No hint of by whom.
#pragma once

#include "common/Result.h"

#include <QDateTime>

namespace roost {

// {"hold_ends_at", "retry_after"} (UTC; whole seconds, at least 1) when there is room if holds just end; else empty.
QJsonObject holdDetails(const QDateTime &holdEndsAt, const QDateTime &nowUtc);

// DatesTaken, SeatsTaken or SlotTaken by the plan's kind ("stay", "experience", "service").
tl::unexpected<Error> takenError(const QString &kind, const QJsonObject &details);

// Whether this is one of the three.
bool isTaken(const Error &error);

} // namespace roost
