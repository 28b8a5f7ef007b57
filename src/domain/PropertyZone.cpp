#include "PropertyZone.h"

#include <QRegularExpression>

namespace roost {

using namespace Qt::StringLiterals;

namespace {

// QTimeZone itself opens whatever file of the system's database the text leads to, and else reads it as a POSIX rule.
bool looksLikeAName(const QString &name)
{
    static const QRegularExpression pattern(u"^[A-Z][A-Za-z0-9_+-]*(/[A-Za-z0-9_+-]+){1,2}$"_s);
    return name == u"UTC" || (name.size() <= 64 && pattern.match(name).hasMatch());
}

// Beyond every offset from UTC that was ever in use.
constexpr qint64 kWidestOffsetSecs = 16 * 3600;

QDateTime fromSecs(qint64 secs)
{
    return QDateTime::fromSecsSinceEpoch(secs, Qt::UTC);
}

} // namespace

Result<QTimeZone> propertyZone(const QString &ianaName)
{
    if (looksLikeAName(ianaName)) {
        QTimeZone zone(ianaName.toLatin1());
        if (zone.isValid())
            return zone;
    }
    return fail(ErrorCode::Validation, u"The time zone must be an IANA name, for example Europe/Oslo."_s, {},
                {{u"field"_s, u"time_zone"_s}});
}

QDateTime instantAt(const QDate &date, const QTime &time, const QTimeZone &zone)
{
    const qint64 local = QDateTime(date, time, Qt::UTC).toSecsSinceEpoch();
    qint64 start = local - kWidestOffsetSecs;
    qint64 offset = zone.offsetFromUtc(fromSecs(start));
    while (local - offset > start) {
        const QTimeZone::OffsetData next = zone.nextTransition(fromSecs(start));
        if (!next.atUtc.isValid() || local - offset < next.atUtc.toSecsSinceEpoch())
            return fromSecs(local - offset);
        start = next.atUtc.toSecsSinceEpoch();
        offset = next.offsetFromUtc;
    }
    return fromSecs(start);
}

} // namespace roost
