#include "Weekdays.h"

#include <QJsonObject>
#include <QLocale>
#include <QStringList>

namespace roost {

using namespace Qt::StringLiterals;

namespace {

const QStringList &names()
{
    static const QStringList list{u"mon"_s, u"tue"_s, u"wed"_s, u"thu"_s, u"fri"_s, u"sat"_s, u"sun"_s};
    return list;
}

} // namespace

QString weekdayName(int day)
{
    return names().value(day - 1);
}

int weekdayFromName(const QString &name)
{
    return static_cast<int>(names().indexOf(name)) + 1;
}

QJsonArray WeekdaySet::toJson() const
{
    QJsonArray array;
    for (int day = Qt::Monday; day <= Qt::Sunday; ++day) {
        if (contains(day))
            array << weekdayName(day);
    }
    return array;
}

QString WeekdaySet::toText() const
{
    QStringList days;
    for (int day = Qt::Monday; day <= Qt::Sunday; ++day) {
        if (contains(day))
            days << QLocale(QLocale::English).dayName(day);
    }
    const QString last = days.isEmpty() ? QString() : days.takeLast();
    return days.isEmpty() ? last : days.join(u", "_s) + u" or "_s + last;
}

bool WeekdayNumbers::isEmpty() const
{
    return std::none_of(m_numbers.begin(), m_numbers.end(), [](const auto &number) { return number.has_value(); });
}

QJsonObject WeekdayNumbers::toJson() const
{
    QJsonObject object;
    for (int day = Qt::Monday; day <= Qt::Sunday; ++day) {
        if (const auto number = on(day))
            object.insert(weekdayName(day), *number);
    }
    return object;
}

} // namespace roost
