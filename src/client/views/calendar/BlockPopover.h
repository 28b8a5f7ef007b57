// Asks, beside the nights that were chosen, for what a block needs: first and last day and a note. It stays open with
// the reason when the nights can't be blocked. GUI thread.
#pragma once

#include "TimelineView.h"

#include <QFrame>

class QDateEdit;
class QLabel;
class QLineEdit;
class QPushButton;

namespace roost {

class BlockPopover : public QFrame
{
    Q_OBJECT

public:
    // Lies over host, which becomes its parent.
    explicit BlockPopover(QWidget *host);

    // Opens below anchor (in the host's coordinates), or above where there is no room, with the cursor in the note.
    void ask(const ChosenNights &nights, const QRect &anchor);
    // Moves beside these nights, as far as the host has room.
    void place(const QRect &anchor);
    void setError(const QString &message);
    // As typed: to is the first day that is free again.
    ChosenNights nights() const;
    QString note() const;

Q_SIGNALS:
    void blockRequested();
    // The host typed other dates.
    void nightsChanged(const roost::ChosenNights &nights);
    void cancelled();

protected:
    void keyPressEvent(QKeyEvent *event) override;

private:
    QWidget *makeDates();
    void datesEdited();

    ChosenNights m_nights;
    QLabel *m_title;
    QLabel *m_count;
    QDateEdit *m_from;
    QDateEdit *m_to;
    QLineEdit *m_note;
    QLabel *m_error;
    QPushButton *m_block;
};

} // namespace roost
