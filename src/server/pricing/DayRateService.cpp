#include "DayRateService.h"

#include "common/Json.h"
#include "server/tenancy/AuditTrail.h"
#include "server/tenancy/TenantWrite.h"

namespace roost {

using namespace Qt::StringLiterals;

namespace {

tl::unexpected<Error> noSuchListing()
{
    return fail(ErrorCode::NotFound, u"There is no such listing. It may have been removed."_s);
}

tl::unexpected<Error> wrong(const QString &field, const QString &text)
{
    return fail(ErrorCode::Validation, text, {}, {{u"field"_s, field}});
}

Result<QDate> dayOf(const QString &text)
{
    const QDate day = QDate::fromString(text, u"yyyy-MM-dd"_s);
    if (!day.isValid() || day.year() < 2000 || day.year() > 2200)
        return wrong(u"days"_s, u"\"%1\" is no day. Write it like 2027-02-28."_s.arg(text.left(40)));
    return day;
}

Result<bool> hasListing(Database &database, const TenantId &tenant, const ListingId &listing)
{
    ROOST_ASSIGN(Statement find, database.statement(u"pricing/has_listing"_s));
    find.bind(u":listing_id"_s, listing).bind(u":tenant_id"_s, tenant);
    ROOST_TRY(find.exec());
    return find.next() && find.boolean(0);
}

QString jsonOf(const DayRateChanges &changes)
{
    QJsonObject days;
    for (auto change = changes.begin(); change != changes.end(); ++change)
        days.insert(change.key().toString(Qt::ISODate), *change ? QJsonValue((*change)->toJson()) : QJsonValue());
    return QString::fromUtf8(canonicalJson(days));
}

} // namespace

Result<DayRateChanges> parseDayRateChanges(const QJsonObject &days)
{
    if (days.isEmpty() || days.size() > kMostDayRates)
        return wrong(u"days"_s, u"Set 1 to %1 days at a time."_s.arg(kMostDayRates));
    DayRateChanges changes;
    for (auto day = days.begin(); day != days.end(); ++day) {
        ROOST_ASSIGN(const QDate date, dayOf(day.key()));
        const QString path = u"days."_s + day.key();
        if (!day.value().isNull() && !day.value().isObject())
            return wrong(path, u"A day has rates, or null to remove them."_s);
        ROOST_ASSIGN(const DayRate rate, DayRate::fromJson(day.value().toObject(), path));
        changes.insert(date, rate.isEmpty() ? std::nullopt : std::optional(rate));
    }
    return changes;
}

Result<QByteArray> DayRateService::list(ServerContext &context, const Caller &caller, const ListingId &listing,
                                        const QDate &from, const QDate &to) const
{
    if (to < from || from.daysTo(to) >= kMostDayRates)
        return wrong(u"to"_s, u"Ask for 1 to %1 days at a time."_s.arg(kMostDayRates));
    ROOST_ASSIGN(TenantTransaction read, TenantTransaction::beginRead(context, caller.tenant, caller.user));
    ROOST_ASSIGN(Statement find, context.database.statement(u"pricing/day_rates"_s));
    find.bind(u":listing_id"_s, listing)
        .bind(u":tenant_id"_s, caller.tenant)
        .bind(u":from"_s, from.toString(Qt::ISODate))
        .bind(u":to"_s, to.toString(Qt::ISODate));
    ROOST_TRY(find.exec());
    if (!find.next())
        return noSuchListing();
    const QByteArray rates = find.text(0).toUtf8();
    ROOST_TRY(read.commit());
    return rates;
}

Result<void> DayRateService::set(ServerContext &context, const Caller &caller, const ListingId &listing,
                                 const DayRateChanges &changes) const
{
    if (!caller.may(Permission::EditListings))
        return fail(ErrorCode::Forbidden, u"Only an owner or a manager can change prices. Ask one of them."_s);
    ROOST_ASSIGN(TenantWrite write, TenantWrite::begin(context, caller.tenant, caller.user));
    ROOST_ASSIGN(const bool isThere, hasListing(context.database, caller.tenant, listing));
    if (!isThere)
        return noSuchListing();
    ROOST_ASSIGN(Statement put, context.database.statement(u"pricing/put_day_rates"_s));
    put.bind(u":days"_s, jsonOf(changes)).bind(u":listing_id"_s, listing).bind(u":tenant_id"_s, caller.tenant);
    ROOST_TRY(put.exec());
    ROOST_TRY(appendAudit(context.database, caller,
                          {u"listing.set_day_rates"_s,
                           u"listing"_s,
                           listing.uuid(),
                           {},
                           {},
                           {{u"from"_s, changes.firstKey().toString(Qt::ISODate)},
                            {u"to"_s, changes.lastKey().toString(Qt::ISODate)},
                            {u"days"_s, static_cast<int>(changes.size())}}}));
    return write.commit();
}

} // namespace roost
