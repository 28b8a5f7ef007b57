// Sentences about cells and bars.
#include "TimelineDescriber.h"

#include "client/models/DisplayText.h"

#include <cmath>

namespace roost {

using namespace Qt::StringLiterals;

QString TimelineDescriber::statusText(const TimelineBar &bar)
{
    if (bar.kind == BarKind::Block)
        return tr("Blocked");
    switch (bar.status) {
    case BookingStatus::Pending:
        return tr("Request, waiting for your answer");
    case BookingStatus::Confirmed:
        return tr("Confirmed");
    case BookingStatus::Completed:
        return tr("Completed");
    case BookingStatus::NoShow:
        return tr("Did not arrive");
    case BookingStatus::Declined:
        return tr("Declined");
    case BookingStatus::Withdrawn:
        return tr("Withdrawn");
    case BookingStatus::Expired:
        return tr("Expired");
    case BookingStatus::Cancelled:
        return tr("Cancelled");
    }
    Q_UNREACHABLE();
}

QString TimelineDescriber::cell(const TimelineCells &cells) const
{
    if (!cells.isValid() || cells.row >= m_scene.rows.count())
        return {};
    const TimelineRow &row = m_scene.outline.rows()[size_t(cells.row)];
    const QDate first = QDate::fromJulianDay(cells.nights.from);
    const QString when = cells.nights.nights() == 1
                             ? m_scene.locale.toString(first, QLocale::LongFormat)
                             : dates(cells.nights) + u", "_s + display::nights(cells.nights.nights());
    return QStringList{title(row), when, state(row, cells)}.join(u", "_s);
}

QString TimelineDescriber::title(const TimelineRow &row) const
{
    const TimelineListing &listing = m_scene.outline.listing(row);
    if (row.kind == TimelineRowKind::Unit)
        return listing.title + u", "_s + m_scene.outline.unit(row)->name;
    return listing.title;
}

QString TimelineDescriber::state(const TimelineRow &row, const TimelineCells &cells) const
{
    const TimelineLane *lane = m_scene.outline.lane(row);
    if (!lane)
        return {};
    for (const TimelineBar &bar : lane->near(cells.nights)) {
        if (!bar.days.intersects(cells.nights))
            continue;
        const QString label = lane->label(bar);
        const QString text = label.isEmpty() ? statusText(bar) : statusText(bar) + u", "_s + label;
        return bar.tentative ? text + u", "_s + tr("not sent yet") : text;
    }
    const TimelineListing &listing = m_scene.outline.listing(row);
    if (!listing.basePriceMinor)
        return tr("free");
    return tr("free") + u", "_s + display::money(listing.basePriceMinor, listing.currency) + u", "_s +
           tr("at least %1").arg(display::nights(listing.minNights));
}

QString TimelineDescriber::dates(const DayRange &days) const
{
    const auto text = [this](qint32 day) {
        return m_scene.locale.toString(QDate::fromJulianDay(day), u"ddd d MMM yyyy"_s);
    };
    return tr("%1 to %2", "dates").arg(text(days.from), text(days.to));
}

QString TimelineDescriber::barToolTip(const TimelineLane &lane, const TimelineBar &bar) const
{
    QStringList lines;
    if (const QString label = lane.label(bar); !label.isEmpty())
        lines << label;
    lines << statusText(bar);
    lines << dates(bar.days) + u", "_s + display::nights(bar.days.nights());
    if (bar.guests > 0 && bar.kind == BarKind::Booking)
        lines << display::guests(bar.guests);
    const QStringList &sources = m_scene.outline.data().sources;
    if (bar.source < sources.size() && BarSkins::isImported(sources[bar.source]))
        lines << tr("From %1").arg(sources[bar.source]);
    if (bar.tentative)
        lines << tr("Not sent yet: the server will confirm it when you are online");
    return lines.join(u'\n');
}

QString TimelineDescriber::dayToolTip(qint32 day) const
{
    const int percent = int(std::lround(m_scene.outline.occupancy(day) * 100));
    return m_scene.locale.toString(QDate::fromJulianDay(day), QLocale::LongFormat) + u'\n' +
           tr("%1 % of nights taken").arg(m_scene.locale.toString(percent));
}

QString TimelineDescriber::problemToolTip(int row, qint32 night) const
{
    const TimelineUnit *unit = m_scene.outline.unit(m_scene.outline.rows()[size_t(row)]);
    if (!unit)
        return {};
    for (const TimelineProblem &problem : unit->problems) {
        if (problem.days.from <= night && night < problem.days.to)
            return tr("Needs your decision") + u'\n' + problem.message;
    }
    for (const DayRange &conflict : unit->lane->conflicts()) {
        if (conflict.from <= night && night < conflict.to)
            return tr("Taken twice: move or cancel one of the two");
    }
    return {};
}

} // namespace roost
