// ETag, If-Match and If-None-Match (RFC 9110, 8.8.3 and 13.1). The tag of a thing is its version (a booking's: its
// revision), the same for everybody who may see it and whatever `fields` were asked for.
#pragma once

#include "common/Result.h"

#include <QByteArrayList>

namespace roost::api {

// `"42"` for {"version": 42, …} or {"revision": 42, …}; empty for a reply that has neither.
QByteArray entityTagOf(const QByteArray &json);

// The value of If-Match or If-None-Match.
struct EntityTagList
{
    bool isAny = false;    // "*"
    QByteArrayList strong; // with their quotes
    QByteArrayList weak;   // without W/, with their quotes

    // Validation error, details.field = header, when the value is neither "*" nor a list of entity tags.
    static Result<EntityTagList> parse(const QByteArray &value, const QString &header);

    // If-Match compares strongly: a weak tag never matches.
    bool matchesStrongly(const QByteArray &tag) const { return isAny || strong.contains(tag); }
    bool matchesWeakly(const QByteArray &tag) const { return matchesStrongly(tag) || weak.contains(tag); }
};

} // namespace roost::api
