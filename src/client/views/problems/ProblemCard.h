// One problem: what happened, both values side by side, what each choice does, what else the server offers, and a form
// to change what is sent.
#pragma once

#include "client/presenters/ProblemFields.h"
#include "client/presenters/ProblemTexts.h"

#include <QFrame>

class QLabel;
class QPushButton;
class QVBoxLayout;

namespace roost {

class NoteBox;
class ProblemEditor;

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
    void decided(roost::ProblemId id, roost::replica::Decision decision);

private:
    QWidget *makeValue(const QString &heading, QLabel *value, QLabel *effect, const QString &name);
    QWidget *makeButtons();
    void makeOffers(const QList<OfferText> &offers);
    void openEditor(bool open);
    void sendEdited();

    ProblemListRow m_row;
    ProblemId m_id;
    QLabel *m_heading;
    QLabel *m_explanation;
    QLabel *m_mine;
    QLabel *m_theirs;
    QLabel *m_mineEffect;
    QLabel *m_theirsEffect;
    QLabel *m_base;
    QWidget *m_offers;
    QVBoxLayout *m_offerColumn;
    ProblemEditor *m_editor;
    NoteBox *m_error;
    QPushButton *m_keepMine;
    QPushButton *m_takeTheirs;
    QPushButton *m_edit;
    QPushButton *m_send;
    QPushButton *m_cancel;
};

} // namespace roost
