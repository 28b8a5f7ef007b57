// The two clocks of an I/O thread: one that only goes forward, and the Date field.
#pragma once

#include <QByteArray>

namespace roost::http {

// Milliseconds of a clock that never jumps. Thread-safe.
qint64 steadyMs();

// The Date field's value (IMF-fixdate, RFC 9110 section 5.6.7), made anew once a second. One a thread.
class DateField
{
public:
    QByteArrayView value();

private:
    QByteArray m_text;
    qint64 m_second = 0;
};

} // namespace roost::http
