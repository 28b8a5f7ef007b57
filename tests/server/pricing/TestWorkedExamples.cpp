// The worked examples of docs/pricing.md, by a real server: what it answers must be what the docs show.
// docs/examples/make writes them anew.
#include "ExampleWriter.h"

#include "support/Expect.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QTest>

namespace roost::test {

using namespace Qt::StringLiterals;

class TestWorkedExamples : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { EXPECT_OK(m_postgres.start()); }
    void init();
    void cleanup() { m_api.stop(); }

    void weekendInSeason();
    void seatsWithACode();
    void appointment();

private:
    // Asked and answered, and noted as a step unless it has no title.
    QJsonObject step(const QString &title, const QByteArray &method, const QString &path, const QJsonObject &body,
                     const QString &token = {});
    QJsonObject hostStep(const QString &title, const QByteArray &method, const QString &path, const char *body)
    {
        return step(title, method, u"/api/v1/tenants/"_s + m_tenant + path, json(body), m_host.accessToken);
    }
    static QJsonObject json(const char *text) { return QJsonDocument::fromJson(text).object(); }

    PostgresFixture m_postgres;
    ApiFixture m_api;
    ApiUser m_host;
    QString m_tenant;
    std::unique_ptr<ExampleWriter> m_example;
};

void TestWorkedExamples::init()
{
    EXPECT_OK(m_api.start(m_postgres));
    // A Monday; every example has its dates from here.
    m_api.clock().set(QDateTime(QDate(2027, 5, 3), QTime(9, 0), Qt::UTC));
    m_host = m_api.registerUser(u"host"_s);
    m_tenant = m_api.createTenant(m_host);
    QVERIFY(!m_tenant.isEmpty());
}

QJsonObject TestWorkedExamples::step(const QString &title, const QByteArray &method, const QString &path,
                                     const QJsonObject &body, const QString &token)
{
    const ApiCall call{method, path, token, method == "GET" ? std::nullopt : std::optional(body), {}};
    const ApiAnswer answer = m_api.send(call);
    if (answer.status >= 300)
        QTest::qFail((method + ' ' + path.toUtf8() + ": " + answer.body).constData(), __FILE__, __LINE__);
    if (!title.isEmpty())
        m_example->add(title, call, answer);
    return answer.json();
}

void TestWorkedExamples::weekendInSeason()
{
    m_example = std::make_unique<ExampleWriter>(u"weekend-in-season"_s);
    const QJsonObject listing = hostStep(u"The host's rules"_s, "POST", u"/listings"_s, R"({
            "title": "Cabin by the fjord", "status": "published", "base_price_minor": 129900, "max_guests": 4,
            "time_zone": "Europe/Oslo", "currency": "NOK",
            "cancellation_policy": {"preset": "moderate"},
            "pricing": {
                "weekday_prices": {"fri": 149900, "sat": 149900},
                "seasons": [{"name": "Summer", "from": "2027-06-15", "to": "2027-08-15", "price_minor": 179900,
                             "weekday_prices": {"fri": 209900, "sat": 209900}, "min_nights": 2}],
                "length_of_stay": [{"nights": 7, "percent": 12.5}],
                "fees": [{"name": "Cleaning", "amount_minor": 90000, "per": "stay"}],
                "taxes": [{"name": "City tax", "kind": "per_person_night", "amount_minor": 2500, "up_to_nights": 5},
                          {"name": "VAT", "kind": "percent", "percent": 12, "included": true, "on_all_fees": true}]
            }})");
    QJsonObject wish{{u"listing_id"_s, listing.value(u"id")},
                     {u"check_in"_s, u"2027-07-02"_s},
                     {u"check_out"_s, u"2027-07-05"_s},
                     {u"guests"_s, 2}};
    step(u"Friday to Monday"_s, "POST", u"/api/v1/quotes"_s, wish);
    wish.insert(u"check_out"_s, u"2027-07-10"_s);
    step(u"Eight nights, with the weekly discount"_s, "POST", u"/api/v1/quotes"_s, wish);
    QCOMPARE(m_example->finish(), QString());
}

void TestWorkedExamples::seatsWithACode()
{
    m_example = std::make_unique<ExampleWriter>(u"seats-with-a-code"_s);
    const QJsonObject listing = hostStep(u"The host's rules"_s, "POST", u"/listings"_s, R"({
            "kind": "experience", "title": "Concert in the barn", "status": "published", "base_price_minor": 45000,
            "time_zone": "Europe/Oslo", "currency": "NOK",
            "cancellation_policy": {"steps": [{"days": 7, "nights": 100, "fees": 0}, {"hours": 24, "nights": 50, "fees": 0}]},
            "pricing": {"tiers": {"stalls": 45000, "balcony": 30000},
                        "fees": [{"name": "Booking fee", "amount_minor": 1500, "per": "person"}]}})");
    const QString listingId = listing.value(u"id").toString();
    const QJsonObject made = hostStep(u"A session"_s, "POST", u"/listings/"_s + listingId + u"/sessions"_s, R"({
            "starts_local": "2027-07-02T19:00", "duration_minutes": 90,
            "seat_plan": {"rows": [{"label": "A", "seats": 6, "tier": "stalls"},
                                   {"label": "B", "seats": 6, "tier": "balcony"}]}})");
    const QString session = made.value(u"session_ids")[0].toString();
    hostStep(u"A code"_s, "POST", u"/promotions"_s,
             R"({"code": "BARN-15", "percent": 15, "kinds": ["experience"], "max_uses": 100})");
    const QJsonArray seats =
        step({}, "GET", u"/api/v1/sessions/"_s + session + u"/seats"_s, {}).value(u"items").toArray();
    QCOMPARE(seats.size(), 12);
    const QJsonObject wish{{u"session_id"_s, session},
                           {u"seats"_s, QJsonArray{seats[2][u"id"], seats[3][u"id"], seats[8][u"id"], seats[9][u"id"]}},
                           {u"promo_code"_s, u"barn-15"_s}};
    step(u"Two seats in the stalls, two on the balcony"_s, "POST", u"/api/v1/quotes"_s, wish);
    QCOMPARE(m_example->finish(), QString());
}

void TestWorkedExamples::appointment()
{
    m_example = std::make_unique<ExampleWriter>(u"appointment"_s);
    const QJsonObject listing = hostStep(u"The host's rules"_s, "POST", u"/listings"_s, R"({
            "kind": "service", "title": "Massage", "status": "published", "base_price_minor": 120000,
            "time_zone": "Europe/Oslo", "currency": "NOK",
            "service": {"duration_minutes": 90, "buffer_before_minutes": 10, "buffer_after_minutes": 20,
                        "slot_step_minutes": 30, "skills": ["massage"]},
            "cancellation_policy": {"steps": [{"hours": 24, "nights": 100}]},
            "pricing": {"service": {"per_minute_minor": 1250},
                        "demand": [{"name": "Thursday evening", "weekdays": ["thu"], "from": "17:00", "to": "21:00",
                                    "percent": 20}],
                        "taxes": [{"name": "VAT", "kind": "percent", "percent": 25, "included": true}]}})");
    hostStep(u"Who gives it"_s, "POST", u"/staff"_s, R"({
            "name": "Kari", "skills": ["massage"],
            "hours": {"time_zone": "Europe/Oslo", "weekly": {"thu": [{"from": "12:00", "to": "20:00"}]}}})");
    const QString listingId = listing.value(u"id").toString();
    step(u"Free beginnings on Thursday after 17:00: the buffers lie within Kari's hours"_s, "GET",
         u"/api/v1/listings/"_s + listingId + u"/slots?from=2027-07-01&to=2027-07-02&after=17:00"_s, {});
    const QJsonObject wish{{u"listing_id"_s, listingId}, {u"starts_at"_s, u"2027-07-01T15:30:00.000Z"_s}};
    step(u"Thursday at 17:30"_s, "POST", u"/api/v1/quotes"_s, wish);
    QCOMPARE(m_example->finish(), QString());
}

} // namespace roost::test

QTEST_GUILESS_MAIN(roost::test::TestWorkedExamples)
#include "TestWorkedExamples.moc"
