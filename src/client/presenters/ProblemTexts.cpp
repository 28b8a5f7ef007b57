// Texts for each kind of problem.
#include "ProblemTexts.h"

#include "ProblemFields.h"

#include "client/models/DisplayText.h"
#include "common/Error.h"

#include <QJsonArray>
#include <QJsonDocument>

using namespace Qt::StringLiterals;

namespace roost {

namespace {

QDate dateOf(const QJsonObject &object, const QString &field)
{
    return QDate::fromString(object[field].toString(), Qt::ISODate);
}

QString quoted(const QString &title)
{
    return u"“%1”"_s.arg(title);
}

} // namespace

ProblemText ProblemTexts::describe(const ProblemListRow &row)
{
    ProblemText text = plainText(row);
    addEffects(row, text);
    return text;
}

ProblemText ProblemTexts::plainText(const ProblemListRow &row)
{
    const replica::ProblemRow &problem = row.problem;
    if (problem.args.isEmpty())
        return unreadable(row);
    if (!problem.field.isEmpty())
        return fieldConflict(row);
    if (problem.name == "message.send"_L1 || problem.name == "review.reply"_L1)
        return refusedWords(row);
    if (problem.name.startsWith("task."_L1))
        return refusedTask(row);
    if (problem.name == "calendar.block"_L1 || problem.name == "calendar.unblock"_L1)
        return rejectedBlock(row);
    if (problem.name == "booking.create"_L1 || problem.name == "booking.change"_L1)
        return rejectedBooking(row);
    if (problem.name == "calendar.set_rates"_L1)
        return rejectedRates(row);
    if (problem.name.startsWith("booking."_L1))
        return rejectedDecision(row);
    return rejectedEdit(row);
}

QString ProblemTexts::fieldValue(const QString &field, const QJsonValue &value, const QString &currency)
{
    if ((field == "base_price_minor"_L1 || field == "price_minor"_L1) && !value.isObject())
        return display::money(value.isDouble() ? std::optional(value.toInteger()) : std::nullopt, currency);
    if (field == "status"_L1)
        return display::listingStatus(value.toString());
    if (value.isObject() && !value.toObject().isEmpty() &&
        QDate::fromString(value.toObject().begin().key(), Qt::ISODate).isValid()) {
        // Day by day, of prices and rules.
        const QJsonObject days = value.toObject();
        QStringList lines;
        for (auto day = days.begin(); day != days.end(); ++day) {
            const QDate date = QDate::fromString(day.key(), Qt::ISODate);
            lines << u"%1: %2"_s.arg(display::date(date), fieldValue(field, day.value(), currency));
        }
        return lines.join(u'\n');
    }
    if (value.isObject())
        return QString::fromUtf8(QJsonDocument(value.toObject()).toJson(QJsonDocument::Indented)).trimmed();
    if (value.isBool())
        return value.toBool() ? tr("On") : tr("Off");
    if (value.isNull() || value.isUndefined())
        return tr("Not set");
    const QString text = value.isString() ? value.toString() : QString::number(value.toInteger());
    return text.isEmpty() ? tr("Empty") : text;
}

ProblemText ProblemTexts::fieldConflict(const ProblemListRow &row)
{
    const replica::ProblemRow &problem = row.problem;
    ProblemText text;
    const QList<ProblemField> fields = ProblemFields::of(row);
    const QString name = fields.isEmpty() ? display::fieldName(problem.field) : fields.first().label;
    text.heading = row.listingTitle.isEmpty() ? name : tr("%1 of %2").arg(name, quoted(row.listingTitle));
    text.explanation = tr("You and someone else changed this at the same time. The server has the other value; yours "
                          "is kept here until you choose.");
    text.mine = fieldValue(problem.field, problem.mine, row.currency);
    text.theirs = fieldValue(problem.field, problem.theirs, row.currency);
    if (!problem.base.isUndefined())
        text.base = fieldValue(problem.field, problem.base, row.currency);
    text.keepMine = tr("Keep mine");
    text.takeTheirs = tr("Take theirs");
    return text;
}

QString ProblemTexts::takenText(const QJsonValue &theirs)
{
    QStringList lines;
    for (const QJsonValue &entry : theirs.toObject()["taken"_L1].toArray()) {
        const QJsonObject taken = entry.toObject();
        const QString first = taken.contains("check_in"_L1) ? u"check_in"_s : u"from_date"_s;
        const QString last = taken.contains("check_out"_L1) ? u"check_out"_s : u"to_date"_s;
        const QString what = taken["code"_L1].toString(tr("Blocked"));
        lines << u"%1, %2"_s.arg(what, display::dateRange(dateOf(taken, first), dateOf(taken, last)));
    }
    return lines.join(u'\n');
}

ProblemText ProblemTexts::rejectedBlock(const ProblemListRow &row)
{
    const replica::ProblemRow &problem = row.problem;
    const bool isBlock = problem.name == "calendar.block"_L1;
    const bool isTaken = problem.code == errorCodeName(ErrorCode::DatesTaken);
    ProblemText text;
    text.heading = isBlock ? tr("Blocked nights at %1").arg(quoted(row.listingTitle))
                           : tr("Removed block at %1").arg(quoted(row.listingTitle));
    text.explanation = isTaken ? tr("These nights were booked before your block reached the server, so the booking "
                                    "stands and your block is set aside until you choose.")
                               : problem.message;
    const QDate from = dateOf(problem.args, u"from_date"_s);
    const QDate to = dateOf(problem.args, u"to_date"_s);
    if (from.isValid() && to.isValid())
        text.mine = tr("Blocked %1").arg(display::dateRange(from, to));
    else
        text.mine = isBlock ? tr("Block") : tr("No block");
    if (const QString note = problem.args["note"_L1].toString(); !note.isEmpty())
        text.mine += u'\n' + note;
    text.theirs = takenText(problem.theirs);
    if (text.theirs.isEmpty())
        text.theirs = isTaken ? tr("Booked") : tr("Not changed");
    text.keepMine = tr("Try again");
    text.takeTheirs = isTaken ? tr("Drop the block") : tr("Leave it");
    return text;
}

ProblemText ProblemTexts::rejectedDecision(const ProblemListRow &row)
{
    const replica::ProblemRow &problem = row.problem;
    ProblemText text;
    text.heading = tr("Your answer to a booking at %1").arg(quoted(row.listingTitle));
    text.explanation =
        problem.message.isEmpty()
            ? tr("The booking changed before your answer reached the server, so the answer was not used.")
            : problem.message;
    if (problem.name == "booking.accept"_L1)
        text.mine = tr("Accept");
    else if (problem.name == "booking.no_show"_L1)
        text.mine = tr("Guest did not come");
    else
        text.mine = problem.name == "booking.decline"_L1 ? tr("Decline") : tr("Cancel");
    const QString status = problem.theirs.toObject()["status"_L1].toString();
    text.theirs = status.isEmpty() ? tr("Changed meanwhile") : display::bookingStatus(status);
    text.keepMine = tr("Try again");
    text.takeTheirs = tr("Leave it");
    return text;
}

// Of a booking's dates, guests and so on, as they are in arguments and in what the server has.
QString ProblemTexts::stayText(const QJsonObject &values)
{
    QStringList lines;
    const QDate from = dateOf(values, u"check_in"_s);
    const QDate to = dateOf(values, u"check_out"_s);
    if (from.isValid() && to.isValid())
        lines << display::dateRange(from, to);
    else if (from.isValid() || to.isValid())
        lines << (from.isValid() ? tr("From %1").arg(display::date(from)) : tr("Until %1").arg(display::date(to)));
    if (values.contains("guests"_L1))
        lines << display::guests(values["guests"_L1].toInt());
    if (values.contains("pets"_L1) && values["pets"_L1].toInt() > 0)
        lines << tr("Pets: %1").arg(values["pets"_L1].toInt());
    if (values.contains("unit_id"_L1) && lines.isEmpty())
        lines << tr("Another unit");
    return lines.join(u'\n');
}

ProblemText ProblemTexts::rejectedBooking(const ProblemListRow &row)
{
    const replica::ProblemRow &problem = row.problem;
    const bool isNew = problem.name == "booking.create"_L1;
    const bool isTaken = problem.code == errorCodeName(ErrorCode::DatesTaken);
    ProblemText text;
    text.heading = isNew ? tr("Your booking at %1").arg(quoted(row.listingTitle))
                         : tr("Your change of a booking at %1").arg(quoted(row.listingTitle));
    text.explanation = isTaken ? tr("These nights were taken before this reached the server. It is kept here until you "
                                    "choose; other dates or another unit may do.")
                               : problem.message;
    const QJsonObject mine = isNew ? problem.args : problem.args["changes"_L1].toObject();
    text.mine = stayText(mine);
    const QString guest = problem.args["contact"_L1].toObject()["name"_L1].toString();
    if (!guest.isEmpty())
        text.mine = text.mine.isEmpty() ? guest : guest + u'\n' + text.mine;
    text.theirs = takenText(problem.theirs);
    if (text.theirs.isEmpty())
        text.theirs = stayText(problem.theirs.toObject());
    if (text.theirs.isEmpty())
        text.theirs = isTaken ? tr("Booked") : tr("Not changed");
    text.keepMine = tr("Try again");
    text.takeTheirs = isNew ? tr("Drop the booking") : tr("Leave it");
    return text;
}

ProblemText ProblemTexts::rejectedRates(const ProblemListRow &row)
{
    const replica::ProblemRow &problem = row.problem;
    ProblemText text;
    text.heading = tr("Prices of days at %1").arg(quoted(row.listingTitle));
    text.explanation = problem.message.isEmpty() ? tr("The server did not accept this edit.") : problem.message;
    const QDate from = dateOf(problem.args, u"from_date"_s);
    const QDate to = dateOf(problem.args, u"to_date"_s);
    if (from.isValid() && to.isValid())
        text.mine = display::dateRange(from, to);
    const QJsonValue price = problem.args["rate"_L1].toObject()["price_minor"_L1];
    if (price.isDouble())
        text.mine += u'\n' + display::money(price.toInteger(), row.currency);
    text.theirs = tr("Not changed");
    text.keepMine = tr("Try again");
    text.takeTheirs = tr("Drop my edit");
    return text;
}

ProblemText ProblemTexts::rejectedEdit(const ProblemListRow &row)
{
    const replica::ProblemRow &problem = row.problem;
    ProblemText text;
    text.heading = row.listingTitle.isEmpty() ? tr("An edit was not accepted")
                                              : tr("Your edit of %1").arg(quoted(row.listingTitle));
    text.explanation = problem.message.isEmpty() ? tr("The server did not accept this edit.") : problem.message;
    QStringList mine;
    const QJsonObject changes = problem.args["changes"_L1].toObject();
    for (auto it = changes.begin(); it != changes.end(); ++it)
        mine << u"%1: %2"_s.arg(display::fieldName(it.key()), fieldValue(it.key(), it.value(), row.currency));
    text.mine = mine.isEmpty() ? tr("Your edit") : mine.join(u'\n');
    text.theirs = tr("Not changed");
    text.keepMine = tr("Try again");
    text.takeTheirs = tr("Drop my edit");
    return text;
}

} // namespace roost
