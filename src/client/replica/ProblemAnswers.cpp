// Mine, edited or offered: which edits that makes.
#include "ProblemAnswers.h"

#include "MutationApplier.h"

namespace roost::replica {

using namespace Qt::StringLiterals;

namespace {

using Edits = Result<QList<Edit>>;

tl::unexpected<Error> wrong(const QString &text, const QString &field = {})
{
    return fail(ErrorCode::Validation, text, {}, {{u"field"_s, field}});
}

// The part of the arguments that holds what the host typed.
QString partWith(const QString &name, const QJsonObject &args, const QString &field)
{
    static const QStringList rates{u"price_minor"_s, u"min_nights"_s, u"closed_to_arrival"_s, u"closed_to_departure"_s};
    static const QStringList aside{u"note"_s, u"reason"_s, u"override_rules"_s};
    if (aside.contains(field))
        return {};
    if (name == u"calendar.set_rates" && rates.contains(field))
        return u"rate"_s;
    if (name == u"booking.create" && args.value(u"contact").toObject().contains(field))
        return u"contact"_s;
    return args.contains(u"changes") ? u"changes"_s : QString();
}

// Ids say what the edit is about, not what the host wants; but for the unit.
bool mayBeSet(const QJsonObject &args, const QString &part, const QString &field)
{
    static const QStringList optional{u"note"_s, u"reason"_s, u"override_rules"_s};
    if (part == u"changes" || part == u"rate" || field == u"unit_id" || optional.contains(field))
        return field != u"id";
    const QJsonObject held = part.isEmpty() ? args : args.value(part).toObject();
    return held.contains(field) && field != u"id" && !field.endsWith(u"_id") && !held.value(field).isObject();
}

Result<QJsonObject> withValues(const ProblemRow &problem, const QJsonObject &values)
{
    QJsonObject args = problem.args;
    for (auto value = values.begin(); value != values.end(); ++value) {
        const QString part = partWith(problem.name, args, value.key());
        if (!mayBeSet(args, part, value.key())) {
            return wrong(QCoreApplication::translate("Replica", "“%1” can't be changed here.").arg(value.key()),
                         value.key());
        }
        if (part.isEmpty()) {
            args.insert(value.key(), value.value());
            continue;
        }
        QJsonObject held = args.value(part).toObject();
        held.insert(value.key(), value.value());
        args.insert(part, held);
    }
    if (args == problem.args)
        return wrong(
            QCoreApplication::translate("Replica", "Nothing was changed. To send the same again, keep yours."));
    return args;
}

// What is made new gets a new id: the old one may have been used up meanwhile.
void renew(const QString &name, QJsonObject &args)
{
    static const QHash<QString, QString> ids{{u"calendar.block"_s, u"block_id"_s},
                                             {u"booking.create"_s, u"booking_id"_s},
                                             {u"message.send"_s, u"message_id"_s},
                                             {u"task.create"_s, u"task_id"_s}};
    if (ids.contains(name))
        args.insert(ids.value(name), uuidText(newUuid()));
}

Edits whole(RowStore &rows, const ProblemRow &problem, QJsonObject args)
{
    renew(problem.name, args);
    Edit edit{problem.name, args, {}};
    ROOST_TRY(baseOnNow(rows, edit));
    return QList<Edit>{edit};
}

// A run of days for each stretch with one value: what was refused is named day by day.
QList<Edit> rateRuns(const QString &listingId, const QMap<QDate, QJsonObject> &wanted,
                     const QMap<QDate, QJsonObject> &seen)
{
    QList<Edit> edits;
    QJsonObject days;
    for (auto day = wanted.begin(); day != wanted.end(); ++day) {
        const QString next = day.key().addDays(1).toString(Qt::ISODate);
        const bool goesOn = !edits.isEmpty() && edits.last().args.value(u"rate") == QJsonValue(day.value()) &&
                            edits.last().args.value(u"to_date").toString() == day.key().toString(Qt::ISODate);
        if (!goesOn) {
            days = {};
            edits << Edit{u"calendar.set_rates"_s,
                          {{u"listing_id"_s, listingId},
                           {u"from_date"_s, day.key().toString(Qt::ISODate)},
                           {u"rate"_s, day.value()}},
                          {}};
        }
        days.insert(day.key().toString(Qt::ISODate), seen.value(day.key()));
        edits.last().args.insert(u"to_date"_s, next);
        edits.last().base = {{u"days"_s, days}};
    }
    return edits;
}

Edits ratesOfField(const ProblemRow &problem, const std::optional<QJsonValue> &edited)
{
    const QJsonObject mine = problem.mine.toObject();
    const QJsonObject theirs = problem.theirs.toObject();
    QMap<QDate, QJsonObject> wanted;
    QMap<QDate, QJsonObject> seen;
    for (auto day = mine.begin(); day != mine.end(); ++day) {
        const QDate date = QDate::fromString(day.key(), Qt::ISODate);
        wanted.insert(date, {{problem.field, edited.value_or(day.value())}});
        seen.insert(date, {{problem.field, theirs.value(day.key())}});
    }
    return rateRuns(problem.args.value(u"listing_id").toString(), wanted, seen);
}

// Over what the server has for one field.
Edits ofField(const ProblemRow &problem, const QJsonValue &value)
{
    Edit edit{problem.name, problem.args, {}};
    if (problem.name == u"review.reply") {
        edit.args.insert(u"text"_s, value);
        edit.base = {{u"reply"_s, problem.theirs}};
        return QList<Edit>{edit};
    }
    const QString item = problem.field.section(u'.', 1);
    if (problem.field.startsWith(u"checklist.")) {
        edit.args.insert(u"changes"_s, QJsonObject());
        edit.args.insert(u"checklist"_s, QJsonObject{{item, value}});
        edit.base = {{u"checklist"_s, QJsonObject{{item, problem.theirs}}}};
        return QList<Edit>{edit};
    }
    edit.args.remove(u"checklist"_s);
    edit.args.insert(u"changes"_s, QJsonObject{{problem.field, value}});
    edit.base = {{problem.field, problem.theirs}};
    return QList<Edit>{edit};
}

Edits fieldAnswer(const ProblemRow &problem, const Decision &decision)
{
    const bool isEdited = decision.choice == ProblemChoice::Edited;
    if (isEdited && (decision.values.size() != 1 || !decision.values.contains(problem.field))) {
        return wrong(QCoreApplication::translate("Replica", "Here only “%1” can be changed.").arg(problem.field),
                     problem.field);
    }
    const QJsonValue value = isEdited ? decision.values.value(problem.field) : problem.mine;
    if (problem.name == u"calendar.set_rates")
        return ratesOfField(problem, isEdited ? std::optional(value) : std::nullopt);
    return ofField(problem, value);
}

QJsonObject offered(const QJsonObject &offer, const QStringList &fields)
{
    QJsonObject values;
    for (const QString &field : fields) {
        if (offer.contains(field))
            values.insert(field, offer.value(field));
    }
    return values;
}

Edits otherUnitThenAccept(RowStore &rows, const ProblemRow &problem, const QJsonObject &offer)
{
    const QJsonValue booking = problem.args.value(u"booking_id");
    Edit change{
        u"booking.change"_s,
        {{u"booking_id"_s, booking}, {u"changes"_s, offered(offer, {u"unit_id"_s, u"check_in"_s, u"check_out"_s})}},
        {}};
    ROOST_TRY(baseOnNow(rows, change));
    Edit accept{u"booking.accept"_s, problem.args, {}};
    ROOST_TRY(baseOnNow(rows, accept));
    return QList<Edit>{change, accept};
}

Edits offerAnswer(RowStore &rows, const ProblemRow &problem, int number)
{
    const QJsonArray offers = problem.theirs.toObject().value(u"offers").toArray();
    if (number < 0 || number >= offers.size())
        return wrong(QCoreApplication::translate("Replica", "There is no such offer."));
    const QJsonObject offer = offers.at(number).toObject();
    const QString kind = offer.value(u"kind").toString();
    QJsonObject args = problem.args;
    if (kind == u"moves") {
        args.insert(u"make_room"_s, true);
        return whole(rows, problem, args);
    }
    if (kind == u"block") {
        args.insert(u"from_date"_s, offer.value(u"check_in"));
        args.insert(u"to_date"_s, offer.value(u"check_out"));
        if (offer.contains(u"unit_id"))
            args.insert(u"unit_id"_s, offer.value(u"unit_id"));
        return whole(rows, problem, args);
    }
    if (problem.name == u"booking.accept")
        return otherUnitThenAccept(rows, problem, offer);
    const QStringList fields =
        kind == u"unit" ? QStringList{u"unit_id"_s} : QStringList{u"unit_id"_s, u"check_in"_s, u"check_out"_s};
    ROOST_ASSIGN(const QJsonObject changed, withValues(problem, offered(offer, fields)));
    return whole(rows, problem, changed);
}

} // namespace

Result<void> baseOnNow(RowStore &rows, Edit &edit)
{
    if (!edit.base.isEmpty())
        return {};
    const MutationTarget target = targetOf(edit.name, edit.args);
    if (target.table.isEmpty())
        return {};
    ROOST_ASSIGN(const auto row, rows.load(target.table, target.rowId));
    if (!row)
        return {};
    QStringList fields = edit.args.value(u"changes").toObject().keys();
    if (edit.name == u"calendar.unblock")
        fields << u"from_date"_s << u"to_date"_s;
    else if (edit.name == u"review.reply")
        fields << u"reply"_s;
    else if (edit.name == u"task.remove")
        fields << u"revision"_s;
    else if (target.table == u"task" && fields.isEmpty())
        fields << u"state"_s;
    else if (target.table == u"trip")
        fields << u"status"_s;
    else if (target.table == u"booking" && edit.name != u"booking.change" && edit.name != u"booking.create")
        fields << u"status"_s;
    for (const QString &field : std::as_const(fields))
        edit.base.insert(field, row->value(field));
    return {};
}

Result<QList<Edit>> answersTo(RowStore &rows, const ProblemRow &problem, const Decision &decision)
{
    if (decision.choice == ProblemChoice::Theirs)
        return QList<Edit>();
    if (problem.args.isEmpty()) {
        return wrong(QCoreApplication::translate("Replica", "What this change said can't be read any more. Make it "
                                                            "again if it is needed, and put this away."));
    }
    if (decision.choice == ProblemChoice::Offer)
        return offerAnswer(rows, problem, decision.offer);
    if (!problem.field.isEmpty())
        return fieldAnswer(problem, decision);
    if (decision.choice == ProblemChoice::Mine)
        return whole(rows, problem, problem.args);
    ROOST_ASSIGN(const QJsonObject args, withValues(problem, decision.values));
    return whole(rows, problem, args);
}

QJsonArray toJson(const QList<Edit> &edits)
{
    QJsonArray json;
    for (const Edit &edit : edits)
        json << QJsonObject{{u"name"_s, edit.name}, {u"args"_s, edit.args}, {u"base"_s, edit.base}};
    return json;
}

QList<Edit> editsFromJson(const QJsonArray &json)
{
    QList<Edit> edits;
    for (const QJsonValue &value : json) {
        const QJsonObject edit = value.toObject();
        edits << Edit{edit.value(u"name").toString(), edit.value(u"args").toObject(), edit.value(u"base").toObject()};
    }
    return edits;
}

} // namespace roost::replica
