// The one way to say that nights are taken.
#pragma once

#include "common/Result.h"

#include <QJsonArray>

namespace roost {

// details.taken holds the entries (UnitClaims::taken); for guests there are none.
inline tl::unexpected<Error> datesTaken(const QJsonArray &entries)
{
    QJsonObject details;
    if (!entries.isEmpty())
        details.insert(QStringLiteral("taken"), entries);
    return fail(ErrorCode::DatesTaken, QStringLiteral("These dates are taken. Choose others."), {}, details);
}

} // namespace roost
