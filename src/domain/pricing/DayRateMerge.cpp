#include "DayRateMerge.h"

namespace roost {

using namespace Qt::StringLiterals;

namespace {

// With all fields that a day has; null where a switch is meant is "off".
QJsonObject whole(const QJsonObject &rate)
{
    QJsonObject all = DayRate().toJson();
    for (auto field = rate.begin(); field != rate.end(); ++field) {
        if (!field->isNull() || !all.value(field.key()).isBool())
            all.insert(field.key(), field.value());
    }
    return all;
}

QJsonObject only(const QJsonObject &all, const QStringList &fields)
{
    QJsonObject some;
    for (const QString &field : fields)
        some.insert(field, all.value(field));
    return some;
}

void note(QMap<QString, MergeConflict> &conflicts, const QString &date, const MergeConflict &conflict)
{
    MergeConflict &all = conflicts[conflict.field];
    all.field = conflict.field;
    const auto add = [&date](QJsonValue &values, const QJsonValue &value) {
        QJsonObject days = values.toObject();
        days.insert(date, value);
        values = days;
    };
    add(all.base, conflict.base);
    add(all.mine, conflict.mine);
    add(all.theirs, conflict.theirs);
}

} // namespace

DayRateMerge mergeDayRates(const QJsonObject &now, const std::optional<QJsonObject> &base, const QJsonObject &rate,
                           const StayDates &days)
{
    DayRateMerge merge;
    QMap<QString, MergeConflict> conflicts;
    const QStringList fields = rate.keys();
    const QJsonObject mine = only(whole(rate), fields);
    for (QDate day = days.checkIn; day < days.checkOut; day = day.addDays(1)) {
        const QString date = day.toString(Qt::ISODate);
        const QJsonObject current = whole(now.value(date).toObject());
        const QJsonObject seen = base ? only(whole(base->value(date).toObject()), fields) : QJsonObject();
        const FieldMerge merged = mergeFields(current, seen, mine);
        for (const MergeConflict &conflict : merged.conflicts)
            note(conflicts, date, conflict);
        if (merged.apply.isEmpty())
            continue;
        QJsonObject after = current;
        for (auto field = merged.apply.begin(); field != merged.apply.end(); ++field)
            after.insert(field.key(), field.value());
        merge.apply.insert(day, after);
    }
    merge.conflicts = conflicts.values();
    return merge;
}

} // namespace roost
