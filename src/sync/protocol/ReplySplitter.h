// Takes the values of tables that come by column out of a reply, as bytes, so that megabytes of rows don't become
// JSON objects only to be taken apart again.
#pragma once

#include "common/Result.h"

#include <QByteArray>
#include <QJsonObject>

namespace roost::sync {

struct SplitReply
{
    QJsonObject head; // the reply, in which each `values` is a number: the place in
    QList<QByteArray> values;
};

// Looks for `values` in the reply itself and in its `tables`. Protocol error when it isn't one JSON object.
Result<SplitReply> splitReply(const QByteArray &json);

} // namespace roost::sync
