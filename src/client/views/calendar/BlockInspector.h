// A block at the right-hand side: where, when, its note; opens the nights again after asking in place. GUI thread.
#pragma once

#include "client/presenters/CalendarPresenter.h"

#include <QWidget>

class QLabel;
class QPushButton;

namespace roost {

class NoteBox;

class BlockInspector : public QWidget
{
    Q_OBJECT

public:
    // presenter must outlive the widget.
    explicit BlockInspector(CalendarPresenter &presenter, QWidget *parent = nullptr);

    // As if the button had been pressed: asks before it does anything.
    void askToRemove();

private:
    void showBlock();
    void endAsking();

    CalendarPresenter &m_presenter;
    QLabel *m_listing;
    QLabel *m_unit;
    QLabel *m_dates;
    QLabel *m_nights;
    QLabel *m_noteHeading;
    QLabel *m_note;
    NoteBox *m_tentative;
    NoteBox *m_question;
    NoteBox *m_error;
    QPushButton *m_remove;
    QPushButton *m_confirm;
    bool m_asksWhenShown = false;
};

} // namespace roost
