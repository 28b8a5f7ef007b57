// A problem in the host's words: what happened, both values, and what each choice does.
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
    QString keepMine;    // the buttons
    QString takeTheirs;
};

class ProblemTexts
{
    Q_DECLARE_TR_FUNCTIONS(roost::ProblemTexts)

public:
    static ProblemText describe(const ProblemListRow &row);

private:
    static ProblemText fieldConflict(const ProblemListRow &row);
    static ProblemText rejectedBlock(const ProblemListRow &row);
    static ProblemText rejectedDecision(const ProblemListRow &row);
    static ProblemText rejectedBooking(const ProblemListRow &row);
    static ProblemText rejectedRates(const ProblemListRow &row);
    static ProblemText rejectedEdit(const ProblemListRow &row);
    static QString stayText(const QJsonObject &values);
    static QString takenText(const QJsonValue &theirs);
    static QString fieldValue(const QString &field, const QJsonValue &value, const QString &currency);
};

} // namespace roost
