// What a host sees of bookings and prices that were changed here, before the server has answered.
#include "client/replica/Edits.h"
#include "support/CalendarProfile.h"
#include "support/Expect.h"

#include <QTest>

using namespace roost;
using namespace roost::replica;
using namespace Qt::StringLiterals;

class TestBookingEdits : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();

    void changedStayIsShown();
    void changeOntoTakenNightsIsRefused();
    void ownNightsAreNotInTheWay();
    void onlyRealChangesAreSent();
    void enteredBookingIsShownWithItsGuest();
    void enteredBookingNeedsFreeNightsAndAName();
    void noShowFollowsTheLifecycle();
    void ratesOfDaysAreSetAndCleared();
    void ratesChangeOnlyWhatTheyName();
    void impossibleRatesAreRefused();

private:
    BookingRow booking(const BookingId &id) { return **m_profile->reader().booking(id); }
    Result<MutationId> change(const QJsonObject &changes)
    {
        return m_profile->replica().edit(changeBooking(booking(m_booking), changes));
    }
    BookingEntry entry(const QDate &from, const QDate &to) const
    {
        BookingEntry made;
        made.listing = m_listing;
        made.unit = m_units.first().id;
        made.checkIn = from;
        made.checkOut = to;
        made.name = u"Kari"_s;
        made.totalMinor = 123'400;
        return made;
    }

    std::unique_ptr<test::CalendarProfile> m_profile;
    ListingId m_listing;
    QList<UnitRow> m_units;
    BookingId m_booking; // 1 to 4 July in the first unit
};

void TestBookingEdits::init()
{
    m_profile = std::make_unique<test::CalendarProfile>();
    m_listing = m_profile->addListing(u"Home"_s, u"Oslo"_s, 2);
    m_units = m_profile->unitsOf(m_listing);
    m_booking = m_profile->addBooking(m_listing, m_units[0].id, {2026, 7, 1}, {2026, 7, 4}, u"confirmed"_s, u"Ida"_s);
}

void TestBookingEdits::changedStayIsShown()
{
    EXPECT_OK(change({{u"check_out"_s, u"2026-07-06"_s}, {u"guests"_s, 3}, {u"unit_id"_s, m_units[1].id.toString()}}));
    const BookingRow after = booking(m_booking);
    QCOMPARE(after.checkOut, QDate(2026, 7, 6));
    QCOMPARE(after.guests, 3);
    QCOMPARE(after.unit, m_units[1].id);
    QVERIFY(after.isTentative);
    const OutboxRow sent = m_profile->reader().outbox()->first();
    QCOMPARE(sent.name, u"booking.change"_s);
    QCOMPARE(sent.base.value(u"check_out").toString(), u"2026-07-04"_s);
}

void TestBookingEdits::changeOntoTakenNightsIsRefused()
{
    m_profile->addBooking(m_listing, m_units[0].id, {2026, 7, 5}, {2026, 7, 8}, u"confirmed"_s);
    const auto refused = change({{u"check_out"_s, u"2026-07-06"_s}});
    EXPECT_ERROR(refused, DatesTaken);
    QCOMPARE(refused.error().details.value(u"taken").toArray().size(), 1);
    QVERIFY(!booking(m_booking).isTentative);
    EXPECT_ERROR(change({{u"check_out"_s, u"2026-06-30"_s}}), Validation);
    EXPECT_ERROR(change({{u"unit_id"_s, UnitId::create().toString()}}), NotFound);
}

void TestBookingEdits::ownNightsAreNotInTheWay()
{
    EXPECT_OK(change({{u"check_in"_s, u"2026-07-02"_s}}));
    QCOMPARE(booking(m_booking).checkIn, QDate(2026, 7, 2));
}

void TestBookingEdits::onlyRealChangesAreSent()
{
    EXPECT_ERROR(change({{u"check_out"_s, u"2026-07-04"_s}}), Validation);
    EXPECT_OK(change({{u"check_out"_s, u"2026-07-04"_s}, {u"pets"_s, 1}}));
    QCOMPARE(m_profile->reader().outbox()->first().args.value(u"changes").toObject(), (QJsonObject{{u"pets"_s, 1}}));
}

void TestBookingEdits::enteredBookingIsShownWithItsGuest()
{
    const BookingId id = BookingId::create();
    EXPECT_OK(m_profile->replica().edit(enterBooking(id, entry({2026, 8, 1}, {2026, 8, 4}))));
    const BookingRow made = booking(id);
    QCOMPARE(made.status, u"confirmed"_s);
    QCOMPARE(made.guestName, u"Kari"_s);
    QCOMPARE(made.totalMinor, std::optional<qint64>(123'400));
    QCOMPARE(made.source, u"manual"_s);
    QVERIFY(made.isTentative);
    // It keeps its nights at once.
    EXPECT_ERROR(m_profile->replica().edit(blockNights(BlockId::create(), m_units.first(), {2026, 8, 2}, {2026, 8, 3})),
                 DatesTaken);
}

void TestBookingEdits::enteredBookingNeedsFreeNightsAndAName()
{
    EXPECT_ERROR(m_profile->replica().edit(enterBooking(BookingId::create(), entry({2026, 7, 3}, {2026, 7, 5}))),
                 DatesTaken);
    BookingEntry nobody = entry({2026, 8, 1}, {2026, 8, 4});
    nobody.name = u" "_s;
    EXPECT_ERROR(m_profile->replica().edit(enterBooking(BookingId::create(), nobody)), Validation);
    QCOMPARE(*m_profile->reader().bookingCount(), 1);
}

void TestBookingEdits::noShowFollowsTheLifecycle()
{
    EXPECT_OK(
        m_profile->replica().edit(decideBooking(booking(m_booking), BookingAction::MarkNoShow, u"Nobody came"_s)));
    QCOMPARE(booking(m_booking).status, u"no_show"_s);
    QCOMPARE(m_profile->reader().outbox()->first().name, u"booking.no_show"_s);
    EXPECT_ERROR(m_profile->replica().edit(decideBooking(booking(m_booking), BookingAction::Cancel)),
                 InvalidTransition);
}

void TestBookingEdits::ratesOfDaysAreSetAndCleared()
{
    const auto set = [&](const QJsonObject &rate) {
        return m_profile->replica().edit(setDayRates(m_listing, {2026, 7, 1}, {2026, 7, 4}, rate));
    };
    const auto rates = [&] { return *m_profile->reader().dayRates(m_listing, {2026, 6, 1}, {2026, 9, 1}); };
    EXPECT_OK(set({{u"price_minor"_s, 150'000}}));
    QCOMPARE(rates().size(), 3);
    QCOMPARE(rates().first().priceMinor, std::optional<qint64>(150'000));
    QVERIFY(rates().first().isTentative);
    EXPECT_OK(set({{u"price_minor"_s, QJsonValue::Null}}));
    QVERIFY(rates().isEmpty());
}

void TestBookingEdits::ratesChangeOnlyWhatTheyName()
{
    EXPECT_OK(m_profile->replica().edit(
        setDayRates(m_listing, {2026, 7, 1}, {2026, 7, 3}, {{u"price_minor"_s, 150'000}, {u"min_nights"_s, 2}})));
    EXPECT_OK(m_profile->replica().edit(
        setDayRates(m_listing, {2026, 7, 2}, {2026, 7, 4}, {{u"closed_to_arrival"_s, true}})));
    const auto rates = m_profile->reader().dayRates(m_listing, {2026, 6, 1}, {2026, 9, 1});
    EXPECT_OK(rates);
    QCOMPARE(*rates, (QList<DayRateRow>{{m_listing, {2026, 7, 1}, 150'000, 2, false, false, true},
                                        {m_listing, {2026, 7, 2}, 150'000, 2, true, false, true},
                                        {m_listing, {2026, 7, 3}, std::nullopt, std::nullopt, true, false, true}}));
}

void TestBookingEdits::impossibleRatesAreRefused()
{
    EXPECT_ERROR(
        m_profile->replica().edit(setDayRates(m_listing, {2026, 7, 1}, {2026, 7, 3}, {{u"price_minor"_s, -1}})),
        Validation);
    EXPECT_ERROR(m_profile->replica().edit(setDayRates(m_listing, {2026, 7, 3}, {2026, 7, 1}, {{u"price_minor"_s, 1}})),
                 Validation);
    QVERIFY(m_profile->reader().outbox()->isEmpty());
}

QTEST_GUILESS_MAIN(TestBookingEdits)
#include "TestBookingEdits.moc"
