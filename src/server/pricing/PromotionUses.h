// How often promotions were used. Inside a TenantTransaction of the tenant.
#pragma once

#include "domain/pricing/Promotion.h"
#include "domain/pricing/Quote.h"
#include "storage/Database.h"

namespace roost {

struct CountedPromotion
{
    Promotion promotion;
    int uses = 0;
    int usesByGuest = 0;
};

class PromotionUses
{
public:
    PromotionUses(Database &database, const TenantId &tenant, const QDateTime &nowUtc);

    // guest: 'user:<id>', 'app:<app>:<reference>', or empty (no limit of one's own). ownBooking isn't counted. Empty:
    // there is no such code.
    Result<std::optional<CountedPromotion>> find(const QString &code, const QString &guest,
                                                 const BookingId &ownBooking = {});

    // Notes that the booking uses the code of its quote (and forgets what it used before: a changed booking has a new
    // quote). In the writing transaction that makes or changes the booking, after it: writers of a tenant come one
    // after the other, so that a limit holds whatever races. PromotionInvalid (used_up, used_by_guest, unknown: removed
    // since).
    Result<void> record(const BookingId &booking, const Quote &quote, const QString &guest);

private:
    Database &m_database;
    TenantId m_tenant;
    QDateTime m_nowUtc;
};

} // namespace roost
