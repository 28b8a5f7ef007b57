// The search and the calendar over HTTP: parameters, pages, errors; live sockets for everyone.
#include "support/ApiFixture.h"
#include "support/Expect.h"

#include <QJsonArray>
#include <QSignalSpy>
#include <QTest>
#include <QWebSocket>

namespace roost::test {

using namespace Qt::StringLiterals;

class TestSearchApi : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();

    void findsForEveryone();
    void goesThroughPages();
    void refusesWrongParameters_data();
    void refusesWrongParameters();
    void showsTheCalendar();
    void watchesWithoutAnAccount();

private:
    QString add(const QString &title, const QJsonObject &fields = {});
    QString day(int ahead) const { return m_api.clock().nowUtc().date().addDays(30 + ahead).toString(Qt::ISODate); }
    QString dates() const { return u"from=%1&to=%2"_s.arg(day(0), day(3)); }

    PostgresFixture m_postgres;
    mutable ApiFixture m_api;
    ApiUser m_host;
    QString m_tenant;
    QString m_cabin;
};

QString TestSearchApi::add(const QString &title, const QJsonObject &fields)
{
    QJsonObject all{{u"title"_s, title},       {u"base_price_minor"_s, 100'000}, {u"status"_s, u"published"_s},
                    {u"instant_book"_s, true}, {u"city"_s, u"Tromsø"_s},         {u"latitude"_s, 69.65},
                    {u"longitude"_s, 18.96},   {u"language"_s, u"en"_s}};
    for (auto field = fields.begin(); field != fields.end(); ++field)
        all.insert(field.key(), field.value());
    return m_api.post(u"/api/v1/tenants/%1/listings"_s.arg(m_tenant), all, m_host.accessToken).text(u"id"_s);
}

void TestSearchApi::initTestCase()
{
    EXPECT_OK(m_postgres.start());
    EXPECT_OK(m_api.start(m_postgres));
    m_host = m_api.registerUser(u"kari"_s);
    m_tenant = m_api.createTenant(m_host);
    m_cabin = add(u"Cabin"_s, {{u"amenities"_s, QJsonArray{u"sauna"_s, u"view of the fjord"_s}}});
    QVERIFY(!m_cabin.isEmpty());
    for (int i = 0; i < 4; ++i)
        QVERIFY(!add(u"House %1"_s.arg(i), {{u"base_price_minor"_s, 200'000 + i}}).isEmpty());
    QVERIFY(!add(u"Draft"_s, {{u"status"_s, u"unpublished"_s}}).isEmpty());
}

void TestSearchApi::findsForEveryone()
{
    const ApiAnswer answer =
        m_api.get(u"/api/v1/search/stays?"_s + dates() +
                  u"&place=tromso&near=69.6,19&radius_km=50&amenities=sauna,view%20of%20the%20fjord"
                  "&q=cabins&currency=NOK&price_max=300000&instant=true&guests=2"_s);
    QVERIFY2(answer.status == 200, answer.body.constData());
    const QJsonArray items = answer.json().value(u"items"_s).toArray();
    QCOMPARE(items.size(), 1);
    QCOMPARE(items.first()[u"id"].toString(), m_cabin);
    QCOMPARE(items.first()[u"total"][u"amount_minor"].toInteger(), 300'000);
    QVERIFY(items.first()[u"distance_km"].toDouble() > 5);
    const ApiAnswer some = m_api.get(u"/api/v1/search/stays?fields=title&place=tromso"_s);
    QCOMPARE(some.json().value(u"items"_s).toArray().first().toObject().keys(), QStringList({u"id"_s, u"title"_s}));
    QCOMPARE(some.json().value(u"items"_s).toArray().size(), 5);
}

void TestSearchApi::goesThroughPages()
{
    QString path = u"/api/v1/search/stays?order=price&currency=NOK&limit=2&"_s + dates();
    QStringList titles;
    QString cursor;
    do {
        const ApiAnswer answer = m_api.get(cursor.isEmpty() ? path : path + u"&cursor="_s + cursor);
        QVERIFY2(answer.status == 200, answer.body.constData());
        for (const QJsonValue &item : answer.json().value(u"items"_s).toArray())
            titles << item[u"title"].toString();
        cursor = answer.text(u"next_cursor"_s);
    } while (!cursor.isEmpty());
    QCOMPARE(titles.join(u','), u"Cabin,House 0,House 1,House 2,House 3"_s);
}

void TestSearchApi::refusesWrongParameters_data()
{
    QTest::addColumn<QString>("query");
    QTest::addColumn<QString>("field");
    const auto row = [](const char *query, const char *field) {
        QTest::newRow(query) << QString::fromLatin1(query) << QString::fromLatin1(field);
    };
    row("stays?from=2027-02-30&to=2027-03-02", "from");
    row("stays?from=2027-03-02", "to");
    row("stays?from=2027-03-02&to=2027-03-02", "to");
    row("stays?from=2027-03-01&to=2029-04-01", "to");
    row("stays?guests=10000", "guests");
    row("stays?guests=two", "guests");
    row("stays?near=here", "near");
    row("stays?near=1,2,3", "near");
    row("stays?radius_km=1", "near");
    row("stays?near=1,2&radius_km=0", "radius_km");
    row("stays?order=best", "order");
    row("stays?order=price", "from");
    row("stays?price_min=9007199254740993&currency=NOK&from=2027-03-01&to=2027-03-02", "price_min");
    row("stays?currency=XXY", "currency");
    row("stays?q=%2D%2D", "q");
    row("stays?q_language=en", "q_language");
    row("stays?min_rating=nan", "min_rating");
    row("stays?cursor=nonsense", "cursor");
    row("stays?unknown=1", "unknown");
    row("stays?guests=1&guests=2", "guests");
    row("sessions?from=2027-03-01", "to");
    row("sessions?from=2027-03-01&to=2027-12-01", "to");
    row("sessions?from=2027-03-01&to=2027-03-02&weekday=someday", "weekday");
    row("slots?from=2027-03-01&to=2027-03-02&after=25:00", "after");
    row("slots?from=2027-03-01&to=2027-04-02", "to");
}

void TestSearchApi::refusesWrongParameters()
{
    QFETCH(QString, query);
    QFETCH(QString, field);
    const ApiAnswer answer = m_api.get(u"/api/v1/search/"_s + query);
    QVERIFY2(answer.status == 400, answer.body.constData());
    QCOMPARE(answer.code(), u"VALIDATION_ERROR"_s);
    const QString named = answer.json().value(u"details"_s)[u"field"].toString();
    QVERIFY2(named == field || (field == u"currency"_s && named.isEmpty()), answer.body.constData());
}

void TestSearchApi::showsTheCalendar()
{
    const QString path = u"/api/v1/listings/%1/calendar?"_s.arg(m_cabin);
    const QJsonObject calendar = m_api.get(path + dates()).json();
    QCOMPARE(calendar.value(u"days").toArray().size(), 3);
    // Two years, one of them a leap year.
    const QJsonObject years = m_api.get(path + u"from=2027-01-01&to=2029-01-01"_s).json();
    QCOMPARE(years.value(u"days").toArray().size(), 731);
    QVERIFY(m_api.get(path + u"from=2027-01-01&to=2029-01-02"_s).text(u"detail"_s).contains(u"calendar"_s));
    const QJsonValue first = calendar.value(u"days").toArray().first();
    QCOMPARE(first[u"date"].toString(), day(0));
    QCOMPARE(first[u"price_minor"].toInteger(), 100'000);
    QVERIFY(first[u"free"].toBool() && first[u"arrival_allowed"].toBool() && first[u"departure_allowed"].toBool());
    QCOMPARE(m_api.get(path + dates() + u"&guests=99"_s).code(), u"STAY_RULE_BROKEN"_s);
    // A day that has passed can't be arrived on.
    const QString today = m_api.clock().nowUtc().date().addDays(-3).toString(Qt::ISODate);
    const QJsonValue past =
        m_api.get(path + u"from=%1&to=%2"_s.arg(today, day(0))).json().value(u"days").toArray().first();
    QVERIFY(!past[u"arrival_allowed"].toBool());
}

void TestSearchApi::watchesWithoutAnAccount()
{
    const QString base = u"ws://127.0.0.1:%1/api/v1/"_s.arg(m_api.server().port());
    QWebSocket socket;
    QSignalSpy messages(&socket, &QWebSocket::textMessageReceived);
    socket.open(QUrl(base + u"listings/%1/live"_s.arg(m_cabin)));
    QVERIFY(messages.wait());
    QVERIFY(messages.first().first().toString().contains(u"\"type\":\"state\""_s));
    const ApiUser guest = m_api.registerUser(u"ravi"_s);
    const ApiAnswer held =
        m_api.send({"POST",
                    u"/api/v1/holds"_s,
                    guest.accessToken,
                    QJsonObject{{u"listing_id"_s, m_cabin}, {u"check_in"_s, day(40)}, {u"check_out"_s, day(42)}},
                    {{"Idempotency-Key", "hold-once"}}});
    QVERIFY2(held.status == 201, held.body.constData());
    QVERIFY(messages.size() > 1 || messages.wait());
    QVERIFY(messages.last().first().toString().contains(day(40)));
    QSignalSpy refused(&socket, qOverload<QAbstractSocket::SocketError>(&QWebSocket::error));
    socket.close();
    socket.open(QUrl(base + u"sessions/%1/live"_s.arg(m_cabin)));
    QVERIFY(refused.wait());
}

} // namespace roost::test

QTEST_GUILESS_MAIN(roost::test::TestSearchApi)
#include "TestSearchApi.moc"
