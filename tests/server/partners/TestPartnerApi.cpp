// The partner API over real HTTP: who gets in, what they see and sell, and the one envelope of every answer.
#include "server/partners/PartnerAppService.h"
#include "support/ApiFixture.h"
#include "support/Expect.h"
#include "support/SessionMaker.h"

#include <QJsonArray>
#include <QTest>

namespace roost::test {

using namespace Qt::StringLiterals;

class TestPartnerApi : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();

    void refusesInTheEnvelope_data();
    void refusesInTheEnvelope();
    void letsInWithAnyOfTwoKeys();
    void keepsOutWhoIsSwitchedOff();
    void servesPagesOfItsOriginsAlone();
    void answersPreflights();
    void showsWhatItMaySell();
    void showsSeats();
    void locksSeatsForOneReference();
    void takesAllSeatsOrNone();
    void confirmsABookingWithItsGuest();
    void extendsOnce();
    void releasesAtOnce();
    void forgetsWhatExpired();
    void reservesStays();
    void keepsAppsApart();

private:
    ApiAnswer call(const QByteArray &method, const QString &path, const std::optional<QJsonObject> &body = std::nullopt,
                   const QList<QPair<QByteArray, QByteArray>> &more = {});
    ApiAnswer reserve(const QString &reference, const QStringList &seats);
    ApiAnswer step(const QString &step, const ApiAnswer &reserved, const QJsonObject &more = {});
    ServerContext context() { return {*m_database, m_api.clock(), nullptr}; }
    Result<IssuedPartnerKey> registerApp(const QStringList &kinds, const QStringList &origins = {});
    QString addListing(const QString &kind);

    PostgresFixture m_postgres;
    ApiFixture m_api;
    std::unique_ptr<Database> m_database; // as roost_app
    ApiUser m_host;
    QString m_tenant;
    MadeSession m_session;
    IssuedPartnerKey m_app;
};

namespace {

QJsonObject data(const ApiAnswer &answer)
{
    return answer.json().value("data"_L1).toObject();
}

QJsonObject error(const ApiAnswer &answer)
{
    return answer.json().value("error"_L1).toObject();
}

QString code(const ApiAnswer &answer)
{
    return error(answer).value("code"_L1).toString();
}

// Success and failure look the same everywhere.
bool isEnvelope(const ApiAnswer &answer)
{
    const QJsonObject json = answer.json();
    const bool succeeded = answer.status < 300;
    const QStringList wanted =
        succeeded ? QStringList{u"data"_s, u"message"_s, u"success"_s} : QStringList{u"error"_s, u"success"_s};
    return answer.headers.value("content-type").startsWith("application/json") && json.keys() == wanted &&
           json.value("success"_L1) == QJsonValue(succeeded) &&
           (succeeded || error(answer).keys() == QStringList{u"code"_s, u"details"_s, u"message"_s});
}

} // namespace

void TestPartnerApi::initTestCase()
{
    EXPECT_OK(m_postgres.start());
    EXPECT_OK(m_api.start(m_postgres));
    auto database = Database::openPostgres(m_api.database().appUrl);
    EXPECT_OK(database);
    m_database = *std::move(database);
    m_host = m_api.registerUser(u"host"_s);
    m_tenant = m_api.createTenant(m_host);
}

QString TestPartnerApi::addListing(const QString &kind)
{
    return m_api
        .post(u"/api/v1/tenants/%1/listings"_s.arg(m_tenant),
              {{u"title"_s, u"The %1"_s.arg(kind)},
               {u"kind"_s, kind},
               {u"base_price_minor"_s, 45'000},
               {u"status"_s, u"published"_s},
               {u"instant_book"_s, true}},
              m_host.accessToken)
        .text(u"id"_s);
}

// A new show of ten seats and a new app for each test.
void TestPartnerApi::init()
{
    const auto session = makeSession(
        *m_database, m_api.clock(), {m_tenant, m_host.id}, addListing(u"experience"_s),
        QDate::currentDate().addDays(30).toString(Qt::ISODate) + u"T19:00"_s,
        {{u"rows"_s, QJsonArray{QJsonObject{{u"label"_s, u"A"_s}, {u"seats"_s, 10}, {u"tier"_s, u"stalls"_s}}}}});
    EXPECT_OK(session);
    m_session = *session;
    auto app = registerApp({u"experience"_s, u"stay"_s}, {u"https://tickets.example"_s});
    EXPECT_OK(app);
    m_app = *app;
}

Result<IssuedPartnerKey> TestPartnerApi::registerApp(const QStringList &kinds, const QStringList &origins)
{
    ServerContext server = context();
    return PartnerAppService().registerApp(server, {TenantId::fromString(m_tenant), u"City Tickets"_s, origins, kinds});
}

ApiAnswer TestPartnerApi::call(const QByteArray &method, const QString &path, const std::optional<QJsonObject> &body,
                               const QList<QPair<QByteArray, QByteArray>> &more)
{
    ApiCall asked{method, u"/partner/v1"_s + path, {}, body, more};
    asked.headers << QPair<QByteArray, QByteArray>("x-app-id", m_app.app.id.toLatin1())
                  << QPair<QByteArray, QByteArray>("x-api-key", m_app.key);
    return m_api.send(asked);
}

ApiAnswer TestPartnerApi::reserve(const QString &reference, const QStringList &seats)
{
    return call("POST", u"/entities/%1/reserve"_s.arg(m_session.id),
                QJsonObject{{u"reference"_s, reference}, {u"seats"_s, QJsonArray::fromStringList(seats)}});
}

ApiAnswer TestPartnerApi::step(const QString &step, const ApiAnswer &reserved, const QJsonObject &more)
{
    const QJsonObject reservation = data(reserved);
    QJsonObject body = more;
    body.insert(u"reference"_s, reservation.value("reference"_L1));
    body.insert(u"token"_s, reservation.value("token"_L1));
    return call("POST", u"/reservations/%1/%2"_s.arg(reservation.value("reservationId"_L1).toString(), step), body);
}

void TestPartnerApi::refusesInTheEnvelope_data()
{
    QTest::addColumn<QByteArray>("request"); // ID: a session's, APP and KEY: the app's
    QTest::addColumn<int>("status");
    QTest::addColumn<QString>("code");
    const QByteArray in = "x-app-id: APP\r\nx-api-key: KEY\r\n";
    const QByteArray json = "Content-Type: application/json\r\n";
    QTest::newRow("no key") << QByteArray("GET /partner/v1/entities HTTP/1.1\r\n") << 401 << u"INVALID_API_KEY"_s;
    QTest::newRow("no such app") << QByteArray(
                                        "GET /partner/v1/entities HTTP/1.1\r\nx-app-id: nobody\r\nx-api-key: KEY\r\n")
                                 << 401 << u"INVALID_API_KEY"_s;
    QTest::newRow("another's key") << QByteArray(
                                          "GET /partner/v1/entities HTTP/1.1\r\nx-app-id: APP\r\nx-api-key: rpk_x\r\n")
                                   << 401 << u"INVALID_API_KEY"_s;
    QTest::newRow("no such path") << QByteArray("GET /partner/v1/nothing HTTP/1.1\r\n" + in) << 404 << u"NOT_FOUND"_s;
    QTest::newRow("no such method") << QByteArray("PUT /partner/v1/entities HTTP/1.1\r\n" + in) << 405
                                    << u"METHOD_NOT_ALLOWED"_s;
    QTest::newRow("no id") << QByteArray("GET /partner/v1/entities/x/seats HTTP/1.1\r\n" + in) << 400
                           << u"VALIDATION_ERROR"_s;
    QTest::newRow("no such entity") << QByteArray("GET /partner/v1/entities/0197a1c0-0000-7000-8000-000000000001/seats "
                                                  "HTTP/1.1\r\n" +
                                                  in)
                                    << 404 << u"NOT_FOUND"_s;
    QTest::newRow("another kind") << QByteArray("GET /partner/v1/entities?kind=service HTTP/1.1\r\n" + in) << 403
                                  << u"KIND_NOT_ALLOWED"_s;
    QTest::newRow("no JSON") << QByteArray("POST /partner/v1/entities/ID/reserve HTTP/1.1\r\nContent-Length: 3\r\n" +
                                           in + json + "\r\n{x}")
                             << 400 << u"VALIDATION_ERROR"_s;
    QTest::newRow("no body's type") << QByteArray(
                                           "POST /partner/v1/entities/ID/reserve HTTP/1.1\r\nContent-Type: text/csv\r\n"
                                           "Content-Length: 2\r\n" +
                                           in + "\r\n{}")
                                    << 415 << u"UNSUPPORTED_MEDIA_TYPE"_s;
    QTest::newRow("no reference") << QByteArray(
                                         "POST /partner/v1/entities/ID/reserve HTTP/1.1\r\nContent-Length: 12\r\n" +
                                         in + json + "\r\n{\"places\":1}")
                                  << 400 << u"VALIDATION_ERROR"_s;
    QTest::newRow("too large")
        << QByteArray("POST /partner/v1/entities/ID/reserve HTTP/1.1\r\nContent-Length: 99999999\r\n" + in + json)
        << 413 << u"TOO_LARGE"_s;
}

void TestPartnerApi::refusesInTheEnvelope()
{
    QFETCH(QByteArray, request);
    QFETCH(int, status);
    QFETCH(QString, code);
    request.replace("ID", m_session.id.toLatin1()).replace("APP", m_app.app.id.toLatin1()).replace("KEY", m_app.key);
    request.insert(request.indexOf("\r\n") + 2, "Host: localhost\r\nConnection: close\r\n");
    const ApiAnswer answer = m_api.sendRaw(request.contains("\r\n\r\n") ? request : request + "\r\n");
    QVERIFY2(isEnvelope(answer), answer.body.constData());
    QCOMPARE(answer.status, status);
    QCOMPARE(test::code(answer), code);
    QVERIFY(!error(answer).value("message"_L1).toString().isEmpty());
}

void TestPartnerApi::letsInWithAnyOfTwoKeys()
{
    ServerContext server = context();
    const IssuedPartnerKey first = m_app;
    const auto second = PartnerAppService().rotate(server, first.app.id);
    EXPECT_OK(second);
    const auto statusWith = [this](const IssuedPartnerKey &key) {
        m_app = key;
        return call("GET", u"/entities"_s).status;
    };
    QCOMPARE(statusWith(first), 200);
    QCOMPARE(statusWith(*second), 200);
    const auto third = PartnerAppService().rotate(server, first.app.id);
    EXPECT_OK(third);
    QCOMPARE(statusWith(first), 401);
    QCOMPARE(statusWith(*second), 200);
    QCOMPARE(statusWith(*third), 200);
    EXPECT_OK(PartnerAppService().revoke(server, first.app.id, second->keyId));
    QCOMPARE(statusWith(*second), 401);
    QCOMPARE(statusWith(*third), 200);
}

void TestPartnerApi::keepsOutWhoIsSwitchedOff()
{
    ServerContext server = context();
    EXPECT_OK(PartnerAppService().setActive(server, m_app.app.id, false));
    QCOMPARE(call("GET", u"/entities"_s).status, 403);
    QCOMPARE(code(call("GET", u"/entities"_s)), u"APP_INACTIVE"_s);
    EXPECT_OK(PartnerAppService().setActive(server, m_app.app.id, true));
    QCOMPARE(call("GET", u"/entities"_s).status, 200);
}

void TestPartnerApi::servesPagesOfItsOriginsAlone()
{
    const ApiAnswer own = call("GET", u"/entities"_s, std::nullopt, {{"Origin", "https://tickets.example"}});
    QCOMPARE(own.status, 200);
    QCOMPARE(own.headers.value("access-control-allow-origin"), "https://tickets.example");
    QCOMPARE(own.headers.value("vary"), "Origin, Accept-Encoding");
    const ApiAnswer wrong =
        call("GET", u"/entities?kind=nothing"_s, std::nullopt, {{"Origin", "https://tickets.example"}});
    QCOMPARE(wrong.status, 400);
    QCOMPARE(wrong.headers.value("access-control-allow-origin"), "https://tickets.example");
    for (const char *origin :
         {"https://evil.example", "http://tickets.example", "https://tickets.example:8443", "null"}) {
        const ApiAnswer other = call("GET", u"/entities"_s, std::nullopt, {{"Origin", origin}});
        QCOMPARE(other.status, 403);
        QCOMPARE(code(other), u"ORIGIN_NOT_ALLOWED"_s);
        QVERIFY(!other.headers.contains("access-control-allow-origin"));
    }
}

void TestPartnerApi::answersPreflights()
{
    const QString path = u"/partner/v1/entities/%1/reserve"_s.arg(m_session.id);
    const ApiAnswer known = m_api.send({"OPTIONS", path, {}, std::nullopt, {{"Origin", "https://tickets.example"}}});
    QCOMPARE(known.status, 204);
    QCOMPARE(known.headers.value("access-control-allow-origin"), "https://tickets.example");
    QVERIFY(known.headers.value("access-control-allow-headers").contains("x-api-key"));
    const ApiAnswer unknown = m_api.send({"OPTIONS", path, {}, std::nullopt, {{"Origin", "https://evil.example"}}});
    QCOMPARE(unknown.status, 403);
    QCOMPARE(code(unknown), u"ORIGIN_NOT_ALLOWED"_s);
}

void TestPartnerApi::showsWhatItMaySell()
{
    addListing(u"stay"_s);
    const ApiAnswer sessions = call("GET", u"/entities?limit=200"_s);
    QVERIFY2(isEnvelope(sessions), sessions.body.constData());
    QJsonObject own;
    const QJsonArray items = data(sessions).value("items"_L1).toArray();
    for (const QJsonValue &item : items) {
        if (item.toObject().value("id"_L1) == m_session.id)
            own = item.toObject();
    }
    QCOMPARE(own.value("title"_L1).toString(), u"The experience"_s);
    QCOMPARE(own.value("free"_L1).toInt(), 10);
    QVERIFY(own.contains("startsAt"_L1));
    const ApiAnswer stays = call("GET", u"/entities?kind=stay&limit=1"_s);
    QCOMPARE(data(stays).value("items"_L1).toArray().size(), 1);
    // Page by page, everything once.
    QSet<QString> seen;
    QString cursor;
    do {
        const ApiAnswer page =
            call("GET", u"/entities?limit=1"_s + (cursor.isEmpty() ? QString() : u"&cursor="_s + cursor));
        QCOMPARE(page.status, 200);
        seen.insert(data(page).value("items"_L1).toArray().first().toObject().value("id"_L1).toString());
        cursor = data(page).value("nextCursor"_L1).toString();
    } while (!cursor.isEmpty());
    QCOMPARE(seen.size(), items.size());
}

void TestPartnerApi::showsSeats()
{
    const ApiAnswer locked = reserve(u"order-1"_s, {m_session.seats[0]});
    QCOMPARE(locked.status, 201);
    const ApiAnswer seats = call("GET", u"/entities/%1/seats"_s.arg(m_session.id));
    QVERIFY2(isEnvelope(seats), seats.body.constData());
    const QJsonArray items = data(seats).value("items"_L1).toArray();
    QCOMPARE(items.size(), 10);
    QCOMPARE(items[0].toObject().value("state"_L1).toString(), u"locked"_s);
    const int expiresIn = items[0].toObject().value("expiresIn"_L1).toInt();
    QVERIFY(expiresIn > 100 && expiresIn <= 120);
    QCOMPARE(items[1].toObject().value("state"_L1).toString(), u"free"_s);
    QCOMPARE(items[1].toObject().value("name"_L1).toString(), u"A-2"_s);
}

void TestPartnerApi::locksSeatsForOneReference()
{
    const ApiAnswer first = reserve(u"order-1"_s, {m_session.seats[0]});
    QVERIFY2(isEnvelope(first), first.body.constData());
    QCOMPARE(first.status, 201);
    QCOMPARE(data(first).value("expiresIn"_L1).toInt(), 120);
    QCOMPARE(data(first).value("items"_L1).toArray().size(), 1);
    const ApiAnswer other = reserve(u"order-2"_s, {m_session.seats[0]});
    QVERIFY2(isEnvelope(other), other.body.constData());
    QCOMPARE(other.status, 409);
    QCOMPARE(code(other), u"SEAT_ALREADY_LOCKED"_s);
    const int expiresIn = error(other).value("details"_L1).toObject().value("expiresIn"_L1).toInt();
    QVERIFY2(expiresIn > 100 && expiresIn <= 120, other.body.constData());
    // The same reference renews what it has, with a new token.
    const ApiAnswer again = reserve(u"order-1"_s, {m_session.seats[0]});
    QCOMPARE(again.status, 201);
    QVERIFY(data(again).value("token"_L1) != data(first).value("token"_L1));
    QCOMPARE(code(step(u"confirm"_s, first, {{u"guest"_s, QJsonObject{{u"name"_s, u"Nina"_s}}}})), u"HOLD_EXPIRED"_s);
}

void TestPartnerApi::takesAllSeatsOrNone()
{
    QCOMPARE(reserve(u"order-1"_s, {m_session.seats[3]}).status, 201);
    QCOMPARE(reserve(u"order-2"_s, m_session.seats.mid(0, 5)).status, 409);
    QCOMPARE(reserve(u"order-3"_s, m_session.seats.mid(0, 3)).status, 201);
}

void TestPartnerApi::confirmsABookingWithItsGuest()
{
    const ApiAnswer held = reserve(u"order-1"_s, {m_session.seats[0], m_session.seats[1]});
    const QJsonObject guest{
        {u"name"_s, u"Nina Dahl"_s}, {u"email"_s, u"nina@example.org"_s}, {u"phone"_s, u"+47 99"_s}};
    const ApiAnswer booked = step(u"confirm"_s, held, {{u"guest"_s, guest}});
    QVERIFY2(isEnvelope(booked), booked.body.constData());
    QCOMPARE(booked.status, 201);
    QCOMPARE(data(booked).value("status"_L1).toString(), u"confirmed"_s);
    QCOMPARE(data(booked).value("total"_L1).toObject().value("amountMinor"_L1).toInt(), 90'000);
    const QString id = data(booked).value("bookingId"_L1).toString();
    const QJsonObject seen =
        m_api.get(u"/api/v1/tenants/%1/bookings/%2"_s.arg(m_tenant, id), m_host.accessToken).json();
    QCOMPARE(seen.value("source"_L1).toString(), m_app.app.bookingSource());
    const QJsonObject contact = seen.value("contact"_L1).toObject();
    QCOMPARE(contact.value("name"_L1).toString(), u"Nina Dahl"_s);
    QCOMPARE(contact.value("email"_L1).toString(), u"nina@example.org"_s);

    const ApiAnswer twice = step(u"confirm"_s, held, {{u"guest"_s, guest}});
    QCOMPARE(code(twice), u"RESERVATION_ALREADY_CONFIRMED"_s);
    QCOMPARE(error(twice).value("details"_L1).toObject().value("bookingId"_L1).toString(), id);
    QCOMPARE(code(reserve(u"order-2"_s, {m_session.seats[0]})), u"SEAT_ALREADY_BOOKED"_s);
}

void TestPartnerApi::extendsOnce()
{
    const ApiAnswer held = reserve(u"order-1"_s, {m_session.seats[0]});
    m_api.clock().advanceMs(60'000);
    const ApiAnswer extended = step(u"extend"_s, held);
    QVERIFY2(isEnvelope(extended), extended.body.constData());
    QCOMPARE(extended.status, 200);
    QCOMPARE(data(extended).value("expiresIn"_L1).toInt(), 120);
    QCOMPARE(code(step(u"extend"_s, held)), u"RESERVATION_ALREADY_EXTENDED"_s);
}

void TestPartnerApi::releasesAtOnce()
{
    const ApiAnswer held = reserve(u"order-1"_s, {m_session.seats[0]});
    const ApiAnswer released = step(u"release"_s, held);
    QVERIFY2(isEnvelope(released), released.body.constData());
    QCOMPARE(released.status, 200);
    QCOMPARE(reserve(u"order-2"_s, {m_session.seats[0]}).status, 201);
}

void TestPartnerApi::forgetsWhatExpired()
{
    const ApiAnswer held = reserve(u"order-1"_s, {m_session.seats[0]});
    m_api.clock().advanceMs(121'000);
    QCOMPARE(reserve(u"order-2"_s, {m_session.seats[0]}).status, 201);
    const ApiAnswer late = step(u"confirm"_s, held, {{u"guest"_s, QJsonObject{{u"name"_s, u"Nina"_s}}}});
    QCOMPARE(late.status, 410);
    QCOMPARE(code(late), u"HOLD_EXPIRED"_s);
}

void TestPartnerApi::reservesStays()
{
    const QString stay = addListing(u"stay"_s);
    const QDate from = QDate::currentDate().addDays(50);
    const auto ask = [&](const QString &reference, const QJsonObject &more) {
        QJsonObject body{{u"reference"_s, reference},
                         {u"checkIn"_s, from.toString(Qt::ISODate)},
                         {u"checkOut"_s, from.addDays(2).toString(Qt::ISODate)},
                         {u"guests"_s, 2}};
        for (auto field = more.begin(); field != more.end(); ++field)
            body.insert(field.key(), field.value());
        return call("POST", u"/entities/%1/reserve"_s.arg(stay), body);
    };
    const ApiAnswer held = ask(u"order-1"_s, {});
    QVERIFY2(held.status == 201, held.body.constData());
    QCOMPARE(data(held).value("checkIn"_L1).toString(), from.toString(Qt::ISODate));
    QCOMPARE(code(ask(u"order-2"_s, {})), u"DATES_ALREADY_LOCKED"_s);
    const ApiAnswer confused = ask(u"order-2"_s, {{u"places"_s, 2}});
    QCOMPARE(code(confused), u"VALIDATION_ERROR"_s);
    QCOMPARE(error(confused).value("details"_L1).toObject().value("field"_L1).toString(), u"places"_s);
    QCOMPARE(code(call("GET", u"/entities/%1/seats"_s.arg(stay))), u"NOT_FOUND"_s);
}

void TestPartnerApi::keepsAppsApart()
{
    const ApiAnswer held = reserve(u"order-1"_s, {m_session.seats[0]});
    const IssuedPartnerKey first = m_app;
    auto second = registerApp({u"experience"_s});
    EXPECT_OK(second);
    m_app = *second;
    for (const QString &name : {u"confirm"_s, u"extend"_s, u"release"_s}) {
        const QJsonObject more =
            name == "confirm"_L1 ? QJsonObject{{u"guest"_s, QJsonObject{{u"name"_s, u"Eve"_s}}}} : QJsonObject();
        QCOMPARE(step(name, held, more).status, 404);
    }
    QCOMPARE(code(reserve(u"order-1"_s, {m_session.seats[0]})), u"SEAT_ALREADY_LOCKED"_s);
    m_app = first;
    QJsonObject stolen = data(held);
    stolen.insert(u"token"_s, u"another-token"_s);
    const ApiAnswer wrongToken =
        call("POST", u"/reservations/%1/release"_s.arg(stolen.value("reservationId"_L1).toString()),
             QJsonObject{{u"reference"_s, u"order-1"_s}, {u"token"_s, u"another-token"_s}});
    QCOMPARE(wrongToken.status, 404);
    QCOMPARE(step(u"release"_s, held).status, 200);
}

} // namespace roost::test

QTEST_GUILESS_MAIN(roost::test::TestPartnerApi)
#include "TestPartnerApi.moc"
