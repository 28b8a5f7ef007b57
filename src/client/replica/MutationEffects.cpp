// Listings and blocks; the rest is in files of their own: BookingEffects.cpp, DayRateEffects.cpp, …
#include "MutationEffects.h"

#include "common/Uuid.h"
#include "domain/ListingRules.h"
#include "domain/StayDates.h"

namespace roost::replica {

using namespace Qt::StringLiterals;

namespace {

constexpr int kLongestNote = 2000;

Result<QList<RowEffect>> listingEffects(RowStore &rows, const sync::Mutation &mutation, EffectMode mode)
{
    const QString id = mutation.args.value(u"listing_id").toString();
    ROOST_ASSIGN(const auto before, rows.load(u"listing"_s, id));
    if (!before)
        return mode == EffectMode::Checked ? Result<QList<RowEffect>>(notHere(u"listing"_s)) : QList<RowEffect>();
    const QJsonObject changes = mutation.args.value(u"changes").toObject();
    QJsonObject after = *before;
    for (auto change = changes.begin(); change != changes.end(); ++change)
        after.insert(change.key(), change.value());
    if (mode == EffectMode::Checked && changes.isEmpty()) {
        return fail(ErrorCode::Validation,
                    QCoreApplication::translate("Replica", "Nothing was changed, so there is nothing to save."));
    }
    if (mode == EffectMode::Checked)
        ROOST_TRY(checkListingChanges(changes, after));
    return QList<RowEffect>{{u"listing"_s, id, before, after}};
}

Result<void> checkBlock(Database &database, RowStore &rows, const QJsonObject &args)
{
    ROOST_TRY(StayDates::parse(args.value(u"from_date").toString(), args.value(u"to_date").toString()));
    if (args.value(u"note").toString().size() > kLongestNote) {
        return fail(ErrorCode::Validation,
                    QCoreApplication::translate("Replica", "A note has %1 characters at most.").arg(kLongestNote), {},
                    {{u"field"_s, u"note"_s}});
    }
    ROOST_ASSIGN(const auto unit, rows.load(u"unit"_s, args.value(u"unit_id").toString()));
    if (!unit || unit->value(u"listing_id") != args.value(u"listing_id"))
        return notHere(u"listing"_s);
    return checkFree(database, {args.value(u"listing_id").toString(),
                                args.value(u"unit_id").toString(),
                                args.value(u"from_date").toString(),
                                args.value(u"to_date").toString(),
                                {}});
}

QJsonObject newBlock(const QJsonObject &args)
{
    return {{u"id"_s, args.value(u"block_id")},
            {u"listing_id"_s, args.value(u"listing_id")},
            {u"unit_id"_s, args.value(u"unit_id")},
            {u"from_date"_s, args.value(u"from_date")},
            {u"to_date"_s, args.value(u"to_date")},
            {u"note"_s, args.value(u"note").toString()},
            {u"source"_s, u"host"_s},
            {u"version"_s, 0}};
}

Result<QList<RowEffect>> blockEffects(Database &database, RowStore &rows, const sync::Mutation &mutation,
                                      EffectMode mode)
{
    const QString id = mutation.args.value(u"block_id").toString();
    ROOST_ASSIGN(const auto before, rows.load(u"block"_s, id));
    if (mutation.name == u"calendar.block") {
        if (mode == EffectMode::Checked)
            ROOST_TRY(checkBlock(database, rows, mutation.args));
        return QList<RowEffect>{{u"block"_s, id, before, newBlock(mutation.args)}};
    }
    if (!before)
        return mode == EffectMode::Checked ? Result<QList<RowEffect>>(notHere(u"block"_s)) : QList<RowEffect>();
    return QList<RowEffect>{{u"block"_s, id, before, std::nullopt}};
}

} // namespace

tl::unexpected<Error> notHere(const QString &table)
{
    const auto named = [&table] {
        if (table == u"booking" || table == u"trip")
            return QCoreApplication::translate("Replica", "This booking");
        if (table == u"block")
            return QCoreApplication::translate("Replica", "This block");
        if (table == u"listing_photo")
            return QCoreApplication::translate("Replica", "This photo");
        if (table == u"thread" || table == u"message")
            return QCoreApplication::translate("Replica", "This conversation");
        if (table == u"review")
            return QCoreApplication::translate("Replica", "This review");
        if (table == u"contact")
            return QCoreApplication::translate("Replica", "This guest");
        if (table == u"task")
            return QCoreApplication::translate("Replica", "This task");
        return QCoreApplication::translate("Replica", "This listing");
    };
    return fail(ErrorCode::NotFound,
                QCoreApplication::translate("Replica", "%1 isn't on this computer. Sync and try again.").arg(named()));
}

QString madeAt(const QString &id)
{
    const QDateTime moment = momentOf(parseUuid(id));
    return (moment.isValid() ? moment : QDateTime::fromMSecsSinceEpoch(0, Qt::UTC)).toString(Qt::ISODateWithMs);
}

Result<void> checkFree(Database &database, const WantedNights &wanted)
{
    ROOST_ASSIGN(Statement occupied, database.statement(u"store/occupied_nights"_s));
    occupied.bind(u":unit_id"_s, wanted.unitId)
        .bind(u":listing_id"_s, wanted.listingId)
        .bind(u":except"_s, wanted.except.isNull() ? u""_s : wanted.except)
        .bind(u":since"_s, wanted.from)
        .bind(u":until"_s, wanted.to);
    ROOST_TRY(occupied.exec());
    QJsonArray taken;
    while (occupied.next()) {
        taken << QJsonObject{
            {u"code"_s, occupied.text(0)}, {u"check_in"_s, occupied.text(1)}, {u"check_out"_s, occupied.text(2)}};
    }
    if (taken.isEmpty())
        return {};
    return fail(ErrorCode::DatesTaken,
                QCoreApplication::translate("Replica", "These nights are taken already. Choose others."), {},
                {{u"taken"_s, taken}});
}

bool isGuestMutation(const QString &mutationName)
{
    static const QSet<QString> names{u"message.send"_s, u"message.mark_read"_s, u"review.reply"_s, u"contact.edit"_s};
    return names.contains(mutationName);
}

bool isTaskMutation(const QString &mutationName)
{
    static const QSet<QString> names{u"task.create"_s, u"task.edit"_s,   u"task.complete"_s,
                                     u"task.reopen"_s, u"task.cancel"_s, u"task.remove"_s};
    return names.contains(mutationName);
}

Result<QList<RowEffect>> effectsOf(Database &database, RowStore &rows, const sync::Mutation &mutation, EffectMode mode)
{
    if (mutation.name == u"listing.edit")
        return listingEffects(rows, mutation, mode);
    if (mutation.name == u"calendar.block" || mutation.name == u"calendar.unblock")
        return blockEffects(database, rows, mutation, mode);
    if (mutation.name == u"calendar.set_rates")
        return dayRateEffects(database, rows, mutation, mode);
    if (isPhotoMutation(mutation.name))
        return photoEffects(rows, mutation, mode);
    if (isBookingMutation(mutation.name))
        return bookingEffects(database, rows, mutation, mode);
    if (isGuestMutation(mutation.name))
        return guestEffects(rows, mutation, mode);
    if (isTaskMutation(mutation.name))
        return taskEffects(rows, mutation, mode);
    if (isTripMutation(mutation.name))
        return tripEffects(rows, mutation, mode);
    return QList<RowEffect>();
}

} // namespace roost::replica
