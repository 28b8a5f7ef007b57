// Helpers for painting.
#include "TimelinePainting.h"

namespace roost {

int paintText(QPainter &painter, TimelineScene &scene, const QRect &rect, const QString &text, TimelineFont font,
              const QColor &colour, TextPlace place)
{
    if (text.isEmpty() || rect.width() <= 0)
        return 0;
    const TimelineText &laidOut = scene.texts.get(text, font, rect.width());
    const bool atLeft = place == TextPlace::Leading ? !scene.geometry().rightToLeft : scene.geometry().rightToLeft;
    int x = atLeft ? rect.left() : rect.right() + 1 - laidOut.width;
    if (place == TextPlace::Centre)
        x = rect.left() + (rect.width() - laidOut.width) / 2;
    const int width = laidOut.width;
    scene.texts.paint(painter, {x, rect.top() + (rect.height() - laidOut.height) / 2}, laidOut, font, colour);
    return width;
}

QColor blend(const QColor &a, const QColor &b, double share)
{
    const auto channel = [share](int from, int to) { return int(from + (to - from) * share); };
    return {channel(a.red(), b.red()), channel(a.green(), b.green()), channel(a.blue(), b.blue())};
}

qint32 firstOfMonth(qint32 day)
{
    const QDate date = QDate::fromJulianDay(day);
    return qint32(QDate(date.year(), date.month(), 1).toJulianDay());
}

qint32 firstOfNextMonth(qint32 day)
{
    return qint32(QDate::fromJulianDay(firstOfMonth(day)).addMonths(1).toJulianDay());
}

qint32 firstOfYear(qint32 day)
{
    return qint32(QDate(QDate::fromJulianDay(day).year(), 1, 1).toJulianDay());
}

QColor monthLine(const ThemeColours &colours)
{
    return blend(colours.line, colours.textMuted, 0.3);
}

QColor dayLine(const ThemeColours &colours)
{
    return blend(colours.surface, colours.line, 0.65);
}

} // namespace roost
