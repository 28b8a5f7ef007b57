// The local effect of the host's edits.
#include "MutationApplier.h"

#include "domain/BookingLifecycle.h"
#include "domain/ListingRules.h"
#include "domain/StayDates.h"

namespace roost::replica {

using namespace Qt::StringLiterals;

namespace {

constexpr int kLongestNote = 2000;

tl::unexpected<Error> notHere(const QString &table)
{
    const QString what = table == u"booking" ? QCoreApplication::translate("Replica", "This booking")
                         : table == u"block" ? QCoreApplication::translate("Replica", "This block")
                                             : QCoreApplication::translate("Replica", "This listing");
    return fail(ErrorCode::NotFound,
                QCoreApplication::translate("Replica", "%1 isn't on this computer. Sync and try again.").arg(what));
}

std::optional<BookingAction> actionOf(const QString &mutationName)
{
    return bookingActionFromName(mutationName.section(u'.', 1));
}

} // namespace

MutationTarget targetOf(const QString &mutationName, const QJsonObject &args)
{
    if (mutationName == u"listing.edit")
        return {u"listing"_s, args.value(u"listing_id").toString()};
    if (mutationName == u"calendar.block" || mutationName == u"calendar.unblock")
        return {u"block"_s, args.value(u"block_id").toString()};
    if (mutationName == u"booking.accept" || mutationName == u"booking.decline" || mutationName == u"booking.cancel")
        return {u"booking"_s, args.value(u"booking_id").toString()};
    return {};
}

Result<QString> MutationApplier::scopeOf(const QString &name, const QJsonObject &args)
{
    MutationTarget target = targetOf(name, args);
    if (target.table.isEmpty()) {
        return fail(ErrorCode::UnknownMutation,
                    QCoreApplication::translate("Replica", "This version of Roost can't make this change."));
    }
    if (name == u"calendar.block")
        target = {u"listing"_s, args.value(u"listing_id").toString()};
    ROOST_ASSIGN(const QString tenant, m_rows.tenantOf(target.table, target.rowId));
    if (tenant.isEmpty())
        return notHere(target.table);
    return scopeOfTenant(tenant);
}

Result<void> MutationApplier::applyChecked(const sync::Mutation &mutation)
{
    if (mutation.name == u"calendar.block")
        ROOST_TRY(checkBlock(mutation.args));
    return change(mutation, targetOf(mutation.name, mutation.args), true);
}

Result<void> MutationApplier::replay(const sync::Mutation &mutation)
{
    const MutationTarget target = targetOf(mutation.name, mutation.args);
    if (target.table.isEmpty())
        return {};
    return change(mutation, target, false);
}

Result<void> MutationApplier::change(const sync::Mutation &mutation, const MutationTarget &target, bool checked)
{
    ROOST_ASSIGN(const std::optional<QJsonObject> before, m_rows.load(target.table, target.rowId));
    const bool creates = mutation.name == u"calendar.block";
    if (!before && !creates)
        return checked ? Result<void>(notHere(target.table)) : Result<void>();
    std::optional<QJsonObject> after;
    if (creates)
        after = newBlock(mutation.args);
    else if (target.table == u"listing") {
        ROOST_ASSIGN(after, editedListing(*before, mutation.args.value(u"changes").toObject(), checked));
    } else if (target.table == u"booking") {
        ROOST_ASSIGN(after, decidedBooking(*before, mutation.name, checked));
    }
    ROOST_TRY(m_shadows.keep(mutation.scope, target.table, target.rowId, before));
    m_change.rows[target.table].insert(target.rowId);
    if (!after)
        return m_rows.remove(target.table, target.rowId);
    return m_rows.save(target.table, tenantOfScope(mutation.scope), *after);
}

Result<QJsonObject> MutationApplier::editedListing(const QJsonObject &listing, const QJsonObject &changes, bool checked)
{
    QJsonObject after = listing;
    for (auto change = changes.begin(); change != changes.end(); ++change)
        after.insert(change.key(), change.value());
    if (checked) {
        if (changes.isEmpty()) {
            return fail(ErrorCode::Validation,
                        QCoreApplication::translate("Replica", "Nothing was changed, so there is nothing to save."));
        }
        ROOST_TRY(checkListingChanges(changes, after));
    }
    return after;
}

Result<QJsonObject> MutationApplier::decidedBooking(const QJsonObject &booking, const QString &mutationName,
                                                    bool checked)
{
    const auto status = bookingStatusFromName(booking.value(u"status").toString());
    const auto action = actionOf(mutationName);
    QJsonObject after = booking;
    if (!status || !action)
        return after;
    const auto next = bookingAfter(*status, *action, BookingActor::Host);
    if (!next && checked)
        return fail(next.error());
    if (next)
        after.insert(u"status"_s, bookingStatusName(*next));
    return after;
}

Result<void> MutationApplier::checkBlock(const QJsonObject &args)
{
    ROOST_ASSIGN(const StayDates dates,
                 StayDates::parse(args.value(u"from_date").toString(), args.value(u"to_date").toString()));
    if (args.value(u"note").toString().size() > kLongestNote) {
        return fail(ErrorCode::Validation,
                    QCoreApplication::translate("Replica", "A note has %1 characters at most.").arg(kLongestNote), {},
                    {{u"field"_s, u"note"_s}});
    }
    ROOST_ASSIGN(const auto unit, m_rows.load(u"unit"_s, args.value(u"unit_id").toString()));
    if (!unit || unit->value(u"listing_id") != args.value(u"listing_id"))
        return notHere(u"listing"_s);
    ROOST_ASSIGN(Statement occupied, m_database.statement(u"store/occupied_nights"_s));
    occupied.bind(u":unit_id"_s, args.value(u"unit_id").toString())
        .bind(u":listing_id"_s, args.value(u"listing_id").toString())
        .bind(u":since"_s, dates.checkIn.toString(Qt::ISODate))
        .bind(u":until"_s, dates.checkOut.toString(Qt::ISODate));
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

QJsonObject MutationApplier::newBlock(const QJsonObject &args) const
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

} // namespace roost::replica
