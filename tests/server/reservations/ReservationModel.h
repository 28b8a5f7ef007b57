// What the reservation engine promises, as a plain list of who has what until when: no SQL, no transactions, no ranges
// of instants. TestReservationModel checks the engine against it, step by step.
#pragma once

#include "common/Error.h"
#include "common/Id.h"

#include <QDateTime>
#include <QSet>

#include <optional>

namespace roost::test {

struct ModelListing
{
    ListingId id;
    QList<UnitId> units;
    QHash<UnitId, QList<UnitId>> parts; // of its units, over all steps
    bool isInstant = true;
    bool holdsPending = false;
};

// A hold, a booking or a block.
struct ModelThing
{
    enum Kind { Hold, Booking, Block };

    Kind kind = Hold;
    QUuid id;
    int holder = 0;
    int listing = 0;
    int units = 1; // as many were asked for
    QDate from, to;
    QList<UnitId> taken = {}; // without parts; empty: it takes nothing
    QDateTime until = {};     // invalid: for good
    bool isOver = false;
    bool isExtended = false;
    bool isPending = false;
    bool becameBooking = false; // a hold

    bool isLive(const QDateTime &now) const { return !isOver && (!until.isValid() || until > now); }
    bool overlaps(const QDate &otherFrom, const QDate &otherTo) const { return from < otherTo && otherFrom < to; }
};

class ReservationModel
{
public:
    static constexpr int kHoldSeconds = 120;
    static constexpr int kMostHolds = 10;

    QList<ModelListing> listings;
    QList<ModelThing> things;
    QDateTime now;

    // Whether so many units of the listing are free with all their parts; if not, when they are if holds just end
    // (invalid: they aren't).
    struct Room
    {
        bool isThere = false;
        QDateTime ifHoldsEnd;
    };
    Room room(int listing, int units, const QDate &from, const QDate &to) const
    {
        int free = 0;
        QList<QDateTime> ends;
        for (const UnitId &unit : listings[listing].units) {
            const QList<const ModelThing *> inTheWay = standing(reach(listing, unit), from, to);
            free += inTheWay.isEmpty() ? 1 : 0;
            QDateTime end;
            for (const ModelThing *thing : inTheWay) {
                if (thing->kind != ModelThing::Hold) {
                    end = {};
                    break;
                }
                end = std::max(end, thing->until);
            }
            if (end.isValid())
                ends << end;
        }
        std::sort(ends.begin(), ends.end());
        return {free >= units, free >= units ? QDateTime() : ends.value(units - free - 1)};
    }

    bool isFree(int listing, const UnitId &unit, const QDate &from, const QDate &to) const
    {
        return standing(reach(listing, unit), from, to).isEmpty();
    }

    // What the holder has of the same thing, which a new hold replaces.
    QList<int> renewedBy(int holder, int listing, const QDate &from, const QDate &to) const
    {
        QList<int> renewed;
        for (int i = 0; i < things.size(); ++i) {
            const ModelThing &thing = things[i];
            if (thing.kind == ModelThing::Hold && thing.holder == holder && thing.listing == listing &&
                thing.isLive(now) && thing.overlaps(from, to))
                renewed << i;
        }
        return renewed;
    }

    int liveHolds(int holder) const
    {
        return static_cast<int>(std::count_if(things.begin(), things.end(), [&](const ModelThing &thing) {
            return thing.kind == ModelThing::Hold && thing.holder == holder && thing.isLive(now);
        }));
    }

    // The error that using a hold must give; empty: none.
    std::optional<ErrorCode> useOf(const ModelThing &hold) const
    {
        if (hold.becameBooking)
            return ErrorCode::HoldUsed;
        if (!hold.isLive(now))
            return ErrorCode::HoldExpired;
        return std::nullopt;
    }

    // Every unit that is taken, with its days: "<unit> 2026-07-01 2026-07-04 held", sorted.
    QStringList claims() const
    {
        QStringList lines;
        for (const ModelThing &thing : things) {
            if (!thing.isLive(now))
                continue;
            QString state = QStringLiteral("booked");
            if (thing.kind == ModelThing::Block)
                state = QStringLiteral("blocked");
            else if (thing.kind == ModelThing::Hold || thing.isPending)
                state = QStringLiteral("held");
            for (const UnitId &unit : reachOf(thing)) {
                lines << QStringList{unit.toString(), thing.from.toString(Qt::ISODate), thing.to.toString(Qt::ISODate),
                                     state}
                             .join(u' ');
            }
        }
        lines.sort();
        return lines;
    }

private:
    QSet<UnitId> reach(int listing, const UnitId &unit) const
    {
        const QList<UnitId> parts = listings[listing].parts.value(unit);
        QSet<UnitId> all(parts.begin(), parts.end());
        all << unit;
        return all;
    }
    QSet<UnitId> reachOf(const ModelThing &thing) const
    {
        QSet<UnitId> all;
        for (const UnitId &unit : thing.taken)
            all += reach(thing.listing, unit);
        return all;
    }
    QList<const ModelThing *> standing(const QSet<UnitId> &units, const QDate &from, const QDate &to) const
    {
        QList<const ModelThing *> found;
        for (const ModelThing &thing : things) {
            if (thing.isLive(now) && thing.overlaps(from, to) && reachOf(thing).intersects(units))
                found << &thing;
        }
        return found;
    }
};

} // namespace roost::test
