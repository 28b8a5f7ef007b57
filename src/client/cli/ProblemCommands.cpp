// Decisions on problems, and taking them back.
#include "ProblemCommands.h"

#include "Console.h"
#include "EditCommands.h"
#include "FieldValues.h"
#include "Lookup.h"
#include "RowJson.h"

#include "client/replica/RowReading.h"
#include "domain/Money.h"

namespace roost::cli {

using namespace Qt::StringLiterals;

namespace {

using replica::ProblemRow;
using replica::ReplicaReader;

QString valueText(const QJsonValue &value)
{
    return value.isString() ? value.toString() : replica::jsonValueText(value);
}

QJsonArray offersOf(const ProblemRow &problem)
{
    return problem.theirs.toObject().value(u"offers").toArray();
}

QString offerText(const QJsonObject &offer, const QString &currency)
{
    QString text = offer.value(u"kind").toString();
    if (const QString unit = offer.value(u"unit_name").toString(); !unit.isEmpty())
        text += u", unit "_s + unit;
    const QString from = offer.value(u"check_in").toString();
    if (!from.isEmpty())
        text += u", %1 to %2"_s.arg(from, offer.value(u"check_out").toString());
    if (const QJsonValue total = offer.value(u"total_minor"); total.isDouble())
        text += u", "_s + moneyText(total.toInteger(), currency);
    const QJsonArray moves = offer.value(u"moves").toArray();
    for (const QJsonValue &move : moves) {
        const QJsonObject moved = move.toObject();
        text += u", %1 moves to %2"_s.arg(moved.value(u"code").toString(), moved.value(u"to_unit_name").toString());
    }
    return text;
}

Result<void> showProblem(ReplicaReader &reader, const CliOptions &options)
{
    ROOST_ASSIGN(const auto problem, findProblem(reader, options.arguments.value(1)));
    if (options.wantsJson) {
        printJson(toJson(problem));
        return {};
    }
    QString currency;
    if (!problem.listing.isNull()) {
        ROOST_ASSIGN(const auto listing, reader.listing(problem.listing));
        currency = listing ? listing->currency : QString();
        if (listing)
            printLine(u"Listing   "_s + listing->title);
    }
    printLine(u"Problem   "_s + problem.id.toString());
    printLine(u"Change    "_s + problem.name + (problem.field.isEmpty() ? QString() : u' ' + problem.field));
    printLine(u"Why       "_s + problem.code + (problem.message.isEmpty() ? QString() : u": "_s + problem.message));
    if (!problem.base.isUndefined())
        printLine(u"Before    "_s + valueText(problem.base));
    printLine(u"Mine      "_s + valueText(problem.mine));
    printLine(u"Theirs    "_s + valueText(problem.theirs));
    const QJsonArray offers = offersOf(problem);
    for (int i = 0; i < offers.size(); ++i)
        printLine(u"Offer %1   %2"_s.arg(i + 1).arg(offerText(offers.at(i).toObject(), currency)));
    printLine(u"State     "_s + problem.state + (problem.isUndoable ? u" (can be undone)"_s : QString()));
    return {};
}

// What the field holds in the change as it was made.
QJsonValue heldValue(const ProblemRow &problem, const QString &field)
{
    for (const QString &part : {u"changes"_s, u"rate"_s, u"contact"_s}) {
        const QJsonObject held = problem.args.value(part).toObject();
        if (held.contains(field))
            return held.value(field);
    }
    return problem.args.value(field);
}

Result<QJsonValue> parsedValue(ReplicaReader &reader, const ProblemRow &problem, const QString &field,
                               const QString &text)
{
    static const QSet<QString> amounts{u"base_price_minor"_s, u"price_minor"_s, u"total_minor"_s};
    static const QSet<QString> numbers{u"min_nights"_s, u"max_nights"_s,       u"max_guests"_s,
                                       u"guests"_s,     u"preparation_days"_s, u"pets"_s};
    if (text == u"none")
        return QJsonValue(QJsonValue::Null);
    if (amounts.contains(field)) {
        ROOST_ASSIGN(const auto listing, reader.listing(problem.listing));
        ROOST_ASSIGN(const Currency currency, Currency::fromCode(listing ? listing->currency : QString()));
        ROOST_ASSIGN(const qint64 minor, parseMinorUnits(text, currency));
        return QJsonValue(minor);
    }
    const QJsonValue held = problem.field == field ? problem.mine : heldValue(problem, field);
    if (held.isBool() || field == u"override_rules")
        return switchValue(field, text);
    if (held.isDouble() || numbers.contains(field)) {
        bool isNumber = false;
        const int number = text.toInt(&isNumber);
        if (!isNumber)
            return fail(ErrorCode::Validation, u"%1 takes a whole number."_s.arg(field));
        return QJsonValue(number);
    }
    if (held.isObject() || held.isArray()) {
        const QJsonDocument document = QJsonDocument::fromJson(text.toUtf8());
        if (document.isNull())
            return fail(ErrorCode::Validation, u"%1 takes JSON."_s.arg(field));
        return document.isArray() ? QJsonValue(document.array()) : QJsonValue(document.object());
    }
    return QJsonValue(text);
}

QString wireName(const ProblemRow &problem, const QString &typed)
{
    static const QHash<QString, QString> names{
        {u"from"_s, u"from_date"_s}, {u"to"_s, u"to_date"_s}, {u"total"_s, u"total_minor"_s}};
    if (typed == u"price")
        return problem.name == u"calendar.set_rates" ? u"price_minor"_s : u"base_price_minor"_s;
    return names.value(typed, typed);
}

Result<QJsonObject> editedValues(ReplicaReader &reader, const ProblemRow &problem, const QStringList &assignments)
{
    QJsonObject values;
    for (const QString &assignment : assignments) {
        const qsizetype at = assignment.indexOf(u'=');
        if (at < 1)
            return fail(ErrorCode::Validation,
                        u"Say what is to be different as FIELD=VALUE, not '%1'."_s.arg(assignment));
        const QString typed = assignment.left(at);
        const QString text = assignment.mid(at + 1);
        if (typed == u"unit") {
            ROOST_ASSIGN(const auto unit, findUnit(reader, problem.listing, text));
            values.insert(u"unit_id"_s, unit.id.toString());
            continue;
        }
        const QString field = wireName(problem, typed);
        ROOST_ASSIGN(const QJsonValue value, parsedValue(reader, problem, field, text));
        values.insert(field, value);
    }
    return values;
}

Result<replica::Decision> decisionFrom(ReplicaReader &reader, const ProblemRow &problem, const CliOptions &options,
                                       const QStringList &assignments)
{
    if (options.keepsMine)
        return replica::Decision(replica::ProblemChoice::Mine);
    if (options.takesTheirs)
        return replica::Decision(replica::ProblemChoice::Theirs);
    if (options.offer > 0)
        return replica::Decision::taking(options.offer - 1);
    ROOST_ASSIGN(const QJsonObject values, editedValues(reader, problem, assignments));
    return replica::Decision::edited(values);
}

// What waits last after the work, if the work made anything.
Result<MutationId> madeBy(ReplicaReader &reader, const std::function<Result<void>()> &work)
{
    ROOST_ASSIGN(const auto before, reader.outbox());
    ROOST_TRY(work());
    ROOST_ASSIGN(const auto after, reader.outbox());
    if (after.isEmpty() || (!before.isEmpty() && after.last().seq <= before.last().seq))
        return MutationId();
    return after.last().mutation;
}

Result<replica::OutboxRow> findWaiting(ReplicaReader &reader, const QString &typed)
{
    ROOST_ASSIGN(const auto outbox, reader.outbox(true));
    const replica::OutboxRow *found = nullptr;
    for (const auto &row : outbox) {
        if (typed.isEmpty() || !row.mutation.toString().startsWith(typed.toLower()))
            continue;
        if (found)
            return fail(ErrorCode::Validation, u"'%1' fits several changes; give more of its id."_s.arg(typed));
        found = &row;
    }
    if (!found)
        return fail(ErrorCode::NotFound, u"There is no change '%1'. See: roost-cli outbox"_s.arg(typed));
    return *found;
}

Result<MutationId> act(Connection &connection, ReplicaReader &reader, const CliOptions &options)
{
    auto &session = connection.session();
    if (options.command == u"outbox") {
        ROOST_ASSIGN(const auto row, findWaiting(reader, options.arguments.value(1)));
        ROOST_TRY(session.undoEdit(row.mutation));
        return MutationId();
    }
    const bool isShort = options.command == u"resolve";
    const QString action = isShort ? u"resolve"_s : options.arguments.value(0);
    const QStringList words = options.arguments.mid(isShort ? 0 : 1);
    ROOST_ASSIGN(const auto problem, findProblem(reader, words.value(0)));
    if (action == u"undo")
        return madeBy(reader, [&] { return session.undoProblem(problem.id); });
    ROOST_ASSIGN(const auto decision, decisionFrom(reader, problem, options, words.mid(1)));
    return madeBy(reader, [&] { return session.resolveProblem(problem.id, decision); });
}

} // namespace

bool isProblemCommand(const CliOptions &options)
{
    return options.command == u"problem" || options.command == u"resolve" ||
           (options.command == u"outbox" && !options.arguments.isEmpty());
}

Result<void> runProblemCommand(const CliOptions &options)
{
    if (options.command == u"problem" && options.arguments.value(0) == u"show") {
        ROOST_ASSIGN(const auto reader, openReader(options.profileFolder));
        return showProblem(*reader, options);
    }
    return runChange(options, act);
}

} // namespace roost::cli
