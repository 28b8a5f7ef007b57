// Which labels a zoom shows.
#include "TimelineHeaderPainter.h"

#include <cmath>

namespace roost {

using namespace Qt::StringLiterals;

namespace {

constexpr double kWidthForWeekdays = 50;
constexpr double kWidthForDays = 20;
constexpr double kWidthForWeeks = 4.5;
constexpr double kWidthForFullMonths = 3.2; // "September" instead of "Sep"

qint32 firstOfNextYear(qint32 day)
{
    return qint32(QDate(QDate::fromJulianDay(day).year() + 1, 1, 1).toJulianDay());
}

QString listingsText(int count, const QLocale &locale)
{
    return count == 1 ? QCoreApplication::translate("Timeline", "1 listing")
                      : QCoreApplication::translate("Timeline", "%1 listings").arg(locale.toString(count));
}

QString weekdayFormat(double dayWidth)
{
    return dayWidth >= 92 ? u"dddd d"_s : u"ddd d"_s;
}

} // namespace

TimelineHeaderPainter::TimelineHeaderPainter(QPainter &painter, TimelineScene &scene, const QRect &dirty)
    : m_painter(painter)
    , m_scene(scene)
    , m_geometry(scene.geometry())
    , m_colours(scene.colours)
    , m_dirty(dirty)
{
}

void TimelineHeaderPainter::paint()
{
    const QRect header = m_geometry.header().intersected(m_dirty);
    if (header.isEmpty())
        return;
    m_painter.setClipRect(header);
    m_painter.fillRect(header, m_colours.raised);
    paintUpperBand();
    paintLowerBand();
    paintOccupancy();
    m_painter.fillRect(header.left(), m_geometry.headerHeight() - 1, header.width(), 1, monthLine(m_colours));
}

void TimelineHeaderPainter::paintUpperBand()
{
    if (m_geometry.textWidth() >= kWidthForWeeks)
        paintPeriods(0, firstOfMonth, firstOfNextMonth, u"MMMM yyyy"_s, TimelineFont::Strong);
    else
        paintPeriods(0, firstOfYear, firstOfNextYear, u"yyyy"_s, TimelineFont::Strong);
}

void TimelineHeaderPainter::paintLowerBand()
{
    if (m_geometry.textWidth() >= kWidthForDays)
        paintDays();
    else if (m_geometry.textWidth() >= kWidthForWeeks)
        paintWeeks();
    else
        paintPeriods(m_geometry.bandHeight(), firstOfMonth, firstOfNextMonth,
                     m_geometry.textWidth() >= kWidthForFullMonths ? u"MMMM"_s : u"MMM"_s, TimelineFont::Small);
}

void TimelineHeaderPainter::paintPeriods(int top, qint32 (*start)(qint32), NextStart next, const QString &format,
                                         TimelineFont font)
{
    const DayRange days = m_geometry.visibleDays();
    const bool isUpper = top == 0;
    // A month's first day lies inside a week, whose label it would cross.
    const bool endsAbove =
        isUpper && m_geometry.textWidth() >= kWidthForWeeks && m_geometry.textWidth() < kWidthForDays;
    for (qint32 first = start(days.from); first < days.to; first = next(first)) {
        const QRect whole = m_geometry.span(first, next(first), top, m_geometry.bandHeight());
        const int lineHeight = endsAbove ? m_geometry.bandHeight() : m_geometry.headerHeight() - top;
        m_painter.fillRect(m_geometry.xOf(first), top, 1, lineHeight, isUpper ? monthLine(m_colours) : m_colours.line);
        // The name stays in view as long as a part of its period does.
        const int margin = whole.width() >= 64 ? 8 : 4;
        const QRect room = whole.intersected(m_geometry.header()).adjusted(margin, 0, -margin, 0);
        const QString name = m_scene.locale.toString(QDate::fromJulianDay(first), format);
        if (room.width() >= std::min(isUpper ? 56 : 24, m_scene.texts.get(name, font).width))
            paintText(m_painter, m_scene, room, name, font, isUpper ? m_colours.text : m_colours.textMuted);
    }
}

void TimelineHeaderPainter::paintDays()
{
    const DayRange days = m_geometry.visibleDays();
    for (qint32 day = days.from; day < days.to; ++day)
        paintDay(day);
}

void TimelineHeaderPainter::paintDay(qint32 day)
{
    const QRect cell = m_geometry.column(day, m_geometry.bandHeight(), m_geometry.bandHeight());
    const bool isToday = day == m_scene.today;
    const QDate date = QDate::fromJulianDay(day);
    const QString text = m_geometry.textWidth() >= kWidthForWeekdays
                             ? m_scene.locale.toString(date, weekdayFormat(m_geometry.textWidth()))
                             : m_scene.locale.toString(date.day());
    if (isToday) {
        const int width = std::min(cell.width() - 2, m_scene.texts.get(text, TimelineFont::SmallStrong).width + 14);
        const QRect pill(cell.left() + (cell.width() - width) / 2, cell.top() + 4, width, cell.height() - 8);
        m_painter.setRenderHint(QPainter::Antialiasing, true);
        m_painter.setPen(Qt::NoPen);
        m_painter.setBrush(m_colours.accent);
        m_painter.drawRoundedRect(pill, 6, 6);
        m_painter.setRenderHint(QPainter::Antialiasing, false);
    }
    const bool isQuiet = isWeekend(m_scene.locale, day);
    paintText(m_painter, m_scene, cell, text, isToday ? TimelineFont::SmallStrong : TimelineFont::Small,
              isToday ? m_colours.onAccent
                      : (isQuiet ? blend(m_colours.raised, m_colours.textMuted, 0.72) : m_colours.text),
              TextPlace::Centre);
}

void TimelineHeaderPainter::paintWeeks()
{
    const DayRange days = m_geometry.visibleDays();
    const int firstWeekday = m_scene.locale.firstDayOfWeek();
    const qint32 back = (days.from % 7 + 1 - firstWeekday + 7) % 7;
    for (qint32 day = days.from - back; day < days.to; day += 7) {
        const QRect cell = m_geometry.span(day, day + 7, m_geometry.bandHeight(), m_geometry.bandHeight());
        const bool isThisWeek = m_scene.today >= day && m_scene.today < day + 7;
        m_painter.fillRect(m_geometry.xOf(day), cell.top() + 8, 1, cell.height() - 8, m_colours.line);
        const QDate date = QDate::fromJulianDay(day);
        const QString text =
            cell.width() >= 56 ? m_scene.locale.toString(date, u"d MMM"_s) : m_scene.locale.toString(date.day());
        paintText(m_painter, m_scene, cell.adjusted(6, 0, -4, 0), text,
                  isThisWeek ? TimelineFont::SmallStrong : TimelineFont::Small,
                  isThisWeek ? m_colours.accent : m_colours.textMuted);
    }
}

void TimelineHeaderPainter::paintOccupancy()
{
    const DayRange days = m_geometry.visibleDays();
    const int top = 2 * m_geometry.bandHeight();
    const int height = m_geometry.occupancyHeight() - 1;
    const bool isText = m_geometry.textWidth() >= kWidthForWeekdays;
    const QColor fill = blend(m_colours.raised, m_colours.accent, 0.45);
    for (qint32 day = days.from; day < days.to; ++day) {
        const double share = m_scene.outline.occupancy(day);
        const QRect cell = m_geometry.column(day, top, height);
        if (isText) {
            paintOccupancyText(cell, share, fill);
            continue;
        }
        const int filled = int(std::lround(share * (height - 2)));
        const int gap = cell.width() >= 6 ? 1 : 0;
        if (filled > 0)
            m_painter.fillRect(cell.left() + gap, top + height - filled, cell.width() - gap, filled, fill);
    }
}

void TimelineHeaderPainter::paintOccupancyText(const QRect &cell, double share, const QColor &fill)
{
    if (m_scene.outline.unitCount() == 0)
        return;
    paintText(m_painter, m_scene, cell.adjusted(0, 0, 0, -3),
              m_scene.locale.toString(int(std::lround(share * 100))) + u"\u202f%"_s, TimelineFont::Small,
              m_colours.textMuted, TextPlace::Centre);
    const QRect track = cell.adjusted(6, cell.height() - 3, -5, 0);
    const int filled = int(std::lround(share * track.width()));
    m_painter.fillRect(track, m_colours.line);
    m_painter.fillRect(m_geometry.rightToLeft ? track.right() + 1 - filled : track.left(), track.top(), filled,
                       track.height(), fill);
}

void TimelineHeaderPainter::paintCorner()
{
    const QRect corner = m_geometry.corner();
    if (!corner.intersects(m_dirty))
        return;
    m_painter.setClipRect(corner.intersected(m_dirty));
    m_painter.fillRect(corner, m_colours.raised);
    const QRect upper(corner.left() + 16, corner.top() + m_geometry.bandHeight(), corner.width() - 32,
                      m_geometry.bandHeight());
    paintText(m_painter, m_scene, upper, listingsText(m_scene.outline.listingCount(), m_scene.locale),
              TimelineFont::Strong, m_colours.text);
    const QRect lower(upper.left(), corner.top() + 2 * m_geometry.bandHeight(), upper.width(),
                      m_geometry.occupancyHeight() - 1);
    paintText(m_painter, m_scene, lower, QCoreApplication::translate("Timeline", "Nights taken"), TimelineFont::Small,
              m_colours.textMuted);
    m_painter.fillRect(corner.left(), corner.bottom(), corner.width(), 1, monthLine(m_colours));
    m_painter.fillRect(m_geometry.rightToLeft ? corner.left() : corner.right(), corner.top(), 1, corner.height(),
                       monthLine(m_colours));
}

} // namespace roost
