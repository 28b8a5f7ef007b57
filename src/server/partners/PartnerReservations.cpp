// The engine's holds, as an app sees them.
#include "PartnerReservations.h"

namespace roost {

using namespace Qt::StringLiterals;

namespace {

Holder holderOf(const PartnerApp &app, const QString &reference)
{
    return Holder::ofApp(app.id, app.tenant, reference);
}

// The description lets the fields of all kinds pass; those of another kind are a misunderstanding that must show.
Result<void> checkFields(const QString &kind, const QJsonObject &asked)
{
    static const QHash<QString, QStringList> byKind{
        {u"experience"_s, {u"seats"_s, u"places"_s, u"tier"_s, u"promo_code"_s}},
        {u"stay"_s, {u"check_in"_s, u"check_out"_s, u"guests"_s, u"pets"_s, u"units"_s, u"promo_code"_s}},
        {u"service"_s, {u"starts_at"_s, u"staff_id"_s, u"guests"_s, u"promo_code"_s}}};
    const QStringList allowed = byKind.value(kind);
    const QStringList given = asked.keys();
    for (const QString &name : given) {
        if (!allowed.contains(name)) {
            return fail(ErrorCode::Validation, u"\"%1\" is not asked of what is a %2."_s.arg(name, kind), {},
                        {{u"field"_s, name}});
        }
    }
    return {};
}

Result<Wish> wishFor(const PartnerEntity &entity, const QJsonObject &asked)
{
    ROOST_TRY(checkFields(entity.kind, asked));
    QJsonObject wish = asked;
    if (entity.session.isNull())
        wish.insert(u"listing_id"_s, entity.listing.toString());
    else
        wish.insert(u"session_id"_s, entity.session.toString());
    return Wish::fromJson(wish);
}

} // namespace

Result<NewHold> PartnerReservations::reserve(ServerContext &context, const PartnerApp &app, const QUuid &entity,
                                             const QString &reference, const QJsonObject &asked) const
{
    const Holder holder = holderOf(app, reference);
    // The description says that they are ids, and how many at most.
    const QStringList seats = asked.value("seats"_L1).toVariant().toStringList();
    ROOST_ASSIGN(const PartnerEntity found, PartnerEntities().find(context, app, entity, seats, holder.name));
    ROOST_ASSIGN(const Wish wish, wishFor(found, asked));
    return HoldService().hold(context, holder, wish);
}

Result<Hold> PartnerReservations::extend(ServerContext &context, const PartnerApp &app,
                                         const PartnerReservationKey &key) const
{
    return HoldService().extend(context, holderOf(app, key.reference), key.id, key.token);
}

Result<void> PartnerReservations::release(ServerContext &context, const PartnerApp &app,
                                          const PartnerReservationKey &key) const
{
    return HoldService().release(context, holderOf(app, key.reference), key.id, key.token);
}

Result<BookingDecision> PartnerReservations::confirm(ServerContext &context, const PartnerApp &app,
                                                     const PartnerReservationKey &key, const PartnerGuest &guest) const
{
    BookingParty party;
    party.contactName = guest.name;
    party.contactEmail = guest.email;
    party.contactPhone = guest.phone;
    party.source = app.bookingSource();
    return HoldService().confirm(context, holderOf(app, key.reference), key.id, key.token, party);
}

} // namespace roost
