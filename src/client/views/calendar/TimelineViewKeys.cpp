// What keys do in the timeline, and what a screen reader hears of it.
#include "TimelineDescriber.h"
#include "TimelineView.h"

#include <QAccessible>
#include <QKeyEvent>

namespace roost {

namespace {

bool isMove(int key)
{
    // Home, End, the arrows and the page keys follow one another.
    return key >= Qt::Key_Home && key <= Qt::Key_PageDown;
}

} // namespace

void TimelineView::keyPressEvent(QKeyEvent *event)
{
    if (!moveCursor(event) && !runCommand(event))
        QAbstractScrollArea::keyPressEvent(event);
}

bool TimelineView::moveCursor(QKeyEvent *event)
{
    const bool extend = event->modifiers() & Qt::ShiftModifier;
    const bool jumps = event->modifiers() & Qt::ControlModifier;
    const int ahead = isRightToLeft() ? -1 : 1;
    const auto sideways = [&](int direction) {
        jumps ? m_cursor.moveToBar(direction) : m_cursor.moveNights(direction, extend);
    };
    const int page = std::max(1, m_scene.geometry().bodyHeight() / TimelineRowLayout::kListingHeight - 1);
    if (!m_scene.selectedCells.isValid() && isMove(event->key())) {
        // The first key only shows where the cursor is.
        m_cursor.ensurePlaced();
        cursorMoved();
        return true;
    }
    switch (event->key()) {
    case Qt::Key_Left:
        sideways(-ahead);
        break;
    case Qt::Key_Right:
        sideways(ahead);
        break;
    case Qt::Key_Up:
        m_cursor.moveRows(-1);
        break;
    case Qt::Key_Down:
        m_cursor.moveRows(1);
        break;
    case Qt::Key_PageUp:
        m_cursor.moveRows(-page);
        break;
    case Qt::Key_PageDown:
        m_cursor.moveRows(page);
        break;
    case Qt::Key_Home:
        jumps ? m_cursor.moveToEdge(false) : m_cursor.moveNights(-int(daysInView()), extend);
        break;
    case Qt::Key_End:
        jumps ? m_cursor.moveToEdge(true) : m_cursor.moveNights(int(daysInView()), extend);
        break;
    default:
        return false;
    }
    cursorMoved();
    return true;
}

bool TimelineView::runCommand(QKeyEvent *event)
{
    switch (event->key()) {
    case Qt::Key_Return:
    case Qt::Key_Enter:
    case Qt::Key_Space:
        activateAtCursor();
        return true;
    case Qt::Key_B:
        if (m_scene.selectedCells.isValid())
            chooseNights(m_scene.selectedCells);
        return true;
    case Qt::Key_Delete:
    case Qt::Key_Backspace:
        unblockSelected();
        return true;
    case Qt::Key_T:
        goToToday();
        return true;
    case Qt::Key_Plus:
    case Qt::Key_Equal:
        zoomIn();
        return true;
    case Qt::Key_Minus:
        zoomOut();
        return true;
    case Qt::Key_Escape:
        if (!m_dragAnchor && !m_scene.draggedCells.isValid() && m_scene.selectedBar.isNull())
            return false;
        cancelDrag();
        m_scene.selectedBar = {};
        Q_EMIT selectionCleared();
        return true;
    default:
        return false;
    }
}

void TimelineView::cursorMoved()
{
    const TimelineCells &cells = m_scene.selectedCells;
    m_scene.showsCursor = cells.isValid();
    if (!cells.isValid())
        return;
    m_scene.camera.reveal({m_cursor.night(), m_cursor.night() + 1});
    m_scene.camera.reveal(m_scene.rows.top(cells.row), m_scene.rows.height(cells.row));
    cameraChanged();
    announceCell();
}

void TimelineView::activateBar(const TimelineBar &bar)
{
    m_scene.selectedBar = bar.id;
    viewport()->update();
    announceCell();
    if (bar.kind == BarKind::Block)
        Q_EMIT blockActivated(BlockId(bar.id));
    else
        Q_EMIT bookingActivated(BookingId(bar.id));
}

void TimelineView::activateAtCursor()
{
    if (const TimelineBar *bar = m_cursor.bar())
        activateBar(*bar);
    else if (m_scene.selectedCells.isValid())
        chooseNights(m_scene.selectedCells);
}

void TimelineView::chooseNights(const TimelineCells &cells)
{
    if (!cells.isValid())
        return;
    const TimelineRow &row = m_scene.outline.rows()[size_t(cells.row)];
    const TimelineUnit *unit = m_scene.outline.unit(row);
    if (!unit)
        return;
    m_scene.draggedCells = cells;
    viewport()->update();
    const TimelineListing &listing = m_scene.outline.listing(row);
    const QString title = listing.units.size() > 1 ? listing.title + QStringLiteral(", ") + unit->name : listing.title;
    Q_EMIT nightsChosen(
        {listing.id, unit->id, title, QDate::fromJulianDay(cells.nights.from), QDate::fromJulianDay(cells.nights.to)},
        cellsRect(m_scene, cells));
}

void TimelineView::unblockSelected()
{
    const auto place = m_scene.selectedBar.isNull() ? std::nullopt : findBar(*m_data, m_scene.selectedBar);
    const TimelineBar *bar = place ? place->bar : m_cursor.bar();
    if (bar && bar->kind == BarKind::Block)
        Q_EMIT unblockRequested(BlockId(bar->id), rectOfBar(bar->id));
}

void TimelineView::announceCell()
{
    setAccessibleDescription(TimelineDescriber(m_scene).cell(m_scene.selectedCells));
    QAccessibleEvent focus(this, QAccessible::Focus);
    QAccessible::updateAccessibility(&focus);
}

void TimelineView::focusInEvent(QFocusEvent *event)
{
    if (event->reason() == Qt::TabFocusReason || event->reason() == Qt::BacktabFocusReason) {
        m_cursor.ensurePlaced();
        m_scene.showsCursor = m_scene.selectedCells.isValid();
        announceCell();
    }
    viewport()->update();
    QAbstractScrollArea::focusInEvent(event);
}

void TimelineView::focusOutEvent(QFocusEvent *event)
{
    m_scene.showsCursor = false;
    viewport()->update();
    QAbstractScrollArea::focusOutEvent(event);
}

} // namespace roost
