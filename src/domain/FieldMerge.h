// Three-way merge of the fields that one edit changes (sync.md, "Merging"). Pure; the server decides with it, the
// client previews with it.
#pragma once

#include <QJsonObject>
#include <QJsonValue>
#include <QList>

namespace roost {

// A field that two people changed to different values. The current value (theirs) stays; both are kept to choose from.
struct MergeConflict
{
    QString field;
    QJsonValue base;
    QJsonValue mine;
    QJsonValue theirs;

    friend bool operator==(const MergeConflict &, const MergeConflict &) = default;
};

struct FieldMerge
{
    QJsonObject apply; // what has to be written: a part of mine
    QList<MergeConflict> conflicts;
};

// For each field of mine: the current value equals mine → nothing to do; it equals the base → apply; else a conflict.
// A field that base doesn't name is applied: its author makes no claim about what was there before.
// A missing field of current counts as null. All three must write a value in the same form ("15:00").
FieldMerge mergeFields(const QJsonObject &current, const QJsonObject &base, const QJsonObject &mine);

} // namespace roost
