// Days of the week as rules name them: "mon" to "sun".
#pragma once

#include <QDate>
#include <QJsonArray>
#include <QString>

#include <array>
#include <optional>

namespace roost {

// "mon" to "sun" for Qt's 1 to 7; 0 for any other word.
QString weekdayName(int day);
int weekdayFromName(const QString &name);

// A set of days; empty means that a rule doesn't ask for any.
class WeekdaySet
{
public:
    WeekdaySet() = default;

    void add(int day) { m_bits |= bit(day); }
    bool contains(int day) const { return m_bits & bit(day); }
    bool contains(const QDate &date) const { return contains(date.dayOfWeek()); }
    bool isEmpty() const { return m_bits == 0; }
    // Empty, or the day is in it.
    bool allows(const QDate &date) const { return isEmpty() || contains(date); }

    QJsonArray toJson() const;
    // "Friday or Saturday"
    QString toText() const;

    friend bool operator==(const WeekdaySet &, const WeekdaySet &) = default;

private:
    static quint8 bit(int day) { return static_cast<quint8>(1U << day); }

    quint8 m_bits = 0;
};

// A whole number for some of the seven days: prices in minor units, minimum nights.
class WeekdayNumbers
{
public:
    std::optional<qint64> on(const QDate &date) const { return on(date.dayOfWeek()); }
    std::optional<qint64> on(int day) const { return m_numbers.at(static_cast<size_t>(day - 1)); }
    void set(int day, qint64 number) { m_numbers.at(static_cast<size_t>(day - 1)) = number; }
    bool isEmpty() const;
    QJsonObject toJson() const;

    friend bool operator==(const WeekdayNumbers &, const WeekdayNumbers &) = default;

private:
    std::array<std::optional<qint64>, 7> m_numbers;
};

} // namespace roost
