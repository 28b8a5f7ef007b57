// What mouse and wheel do in the timeline.
#include "TimelineDescriber.h"
#include "TimelineView.h"

#include <QApplication>
#include <QHelpEvent>
#include <QScrollBar>
#include <QToolTip>
#include <QWheelEvent>

namespace roost {

namespace {

constexpr int kEdgeTimerMs = 16;
constexpr int kEdgeStep = 12;

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

} // namespace roost
