#include "WallTime.h"

#include "domain/PropertyZone.h"

namespace roost {

using namespace Qt::StringLiterals;

namespace {

const QString &wallFormat()
{
    static const QString format = u"yyyy-MM-ddTHH:mm"_s;
    return format;
}

} // namespace

QDateTime wallTimeFrom(const QString &text)
{
    QDateTime wall = QDateTime::fromString(text, wallFormat());
    wall.setTimeSpec(Qt::UTC);
    const bool isSane = wall.isValid() && text.size() == 16 && wall.date().year() >= 1900 && wall.date().year() <= 2200;
    return isSane ? wall : QDateTime();
}

QString wallTimeText(const QDateTime &wall)
{
    return wall.toString(wallFormat());
}

QDateTime instantOfWallTime(const QDateTime &wall, const QTimeZone &zone)
{
    return instantAt(wall.date(), wall.time(), zone);
}

QDateTime wallTimeAt(const QDateTime &utc, const QTimeZone &zone)
{
    return utc.addSecs(zone.offsetFromUtc(utc));
}

bool isOnTheClock(const QDateTime &wall, const QTimeZone &zone)
{
    return wallTimeAt(instantOfWallTime(wall, zone), zone) == wall;
}

bool isTwiceOnTheClock(const QDateTime &wall, const QTimeZone &zone)
{
    const QDateTime first = instantOfWallTime(wall, zone);
    const QTimeZone::OffsetData change = zone.nextTransition(first);
    if (!change.atUtc.isValid())
        return false;
    // Put back by so much, the clock shows the time again that much later.
    const int putBack = zone.offsetFromUtc(first) - change.offsetFromUtc;
    const QDateTime again = first.addSecs(putBack);
    return putBack > 0 && again >= change.atUtc && wallTimeAt(again, zone) == wall;
}

} // namespace roost
