// Who asked first is offered first, whatever frees what they want; against a real Postgres.
#include "server/reservations/Waitlist.h"

#include "server/reservations/CalendarService.h"
#include "server/reservations/HoldService.h"
#include "support/Expect.h"
#include "support/HostWorld.h"
#include "support/StayRequest.h"

#include <QTest>

using namespace roost;
using namespace roost::test;
using namespace Qt::StringLiterals;

class TestWaitlist : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { EXPECT_OK(m_postgres.start()); }
    void init();

    void firstWhoAskedIsOfferedFirst();
    void releaseOffers();
    void declineAndExpiryOfRequestsOffer();
    void holdThatBecomesARequestOffers();
    void unblockingOffers();
    void expiredHoldIsOfferedByTheJanitor();
    void lapsedOfferGoesToTheNext();
    void leftOfferGoesToTheNext();
    void whatCantBeMetIsPassedOver();
    void partsThatFitAreOfferedToSeveral();
    void freeThingIsOfferedAtOnce();
    void askingAgainKeepsThePlace();
    void ownHoldIsNotReplacedByAnOffer();
    void claimGivesAFreshToken();
    void claimNeedsAnOffer();
    void offerLastsAsTheTenantSays();
    void wishesThatCantEverBeMetAreRefused();
    void othersEntriesDontExist();
    void pastOnesEnd();
    void lists();

private:
    Wish nights(int from, int to) const
    {
        return Wish{StayWish{m_home.listing, {{2026, 7, from}, {2026, 7, to}}, 1, 0, 1, {}}, {}, {}};
    }
    Result<WaitlistEntryId> join(const Caller &guest, const Wish &wish)
    {
        return m_waitlist.join(m_world->context(), guest, wish);
    }
    Result<BookingDecision> book(const Caller &guest, int from, int to)
    {
        return BookingService().book(m_world->context(), guest,
                                     stayRequest(m_home.listing, {{2026, 7, from}, {2026, 7, to}}));
    }
    Result<BookingDecision> cancel(const BookingDecision &made)
    {
        return BookingService().cancel(m_world->context(), m_host, made.booking.id);
    }
    QString status(const WaitlistEntryId &entry)
    {
        const auto found = m_world->look(u"SELECT status FROM waitlist_entry WHERE id = '%1'"_s.arg(entry.toString()));
        return found ? found->toString() : QString();
    }
    void pass(int seconds) { m_world->clock().advanceMs(1000LL * seconds); }

    PostgresFixture m_postgres;
    std::unique_ptr<HostWorld> m_world;
    Caller m_host;
    Caller m_ravi, m_mina, m_kari;
    HostWorld::Home m_home;
    Waitlist m_waitlist;
};

void TestWaitlist::init()
{
    auto world = HostWorld::create(m_postgres);
    EXPECT_OK(world);
    m_world = std::move(*world);
    m_host = *m_world->addHost(u"Solveig"_s);
    m_ravi = *m_world->addGuest(u"Ravi"_s);
    m_mina = *m_world->addGuest(u"Mina"_s);
    m_kari = *m_world->addGuest(u"Kari"_s);
    const auto home = m_world->addHome(m_host);
    EXPECT_OK(home);
    m_home = *home;
}

void TestWaitlist::firstWhoAskedIsOfferedFirst()
{
    const auto made = book(m_ravi, 1, 5);
    EXPECT_OK(made);
    const auto mina = join(m_mina, nights(1, 5));
    EXPECT_OK(mina);
    const auto kari = join(m_kari, nights(1, 5));
    EXPECT_OK(kari);
    QCOMPARE(status(*mina), u"waiting"_s);
    EXPECT_OK(cancel(*made));
    QCOMPARE(status(*mina), u"offered"_s);
    QCOMPARE(status(*kari), u"waiting"_s);
    const QString holder = u"SELECT holder FROM hold JOIN claim ON claim.hold_id = hold.id"_s;
    QCOMPARE(m_world->look(holder)->toString(), u"user:"_s + m_mina.user.toString());
    // Nobody gets in between.
    EXPECT_ERROR(book(m_kari, 1, 5), DatesTaken);
}

void TestWaitlist::releaseOffers()
{
    const Holder ravi = Holder::ofUser(m_ravi.user);
    const auto held = HoldService().hold(m_world->context(), ravi, nights(1, 5));
    EXPECT_OK(held);
    const auto mina = join(m_mina, nights(4, 6));
    EXPECT_OK(mina);
    EXPECT_OK(HoldService().release(m_world->context(), ravi, held->hold.id, held->token));
    QCOMPARE(status(*mina), u"offered"_s);
}

void TestWaitlist::declineAndExpiryOfRequestsOffer()
{
    const auto home = m_world->addHome(m_host, {{u"instant_book"_s, false}, {u"hold_pending"_s, true}});
    EXPECT_OK(home);
    m_home = *home;
    const auto first = book(m_ravi, 1, 5);
    EXPECT_OK(first);
    const auto mina = join(m_mina, nights(1, 5));
    EXPECT_OK(mina);
    EXPECT_OK(BookingService().decline(m_world->context(), m_host, first->booking.id));
    QCOMPARE(status(*mina), u"offered"_s);

    EXPECT_OK(book(m_ravi, 10, 12));
    const auto kari = join(m_kari, nights(10, 12));
    EXPECT_OK(kari);
    pass(24 * 3600);
    EXPECT_OK(BookingService().expireDueRequests(m_world->context()));
    QCOMPARE(status(*kari), u"offered"_s);
}

void TestWaitlist::holdThatBecomesARequestOffers()
{
    m_home = *m_world->addHome(m_host, {{u"instant_book"_s, false}, {u"hold_pending"_s, false}});
    const Holder ravi = Holder::ofUser(m_ravi.user);
    const auto held = HoldService().hold(m_world->context(), ravi, nights(1, 5));
    EXPECT_OK(held);
    const auto mina = join(m_mina, nights(1, 5));
    EXPECT_OK(mina);
    QCOMPARE(status(*mina), u"waiting"_s);
    // The request keeps nothing.
    EXPECT_OK(HoldService().confirm(m_world->context(), ravi, held->hold.id, held->token, {}));
    QCOMPARE(status(*mina), u"offered"_s);
}

void TestWaitlist::unblockingOffers()
{
    const auto block =
        CalendarService().block(m_world->context(), m_host, {{}, m_home.listing, {}, {{2026, 7, 1}, {2026, 7, 9}}, {}});
    EXPECT_OK(block);
    const auto mina = join(m_mina, nights(2, 4));
    EXPECT_OK(mina);
    const auto kari = join(m_kari, nights(5, 8));
    EXPECT_OK(kari);
    EXPECT_OK(CalendarService().editBlock(m_world->context(), m_host, *block, StayDates{{2026, 7, 5}, {2026, 7, 9}},
                                          std::nullopt));
    QCOMPARE(status(*mina), u"offered"_s);
    QCOMPARE(status(*kari), u"waiting"_s);
    EXPECT_OK(CalendarService().unblock(m_world->context(), m_host, *block));
    QCOMPARE(status(*kari), u"offered"_s);
}

void TestWaitlist::expiredHoldIsOfferedByTheJanitor()
{
    EXPECT_OK(HoldService().hold(m_world->context(), Holder::ofUser(m_ravi.user), nights(1, 5)));
    const auto mina = join(m_mina, nights(1, 5));
    EXPECT_OK(mina);
    pass(121);
    QCOMPARE(status(*mina), u"waiting"_s);
    EXPECT_OK(HoldService().tidy(m_world->context()));
    QCOMPARE(status(*mina), u"offered"_s);
}

void TestWaitlist::lapsedOfferGoesToTheNext()
{
    const auto made = book(m_ravi, 1, 5);
    EXPECT_OK(made);
    const auto mina = join(m_mina, nights(1, 5));
    EXPECT_OK(mina);
    const auto kari = join(m_kari, nights(1, 5));
    EXPECT_OK(kari);
    EXPECT_OK(cancel(*made));
    pass(15 * 60 - 1);
    EXPECT_OK(HoldService().tidy(m_world->context()));
    QCOMPARE(status(*mina), u"offered"_s);
    pass(1);
    EXPECT_OK(HoldService().tidy(m_world->context()));
    QCOMPARE(status(*mina), u"lapsed"_s);
    QCOMPARE(status(*kari), u"offered"_s);
    EXPECT_ERROR(m_waitlist.claim(m_world->context(), m_mina, *mina), HoldExpired);
}

void TestWaitlist::leftOfferGoesToTheNext()
{
    const auto made = book(m_ravi, 1, 5);
    EXPECT_OK(made);
    const auto mina = join(m_mina, nights(1, 5));
    EXPECT_OK(mina);
    const auto kari = join(m_kari, nights(1, 5));
    EXPECT_OK(kari);
    EXPECT_OK(cancel(*made));
    EXPECT_OK(m_waitlist.leave(m_world->context(), m_mina, *mina));
    QCOMPARE(status(*mina), u"left"_s);
    QCOMPARE(status(*kari), u"offered"_s);
    EXPECT_OK(m_waitlist.leave(m_world->context(), m_kari, *kari));
    QCOMPARE(m_world->look(u"SELECT count(*) FROM claim"_s)->toInt(), 0);
}

void TestWaitlist::whatCantBeMetIsPassedOver()
{
    const auto first = book(m_ravi, 1, 5);
    EXPECT_OK(first);
    EXPECT_OK(book(m_ravi, 5, 9));
    const auto mina = join(m_mina, nights(3, 7));
    EXPECT_OK(mina);
    const auto kari = join(m_kari, nights(1, 3));
    EXPECT_OK(kari);
    EXPECT_OK(cancel(*first));
    QCOMPARE(status(*mina), u"waiting"_s);
    QCOMPARE(status(*kari), u"offered"_s);
}

void TestWaitlist::partsThatFitAreOfferedToSeveral()
{
    const auto made = book(m_ravi, 1, 9);
    EXPECT_OK(made);
    const auto mina = join(m_mina, nights(1, 4));
    EXPECT_OK(mina);
    const auto kari = join(m_kari, nights(4, 9));
    EXPECT_OK(kari);
    EXPECT_OK(cancel(*made));
    QCOMPARE(status(*mina), u"offered"_s);
    QCOMPARE(status(*kari), u"offered"_s);
}

void TestWaitlist::freeThingIsOfferedAtOnce()
{
    const auto mina = join(m_mina, nights(1, 5));
    EXPECT_OK(mina);
    QCOMPARE(status(*mina), u"offered"_s);
    const auto claimed = m_waitlist.claim(m_world->context(), m_mina, *mina);
    EXPECT_OK(claimed);
    EXPECT_OK(
        HoldService().confirm(m_world->context(), Holder::ofUser(m_mina.user), claimed->hold.id, claimed->token, {}));
    QCOMPARE(status(*mina), u"booked"_s);
}

void TestWaitlist::askingAgainKeepsThePlace()
{
    EXPECT_OK(book(m_ravi, 1, 5));
    const auto first = join(m_mina, nights(1, 5));
    EXPECT_OK(first);
    const auto again = join(m_mina, nights(1, 5));
    EXPECT_OK(again);
    QCOMPARE(*again, *first);
    const auto wider = join(m_mina, nights(1, 6));
    EXPECT_OK(wider);
    QVERIFY(*wider != *first);
}

void TestWaitlist::ownHoldIsNotReplacedByAnOffer()
{
    m_home = *m_world->addHome(m_host, {}, 2);
    EXPECT_OK(HoldService().hold(m_world->context(), Holder::ofUser(m_ravi.user), nights(1, 5)));
    const auto other = book(m_kari, 1, 5);
    EXPECT_OK(other);
    const auto entry = join(m_mina, nights(1, 5));
    EXPECT_OK(entry);
    pass(121);
    // Ravi's time is up: Mina takes it herself, and while she pays another unit is freed.
    const Holder mina = Holder::ofUser(m_mina.user);
    const auto held = HoldService().hold(m_world->context(), mina, nights(1, 5));
    EXPECT_OK(held);
    EXPECT_OK(cancel(*other));
    QCOMPARE(status(*entry), u"waiting"_s);
    EXPECT_OK(HoldService().confirm(m_world->context(), mina, held->hold.id, held->token, {}));
    // She has what she waited for: what is freed now is for others.
    const Holder ravi = Holder::ofUser(m_ravi.user);
    const auto second = HoldService().hold(m_world->context(), ravi, nights(1, 5));
    EXPECT_OK(second);
    const auto kari = join(m_kari, nights(1, 5));
    EXPECT_OK(kari);
    EXPECT_OK(HoldService().release(m_world->context(), ravi, second->hold.id, second->token));
    QCOMPARE(status(*entry), u"waiting"_s);
    QCOMPARE(status(*kari), u"offered"_s);
}

void TestWaitlist::claimGivesAFreshToken()
{
    const auto entry = join(m_mina, nights(1, 5));
    EXPECT_OK(entry);
    const auto first = m_waitlist.claim(m_world->context(), m_mina, *entry);
    EXPECT_OK(first);
    const auto second = m_waitlist.claim(m_world->context(), m_mina, *entry);
    EXPECT_OK(second);
    QVERIFY(first->token != second->token);
    QCOMPARE(first->hold.id, second->hold.id);
    const Holder mina = Holder::ofUser(m_mina.user);
    EXPECT_ERROR(HoldService().confirm(m_world->context(), mina, first->hold.id, first->token, {}), NotFound);
    EXPECT_OK(HoldService().confirm(m_world->context(), mina, second->hold.id, second->token, {}));
    EXPECT_ERROR(m_waitlist.claim(m_world->context(), m_mina, *entry), InvalidTransition);
}

void TestWaitlist::claimNeedsAnOffer()
{
    EXPECT_OK(book(m_ravi, 1, 5));
    const auto entry = join(m_mina, nights(1, 5));
    EXPECT_OK(entry);
    const auto refused = m_waitlist.claim(m_world->context(), m_mina, *entry);
    EXPECT_ERROR(refused, InvalidTransition);
    QCOMPARE(refused.error().details.value("status"_L1).toString(), u"waiting"_s);
}

void TestWaitlist::offerLastsAsTheTenantSays()
{
    EXPECT_OK(m_world->change(u"SELECT set_config('roost.version', '9', false); "
                              "UPDATE tenant SET settings = '{\"waitlist_minutes\": 90}'"_s));
    const auto entry = join(m_mina, nights(1, 5));
    EXPECT_OK(entry);
    const auto claimed = m_waitlist.claim(m_world->context(), m_mina, *entry);
    EXPECT_OK(claimed);
    QCOMPARE(claimed->hold.expiresAt, m_world->clock().nowUtc().addSecs(90 * 60));
}

void TestWaitlist::wishesThatCantEverBeMetAreRefused()
{
    Wish tooMany = nights(1, 5);
    std::get<StayWish>(tooMany.what).guests = 9;
    EXPECT_ERROR(join(m_mina, tooMany), StayRuleBroken);
    EXPECT_ERROR(join(Caller(), nights(1, 5)), Unauthenticated);
    Wish nowhere = nights(1, 5);
    std::get<StayWish>(nowhere.what).listing = ListingId::create();
    EXPECT_ERROR(join(m_mina, nowhere), ListingUnavailable);
}

void TestWaitlist::othersEntriesDontExist()
{
    const auto entry = join(m_mina, nights(1, 5));
    EXPECT_OK(entry);
    EXPECT_ERROR(m_waitlist.claim(m_world->context(), m_kari, *entry), NotFound);
    EXPECT_ERROR(m_waitlist.leave(m_world->context(), m_kari, *entry), NotFound);
    const auto read = m_waitlist.read(m_world->context(), m_kari, *entry);
    EXPECT_OK(read);
    QVERIFY(!*read);
    QCOMPARE(status(*entry), u"offered"_s);
}

void TestWaitlist::pastOnesEnd()
{
    EXPECT_OK(book(m_ravi, 1, 5));
    const auto entry = join(m_mina, nights(1, 5));
    EXPECT_OK(entry);
    QCOMPARE(*m_waitlist.endPast(m_world->context()), 0);
    m_world->clock().set(QDateTime({2026, 9, 1}, {12, 0}, Qt::UTC));
    QCOMPARE(*m_waitlist.endPast(m_world->context()), 1);
    QCOMPARE(status(*entry), u"past"_s);
}

void TestWaitlist::lists()
{
    EXPECT_OK(book(m_ravi, 1, 9));
    QList<WaitlistEntryId> entries;
    for (int day = 1; day <= 3; ++day) {
        const auto entry = join(day == 2 ? m_kari : m_mina, nights(day, day + 2));
        EXPECT_OK(entry);
        entries << *entry;
    }
    const auto own = m_waitlist.listOwn(m_world->context(), m_mina, {10, {}});
    EXPECT_OK(own);
    QCOMPARE(own->size(), 2);
    QVERIFY(own->first().json.contains(entries[2].toString().toLatin1()));
    const auto next = m_waitlist.listOwn(m_world->context(), m_mina, {10, own->first().key});
    EXPECT_OK(next);
    QCOMPARE(next->size(), 1);
    const auto all = m_waitlist.listForTenant(m_world->context(), m_host, {}, {10, {}});
    EXPECT_OK(all);
    QCOMPARE(all->size(), 3);
    QVERIFY(all->at(1).json.contains("Kari"));
    EXPECT_OK(m_waitlist.leave(m_world->context(), m_mina, entries[0]));
    QCOMPARE(m_waitlist.listForTenant(m_world->context(), m_host, m_home.listing, {10, {}})->size(), 2);
    EXPECT_ERROR(m_waitlist.listForTenant(m_world->context(), m_mina, {}, {10, {}}), Forbidden);
}

QTEST_GUILESS_MAIN(TestWaitlist)
#include "TestWaitlist.moc"
