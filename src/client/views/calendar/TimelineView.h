// The timeline: listings down, days across, painted natively and only where it is visible. It shows a snapshot and says
// what the host picked; it changes nothing itself. GUI thread.
//
// Mouse: click a bar to pick it; drag over free nights to choose them; wheel scrolls (Shift: sideways, Ctrl: zooms
// around the cursor). Keys: arrows move the cell, Shift+arrows choose a range, Ctrl+arrows jump between bookings, Enter
// opens, B blocks, Delete unblocks, T today, + and - zoom, Esc lets go.
#pragma once

#include "TimelineCursor.h"
#include "TimelineHit.h"

#include <QAbstractScrollArea>
#include <QBasicTimer>

namespace roost {

// Nights of a unit that the host wants to do something with: [from, to).
struct ChosenNights
{
    ListingId listing;
    UnitId unit;
    QString title;
    QDate from;
    QDate to;
};

class TimelineView : public QAbstractScrollArea
{
    Q_OBJECT

public:
    explicit TimelineView(QWidget *parent = nullptr);

    // Keeps what is in view and what is selected, as far as it is still there.
    void setData(std::shared_ptr<const TimelineData> snapshot);
    void setFilter(const QString &words);
    void setToday(const QDate &today);

    const TimelineScene &scene() const { return m_scene; }
    double daysInView() const { return m_scene.camera.daysInView(); }
    QDate firstVisibleDate() const;
    QDate lastVisibleDate() const;

    void showDays(double days);
    void zoomIn();
    void zoomOut();
    // Puts the date near the leading edge, where the eye starts.
    void goToDate(const QDate &date);
    void goToToday();
    // Most of a view back (-1) or on (1).
    void turnPage(int direction);
    // Scrolls to the booking or block and marks it. Nothing happens when it isn't there.
    void selectBar(const QUuid &id);
    void clearSelection();
    // Marks nights while a popover asks about them.
    void markNights(const ChosenNights &nights);
    void clearMark();

    // For tests: where things are on the viewport; empty when not among the rows.
    QRect rectOfBar(const QUuid &id) const;

Q_SIGNALS:
    void bookingActivated(roost::BookingId id);
    void blockActivated(roost::BlockId id);
    void selectionCleared();
    // The host dragged over free nights or pressed B; anchor is on the viewport.
    void nightsChosen(const roost::ChosenNights &nights, const QRect &anchor);
    // The nights that were chosen are let go: the host pressed elsewhere or Esc.
    void nightsLetGo();
    void unblockRequested(roost::BlockId id, const QRect &anchor);
    // What is in view or how wide a day is has changed.
    void cameraMoved();

protected:
    bool viewportEvent(QEvent *event) override;
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void scrollContentsBy(int dx, int dy) override;
    void wheelEvent(QWheelEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;
    void mouseDoubleClickEvent(QMouseEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void focusInEvent(QFocusEvent *event) override;
    void focusOutEvent(QFocusEvent *event) override;
    void changeEvent(QEvent *event) override;
    void timerEvent(QTimerEvent *event) override;
    bool event(QEvent *event) override;

private:
    void refreshLook();
    void rebuildRows();
    void updateRange();
    void cameraChanged();
    void updateScrollBars();
    void hoverAt(const QPoint &point);
    void setHovered(const QUuid &bar, int row);
    void dragTo(const QPoint &point);
    void cancelDrag();
    void toggleFold(int row);
    bool moveCursor(QKeyEvent *event);
    bool runCommand(QKeyEvent *event);
    void cursorMoved();
    void activateBar(const TimelineBar &bar);
    void activateAtCursor();
    void chooseNights(const TimelineCells &cells);
    void unblockSelected();
    void announceCell();
    QString toolTipAt(const QPoint &point) const;

    TimelineScene m_scene;
    QSize m_windowSize; // at the last resize
    TimelineCursor m_cursor{m_scene};
    std::shared_ptr<const TimelineData> m_data = std::make_shared<TimelineData>();
    QString m_filter;
    QPoint m_pressedAt;
    std::optional<qint32> m_dragAnchor; // while the button is down over free nights
    QBasicTimer m_edgeTimer;            // scrolls on while the pointer is dragged past an edge
    QPoint m_lastDragPoint;
    bool m_isPlaced = false; // whether the first data has set where the view starts
};

} // namespace roost
