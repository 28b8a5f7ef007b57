// Fills and lines go first, row by row then prices and bars; texts come from the cache.
#include "TimelineBodyPainter.h"

#include "BarPlacement.h"

#include "client/models/DisplayText.h"
#include "domain/Money.h"

#include <cmath>

namespace roost {

namespace {

constexpr double kWidthForDayLines = 14;
constexpr double kWidthForWeekLines = 5;
constexpr double kWidthForWeekends = 3;
constexpr double kWidthForShapes = 5; // below, bars are plain rectangles in a fuller colour
constexpr double kWidthForPrices = 52;
constexpr int kWidthForLabel = 24;
constexpr int kHeightForLabel = 14;   // at the normal size of texts
constexpr int kWidthForCutLabel = 34; // less would leave a letter or two

DayRange daysIn(const TimelineGeometry &geometry, const QRect &rect)
{
    const qint32 a = geometry.columnAt(rect.left());
    const qint32 b = geometry.columnAt(rect.right());
    return {std::min(a, b), std::max(a, b) + 1};
}

QString priceText(const TimelineListing &listing, const QLocale &locale)
{
    const auto currency = Currency::fromCode(listing.currency);
    const int digits = currency ? currency->minorDigits() : 2;
    const double major = double(*listing.basePriceMinor) / std::pow(10.0, digits);
    return locale.toString(major, 'f', 0);
}

} // namespace

TimelineBodyPainter::TimelineBodyPainter(QPainter &painter, TimelineScene &scene, const QRect &dirty)
    : m_painter(painter)
    , m_scene(scene)
    , m_geometry(scene.geometry())
    , m_colours(scene.colours)
    , m_dirty(dirty.intersected(m_geometry.body()))
    , m_days(daysIn(m_geometry, m_dirty))
    , m_nights{m_days.from - 1, m_days.to}
{
    std::tie(m_firstRow, m_lastRow) = scene.rowsBetween(m_dirty.top(), m_dirty.bottom());
}

void TimelineBodyPainter::paint()
{
    if (m_dirty.isEmpty())
        return;
    m_painter.setClipRect(m_dirty);
    paintGround();
    paintColumns();
    paintGrid();
    paintTodayLine();
    for (int row = m_firstRow; row < m_lastRow; ++row) {
        if (m_geometry.textWidth() >= kWidthForPrices)
            paintPrices(row);
        paintBars(row);
        paintBands(row);
        paintLabels(row);
    }
    paintCells(m_scene.selectedCells, false);
    paintCells(m_scene.draggedCells, true);
}

void TimelineBodyPainter::paintGround()
{
    m_painter.fillRect(m_dirty, m_colours.surface);
}

void TimelineBodyPainter::paintColumns()
{
    const int height = contentBottom() - m_dirty.top();
    if (m_geometry.dayWidth < kWidthForWeekends || height <= 0)
        return;
    for (qint32 day = m_days.from; day < m_days.to; ++day) {
        const bool isToday = day == m_scene.today;
        if (isToday || isWeekend(m_scene.locale, day))
            m_painter.fillRect(m_geometry.column(day, m_dirty.top(), height),
                               isToday ? m_colours.today : m_colours.weekend);
    }
}

void TimelineBodyPainter::paintGrid()
{
    const QColor months = monthLine(m_colours);
    const QColor days = dayLine(m_colours);
    for (int row = m_firstRow; row < m_lastRow; ++row) {
        const int top = rowTop(row);
        const int height = m_scene.rows.height(row);
        if (m_scene.outline.rows()[size_t(row)].kind == TimelineRowKind::Group)
            m_painter.fillRect(m_dirty.left(), top, m_dirty.width(), height, m_colours.raised);
        m_painter.fillRect(m_dirty.left(), top + height - 1, m_dirty.width(), 1, m_colours.line);
    }
    const int height = contentBottom() - m_dirty.top();
    if (height <= 0)
        return;
    for (qint32 day = m_days.from; day <= m_days.to; ++day) {
        const bool startsMonth = QDate::fromJulianDay(day).day() == 1;
        const bool startsWeek = day % 7 + 1 == m_scene.locale.firstDayOfWeek();
        const bool isStrong = m_geometry.dayWidth >= kWidthForWeekLines || QDate::fromJulianDay(day).month() == 1;
        if (startsMonth)
            m_painter.fillRect(m_geometry.xOf(day), m_dirty.top(), 1, height, isStrong ? months : m_colours.line);
        else if (m_geometry.dayWidth >= kWidthForDayLines || (startsWeek && m_geometry.dayWidth >= kWidthForWeekLines))
            m_painter.fillRect(m_geometry.xOf(day), m_dirty.top(), 1, height, days);
    }
}

void TimelineBodyPainter::paintTodayLine()
{
    // Where columns are wide the tint is enough; a line would cross the texts.
    if (m_geometry.dayWidth >= kWidthForDayLines || m_scene.today < m_days.from || m_scene.today > m_days.to)
        return;
    m_painter.fillRect(m_geometry.xOf(m_scene.today + 0.5), m_dirty.top(), 1, contentBottom() - m_dirty.top(),
                       m_colours.todayLine);
}

void TimelineBodyPainter::paintPrices(int row)
{
    const TimelineRow &place = m_scene.outline.rows()[size_t(row)];
    if (place.kind != TimelineRowKind::Listing)
        return;
    const TimelineListing &listing = m_scene.outline.listing(place);
    if (!listing.basePriceMinor || !listing.published)
        return;
    const QString price = priceText(listing, m_scene.locale);
    // Half of the column belongs to the guest who leaves that day; a price that would touch the bar is left out.
    const bool fitsInHalf = m_scene.texts.get(price, TimelineFont::Small).width + 10 <= int(m_geometry.dayWidth / 2);
    m_taken.assign(size_t(m_nights.nights()), false);
    for (const TimelineBar &bar : m_scene.outline.lane(place)->near(m_nights)) {
        const qint32 last = std::min(bar.days.to, m_nights.to);
        for (qint32 night = std::max(bar.days.from, m_nights.from); night < last; ++night)
            m_taken[size_t(night - m_nights.from)] = true;
    }
    const int top = rowTop(row);
    for (qint32 night = std::max(m_nights.from, m_scene.today); night < m_nights.to; ++night) {
        const size_t index = size_t(night - m_nights.from);
        const bool isDeparture = index > 0 && m_taken[index - 1];
        if (!m_taken[index] && (fitsInHalf || !isDeparture))
            paintPrice(listing, price, night, QRect(0, top, 0, m_scene.rows.height(row)));
    }
}

void TimelineBodyPainter::paintPrice(const TimelineListing &listing, const QString &price, qint32 night,
                                     const QRect &row)
{
    QRect cell = m_geometry.column(night, row.top(), row.height() - 1).adjusted(4, 3, -5, -3);
    const bool showsMinimum = listing.minNights > 1;
    if (showsMinimum)
        cell.setHeight(cell.height() / 2);
    paintText(m_painter, m_scene, cell, price, TimelineFont::Small, m_colours.textMuted, TextPlace::Trailing);
    if (!showsMinimum)
        return;
    cell.translate(0, cell.height());
    paintText(m_painter, m_scene, cell, QCoreApplication::translate("Timeline", "min %1").arg(listing.minNights),
              TimelineFont::Small, blend(m_colours.surface, m_colours.textMuted, 0.75), TextPlace::Trailing);
}

void TimelineBodyPainter::paintBars(int row)
{
    const TimelineLane *lane = m_scene.outline.lane(m_scene.outline.rows()[size_t(row)]);
    if (!lane)
        return;
    const int top = rowTop(row);
    const int height = m_scene.rows.height(row);
    for (const TimelineBar &bar : lane->near(m_nights)) {
        if (bar.days.to > m_nights.from)
            paintBar(bar, barRect(m_geometry, bar, top, height));
    }
}

void TimelineBodyPainter::paintLabels(int row)
{
    const TimelineLane *lane = m_scene.outline.lane(m_scene.outline.rows()[size_t(row)]);
    if (!lane)
        return;
    const int top = rowTop(row);
    const int height = m_scene.rows.height(row);
    for (const TimelineBar &bar : lane->near(m_nights)) {
        const QRect rect = barRect(m_geometry, bar, top, height);
        if (bar.days.to > m_nights.from && rect.width() >= kWidthForLabel &&
            rect.height() >= m_geometry.scaled(kHeightForLabel))
            paintLabel(lane->label(bar), rect, m_scene.skins.skin(bar), bar.tentative);
    }
}

void TimelineBodyPainter::paintBar(const TimelineBar &bar, const QRect &rect)
{
    const bool rightToLeft = m_geometry.rightToLeft;
    const BarSkin &skin = m_scene.skins.skin(bar);
    const bool isCompact = m_geometry.dayWidth < kWidthForShapes;
    if (isCompact)
        BarSkins::paintCompact(m_painter, rect, skin);
    else
        m_scene.skins.paint(m_painter, rect, skin, rightToLeft);
    if (bar.tentative && !isCompact)
        m_scene.skins.paintTentative(m_painter, rect, skin, rightToLeft);
    const bool isSelected = bar.id == m_scene.selectedBar;
    if (isSelected || bar.id == m_scene.hoveredBar) {
        m_painter.save();
        m_painter.setRenderHint(QPainter::Antialiasing);
        m_painter.setBrush(Qt::NoBrush);
        m_painter.setPen(QPen(isSelected ? m_colours.accent : skin.colours.edge, isSelected ? 2 : 1));
        const double inset = isSelected ? 0 : 0.5;
        m_painter.drawRoundedRect(QRectF(rect).adjusted(inset, inset, -inset, -inset), 5, 5);
        m_painter.restore();
    }
}

void TimelineBodyPainter::paintLabel(const QString &label, const QRect &rect, const BarSkin &skin, bool isTentative)
{
    const int leading = skin.texture == BarTexture::Strip ? 9 : 7;
    const int trailing = isTentative ? 15 : 6;
    QRect room =
        rect.adjusted(m_geometry.rightToLeft ? trailing : leading, 0, m_geometry.rightToLeft ? -leading : -trailing, 0);
    // The text of a bar that began before the view stays readable at the edge.
    room = room.intersected(m_geometry.body().adjusted(6, 0, -6, 0));
    const bool isCut = m_scene.texts.get(label, TimelineFont::Small, room.width()).isElided;
    if (isCut && room.width() < kWidthForCutLabel)
        return;
    if (skin.texture == BarTexture::Hatched && !label.isEmpty()) {
        // Letters need calm ground.
        const int width = std::min(room.width(), m_scene.texts.get(label, TimelineFont::Small, room.width()).width);
        const int x = m_geometry.rightToLeft ? room.right() + 1 - width : room.left();
        const int height = std::min(rect.height(), m_geometry.scaled(17));
        m_painter.fillRect(x - 3, rect.top() + (rect.height() - height) / 2, width + 6, height, skin.colours.fill);
    }
    paintText(m_painter, m_scene, room, label, TimelineFont::Small, skin.colours.text);
}

void TimelineBodyPainter::paintBands(int row)
{
    const TimelineRow &place = m_scene.outline.rows()[size_t(row)];
    const TimelineUnit *unit = m_scene.outline.unit(place);
    if (!unit)
        return;
    const int top = rowTop(row) + 2;
    const int height = m_scene.rows.height(row) - 5;
    const auto paintBand = [&](const DayRange &days) {
        if (!days.intersects(m_nights))
            return;
        QRect rect = m_geometry.nights(days, top, height);
        rect.setWidth(std::max(3, rect.width()));
        m_scene.skins.paintConflict(m_painter, rect);
    };
    for (const DayRange &conflict : unit->lane->conflicts())
        paintBand(conflict);
    for (const TimelineProblem &problem : unit->problems)
        paintBand(problem.days);
}

void TimelineBodyPainter::paintCells(const TimelineCells &cells, bool isRubberBand)
{
    if (!cells.isValid() || cells.row >= m_scene.rows.count() || (!isRubberBand && !m_scene.showsCursor))
        return;
    const QRect rect = m_geometry.nights(cells.nights, rowTop(cells.row) + 3, m_scene.rows.height(cells.row) - 7);
    if (!rect.intersects(m_dirty))
        return;
    m_painter.save();
    m_painter.setRenderHint(QPainter::Antialiasing);
    QColor wash = m_colours.accent;
    wash.setAlphaF(isRubberBand ? 0.22f : 0.08f);
    m_painter.setBrush(wash);
    m_painter.setPen(QPen(m_colours.accent, isRubberBand ? 1.5 : 2));
    m_painter.drawRoundedRect(QRectF(rect).adjusted(1, 1, -1, -1), 5, 5);
    m_painter.restore();
    const bool tellsNights = isRubberBand || cells.nights.nights() > 1;
    if (tellsNights && rect.width() >= 40) {
        const int nights = cells.nights.nights();
        paintText(m_painter, m_scene, rect.adjusted(4, 0, -4, 0),
                  rect.width() < 76 ? m_scene.locale.toString(nights) : display::nights(nights),
                  TimelineFont::SmallStrong, m_colours.text, TextPlace::Centre);
    }
}

} // namespace roost
