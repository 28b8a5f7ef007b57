// Rules of repetition (RFC 5545, RRULE) on the clock of a place; the only user of libical's recurrence.
#pragma once

#include "common/Result.h"

#include <QDateTime>
#include <QTimeZone>

namespace roost {

class Recurrence
{
public:
    // "FREQ=WEEKLY;BYDAY=FR,SA;COUNT=20". Daily, weekly, monthly or yearly, with COUNT or UNTIL (not both), COUNT at
    // most kMostOccurrences. An UNTIL with Z is an instant, one without is on the clock of the place; one without a
    // time means the whole day. Validation (details.field "recurrence.rrule") for anything else.
    static Result<Recurrence> parse(const QString &rrule, const QTimeZone &zone);

    // Wall times (domain/scheduling/WallTime.h), `first` included, in order. Validation (details.field) when `first` is
    // no occurrence of the rule ("starts_local"), and for more than kMostOccurrences ("recurrence.rrule").
    Result<QList<QDateTime>> occurrences(const QDateTime &first) const;

    QString text() const { return m_text; }

private:
    QString m_text;       // as it was given, in capitals
    QByteArray m_endless; // without UNTIL, for libical
    QDateTime m_until;    // wall time; invalid: COUNT ends it
};

} // namespace roost
