#include "FieldMerge.h"

namespace roost {

namespace {

QJsonValue valueOrNull(const QJsonObject &object, const QString &field)
{
    const QJsonValue value = object.value(field);
    return value.isUndefined() ? QJsonValue(QJsonValue::Null) : value;
}

} // namespace

FieldMerge mergeFields(const QJsonObject &current, const QJsonObject &base, const QJsonObject &mine)
{
    FieldMerge merge;
    for (auto field = mine.begin(); field != mine.end(); ++field) {
        const QJsonValue theirs = valueOrNull(current, field.key());
        if (theirs == field.value())
            continue;
        if (!base.contains(field.key()) || base.value(field.key()) == theirs)
            merge.apply.insert(field.key(), field.value());
        else
            merge.conflicts << MergeConflict{field.key(), base.value(field.key()), field.value(), theirs};
    }
    return merge;
}

} // namespace roost
