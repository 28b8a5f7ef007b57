#include "ServiceBasis.h"

#include "IdArray.h"

#include "common/Json.h"

namespace roost {

using namespace Qt::StringLiterals;

namespace {

QDateTime fromMs(const QJsonValue &ms)
{
    return ms.isDouble() ? QDateTime::fromMSecsSinceEpoch(ms.toInteger(), Qt::UTC) : QDateTime();
}

ServiceUnit unitOf(const QJsonObject &json)
{
    ServiceUnit unit{UnitId::fromString(json.value("id"_L1).toString()),
                     json.value("name"_L1).toString(),
                     json.value("kind"_L1).toString(),
                     {}};
    const QJsonArray taken = json.value("taken"_L1).toArray();
    for (const QJsonValue &range : taken)
        unit.occupied << Occupied{{fromMs(range[0]), fromMs(range[1])}, fromMs(range[2])};
    return unit;
}

Result<ServiceStaff> staffOf(const QJsonObject &json)
{
    ServiceStaff member;
    member.unit = unitOf(json);
    member.position = json.value("position"_L1).toInt();
    member.bookedMinutes = json.value("booked_minutes"_L1).toInteger();
    member.lastBooked = fromMs(json.value("last_booked"_L1));
    ROOST_ASSIGN(member.hours, WorkingHours::fromJson(json.value("hours"_L1).toObject()));
    return member;
}

Result<ServiceBasis> basisOf(const Statement &row)
{
    ServiceBasis basis;
    basis.listing = row.id<ListingId>(0);
    basis.tenant = row.id<TenantId>(1);
    basis.title = row.text(2);
    basis.isPublished = row.boolean(3);
    basis.timeZone = row.text(4);
    ROOST_ASSIGN(basis.currency, Currency::fromCode(row.text(5)));
    if (!row.isNull(6))
        basis.basePrice = Money{row.integer(6), basis.currency};
    basis.instantBook = row.boolean(7);
    basis.holdsPending = row.boolean(8);
    ROOST_ASSIGN(const QJsonObject terms, parseJsonObject(row.text(9).toUtf8()));
    ROOST_ASSIGN(basis.terms, ServiceTerms::fromJson(terms));
    const QJsonArray staff = QJsonDocument::fromJson(row.text(10).toUtf8()).array();
    for (const QJsonValue &member : staff) {
        ROOST_ASSIGN(ServiceStaff found, staffOf(member.toObject()));
        basis.staff << std::move(found);
    }
    const QJsonArray resources = QJsonDocument::fromJson(row.text(11).toUtf8()).array();
    for (const QJsonValue &resource : resources)
        basis.resources << unitOf(resource.toObject());
    return basis;
}

bool overlap(const InstantRange &a, const InstantRange &b)
{
    return a.from < b.to && b.from < a.to;
}

} // namespace

TakenTimes ServiceUnit::taken() const
{
    QList<InstantRange> ranges;
    for (const Occupied &entry : occupied)
        ranges << entry.during;
    return TakenTimes(ranges);
}

bool ServiceUnit::isFree(const InstantRange &range) const
{
    return std::none_of(occupied.begin(), occupied.end(),
                        [&range](const Occupied &entry) { return overlap(entry.during, range); });
}

QDateTime ServiceUnit::holdsIn(const InstantRange &range) const
{
    QDateTime latest;
    for (const Occupied &entry : occupied) {
        if (!overlap(entry.during, range))
            continue;
        if (!entry.holdEndsAt.isValid())
            return {};
        latest = latest.isValid() ? std::max(latest, entry.holdEndsAt) : entry.holdEndsAt;
    }
    return latest;
}

std::optional<QList<ServiceUnit>> ServiceBasis::freeResources(const InstantRange &range) const
{
    QList<ServiceUnit> found;
    for (const ResourceNeed &need : terms.resources) {
        int missing = need.count;
        for (qsizetype i = 0; i < resources.size() && missing > 0; ++i) {
            if (resources[i].resourceKind == need.kind && resources[i].isFree(range)) {
                found << resources[i];
                --missing;
            }
        }
        if (missing > 0)
            return std::nullopt;
    }
    return found;
}

Result<QList<ServiceBasis>> loadServices(Database &database, const ServiceQuestion &question)
{
    ROOST_ASSIGN(Statement find, database.statement(u"schedules/service_basis"_s));
    find.bind(u":listings"_s, idArray(question.listings))
        .bind(u":tenant_id"_s, question.tenant)
        .bind(u":from"_s, question.window.from.toString(Qt::ISODateWithMs))
        .bind(u":to"_s, question.window.to.toString(Qt::ISODateWithMs))
        .bind(u":staff_id"_s, question.staff)
        .bind(u":load_at"_s, question.loadAt.isValid() ? question.loadAt.toString(Qt::ISODateWithMs) : QString())
        .bind(u":now"_s, question.nowUtc.toString(Qt::ISODateWithMs))
        .bind(u":own_hold"_s, question.own.hold)
        .bind(u":own_booking"_s, question.own.booking);
    ROOST_TRY(find.exec());
    QList<ServiceBasis> services;
    while (find.next()) {
        ROOST_ASSIGN(ServiceBasis basis, basisOf(find));
        services << std::move(basis);
    }
    return services;
}

} // namespace roost
