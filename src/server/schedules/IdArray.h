// A list of ids as Postgres reads an array of them.
#pragma once

#include "common/Id.h"

#include <QList>
#include <QStringList>
#include <QVariant>

namespace roost {

// "{id,id}"; NULL for an empty list, which the statements of this module take for "all".
template <class AnyId>
QVariant idArray(const QList<AnyId> &ids)
{
    if (ids.isEmpty())
        return QVariant(QMetaType::fromType<QString>());
    QStringList texts;
    for (const AnyId &id : ids)
        texts << id.toString();
    return QString(u'{' + texts.join(u',') + u'}');
}

} // namespace roost
