// Every change of every clock there is, for tests of what rests on local time.
#pragma once

#include <QDateTime>
#include <QList>
#include <QTimeZone>

namespace roost::test {

struct ClockChange
{
    QByteArray zone;
    QDate date; // UTC; zones without changes have one day
};

inline const QList<ClockChange> &clockChanges(int firstYear = 2020, int lastYear = 2040)
{
    static const QList<ClockChange> all = [=] {
        QList<ClockChange> changes;
        const QList<QByteArray> names = QTimeZone::availableTimeZoneIds();
        for (const QByteArray &name : names) {
            if (name.contains(':')) // an offset, no zone of the database
                continue;
            changes << ClockChange{name, QDate(2026, 2, 28)};
            const auto transitions =
                QTimeZone(name).transitions(QDateTime(QDate(firstYear, 1, 1), QTime(0, 0), Qt::UTC),
                                            QDateTime(QDate(lastYear, 1, 1), QTime(0, 0), Qt::UTC));
            for (const QTimeZone::OffsetData &transition : transitions)
                changes << ClockChange{name, transition.atUtc.toUTC().date()};
        }
        return changes;
    }();
    return all;
}

} // namespace roost::test
