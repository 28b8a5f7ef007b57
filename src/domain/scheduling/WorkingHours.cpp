#include "WorkingHours.h"

#include "JsonReader.h"

#include "domain/PropertyZone.h"

namespace roost {

using namespace Qt::StringLiterals;

namespace {

const std::array<QString, 7> &weekdays()
{
    static const std::array<QString, 7> names{u"mon"_s, u"tue"_s, u"wed"_s, u"thu"_s, u"fri"_s, u"sat"_s, u"sun"_s};
    return names;
}

QString timeText(int seconds)
{
    return u"%1:%2"_s.arg(seconds / 3600, 2, 10, QChar(u'0')).arg(seconds / 60 % 60, 2, 10, QChar(u'0'));
}

QDateTime instantOf(const QDate &date, int seconds, const QTimeZone &zone)
{
    constexpr int kDay = 24 * 3600;
    return seconds == kDay ? instantAt(date.addDays(1), QTime(0, 0), zone)
                           : instantAt(date, QTime::fromMSecsSinceStartOfDay(seconds * 1000), zone);
}

} // namespace

class WorkingHoursReader
{
public:
    using Span = WorkingHours::Span;

    static void read(JsonReader &reader, WorkingHours &hours)
    {
        reader.require(u"time_zone"_s);
        const auto zone = propertyZone(reader.name(u"time_zone"_s, 64));
        if (!zone)
            reader.refuse(u"time_zone"_s, zone.error().userText);
        else
            hours.m_zone = *zone;
        reader.require(u"weekly"_s);
        hours.m_hours = readWeek(reader.object(u"weekly"_s));
        JsonReader breaks = reader.object(u"breaks"_s);
        hours.m_breaks = readWeek(breaks);
        for (size_t day = 0; day < weekdays().size(); ++day) {
            hours.m_work.at(day) = withoutBreaks(hours.m_hours.at(day), hours.m_breaks.at(day));
            if (!areWithin(hours.m_breaks.at(day), hours.m_hours.at(day)))
                breaks.refuse(weekdays().at(day), u"A break lies within the hours of its day."_s);
        }
        const QList<QDate> daysOff = reader.dates(u"days_off"_s, kMostDaysOff);
        hours.m_daysOff = QSet<QDate>(daysOff.begin(), daysOff.end());
        reader.finish();
    }

private:
    static WorkingHours::Week readWeek(JsonReader reader)
    {
        WorkingHours::Week week;
        for (size_t day = 0; day < weekdays().size(); ++day) {
            QList<JsonReader> spans = reader.objects(weekdays().at(day), kMostHoursOfDay);
            for (JsonReader &span : spans)
                week.at(day) << readSpan(span);
            QList<Span> &spansOfDay = week.at(day);
            std::sort(spansOfDay.begin(), spansOfDay.end(), [](Span a, Span b) { return a.from < b.from; });
            for (qsizetype i = 1; i < spansOfDay.size(); ++i) {
                if (spansOfDay[i].from < spansOfDay[i - 1].to)
                    reader.refuse(weekdays().at(day), u"Times of one day can't overlap."_s);
            }
        }
        reader.finish();
        return week;
    }

    static Span readSpan(JsonReader &reader)
    {
        Span span;
        span.from = reader.timeOfDay(u"from"_s);
        span.to = reader.timeOfDay(u"to"_s);
        if (span.to <= span.from)
            reader.refuse(u"to"_s, u"The end comes after the beginning; what goes past midnight is given as two."_s);
        reader.finish();
        return span;
    }

    static bool areWithin(const QList<Span> &breaks, const QList<Span> &hours)
    {
        return std::all_of(breaks.begin(), breaks.end(), [&hours](Span pause) {
            return std::any_of(hours.begin(), hours.end(),
                               [pause](Span work) { return work.from <= pause.from && pause.to <= work.to; });
        });
    }

    static QList<Span> withoutBreaks(const QList<Span> &hours, const QList<Span> &breaks)
    {
        QList<Span> work;
        for (Span span : hours) {
            for (const Span pause : breaks) {
                if (pause.to <= span.from || pause.from >= span.to)
                    continue;
                if (pause.from > span.from)
                    work << Span{span.from, pause.from};
                span.from = pause.to;
            }
            if (span.from < span.to)
                work << span;
        }
        return work;
    }
};

Result<WorkingHours> WorkingHours::fromJson(const QJsonObject &json, const QString &path)
{
    std::optional<Error> error;
    JsonReader reader(json, path, error);
    WorkingHours hours;
    WorkingHoursReader::read(reader, hours);
    if (error)
        return fail(*std::move(error));
    return hours;
}

QJsonObject WorkingHours::weekToJson(const Week &week)
{
    QJsonObject json;
    for (size_t day = 0; day < week.size(); ++day) {
        QJsonArray spans;
        for (const Span span : week.at(day))
            spans << QJsonObject{{u"from"_s, timeText(span.from)}, {u"to"_s, timeText(span.to)}};
        if (!spans.isEmpty())
            json.insert(weekdays().at(day), spans);
    }
    return json;
}

QJsonObject WorkingHours::toJson() const
{
    QStringList days;
    for (const QDate &day : m_daysOff)
        days << day.toString(Qt::ISODate);
    days.sort();
    return {{u"time_zone"_s, QString::fromLatin1(m_zone.id())},
            {u"weekly"_s, weekToJson(m_hours)},
            {u"breaks"_s, weekToJson(m_breaks)},
            {u"days_off"_s, QJsonArray::fromStringList(days)}};
}

QList<InstantRange> WorkingHours::stretches(const InstantRange &window) const
{
    QList<InstantRange> stretches;
    // A stretch that began the day before ends at midnight at the latest; one more day for zones that left one out.
    const QDate first = window.from.toTimeZone(m_zone).date().addDays(-2);
    const QDate last = window.to.toTimeZone(m_zone).date().addDays(1);
    for (QDate date = first; date <= last; date = date.addDays(1))
        addDay(date, window, stretches);
    return stretches;
}

void WorkingHours::addDay(const QDate &date, const InstantRange &window, QList<InstantRange> &stretches) const
{
    const QList<Span> &work = m_work.at(static_cast<size_t>(date.dayOfWeek() - 1));
    if (work.isEmpty() || m_daysOff.contains(date))
        return;
    for (const Span span : work) {
        const InstantRange stretch{instantOf(date, span.from, m_zone), instantOf(date, span.to, m_zone)};
        if (stretch.from < stretch.to && stretch.to > window.from && stretch.from < window.to)
            stretches << stretch;
    }
}

} // namespace roost
