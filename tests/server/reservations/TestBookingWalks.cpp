// Random steps of guests, hosts and the clock on one booking: only what the life cycle allows happens, whoever decides
// on an old revision is told, and each step is one entry of the history.
#include "server/reservations/BookingChanges.h"
#include "server/reservations/BookingService.h"
#include "support/Expect.h"
#include "support/HostWorld.h"
#include "support/Properties.h"

#include <QTest>

using namespace roost;
using namespace roost::test;
using namespace Qt::StringLiterals;

class TestBookingWalks : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { EXPECT_OK(m_postgres.start()); }
    void onlyAllowedStatesAreReached();

private:
    PostgresFixture m_postgres;
};

namespace {

using Decision = Result<BookingDecision> (BookingService::*)(ServerContext &, const Caller &, const BookingId &,
                                                             std::optional<int>, const QString &) const;

struct Step
{
    const char *name;
    Decision decide;
    BookingAction action;
    BookingActor actor;
};

constexpr Step kSteps[] = {
    {"accept", &BookingService::accept, BookingAction::Accept, BookingActor::Host},
    {"decline", &BookingService::decline, BookingAction::Decline, BookingActor::Host},
    {"cancel", &BookingService::cancel, BookingAction::Cancel, BookingActor::Host},
    {"no-show", &BookingService::markNoShow, BookingAction::MarkNoShow, BookingActor::Host},
    {"withdraw", &BookingService::withdraw, BookingAction::Withdraw, BookingActor::Guest},
    {"cancel as guest", &BookingService::cancelAsGuest, BookingAction::Cancel, BookingActor::Guest},
};

// One booking and what should be known of it.
class Walk
{
public:
    Walk(HostWorld &world, const Caller &host, const Caller &guest)
        : m_world(world)
        , m_host(host)
        , m_guest(guest)
    {
        const bool isInstant = *rc::gen::arbitrary<bool>();
        m_world.clock().set(QDateTime({2026, 3, 1}, {12, 0}, Qt::UTC));
        const auto home =
            m_world.addHome(host, {{u"instant_book"_s, isInstant}, {u"hold_pending"_s, *rc::gen::arbitrary<bool>()}});
        BookingRequest request;
        request.wish.what = StayWish{home->listing, {{2026, 3, 2}, {2026, 3, 5}}, 1, 0, 1, {}};
        const auto made = BookingService().book(m_world.context(), guest, request);
        RC_ASSERT(made.has_value());
        m_id = made->booking.id;
        m_status = isInstant ? BookingStatus::Confirmed : BookingStatus::Pending;
    }

    void step()
    {
        const int kind = *rc::gen::inRange(0, 9);
        if (kind < int(std::size(kSteps)))
            decide(kSteps[kind]);
        else if (kind == 6)
            change();
        else
            wait(*rc::gen::inRange(1, 40));
        check();
    }

private:
    // An old or right revision, or none.
    std::optional<int> someRevision()
    {
        const int choice = *rc::gen::inRange(0, 3);
        m_isOld = choice == 0;
        return choice == 2 ? std::nullopt : std::optional(m_isOld ? m_revision + 7 : m_revision);
    }

    bool isLate() const { return m_world.clock().nowUtc() >= QDateTime({2026, 3, 2}, {12, 0}, Qt::UTC); }
    bool hasBegun() const { return m_world.clock().nowUtc() >= QDateTime({2026, 3, 2}, {14, 0}, Qt::UTC); }
    bool isOver() const { return m_world.clock().nowUtc() >= m_end; }

    // What domain/BookingLifecycle and the clock say; nothing: it must be refused.
    std::optional<BookingStatus> expected(const Step &step) const
    {
        const auto after = bookingAfter(m_status, step.action, step.actor);
        const bool isRefused = m_isOld || !after || (step.action == BookingAction::Accept && isLate()) ||
                               (step.action == BookingAction::Cancel && isOver()) ||
                               (step.action == BookingAction::MarkNoShow && !hasBegun());
        return isRefused ? std::nullopt : std::optional(*after);
    }

    void decide(const Step &step)
    {
        const auto revision = someRevision();
        const auto wanted = expected(step);
        const Caller &caller = step.actor == BookingActor::Host ? m_host : m_guest;
        const auto done = (BookingService().*step.decide)(m_world.context(), caller, m_id, revision, {});
        RC_LOG() << step.name << (done ? " done\n" : " refused\n");
        RC_ASSERT(done.has_value() == wanted.has_value());
        if (m_isOld)
            RC_ASSERT(done.error().code == ErrorCode::BookingChanged);
        if (wanted)
            arrive(*wanted);
    }

    void change()
    {
        BookingChange wanted;
        wanted.expectedRevision = someRevision();
        wanted.overridesRules = true;
        wanted.wish = {{u"check_out"_s, m_isLong ? u"2026-03-05"_s : u"2026-03-06"_s}};
        const auto done = BookingChanges().changeAsHost(m_world.context(), m_host, m_id, wanted);
        const bool isAllowed = !m_isOld && m_status == BookingStatus::Confirmed && !isOver();
        RC_LOG() << "change" << (done ? " done\n" : " refused\n");
        RC_ASSERT(done.has_value() == isAllowed);
        if (!done)
            return;
        m_isLong = !m_isLong;
        m_end = QDateTime({2026, 3, m_isLong ? 6 : 5}, {10, 0}, Qt::UTC);
        ++m_revision;
    }

    void wait(int hours)
    {
        m_world.clock().advanceMs(qint64(hours) * 3600 * 1000);
        RC_LOG() << "waited " << hours << " hours\n";
        RC_ASSERT(BookingService().expireDueRequests(m_world.context()).has_value());
        RC_ASSERT(BookingService().completePastStays(m_world.context()).has_value());
        if (m_status == BookingStatus::Pending && isLate())
            arrive(BookingStatus::Expired);
        if (m_status == BookingStatus::Confirmed && isOver())
            arrive(BookingStatus::Completed);
    }

    void arrive(BookingStatus status)
    {
        m_status = status;
        ++m_revision;
    }

    void check()
    {
        const QString where = u" WHERE id = '%1'"_s.arg(m_id.toString());
        RC_ASSERT(m_world.look(u"SELECT status || ' ' || revision FROM booking"_s + where)->toString().toStdString() ==
                  (bookingStatusName(m_status) + u' ' + QString::number(m_revision)).toStdString());
        RC_ASSERT(
            m_world.look(u"SELECT count(*) FROM audit_entry WHERE entity_id = '%1'"_s.arg(m_id.toString()))->toInt() ==
            m_revision);
    }

    HostWorld &m_world;
    const Caller m_host;
    const Caller m_guest;
    BookingId m_id;
    BookingStatus m_status = BookingStatus::Pending;
    int m_revision = 1;
    bool m_isOld = false;
    bool m_isLong = false;
    QDateTime m_end{{2026, 3, 5}, {10, 0}, Qt::UTC}; // check-out, 11:00 in Oslo
};

} // namespace

void TestBookingWalks::onlyAllowedStatesAreReached()
{
    auto world = HostWorld::create(m_postgres);
    EXPECT_OK(world);
    const auto host = (*world)->addHost(u"Solveig"_s);
    const auto guest = (*world)->addGuest(u"Ravi"_s);
    EXPECT_OK(host);
    EXPECT_OK(guest);
    CHECK_PROPERTY([&] {
        Walk walk(**world, *host, *guest);
        const int steps = *rc::gen::inRange(1, 8);
        for (int i = 0; i < steps; ++i)
            walk.step();
    });
}

QTEST_GUILESS_MAIN(TestBookingWalks)
#include "TestBookingWalks.moc"
