// The calendar's page: toolbar, timeline, the popover that blocks nights, and what is shown while there is nothing yet.
// GUI thread.
#pragma once

#include "TimelineView.h"

#include "client/presenters/CalendarPresenter.h"

#include <QPointer>
#include <QWidget>

class QStackedWidget;

namespace roost {

class BlockInspector;
class BlockPopover;
class CalendarToolbar;
class EmptyState;
class TimelineModel;

class CalendarPage : public QWidget
{
    Q_OBJECT

public:
    // model and presenter must outlive the page.
    CalendarPage(TimelineModel &model, CalendarPresenter &presenter, QWidget *parent = nullptr);

    TimelineView *timeline() const { return m_timeline; }
    // To be lent to the inspector panel; follows the block that was activated last.
    BlockInspector *blockInspector() const { return m_inspector; }

    // Scrolls to a booking or block and marks it.
    void showBar(const QUuid &id);
    void goToDate(const QDate &date);
    void goToToday();
    void focusFilter();

Q_SIGNALS:
    // The host picked something: show its inspector.
    void bookingActivated(roost::BookingId id);
    void blockActivated(roost::BlockId id);
    // Nothing is picked any more, or the block is gone: close the inspector.
    void selectionCleared();
    // What was done, for the status line.
    void notice(const QString &message);

private:
    void connectToolbar();
    void connectTimeline();
    void connectPresenter();
    void showData();
    void showRange();
    void openPopover(const ChosenNights &nights, const QRect &anchor);
    void closePopover();
    void requestBlock();
    void blockWasMade(const BlockId &id);

    TimelineModel &m_model;
    CalendarPresenter &m_presenter;
    CalendarToolbar *m_toolbar;
    QStackedWidget *m_stack;
    TimelineView *m_timeline;
    EmptyState *m_empty;
    BlockPopover *m_popover;
    QPointer<BlockInspector> m_inspector; // the panel that it is lent to may go first
    BlockId m_justMade;                   // marked as soon as the data has it
};

} // namespace roost
