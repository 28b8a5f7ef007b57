// What was decided in the last two weeks, a line each, with a way back.
#pragma once

#include "client/models/ProblemsModel.h"

#include <QWidget>

class QLabel;
class QVBoxLayout;

namespace roost {

class NoteBox;

class DecidedProblems : public QWidget
{
    Q_OBJECT

public:
    explicit DecidedProblems(QWidget *parent = nullptr);

    // Hides itself when there are none.
    void setProblems(const QList<ProblemListRow> &rows);
    void showError(const QString &message);

Q_SIGNALS:
    void undoRequested(roost::ProblemId id);

private:
    QWidget *makeLine(const ProblemListRow &row);

    QVBoxLayout *m_lines;
    QWidget *m_lineHost;
    NoteBox *m_error;
};

} // namespace roost
