// Clocks: see the header.
#include "Clocks.h"

#include <chrono>
#include <ctime>

#include <QDateTime>
#include <QLocale>

namespace roost::http {

using namespace Qt::StringLiterals;

qint64 steadyMs()
{
    using namespace std::chrono;
    return duration_cast<milliseconds>(steady_clock::now().time_since_epoch()).count();
}

QByteArrayView DateField::value()
{
    const qint64 now = std::time(nullptr);
    if (now != m_second) {
        m_second = now;
        const QDateTime time = QDateTime::fromSecsSinceEpoch(now, Qt::UTC);
        m_text = QLocale::c().toString(time, u"ddd, dd MMM yyyy HH:mm:ss 'GMT'"_s).toLatin1();
    }
    return m_text;
}

} // namespace roost::http
