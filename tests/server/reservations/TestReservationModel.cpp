// Random sequences of everything that can be done with nights, on the engine with its Postgres and on a plain model
// side by side: the same answers, the same claims after each step, and never an overlap.
#include "ReservationModel.h"

#include "server/reservations/CalendarService.h"
#include "server/reservations/HoldService.h"
#include "server/reservations/UnitLinkService.h"
#include "support/Expect.h"
#include "support/HostWorld.h"
#include "support/Properties.h"
#include "support/StayRequest.h"

#include <QTest>

using namespace roost;
using namespace roost::test;
using namespace Qt::StringLiterals;

namespace {

constexpr int kHouse = 0;    // one unit, whole of the rooms
constexpr int kRooms = 1;    // three units
constexpr int kRequests = 2; // one unit; requests hold nothing
constexpr int kKept = 3;     // one unit; requests hold it

struct Step
{
    int what = 0;
    int holder = 0;
    int listing = 0;
    int day = 0;
    int nights = 1;
    int units = 1;
    int pick = 0; // which of what there is
};

void showValue(const Step &step, std::ostream &out)
{
    out << "{" << step.what << " holder " << step.holder << " listing " << step.listing << " day " << step.day << "+"
        << step.nights << " units " << step.units << " pick " << step.pick << "}";
}

rc::Gen<Step> anyStep()
{
    return rc::gen::build<Step>(
        rc::gen::set(&Step::what, rc::gen::inRange(0, 16)), rc::gen::set(&Step::holder, rc::gen::inRange(0, 3)),
        rc::gen::set(&Step::listing, rc::gen::inRange(0, 4)), rc::gen::set(&Step::day, rc::gen::inRange(0, 10)),
        rc::gen::set(&Step::nights, rc::gen::inRange(1, 5)), rc::gen::set(&Step::units, rc::gen::inRange(1, 4)),
        rc::gen::set(&Step::pick, rc::gen::inRange(0, 100)));
}

// The engine and the model of one tenant.
class Duel
{
public:
    Duel(HostWorld &world, const Caller &host, const QList<Caller> &guests)
        : m_world(world)
        , m_host(host)
        , m_guests(guests)
    {
        m_model.now = world.clock().nowUtc();
    }

    void prepare()
    {
        const QJsonObject onRequest{{u"instant_book"_s, false}};
        const QJsonObject kept{{u"instant_book"_s, false}, {u"hold_pending"_s, true}};
        addListing({}, 1);
        addListing({}, 3);
        addListing(onRequest, 1);
        addListing(kept, 1);
        const ModelListing &house = m_model.listings[kHouse];
        const QList<UnitId> rooms = m_model.listings[kRooms].units;
        RC_ASSERT(UnitLinkService().setParts(context(), m_host, house.id, house.units.first(), rooms).has_value());
        m_model.listings[kHouse].parts.insert(house.units.first(), rooms);
        m_model.listings[kRequests].isInstant = false;
        m_model.listings[kKept].isInstant = false;
        m_model.listings[kKept].holdsPending = true;
    }

    void take(const Step &step)
    {
        switch (step.what) {
        case 0:
        case 1:
        case 2:
            return hold(step);
        case 3:
            return extend(step);
        case 4:
            return release(step);
        case 5:
        case 6:
        case 7:
            return confirm(step);
        case 8:
        case 9:
            return book(step);
        case 10:
            return end(step);
        case 11:
            return accept(step);
        case 12:
            return block(step);
        case 13:
            return unblock(step);
        case 14:
            return pass(step);
        default:
            RC_ASSERT(HoldService().tidy(context()).has_value());
        }
    }

    void compare()
    {
        const auto found = m_world.look(
            u"SELECT coalesce(string_agg(line, E'\\n' ORDER BY line COLLATE \"C\"), '') FROM (SELECT unit_id || ' ' || "
            "(lower(during) AT TIME ZONE 'Europe/Oslo')::date || ' ' || (upper(during) AT TIME ZONE "
            "'Europe/Oslo')::date "
            "|| ' ' || state AS line FROM claim WHERE tenant_id = '%1' AND (expires_at IS NULL OR expires_at > '%2')) "
            "AS lines"_s.arg(m_host.tenant.toString(), m_model.now.toString(Qt::ISODateWithMs)));
        RC_ASSERT(found.has_value());
        RC_ASSERT(found->toString().toStdString() == m_model.claims().join(u'\n').toStdString());
    }

private:
    ServerContext &context() { return m_world.context(); }
    Holder holder(int number) const { return Holder::ofUser(m_guests[number].user); }
    static QDate from(const Step &step) { return QDate(2026, 7, 1).addDays(step.day); }
    static QDate to(const Step &step) { return from(step).addDays(step.nights); }

    void addListing(const QJsonObject &fields, int units)
    {
        const auto home = m_world.addHome(m_host, fields, units);
        RC_ASSERT(home.has_value());
        m_model.listings << ModelListing{home->listing, home->units, {}, true, false};
    }

    Wish wish(const Step &step) const
    {
        return Wish{StayWish{m_model.listings[step.listing].id, {from(step), to(step)}, 1, 0, step.units, {}}, {}, {}};
    }

    // Checks that the answer is what the model says: this error, or none.
    template <class T>
    bool agrees(const Result<T> &result, std::optional<ErrorCode> expected)
    {
        RC_LOG() << describe(result).toStdString() << ", expected "
                 << (expected ? errorCodeName(*expected).toStdString() : "success") << "\n";
        RC_ASSERT(result.has_value() == !expected);
        if (!result)
            RC_ASSERT(result.error().code == *expected);
        return result.has_value();
    }

    // The units that the engine chose; the model takes them if they were free.
    QList<UnitId> chosen(const QJsonArray &items, int listing, const QDate &from, const QDate &to)
    {
        QList<UnitId> units;
        for (const QJsonValue &item : items) {
            const UnitId unit = UnitId::fromString(item["unit_id"_L1].toString());
            RC_ASSERT(m_model.listings[listing].units.contains(unit));
            RC_ASSERT(m_model.isFree(listing, unit, from, to));
            RC_ASSERT(!units.contains(unit));
            units << unit;
        }
        return units;
    }

    std::optional<ErrorCode> refusal(const ReservationModel::Room &room) const
    {
        return room.isThere ? std::nullopt : std::optional(ErrorCode::DatesTaken);
    }

    template <class T>
    void checkTold(const Result<T> &refused, const ReservationModel::Room &room)
    {
        const QString told = refused.error().details.value("hold_ends_at"_L1).toString();
        RC_ASSERT(told.toStdString() ==
                  (room.ifHoldsEnd.isValid() ? room.ifHoldsEnd.toString(Qt::ISODateWithMs).toStdString() : ""));
    }

    void hold(const Step &step)
    {
        const QList<ModelThing> before = m_model.things;
        for (const int i : m_model.renewedBy(step.holder, step.listing, from(step), to(step)))
            m_model.things[i].isOver = true;
        const auto room = m_model.room(step.listing, step.units, from(step), to(step));
        const bool isTooMuch = m_model.liveHolds(step.holder) >= ReservationModel::kMostHolds;
        const auto made = HoldService().hold(context(), holder(step.holder), wish(step));
        if (!agrees(made, isTooMuch ? ErrorCode::TooManyRequests : refusal(room))) {
            if (!isTooMuch)
                checkTold(made, room);
            m_model.things = before;
            return;
        }
        ModelThing thing{ModelThing::Hold, made->hold.id.uuid(), step.holder, step.listing,
                         step.units,       from(step),           to(step)};
        thing.taken = chosen(made->hold.agreement.items, step.listing, thing.from, thing.to);
        RC_ASSERT(thing.taken.size() == step.units);
        thing.until = m_model.now.addSecs(ReservationModel::kHoldSeconds);
        m_model.things << thing;
        m_tokens.insert(thing.id, made->token);
    }

    // One of these, whatever has become of it; null: there is none.
    ModelThing *any(ModelThing::Kind kind, const Step &step, bool pendingOnly = false)
    {
        QList<ModelThing *> all;
        for (ModelThing &thing : m_model.things) {
            if (thing.kind == kind && (!pendingOnly || thing.isPending))
                all << &thing;
        }
        return all.isEmpty() ? nullptr : all[step.pick % all.size()];
    }

    void extend(const Step &step)
    {
        ModelThing *hold = any(ModelThing::Hold, step);
        if (!hold)
            return;
        auto expected = m_model.useOf(*hold);
        if (!expected && hold->isExtended)
            expected = ErrorCode::HoldAlreadyExtended;
        const auto done =
            HoldService().extend(context(), holder(hold->holder), HoldId(hold->id), m_tokens.value(hold->id));
        if (!agrees(done, expected))
            return;
        hold->isExtended = true;
        hold->until = m_model.now.addSecs(ReservationModel::kHoldSeconds);
        RC_ASSERT(done->expiresAt == hold->until);
    }

    void release(const Step &step)
    {
        ModelThing *hold = any(ModelThing::Hold, step);
        if (!hold)
            return;
        const auto done =
            HoldService().release(context(), holder(hold->holder), HoldId(hold->id), m_tokens.value(hold->id));
        if (agrees(done, m_model.useOf(*hold)))
            hold->isOver = true;
    }

    // A booking in the model, as its listing takes it.
    void addBooking(const Booking &booking, int holder, int listing, int units, const QList<UnitId> &taken)
    {
        const ModelListing &terms = m_model.listings[listing];
        ModelThing thing{ModelThing::Booking,   booking.id.uuid(),     holder, listing, units,
                         booking.dates.checkIn, booking.dates.checkOut};
        thing.isPending = !terms.isInstant;
        RC_ASSERT((booking.status == BookingStatus::Pending) == thing.isPending);
        if (terms.isInstant || terms.holdsPending)
            thing.taken = taken;
        if (thing.isPending)
            thing.until = m_model.now.addSecs(24 * 3600);
        m_model.things << thing;
    }

    void confirm(const Step &step)
    {
        ModelThing *hold = any(ModelThing::Hold, step);
        if (!hold)
            return;
        const auto made =
            HoldService().confirm(context(), holder(hold->holder), HoldId(hold->id), m_tokens.value(hold->id), {});
        if (!agrees(made, m_model.useOf(*hold)))
            return;
        hold->isOver = true;
        hold->becameBooking = true;
        const ModelThing held = *hold;
        addBooking(made->booking, held.holder, held.listing, held.units, held.taken);
        RC_ASSERT(made->declined.isEmpty());
    }

    void book(const Step &step)
    {
        const auto room = m_model.room(step.listing, step.units, from(step), to(step));
        const auto made = BookingService().book(context(), m_guests[step.holder], {{}, wish(step), {}});
        if (!agrees(made, refusal(room)))
            return checkTold(made, room);
        addBooking(made->booking, step.holder, step.listing, step.units,
                   chosen(made->booking.items, step.listing, from(step), to(step)));
    }

    // Cancelled by the guest or the host; of a request withdrawn or declined.
    void end(const Step &step)
    {
        ModelThing *booking = any(ModelThing::Booking, step);
        if (!booking)
            return;
        const BookingId id(booking->id);
        const bool asGuest = step.units == 1;
        const Caller &guest = m_guests[booking->holder];
        Result<BookingDecision> done;
        if (booking->isPending)
            done = asGuest ? BookingService().withdraw(context(), guest, id)
                           : BookingService().decline(context(), m_host, id);
        else
            done = asGuest ? BookingService().cancelAsGuest(context(), guest, id)
                           : BookingService().cancel(context(), m_host, id);
        const auto expected = booking->isOver ? std::optional(ErrorCode::InvalidTransition) : std::nullopt;
        if (agrees(done, expected))
            booking->isOver = true;
    }

    void accept(const Step &step)
    {
        ModelThing *booking = any(ModelThing::Booking, step, true);
        if (!booking)
            return;
        std::optional<ErrorCode> expected;
        ReservationModel::Room room{true, {}};
        if (booking->taken.isEmpty())
            room = m_model.room(booking->listing, booking->units, booking->from, booking->to);
        if (booking->isOver)
            expected = ErrorCode::InvalidTransition;
        else if (!booking->isLive(m_model.now))
            expected = ErrorCode::HoldExpired;
        else
            expected = refusal(room);
        const auto done = BookingService().accept(context(), m_host, BookingId(booking->id));
        if (!agrees(done, expected))
            return;
        const ModelListing &listing = m_model.listings[booking->listing];
        if (booking->taken.isEmpty())
            booking->taken = {listing.units.first()};
        booking->isPending = false;
        booking->until = {};
        declineRivals(*booking, done->declined);
    }

    // Whoever asked for nights that the accepted one has now, and holds nothing.
    void declineRivals(const ModelThing &accepted, const QList<BookingId> &declined)
    {
        QSet<QUuid> expected;
        for (ModelThing &rival : m_model.things) {
            const bool isRival = rival.kind == ModelThing::Booking && rival.isPending && !rival.isOver &&
                                 rival.taken.isEmpty() && rival.listing == accepted.listing &&
                                 rival.overlaps(accepted.from, accepted.to);
            if (!isRival)
                continue;
            rival.isOver = true;
            expected << rival.id;
        }
        QSet<QUuid> found;
        for (const BookingId &id : declined)
            found << id.uuid();
        RC_ASSERT(found == expected);
    }

    void block(const Step &step)
    {
        const ModelListing &listing = m_model.listings[step.listing];
        const UnitId unit = listing.units[step.pick % listing.units.size()];
        const bool isFree = m_model.isFree(step.listing, unit, from(step), to(step));
        const auto made =
            CalendarService().block(context(), m_host, {{}, listing.id, unit, {from(step), to(step)}, {}});
        if (!agrees(made, isFree ? std::nullopt : std::optional(ErrorCode::DatesTaken)))
            return;
        ModelThing thing{ModelThing::Block, made->uuid(), 0, step.listing, 1, from(step), to(step)};
        thing.taken = {unit};
        m_model.things << thing;
    }

    void unblock(const Step &step)
    {
        ModelThing *block = any(ModelThing::Block, step);
        if (!block)
            return;
        const auto done = CalendarService().unblock(context(), m_host, BlockId(block->id));
        if (agrees(done, block->isOver ? std::optional(ErrorCode::NotFound) : std::nullopt))
            block->isOver = true;
    }

    void pass(const Step &step)
    {
        // Up to a little more than a hold lasts; now and then exactly that.
        const int seconds = step.units == 1 ? ReservationModel::kHoldSeconds : step.pick + 30;
        m_world.clock().advanceMs(1000LL * seconds);
        m_model.now = m_world.clock().nowUtc();
    }

    HostWorld &m_world;
    Caller m_host;
    QList<Caller> m_guests;
    ReservationModel m_model;
    QHash<QUuid, QString> m_tokens;
};

} // namespace

class TestReservationModel : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { EXPECT_OK(m_postgres.start()); }
    void engineDoesWhatTheModelSays();

private:
    PostgresFixture m_postgres;
};

void TestReservationModel::engineDoesWhatTheModelSays()
{
    auto made = HostWorld::create(m_postgres);
    EXPECT_OK(made);
    HostWorld &world = **made;
    QList<Caller> guests;
    for (const QString &name : {u"Ravi"_s, u"Mina"_s, u"Kari"_s}) {
        const auto guest = world.addGuest(name);
        EXPECT_OK(guest);
        guests << *guest;
    }
    CHECK_PROPERTY([&world, &guests] {
        const auto steps = *rc::gen::container<std::vector<Step>>(anyStep());
        const auto host = world.addHost(u"Solveig"_s);
        RC_ASSERT(host.has_value());
        Duel duel(world, *host, guests);
        duel.prepare();
        for (const Step &step : steps) {
            duel.take(step);
            duel.compare();
        }
        const auto overlaps =
            world.look(u"SELECT count(*) FROM claim AS a JOIN claim AS b ON a.unit_id = b.unit_id AND a.id < b.id AND "
                       "a.during && b.during"_s);
        RC_ASSERT(overlaps.has_value());
        RC_ASSERT(overlaps->toInt() == 0);
    });
}

QTEST_GUILESS_MAIN(TestReservationModel)
#include "TestReservationModel.moc"
