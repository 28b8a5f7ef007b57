// Bookings and blocks over HTTP: statuses and codes, what host and guest each see.
#include "support/ApiFixture.h"
#include "support/Expect.h"

#include <QJsonArray>
#include <QTest>

namespace roost::test {

using namespace Qt::StringLiterals;

class TestBookingApi : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { EXPECT_OK(m_postgres.start()); }
    void init();
    void cleanup() { m_api.stop(); }

    void guestBooksAndReadsTheirOwn();
    void takenNightsAreAConflict();
    void brokenRulesAreNamed_data();
    void brokenRulesAreNamed();
    void sameKeyBooksOnce();
    void hostDecides();
    void decisionOnAnOldRevisionIsAConflict();
    void guestWithdrawsAndCancels();
    void hostFiltersTheList();
    void blocksCloseNights();
    void windowOfTheCalendarIsLimited();
    void hostSeesWhoGuestsDont();

private:
    QString tenantPath(const QString &rest) const { return u"/api/v1/tenants/"_s + m_tenant + rest; }
    QString addListing(bool instant) const
    {
        return m_api
            .post(tenantPath(u"/listings"_s),
                  {{u"title"_s, u"Cabin"_s},
                   {u"base_price_minor"_s, 100'000},
                   {u"status"_s, u"published"_s},
                   {u"instant_book"_s, instant},
                   {u"min_nights"_s, 2},
                   {u"max_nights"_s, 10}},
                  m_host.accessToken)
            .text(u"id"_s);
    }
    ApiAnswer book(const QString &listing, int from, int to, const ApiUser &guest) const
    {
        return m_api.post(u"/api/v1/bookings"_s,
                          {{u"listing_id"_s, listing}, {u"check_in"_s, day(from)}, {u"check_out"_s, day(to)}},
                          guest.accessToken);
    }
    ApiAnswer decide(const QString &booking, const QString &decision, const QJsonObject &body = {}) const
    {
        return m_api.post(tenantPath(u"/bookings/%1/%2"_s.arg(booking, decision)), body, m_host.accessToken);
    }
    // Days from today.
    static QString day(int number) { return QDate::currentDate().addDays(10 + number).toString(Qt::ISODate); }

    PostgresFixture m_postgres;
    ApiFixture m_api;
    ApiUser m_host;
    ApiUser m_guest;
    ApiUser m_other;
    QString m_tenant;
    QString m_instant;
    QString m_onRequest;
};

void TestBookingApi::init()
{
    EXPECT_OK(m_api.start(m_postgres));
    m_host = m_api.registerUser(u"host"_s);
    m_guest = m_api.registerUser(u"guest"_s);
    m_other = m_api.registerUser(u"other"_s);
    m_tenant = m_api.createTenant(m_host);
    m_instant = addListing(true);
    m_onRequest = addListing(false);
    QVERIFY(!m_instant.isEmpty() && !m_onRequest.isEmpty());
}

void TestBookingApi::guestBooksAndReadsTheirOwn()
{
    const ApiAnswer made = book(m_instant, 0, 3, m_guest);
    QCOMPARE(made.status, 201);
    QCOMPARE(made.text(u"status"_s), u"confirmed"_s);
    QCOMPARE(made.json().value(u"total"), (QJsonObject{{u"amount_minor"_s, 300'000}, {u"currency"_s, u"NOK"_s}}));
    const QString own = u"/api/v1/bookings/"_s + made.text(u"id"_s);
    QCOMPARE(made.headers.value("location"), own.toUtf8());
    QCOMPARE(m_api.get(own, m_guest.accessToken).json(), made.json());
    QCOMPARE(m_api.get(own, m_other.accessToken).status, 404);
    QCOMPARE(m_api.get(own, m_host.accessToken).status, 404);
    QCOMPARE(m_api.get(u"/api/v1/bookings"_s, m_guest.accessToken).json().value(u"items").toArray().size(), 1);
    QCOMPARE(m_api.get(u"/api/v1/bookings"_s, m_other.accessToken).json().value(u"items").toArray().size(), 0);
    QCOMPARE(book(m_instant, 5, 8, {}).status, 401);
}

void TestBookingApi::takenNightsAreAConflict()
{
    QCOMPARE(book(m_instant, 0, 3, m_guest).status, 201);
    const ApiAnswer refused = book(m_instant, 2, 5, m_other);
    QCOMPARE(refused.status, 409);
    QCOMPARE(refused.code(), u"DATES_TAKEN"_s);
    QVERIFY(refused.json().value(u"details").toObject().isEmpty());
    QCOMPARE(book(m_instant, 3, 5, m_other).status, 201);
}

void TestBookingApi::brokenRulesAreNamed_data()
{
    QTest::addColumn<int>("from");
    QTest::addColumn<int>("to");
    QTest::addColumn<int>("status");
    QTest::addColumn<QString>("word");
    QTest::newRow("too short") << 0 << 1 << 422 << u"min_nights"_s;
    QTest::newRow("too long") << 0 << 11 << 422 << u"max_nights"_s;
    QTest::newRow("past") << -20 << -17 << 422 << u"past"_s;
    QTest::newRow("backwards") << 3 << 0 << 400 << u"check_out"_s;
}

void TestBookingApi::brokenRulesAreNamed()
{
    QFETCH(int, from);
    QFETCH(int, to);
    QFETCH(int, status);
    QFETCH(QString, word);
    const ApiAnswer refused = book(m_instant, from, to, m_guest);
    QCOMPARE(refused.status, status);
    const QJsonObject details = refused.json().value(u"details").toObject();
    QCOMPARE(details.value(status == 422 ? u"rule"_s : u"field"_s).toString(), word);
}

void TestBookingApi::sameKeyBooksOnce()
{
    const ApiCall call{"POST",
                       u"/api/v1/bookings"_s,
                       m_guest.accessToken,
                       QJsonObject{{u"listing_id"_s, m_instant}, {u"check_in"_s, day(0)}, {u"check_out"_s, day(2)}},
                       {{"Idempotency-Key", "trip"}}};
    const ApiAnswer first = m_api.send(call);
    QCOMPARE(first.status, 201);
    const ApiAnswer second = m_api.send(call);
    QCOMPARE(second.status, 201);
    QCOMPARE(second.body, first.body);
    // What failed did nothing, and is really tried again.
    ApiCall taken = call;
    taken.token = m_other.accessToken;
    QCOMPARE(m_api.send(taken).code(), u"DATES_TAKEN"_s);
    QCOMPARE(m_api.post(u"/api/v1/bookings/%1/cancel"_s.arg(first.text(u"id"_s)), {}, m_guest.accessToken).status, 200);
    QCOMPARE(m_api.send(taken).status, 201);
}

void TestBookingApi::hostDecides()
{
    const QString wanted = book(m_onRequest, 0, 3, m_guest).text(u"id"_s);
    const QString rival = book(m_onRequest, 2, 5, m_other).text(u"id"_s);
    QCOMPARE(m_api.post(tenantPath(u"/bookings/%1/accept"_s.arg(wanted)), {}, m_guest.accessToken).status, 404);
    const ApiAnswer accepted = decide(wanted, u"accept"_s);
    QCOMPARE(accepted.status, 200);
    QCOMPARE(accepted.json().value(u"booking")[u"status"].toString(), u"confirmed"_s);
    QCOMPARE(accepted.json().value(u"declined").toArray(), (QJsonArray{rival}));
    QCOMPARE(m_api.get(u"/api/v1/bookings/"_s + rival, m_other.accessToken).text(u"status"_s), u"declined"_s);
    QCOMPARE(decide(wanted, u"accept"_s).code(), u"INVALID_TRANSITION"_s);
    QCOMPARE(decide(wanted, u"no-show"_s).code(), u"INVALID_TRANSITION"_s);
    QCOMPARE(decide(wanted, u"cancel"_s).json().value(u"booking")[u"status"].toString(), u"cancelled"_s);
    const QString third = book(m_onRequest, 0, 3, m_guest).text(u"id"_s);
    QCOMPARE(decide(third, u"decline"_s).json().value(u"booking")[u"status"].toString(), u"declined"_s);
}

void TestBookingApi::decisionOnAnOldRevisionIsAConflict()
{
    const QString id = book(m_onRequest, 0, 3, m_guest).text(u"id"_s);
    QCOMPARE(decide(id, u"accept"_s, {{u"revision"_s, 1}}).status, 200);
    const ApiAnswer late = decide(id, u"decline"_s, {{u"revision"_s, 1}});
    QCOMPARE(late.status, 409);
    QCOMPARE(late.code(), u"BOOKING_CHANGED"_s);
    QCOMPARE(late.json().value(u"details"), (QJsonObject{{u"status"_s, u"confirmed"_s}, {u"revision"_s, 2}}));
}

void TestBookingApi::guestWithdrawsAndCancels()
{
    const QString request = u"/api/v1/bookings/"_s + book(m_onRequest, 0, 3, m_guest).text(u"id"_s);
    QCOMPARE(m_api.post(request + u"/withdraw"_s, {}, m_other.accessToken).status, 404);
    QCOMPARE(m_api.post(request + u"/cancel"_s, {}, m_guest.accessToken).code(), u"INVALID_TRANSITION"_s);
    QCOMPARE(m_api.post(request + u"/withdraw"_s, {}, m_guest.accessToken).text(u"status"_s), u"withdrawn"_s);
    const QString stay = u"/api/v1/bookings/"_s + book(m_instant, 0, 3, m_guest).text(u"id"_s);
    QCOMPARE(m_api.post(stay + u"/cancel"_s, {}, m_guest.accessToken).text(u"status"_s), u"cancelled"_s);
    QCOMPARE(book(m_instant, 0, 3, m_other).status, 201);
}

void TestBookingApi::hostFiltersTheList()
{
    QCOMPARE(book(m_onRequest, 0, 3, m_guest).status, 201);
    QCOMPARE(book(m_instant, 5, 8, m_guest).status, 201);
    const auto count = [this](const QString &query) {
        return m_api.get(tenantPath(u"/bookings"_s) + query, m_host.accessToken)
            .json()
            .value(u"items")
            .toArray()
            .size();
    };
    QCOMPARE(count({}), 2);
    QCOMPARE(count(u"?status=pending"_s), 1);
    QCOMPARE(count(u"?listing_id="_s + m_instant), 1);
    QCOMPARE(count(u"?from=%1&to=%2"_s.arg(day(2), day(5))), 1);
    QCOMPARE(count(u"?from=%1&to=%2"_s.arg(day(3), day(5))), 0);
    QCOMPARE(m_api.get(tenantPath(u"/bookings?status=perhaps"_s), m_host.accessToken).status, 400);
    QCOMPARE(m_api.get(tenantPath(u"/bookings?from=2026-02-30"_s), m_host.accessToken).status, 400);
}

void TestBookingApi::blocksCloseNights()
{
    const QJsonObject body{{u"listing_id"_s, m_instant}, {u"from_date"_s, day(0)}, {u"to_date"_s, day(4)}};
    const ApiAnswer made = m_api.post(tenantPath(u"/blocks"_s), body, m_host.accessToken);
    QCOMPARE(made.status, 201);
    QCOMPARE(book(m_instant, 2, 5, m_guest).code(), u"DATES_TAKEN"_s);
    const ApiAnswer again = m_api.post(tenantPath(u"/blocks"_s), body, m_host.accessToken);
    QCOMPARE(again.status, 409);
    QCOMPARE(
        again.json().value(u"details"),
        (QJsonObject{{u"taken"_s, QJsonArray{QJsonObject{
                                      {u"check_in"_s, day(0)}, {u"check_out"_s, day(4)}, {u"kind"_s, u"block"_s}}}}}));
    const QString block = tenantPath(u"/blocks/"_s + made.text(u"id"_s));
    const ApiAnswer moved = m_api.send(
        {"PATCH", block, m_host.accessToken, QJsonObject{{u"from_date"_s, day(0)}, {u"to_date"_s, day(2)}}, {}});
    QCOMPARE(moved.text(u"to_date"_s), day(2));
    const ApiAnswer half = m_api.send({"PATCH", block, m_host.accessToken, QJsonObject{{u"from_date"_s, day(0)}}, {}});
    QCOMPARE(half.json().value(u"details")[u"field"].toString(), u"to_date"_s);
    QCOMPARE(book(m_instant, 2, 5, m_guest).status, 201);
    QCOMPARE(m_api.send({"DELETE", block, m_host.accessToken, std::nullopt, {}}).status, 204);
    QCOMPARE(m_api.send({"DELETE", block, m_host.accessToken, std::nullopt, {}}).status, 404);
    QVERIFY(m_api.get(tenantPath(u"/blocks"_s), m_host.accessToken).json().value(u"items").toArray().isEmpty());
    QJsonObject backwards = body;
    backwards.insert(u"to_date"_s, day(-1));
    const ApiAnswer refused = m_api.post(tenantPath(u"/blocks"_s), backwards, m_host.accessToken);
    QCOMPARE(refused.json().value(u"details")[u"field"].toString(), u"to_date"_s);
}

void TestBookingApi::windowOfTheCalendarIsLimited()
{
    const QString path = u"/api/v1/listings/%1/calendar"_s.arg(m_instant);
    QCOMPARE(m_api.get(path + u"?from=2027-01-01&to=2028-12-31"_s).json().value(u"days").toArray().size(), 730);
    const ApiAnswer wide = m_api.get(path + u"?from=2027-01-01&to=2029-01-02"_s);
    QCOMPARE(wide.status, 400);
    QCOMPARE(wide.json().value(u"details")[u"field"].toString(), u"to"_s);
    QCOMPARE(m_api.get(path + u"?from=2027-01-01"_s).status, 400);
}

void TestBookingApi::hostSeesWhoGuestsDont()
{
    const ApiAnswer made = book(m_onRequest, 0, 3, m_guest);
    QVERIFY(!made.json().contains(u"contact") && !made.json().contains(u"unit_id"));
    const ApiAnswer read = m_api.get(tenantPath(u"/bookings/"_s + made.text(u"id"_s)), m_host.accessToken);
    QCOMPARE(read.json().value(u"contact")[u"email"].toString(), m_guest.email);
    const ApiAnswer nights =
        m_api.get(u"/api/v1/listings/%1/calendar?from=%2&to=%3"_s.arg(m_onRequest, day(0), day(3)));
    QVERIFY(!nights.body.contains(m_guest.email.toUtf8()));
    QVERIFY(!nights.body.contains(made.text(u"code"_s).toUtf8()));
}

} // namespace roost::test

QTEST_GUILESS_MAIN(roost::test::TestBookingApi)
#include "TestBookingApi.moc"
