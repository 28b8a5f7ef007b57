#include "Recurrence.h"

#include "domain/scheduling/RecurrenceLimits.h"
#include "domain/scheduling/WallTime.h"

#include <QMap>
#include <QRegularExpression>

#include <libical/ical.h>

namespace roost {

using namespace Qt::StringLiterals;

namespace {

constexpr int kLongestInterval = 1000;

tl::unexpected<Error> wrongRule(const QString &text)
{
    return fail(ErrorCode::Validation, text, {}, {{u"field"_s, u"recurrence.rrule"_s}});
}

tl::unexpected<Error> malformed()
{
    return wrongRule(u"This is no rule that repeats. Write it like FREQ=WEEKLY;BYDAY=FR;COUNT=10."_s);
}

// BYDAY=1MO,-1SU and the like; what the values mean is libical's to know.
const QRegularExpression &partPattern()
{
    static const QRegularExpression pattern(
        u"^(FREQ|COUNT|UNTIL|INTERVAL|WKST|BYDAY|BYMONTHDAY|BYYEARDAY|BYWEEKNO|BYMONTH|BYSETPOS|BYHOUR|BYMINUTE)="
        "([+-]?[0-9A-Z]+(?:,[+-]?[0-9A-Z]+)*)$"_s);
    return pattern;
}

using Parts = QMap<QString, QString>;

Result<Parts> partsOf(const QString &rule)
{
    Parts parts;
    const QStringList texts = rule.split(u';');
    for (const QString &text : texts) {
        const QRegularExpressionMatch match = partPattern().match(text);
        if (!match.hasMatch() || parts.contains(match.captured(1)))
            return malformed();
        parts.insert(match.captured(1), match.captured(2));
    }
    return parts;
}

Result<void> checkNumber(const Parts &parts, const QString &key, int most, const QString &problem)
{
    if (!parts.contains(key))
        return {};
    bool isNumber = false;
    const qlonglong number = parts.value(key).toLongLong(&isNumber);
    if (!isNumber || number < 1)
        return malformed();
    return number > most ? Result<void>(wrongRule(problem)) : Result<void>();
}

Result<void> checkParts(const Parts &parts)
{
    static const QStringList frequencies{u"DAILY"_s, u"WEEKLY"_s, u"MONTHLY"_s, u"YEARLY"_s};
    if (!frequencies.contains(parts.value(u"FREQ"_s)))
        return wrongRule(u"Sessions repeat daily, weekly, monthly or yearly. Use BYHOUR for several a day."_s);
    if (parts.contains(u"COUNT"_s) == parts.contains(u"UNTIL"_s))
        return wrongRule(u"Say when it ends: with COUNT or with UNTIL."_s);
    ROOST_TRY(
        checkNumber(parts, u"COUNT"_s, kMostOccurrences, u"A series has at most %1 sessions."_s.arg(kMostOccurrences)));
    return checkNumber(parts, u"INTERVAL"_s, kLongestInterval, u"This interval is too long."_s);
}

Result<QDateTime> untilOf(const QString &text, const QTimeZone &zone)
{
    QDateTime until = QDateTime::fromString(text.left(15), u"yyyyMMddTHHmmss"_s);
    until.setTimeSpec(Qt::UTC);
    if (text.size() == 8)
        until = QDateTime(QDate::fromString(text, u"yyyyMMdd"_s), QTime(23, 59, 59), Qt::UTC);
    const bool isInstant = text.size() == 16 && text.endsWith(u'Z');
    if (!until.date().isValid() || (text.size() != 8 && text.size() != 15 && !isInstant))
        return malformed();
    return isInstant ? wallTimeAt(until, zone) : until;
}

// libical skips values that it doesn't understand.
bool keepsEveryPart(icalrecurrencetype &rule, const Parts &parts)
{
    char *written = icalrecurrencetype_as_string_r(&rule);
    const QString text = QString::fromLatin1(written);
    icalmemory_free_buffer(written);
    for (auto part = parts.begin(); part != parts.end(); ++part) {
        // It leaves out what is the default.
        const bool isDefault =
            (part.key() == u"INTERVAL" && part.value() == u"1") || part.key() == u"WKST" || part.key() == u"UNTIL";
        const qsizetype at = text.indexOf(part.key() + u'=');
        const qsizetype values = part.value().count(u',');
        if (!isDefault && (at < 0 || text.mid(at).section(u';', 0, 0).count(u',') != values))
            return false;
    }
    return true;
}

QDateTime wallTimeOf(const icaltimetype &time)
{
    return {QDate(time.year, time.month, time.day), QTime(time.hour, time.minute, time.second), Qt::UTC};
}

icaltimetype icalTimeOf(const QDateTime &wall)
{
    icaltimetype time = icaltime_null_time();
    time.year = wall.date().year();
    time.month = wall.date().month();
    time.day = wall.date().day();
    time.hour = wall.time().hour();
    time.minute = wall.time().minute();
    return time;
}

struct FreeIterator
{
    void operator()(icalrecur_iterator *iterator) const { icalrecur_iterator_free(iterator); }
};

} // namespace

Result<Recurrence> Recurrence::parse(const QString &rrule, const QTimeZone &zone)
{
    if (rrule.size() > kLongestRecurrenceRule)
        return malformed();
    Recurrence recurrence;
    recurrence.m_text = rrule.trimmed().toUpper();
    ROOST_ASSIGN(Parts parts, partsOf(recurrence.m_text));
    ROOST_TRY(checkParts(parts));
    if (parts.contains(u"UNTIL"_s)) {
        ROOST_ASSIGN(recurrence.m_until, untilOf(parts.value(u"UNTIL"_s), zone));
    }
    QStringList endless;
    for (auto part = parts.begin(); part != parts.end(); ++part) {
        if (part.key() != u"UNTIL")
            endless << part.key() + u'=' + part.value();
    }
    recurrence.m_endless = endless.join(u';').toLatin1();
    icalrecurrencetype rule = icalrecurrencetype_from_string(recurrence.m_endless.constData());
    if (rule.freq == ICAL_NO_RECURRENCE || !keepsEveryPart(rule, parts))
        return malformed();
    return recurrence;
}

Result<QList<QDateTime>> Recurrence::occurrences(const QDateTime &first) const
{
    const icalrecurrencetype rule = icalrecurrencetype_from_string(m_endless.constData());
    const std::unique_ptr<icalrecur_iterator, FreeIterator> iterator(icalrecur_iterator_new(rule, icalTimeOf(first)));
    if (!iterator)
        return malformed();
    QList<QDateTime> found;
    for (;;) {
        const icaltimetype next = icalrecur_iterator_next(iterator.get());
        if (icaltime_is_null_time(next))
            break;
        const QDateTime wall = wallTimeOf(next);
        if (m_until.isValid() && wall > m_until)
            break;
        if (found.isEmpty() && wall != first) {
            return fail(ErrorCode::Validation,
                        u"The rule gives no session at this time. Begin with the first of its sessions, %1."_s.arg(
                            wallTimeText(wall)),
                        {}, {{u"field"_s, u"starts_local"_s}});
        }
        if (found.size() == kMostOccurrences)
            return wrongRule(u"A series has at most %1 sessions."_s.arg(kMostOccurrences));
        found << wall;
    }
    if (found.isEmpty())
        return wrongRule(u"The rule gives no session. Check its days and its end."_s);
    return found;
}

} // namespace roost
