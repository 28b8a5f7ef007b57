// What must never work, sent to the real API: each is a clear 4xx with its code, and no row of any table has changed.
// Beside it what looks odd but is right: leap days, New Year, a hundred nights.
#include "support/ApiFixture.h"
#include "support/DatabaseDigest.h"
#include "support/Expect.h"

#include "common/Json.h"

#include <QTest>
#include <QTimeZone>

namespace roost::test {

using namespace Qt::StringLiterals;

namespace {

// Paths and bodies name rows as $tenant, $stay, … (m_names), and days from today as $day+30.
struct BadCase
{
    const char *name;
    QByteArray who; // "host", "guest", "other"; empty: nobody
    QByteArray method;
    QByteArray path;
    QByteArray body; // JSON, or nothing
    int status;
    const char *code;
    const char *word; // details.field, rule and reason
};

void addCases(const QList<BadCase> &cases)
{
    QTest::addColumn<QByteArray>("who");
    QTest::addColumn<QByteArray>("method");
    QTest::addColumn<QByteArray>("path");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<int>("status");
    QTest::addColumn<QString>("code");
    QTest::addColumn<QString>("word");
    for (const BadCase &bad : cases) {
        QTest::addRow("%s %s: %s", bad.method.constData(), bad.path.constData(), bad.name)
            << bad.who << bad.method << bad.path << bad.body << bad.status << QString::fromLatin1(bad.code)
            << QString::fromLatin1(bad.word);
    }
}

constexpr const char *kInvalid = "VALIDATION_ERROR";

} // namespace

class TestBadInput : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();

    void staysThatCannotBe_data();
    void staysThatCannotBe() { sendAndExpectRefusal(); }
    void holdsThatCannotBeUsed_data();
    void holdsThatCannotBeUsed() { sendAndExpectRefusal(); }
    void listingsThatCannotBe_data();
    void listingsThatCannotBe() { sendAndExpectRefusal(); }
    void pricesThatCannotBe_data();
    void pricesThatCannotBe() { sendAndExpectRefusal(); }
    void promotionsThatCannotBe_data();
    void promotionsThatCannotBe() { sendAndExpectRefusal(); }
    void blocksThatCannotBe_data();
    void blocksThatCannotBe() { sendAndExpectRefusal(); }
    void businessesThatCannotBe_data();
    void businessesThatCannotBe() { sendAndExpectRefusal(); }
    void oddStaysThatAreRight_data();
    void oddStaysThatAreRight();

private:
    void sendAndExpectRefusal();
    ApiAnswer send(const QByteArray &who, const QByteArray &method, const QByteArray &path,
                   const QByteArray &body) const;
    QByteArray withNames(QByteArray text) const;
    QString make(const QString &path, const QByteArray &body);
    void makeHolds();
    void hold(const QByteArray &who, const QByteArray &name, int day);

    PostgresFixture m_postgres;
    ApiFixture m_api;
    QHash<QByteArray, ApiUser> m_people;
    QMap<QByteArray, QByteArray> m_names;
};

QString TestBadInput::make(const QString &path, const QByteArray &body)
{
    const ApiAnswer made = send("host", "POST", "/api/v1/tenants/$tenant" + path.toLatin1(), body);
    if (made.status != 201)
        qWarning().noquote() << path << made.body;
    return made.text(u"id"_s);
}

void TestBadInput::initTestCase()
{
    EXPECT_OK(m_postgres.start());
    EXPECT_OK(m_api.start(m_postgres));
    for (const char *name : {"host", "guest", "other"})
        m_people.insert(name, m_api.registerUser(QString::fromLatin1(name)));
    m_names.insert("tenant", m_api.createTenant(m_people.value("host")).toLatin1());
    // Where today began first: yesterday's check-in is past there, whatever the hour.
    const QByteArray island = R"({"title": "Atoll", "base_price_minor": 100000, "status": "published",
        "instant_book": true, "max_guests": 4, "time_zone": "Pacific/Kiritimati"})";
    m_names.insert("stay", make(u"/listings"_s, island).toLatin1());
    m_names.insert("draft", make(u"/listings"_s, R"({"title": "Draft"})").toLatin1());
    m_names.insert("nobody", "01a1fafe-44b5-7949-aaa2-df6ec128c9ce");
    const QDate there = QDateTime::currentDateTimeUtc().toTimeZone(QTimeZone("Pacific/Kiritimati")).date();
    m_names.insert("yesterday", there.addDays(-1).toString(Qt::ISODate).toLatin1());
    m_names.insert("today", there.toString(Qt::ISODate).toLatin1());
    QVERIFY(!m_names.value("stay").isEmpty() && !m_names.value("draft").isEmpty());
    makeHolds();
}

// One of each: in force, expired, confirmed, released, renewed by another; and one of somebody else's.
void TestBadInput::makeHolds()
{
    hold("other", "theirs", 40);
    hold("guest", "expired", 50);
    m_api.clock().advanceMs(300'000);
    hold("guest", "held", 60);
    hold("guest", "used", 70);
    const QByteArray token = R"({"token": "$usedToken"})";
    m_names.insert("booking", send("guest", "POST", "/api/v1/holds/$used/confirm", token).text(u"id"_s).toLatin1());
    QVERIFY(!m_names.value("booking").isEmpty());
    hold("guest", "released", 80);
    QCOMPARE(send("guest", "POST", "/api/v1/holds/$released/release", R"({"token": "$releasedToken"})").status, 204);
    hold("guest", "renewed", 90);
    hold("guest", "again", 90);
}

void TestBadInput::hold(const QByteArray &who, const QByteArray &name, int day)
{
    const QByteArray dates = QByteArrayLiteral(R"("check_in": "$day+%1", "check_out": "$day+%2")")
                                 .replace("%1", QByteArray::number(day))
                                 .replace("%2", QByteArray::number(day + 2));
    const ApiAnswer made = send(who, "POST", "/api/v1/holds", R"({"listing_id": "$stay", )" + dates + '}');
    QVERIFY2(made.status == 201, made.body.constData());
    m_names.insert(name, made.text(u"id"_s).toLatin1());
    m_names.insert(name + "Token", made.text(u"token"_s).toLatin1());
}

QByteArray TestBadInput::withNames(QByteArray text) const
{
    for (int at = static_cast<int>(text.indexOf("$day+")); at >= 0; at = static_cast<int>(text.indexOf("$day+"))) {
        int end = at + 5;
        while (end < text.size() && text.at(end) >= '0' && text.at(end) <= '9')
            ++end;
        const QDate day = QDate::currentDate().addDays(text.mid(at + 5, end - at - 5).toInt());
        text.replace(at, end - at, day.toString(Qt::ISODate).toLatin1());
    }
    // Backwards, so that $usedToken is replaced before $used.
    for (auto name = m_names.end(); name != m_names.begin();) {
        --name;
        text.replace('$' + name.key(), name.value());
    }
    return text;
}

// As bytes: QJsonDocument would mend what is wrong with some of the numbers.
ApiAnswer TestBadInput::send(const QByteArray &who, const QByteArray &method, const QByteArray &path,
                             const QByteArray &body) const
{
    const QByteArray content = withNames(body);
    QByteArray request = method + ' ' + withNames(path) + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\n";
    if (!who.isEmpty())
        request += "Authorization: Bearer " + m_people.value(who).accessToken.toLatin1() + "\r\n";
    if (!content.isEmpty())
        request += "Content-Type: application/json\r\nContent-Length: " + QByteArray::number(content.size()) + "\r\n";
    return m_api.sendRaw(request + "\r\n" + content);
}

void TestBadInput::sendAndExpectRefusal()
{
    QFETCH(QByteArray, who);
    QFETCH(QByteArray, method);
    QFETCH(QByteArray, path);
    QFETCH(QByteArray, body);
    QFETCH(int, status);
    QFETCH(QString, code);
    QFETCH(QString, word);
    const auto before = databaseDigest(m_api.database().adminUrl);
    EXPECT_OK(before);
    const ApiAnswer answer = send(who, method, path, body);
    QVERIFY2(answer.status == status, answer.body.constData());
    QCOMPARE(answer.code(), code);
    const QJsonObject details = answer.json().value("details"_L1).toObject();
    QStringList told{details.value("field"_L1).toString(), details.value("rule"_L1).toString(),
                     details.value("reason"_L1).toString()};
    told.removeAll(QString());
    QCOMPARE(told.join(u' '), word);
    QVERIFY(!answer.text(u"detail"_s).isEmpty());
    const auto after = databaseDigest(m_api.database().adminUrl);
    EXPECT_OK(after);
    QCOMPARE(differences(*before, *after), QString());
}

void TestBadInput::staysThatCannotBe_data()
{
    struct Dates
    {
        const char *name;
        QByteArray rest; // of the wish, behind the listing
        int status;
        const char *code;
        const char *word;
    };
    const QList<Dates> stays{
        {"30 February", R"("check_in": "2027-02-30", "check_out": "2027-03-02")", 400, kInvalid, "check_in"},
        {"29 February of a common year", R"("check_in": "2027-02-27", "check_out": "2027-02-29")", 400, kInvalid,
         "check_out"},
        {"month 13", R"("check_in": "2027-13-01", "check_out": "2027-13-03")", 400, kInvalid, "check_in"},
        {"no date", R"("check_in": "tomorrow..", "check_out": "2027-03-02")", 400, kInvalid, "check_in"},
        {"short date", R"("check_in": "2027-3-1", "check_out": "2027-03-02")", 400, kInvalid, "check_in"},
        {"a date with time", R"("check_in": "2027-03-01T15:00:00Z", "check_out": "2027-03-02")", 400, kInvalid,
         "check_in"},
        {"year 0", R"("check_in": "0000-01-01", "check_out": "0000-01-02")", 400, kInvalid, "check_in"},
        {"a number", R"("check_in": 20270301, "check_out": "2027-03-02")", 400, kInvalid, "check_in"},
        {"no check-out", R"("check_in": "2027-03-01")", 400, kInvalid, "check_out"},
        {"null", R"("check_in": null, "check_out": "2027-03-02")", 400, kInvalid, "check_in"},
        {"zero nights", R"("check_in": "$day+30", "check_out": "$day+30")", 400, kInvalid, "check_out"},
        {"negative nights", R"("check_in": "$day+30", "check_out": "$day+28")", 400, kInvalid, "check_out"},
        {"past in the property's zone", R"("check_in": "$yesterday", "check_out": "$day+30")", 422, "STAY_RULE_BROKEN",
         "past"},
        {"long past", R"("check_in": "1999-12-30", "check_out": "2000-01-02")", 422, "STAY_RULE_BROKEN", "past"},
        {"two years and a night", R"("check_in": "$day+30", "check_out": "$day+761")", 400, kInvalid, "check_out"},
        {"no guests", R"("check_in": "$day+30", "check_out": "$day+32", "guests": 0)", 400, kInvalid, "guests"},
        {"negative guests", R"("check_in": "$day+30", "check_out": "$day+32", "guests": -2)", 400, kInvalid, "guests"},
        {"half a guest", R"("check_in": "$day+30", "check_out": "$day+32", "guests": 1.5)", 400, kInvalid, "guests"},
        {"10,000 guests", R"("check_in": "$day+30", "check_out": "$day+32", "guests": 10000)", 400, kInvalid, "guests"},
        {"1e300 guests", R"("check_in": "$day+30", "check_out": "$day+32", "guests": 1e300)", 400, kInvalid, "guests"},
        {"one guest too many", R"("check_in": "$day+30", "check_out": "$day+32", "guests": 5)", 422, "STAY_RULE_BROKEN",
         "max_guests"},
        {"unknown field", R"("check_in": "$day+30", "check_out": "$day+32", "price": 1)", 400, kInvalid, ""},
    };
    QList<BadCase> cases;
    for (const QByteArray &path :
         {QByteArray("/api/v1/bookings"), QByteArray("/api/v1/holds"), QByteArray("/api/v1/quotes")}) {
        for (const Dates &dates : stays) {
            cases << BadCase{
                dates.name,   "guest",    "POST",    path, R"({"listing_id": "$stay", )" + dates.rest + '}',
                dates.status, dates.code, dates.word};
        }
        const QByteArray good = R"("check_in": "$day+30", "check_out": "$day+32"})";
        // The same for both: whether it exists is nobody's business.
        for (const char *hidden : {"nobody", "draft"})
            cases << BadCase{hidden,
                             "guest",
                             "POST",
                             path,
                             R"({"listing_id": "$)" + QByteArray(hidden) + R"(", )" + good,
                             409,
                             "LISTING_UNAVAILABLE",
                             ""};
        cases << BadCase{"no id", "guest", "POST", path, R"({"listing_id": "1", )" + good, 400, kInvalid, "listing_id"};
        cases << BadCase{"no JSON", "guest", "POST", path, "{", 400, kInvalid, ""};
        if (path != "/api/v1/quotes")
            cases << BadCase{"nobody",          "", "POST", path, R"({"listing_id": "$stay", )" + good, 401,
                             "UNAUTHENTICATED", ""};
    }
    addCases(cases);
}

void TestBadInput::holdsThatCannotBeUsed_data()
{
    struct Hold
    {
        const char *name;
        const char *who;
        QByteArray hold;
        QByteArray token;
        int status;
        const char *code;
    };
    const QList<Hold> holds{
        {"of someone else", "other", "$held", "$heldToken", 404, "NOT_FOUND"},
        {"of someone else, with the own token", "guest", "$theirs", "$heldToken", 404, "NOT_FOUND"},
        {"with a token made up", "guest", "$held", "made-up", 404, "NOT_FOUND"},
        {"with another hold's token", "guest", "$held", "$usedToken", 404, "NOT_FOUND"},
        {"that never was", "guest", "$nobody", "$heldToken", 404, "NOT_FOUND"},
        {"that has expired", "guest", "$expired", "$expiredToken", 410, "HOLD_EXPIRED"},
        {"that was used", "guest", "$used", "$usedToken", 409, "HOLD_USED"},
        {"that was released", "guest", "$released", "$releasedToken", 410, "HOLD_EXPIRED"},
        {"that was renewed", "guest", "$renewed", "$renewedToken", 410, "HOLD_EXPIRED"},
        {"by nobody", "", "$held", "$heldToken", 401, "UNAUTHENTICATED"},
        {"without a token", "guest", "$held", "", 400, kInvalid},
    };
    QList<BadCase> cases;
    for (const QByteArray &act : {QByteArray("confirm"), QByteArray("extend"), QByteArray("release")}) {
        for (const Hold &hold : holds) {
            const bool isGone = act == "release" && hold.status == 410;
            if (!isGone)
                cases << BadCase{hold.name,
                                 hold.who,
                                 "POST",
                                 "/api/v1/holds/" + hold.hold + '/' + act,
                                 R"({"token": ")" + hold.token + R"("})",
                                 hold.status,
                                 hold.code,
                                 hold.token.isEmpty() ? "token" : ""};
        }
    }
    addCases(cases);
}

void TestBadInput::listingsThatCannotBe_data()
{
    const QByteArray list = "/api/v1/tenants/$tenant/listings";
    const QByteArray one = list + "/$stay";
    addCases({
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

void TestBadInput::pricesThatCannotBe_data()
{
    const QByteArray one = "/api/v1/tenants/$tenant/listings/$stay";
    const auto plan = [&one](const char *name, const QByteArray &rules, const char *field) {
        return BadCase{name, "host", "PATCH", one, R"({"pricing": )" + rules + '}', 400, kInvalid, field};
    };
    const auto day = [&one](const char *name, const QByteArray &days, const char *field) {
        return BadCase{name, "host", "PUT", one + "/day-rates", R"({"days": )" + days + '}', 400, kInvalid, field};
    };
    addCases({
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

void TestBadInput::promotionsThatCannotBe_data()
{
    const QByteArray list = "/api/v1/tenants/$tenant/promotions";
    const auto code = [&list](const char *name, const QByteArray &rest, const char *field) {
        return BadCase{name, "host", "POST", list, R"({"code": "SUMMER", )" + rest + '}', 400, kInvalid, field};
    };
    const QByteArray stay = R"({"listing_id": "$stay", "check_in": "$day+30", "check_out": "$day+32", "promo_code": )";
    addCases({
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

void TestBadInput::blocksThatCannotBe_data()
{
    const QByteArray list = "/api/v1/tenants/$tenant/blocks";
    addCases({
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

void TestBadInput::businessesThatCannotBe_data()
{
    const QByteArray list = "/api/v1/tenants";
    addCases({
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

void TestBadInput::oddStaysThatAreRight_data()
{
    QTest::addColumn<QByteArray>("checkIn");
    QTest::addColumn<QByteArray>("checkOut");
    QTest::addColumn<int>("nights");
    QTest::newRow("today in the property's zone") << QByteArray("$today") << QByteArray("$day+8") << 0;
    QTest::newRow("over 29 February") << QByteArray("2028-02-28") << QByteArray("2028-03-01") << 2;
    QTest::newRow("on 29 February") << QByteArray("2032-02-29") << QByteArray("2032-03-01") << 1;
    QTest::newRow("over New Year") << QByteArray("2027-12-30") << QByteArray("2028-01-02") << 3;
    QTest::newRow("500 nights") << QByteArray("2028-04-01") << QByteArray("2029-08-14") << 500;
}

void TestBadInput::oddStaysThatAreRight()
{
    QFETCH(QByteArray, checkIn);
    QFETCH(QByteArray, checkOut);
    QFETCH(int, nights);
    const ApiAnswer made =
        send("guest", "POST", "/api/v1/bookings",
             R"({"listing_id": "$stay", "check_in": ")" + checkIn + R"(", "check_out": ")" + checkOut + R"("})");
    QVERIFY2(made.status == 201, made.body.constData());
    const qint64 total = made.json().value("total"_L1).toObject().value("amount_minor"_L1).toInteger();
    if (nights > 0)
        QCOMPARE(total, nights * 100'000);
}

} // namespace roost::test

QTEST_GUILESS_MAIN(roost::test::TestBadInput)
#include "TestBadInput.moc"
