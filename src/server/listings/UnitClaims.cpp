#include "UnitClaims.h"

#include "common/Json.h"

namespace roost {

using namespace Qt::StringLiterals;

namespace {

QString iso(const QDateTime &utc)
{
    return utc.isValid() ? utc.toString(Qt::ISODateWithMs) : QString();
}

QString stateOf(const NewClaim &claim)
{
    if (!claim.block.isNull())
        return u"blocked"_s;
    return claim.expiresAt.isValid() ? u"held"_s : u"booked"_s;
}

QDate localDate(const QString &isoInstant, const QTimeZone &zone)
{
    return QDateTime::fromString(isoInstant, Qt::ISODateWithMs).toTimeZone(zone).date();
}

} // namespace

InstantRange blockedRange(const StayClock &clock, const StayDates &dates)
{
    StayClock withoutPreparation = clock;
    withoutPreparation.preparationDays = 0;
    return withoutPreparation.occupied(dates);
}

UnitClaims::UnitClaims(Database &database, const TenantId &tenant, const QDateTime &nowUtc)
    : m_database(database)
    , m_tenant(tenant)
    , m_nowUtc(nowUtc)
{
}

Result<bool> UnitClaims::take(const NewClaim &claim)
{
    ROOST_ASSIGN(Statement take, m_database.statement(u"listings/take_unit"_s));
    take.bind(u":id"_s, ClaimId::create())
        .bind(u":unit_id"_s, claim.unit)
        .bind(u":from"_s, iso(claim.during.from))
        .bind(u":to"_s, iso(claim.during.to))
        .bind(u":state"_s, stateOf(claim))
        .bind(u":booking_id"_s, claim.booking)
        .bind(u":block_id"_s, claim.block)
        .bind(u":expires_at"_s, iso(claim.expiresAt))
        .bind(u":now"_s, iso(m_nowUtc));
    ROOST_TRY(take.exec());
    return take.next() && take.boolean(0);
}

Result<UnitId> UnitClaims::bestFreeUnit(const ListingId &listing, const StayTerms &terms, const StayDates &dates)
{
    const InstantRange during = terms.clock.occupied(dates);
    ROOST_ASSIGN(Statement gaps, m_database.statement(u"listings/unit_gaps"_s));
    gaps.bind(u":listing_id"_s, listing)
        .bind(u":tenant_id"_s, m_tenant)
        .bind(u":from"_s, iso(during.from))
        .bind(u":to"_s, iso(during.to))
        .bind(u":now"_s, iso(m_nowUtc));
    ROOST_TRY(gaps.exec());
    QList<UnitId> ids;
    QList<FreeUnit> units;
    while (gaps.next()) {
        if (!gaps.boolean(1))
            continue;
        ids << gaps.id<UnitId>(0);
        units << FreeUnit{localDate(gaps.text(2), terms.clock.zone), localDate(gaps.text(3), terms.clock.zone)};
    }
    return ids.value(bestUnit(units, dates, terms.clock.preparationDays, terms.rules.minNights));
}

Result<QJsonArray> UnitClaims::taken(const ListingId &listing, const UnitId &unit, const InstantRange &during)
{
    ROOST_ASSIGN(Statement taken, m_database.statement(u"listings/taken"_s));
    taken.bind(u":listing_id"_s, listing)
        .bind(u":tenant_id"_s, m_tenant)
        .bind(u":unit_id"_s, unit)
        .bind(u":from"_s, iso(during.from))
        .bind(u":to"_s, iso(during.to))
        .bind(u":now"_s, iso(m_nowUtc));
    ROOST_TRY(taken.exec());
    if (!taken.next())
        return QJsonArray();
    return QJsonDocument::fromJson(taken.text(0).toUtf8()).array();
}

Result<UnitId> UnitClaims::bookHeld(const BookingId &booking)
{
    ROOST_ASSIGN(Statement book, m_database.statement(u"listings/book_held"_s));
    book.bind(u":booking_id"_s, booking).bind(u":tenant_id"_s, m_tenant);
    ROOST_TRY(book.exec());
    return book.next() ? book.id<UnitId>(0) : UnitId();
}

Result<void> UnitClaims::release(const BookingId &booking)
{
    ROOST_ASSIGN(Statement release, m_database.statement(u"listings/release_booking"_s));
    release.bind(u":booking_id"_s, booking).bind(u":tenant_id"_s, m_tenant);
    return release.exec();
}

Result<void> UnitClaims::release(const BlockId &block)
{
    ROOST_ASSIGN(Statement release, m_database.statement(u"listings/release_block"_s));
    release.bind(u":block_id"_s, block).bind(u":tenant_id"_s, m_tenant);
    return release.exec();
}

Result<bool> UnitClaims::moveToClock(const ListingId &listing, const StayClock &clock)
{
    ROOST_ASSIGN(Statement coming, m_database.statement(u"listings/coming_claims"_s));
    coming.bind(u":listing_id"_s, listing).bind(u":tenant_id"_s, m_tenant).bind(u":now"_s, iso(m_nowUtc));
    ROOST_TRY(coming.exec());
    QJsonArray moves;
    while (coming.next()) {
        const StayDates dates{coming.date(1), coming.date(2)};
        InstantRange during = coming.boolean(3) ? blockedRange(clock, dates) : clock.occupied(dates);
        // What is over ended by now and isn't moved; nothing may be moved back into it.
        if (during.from <= m_nowUtc)
            during.from = std::max(during.from, std::min(coming.timestamp(4), m_nowUtc));
        moves << QJsonObject{{u"id"_s, coming.text(0)}, {u"from"_s, iso(during.from)}, {u"to"_s, iso(during.to)}};
    }
    if (moves.isEmpty())
        return true;
    ROOST_ASSIGN(Statement move, m_database.statement(u"listings/move_claims"_s));
    move.bind(u":moves"_s, QString::fromUtf8(compactJson(moves)));
    ROOST_TRY(move.exec());
    return move.next() && move.boolean(0);
}

} // namespace roost
