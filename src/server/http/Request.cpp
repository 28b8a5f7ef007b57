// Request: the parts that are worked out when asked for.
#include "Request.h"

#include <QRandomGenerator>

namespace roost::http {

namespace {

constexpr qsizetype kMaxRequestIdLength = 64;

bool isRequestIdCharacter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '.' || c == '_' ||
           c == '-';
}

QByteArray newRequestId()
{
    // Ids only have to be distinct, so a generator seeded once a thread is enough and costs no system call.
    thread_local QRandomGenerator64 generator = QRandomGenerator64::securelySeeded();
    const std::array<quint64, 2> random{generator.generate64(), generator.generate64()};
    return QByteArray(reinterpret_cast<const char *>(random.data()), sizeof(random)).toHex();
}

} // namespace

QUrlQuery Request::query() const
{
    QByteArray encoded = rawQuery;
    encoded.replace('+', "%20");
    return QUrlQuery(QString::fromUtf8(encoded));
}

QString Request::pathParameter(QByteArrayView name) const
{
    for (const PathParameter &parameter : pathParameters) {
        if (parameter.name == name)
            return parameter.value;
    }
    return {};
}

QByteArray requestIdFor(QByteArrayView offered)
{
    const bool sane = !offered.isEmpty() && offered.size() <= kMaxRequestIdLength &&
                      std::all_of(offered.begin(), offered.end(), isRequestIdCharacter);
    return sane ? offered.toByteArray() : newRequestId();
}

} // namespace roost::http
