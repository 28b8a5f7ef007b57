// What must never work, sent to the real API: listings, prices, promotions, blocks and businesses that can't be. Each
// is a clear 4xx with its code, and no row of any table has changed.
#include "BadInputWorld.h"
#include "support/Expect.h"

#include <QTest>

namespace roost::test {

using namespace Qt::StringLiterals;

class TestBadRules : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();

    void listingsThatCannotBe_data();
    void listingsThatCannotBe() { expectRefusal(); }
    void pricesThatCannotBe_data();
    void pricesThatCannotBe() { expectRefusal(); }
    void promotionsThatCannotBe_data();
    void promotionsThatCannotBe() { expectRefusal(); }
    void blocksThatCannotBe_data();
    void blocksThatCannotBe() { expectRefusal(); }
    void businessesThatCannotBe_data();
    void businessesThatCannotBe() { expectRefusal(); }

private:
    void expectRefusal()
    {
        const QString wrong = m_world.wrongWithRefusal();
        QVERIFY2(wrong.isEmpty(), qPrintable(wrong));
    }

    BadInputWorld m_world;
};

void TestBadRules::initTestCase()
{
    EXPECT_OK(m_world.start());
}

void TestBadRules::listingsThatCannotBe_data()
{
    const QByteArray list = "/api/v1/tenants/$tenant/listings";
    const QByteArray one = list + "/$stay";
    addBadCases({
        {"unknown currency", "host", "POST", list, R"({"title": "A", "currency": "XQQ"})", 400, kInvalid, "currency"},
        {"currency in lower case", "host", "POST", list, R"({"title": "A", "currency": "nok"})", 400, kInvalid,
         "currency"},
        {"an amount of 2^53 + 1", "host", "POST", list, R"({"title": "A", "base_price_minor": 9007199254740993})", 400,
         kInvalid, "base_price_minor"},
        {"an amount of 1e300", "host", "POST", list, R"({"title": "A", "base_price_minor": 1e300})", 400, kInvalid,
         "base_price_minor"},
        {"half an øre", "host", "POST", list, R"({"title": "A", "base_price_minor": 100.5})", 400, kInvalid,
         "base_price_minor"},
        {"a negative price", "host", "POST", list, R"({"title": "A", "base_price_minor": -1})", 400, kInvalid,
         "base_price_minor"},
        {"a price as text", "host", "POST", list, R"({"title": "A", "base_price_minor": "100"})", 400, kInvalid,
         "base_price_minor"},
        {"no title", "host", "POST", list, R"({"title": ""})", 400, kInvalid, "title"},
        {"a blank title", "host", "POST", list, R"({"title": "   "})", 400, kInvalid, "title"},
        {"unknown zone", "host", "POST", list, R"({"title": "A", "time_zone": "Europe/Atlantis"})", 400, kInvalid,
         "time_zone"},
        {"zero nights at least", "host", "POST", list, R"({"title": "A", "min_nights": 0})", 400, kInvalid,
         "min_nights"},
        {"fewer nights at most than at least", "host", "PATCH", one, R"({"min_nights": 5, "max_nights": 3})", 400,
         kInvalid, "max_nights"},
        {"check-out after check-in time", "host", "PATCH", one,
         R"({"check_in_time": "10:00", "check_out_time": "12:00"})", 400, kInvalid, "check_out_time"},
        {"25 o'clock", "host", "PATCH", one, R"({"check_in_time": "25:00"})", 400, kInvalid, "check_in_time"},
        {"10,000 guests", "host", "PATCH", one, R"({"max_guests": 10000})", 400, kInvalid, "max_guests"},
        {"beyond the pole", "host", "POST", list, R"({"title": "A", "latitude": 91, "longitude": 0})", 400, kInvalid,
         "latitude"},
        {"a NUL", "host", "PATCH", one, R"({"title": "A\u0000B"})", 400, kInvalid, "title"},
        {"nothing to change", "host", "PATCH", one, "{}", 400, kInvalid, ""},
        {"of someone else", "other", "PATCH", one, R"({"title": "Mine"})", 404, "NOT_FOUND", ""},
    });
}

void TestBadRules::pricesThatCannotBe_data()
{
    const QByteArray one = "/api/v1/tenants/$tenant/listings/$stay";
    const auto plan = [&one](const char *name, const QByteArray &rules, const char *field) {
        return BadCase{name, "host", "PATCH", one, R"({"pricing": )" + rules + '}', 400, kInvalid, field};
    };
    const auto day = [&one](const char *name, const QByteArray &days, const char *field) {
        return BadCase{name, "host", "PUT", one + "/day-rates", R"({"days": )" + days + '}', 400, kInvalid, field};
    };
    addBadCases({
        plan("overlapping seasons",
             R"({"seasons": [{"name": "Summer", "from": "2027-06-01", "to": "2027-08-31", "price_minor": 1},
                             {"name": "July", "from": "2027-07-01", "to": "2027-07-31", "price_minor": 2}]})",
             "pricing.seasons[1].from"),
        plan("a season backwards",
             R"({"seasons": [{"name": "Summer", "from": "2027-08-31", "to": "2027-06-01", "price_minor": 1}]})",
             "pricing.seasons[0].to"),
        plan("a season on 30 February",
             R"({"seasons": [{"name": "Ski", "from": "2027-02-30", "to": "2027-03-31", "price_minor": 1}]})",
             "pricing.seasons[0].from"),
        plan("200 % off", R"({"length_of_stay": [{"nights": 7, "percent": 200}]})",
             "pricing.length_of_stay[0].percent"),
        plan("a fee of 2^53 + 1",
             R"({"fees": [{"name": "Cleaning", "amount_minor": 9007199254740993, "per": "stay"}]})",
             "pricing.fees[0].amount_minor"),
        plan("a negative tax", R"({"taxes": [{"name": "City tax", "kind": "per_night", "amount_minor": -5}]})",
             "pricing.taxes[0].amount_minor"),
        plan("an eighth weekday", R"({"weekday_prices": {"oct": 5}})", "pricing.weekday_prices.oct"),
        plan("an unknown rule", R"({"moon_phase": []})", "pricing.moon_phase"),
        plan("a rule of another type", R"({"seasons": {}})", "pricing.seasons"),
        day("30 February", R"({"2027-02-30": {"price_minor": 1}})", "days"),
        day("no date", R"({"tomorrow": {"price_minor": 1}})", "days"),
        day("a negative price", R"({"2027-02-28": {"price_minor": -1}})", "days.2027-02-28.price_minor"),
        day("zero nights", R"({"2027-02-28": {"min_nights": 0}})", "days.2027-02-28.min_nights"),
        day("an unknown rate", R"({"2027-02-28": {"price": 1}})", "days.2027-02-28"),
    });
}

void TestBadRules::promotionsThatCannotBe_data()
{
    const QByteArray list = "/api/v1/tenants/$tenant/promotions";
    const auto code = [&list](const char *name, const QByteArray &rest, const char *field) {
        return BadCase{name, "host", "POST", list, R"({"code": "SUMMER", )" + rest + '}', 400, kInvalid, field};
    };
    const QByteArray stay = R"({"listing_id": "$stay", "check_in": "$day+30", "check_out": "$day+32", "promo_code": )";
    addBadCases({
        code("of 101 %", R"("percent": 101)", "percent"),
        code("of nothing", R"("description": "Nothing")", "percent"),
        code("of percent and amount", R"("percent": 10, "amount_minor": 5, "currency": "NOK")", "amount_minor"),
        code("of an amount in no currency", R"("amount_minor": 500)", "currency"),
        code("in an unknown currency", R"("amount_minor": 500, "currency": "XQQ")", "currency"),
        code("of 2^53 + 1", R"("amount_minor": 9007199254740993, "currency": "NOK")", "amount_minor"),
        code("never usable",
             R"("percent": 10, "valid_from": "2027-03-01T00:00:00Z", "valid_to": "2027-02-01T00:00:00Z")", "valid_to"),
        code("for 30 February", R"("percent": 10, "stay_from": "2027-02-30")", "stay_from"),
        code("for days backwards", R"("percent": 10, "stay_from": "2027-03-02", "stay_to": "2027-03-01")", "stay_to"),
        code("at a time without a zone", R"("percent": 10, "valid_from": "2027-03-01T00:00:00")", "valid_from"),
        {"a code that nobody gave out", "guest", "POST", "/api/v1/holds", stay + R"("MADE-UP"})", 422,
         "PROMOTION_INVALID", "promo_code unknown"},
        {"a quote token made up", "guest", "POST", "/api/v1/holds",
         R"({"listing_id": "$stay", "check_in": "$day+30", "check_out": "$day+32", "quote_token": "abc"})", 400,
         kInvalid, "quote_token"},
    });
}

void TestBadRules::blocksThatCannotBe_data()
{
    const QByteArray list = "/api/v1/tenants/$tenant/blocks";
    addBadCases({
        {"30 February", "host", "POST", list,
         R"({"listing_id": "$stay", "from_date": "2027-02-30", "to_date": "2027-03-02"})", 400, kInvalid, "from_date"},
        {"zero nights", "host", "POST", list,
         R"({"listing_id": "$stay", "from_date": "2027-03-02", "to_date": "2027-03-02"})", 400, kInvalid, "to_date"},
        {"backwards", "host", "POST", list,
         R"({"listing_id": "$stay", "from_date": "2027-03-02", "to_date": "2027-03-01"})", 400, kInvalid, "to_date"},
        {"a hundred years", "host", "POST", list,
         R"({"listing_id": "$stay", "from_date": "2027-03-02", "to_date": "2127-03-01"})", 400, kInvalid, "to_date"},
        {"no such listing", "host", "POST", list,
         R"({"listing_id": "$nobody", "from_date": "2027-03-02", "to_date": "2027-03-05"})", 404, "NOT_FOUND", ""},
        {"by a guest", "guest", "POST", list,
         R"({"listing_id": "$stay", "from_date": "2027-03-02", "to_date": "2027-03-05"})", 404, "NOT_FOUND", ""},
    });
}

void TestBadRules::businessesThatCannotBe_data()
{
    const QByteArray list = "/api/v1/tenants";
    addBadCases({
        {"unknown currency", "host", "POST", list, R"({"name": "A", "currency": "ABC", "time_zone": "Europe/Oslo"})",
         400, kInvalid, "currency"},
        {"an offset for a zone", "host", "POST", list, R"({"name": "A", "currency": "NOK", "time_zone": "UTC+02:00"})",
         400, kInvalid, "time_zone"},
        {"a name of two lines", "host", "POST", list,
         R"({"name": "A\nB", "currency": "NOK", "time_zone": "Europe/Oslo"})", 400, kInvalid, "name"},
        {"unknown role", "host", "POST", list + "/$tenant/members", R"({"email": "guest@example.org", "role": "king"})",
         400, kInvalid, "role"},
        {"unknown person", "host", "POST", list + "/$tenant/members", R"({"email": "no@example.org", "role": "staff"})",
         404, "NOT_FOUND", "email"},
    });
}

} // namespace roost::test

QTEST_GUILESS_MAIN(roost::test::TestBadRules)
#include "TestBadRules.moc"
