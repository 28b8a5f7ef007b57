// Prices as the server makes them: from a listing's rules and days, promised by tokens, lowered by codes.
#include "server/pricing/DayRateService.h"
#include "server/pricing/PromotionService.h"
#include "server/reservations/QuoteService.h"
#include "support/Expect.h"
#include "support/HostWorld.h"
#include "support/StayRequest.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QTest>

#include <atomic>
#include <thread>

using namespace roost;
using namespace roost::test;
using namespace Qt::StringLiterals;

class TestPricing : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { EXPECT_OK(m_postgres.start()); }
    void init();

    void rulesAndDaysMakeThePrice();
    void occupancyIsCounted();
    void aTokenKeepsThePrice();
    void anOldTokenIsGoodWhileThePriceIs();
    void wrongTokensAreRefused();
    void theTenantSaysHowLongQuotesHold();
    void codesAreCheckedForWhoAsks();
    void aUseComesBackWithItsBooking();
    void limitsHoldInARace();
    void dayRatesAreAllOrNothing();
    void onlyWhatChangedIsWritten();

private:
    QJsonObject pricing() const;
    Wish wish(const StayDates &dates, const QString &code = {}, const QString &token = {}) const;
    Result<PromisedPlan> quote(const Wish &asked) const;
    Result<BookingDecision> book(ServerContext &context, const Caller &guest, const Wish &asked) const;
    Result<PromotionId> addCode(const QJsonObject &terms) const;
    qint64 uses() const { return m_world->look(u"SELECT count(*) FROM promotion_use"_s)->toLongLong(); }

    PostgresFixture m_postgres;
    std::unique_ptr<HostWorld> m_world;
    Caller m_host;
    Caller m_guest;
    HostWorld::Home m_home;
    const StayDates m_stay{{2026, 7, 3}, {2026, 7, 6}};
};

QJsonObject TestPricing::pricing() const
{
    return QJsonDocument::fromJson(R"({"weekday_prices": {"sat": 150000},
                                       "occupancy": [{"taken": 50, "percent": 10}],
                                       "fees": [{"name": "Cleaning", "amount_minor": 50000}]})")
        .object();
}

void TestPricing::init()
{
    auto world = HostWorld::create(m_postgres);
    EXPECT_OK(world);
    m_world = std::move(*world);
    m_world->context().signingSecret = "a secret of this test";
    m_host = *m_world->addHost(u"Solveig"_s);
    m_guest = *m_world->addGuest(u"Ravi"_s);
    const auto home = m_world->addHome(m_host, {{u"pricing"_s, pricing()}}, 2);
    EXPECT_OK(home);
    m_home = *home;
}

Wish TestPricing::wish(const StayDates &dates, const QString &code, const QString &token) const
{
    return {StayWish{m_home.listing, dates, 2, 0, 1, {}}, code, token};
}

Result<PromisedPlan> TestPricing::quote(const Wish &asked) const
{
    return QuoteService().quote(m_world->context(), m_guest.user, asked);
}

Result<BookingDecision> TestPricing::book(ServerContext &context, const Caller &guest, const Wish &asked) const
{
    return BookingService().book(context, guest, {{}, asked, {}});
}

Result<PromotionId> TestPricing::addCode(const QJsonObject &terms) const
{
    QJsonObject whole{{u"code"_s, u"TEN"_s}, {u"percent"_s, 10}};
    for (auto term = terms.begin(); term != terms.end(); ++term)
        whole.insert(term.key(), term.value());
    return PromotionService().create(m_world->context(), m_host, {}, whole);
}

void TestPricing::rulesAndDaysMakeThePrice()
{
    EXPECT_OK(DayRateService().set(m_world->context(), m_host, m_home.listing,
                                   {{QDate(2026, 7, 5), DayRate{70'000, {}, false, false}}}));
    const auto promised = quote(wish(m_stay));
    EXPECT_OK(promised);
    const Quote &made = promised->plan.quote;
    QStringList kinds;
    for (const QuoteLine &line : made.lines)
        kinds << u"%1 %2"_s.arg(line.kind).arg(line.amount.minor);
    QCOMPARE(kinds, (QStringList{u"nights 100000"_s, u"nights 150000"_s, u"nights 70000"_s, u"fee 50000"_s}));
    QCOMPARE(made.cancellation.size(), 3);
    QCOMPARE(made.validUntil, m_world->clock().nowUtc().addSecs(15 * 60));
    QCOMPARE(promised->plan.policy.value(u"preset").toString(), u"flexible"_s);
    QVERIFY(promised->plan.policy.contains(u"steps"));

    const auto booked = book(m_world->context(), m_guest, wish(m_stay));
    EXPECT_OK(booked);
    QCOMPARE(booked->booking.totalMinor.value_or(0), 370'000);
    QCOMPARE(booked->booking.policy, promised->plan.policy);
}

void TestPricing::occupancyIsCounted()
{
    EXPECT_OK(book(m_world->context(), m_guest, wish(m_stay)));
    const auto half = quote(wish(m_stay));
    EXPECT_OK(half);
    QCOMPARE(half->plan.quote.total.minor, 350'000 + 35'000 + 50'000);
    // A third of the units' nights, not half of them.
    const auto less = quote(wish({{2026, 7, 4}, {2026, 7, 8}}));
    EXPECT_OK(less);
    QCOMPARE(less->plan.quote.total.minor, 450'000 + 50'000);
}

void TestPricing::aTokenKeepsThePrice()
{
    const auto promised = quote(wish(m_stay));
    EXPECT_OK(promised);
    EXPECT_OK(ListingService().edit(m_world->context(), m_host, m_home.listing, {{u"base_price_minor"_s, 999'900}}));
    QVERIFY(quote(wish(m_stay))->plan.quote.total.minor > 1'000'000);
    m_world->clock().advanceMs(15 * 60 * 1000);
    const auto booked = book(m_world->context(), m_guest, wish(m_stay, {}, promised->quoteToken));
    EXPECT_OK(booked);
    QCOMPARE(booked->booking.quote, promised->plan.quote.toJson());

    m_world->clock().advanceMs(1000);
    const auto late = book(m_world->context(), m_guest, wish(m_stay, {}, promised->quoteToken));
    EXPECT_ERROR(late, PriceChanged);
    const QJsonObject details = late.error().details;
    QVERIFY(details.value(u"quote")[u"total"][u"amount_minor"].toInteger() > 1'000'000);
    EXPECT_OK(book(m_world->context(), m_guest, wish(m_stay, {}, details.value(u"quote_token").toString())));
}

void TestPricing::anOldTokenIsGoodWhileThePriceIs()
{
    const auto promised = quote(wish(m_stay));
    EXPECT_OK(promised);
    m_world->clock().advanceMs(2 * 3600 * 1000);
    EXPECT_OK(book(m_world->context(), m_guest, wish(m_stay, {}, promised->quoteToken)));
}

void TestPricing::wrongTokensAreRefused()
{
    const QString token = quote(wish(m_stay))->quoteToken;
    const auto refused = [this](const StayDates &dates, const QString &with) {
        const auto asked = quote(wish(dates, {}, with));
        return !asked && asked.error().code == ErrorCode::Validation &&
               asked.error().details.value(u"field") == u"quote_token"_s;
    };
    QVERIFY(!refused(m_stay, token));
    QVERIFY(refused({{2026, 7, 3}, {2026, 7, 7}}, token));
    QVERIFY(refused(m_stay, token.chopped(1)));
    QVERIFY(refused(m_stay, u"x"_s + token));
    QVERIFY(refused(m_stay, u"a.b"_s));
    QVERIFY(refused(m_stay, u"."_s));
    QString altered = token;
    altered[20] = altered[20] == u'A' ? u'B' : u'A';
    QVERIFY(refused(m_stay, altered));
    m_world->context().signingSecret = "another installation's";
    QVERIFY(refused(m_stay, token));
}

void TestPricing::theTenantSaysHowLongQuotesHold()
{
    EXPECT_OK(m_world->look(u"SELECT set_config('roost.version', '1', false)"_s));
    EXPECT_OK(m_world->change(u"UPDATE tenant SET settings = '{\"quote_minutes\": 60}'"_s));
    QCOMPARE(quote(wish(m_stay))->plan.quote.validUntil, m_world->clock().nowUtc().addSecs(3600));
}

void TestPricing::codesAreCheckedForWhoAsks()
{
    const auto reason = [this](const QString &code) {
        const auto asked = quote(wish(m_stay, code));
        return asked ? QString() : asked.error().details.value(u"reason").toString();
    };
    QCOMPARE(reason(u"TEN"_s), u"unknown"_s);
    EXPECT_OK(addCode({{u"min_nights"_s, 3}, {u"max_uses_per_guest"_s, 1}}));
    QCOMPARE(reason(u" ten "_s), QString());
    QCOMPARE(quote(wish(m_stay, u"ten"_s))->plan.quote.total.minor, 350'000 - 35'000 + 50'000);
    EXPECT_ERROR(quote(wish({{2026, 7, 3}, {2026, 7, 5}}, u"TEN"_s)), PromotionInvalid);
    EXPECT_OK(book(m_world->context(), m_guest, wish(m_stay, u"TEN"_s)));
    QCOMPARE(reason(u"TEN"_s), u"used_by_guest"_s);
    const auto other = m_world->addGuest(u"Mei"_s);
    EXPECT_OK(QuoteService().quote(m_world->context(), other->user, wish(m_stay, u"TEN"_s)));
    EXPECT_ERROR(addCode({}), AlreadyExists);
}

void TestPricing::aUseComesBackWithItsBooking()
{
    EXPECT_OK(addCode({{u"max_uses"_s, 1}}));
    const auto booked = book(m_world->context(), m_guest, wish(m_stay, u"TEN"_s));
    EXPECT_OK(booked);
    EXPECT_ERROR(quote(wish(m_stay, u"TEN"_s)), PromotionInvalid);
    EXPECT_OK(BookingService().cancelAsGuest(m_world->context(), m_guest, booked->booking.id));
    EXPECT_OK(quote(wish(m_stay, u"TEN"_s)));
}

void TestPricing::limitsHoldInARace()
{
    constexpr int kGuests = 8;
    EXPECT_OK(addCode({{u"max_uses"_s, 3}}));
    QList<Wish> promised;
    QList<Caller> guests;
    for (int i = 0; i < kGuests; ++i) {
        const QDate checkIn = QDate(2026, 8, 1).addDays(7 * i);
        const Wish asked = wish({checkIn, checkIn.addDays(3)}, u"TEN"_s);
        // With a promised price the code is looked at last of all, when the booking is made.
        promised << wish({checkIn, checkIn.addDays(3)}, u"TEN"_s, quote(asked)->quoteToken);
        guests << *m_world->addGuest(u"Guest %1"_s.arg(i));
    }
    std::atomic<int> made = 0;
    std::atomic<int> usedUp = 0;
    std::vector<std::thread> threads;
    for (int i = 0; i < kGuests; ++i) {
        threads.emplace_back([&, i] {
            const auto database = Database::openPostgres(m_world->database().appUrl);
            ServerContext context{**database, m_world->clock(), nullptr, m_world->context().signingSecret};
            const auto booked = book(context, guests[i], promised[i]);
            made += booked ? 1 : 0;
            usedUp += !booked && booked.error().details.value(u"reason") == u"used_up"_s ? 1 : 0;
        });
    }
    for (std::thread &thread : threads)
        thread.join();
    QCOMPARE(made.load(), 3);
    QCOMPARE(usedUp.load(), kGuests - 3);
    QCOMPARE(uses(), 3);
    QCOMPARE(m_world->look(u"SELECT count(*) FROM booking"_s)->toLongLong(), 3);
}

void TestPricing::dayRatesAreAllOrNothing()
{
    const DayRate closed{{}, 3, true, false};
    EXPECT_OK(DayRateService().set(m_world->context(), m_host, m_home.listing,
                                   {{QDate(2026, 7, 1), closed}, {QDate(2026, 7, 2), DayRate{1, {}, false, false}}}));
    EXPECT_OK(DayRateService().set(m_world->context(), m_host, m_home.listing,
                                   {{QDate(2026, 7, 1), std::nullopt}, {QDate(2026, 7, 3), closed}}));
    const auto listed = DayRateService().list(m_world->context(), m_host, m_home.listing, {2026, 7, 1}, {2026, 7, 31});
    EXPECT_OK(listed);
    const QJsonArray days = QJsonDocument::fromJson(*listed).array();
    QCOMPARE(days.size(), 2);
    QCOMPARE(days[0][u"date"].toString(), u"2026-07-02"_s);
    QCOMPARE(days[1][u"min_nights"].toInt(), 3);
    QCOMPARE(days[1][u"price_minor"], QJsonValue(QJsonValue::Null));

    // The last day of a stay is looked at too.
    const auto refused = quote(wish({{2026, 7, 3}, {2026, 7, 7}}));
    EXPECT_ERROR(refused, StayRuleBroken);
    QCOMPARE(refused.error().details.value(u"rule").toString(), u"closed_to_arrival"_s);
    QCOMPARE(refused.error().details.value(u"nearest").toArray().size(), 3);

    const auto staff = m_world->addMember(m_host, u"Ola"_s, Role::Staff);
    const DayRateChanges one{{QDate(2026, 7, 1), closed}};
    EXPECT_ERROR(DayRateService().set(m_world->context(), *staff, m_home.listing, one), Forbidden);
    const auto stranger = m_world->addHost(u"Mallory"_s);
    EXPECT_ERROR(DayRateService().set(m_world->context(), *stranger, m_home.listing, one), NotFound);
    EXPECT_ERROR(DayRateService().list(m_world->context(), *stranger, m_home.listing, {2026, 7, 1}, {2026, 7, 2}),
                 NotFound);
}

void TestPricing::onlyWhatChangedIsWritten()
{
    const auto version = [this](const char *day) {
        return m_world->look(u"SELECT version FROM day_rate WHERE date = '%1'"_s.arg(QString::fromLatin1(day)))
            ->toLongLong();
    };
    const DayRate rate{5, {}, false, false};
    DayRateChanges changes{{QDate(2026, 7, 1), rate}, {QDate(2026, 7, 2), rate}};
    EXPECT_OK(DayRateService().set(m_world->context(), m_host, m_home.listing, changes));
    const qint64 before = version("2026-07-01");
    changes[QDate(2026, 7, 2)]->priceMinor = 6;
    EXPECT_OK(DayRateService().set(m_world->context(), m_host, m_home.listing, changes));
    QCOMPARE(version("2026-07-01"), before);
    QVERIFY(version("2026-07-02") > before);
}

QTEST_GUILESS_MAIN(TestPricing)
#include "TestPricing.moc"
