// Data, camera, scroll bars and painting of the timeline; input is in TimelineViewMouse.cpp and TimelineViewKeys.cpp.
#include "TimelineView.h"

#include "TimelineBodyPainter.h"
#include "TimelineDescriber.h"
#include "TimelineHeaderPainter.h"
#include "TimelineNamesPainter.h"

#include "client/views/theme/Theme.h"

#include <QAccessible>
#include <QPaintEvent>
#include <QScrollBar>

namespace roost {

using namespace Qt::StringLiterals;

namespace {

constexpr double kZoomStep = 1.25;
constexpr double kNormalTextPixels = 13;
constexpr int kMinimumBody = 200;
constexpr int kDaysBeforeToday = 5;

struct RowName
{
    ListingId listing;
    UnitId unit;
};

double textScale()
{
    // Rows of a size for the texts; below the normal size they stay as they are, for the pointer.
    return std::max(1.0, Theme::current().font().pixelSize() / kNormalTextPixels);
}

std::optional<RowName> nameOf(const TimelineOutline &outline, int row)
{
    if (row < 0 || row >= int(outline.rows().size()))
        return std::nullopt;
    const TimelineRow &place = outline.rows()[size_t(row)];
    const TimelineUnit *unit = outline.unit(place);
    return RowName{outline.listing(place).id, unit ? unit->id : UnitId()};
}

// However young a portfolio is, the calendar goes back this far: older stays may be brought in at any time.
constexpr int kEarliestYear = 2010;

} // namespace

TimelineView::TimelineView(QWidget *parent)
    : QAbstractScrollArea(parent)
{
    setObjectName(u"timelineView"_s);
    setAccessibleName(tr("Calendar"));
    setFrameShape(QFrame::NoFrame);
    setFocusPolicy(Qt::StrongFocus);
    setMinimumSize(m_scene.geometry().nameWidth() + kMinimumBody, m_scene.geometry().headerHeight() + kMinimumBody);
    setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOn);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOn);
    viewport()->setMouseTracking(true);
    viewport()->setAttribute(Qt::WA_OpaquePaintEvent);
    m_scene.today = qint32(QDate::currentDate().toJulianDay());
    refreshLook();
    updateRange();
    m_scene.camera.scrollToDay(m_scene.today - kDaysBeforeToday);
    connect(&Theme::current(), &Theme::changed, this, &TimelineView::refreshLook);
}

void TimelineView::refreshLook()
{
    const Theme &theme = Theme::current();
    m_scene.colours = theme.colours();
    m_scene.locale = locale();
    m_scene.skins.setLook(theme.colours(), viewport()->devicePixelRatioF());
    QFont smallStrong = theme.font(TextRole::Small);
    smallStrong.setWeight(QFont::DemiBold);
    m_scene.texts.setFonts(
        {theme.font(TextRole::Body), theme.font(TextRole::Strong), theme.font(TextRole::Small), smallStrong},
        viewport()->devicePixelRatioF());
    if (textScale() != m_scene.geometry().textScale) {
        m_scene.camera.setViewport(viewport()->size(), isRightToLeft(), textScale());
        rebuildRows();
    }
    viewport()->update();
}

void TimelineView::setData(std::shared_ptr<const TimelineData> snapshot)
{
    m_data = std::move(snapshot);
    m_scene.skins.setSources(m_data->sources);
    updateRange();
    rebuildRows();
    if (!m_isPlaced && !m_data->listings.empty()) {
        goToToday();
    }
}

void TimelineView::setFilter(const QString &words)
{
    if (m_filter == words)
        return;
    m_filter = words;
    rebuildRows();
}

void TimelineView::setToday(const QDate &today)
{
    m_scene.today = qint32(today.toJulianDay());
    updateRange();
    viewport()->update();
}

void TimelineView::rebuildRows()
{
    // Rows are found again by what they show, so that a refresh neither jumps nor moves the cursor to another home.
    const int topRow = m_scene.rows.rowAt(m_scene.geometry().scrollY);
    const int intoTop = topRow < 0 ? 0 : m_scene.geometry().scrollY - m_scene.rows.top(topRow);
    const auto top = nameOf(m_scene.outline, topRow);
    const auto cursor = nameOf(m_scene.outline, m_scene.selectedCells.row);
    const auto dragged = nameOf(m_scene.outline, m_scene.draggedCells.row);

    m_scene.outline = TimelineOutline(m_data, m_filter, m_scene.foldedCities);
    m_scene.rows = TimelineRowLayout(m_scene.outline, m_scene.geometry().textScale);
    m_scene.camera.setContentHeight(m_scene.rows.totalHeight());
    m_scene.hoveredRow = -1;

    const auto rowOf = [this](const std::optional<RowName> &name) {
        return name ? m_scene.outline.rowOf(name->listing, name->unit) : -1;
    };
    m_scene.selectedCells.row = rowOf(cursor);
    m_scene.draggedCells.row = rowOf(dragged);
    if (const int row = rowOf(top); row > 0)
        m_scene.camera.scrollToY(m_scene.rows.top(row) + intoTop);
    cameraChanged();
}

void TimelineView::updateRange()
{
    const auto yearsAround = [](qint32 first, qint32 last) {
        const int from = std::min(QDate::fromJulianDay(first).year() - 2, kEarliestYear);
        const int to = QDate::fromJulianDay(last).year() + 3;
        return DayRange{qint32(QDate(from, 1, 1).toJulianDay()), qint32(QDate(to, 1, 1).toJulianDay())};
    };
    const bool isEmpty = m_data->extent.nights() == 0;
    const qint32 first = isEmpty ? m_scene.today : std::min(m_scene.today, m_data->extent.from);
    const qint32 last = isEmpty ? m_scene.today : std::max(m_scene.today, m_data->extent.to);
    m_scene.camera.setRange(yearsAround(first, last));
    cameraChanged();
}

QDate TimelineView::firstVisibleDate() const
{
    return QDate::fromJulianDay(qint64(m_scene.geometry().originDay + 0.5));
}

QDate TimelineView::lastVisibleDate() const
{
    return QDate::fromJulianDay(qint64(m_scene.geometry().originDay + daysInView() - 0.5));
}

void TimelineView::showDays(double days)
{
    m_scene.camera.showDays(days);
    cameraChanged();
}

void TimelineView::zoomIn()
{
    m_scene.camera.zoomBy(kZoomStep, m_scene.geometry().body().center().x());
    cameraChanged();
}

void TimelineView::zoomOut()
{
    m_scene.camera.zoomBy(1 / kZoomStep, m_scene.geometry().body().center().x());
    cameraChanged();
}

void TimelineView::goToDate(const QDate &date)
{
    m_isPlaced = true;
    m_scene.camera.scrollToDay(double(date.toJulianDay()) - std::min(45.0, daysInView() / 6));
    cameraChanged();
}

void TimelineView::goToToday()
{
    goToDate(QDate::fromJulianDay(m_scene.today));
}

void TimelineView::turnPage(int direction)
{
    // A part stays in view, so that the eye keeps its place.
    m_scene.camera.scrollToDay(m_scene.geometry().originDay + direction * daysInView() * 0.8);
    cameraChanged();
}

void TimelineView::selectBar(const QUuid &id)
{
    const auto place = findBar(*m_data, id);
    if (!place)
        return;
    m_scene.selectedBar = id;
    m_scene.camera.reveal(place->bar->days);
    const int row = m_scene.outline.rowOf(place->listing->id, place->unit ? place->unit->id : UnitId());
    if (row >= 0) {
        m_scene.camera.reveal(m_scene.rows.top(row), m_scene.rows.height(row));
        m_cursor.place(row, place->bar->days.from);
    }
    cameraChanged();
}

void TimelineView::clearSelection()
{
    m_scene.selectedBar = {};
    m_scene.showsCursor = false;
    m_cursor.clear();
    viewport()->update();
}

void TimelineView::markNights(const ChosenNights &nights)
{
    m_scene.draggedCells = {m_scene.outline.rowOf(nights.listing, nights.unit),
                            {qint32(nights.from.toJulianDay()), qint32(nights.to.toJulianDay())}};
    viewport()->update();
}

void TimelineView::clearMark()
{
    if (!m_scene.draggedCells.isValid())
        return;
    m_scene.draggedCells = {};
    viewport()->update();
    Q_EMIT nightsLetGo();
}

QRect TimelineView::rectOfBar(const QUuid &id) const
{
    const auto place = findBar(*m_data, id);
    if (!place)
        return {};
    const int row = m_scene.outline.rowOf(place->listing->id, place->unit ? place->unit->id : UnitId());
    return row < 0 ? QRect() : barRectInRow(m_scene, row, *place->bar);
}

void TimelineView::cameraChanged()
{
    updateScrollBars();
    viewport()->update();
    Q_EMIT cameraMoved();
}

void TimelineView::updateScrollBars()
{
    const TimelineCamera &camera = m_scene.camera;
    const auto set = [](QScrollBar *bar, int maximum, int page, int value, int step) {
        const QSignalBlocker blocker(bar);
        bar->setRange(0, maximum);
        bar->setPageStep(page);
        bar->setSingleStep(step);
        bar->setValue(value);
    };
    set(horizontalScrollBar(), camera.maximumX(), camera.geometry().bodyWidth(), camera.x(),
        std::max(8, int(camera.geometry().dayWidth)));
    set(verticalScrollBar(), camera.maximumY(), camera.geometry().bodyHeight(), camera.geometry().scrollY,
        TimelineRowLayout::kListingHeight);
}

void TimelineView::paintEvent(QPaintEvent *event)
{
    QPainter painter(viewport());
    const QRect dirty = event->rect();
    TimelineBodyPainter(painter, m_scene, dirty).paint();
    TimelineNamesPainter(painter, m_scene, dirty).paint();
    TimelineHeaderPainter header(painter, m_scene, dirty);
    header.paint();
    header.paintCorner();
}

void TimelineView::resizeEvent(QResizeEvent *event)
{
    // When the inspector opens, the bar that was clicked must not slip away under the pointer.
    const bool isPanelMoving = isVisible() && window()->size() == m_windowSize;
    m_windowSize = window()->size();
    if (isPanelMoving)
        m_scene.camera.setViewportKeepingDayWidth(viewport()->size());
    else
        m_scene.camera.setViewport(viewport()->size(), isRightToLeft(), textScale());
    cameraChanged();
    QAbstractScrollArea::resizeEvent(event);
}

void TimelineView::scrollContentsBy(int, int)
{
    m_scene.camera.setX(horizontalScrollBar()->value());
    m_scene.camera.scrollToY(verticalScrollBar()->value());
    viewport()->update();
    Q_EMIT cameraMoved();
}

void TimelineView::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LayoutDirectionChange) {
        m_scene.camera.setViewport(viewport()->size(), isRightToLeft(), textScale());
        cameraChanged();
    } else if (event->type() == QEvent::LocaleChange) {
        refreshLook();
    }
    QAbstractScrollArea::changeEvent(event);
}

bool TimelineView::event(QEvent *event)
{
    // The window came to a screen with another scale.
    if (event->type() == QEvent::Show || event->type() == QEvent::ScreenChangeInternal)
        refreshLook();
    return QAbstractScrollArea::event(event);
}

} // namespace roost
