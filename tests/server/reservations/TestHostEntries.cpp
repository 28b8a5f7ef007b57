// What a host enters by hand, and room that is made by moving others.
#include "server/reservations/HostEntries.h"

#include "server/reservations/CalendarService.h"
#include "server/reservations/MoveProposals.h"
#include "support/Expect.h"
#include "support/HostWorld.h"

#include <QJsonArray>
#include <QTest>

using namespace roost;
using namespace roost::test;
using namespace Qt::StringLiterals;

class TestHostEntries : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { EXPECT_OK(m_postgres.start()); }
    void init();

    void entryIsConfirmedWithPriceAndContact();
    void knownContactIsUsed();
    void agreedTotalWins();
    void agreedTotalIsAnExactAmount();
    void rulesHoldUnlessWaived();
    void takenNightsAreNeverWaived();
    void staffEnterButDontWaive();
    void unlistedHomeCanBeEntered();
    void someoneMustBeNamed();
    void refusalNamesTheMovesThatWouldHelp();
    void roomIsMadeByMovingOthers();
    void requestIsAcceptedByMovingOthers();
    void whatCantMoveStays();
    void sessionsOfOthersAreNotOnesOwn();

private:
    HostEntry entry(const QDate &from, const QDate &to, const UnitId &unit = {}) const
    {
        HostEntry made;
        made.wish.what = StayWish{m_home.listing, {from, to}, 1, 0, 1, unit};
        made.name = u"Kari Nordmann"_s;
        made.email = u"kari@example.org"_s;
        return made;
    }
    QString text(const QString &sql) { return m_world->look(sql)->toString(); }

    PostgresFixture m_postgres;
    std::unique_ptr<HostWorld> m_world;
    Caller m_host;
    HostWorld::Home m_home;
    HostEntries m_entries;
};

void TestHostEntries::init()
{
    auto world = HostWorld::create(m_postgres);
    EXPECT_OK(world);
    m_world = std::move(*world);
    m_host = *m_world->addHost(u"Solveig"_s);
    m_home = *m_world->addHome(m_host, {{u"instant_book"_s, false}}, 2);
}

void TestHostEntries::entryIsConfirmedWithPriceAndContact()
{
    const auto made = m_entries.enter(m_world->context(), m_host, entry({2026, 7, 1}, {2026, 7, 4}));
    EXPECT_OK(made);
    QCOMPARE(made->booking.status, BookingStatus::Confirmed);
    QCOMPARE(
        text(u"SELECT concat_ws(' ', status, source, total_minor, contact.name, contact.email, guest_user_id) FROM "
             "booking JOIN contact ON contact.id = contact_id"_s),
        u"confirmed manual 300000 Kari Nordmann kari@example.org"_s);
    QCOMPARE(text(u"SELECT detail->>'actor' FROM audit_entry WHERE entity = 'booking'"_s), u"host"_s);
    QCOMPARE(text(u"SELECT state FROM claim"_s), u"booked"_s);
}

void TestHostEntries::knownContactIsUsed()
{
    EXPECT_OK(m_entries.enter(m_world->context(), m_host, entry({2026, 7, 1}, {2026, 7, 4})));
    // The same address again, and then by id.
    EXPECT_OK(m_entries.enter(m_world->context(), m_host, entry({2026, 8, 1}, {2026, 8, 4})));
    HostEntry byId = entry({2026, 9, 1}, {2026, 9, 4});
    byId.name.clear();
    byId.email.clear();
    byId.contact = ContactId::fromString(text(u"SELECT id FROM contact"_s));
    EXPECT_OK(m_entries.enter(m_world->context(), m_host, byId));
    QCOMPARE(text(u"SELECT count(DISTINCT contact_id) || ' ' || count(*) FROM booking"_s), u"1 3"_s);
    byId.contact = ContactId::create();
    EXPECT_ERROR(m_entries.enter(m_world->context(), m_host, byId), NotFound);
}

void TestHostEntries::agreedTotalWins()
{
    HostEntry agreed = entry({2026, 7, 1}, {2026, 7, 4});
    agreed.agreedTotalMinor = 250'000;
    EXPECT_OK(m_entries.enter(m_world->context(), m_host, agreed));
    QCOMPARE(text(u"SELECT total_minor || ' ' || (quote->'total'->>'amount_minor') FROM booking"_s),
             u"250000 250000"_s);
}

void TestHostEntries::agreedTotalIsAnExactAmount()
{
    for (const qint64 minor : {Q_INT64_C(-1), (Q_INT64_C(1) << 53) + 1}) {
        HostEntry agreed = entry({2026, 7, 1}, {2026, 7, 4});
        agreed.agreedTotalMinor = minor;
        EXPECT_ERROR(m_entries.enter(m_world->context(), m_host, agreed), Validation);
    }
    QCOMPARE(text(u"SELECT count(*) FROM booking"_s), u"0"_s);
}

void TestHostEntries::rulesHoldUnlessWaived()
{
    m_home = *m_world->addHome(m_host, {{u"min_nights"_s, 3}});
    HostEntry shortStay = entry({2026, 7, 1}, {2026, 7, 2});
    EXPECT_ERROR(m_entries.enter(m_world->context(), m_host, shortStay), StayRuleBroken);
    shortStay.overridesRules = true;
    EXPECT_OK(m_entries.enter(m_world->context(), m_host, shortStay));
}

void TestHostEntries::takenNightsAreNeverWaived()
{
    m_home = *m_world->addHome(m_host);
    EXPECT_OK(m_entries.enter(m_world->context(), m_host, entry({2026, 7, 1}, {2026, 7, 4})));
    HostEntry again = entry({2026, 7, 3}, {2026, 7, 5});
    again.overridesRules = true;
    again.makesRoom = true;
    const auto refused = m_entries.enter(m_world->context(), m_host, again);
    EXPECT_ERROR(refused, DatesTaken);
    QCOMPARE(refused.error().details.value("taken"_L1).toArray().size(), 1);
    QCOMPARE(text(u"SELECT count(*) FROM booking"_s), u"1"_s);
}

void TestHostEntries::staffEnterButDontWaive()
{
    const auto staff = m_world->addMember(m_host, u"Nils"_s, Role::Staff);
    EXPECT_OK(staff);
    HostEntry made = entry({2026, 7, 1}, {2026, 7, 4});
    EXPECT_OK(m_entries.enter(m_world->context(), *staff, made));
    made.overridesRules = true;
    EXPECT_ERROR(m_entries.enter(m_world->context(), *staff, made), Forbidden);
    const auto guest = m_world->addGuest(u"Ravi"_s);
    EXPECT_ERROR(m_entries.enter(m_world->context(), *guest, entry({2026, 8, 1}, {2026, 8, 4})), Forbidden);
}

void TestHostEntries::unlistedHomeCanBeEntered()
{
    m_home = *m_world->addHome(m_host, {{u"status"_s, u"unpublished"_s}});
    EXPECT_OK(m_entries.enter(m_world->context(), m_host, entry({2026, 7, 1}, {2026, 7, 4})));
}

void TestHostEntries::someoneMustBeNamed()
{
    HostEntry nobody = entry({2026, 7, 1}, {2026, 7, 4});
    nobody.name = u"  "_s;
    EXPECT_ERROR(m_entries.enter(m_world->context(), m_host, nobody), Validation);
}

// Unit 1: 1 to 5 July, unit 2: 8 to 12 July; for 4 to 9 July there is room if one of them moves.
void TestHostEntries::refusalNamesTheMovesThatWouldHelp()
{
    EXPECT_OK(m_entries.enter(m_world->context(), m_host, entry({2026, 7, 1}, {2026, 7, 5}, m_home.units[0])));
    EXPECT_OK(m_entries.enter(m_world->context(), m_host, entry({2026, 7, 8}, {2026, 7, 12}, m_home.units[1])));
    const auto refused = m_entries.enter(m_world->context(), m_host, entry({2026, 7, 4}, {2026, 7, 9}));
    EXPECT_ERROR(refused, DatesTaken);
    const QJsonObject moves = refused.error().details.value("moves"_L1).toObject();
    QCOMPARE(moves.value("moves"_L1).toArray().size(), 1);
    QCOMPARE(moves.value("unit_id"_L1).toString(), m_home.units[0].toString());
    QCOMPARE(text(u"SELECT count(*) FROM booking"_s), u"2"_s);
}

void TestHostEntries::roomIsMadeByMovingOthers()
{
    const auto first = m_entries.enter(m_world->context(), m_host, entry({2026, 7, 1}, {2026, 7, 5}, m_home.units[0]));
    EXPECT_OK(first);
    EXPECT_OK(m_entries.enter(m_world->context(), m_host, entry({2026, 7, 8}, {2026, 7, 12}, m_home.units[1])));
    HostEntry wanted = entry({2026, 7, 4}, {2026, 7, 9});
    wanted.makesRoom = true;
    const auto made = m_entries.enter(m_world->context(), m_host, wanted);
    EXPECT_OK(made);
    QCOMPARE(made->booking.unit, m_home.units[0]);
    QCOMPARE(
        text(u"SELECT unit_id || ' ' || revision || ' ' || (items->0->>'unit_id') FROM booking WHERE id = '%1'"_s.arg(
            first->booking.id.toString())),
        m_home.units[1].toString() + u" 2 "_s + m_home.units[1].toString());
    QCOMPARE(text(u"SELECT count(*) FROM claim JOIN booking ON booking.id = booking_id WHERE claim.unit_id = "
                  "booking.unit_id"_s),
             u"3"_s);
}

void TestHostEntries::requestIsAcceptedByMovingOthers()
{
    const auto guest = m_world->addGuest(u"Ravi"_s);
    BookingRequest request;
    request.wish.what = StayWish{m_home.listing, {{2026, 7, 4}, {2026, 7, 9}}, 1, 0, 1, {}};
    const auto asked = BookingService().book(m_world->context(), *guest, request);
    EXPECT_OK(asked);
    EXPECT_OK(m_entries.enter(m_world->context(), m_host, entry({2026, 7, 1}, {2026, 7, 5}, m_home.units[0])));
    // A block declines nobody; now there is room only if the first one moves.
    EXPECT_OK(CalendarService().block(m_world->context(), m_host,
                                      {{}, m_home.listing, m_home.units[1], {{2026, 7, 8}, {2026, 7, 12}}, {}}));
    const auto moves = movesFor(m_world->context(), m_host, asked->booking.id);
    EXPECT_OK(moves);
    QCOMPARE(moves->value("proposal"_L1)["moves"_L1].toArray().size(), 1);
    const auto refused = BookingService().accept(m_world->context(), m_host, asked->booking.id);
    EXPECT_ERROR(refused, DatesTaken);
    QVERIFY(refused.error().details.contains("moves"_L1));
    const auto accepted = BookingService().acceptMakingRoom(m_world->context(), m_host, asked->booking.id);
    EXPECT_OK(accepted);
    QCOMPARE(accepted->booking.status, BookingStatus::Confirmed);
}

void TestHostEntries::whatCantMoveStays()
{
    const auto first = m_entries.enter(m_world->context(), m_host, entry({2026, 7, 1}, {2026, 7, 5}, m_home.units[0]));
    EXPECT_OK(first);
    EXPECT_OK(m_entries.enter(m_world->context(), m_host, entry({2026, 7, 8}, {2026, 7, 12}, m_home.units[1])));
    // The first guest has come: only the second one can move.
    m_world->clock().set(QDateTime({2026, 7, 2}, {12, 0}, Qt::UTC));
    HostEntry wanted = entry({2026, 7, 4}, {2026, 7, 9});
    wanted.makesRoom = true;
    const auto made = m_entries.enter(m_world->context(), m_host, wanted);
    EXPECT_OK(made);
    QCOMPARE(made->booking.unit, m_home.units[1]);
    QCOMPARE(text(u"SELECT unit_id FROM booking WHERE id = '%1'"_s.arg(first->booking.id.toString())),
             m_home.units[0].toString());
}

void TestHostEntries::sessionsOfOthersAreNotOnesOwn()
{
    const Caller rival = *m_world->addHost(u"Mallory"_s);
    const auto experience = m_world->addExperience(rival);
    EXPECT_OK(experience);
    const auto show = m_world->addSession(rival, *experience, u"2026-07-02T19:00"_s);
    EXPECT_OK(show);
    HostEntry seats = entry({2026, 7, 1}, {2026, 7, 4});
    seats.wish.what = SeatWish{show->session, show->seats.mid(0, 2), 0, {}};
    EXPECT_ERROR(m_entries.enter(m_world->context(), m_host, seats), NotFound);
    QCOMPARE(text(u"SELECT count(*) FROM claim"_s), u"0"_s);
    EXPECT_OK(m_entries.enter(m_world->context(), rival, seats));
}

QTEST_GUILESS_MAIN(TestHostEntries)
#include "TestHostEntries.moc"
