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

} // namespace roost
