#include "UnitClaims.h"

#include "common/Json.h"

#include <QSet>

namespace roost {

using namespace Qt::StringLiterals;

namespace {

QString iso(const QDateTime &utc)
{
    return utc.isValid() ? utc.toString(Qt::ISODateWithMs) : QString();
}

QString roleName(ClaimRole role)
{
    switch (role) {
    case ClaimRole::Part:
        return u"part"_s;
    case ClaimRole::Staff:
        return u"staff"_s;
    case ClaimRole::Resource:
        return u"resource"_s;
    case ClaimRole::Unit:
        break;
    }
    return u"unit"_s;
}

QDate localDate(const QDateTime &utc, const QTimeZone &zone)
{
    return utc.toTimeZone(zone).date();
}

template <class Ids>
Ids idsOf(const QString &text)
{
    Ids ids;
    for (const QString &id : text.split(u' ', Qt::SkipEmptyParts))
        ids << UnitId::fromString(id);
    return ids;
}

} // namespace

// One of a listing, looked at for a stay.
struct UnitClaims::Unit
{
    UnitId id;
    QString name;
    QSet<UnitId> reach; // itself and its parts
    bool isTaken = false;
    QDateTime holdEndsAt;
    FreeUnit gaps;
};

QString Claimant::state() const
{
    if (!block.isNull())
        return u"blocked"_s;
    return until.isValid() ? u"held"_s : u"booked"_s;
}

QString claimsJson(const QList<PlannedClaim> &claims)
{
    QJsonArray json;
    for (const PlannedClaim &claim : claims) {
        json << QJsonObject{{u"unit_id"_s, claim.unit.toString()},
                            {u"from"_s, iso(claim.during.from)},
                            {u"to"_s, iso(claim.during.to)},
                            {u"role"_s, roleName(claim.role)}};
    }
    return QString::fromUtf8(compactJson(json));
}

std::optional<Obstacle> obstacleOf(const Statement &answer, int firstColumn)
{
    if (answer.boolean(firstColumn))
        return std::nullopt;
    return Obstacle{idsOf<QList<UnitId>>(answer.text(firstColumn + 1)), answer.timestamp(firstColumn + 2)};
}

QList<InstantRange> rangesOf(Statement &rows)
{
    QList<InstantRange> ranges;
    while (rows.next())
        ranges << InstantRange{rows.timestamp(0), rows.timestamp(1)};
    return ranges;
}

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

Result<std::optional<Obstacle>> UnitClaims::takeAll(const QList<PlannedClaim> &claims, const Claimant &claimant)
{
    ROOST_ASSIGN(Statement take, m_database.statement(u"inventory/take"_s));
    take.bind(u":claims"_s, claimsJson(claims))
        .bind(u":state"_s, claimant.state())
        .bind(u":booking_id"_s, claimant.booking)
        .bind(u":block_id"_s, claimant.block)
        .bind(u":hold_id"_s, claimant.hold)
        .bind(u":until"_s, iso(claimant.until))
        .bind(u":now"_s, iso(m_nowUtc));
    ROOST_TRY(take.exec());
    take.next();
    return obstacleOf(take, 0);
}

Result<QList<UnitClaims::Unit>> UnitClaims::units(const ListingId &listing, const InstantRange &during,
                                                  const QTimeZone &zone)
{
    ROOST_ASSIGN(Statement rows, m_database.statement(u"inventory/unit_gaps"_s));
    rows.bind(u":listing_id"_s, listing)
        .bind(u":tenant_id"_s, m_tenant)
        .bind(u":from"_s, iso(during.from))
        .bind(u":to"_s, iso(during.to))
        .bind(u":now"_s, iso(m_nowUtc));
    ROOST_TRY(rows.exec());
    QList<Unit> units;
    while (rows.next()) {
        const FreeUnit gaps{localDate(rows.timestamp(5), zone), localDate(rows.timestamp(6), zone)};
        units << Unit{rows.id<UnitId>(0), rows.text(1),      idsOf<QSet<UnitId>>(rows.text(2)),
                      rows.boolean(3),    rows.timestamp(4), gaps};
    }
    return units;
}

namespace {

// When so many units more are free, if holds just end.
QDateTime endOfHolds(QList<QDateTime> ends, qsizetype missing)
{
    ends.removeIf([](const QDateTime &end) { return !end.isValid(); });
    std::sort(ends.begin(), ends.end());
    return ends.value(missing - 1);
}

} // namespace

Result<UnitPick> UnitClaims::bestFreeUnits(const ListingId &listing, const StayTerms &terms, const StayDates &dates,
                                           int count, const UnitId &only)
{
    const InstantRange during = terms.clock.occupied(dates);
    ROOST_ASSIGN(QList<Unit> units, this->units(listing, during, terms.clock.zone));
    if (!only.isNull())
        units.removeIf([&only](const Unit &unit) { return unit.id != only; });
    if (!only.isNull() && units.isEmpty())
        return fail(ErrorCode::NotFound, u"There is no such unit in this listing."_s, {}, {{u"field"_s, u"unit_id"_s}});
    QList<QDateTime> ends;
    for (const Unit &unit : units)
        ends << unit.holdEndsAt;
    units.removeIf([](const Unit &unit) { return unit.isTaken; });

    UnitPick pick;
    while (pick.claims.size() < count) {
        QList<FreeUnit> gaps;
        for (const Unit &unit : units)
            gaps << unit.gaps;
        const int best = bestUnit(gaps, dates, terms.clock.preparationDays, terms.rules.minNights);
        if (best < 0)
            return UnitPick{{}, endOfHolds(ends, count - pick.claims.size())};
        const Unit chosen = units.at(best);
        pick.claims << PlannedClaim{chosen.id, during, ClaimRole::Unit, chosen.name, {}};
        // What shares a part with it is taken with it.
        units.removeIf([&chosen](const Unit &unit) { return unit.reach.intersects(chosen.reach); });
    }
    return pick;
}

Result<QJsonArray> UnitClaims::taken(const ListingId &listing, const UnitId &unit, const InstantRange &during)
{
    ROOST_ASSIGN(Statement taken, m_database.statement(u"inventory/taken"_s));
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
    ROOST_ASSIGN(Statement book, m_database.statement(u"inventory/book_held"_s));
    book.bind(u":booking_id"_s, booking).bind(u":tenant_id"_s, m_tenant);
    ROOST_TRY(book.exec());
    return book.next() ? book.id<UnitId>(0) : UnitId();
}

Result<QList<InstantRange>> UnitClaims::releaseOf(const Claimant &claimant)
{
    ROOST_ASSIGN(Statement release, m_database.statement(u"inventory/release"_s));
    release.bind(u":tenant_id"_s, m_tenant)
        .bind(u":booking_id"_s, claimant.booking)
        .bind(u":block_id"_s, claimant.block)
        .bind(u":hold_id"_s, claimant.hold)
        .bind(u":now"_s, iso(m_nowUtc));
    ROOST_TRY(release.exec());
    return rangesOf(release);
}

Result<QList<InstantRange>> UnitClaims::release(const BookingId &booking)
{
    return releaseOf(Claimant::of(booking));
}

Result<QList<InstantRange>> UnitClaims::release(const BlockId &block)
{
    return releaseOf(Claimant::of(block));
}

Result<QList<InstantRange>> UnitClaims::release(const HoldId &hold)
{
    return releaseOf(Claimant::of(hold, {}));
}

Result<bool> UnitClaims::moveToClock(const ListingId &listing, const StayClock &clock)
{
    ROOST_ASSIGN(Statement coming, m_database.statement(u"inventory/coming_claims"_s));
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
    ROOST_ASSIGN(Statement move, m_database.statement(u"inventory/move_claims"_s));
    move.bind(u":moves"_s, QString::fromUtf8(compactJson(moves)));
    ROOST_TRY(move.exec());
    return move.next() && move.boolean(0);
}

} // namespace roost
