// The time zone of a property, from the name that a person or a file gave, and what the clock on its wall means.
#pragma once

#include "common/Result.h"

#include <QDateTime>
#include <QTimeZone>

namespace roost {

// A zone of the IANA database by its name ("Europe/Oslo", "UTC"; also an old name such as "Asia/Calcutta"). Validation
// (details.field is "time_zone") for anything else: rules in the manner of POSIX, offsets, files.
Result<QTimeZone> propertyZone(const QString &ianaName);

// The first instant (UTC) at which the clock on the wall shows this time or a later one. That makes a time that
// daylight saving skips the jump and a repeated one its first occurrence, and it never runs backwards: an earlier local
// time has no later instant.
QDateTime instantAt(const QDate &date, const QTime &time, const QTimeZone &zone);

} // namespace roost
