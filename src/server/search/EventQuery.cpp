#include "EventQuery.h"

namespace roost {

using namespace Qt::StringLiterals;

namespace {

// The widest offsets from UTC that zones have.
constexpr qint64 kEastmostSecs = 14 * 3600;
constexpr qint64 kWestmostSecs = 12 * 3600;

tl::unexpected<Error> wrong(const QString &field, const QString &text)
{
    return fail(ErrorCode::Validation, text, {}, {{u"field"_s, field}});
}

} // namespace

int EventQuery::weekdayFromName(const QString &name)
{
    static const QStringList names{u"mon"_s, u"tue"_s, u"wed"_s, u"thu"_s, u"fri"_s, u"sat"_s, u"sun"_s};
    return static_cast<int>(names.indexOf(name)) + 1;
}

Result<void> EventQuery::check(int mostDays, const QDateTime &nowUtc) const
{
    ROOST_TRY(where.check());
    if (!from.isValid() || from.year() < 1900 || from.year() > 2200)
        return wrong(u"from"_s, u"\"from\" must be a real date, written like 2026-02-28."_s);
    if (!to.isValid() || to < from)
        return wrong(u"to"_s, u"\"to\" must be a real date that isn't before \"from\"."_s);
    if (from.daysTo(to) >= mostDays)
        return wrong(u"to"_s, u"At most %1 days can be searched at once."_s.arg(mostDays));
    if (after.isValid() && before.isValid() && before <= after)
        return wrong(u"before"_s, u"\"before\" must be later than \"after\"."_s);
    if (to < nowUtc.addSecs(-kWestmostSecs).date())
        return fail(ErrorCode::StayRuleBroken, u"These days have passed. Choose others."_s, {},
                    {{u"rule"_s, u"past"_s}, {u"field"_s, u"to"_s}});
    return {};
}

InstantRange EventQuery::window(const QDateTime &nowUtc) const
{
    const QDateTime first = QDateTime(from, QTime(0, 0), Qt::UTC).addSecs(-kEastmostSecs);
    const QDateTime last = QDateTime(to.addDays(1), QTime(0, 0), Qt::UTC).addSecs(kWestmostSecs);
    return {std::max(first, nowUtc), last};
}

bool EventQuery::isOnItsDays(const QDateTime &startsAt, const QTimeZone &zone) const
{
    const QDate day = startsAt.toTimeZone(zone).date();
    return from <= day && day <= to;
}

} // namespace roost
