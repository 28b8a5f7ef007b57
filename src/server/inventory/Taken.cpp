#include "Taken.h"

namespace roost {

using namespace Qt::StringLiterals;

QJsonObject holdDetails(const QDateTime &holdEndsAt, const QDateTime &nowUtc)
{
    if (!holdEndsAt.isValid())
        return {};
    const qint64 seconds = std::max<qint64>(1, (nowUtc.msecsTo(holdEndsAt) + 999) / 1000);
    return {{u"hold_ends_at"_s, holdEndsAt.toString(Qt::ISODateWithMs)}, {u"retry_after"_s, seconds}};
}

tl::unexpected<Error> takenError(const QString &kind, const QJsonObject &details)
{
    if (kind == "experience"_L1)
        return fail(ErrorCode::SeatsTaken, u"These seats are taken. Choose others."_s, {}, details);
    if (kind == "service"_L1)
        return fail(ErrorCode::SlotTaken, u"This time is taken. Choose another."_s, {}, details);
    return fail(ErrorCode::DatesTaken, u"These dates are taken. Choose others."_s, {}, details);
}

bool isTaken(const Error &error)
{
    return error.code == ErrorCode::DatesTaken || error.code == ErrorCode::SeatsTaken ||
           error.code == ErrorCode::SlotTaken;
}

} // namespace roost
