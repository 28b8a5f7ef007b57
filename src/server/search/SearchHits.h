// A page of what was found.
#pragma once

#include <QByteArray>
#include <QList>
#include <QStringList>

namespace roost {

struct SearchHits
{
    QList<QByteArray> rows; // a JSON object each
    QStringList nextKey;    // empty: there are no more
};

} // namespace roost
