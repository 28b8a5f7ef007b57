#include "StayBasis.h"

#include "common/Json.h"

#include <QCache>
#include <QMutex>

namespace roost {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype kRememberedPlanBytes = 8 * 1024 * 1024;

// By their text, so that a plan that was edited is another one, whatever server edited it.
class RatePlanMemory
{
public:
    Result<RatePlan> read(const QByteArray &json)
    {
        {
            const QMutexLocker locker(&m_mutex);
            if (const RatePlan *known = m_plans.object(json))
                return *known;
        }
        ROOST_ASSIGN(const QJsonObject object, parseJsonObject(json));
        ROOST_ASSIGN(RatePlan plan, RatePlan::fromJson(object));
        const QMutexLocker locker(&m_mutex);
        m_plans.insert(json, new RatePlan(plan), json.size());
        return plan;
    }

private:
    QMutex m_mutex;
    QCache<QByteArray, RatePlan> m_plans{kRememberedPlanBytes};
};

Result<RatePlan> ratePlan(const QByteArray &json)
{
    static RatePlanMemory memory;
    return memory.read(json);
}

Result<DayRates> dayRates(const QByteArray &json)
{
    DayRates rates;
    if (json.isEmpty())
        return rates;
    ROOST_ASSIGN(const QJsonObject object, parseJsonObject(json));
    for (auto day = object.begin(); day != object.end(); ++day) {
        ROOST_ASSIGN(const DayRate rate, DayRate::fromJson(day.value().toObject(), day.key()));
        rates.insert(QDate::fromString(day.key(), Qt::ISODate), rate);
    }
    return rates;
}

// Making one anew for every row would look its name up in the system's list.
Result<StayClock> stayClock(const QString &zone, const QString &checkIn, const QString &checkOut, int preparationDays)
{
    thread_local QHash<QString, StayClock> known;
    const QString key = zone + u' ' + checkIn + u' ' + checkOut + u' ' + QString::number(preparationDays);
    if (const auto clock = known.constFind(key); clock != known.constEnd())
        return *clock;
    ROOST_ASSIGN(const StayClock clock, StayClock::create(zone, QTime::fromString(checkIn, u"HH:mm"_s),
                                                          QTime::fromString(checkOut, u"HH:mm"_s), preparationDays));
    constexpr qsizetype kMostKnown = 1000;
    if (known.size() >= kMostKnown)
        known.clear();
    known.insert(key, clock);
    return clock;
}

std::optional<int> optionalInt(const std::optional<qint64> &number)
{
    return number ? std::optional(static_cast<int>(*number)) : std::nullopt;
}

} // namespace

Result<StayBasis> StayBasis::read(const Statement &row, int first)
{
    StayBasis basis;
    ROOST_ASSIGN(basis.clock, stayClock(row.text(first), row.text(first + 1), row.text(first + 2),
                                        static_cast<int>(row.integer(first + 3))));
    basis.rules = {static_cast<int>(row.integer(first + 4)), optionalInt(row.optionalInteger(first + 5)),
                   static_cast<int>(row.integer(first + 6))};
    ROOST_ASSIGN(basis.price.currency, Currency::fromCode(row.text(first + 7)));
    basis.price.basePriceMinor = row.optionalInteger(first + 8);
    if (!row.isNull(first + 9)) {
        ROOST_ASSIGN(basis.price.plan, ratePlan(row.bytes(first + 9)));
    }
    ROOST_ASSIGN(basis.price.dayRates, dayRates(row.bytes(first + 10)));
    return basis;
}

} // namespace roost
