#include "ChangedWish.h"

namespace roost {

using namespace Qt::StringLiterals;

namespace {

tl::unexpected<Error> wrong(const QString &field, const QString &text)
{
    return fail(ErrorCode::Validation, text, {}, {{u"field"_s, field}});
}

// The tier that all seats of the booking have; nothing when they differ.
std::optional<QString> commonTier(const QJsonArray &items)
{
    const QString tier = items.first().toObject().value("tier"_L1).toString();
    for (const QJsonValue &item : items) {
        if (item.toObject().value("tier"_L1).toString() != tier)
            return std::nullopt;
    }
    return tier;
}

Result<void> moveSeats(const Booking &booking, const QJsonObject &changes, QJsonObject &wish)
{
    if (changes.contains("seats"_L1)) {
        wish.remove(u"places"_s);
        wish.remove(u"tier"_s);
        return {};
    }
    if (!changes.contains("session_id"_L1) && !changes.contains("places"_L1) && !changes.contains("tier"_L1))
        return {};
    wish.remove(u"seats"_s);
    if (!wish.contains("places"_L1)) {
        const auto tier = commonTier(booking.items);
        if (!tier && !changes.contains("tier"_L1))
            return wrong(u"seats"_s, u"These seats are of several tiers. Name the new seats."_s);
        wish.insert(u"places"_s, std::max<qint64>(1, booking.items.size()));
        if (!changes.contains("tier"_L1) && !tier->isEmpty())
            wish.insert(u"tier"_s, *tier);
    }
    return {};
}

} // namespace

Result<Wish> wishOf(const Booking &booking)
{
    if (!booking.wish.isEmpty())
        return Wish::fromJson(booking.wish);
    return Wish{StayWish{booking.listing, booking.dates, booking.guests, booking.pets, 1, {}}, {}, {}};
}

Result<Wish> changedWish(const Booking &booking, const QJsonObject &changes)
{
    ROOST_ASSIGN(const Wish before, wishOf(booking));
    QJsonObject json = before.toJson();
    for (auto change = changes.begin(); change != changes.end(); ++change) {
        if (change->isNull())
            json.remove(change.key());
        else
            json.insert(change.key(), *change);
    }
    if (booking.kind == "experience"_L1)
        ROOST_TRY(moveSeats(booking, changes, json));
    if (changes.contains("units"_L1) && json.value("units"_L1).toInt(1) > 1)
        json.remove(u"unit_id"_s);
    ROOST_ASSIGN(const Wish after, Wish::fromJson(json));
    if (after.what.index() != before.what.index())
        return wrong(u"kind"_s, u"A booking stays of its kind: name dates for a stay, seats for a session, a start for "
                                "an appointment."_s);
    const QString unit = changes.value("unit_id"_L1).toString();
    if (after.toJson() == before.toJson() && (unit.isEmpty() || unit == booking.unit.toString()))
        return wrong(u"change"_s, u"Nothing changes. Say what should be different."_s);
    return after;
}

bool keepsPrice(const QJsonObject &changes)
{
    const QStringList fields = changes.keys();
    return fields == QStringList{u"unit_id"_s} || fields == QStringList{u"staff_id"_s};
}

} // namespace roost
