// Blocks and the prices of single days.
#include "MutationHandlers.h"

#include "domain/pricing/DayRateMerge.h"
#include "server/pricing/DayRateService.h"
#include "server/reservations/BookingOffers.h"
#include "server/reservations/BookingQueries.h"
#include "server/reservations/CalendarService.h"

#include <QSet>

namespace roost {

using namespace Qt::StringLiterals;
using namespace sync;

namespace {

// Whether blocks of others, in the form of DATES_TAKEN, close all of these nights.
bool areClosed(const QJsonArray &taken, const StayDates &dates)
{
    QSet<QDate> closed;
    for (const QJsonValue &entry : taken) {
        if (entry[u"kind"].toString() != u"block")
            return false;
        const QDate end = std::min(QDate::fromString(entry[u"check_out"].toString(), Qt::ISODate), dates.checkOut);
        QDate night = std::max(QDate::fromString(entry[u"check_in"].toString(), Qt::ISODate), dates.checkIn);
        for (; night.isValid() && night < end; night = night.addDays(1))
            closed << night;
    }
    return closed.size() == dates.nights();
}

Result<Outcome> blockNights(ServerContext &context, const Caller &caller, const Mutation &mutation)
{
    NewBlock block;
    ROOST_ASSIGN(block.id, idArgument<BlockId>(mutation, u"block_id"_s));
    ROOST_ASSIGN(block.listing, idArgument<ListingId>(mutation, u"listing_id"_s));
    ROOST_ASSIGN(block.unit, idArgument<UnitId>(mutation, u"unit_id"_s));
    ROOST_ASSIGN(block.dates, StayDates::parse(mutation.args.value(u"from_date").toString(),
                                               mutation.args.value(u"to_date").toString()));
    block.note = mutation.args.value(u"note").toString();
    const auto blocked = CalendarService().block(context, caller, block);
    if (blocked)
        return applied();
    Error error = blocked.error();
    if (error.code != ErrorCode::DatesTaken)
        return fail(error);
    // What the host wanted is so, and there is no note that would get lost.
    if (block.note.isEmpty() && areClosed(error.details.value(u"taken").toArray(), block.dates))
        return applied();
    ROOST_ASSIGN(const QJsonArray offers,
                 BookingOffers(context, caller).forBlock(block.listing, block.unit, block.dates));
    error.details.insert(u"offers"_s, offers);
    return fail(error);
}

// ChangedMeanwhile when the block isn't where its remover saw it any more.
Result<void> checkNotMoved(ServerContext &context, const Caller &caller, const BlockId &id, const QJsonObject &base)
{
    ROOST_ASSIGN(const auto json, BookingQueries().readBlock(context, caller, id));
    const QJsonObject block = json ? QJsonDocument::fromJson(*json).object() : QJsonObject();
    QJsonObject theirs;
    for (const QString &field : {u"from_date"_s, u"to_date"_s, u"note"_s})
        theirs.insert(field, block.value(field));
    const auto isOther = [&](const QString &field) {
        return base.contains(field) && base.value(field) != theirs.value(field);
    };
    if (!json || (!isOther(u"from_date"_s) && !isOther(u"to_date"_s)))
        return {};
    return fail(ErrorCode::ChangedMeanwhile,
                QCoreApplication::translate("sync", "Someone else moved this block meanwhile."), {}, theirs);
}

Result<Outcome> unblockNights(ServerContext &context, const Caller &caller, const Mutation &mutation)
{
    ROOST_ASSIGN(const auto block, idArgument<BlockId>(mutation, u"block_id"_s));
    ROOST_TRY(checkNotMoved(context, caller, block, mutation.base));
    const auto unblocked = CalendarService().unblock(context, caller, block);
    // Two people removed the same block: what the host wanted is so.
    if (!unblocked && !isGone(unblocked.error()))
        return fail(unblocked.error());
    return applied();
}

// {date: rate} of the days on which something is set.
Result<QJsonObject> ratesNow(ServerContext &context, const Caller &caller, const ListingId &listing,
                             const StayDates &days)
{
    ROOST_ASSIGN(const QByteArray set,
                 DayRateService().list(context, caller, listing, days.checkIn, days.checkOut.addDays(-1)));
    QJsonObject rates;
    for (const QJsonValue &day : QJsonDocument::fromJson(set).array()) {
        QJsonObject rate = day.toObject();
        rate.remove(u"date"_s);
        rates.insert(day[u"date"].toString(), rate);
    }
    return rates;
}

Result<Outcome> setDayRates(ServerContext &context, const Caller &caller, const Mutation &mutation)
{
    ROOST_ASSIGN(const auto listing, idArgument<ListingId>(mutation, u"listing_id"_s));
    ROOST_ASSIGN(const StayDates days, StayDates::parse(mutation.args.value(u"from_date").toString(),
                                                        mutation.args.value(u"to_date").toString()));
    ROOST_ASSIGN(const QJsonObject rate, jsonObject(mutation.args, u"rate"_s));
    ROOST_ASSIGN(const QJsonObject now, ratesNow(context, caller, listing, days));
    const auto base =
        mutation.base.value(u"days").isObject() ? std::optional(mutation.base.value(u"days").toObject()) : std::nullopt;
    const DayRateMerge merge = mergeDayRates(now, base, rate, days);
    QJsonObject changes;
    for (auto day = merge.apply.begin(); day != merge.apply.end(); ++day)
        changes.insert(day.key().toString(Qt::ISODate), day.value());
    if (!changes.isEmpty()) {
        ROOST_ASSIGN(const DayRateChanges parsed, parseDayRateChanges(changes));
        ROOST_TRY(DayRateService().set(context, caller, listing, parsed));
    }
    return mergedWith(merge.conflicts, ErrorCode::ListingChanged);
}

} // namespace

MutationHandlers calendarHandlers()
{
    return {{u"calendar.block"_s, blockNights},
            {u"calendar.unblock"_s, unblockNights},
            {u"calendar.set_rates"_s, setDayRates}};
}

} // namespace roost
