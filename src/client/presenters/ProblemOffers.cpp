// What each choice does, what else the server offers, and how a problem was decided; and the kinds of problems that are
// about words.
#include "ProblemTexts.h"

#include "client/models/DisplayText.h"
#include "common/Error.h"

#include <QJsonArray>

using namespace Qt::StringLiterals;

namespace roost {

namespace {

QDate dateOf(const QJsonObject &object, const QString &field)
{
    return QDate::fromString(object[field].toString(), Qt::ISODate);
}

QString stay(const QJsonObject &offered)
{
    const QDate from = dateOf(offered, u"check_in"_s);
    const QDate to = dateOf(offered, u"check_out"_s);
    return from.isValid() && to.isValid() ? display::dateRange(from, to) : QString();
}

} // namespace

ProblemText ProblemTexts::unreadable(const ProblemListRow &row)
{
    ProblemText text;
    text.heading = tr("A change that can't be read any more");
    text.explanation = row.problem.message;
    text.mine = tr("Made %1").arg(display::dateTime(row.problem.createdAt));
    text.theirs = tr("Not changed");
    text.takeTheirs = tr("Put away");
    return text;
}

ProblemText ProblemTexts::refusedWords(const ProblemListRow &row)
{
    const replica::ProblemRow &problem = row.problem;
    const bool isMessage = problem.name == "message.send"_L1;
    ProblemText text;
    text.heading = isMessage ? tr("Your message to a guest") : tr("Your reply to a review");
    if (!row.listingTitle.isEmpty())
        text.heading += u" · "_s + row.listingTitle;
    text.explanation = problem.message.isEmpty()
                           ? tr("The server did not accept this. It is kept here until you choose.")
                           : problem.message;
    text.mine = problem.args["text"_L1].toString();
    const QString theirs = problem.theirs.toObject()["reply"_L1].toString();
    text.theirs = theirs.isEmpty() ? tr("Not sent") : theirs;
    text.keepMine = tr("Send again");
    text.takeTheirs = tr("Drop it");
    return text;
}

ProblemText ProblemTexts::refusedTask(const ProblemListRow &row)
{
    static const QHash<QString, const char *> acts{
        {u"task.create"_s, QT_TR_NOOP("New task")},  {u"task.edit"_s, QT_TR_NOOP("Changed")},
        {u"task.complete"_s, QT_TR_NOOP("Done")},    {u"task.reopen"_s, QT_TR_NOOP("Open again")},
        {u"task.cancel"_s, QT_TR_NOOP("Cancelled")}, {u"task.remove"_s, QT_TR_NOOP("Removed")}};
    const replica::ProblemRow &problem = row.problem;
    ProblemText text;
    const QString title = problem.args["title"_L1].toString(problem.theirs.toObject()["title"_L1].toString());
    text.heading = title.isEmpty() ? tr("Your task") : tr("Your task “%1”").arg(title);
    text.explanation =
        problem.message.isEmpty() ? tr("Someone else changed this task before your change arrived.") : problem.message;
    const char *act = acts.value(problem.name);
    text.mine = act ? tr(act) : problem.name;
    const QString state = problem.theirs.toObject()["state"_L1].toString();
    text.theirs = state.isEmpty() ? tr("Changed meanwhile") : state;
    text.keepMine = tr("Try again");
    text.takeTheirs = tr("Leave it");
    return text;
}

void ProblemTexts::addEffects(const ProblemListRow &row, ProblemText &text)
{
    const replica::ProblemRow &problem = row.problem;
    if (text.keepMine.isEmpty()) {
        text.theirsEffect = tr("Nothing is sent.");
        return;
    }
    if (!problem.field.isEmpty()) {
        text.mineEffect = tr("Replaces the other value, here and on the server.");
        text.theirsEffect = tr("Stays as it is; yours is put away.");
        return;
    }
    const bool isTaken = problem.code == errorCodeName(ErrorCode::DatesTaken);
    text.mineEffect = isTaken ? tr("Is sent again. It fails as long as the nights are taken.") : tr("Is sent again.");
    text.theirsEffect = tr("Stays as it is; yours is put away.");
}

OfferText ProblemTexts::offer(const ProblemListRow &row, const QJsonObject &offered)
{
    const QString kind = offered["kind"_L1].toString();
    const QString unit = offered["unit_name"_L1].toString();
    const QString total = offered["total_minor"_L1].isDouble()
                              ? u" · "_s + display::money(offered["total_minor"_L1].toInteger(), row.currency)
                              : QString();
    if (kind == "block"_L1)
        return {tr("Block what is still free: %1").arg(stay(offered)), tr("Block these")};
    if (kind == "unit"_L1)
        return {tr("The same nights in %1").arg(unit) + total, tr("Take this unit")};
    if (kind == "moves"_L1) {
        QStringList moves;
        for (const QJsonValue &value : offered["moves"_L1].toArray()) {
            const QJsonObject move = value.toObject();
            moves << tr("%1 to %2").arg(move["code"_L1].toString(), move["to_unit_name"_L1].toString());
        }
        return {tr("The same nights, if these change rooms: %1").arg(moves.join(u", "_s)) + total, tr("Move and book")};
    }
    const QString dates = unit.isEmpty() ? stay(offered) : tr("%1 in %2").arg(stay(offered), unit);
    return {tr("Other nights: %1").arg(dates) + total, tr("Take these dates")};
}

QList<OfferText> ProblemTexts::offers(const ProblemListRow &row)
{
    QList<OfferText> texts;
    const QJsonArray offered = row.problem.theirs.toObject()["offers"_L1].toArray();
    for (const QJsonValue &value : offered)
        texts << offer(row, value.toObject());
    return texts;
}

QString ProblemTexts::decision(const ProblemListRow &row)
{
    const QString &state = row.problem.state;
    const QString how = state == "kept_mine"_L1    ? tr("You kept yours")
                        : state == "edited"_L1     ? tr("You sent another value")
                        : state == "took_offer"_L1 ? tr("You took an offer")
                                                   : tr("You left it as on the server");
    return u"%1 · %2"_s.arg(how, display::dateTime(row.problem.resolvedAt));
}

} // namespace roost
