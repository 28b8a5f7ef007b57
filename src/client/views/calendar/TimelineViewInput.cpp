// What mouse, wheel and keys do in the timeline.
#include "TimelineDescriber.h"
#include "TimelineView.h"

#include <QAccessible>
#include <QApplication>
#include <QHelpEvent>
#include <QScrollBar>
#include <QToolTip>
#include <QWheelEvent>

namespace roost {

namespace {

constexpr int kEdgeTimerMs = 16;
constexpr int kEdgeStep = 12;

bool isMove(int key)
{
    // Home, End, the arrows and the page keys follow one another.
    return key >= Qt::Key_Home && key <= Qt::Key_PageDown;
}

QPointF wheelPixels(const QWheelEvent &event, int lineHeight)
{
    // Trackpads tell pixels; a wheel's notch is three lines.
    const QPointF pixels = event.pixelDelta().isNull() ? QPointF(event.angleDelta()) / 120.0 * (2.0 * lineHeight)
                                                       : QPointF(event.pixelDelta());
    const bool isSideways = event.modifiers() & (Qt::ShiftModifier | Qt::AltModifier);
    return isSideways && pixels.x() == 0 ? QPointF(pixels.y(), 0) : pixels;
}

} // namespace

void TimelineView::wheelEvent(QWheelEvent *event)
{
    if (event->modifiers() & Qt::ControlModifier) {
        m_scene.camera.zoomBy(std::pow(1.2, event->angleDelta().y() / 120.0), int(event->position().x()));
        cameraChanged();
    } else {
        const QPointF pixels = wheelPixels(*event, TimelineRowLayout::kListingHeight);
        const double ahead = isRightToLeft() ? -pixels.x() : pixels.x();
        TimelineCamera &camera = m_scene.camera;
        camera.scrollToDay(camera.geometry().originDay - ahead / camera.geometry().dayWidth);
        camera.scrollToY(camera.geometry().scrollY - int(pixels.y()));
        cameraChanged();
    }
    hoverAt(event->position().toPoint());
    event->accept();
}

void TimelineView::mousePressEvent(QMouseEvent *event)
{
    if (event->button() != Qt::LeftButton)
        return;
    const TimelineHit hit = hitTest(m_scene, event->position().toPoint());
    m_pressedAt = event->position().toPoint();
    clearMark();
    if (hit.row >= 0 && m_scene.outline.rows()[size_t(hit.row)].kind == TimelineRowKind::Group) {
        toggleFold(hit.row);
    } else if (hit.bar) {
        m_cursor.place(hit.row, std::clamp(hit.night, hit.bar->days.from, hit.bar->days.to - 1));
        m_scene.showsCursor = false;
        activateBar(*hit.bar);
    } else if (hit.area == TimelineArea::Body && hit.lane) {
        m_cursor.place(hit.row, hit.night);
        m_scene.showsCursor = true;
        if (m_scene.outline.unit(m_scene.outline.rows()[size_t(hit.row)]))
            m_dragAnchor = hit.night;
        m_scene.selectedBar = {};
        Q_EMIT selectionCleared();
        announceCell();
    }
    viewport()->update();
}

void TimelineView::mouseMoveEvent(QMouseEvent *event)
{
    const QPoint point = event->position().toPoint();
    if (!m_dragAnchor) {
        hoverAt(point);
        return;
    }
    const bool hasMoved = (point - m_pressedAt).manhattanLength() >= QApplication::startDragDistance();
    if (!m_scene.draggedCells.isValid() && !hasMoved)
        return;
    dragTo(point);
    const QRect body = m_scene.geometry().body();
    if (point.x() < body.left() || point.x() > body.right())
        m_edgeTimer.start(kEdgeTimerMs, this);
    else
        m_edgeTimer.stop();
}

void TimelineView::dragTo(const QPoint &point)
{
    m_lastDragPoint = point;
    const int row = m_scene.selectedCells.row;
    const TimelineLane *lane = m_cursor.lane();
    const QRect body = m_scene.geometry().body();
    if (!lane || row < 0)
        return;
    const qint32 night = m_scene.geometry().nightAt(std::clamp(point.x(), body.left(), body.right()));
    m_scene.draggedCells = {row, freeRun(*lane, *m_dragAnchor, night)};
    viewport()->update();
}

void TimelineView::timerEvent(QTimerEvent *event)
{
    if (event->timerId() != m_edgeTimer.timerId() || !m_dragAnchor) {
        QAbstractScrollArea::timerEvent(event);
        return;
    }
    const QRect body = m_scene.geometry().body();
    const int ahead = (m_lastDragPoint.x() < body.left()) == isRightToLeft() ? kEdgeStep : -kEdgeStep;
    m_scene.camera.setX(m_scene.camera.x() + ahead);
    cameraChanged();
    dragTo(m_lastDragPoint);
}

void TimelineView::mouseReleaseEvent(QMouseEvent *event)
{
    if (event->button() != Qt::LeftButton || !m_dragAnchor)
        return;
    m_dragAnchor.reset();
    m_edgeTimer.stop();
    if (m_scene.draggedCells.isValid())
        chooseNights(m_scene.draggedCells);
}

void TimelineView::mouseDoubleClickEvent(QMouseEvent *event)
{
    const TimelineHit hit = hitTest(m_scene, event->position().toPoint());
    if (hit.area == TimelineArea::Header) {
        // Into the days that were double-clicked: from years to months, from months to weeks.
        m_scene.camera.zoomBy(3, event->position().toPoint().x());
        cameraChanged();
    } else if (hit.area == TimelineArea::Body && hit.lane && !hit.bar) {
        chooseNights({hit.row, freeRun(*hit.lane, hit.night, hit.night)});
    }
}

void TimelineView::cancelDrag()
{
    m_dragAnchor.reset();
    m_edgeTimer.stop();
    clearMark();
}

void TimelineView::toggleFold(int row)
{
    const QString city = m_scene.outline.listing(m_scene.outline.rows()[size_t(row)]).city;
    if (!m_scene.foldedCities.remove(city))
        m_scene.foldedCities.insert(city);
    rebuildRows();
}

void TimelineView::hoverAt(const QPoint &point)
{
    const TimelineHit hit = hitTest(m_scene, point);
    setHovered(hit.bar ? hit.bar->id : QUuid(), hit.row);
    const bool isFold = hit.row >= 0 && m_scene.outline.rows()[size_t(hit.row)].kind == TimelineRowKind::Group;
    viewport()->setCursor(hit.bar || isFold ? Qt::PointingHandCursor : Qt::ArrowCursor);
}

void TimelineView::setHovered(const QUuid &bar, int row)
{
    if (bar == m_scene.hoveredBar && row == m_scene.hoveredRow)
        return;
    const TimelineGeometry &geometry = m_scene.geometry();
    for (const int changed : {m_scene.hoveredRow, row}) {
        if (changed >= 0 && changed < m_scene.rows.count())
            viewport()->update(0, geometry.topOf(m_scene.rows.top(changed)), viewport()->width(),
                               m_scene.rows.height(changed));
    }
    m_scene.hoveredBar = bar;
    m_scene.hoveredRow = row;
}

bool TimelineView::viewportEvent(QEvent *event)
{
    if (event->type() == QEvent::ToolTip) {
        const auto *help = static_cast<QHelpEvent *>(event);
        QToolTip::showText(help->globalPos(), toolTipAt(help->pos()), viewport());
        return true;
    }
    if (event->type() == QEvent::Leave)
        setHovered({}, -1);
    return QAbstractScrollArea::viewportEvent(event);
}

QString TimelineView::toolTipAt(const QPoint &point) const
{
    const TimelineHit hit = hitTest(m_scene, point);
    const TimelineDescriber describer(m_scene);
    if (hit.area == TimelineArea::Header)
        return describer.dayToolTip(hit.day);
    if (hit.row < 0)
        return {};
    if (hit.area == TimelineArea::Names)
        return m_scene.outline.listing(m_scene.outline.rows()[size_t(hit.row)]).title;
    QStringList parts;
    if (const QString problem = describer.problemToolTip(hit.row, hit.night); !problem.isEmpty())
        parts << problem;
    if (hit.bar)
        parts << describer.barToolTip(*hit.lane, *hit.bar);
    return parts.join(u'\n');
}

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
