// The rows' names.
#include "TimelineNamesPainter.h"

namespace roost {

using namespace Qt::StringLiterals;

namespace {

constexpr int kMargin = 16;
constexpr int kUnitIndent = 16;

bool hasOpenProblem(const TimelineListing &listing, const TimelineRow &row)
{
    if (row.unit >= 0 && !listing.units[size_t(row.unit)].problems.empty())
        return true;
    return row.kind == TimelineRowKind::Listing && listing.hasProblem;
}

} // namespace

TimelineNamesPainter::TimelineNamesPainter(QPainter &painter, TimelineScene &scene, const QRect &dirty)
    : m_painter(painter)
    , m_scene(scene)
    , m_geometry(scene.geometry())
    , m_colours(scene.colours)
    , m_dirty(dirty.intersected(scene.geometry().names()))
    , m_isGrouped(!scene.outline.rows().empty() && scene.outline.rows().front().kind == TimelineRowKind::Group)
{
}

void TimelineNamesPainter::paint()
{
    if (m_dirty.isEmpty())
        return;
    m_painter.setClipRect(m_dirty);
    m_painter.fillRect(m_dirty, m_colours.surface);
    const auto [first, last] = m_scene.rowsBetween(m_dirty.top(), m_dirty.bottom());
    for (int row = first; row < last; ++row)
        paintRow(row);
    const QRect names = m_geometry.names();
    m_painter.fillRect(m_geometry.rightToLeft ? names.left() : names.right(), m_dirty.top(), 1, m_dirty.height(),
                       monthLine(m_colours));
}

void TimelineNamesPainter::paintRow(int row)
{
    const TimelineRow &place = m_scene.outline.rows()[size_t(row)];
    const QRect names = m_geometry.names();
    const QRect rect(names.left(), m_geometry.topOf(m_scene.rows.top(row)), names.width(), m_scene.rows.height(row));
    const bool isCurrent = m_scene.showsCursor && row == m_scene.selectedCells.row;
    if (place.kind == TimelineRowKind::Group)
        m_painter.fillRect(rect, m_colours.raised);
    else if (isCurrent)
        m_painter.fillRect(rect, m_colours.selection);
    else if (row == m_scene.hoveredRow)
        m_painter.fillRect(rect, m_colours.hover);
    m_painter.fillRect(rect.left(), rect.bottom(), rect.width(), 1, m_colours.line);
    const QRect inner = rect.adjusted(kMargin, 0, -kMargin, -1);
    if (place.kind == TimelineRowKind::Group)
        paintGroup(place, inner);
    else if (place.kind == TimelineRowKind::Listing)
        paintListing(place, inner);
    else
        paintUnit(place, inner);
}

void TimelineNamesPainter::paintGroup(const TimelineRow &row, const QRect &rect)
{
    const QString city = m_scene.outline.listing(row).city;
    const bool isFolded = m_scene.foldedCities.contains(city);
    const double x = m_geometry.rightToLeft ? rect.right() - 3.5 : rect.left() + 4.5;
    const double y = rect.center().y() + 0.5;
    const double ahead = m_geometry.rightToLeft ? -1 : 1;
    const QPolygonF chevron = isFolded ? QPolygonF({{x - 2 * ahead, y - 4}, {x + 2 * ahead, y}, {x - 2 * ahead, y + 4}})
                                       : QPolygonF({{x - 4, y - 2}, {x, y + 2}, {x + 4, y - 2}});
    m_painter.setRenderHint(QPainter::Antialiasing, true);
    m_painter.setPen(QPen(m_colours.textMuted, 1.5));
    m_painter.drawPolyline(chevron);
    m_painter.setRenderHint(QPainter::Antialiasing, false);
    const QRect room = indented(rect, 18);
    const QString name = city.isEmpty() ? QCoreApplication::translate("Timeline", "Without a city") : city;
    const int taken =
        paintText(m_painter, m_scene, m_geometry.rightToLeft ? room.adjusted(40, 0, 0, 0) : room.adjusted(0, 0, -40, 0),
                  name, TimelineFont::SmallStrong, m_colours.text);
    paintText(m_painter, m_scene, indented(room, taken + 8), m_scene.locale.toString(row.count), TimelineFont::Small,
              m_colours.textMuted);
}

void TimelineNamesPainter::paintListing(const TimelineRow &row, const QRect &rect)
{
    const TimelineListing &listing = m_scene.outline.listing(row);
    QRect room = rect;
    if (hasOpenProblem(listing, row))
        room = paintMark(room, m_colours.conflict, true);
    else if (listing.tentative)
        room = paintMark(room, m_colours.warning, false);
    const QString below = subtitle(listing);
    const QColor ink = listing.published ? m_colours.text : m_colours.textMuted;
    if (below.isEmpty()) {
        paintText(m_painter, m_scene, room, listing.title, TimelineFont::Body, ink);
        return;
    }
    paintText(m_painter, m_scene,
              QRect(room.left(), room.top() + m_geometry.scaled(3), room.width(), m_geometry.scaled(18)), listing.title,
              TimelineFont::Body, ink);
    paintText(m_painter, m_scene,
              QRect(room.left(), room.top() + m_geometry.scaled(20), room.width(), m_geometry.scaled(16)), below,
              TimelineFont::Small, m_colours.textMuted);
}

void TimelineNamesPainter::paintUnit(const TimelineRow &row, const QRect &rect)
{
    const TimelineListing &listing = m_scene.outline.listing(row);
    QRect room = indented(rect, kUnitIndent);
    if (hasOpenProblem(listing, row))
        room = paintMark(room, m_colours.conflict, true);
    paintText(m_painter, m_scene, room, m_scene.outline.unit(row)->name, TimelineFont::Small, m_colours.textMuted);
}

QRect TimelineNamesPainter::indented(const QRect &rect, int amount) const
{
    return m_geometry.rightToLeft ? rect.adjusted(0, 0, -amount, 0) : rect.adjusted(amount, 0, 0, 0);
}

QRect TimelineNamesPainter::paintMark(const QRect &rect, const QColor &colour, bool isProblem)
{
    const QPointF centre(m_geometry.rightToLeft ? rect.left() + 7.0 : rect.right() - 6.0, rect.center().y() + 0.5);
    m_painter.setRenderHint(QPainter::Antialiasing, true);
    m_painter.setPen(Qt::NoPen);
    m_painter.setBrush(colour);
    m_painter.drawEllipse(centre, isProblem ? 7.0 : 3.0, isProblem ? 7.0 : 3.0);
    m_painter.setRenderHint(QPainter::Antialiasing, false);
    if (isProblem)
        paintText(m_painter, m_scene, QRect(int(centre.x()) - 7, int(centre.y()) - 8, 14, 16), u"!"_s,
                  TimelineFont::SmallStrong, m_colours.surface, TextPlace::Centre);
    return m_geometry.rightToLeft ? rect.adjusted(20, 0, 0, 0) : rect.adjusted(0, 0, -20, 0);
}

QString TimelineNamesPainter::subtitle(const TimelineListing &listing) const
{
    QStringList parts;
    if (!m_isGrouped && !listing.city.isEmpty())
        parts << listing.city;
    if (!listing.neighbourhood.isEmpty() && listing.neighbourhood != listing.city)
        parts << listing.neighbourhood;
    if (listing.units.size() > 1)
        parts << QCoreApplication::translate("Timeline", "%1 units")
                     .arg(m_scene.locale.toString(int(listing.units.size())));
    if (!listing.published)
        parts << QCoreApplication::translate("Timeline", "not published");
    return parts.join(u" · "_s);
}

} // namespace roost
