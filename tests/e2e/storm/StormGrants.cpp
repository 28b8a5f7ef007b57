// Who was told to have which unit, and until when: answers against answers, without the database.
#include "StormChecker.h"

#include <QDateTime>
#include <QJsonArray>

namespace roost::test {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 kForEver = std::numeric_limits<qint64>::max();
constexpr int kMostLines = 30;

qint64 instant(const QJsonValue &value)
{
    return QDateTime::fromString(value.toString(), Qt::ISODateWithMs).toMSecsSinceEpoch();
}

// What is occupied. Stays: whole days, since one guest's last day is the next one's first.
std::pair<qint64, qint64> occupied(const QJsonObject &told)
{
    if (told.value("starts_at"_L1).isString())
        return {instant(told.value("starts_at"_L1)), instant(told.value("ends_at"_L1))};
    const auto day = [&told](QLatin1StringView name) {
        return QDate::fromString(told.value(name).toString(), Qt::ISODate).toJulianDay();
    };
    return {day("check_in"_L1), day("check_out"_L1)};
}

// What an answer is about: it may be wrapped.
QJsonObject toldIn(const StormEntry &entry)
{
    for (const QString &name : {u"hold"_s, u"booking"_s}) {
        if (entry.answer.value(name).isObject())
            return entry.answer.value(name).toObject();
    }
    return entry.answer;
}

bool isGrant(const StormEntry &entry)
{
    return entry.what == "hold"_L1 || entry.what == "claim"_L1;
}

} // namespace

// Until it expires; at the latest until its holder asks for anything that may end it.
qint64 StormChecker::endOfHold(const StormEntry &made) const
{
    const QJsonObject hold =
        made.answer.value("hold"_L1).isObject() ? made.answer.value("hold"_L1).toObject() : made.answer;
    const QString id = hold.value("id"_L1).toString();
    qint64 end = instant(hold.value("expires_at"_L1));
    qint64 asked = kForEver;
    const QList<qsizetype> aboutIt = m_entriesAbout.value(id);
    for (const qsizetype i : aboutIt) {
        const StormEntry &entry = m_entries[i];
        if (entry.what == "extend"_L1 && entry.isDone())
            end = std::max(end, instant(entry.answer.value("expires_at"_L1)));
        else if (entry.what == "release"_L1 || entry.what == "confirm"_L1)
            asked = std::min(asked, entry.askedAtMs);
    }
    // Holding the same thing again gives the former hold up; whichever the next one was, it may have.
    const QList<qsizetype> ofHolder = m_holdsOf.value(made.who);
    const auto next = std::find_if(ofHolder.begin(), ofHolder.end(),
                                   [&](qsizetype i) { return m_entries[i].askedAtMs >= made.answeredAtMs; });
    if (next != ofHolder.end())
        asked = std::min(asked, m_entries[*next].askedAtMs);
    return std::min(end, asked);
}

// Until somebody asks for what may end or change it. The host may do so before the guest has read the answer that it is
// booked; what was answered before it was asked for is past.
qint64 StormChecker::endOfBooking(const QString &booking, const StormEntry &made) const
{
    qint64 end = kForEver;
    const QList<qsizetype> aboutIt = m_entriesAbout.value(booking);
    for (const qsizetype i : aboutIt) {
        const StormEntry &entry = m_entries[i];
        const bool isItself = &entry == &made;
        if (!isItself && entry.answeredAtMs >= made.askedAtMs && entry.what != "accept"_L1)
            end = std::min(end, entry.askedAtMs);
    }
    return end;
}

QHash<QString, QList<StormChecker::Grant>> StormChecker::grants() const
{
    QHash<QString, QList<Grant>> byUnit;
    for (const StormEntry &entry : m_entries) {
        const QJsonObject told = toldIn(entry);
        const bool tellsBooking = entry.what == "book"_L1 || entry.what == "confirm"_L1 || entry.what == "accept"_L1 ||
                                  entry.what == "change"_L1;
        const bool isBooking = tellsBooking && told.value("status"_L1) == "confirmed"_L1;
        if (!entry.isDone() || (!isGrant(entry) && !isBooking))
            continue;
        Grant grant;
        grant.whose = (isBooking ? u"booking "_s : u"hold "_s) + told.value("id"_L1).toString();
        std::tie(grant.from, grant.to) = occupied(told);
        grant.toldFrom = entry.answeredAtMs;
        grant.toldUntil = isBooking ? endOfBooking(told.value("id"_L1).toString(), entry) : endOfHold(entry);
        const QJsonArray items = told.value("items"_L1).toArray();
        for (const QJsonValue &item : items) {
            const QString unit = item.toObject().value("unit_id"_L1).toString();
            byUnit[unit] << grant;
            const QStringList parts = m_world.parts.value(unit);
            for (const QString &part : parts)
                byUnit[part] << grant;
        }
    }
    return byUnit;
}

QStringList StormChecker::sharedUnits() const
{
    QStringList lies;
    const QHash<QString, QList<Grant>> byUnit = grants();
    for (auto unit = byUnit.begin(); unit != byUnit.end(); ++unit) {
        for (qsizetype i = 0; i < unit->size(); ++i) {
            for (qsizetype j = i + 1; j < unit->size(); ++j) {
                const Grant &a = unit->at(i);
                const Grant &b = unit->at(j);
                const bool sameTime = a.from < b.to && b.from < a.to;
                const bool atOnce = std::max(a.toldFrom, b.toldFrom) < std::min(a.toldUntil, b.toldUntil);
                if (sameTime && atOnce && a.whose != b.whose && lies.size() < kMostLines)
                    lies << u"unit %1: %2 and %3 both had it at %4"_s.arg(unit.key(), a.whose, b.whose)
                                .arg(std::max(a.toldFrom, b.toldFrom));
            }
        }
    }
    return lies;
}

qint64 StormChecker::grantsTold() const
{
    qint64 count = 0;
    const QHash<QString, QList<Grant>> byUnit = grants();
    for (const QList<Grant> &ofUnit : byUnit)
        count += ofUnit.size();
    return count;
}

} // namespace roost::test
