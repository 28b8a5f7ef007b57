// Holds, bookings of any wish and the waitlist over HTTP: what guests see, what is done once, what a loser is told.
#include "support/ApiFixture.h"
#include "support/Expect.h"

#include <QJsonArray>
#include <QTest>

using namespace roost;
using namespace roost::test;
using namespace Qt::StringLiterals;

class TestHoldApi : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { EXPECT_OK(m_postgres.start()); }
    void init();

    void holdsExtendsAndConfirms();
    void repeatedRequestsAreDoneOnce();
    void loserIsToldWhenTheHoldEnds();
    void endedHoldsAnswerTruly();
    void badWishesAreRefused_data();
    void badWishesAreRefused();
    void oddWishesChangeNothing();
    void waitsAndClaims();
    void linksUnits();

private:
    QJsonObject nights(const QString &from, const QString &to) const
    {
        return {{u"listing_id"_s, m_listing}, {u"check_in"_s, from}, {u"check_out"_s, to}, {u"guests"_s, 2}};
    }
    ApiAnswer hold(const ApiUser &guest, const QString &from = u"2027-07-01"_s, const QString &to = u"2027-07-04"_s)
    {
        return m_api.post(u"/api/v1/holds"_s, nights(from, to), guest.accessToken);
    }
    ApiAnswer use(const ApiUser &guest, const ApiAnswer &held, const QString &how)
    {
        return m_api.post(u"/api/v1/holds/"_s + held.text(u"id"_s) + u'/' + how, {{u"token"_s, held.text(u"token"_s)}},
                          guest.accessToken);
    }
    QString addListing(const QString &title);

    PostgresFixture m_postgres;
    ApiFixture m_api;
    ApiUser m_kari; // the host
    ApiUser m_ravi;
    ApiUser m_mina;
    QString m_tenant;
    QString m_listing;
};

void TestHoldApi::init()
{
    EXPECT_OK(m_api.start(m_postgres));
    m_api.clock().set(QDateTime({2027, 1, 10}, {9, 30}, Qt::UTC));
    m_kari = m_api.registerUser(u"kari"_s);
    m_ravi = m_api.registerUser(u"ravi"_s);
    m_mina = m_api.registerUser(u"mina"_s);
    m_tenant = m_api.createTenant(m_kari);
    m_listing = addListing(u"Cabin"_s);
}

QString TestHoldApi::addListing(const QString &title)
{
    const ApiAnswer made = m_api.post(u"/api/v1/tenants/"_s + m_tenant + u"/listings"_s,
                                      {{u"title"_s, title},
                                       {u"base_price_minor"_s, 100'000},
                                       {u"instant_book"_s, true},
                                       {u"status"_s, u"published"_s}},
                                      m_kari.accessToken);
    return made.text(u"id"_s);
}

void TestHoldApi::holdsExtendsAndConfirms()
{
    const ApiAnswer held = hold(m_ravi);
    QCOMPARE(held.status, 201);
    QCOMPARE(held.headers.value("location"), "/api/v1/holds/" + held.text(u"id"_s).toLatin1());
    QCOMPARE(held.json().value("expires_in"_L1).toInt(), 120);
    QCOMPARE(held.text(u"expires_at"_s), u"2027-01-10T09:32:00.000Z"_s);
    m_api.clock().advanceMs(50'000);
    const ApiAnswer extended = use(m_ravi, held, u"extend"_s);
    QCOMPARE(extended.status, 200);
    QCOMPARE(extended.text(u"expires_at"_s), u"2027-01-10T09:32:50.000Z"_s);
    QVERIFY(!extended.json().contains("token"_L1));
    QCOMPARE(use(m_ravi, held, u"extend"_s).code(), u"HOLD_ALREADY_EXTENDED"_s);
    const ApiAnswer booked = use(m_ravi, held, u"confirm"_s);
    QCOMPARE(booked.status, 201);
    QCOMPARE(booked.text(u"status"_s), u"confirmed"_s);
    QCOMPARE(booked.json().value("items"_L1).toArray().size(), 1);
    const ApiAnswer read = m_api.get(u"/api/v1/holds/"_s + held.text(u"id"_s), m_ravi.accessToken);
    QCOMPARE(read.text(u"status"_s), u"confirmed"_s);
    QCOMPARE(read.text(u"booking_id"_s), booked.text(u"id"_s));
}

void TestHoldApi::repeatedRequestsAreDoneOnce()
{
    const ApiCall call{"POST",
                       u"/api/v1/holds"_s,
                       m_ravi.accessToken,
                       nights(u"2027-07-01"_s, u"2027-07-04"_s),
                       {{"Idempotency-Key", "one"}}};
    const ApiAnswer first = m_api.send(call);
    const ApiAnswer second = m_api.send(call);
    QCOMPARE(first.status, 201);
    QCOMPARE(second.body, first.body);
    QCOMPARE(second.headers.value("idempotency-replayed"), "true");
    const ApiCall confirm{"POST",
                          u"/api/v1/holds/"_s + first.text(u"id"_s) + u"/confirm"_s,
                          m_ravi.accessToken,
                          QJsonObject{{u"token"_s, first.text(u"token"_s)}},
                          {{"Idempotency-Key", "two"}}};
    const ApiAnswer booked = m_api.send(confirm);
    QCOMPARE(booked.status, 201);
    QCOMPARE(m_api.send(confirm).text(u"id"_s), booked.text(u"id"_s));
}

void TestHoldApi::loserIsToldWhenTheHoldEnds()
{
    QCOMPARE(hold(m_ravi).status, 201);
    m_api.clock().advanceMs(33'000);
    const ApiAnswer refused = hold(m_mina, u"2027-07-03"_s, u"2027-07-05"_s);
    QCOMPARE(refused.status, 409);
    QCOMPARE(refused.code(), u"DATES_TAKEN"_s);
    const QJsonObject details = refused.json().value("details"_L1).toObject();
    QCOMPARE(details.value("retry_after"_L1).toInt(), 87);
    QCOMPARE(details.value("hold_ends_at"_L1).toString(), u"2027-01-10T09:32:00.000Z"_s);
    QVERIFY(!refused.body.contains(m_ravi.id.toLatin1()));
    m_api.clock().advanceMs(87'000);
    QCOMPARE(hold(m_mina, u"2027-07-03"_s, u"2027-07-05"_s).status, 201);
}

void TestHoldApi::endedHoldsAnswerTruly()
{
    const ApiAnswer held = hold(m_ravi);
    QCOMPARE(use(m_mina, held, u"confirm"_s).status, 404);
    QCOMPARE(m_api.get(u"/api/v1/holds/"_s + held.text(u"id"_s), m_mina.accessToken).status, 404);
    const ApiAnswer booked = use(m_ravi, held, u"confirm"_s);
    const ApiAnswer used = use(m_ravi, held, u"confirm"_s);
    QCOMPARE(used.status, 409);
    QCOMPARE(used.code(), u"HOLD_USED"_s);
    QCOMPARE(used.json()["details"_L1]["booking_id"_L1].toString(), booked.text(u"id"_s));

    const ApiAnswer released = hold(m_ravi, u"2027-08-01"_s, u"2027-08-04"_s);
    QCOMPARE(use(m_ravi, released, u"release"_s).status, 204);
    QCOMPARE(use(m_ravi, released, u"confirm"_s).status, 410);
    const ApiAnswer late = hold(m_ravi, u"2027-08-01"_s, u"2027-08-04"_s);
    m_api.clock().advanceMs(120'000);
    QCOMPARE(use(m_ravi, late, u"confirm"_s).code(), u"HOLD_EXPIRED"_s);
}

void TestHoldApi::badWishesAreRefused_data()
{
    QTest::addColumn<QJsonObject>("changes");
    QTest::addColumn<int>("status");
    QTest::addColumn<QString>("code");

    const auto row = [](const char *name, const QJsonObject &changes, int status, const QString &code) {
        QTest::newRow(name) << changes << status << code;
    };
    const QString in = u"check_in"_s;
    const QString out = u"check_out"_s;
    const QString invalid = u"VALIDATION_ERROR"_s;
    const QString broken = u"STAY_RULE_BROKEN"_s;
    row("no nights", {{out, u"2027-07-01"_s}}, 400, invalid);
    row("negative nights", {{out, u"2027-06-01"_s}}, 400, invalid);
    row("an impossible date", {{in, u"2027-02-30"_s}}, 400, invalid);
    row("29 February of a common year", {{in, u"2027-02-29"_s}, {out, u"2027-03-02"_s}}, 400, invalid);
    row("three years", {{out, u"2030-07-01"_s}}, 400, invalid);
    row("the past", {{in, u"2027-01-09"_s}, {out, u"2027-01-12"_s}}, 422, broken);
    row("10,000 guests", {{u"guests"_s, 10'000}}, 400, invalid);
    row("no guests", {{u"guests"_s, 0}}, 400, invalid);
    row("three in a cabin for two", {{u"guests"_s, 3}}, 422, broken);
    row("a million units", {{u"units"_s, 1'000'000}}, 400, invalid);
    row("more units than there are", {{u"units"_s, 2}}, 409, u"DATES_TAKEN"_s);
    row("nothing of that id", {{u"listing_id"_s, u"019426a0-3c00-7a10-8000-0000000000a1"_s}}, 409,
        u"LISTING_UNAVAILABLE"_s);
    row("no id", {{u"listing_id"_s, u"x"_s}}, 400, invalid);
    row("a unit of another listing", {{u"unit_id"_s, u"019426a0-3c00-7a10-8000-0000000000b1"_s}}, 404, u"NOT_FOUND"_s);
    row("a field that isn't known", {{u"price"_s, 1}}, 400, invalid);
    row("a code that isn't known", {{u"promo_code"_s, u"NOPE"_s}}, 422, u"PROMOTION_INVALID"_s);
    row("a forged quote", {{u"quote_token"_s, u"abc.def"_s}}, 400, invalid);
    row("no such session", {{u"session_id"_s, u"019426a0-3c00-7a10-8000-0000000000a1"_s}, {u"places"_s, 1}}, 409,
        u"LISTING_UNAVAILABLE"_s);
    row("a session without seats", {{u"session_id"_s, u"019426a0-3c00-7a10-8000-0000000000a1"_s}}, 400, invalid);
    row("a slot without an offset", {{u"starts_at"_s, u"2027-07-01T10:00:00"_s}}, 400, invalid);
}

void TestHoldApi::badWishesAreRefused()
{
    QFETCH(QJsonObject, changes);
    QFETCH(int, status);
    QFETCH(QString, code);
    QJsonObject body = nights(u"2027-07-01"_s, u"2027-07-04"_s);
    if (changes.contains("session_id"_L1))
        body = {};
    if (changes.contains("starts_at"_L1))
        body = {{u"listing_id"_s, m_listing}};
    for (auto change = changes.begin(); change != changes.end(); ++change)
        body.insert(change.key(), change.value());
    for (const QString &path : {u"/api/v1/holds"_s, u"/api/v1/bookings"_s}) {
        const ApiAnswer refused = m_api.post(path, body, m_ravi.accessToken);
        QVERIFY2(refused.status == status, refused.body.constData());
        QCOMPARE(refused.code(), code);
    }
}

// Right, though unusual.
void TestHoldApi::oddWishesChangeNothing()
{
    QCOMPARE(hold(m_ravi, u"2027-12-30"_s, u"2028-01-02"_s).status, 201);
    QCOMPARE(hold(m_ravi, u"2028-02-28"_s, u"2028-02-29"_s).status, 201);
    QCOMPARE(hold(m_ravi, u"2028-02-29"_s, u"2028-03-01"_s).status, 201);
    QCOMPARE(hold(m_ravi, u"2027-03-27"_s, u"2027-03-28"_s).status, 201);
    QCOMPARE(hold(m_ravi, u"2027-03-28"_s, u"2027-03-29"_s).status, 201);
    QCOMPARE(m_api.post(u"/api/v1/holds"_s, nights(u"2027-07-01"_s, u"2027-07-02"_s)).status, 401);
}

void TestHoldApi::waitsAndClaims()
{
    const ApiAnswer held = hold(m_ravi);
    const ApiAnswer waiting =
        m_api.post(u"/api/v1/waitlist"_s, nights(u"2027-07-01"_s, u"2027-07-04"_s), m_mina.accessToken);
    QCOMPARE(waiting.status, 201);
    QCOMPARE(waiting.text(u"status"_s), u"waiting"_s);
    const QString entry = u"/api/v1/waitlist/"_s + waiting.text(u"id"_s);
    QCOMPARE(m_api.send({"POST", entry + u"/claim"_s, m_mina.accessToken, std::nullopt, {}}).code(),
             u"INVALID_TRANSITION"_s);
    QCOMPARE(use(m_ravi, held, u"release"_s).status, 204);
    QCOMPARE(m_api.get(entry, m_mina.accessToken).text(u"status"_s), u"offered"_s);
    QCOMPARE(m_api.get(entry, m_ravi.accessToken).status, 404);
    const ApiAnswer claimed = m_api.send({"POST", entry + u"/claim"_s, m_mina.accessToken, std::nullopt, {}});
    QCOMPARE(claimed.status, 200);
    QCOMPARE(claimed.json().value("expires_in"_L1).toInt(), 15 * 60);
    QCOMPARE(use(m_mina, claimed, u"confirm"_s).status, 201);
    const ApiAnswer own = m_api.get(u"/api/v1/waitlist"_s, m_mina.accessToken);
    QCOMPARE(own.json()["items"_L1][0]["status"_L1].toString(), u"booked"_s);
}

void TestHoldApi::linksUnits()
{
    const QString room = addListing(u"Room"_s);
    const QString listings = u"/api/v1/tenants/"_s + m_tenant + u"/listings/"_s;
    const auto unitOf = [&](const QString &listing) {
        return m_api.get(listings + listing, m_kari.accessToken).json()["units"_L1][0]["id"_L1].toString();
    };
    const QString parts = listings + m_listing + u"/units/"_s + unitOf(m_listing) + u"/parts"_s;
    const ApiAnswer linked =
        m_api.send({"PUT", parts, m_kari.accessToken, QJsonObject{{u"parts"_s, QJsonArray{unitOf(room)}}}, {}});
    QCOMPARE(linked.status, 200);
    QCOMPARE(m_api.get(parts, m_kari.accessToken).json()["parts"_L1][0]["name"_L1].toString(), u"Room"_s);
    QCOMPARE(hold(m_ravi).status, 201);
    m_listing = room;
    QCOMPARE(hold(m_kari).code(), u"DATES_TAKEN"_s);
    const ApiAnswer circle =
        m_api.send({"PUT", parts, m_kari.accessToken, QJsonObject{{u"parts"_s, QJsonArray{u"nonsense"_s}}}, {}});
    QCOMPARE(circle.status, 400);
}

QTEST_GUILESS_MAIN(TestHoldApi)
#include "TestHoldApi.moc"
