// See ModelRules.h; and the three-way merge of fields that all entities share.
#include "ModelRules.h"

#include "common/Uuid.h"

#include <QJsonArray>

namespace roost::sim {

using namespace Qt::StringLiterals;
using namespace sync;

namespace {

bool isWhole(const QJsonValue &value, qint64 least, qint64 most)
{
    const qint64 number = value.toInteger(least - 1);
    return value.isDouble() && number >= least && number <= most;
}

// The fields that traces edit, and what may stand in them.
bool isEditable(const QString &field, const QJsonValue &value)
{
    const bool isNull = value.isNull();
    if (field == u"title")
        return value.isString() && !value.toString().trimmed().isEmpty() && value.toString().size() <= 200;
    if (field == u"summary")
        return value.isString();
    if (field == u"base_price_minor")
        return isNull || isWhole(value, 0, Q_INT64_C(1) << 50);
    if (field == u"min_nights" || field == u"max_nights")
        return (field == u"max_nights" && isNull) || isWhole(value, 1, 365);
    if (field == u"max_guests")
        return isWhole(value, 1, 1000);
    if (field == u"preparation_days")
        return isWhole(value, 0, 30);
    if (field == u"instant_book" || field == u"hold_pending")
        return value.isBool();
    if (field == u"status")
        return value == u"published"_s || value == u"unpublished"_s;
    return field == u"amenities" && value.isArray();
}

bool isConsistent(const QJsonObject &changes, const QJsonObject &listing)
{
    const QJsonValue most = listing.value("max_nights"_L1);
    const bool touchesNights = changes.contains("min_nights"_L1) || changes.contains("max_nights"_L1);
    if (touchesNights && most.isDouble() && most.toInteger() < listing.value("min_nights"_L1).toInteger())
        return false;
    const bool touchesPrice = changes.contains("status"_L1) || changes.contains("base_price_minor"_L1);
    return !touchesPrice || listing.value("status"_L1) != u"published"_s ||
           listing.value("base_price_minor"_L1).isDouble();
}

const QStringList &rateFields()
{
    static const QStringList fields{u"price_minor"_s, u"min_nights"_s, u"closed_to_arrival"_s,
                                    u"closed_to_departure"_s};
    return fields;
}

bool isSet(const QString &field, const QJsonValue &value)
{
    return field.startsWith("closed"_L1) ? value.toBool() : value.isDouble();
}

// Of one field, the days on which somebody else set it to something else.
void addConflict(QMap<QString, FieldConflict> &conflicts, const QString &field, const QString &day,
                 const QJsonObject &base, const QJsonObject &mine, const QJsonObject &theirs)
{
    FieldConflict &conflict = conflicts[field];
    const auto with = [&day](const QJsonValue &days, const QJsonValue &value) {
        QJsonObject more = days.toObject();
        more.insert(day, value);
        return more;
    };
    conflict.field = field;
    conflict.base = with(conflict.base, base.value(field));
    conflict.mine = with(conflict.mine, mine.value(field));
    conflict.theirs = with(conflict.theirs, theirs.value(field));
}

} // namespace

Outcome applied()
{
    return {};
}

Outcome rejected(const QString &code, const QJsonObject &theirs)
{
    Outcome outcome;
    outcome.kind = OutcomeKind::Rejected;
    outcome.code = code;
    outcome.message = u"The server rejected this: %1."_s.arg(code);
    outcome.theirs = theirs;
    return outcome;
}

Merged mergeFields(const QJsonObject &theirs, const QJsonObject &base, const QJsonObject &mine)
{
    Merged merged;
    for (auto field = mine.begin(); field != mine.end(); ++field) {
        const QJsonValue has = theirs.contains(field.key()) ? theirs.value(field.key()) : QJsonValue::Null;
        if (has == *field)
            continue;
        if (!base.contains(field.key()) || base.value(field.key()) == has)
            merged.apply.insert(field.key(), *field);
        else
            merged.conflicts << FieldConflict{field.key(), base.value(field.key()), *field, has};
    }
    return merged;
}

Outcome mergedOutcome(const QList<FieldConflict> &conflicts, const QString &code)
{
    Outcome outcome;
    outcome.conflicts = conflicts;
    if (!conflicts.isEmpty()) {
        outcome.kind = OutcomeKind::Merged;
        outcome.code = code;
        outcome.message = u"Someone else changed this meanwhile."_s;
    }
    return outcome;
}

ModelListings::ModelListings(const Act &act)
    : m_act(act)
{
}

Outcome ModelListings::edit(const Mutation &mutation)
{
    const QString id = mutation.args.value("listing_id"_L1).toString();
    const QJsonObject changes = mutation.args.value("changes"_L1).toObject();
    for (auto change = changes.begin(); change != changes.end(); ++change) {
        if (!isEditable(change.key(), *change))
            return rejected(u"VALIDATION_ERROR"_s, {{u"field"_s, change.key()}});
    }
    QJsonObject listing = m_act.scope.row(u"listing"_s, id);
    if (listing.isEmpty())
        return rejected(u"NOT_FOUND"_s);
    const Merged merged = mergeFields(listing, mutation.base, changes);
    if (merged.apply.isEmpty())
        return mergedOutcome(merged.conflicts, u"LISTING_CHANGED"_s);
    for (auto field = merged.apply.begin(); field != merged.apply.end(); ++field)
        listing.insert(field.key(), *field);
    if (!isConsistent(merged.apply, listing))
        return rejected(u"VALIDATION_ERROR"_s);
    m_act.scope.put(u"listing"_s, id, merged.apply);
    const QJsonValue preparation = merged.apply.value("preparation_days"_L1);
    if (preparation.isDouble() && !ModelStays(m_act.scope, m_act.now).prepare(id, preparation.toInt()))
        return rejected(u"DATES_TAKEN"_s);
    return mergedOutcome(merged.conflicts, u"LISTING_CHANGED"_s);
}

QJsonObject ModelListings::rateOf(const QString &listing, const QDate &day) const
{
    for (const QJsonObject &row : m_act.scope.rows(u"day_rate"_s)) {
        if (row.value("listing_id"_L1) == listing && row.value("date"_L1) == textOf(day))
            return row;
    }
    return {};
}

void ModelListings::setRate(const QString &listing, const QDate &day, const QJsonObject &rate)
{
    const QJsonObject had = rateOf(listing, day);
    const QString id = had.isEmpty() ? uuidText(newUuid()) : had.value("id"_L1).toString();
    bool isEmpty = true;
    bool isSame = !had.isEmpty();
    for (const QString &field : rateFields()) {
        isEmpty = isEmpty && !isSet(field, rate.value(field));
        isSame = isSame && had.value(field) == rate.value(field);
    }
    if (isEmpty) {
        m_act.scope.remove(u"day_rate"_s, id);
    } else if (!isSame) {
        QJsonObject row = rate;
        row.insert(u"listing_id"_s, listing);
        row.insert(u"date"_s, textOf(day));
        m_act.scope.put(u"day_rate"_s, id, row);
    }
}

Outcome ModelListings::setRates(const Mutation &mutation)
{
    const QString listing = mutation.args.value("listing_id"_L1).toString();
    const QDate from = dateOf(mutation.args.value("from_date"_L1));
    const QDate to = dateOf(mutation.args.value("to_date"_L1));
    if (!from.isValid() || !to.isValid() || to <= from)
        return rejected(u"VALIDATION_ERROR"_s);
    if (!m_act.scope.has(u"listing"_s, listing))
        return rejected(u"NOT_FOUND"_s);
    const QJsonObject mine = mutation.args.value("rate"_L1).toObject();
    const bool hasLastWord = !mutation.base.contains("days"_L1);
    const QJsonObject seen = mutation.base.value("days"_L1).toObject();
    QMap<QString, FieldConflict> conflicts;
    for (QDate day = from; day < to; day = day.addDays(1)) {
        const QJsonObject had = rateOf(listing, day);
        QJsonObject rate;
        QJsonObject base;
        for (const QString &field : rateFields()) {
            const auto valueIn = [&field](const QJsonObject &object) {
                const QJsonValue value = object.value(field);
                const QJsonValue unset = field.startsWith("closed"_L1) ? QJsonValue(false) : QJsonValue::Null;
                return value.isUndefined() || value.isNull() ? unset : value;
            };
            const QJsonValue theirs = valueIn(had);
            base.insert(field, valueIn(seen.value(textOf(day)).toObject()));
            const bool isMine = mine.contains(field) && theirs != valueIn(mine);
            rate.insert(field, isMine ? valueIn(mine) : theirs);
            if (isMine && !hasLastWord && theirs != base.value(field)) {
                rate.insert(field, theirs);
                addConflict(conflicts, field, textOf(day), base, mine, rate);
            }
        }
        setRate(listing, day, rate);
    }
    return mergedOutcome(conflicts.values(), u"LISTING_CHANGED"_s);
}

} // namespace roost::sim
