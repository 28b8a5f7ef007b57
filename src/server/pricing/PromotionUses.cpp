#include "PromotionUses.h"

#include "common/Json.h"

namespace roost {

using namespace Qt::StringLiterals;

PromotionUses::PromotionUses(Database &database, const TenantId &tenant, const QDateTime &nowUtc)
    : m_database(database)
    , m_tenant(tenant)
    , m_nowUtc(nowUtc)
{
}

Result<std::optional<CountedPromotion>> PromotionUses::find(const QString &code, const QString &guest,
                                                            const BookingId &ownBooking)
{
    ROOST_ASSIGN(Statement find, m_database.statement(u"pricing/promotion_to_use"_s));
    find.bind(u":tenant_id"_s, m_tenant)
        .bind(u":code"_s, promotionCode(code))
        .bind(u":guest"_s, guest.isEmpty() ? u""_s : guest)
        .bind(u":own_booking"_s, ownBooking);
    ROOST_TRY(find.exec());
    if (!find.next())
        return std::optional<CountedPromotion>();
    CountedPromotion counted;
    ROOST_ASSIGN(const QJsonObject terms, parseJsonObject(find.text(1).toUtf8()));
    ROOST_ASSIGN(counted.promotion, Promotion::fromJson(terms));
    counted.promotion.id = find.id<PromotionId>(0);
    counted.uses = static_cast<int>(find.integer(2));
    counted.usesByGuest = static_cast<int>(find.integer(3));
    return std::optional(counted);
}

Result<void> PromotionUses::record(const BookingId &booking, const Quote &quote, const QString &guest)
{
    ROOST_ASSIGN(Statement forget, m_database.statement(u"pricing/forget_use"_s));
    forget.bind(u":booking_id"_s, booking).bind(u":tenant_id"_s, m_tenant);
    ROOST_TRY(forget.exec());
    if (quote.promoCode.isEmpty())
        return {};
    ROOST_ASSIGN(const auto counted, find(quote.promoCode, guest, booking));
    if (!counted)
        return fail(unknownPromotion());
    ROOST_TRY(checkPromotionLimits(counted->promotion, counted->uses, counted->usesByGuest));
    ROOST_ASSIGN(Statement insert, m_database.statement(u"pricing/insert_use"_s));
    insert.bind(u":id"_s, uuidText(newUuid()))
        .bind(u":tenant_id"_s, m_tenant)
        .bind(u":promotion_id"_s, counted->promotion.id)
        .bind(u":booking_id"_s, booking)
        .bind(u":guest"_s, guest.isEmpty() ? u""_s : guest)
        .bind(u":now"_s, m_nowUtc.toString(Qt::ISODateWithMs));
    return insert.exec();
}

} // namespace roost
