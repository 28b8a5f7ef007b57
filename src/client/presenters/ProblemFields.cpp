// The fields of each kind of change, with the host's values.
#include "ProblemFields.h"

#include "client/models/DisplayText.h"

using namespace Qt::StringLiterals;

namespace roost {

namespace {

ProblemField::Kind kindOf(const QString &name, const QJsonValue &value)
{
    static const QSet<QString> amounts{u"base_price_minor"_s, u"price_minor"_s, u"total_minor"_s};
    static const QSet<QString> texts{u"summary"_s, u"notes"_s, u"note"_s, u"text"_s, u"reply"_s, u"message"_s};
    static const QSet<QString> dates{u"from_date"_s, u"to_date"_s, u"check_in"_s, u"check_out"_s, u"due_on"_s};
    static const QSet<QString> numbers{u"min_nights"_s, u"max_nights"_s,       u"max_guests"_s,
                                       u"guests"_s,     u"preparation_days"_s, u"pets"_s};
    if (amounts.contains(name))
        return ProblemField::Kind::Amount;
    if (texts.contains(name))
        return ProblemField::Kind::Text;
    if (dates.contains(name))
        return ProblemField::Kind::Date;
    if (value.isBool())
        return ProblemField::Kind::Switch;
    return numbers.contains(name) || value.isDouble() ? ProblemField::Kind::Number : ProblemField::Kind::Line;
}

// Documents have editors of their own; states are decided, not typed.
bool isTyped(const QString &name, const QJsonValue &value)
{
    static const QSet<QString> chosen{u"status"_s, u"state"_s, u"unit_id"_s};
    return !value.isObject() && !value.isArray() && !chosen.contains(name) && !name.endsWith("_id"_L1);
}

// In the order of a form.
QStringList fieldsOf(const QString &mutation)
{
    static const QHash<QString, QStringList> fields{
        {u"calendar.block"_s, {u"from_date"_s, u"to_date"_s, u"note"_s}},
        {u"calendar.set_rates"_s, {u"from_date"_s, u"to_date"_s}},
        {u"booking.create"_s, {u"check_in"_s, u"check_out"_s, u"guests"_s, u"pets"_s, u"total_minor"_s}},
        {u"message.send"_s, {u"text"_s}},
        {u"review.reply"_s, {u"text"_s}},
        {u"task.create"_s, {u"title"_s, u"notes"_s, u"due_on"_s}}};
    return fields.value(mutation);
}

} // namespace

QString ProblemFields::label(const QString &name)
{
    static const QHash<QString, const char *> labels{{u"from_date"_s, QT_TR_NOOP("From")},
                                                     {u"to_date"_s, QT_TR_NOOP("Until")},
                                                     {u"check_in"_s, QT_TR_NOOP("Check-in")},
                                                     {u"check_out"_s, QT_TR_NOOP("Check-out")},
                                                     {u"note"_s, QT_TR_NOOP("Note")},
                                                     {u"notes"_s, QT_TR_NOOP("Notes")},
                                                     {u"guests"_s, QT_TR_NOOP("Guests")},
                                                     {u"pets"_s, QT_TR_NOOP("Pets")},
                                                     {u"total_minor"_s, QT_TR_NOOP("Total")},
                                                     {u"price_minor"_s, QT_TR_NOOP("Price per night")},
                                                     {u"closed_to_arrival"_s, QT_TR_NOOP("No arrival")},
                                                     {u"closed_to_departure"_s, QT_TR_NOOP("No departure")},
                                                     {u"text"_s, QT_TR_NOOP("Text")},
                                                     {u"reply"_s, QT_TR_NOOP("Reply")},
                                                     {u"name"_s, QT_TR_NOOP("Name")},
                                                     {u"email"_s, QT_TR_NOOP("Email")},
                                                     {u"phone"_s, QT_TR_NOOP("Phone")},
                                                     {u"due_on"_s, QT_TR_NOOP("Due")}};
    const char *known = labels.value(name);
    return known ? tr(known) : display::fieldName(name);
}

ProblemField ProblemFields::field(const QString &name, const QJsonValue &value)
{
    return {name, label(name), kindOf(name, value), value};
}

QList<ProblemField> ProblemFields::of(const ProblemListRow &row)
{
    const replica::ProblemRow &problem = row.problem;
    if (problem.args.isEmpty())
        return {};
    if (!problem.field.isEmpty()) {
        // Of days, one value for all of them.
        const QJsonObject days = problem.name == "calendar.set_rates"_L1 ? problem.mine.toObject() : QJsonObject();
        const QJsonValue value = days.isEmpty() ? problem.mine : days.begin().value();
        return isTyped(problem.field, value) ? QList{field(problem.field, value)} : QList<ProblemField>();
    }
    QList<ProblemField> fields;
    const QStringList names = fieldsOf(problem.name);
    for (const QString &name : names) {
        if (problem.args.contains(name))
            fields << field(name, problem.args[name]);
    }
    for (const QString &part : {u"changes"_s, u"rate"_s}) {
        const QJsonObject held = problem.args[part].toObject();
        for (auto it = held.begin(); it != held.end(); ++it) {
            if (isTyped(it.key(), it.value()))
                fields << field(it.key(), it.value());
        }
    }
    return fields;
}

} // namespace roost
