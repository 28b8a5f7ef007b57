// Two hosts work on the same nights, one of them offline: what the server makes of what comes later, and what it offers
// instead.
#include "server/sync/MutationDispatcher.h"

#include "server/listings/ListingService.h"
#include "server/reservations/BookingService.h"
#include "server/reservations/CalendarService.h"
#include "server/tenancy/TenantTransaction.h"
#include "support/Expect.h"
#include "support/HostWorld.h"

#include <QJsonArray>
#include <QTest>

using namespace roost;
using namespace roost::sync;
using namespace roost::test;
using namespace Qt::StringLiterals;

class TestCalendarConflicts : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { EXPECT_OK(m_postgres.start()); }
    void init();

    void pricesOfOtherDaysAreSet();
    void pricesWithoutABaseHaveTheLastWord();
    void blockGivesWayToABooking();
    void blockOfClosedNightsIsSoAlready();
    void movedBlockIsNotRemoved();
    void entryIsOfferedOtherUnitsAndDates();
    void entryIsOfferedMoves();
    void changeIsOfferedOtherUnits();
    void sameDecisionsMeet();
    void archivedListingIsEditedButNotBooked();

private:
    Outcome apply(const QString &name, const QJsonObject &args, const QJsonObject &base = {});
    Result<Booking> book(const QDate &from, const QDate &to, const UnitId &unit = {});
    QJsonObject entryArgs(const QString &from, const QString &to, const QJsonValue &unit) const;
    Outcome setPrice(qint64 minor, const QString &from, const QString &to, const QJsonObject &seen)
    {
        return apply(u"calendar.set_rates"_s,
                     {{u"listing_id"_s, m_home.listing.toString()},
                      {u"from_date"_s, from},
                      {u"to_date"_s, to},
                      {u"rate"_s, QJsonObject{{u"price_minor"_s, minor}}}},
                     seen);
    }
    QString text(const QString &sql) { return m_world->look(sql)->toString(); }
    QString prices()
    {
        return text(
            u"SELECT string_agg(to_char(date, 'DD') || ' ' || price_minor, ', ' ORDER BY date) FROM day_rate"_s);
    }

    PostgresFixture m_postgres;
    std::unique_ptr<HostWorld> m_world;
    Caller m_host;
    Caller m_guest;
    HostWorld::Home m_home; // two units
};

void TestCalendarConflicts::init()
{
    auto world = HostWorld::create(m_postgres);
    EXPECT_OK(world);
    m_world = std::move(*world);
    m_host = *m_world->addHost(u"Solveig"_s);
    m_guest = *m_world->addGuest(u"Ravi"_s);
    m_home = *m_world->addHome(m_host, {}, 2);
}

Outcome TestCalendarConflicts::apply(const QString &name, const QJsonObject &args, const QJsonObject &base)
{
    auto write = TenantTransaction::beginWrite(m_world->context(), m_host.tenant, m_host.user);
    const Mutation mutation{1, MutationId::create(), tenantScope(m_host.tenant), name, 3, args, base};
    const auto outcome = applyMutation(m_world->context(), m_host, mutation);
    if (!write || !outcome || !write->commit()) {
        Outcome failed;
        failed.kind = OutcomeKind::Rejected;
        failed.code = outcome ? u"not committed"_s : QString::fromUtf8(describe(outcome));
        return failed;
    }
    return *outcome;
}

Result<Booking> TestCalendarConflicts::book(const QDate &from, const QDate &to, const UnitId &unit)
{
    BookingRequest request;
    request.wish.what = StayWish{m_home.listing, {from, to}, 1, 0, 1, unit};
    ROOST_ASSIGN(const BookingDecision made, BookingService().book(m_world->context(), m_guest, request));
    return made.booking;
}

QJsonObject TestCalendarConflicts::entryArgs(const QString &from, const QString &to, const QJsonValue &unit) const
{
    return {{u"booking_id"_s, BookingId::create().toString()},
            {u"listing_id"_s, m_home.listing.toString()},
            {u"unit_id"_s, unit},
            {u"check_in"_s, from},
            {u"check_out"_s, to},
            {u"guests"_s, 1},
            {u"pets"_s, 0},
            {u"contact"_s, QJsonObject{{u"id"_s, ContactId::create().toString()}, {u"name"_s, u"Kari"_s}}},
            {u"total_minor"_s, QJsonValue::Null},
            {u"message"_s, u""_s}};
}

void TestCalendarConflicts::pricesOfOtherDaysAreSet()
{
    const QJsonObject nothing{{u"days"_s, QJsonObject()}};
    QVERIFY(setPrice(110000, u"2026-07-02"_s, u"2026-07-04"_s, nothing).kind == OutcomeKind::Applied);
    // Somebody who didn't see that sets five days.
    const Outcome outcome = setPrice(120000, u"2026-07-01"_s, u"2026-07-06"_s, nothing);
    QVERIFY(outcome.kind == OutcomeKind::Merged);
    QCOMPARE(prices(), u"01 120000, 02 110000, 03 110000, 04 120000, 05 120000"_s);
    QCOMPARE(outcome.conflicts.size(), 1);
    const FieldConflict &conflict = outcome.conflicts.first();
    QCOMPARE(conflict.field, u"price_minor"_s);
    QCOMPARE(conflict.mine.toObject(), (QJsonObject{{u"2026-07-02"_s, 120000}, {u"2026-07-03"_s, 120000}}));
    QCOMPARE(conflict.theirs.toObject(), (QJsonObject{{u"2026-07-02"_s, 110000}, {u"2026-07-03"_s, 110000}}));
    QCOMPARE(conflict.base.toObject().value(u"2026-07-02"_s), QJsonValue());
    // Kept mine: over what the server has.
    QVERIFY(setPrice(120000, u"2026-07-02"_s, u"2026-07-04"_s,
                     {{u"days"_s, QJsonObject{{u"2026-07-02"_s, QJsonObject{{u"price_minor"_s, 110000}}},
                                              {u"2026-07-03"_s, QJsonObject{{u"price_minor"_s, 110000}}}}}})
                .kind == OutcomeKind::Applied);
    QCOMPARE(prices(), u"01 120000, 02 120000, 03 120000, 04 120000, 05 120000"_s);
}

void TestCalendarConflicts::pricesWithoutABaseHaveTheLastWord()
{
    QVERIFY(setPrice(110000, u"2026-07-02"_s, u"2026-07-04"_s, {}).kind == OutcomeKind::Applied);
    QVERIFY(setPrice(120000, u"2026-07-01"_s, u"2026-07-03"_s, {}).kind == OutcomeKind::Applied);
    QCOMPARE(prices(), u"01 120000, 02 120000, 03 110000"_s);
}

void TestCalendarConflicts::blockGivesWayToABooking()
{
    EXPECT_OK(book({2026, 7, 4}, {2026, 7, 6}, m_home.units[0]));
    const QString unit = m_home.units[0].toString();
    const Outcome outcome = apply(u"calendar.block"_s, {{u"block_id"_s, BlockId::create().toString()},
                                                        {u"listing_id"_s, m_home.listing.toString()},
                                                        {u"unit_id"_s, unit},
                                                        {u"from_date"_s, u"2026-07-01"_s},
                                                        {u"to_date"_s, u"2026-07-10"_s},
                                                        {u"note"_s, u"Painter"_s}});
    QCOMPARE(outcome.code, u"DATES_TAKEN"_s);
    QCOMPARE(outcome.theirs.value(u"taken").toArray().size(), 1);
    const QJsonArray offers = outcome.theirs.value(u"offers").toArray();
    QCOMPARE(offers.size(), 2);
    QCOMPARE(offers[0].toObject(), (QJsonObject{{u"kind"_s, u"block"_s},
                                                {u"unit_id"_s, unit},
                                                {u"check_in"_s, u"2026-07-01"_s},
                                                {u"check_out"_s, u"2026-07-04"_s}}));
    QCOMPARE(offers[1][u"check_in"].toString(), u"2026-07-06"_s);
    QCOMPARE(offers[1][u"check_out"].toString(), u"2026-07-10"_s);
    // What is offered can be had.
    for (const QJsonValue &offer : offers) {
        QCOMPARE(apply(u"calendar.block"_s, {{u"block_id"_s, BlockId::create().toString()},
                                             {u"listing_id"_s, m_home.listing.toString()},
                                             {u"unit_id"_s, offer[u"unit_id"]},
                                             {u"from_date"_s, offer[u"check_in"]},
                                             {u"to_date"_s, offer[u"check_out"]},
                                             {u"note"_s, u"Painter"_s}})
                     .code,
                 QString());
    }
}

void TestCalendarConflicts::blockOfClosedNightsIsSoAlready()
{
    QJsonObject args{{u"block_id"_s, BlockId::create().toString()},
                     {u"listing_id"_s, m_home.listing.toString()},
                     {u"unit_id"_s, m_home.units[0].toString()},
                     {u"from_date"_s, u"2026-07-01"_s},
                     {u"to_date"_s, u"2026-07-10"_s},
                     {u"note"_s, u""_s}};
    QCOMPARE(apply(u"calendar.block"_s, args).code, QString());
    args.insert(u"block_id"_s, BlockId::create().toString());
    args.insert(u"to_date"_s, u"2026-07-05"_s);
    QCOMPARE(apply(u"calendar.block"_s, args).code, QString());
    QCOMPARE(text(u"SELECT count(*) FROM block"_s), u"1"_s);
    // A note isn't lost, and nights that stay open are told.
    args.insert(u"note"_s, u"Painter"_s);
    QCOMPARE(apply(u"calendar.block"_s, args).code, u"DATES_TAKEN"_s);
    args.insert(u"note"_s, u""_s);
    args.insert(u"to_date"_s, u"2026-07-11"_s);
    const Outcome partly = apply(u"calendar.block"_s, args);
    QCOMPARE(partly.code, u"DATES_TAKEN"_s);
    QCOMPARE(partly.theirs.value(u"offers").toArray().first()[u"check_in"].toString(), u"2026-07-10"_s);
}

void TestCalendarConflicts::movedBlockIsNotRemoved()
{
    const NewBlock block{BlockId::create(), m_home.listing, m_home.units[0], {{2026, 7, 1}, {2026, 7, 4}}, {}};
    EXPECT_OK(CalendarService().block(m_world->context(), m_host, block));
    EXPECT_OK(CalendarService().editBlock(m_world->context(), m_host, block.id, StayDates{{2026, 7, 2}, {2026, 7, 5}},
                                          u"Painter"_s));
    const auto remove = [&](const QString &from, const QString &to) {
        return apply(u"calendar.unblock"_s, {{u"block_id"_s, block.id.toString()}},
                     {{u"from_date"_s, from}, {u"to_date"_s, to}});
    };
    const Outcome outcome = remove(u"2026-07-01"_s, u"2026-07-04"_s);
    QCOMPARE(outcome.code, u"CHANGED_MEANWHILE"_s);
    QCOMPARE(outcome.theirs.value(u"note").toString(), u"Painter"_s);
    QCOMPARE(remove(u"2026-07-02"_s, u"2026-07-05"_s).code, QString());
    QCOMPARE(remove(u"2026-07-02"_s, u"2026-07-05"_s).code, QString());
}

void TestCalendarConflicts::entryIsOfferedOtherUnitsAndDates()
{
    EXPECT_OK(book({2026, 7, 1}, {2026, 7, 4}, m_home.units[0]));
    const QString unit = m_home.units[0].toString();
    QJsonObject args = entryArgs(u"2026-07-02"_s, u"2026-07-05"_s, unit);
    const Outcome outcome = apply(u"booking.create"_s, args);
    QCOMPARE(outcome.code, u"DATES_TAKEN"_s);
    const QJsonArray offers = outcome.theirs.value(u"offers").toArray();
    QVERIFY(offers.size() >= 2 && offers.size() <= 8);
    QCOMPARE(offers[0][u"kind"].toString(), u"unit"_s);
    QCOMPARE(offers[0][u"unit_id"].toString(), m_home.units[1].toString());
    QCOMPARE(offers[0][u"check_in"].toString(), u"2026-07-02"_s);
    QCOMPARE(offers[0][u"total_minor"].toInteger(), 300000);
    QVERIFY(!offers[0][u"unit_name"].toString().isEmpty());
    QCOMPARE(offers[1][u"kind"].toString(), u"dates"_s);
    QCOMPARE(offers[1][u"unit_id"].toString(), unit);
    QCOMPARE(offers[1][u"check_in"].toString(), u"2026-07-04"_s);
    QCOMPARE(offers[1][u"check_out"].toString(), u"2026-07-07"_s);
    // Nothing was booked by looking, and what is offered can be had.
    QCOMPARE(text(u"SELECT count(*) FROM claim"_s), u"1"_s);
    args.insert(u"unit_id"_s, offers[0][u"unit_id"]);
    QCOMPARE(apply(u"booking.create"_s, args).code, QString());
}

void TestCalendarConflicts::entryIsOfferedMoves()
{
    // Each unit is taken for a part of the nights; the two could share one.
    EXPECT_OK(book({2026, 7, 1}, {2026, 7, 3}, m_home.units[0]));
    EXPECT_OK(book({2026, 7, 3}, {2026, 7, 5}, m_home.units[1]));
    QJsonObject args = entryArgs(u"2026-07-01"_s, u"2026-07-05"_s, QJsonValue::Null);
    const Outcome outcome = apply(u"booking.create"_s, args);
    QCOMPARE(outcome.code, u"DATES_TAKEN"_s);
    const QJsonObject offer = outcome.theirs.value(u"offers").toArray().first().toObject();
    QCOMPARE(offer.value(u"kind").toString(), u"moves"_s);
    QCOMPARE(offer.value(u"moves").toArray().size(), 1);
    args.insert(u"make_room"_s, true);
    QCOMPARE(apply(u"booking.create"_s, args).code, QString());
    QCOMPARE(text(u"SELECT count(DISTINCT unit_id) FROM booking WHERE source = 'direct'"_s), u"1"_s);
}

void TestCalendarConflicts::changeIsOfferedOtherUnits()
{
    const auto booking = book({2026, 7, 1}, {2026, 7, 4}, m_home.units[0]);
    EXPECT_OK(booking);
    EXPECT_OK(book({2026, 7, 4}, {2026, 7, 8}, m_home.units[0]));
    const Outcome outcome = apply(
        u"booking.change"_s,
        {{u"booking_id"_s, booking->id.toString()},
         {u"changes"_s, QJsonObject{{u"check_out"_s, u"2026-07-05"_s}, {u"unit_id"_s, m_home.units[0].toString()}}}},
        {{u"check_out"_s, u"2026-07-04"_s}, {u"unit_id"_s, m_home.units[0].toString()}});
    QCOMPARE(outcome.code, u"DATES_TAKEN"_s);
    const QJsonArray offers = outcome.theirs.value(u"offers").toArray();
    QCOMPARE(offers[0][u"kind"].toString(), u"unit"_s);
    QCOMPARE(offers[0][u"unit_id"].toString(), m_home.units[1].toString());
    // Its own nights are free for it: a day earlier would do.
    QCOMPARE(offers[1][u"check_in"].toString(), u"2026-06-30"_s);
    QCOMPARE(text(u"SELECT count(*) FROM claim"_s), u"2"_s);
}

void TestCalendarConflicts::sameDecisionsMeet()
{
    EXPECT_OK(ListingService().edit(m_world->context(), m_host, m_home.listing, {{u"instant_book"_s, false}}));
    const auto booking = book({2026, 7, 1}, {2026, 7, 4});
    EXPECT_OK(booking);
    const QJsonObject args{{u"booking_id"_s, booking->id.toString()}};
    const QJsonObject pending{{u"status"_s, u"pending"_s}};
    QCOMPARE(apply(u"booking.accept"_s, args, pending).code, QString());
    QCOMPARE(apply(u"booking.accept"_s, args, pending).code, QString());
    const Outcome declined = apply(u"booking.decline"_s, args, pending);
    QCOMPARE(declined.code, u"INVALID_TRANSITION"_s);
    QCOMPARE(declined.theirs.value(u"status").toString(), u"confirmed"_s);
    QCOMPARE(apply(u"booking.cancel"_s, args, {{u"status"_s, u"confirmed"_s}}).code, QString());
    QCOMPARE(apply(u"booking.cancel"_s, args, {{u"status"_s, u"confirmed"_s}}).code, QString());
}

void TestCalendarConflicts::archivedListingIsEditedButNotBooked()
{
    EXPECT_OK(
        m_world->change(u"SELECT set_config('roost.version', '1', false); UPDATE listing SET status = 'archived'"_s));
    const Outcome edited = apply(
        u"listing.edit"_s,
        {{u"listing_id"_s, m_home.listing.toString()}, {u"changes"_s, QJsonObject{{u"summary"_s, u"By the sea"_s}}}},
        {{u"summary"_s, u""_s}});
    QCOMPARE(edited.code, QString());
    const Outcome entered = apply(u"booking.create"_s, entryArgs(u"2026-07-02"_s, u"2026-07-05"_s, QJsonValue::Null));
    QCOMPARE(entered.code, u"LISTING_UNAVAILABLE"_s);
    QCOMPARE(entered.theirs.value(u"status").toString(), u"archived"_s);
}

QTEST_GUILESS_MAIN(TestCalendarConflicts)
#include "TestCalendarConflicts.moc"
