// A problem in the host's words: what happened, both values, what each choice does, what else the server offers, and
// how it was decided.
#pragma once

#include "client/models/ProblemsModel.h"

#include <QCoreApplication>

namespace roost {

struct ProblemText
{
    QString heading;     // "Title of “Loft by the river”"
    QString explanation; // what happened and what to do
    QString mine;        // the host's value
    QString theirs;      // the server's
    QString base;        // before either; empty when unknown
    QString keepMine;    // the buttons; empty where there is nothing of the host's that could be sent
    QString takeTheirs;
    QString mineEffect; // what each of them does
    QString theirsEffect;
};

struct OfferText
{
    QString text;
    QString action; // the button
};

class ProblemTexts
{
    Q_DECLARE_TR_FUNCTIONS(roost::ProblemTexts)

public:
    static ProblemText describe(const ProblemListRow &row);
    // In the order of the server's offers (replica::Decision::taking).
    static QList<OfferText> offers(const ProblemListRow &row);
    // "You kept yours, 20 Nov 2026 14:05": of a decided one.
    static QString decision(const ProblemListRow &row);

private:
    static ProblemText fieldConflict(const ProblemListRow &row);
    static ProblemText rejectedBlock(const ProblemListRow &row);
    static ProblemText rejectedDecision(const ProblemListRow &row);
    static ProblemText rejectedBooking(const ProblemListRow &row);
    static ProblemText rejectedRates(const ProblemListRow &row);
    static ProblemText rejectedEdit(const ProblemListRow &row);
    static ProblemText unreadable(const ProblemListRow &row);
    static ProblemText refusedWords(const ProblemListRow &row);
    static ProblemText refusedTask(const ProblemListRow &row);
    static ProblemText plainText(const ProblemListRow &row);
    static void addEffects(const ProblemListRow &row, ProblemText &text);
    static OfferText offer(const ProblemListRow &row, const QJsonObject &offered);
    static QString stayText(const QJsonObject &values);
    static QString takenText(const QJsonValue &theirs);
    static QString fieldValue(const QString &field, const QJsonValue &value, const QString &currency);
};

} // namespace roost
