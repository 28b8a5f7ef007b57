// Prices over HTTP: rate plans in listings, quotes, day rates, promotions.
#include "support/ApiFixture.h"
#include "support/Expect.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QTest>

namespace roost::test {

using namespace Qt::StringLiterals;

class TestPricingApi : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { EXPECT_OK(m_postgres.start()); }
    void init();
    void cleanup() { m_api.stop(); }

    void aRatePlanIsAField();
    void wrongRulesAreNamed();
    void anyoneMayAskForAQuote();
    void aQuoteIsPromised();
    void setsDayRates();
    void keepsPromotions();

private:
    QString path(const QString &rest) const { return u"/api/v1/tenants/"_s + m_tenant + rest; }
    ApiAnswer call(const QByteArray &method, const QString &rest, const QJsonObject &body,
                   const QByteArray &tag = {}) const
    {
        ApiCall made{method, path(rest), m_host.accessToken, body, {}};
        if (!tag.isEmpty())
            made.headers << QPair<QByteArray, QByteArray>("If-Match", tag);
        return m_api.send(made);
    }
    QJsonObject stay() const
    {
        return {{u"listing_id"_s, m_listing}, {u"check_in"_s, day(40)}, {u"check_out"_s, day(43)}, {u"guests"_s, 2}};
    }
    // Days from now, as the server's clock is the real one.
    QString day(int from) const { return m_today.addDays(from).toString(Qt::ISODate); }
    static QJsonObject json(const char *text) { return QJsonDocument::fromJson(text).object(); }

    PostgresFixture m_postgres;
    ApiFixture m_api;
    ApiUser m_host;
    QString m_tenant;
    QString m_listing;
    const QDate m_today = QDate::currentDate();
};

void TestPricingApi::init()
{
    EXPECT_OK(m_api.start(m_postgres));
    m_host = m_api.registerUser(u"host"_s);
    m_tenant = m_api.createTenant(m_host);
    const ApiAnswer made = call("POST", u"/listings"_s,
                                {{u"title"_s, u"Cabin"_s},
                                 {u"base_price_minor"_s, 100'000},
                                 {u"status"_s, u"published"_s},
                                 {u"pricing"_s, json(R"({"fees": [{"name": "Cleaning", "amount_minor": 50000}],
                                                         "occupancy": [{"taken": 50, "percent": 10}]})")},
                                 {u"cancellation_policy"_s, json(R"({"preset": "moderate"})")}});
    QCOMPARE(made.status, 201);
    m_listing = made.text(u"id"_s);
}

void TestPricingApi::aRatePlanIsAField()
{
    const QString own = u"/listings/"_s + m_listing;
    const ApiAnswer read = m_api.get(path(own), m_host.accessToken);
    QCOMPARE(read.json().value(u"pricing")[u"fees"][0][u"per"].toString(), u"stay"_s);
    // The same rules, written differently, are no change.
    const ApiAnswer same = call("PATCH", own, {{u"pricing"_s, json(R"({"occupancy": [{"percent": 10, "taken": 50}],
                                "fees": [{"amount_minor": 50000, "name": "Cleaning", "per": "stay"}]})")}});
    QCOMPARE(same.status, 200);
    QCOMPARE(same.json().value(u"changed"), QJsonValue(QJsonObject()));
    const QJsonObject plan = json(R"({"weekday_prices": {"sat": 150000}, "demand": []})");
    QCOMPARE(call("PATCH", own, {{u"pricing"_s, plan}}).status, 200);
    const ApiAnswer open = m_api.get(u"/api/v1/listings/"_s + m_listing);
    QCOMPARE(open.json().value(u"cancellation_policy"), QJsonValue(json(R"({"preset": "moderate"})")));
    QVERIFY(!open.json().contains(u"pricing"));
}

void TestPricingApi::wrongRulesAreNamed()
{
    const ApiAnswer wrong = call("PATCH", u"/listings/"_s + m_listing, {{u"pricing"_s, json(R"({"seasons": [
                                     {"name": "a", "from": "2027-06-01", "to": "2027-06-30"},
                                     {"name": "b", "from": "2027-06-30", "to": "2027-07-30"}]})")}});
    QCOMPARE(wrong.status, 400);
    QCOMPARE(wrong.code(), u"VALIDATION_ERROR"_s);
    QCOMPARE(wrong.json().value(u"details")[u"field"].toString(), u"pricing.seasons[1].from"_s);
    const ApiAnswer both = call("PATCH", u"/listings/"_s + m_listing,
                                {{u"cancellation_policy"_s, json(R"({"preset": "firm", "steps": []})")}});
    QCOMPARE(both.status, 400);
}

void TestPricingApi::anyoneMayAskForAQuote()
{
    const ApiAnswer quoted = m_api.post(u"/api/v1/quotes"_s, stay());
    QCOMPARE(quoted.status, 200);
    QCOMPARE(quoted.json().value(u"quote")[u"total"][u"amount_minor"].toInt(), 350'000);
    QCOMPARE(quoted.json().value(u"policy")[u"preset"].toString(), u"moderate"_s);
    QVERIFY(quoted.headers.value("cache-control") != "public");
    QJsonObject asked = stay();
    asked.insert(u"check_out"_s, asked.value(u"check_in"));
    QCOMPARE(m_api.post(u"/api/v1/quotes"_s, asked).code(), u"VALIDATION_ERROR"_s);
    asked = stay();
    asked.insert(u"guests"_s, 1000);
    const ApiAnswer crowd = m_api.post(u"/api/v1/quotes"_s, asked);
    QCOMPARE(crowd.status, 422);
    QCOMPARE(crowd.json().value(u"details")[u"rule"].toString(), u"max_guests"_s);
    asked = stay();
    asked.insert(u"promo_code"_s, u"NOPE"_s);
    const ApiAnswer code = m_api.post(u"/api/v1/quotes"_s, asked);
    QCOMPARE(code.status, 422);
    QCOMPARE(code.code(), u"PROMOTION_INVALID"_s);
    asked.insert(u"listing_id"_s, u"019426a0-3c00-7a10-8000-0000000000a1"_s);
    QCOMPARE(m_api.post(u"/api/v1/quotes"_s, asked).code(), u"LISTING_UNAVAILABLE"_s);
}

void TestPricingApi::aQuoteIsPromised()
{
    const ApiAnswer quoted = m_api.post(u"/api/v1/quotes"_s, stay());
    QCOMPARE(call("PATCH", u"/listings/"_s + m_listing, {{u"base_price_minor"_s, 200'000}}).status, 200);
    const ApiUser guest = m_api.registerUser(u"guest"_s);
    QJsonObject asked = stay();
    asked.insert(u"quote_token"_s, quoted.text(u"quote_token"_s));
    const ApiAnswer held = m_api.post(u"/api/v1/holds"_s, asked, guest.accessToken);
    QCOMPARE(held.status, 201);
    QCOMPARE(held.json().value(u"quote"), quoted.json().value(u"quote"));
    asked.insert(u"guests"_s, 1);
    QCOMPARE(m_api.post(u"/api/v1/holds"_s, asked, guest.accessToken).code(), u"VALIDATION_ERROR"_s);
}

void TestPricingApi::setsDayRates()
{
    const QString rates = u"/listings/"_s + m_listing + u"/day-rates"_s;
    const QJsonObject days{{day(40), json(R"({"price_minor": 1})")}, {day(41), json(R"({"min_nights": 2})")}};
    QCOMPARE(call("PUT", rates, {{u"days"_s, days}}).status, 204);
    QCOMPARE(m_api.post(u"/api/v1/quotes"_s, stay()).json().value(u"quote")[u"total"][u"amount_minor"].toInt(),
             250'001);
    const QJsonObject wrong{{day(40), QJsonValue::Null}, {day(41), json(R"({"price_minor": -1})")}};
    QCOMPARE(call("PUT", rates, {{u"days"_s, wrong}}).status, 400);
    QCOMPARE(call("PUT", rates, {{u"days"_s, QJsonObject{{u"2027-02-29"_s, QJsonValue::Null}}}}).status, 400);
    const auto listed = [&](const QString &from, const QString &to) {
        return m_api.get(path(rates + u"?from="_s + from + u"&to="_s + to), m_host.accessToken);
    };
    QCOMPARE(listed(day(0), day(60)).json().value(u"items").toArray().size(), 2);
    QCOMPARE(call("PUT", rates, {{u"days"_s, QJsonObject{{day(40), QJsonValue::Null}}}}).status, 204);
    QCOMPARE(listed(day(0), day(60)).json().value(u"items").toArray().size(), 1);
    QCOMPARE(listed(day(0), day(900)).status, 400);
    QJsonObject many;
    for (int i = 0; i <= 800; ++i)
        many.insert(day(i), json(R"({"price_minor": 1})"));
    QCOMPARE(call("PUT", rates, {{u"days"_s, many}}).status, 400);
    many.remove(day(800));
    QCOMPARE(call("PUT", rates, {{u"days"_s, many}}).status, 204);
}

void TestPricingApi::keepsPromotions()
{
    const ApiAnswer made = call("POST", u"/promotions"_s, {{u"code"_s, u"ten"_s}, {u"percent"_s, 10}});
    QCOMPARE(made.status, 201);
    QCOMPARE(made.text(u"code"_s), u"TEN"_s);
    const QString own = u"/promotions/"_s + made.text(u"id"_s);
    QCOMPARE(made.headers.value("location"), path(own).toUtf8());
    QCOMPARE(call("POST", u"/promotions"_s, {{u"code"_s, u"TEN"_s}, {u"percent"_s, 5}}).code(), u"ALREADY_EXISTS"_s);
    QCOMPARE(call("POST", u"/promotions"_s, {{u"code"_s, u"T"_s}, {u"percent"_s, 5}}).status, 400);

    const ApiAnswer edited = call("PATCH", own, {{u"max_uses"_s, 5}}, made.headers.value("etag"));
    QCOMPARE(edited.status, 200);
    QCOMPARE(edited.json().value(u"max_uses").toInt(), 5);
    QCOMPARE(edited.json().value(u"percent").toInt(), 10);
    QCOMPARE(call("PATCH", own, {{u"max_uses"_s, 6}}, made.headers.value("etag")).status, 412);
    const ApiAnswer money = call("PATCH", own,
                                 {{u"percent"_s, QJsonValue::Null},
                                  {u"amount_minor"_s, 100},
                                  {u"currency"_s, u"NOK"_s},
                                  {u"max_uses"_s, QJsonValue::Null}});
    QCOMPARE(money.status, 200);
    QCOMPARE(money.json().value(u"max_uses"), QJsonValue(QJsonValue::Null));

    call("POST", u"/promotions"_s, {{u"code"_s, u"ABC"_s}, {u"percent"_s, 5}});
    const ApiAnswer page = m_api.get(path(u"/promotions?limit=1"_s), m_host.accessToken);
    QCOMPARE(page.json().value(u"items")[0][u"code"].toString(), u"ABC"_s);
    const ApiAnswer rest =
        m_api.get(path(u"/promotions?limit=1&cursor="_s + page.text(u"next_cursor"_s)), m_host.accessToken);
    QCOMPARE(rest.json().value(u"items")[0][u"code"].toString(), u"TEN"_s);
    QCOMPARE(rest.json().value(u"next_cursor"), QJsonValue(QJsonValue::Null));
    QCOMPARE(m_api.send({"DELETE", path(own), m_host.accessToken, std::nullopt, {}}).status, 204);
    QCOMPARE(m_api.get(path(own), m_host.accessToken).status, 404);
}

} // namespace roost::test

QTEST_GUILESS_MAIN(roost::test::TestPricingApi)
#include "TestPricingApi.moc"
