// One problem: what happened, both values side by side, and the choice.
#pragma once

#include "client/presenters/ProblemTexts.h"

#include <QFrame>

class QLabel;
class QPushButton;

namespace roost {

class NoteBox;

class ProblemCard : public QFrame
{
    Q_OBJECT

public:
    explicit ProblemCard(const ProblemListRow &row, QWidget *parent = nullptr);

    const ProblemId &problemId() const { return m_id; }
    void setProblem(const ProblemListRow &row);
    // While the choice is being carried out.
    void setBusy(bool busy);
    void showError(const QString &message);

Q_SIGNALS:
    void chosen(roost::ProblemId id, bool mine);

private:
    QWidget *makeValue(const QString &heading, QLabel *value, const QString &name);

    ProblemId m_id;
    QLabel *m_heading;
    QLabel *m_explanation;
    QLabel *m_mine;
    QLabel *m_theirs;
    QLabel *m_base;
    NoteBox *m_error;
    QPushButton *m_keepMine;
    QPushButton *m_takeTheirs;
};

} // namespace roost
