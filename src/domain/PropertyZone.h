// The time zone of a property, from the name that a person or a file gave.
#pragma once

#include "common/Result.h"

#include <QTimeZone>

namespace roost {

// A zone of the IANA database by its name ("Europe/Oslo", "UTC"; also an old name such as "Asia/Calcutta"). Validation
// (details.field is "time_zone") for anything else: rules in the manner of POSIX, offsets, files.
Result<QTimeZone> propertyZone(const QString &ianaName);

} // namespace roost
