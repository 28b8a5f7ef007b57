// What must never work, sent to the real API: stays and holds that can't be. Each is a clear 4xx with its code, and no
// row of any table has changed. Beside it what looks odd but is right: leap days, New Year, 500 nights.
#include "BadInputWorld.h"
#include "support/Expect.h"

#include <QTest>

namespace roost::test {

using namespace Qt::StringLiterals;

class TestBadInput : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();

    void staysThatCannotBe_data();
    void staysThatCannotBe() { expectRefusal(); }
    void holdsThatCannotBeUsed_data();
    void holdsThatCannotBeUsed() { expectRefusal(); }
    void oddStaysThatAreRight_data();
    void oddStaysThatAreRight();

private:
    void expectRefusal()
    {
        const QString wrong = m_world.wrongWithRefusal();
        QVERIFY2(wrong.isEmpty(), qPrintable(wrong));
    }
    void makeHolds();
    void hold(const QByteArray &who, const QByteArray &name, int day);

    BadInputWorld m_world;
};

void TestBadInput::initTestCase()
{
    EXPECT_OK(m_world.start());
    makeHolds();
}

// One of each: in force, expired, confirmed, released, renewed by another; and one of somebody else's.
void TestBadInput::makeHolds()
{
    hold("other", "theirs", 40);
    hold("guest", "expired", 50);
    m_world.clock().advanceMs(300'000);
    hold("guest", "held", 60);
    hold("guest", "used", 70);
    const QByteArray token = R"({"token": "$usedToken"})";
    QCOMPARE(m_world.send("guest", "POST", "/api/v1/holds/$used/confirm", token).status, 201);
    hold("guest", "released", 80);
    QCOMPARE(m_world.send("guest", "POST", "/api/v1/holds/$released/release", R"({"token": "$releasedToken"})").status,
             204);
    hold("guest", "renewed", 90);
    hold("guest", "again", 90);
}

void TestBadInput::hold(const QByteArray &who, const QByteArray &name, int day)
{
    const QByteArray dates = QByteArrayLiteral(R"("check_in": "$day+%1", "check_out": "$day+%2")")
                                 .replace("%1", QByteArray::number(day))
                                 .replace("%2", QByteArray::number(day + 2));
    const ApiAnswer made = m_world.send(who, "POST", "/api/v1/holds", R"({"listing_id": "$stay", )" + dates + '}');
    QVERIFY2(made.status == 201, made.body.constData());
    m_world.name(name, made.text(u"id"_s));
    m_world.name(name + "Token", made.text(u"token"_s));
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
    for (const QByteArray &path : {QByteArray("/api/v1/bookings"), QByteArray("/api/v1/holds"),
                                   QByteArray("/api/v1/quotes"), QByteArray("/api/v1/waitlist")}) {
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
    addBadCases(cases);
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
    addBadCases(cases);
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
    const ApiAnswer made = m_world.send("guest", "POST", "/api/v1/bookings",
                                        R"({"listing_id": "$stay", "check_in": ")" + checkIn + R"(", "check_out": ")" +
                                            checkOut + R"("})");
    QVERIFY2(made.status == 201, made.body.constData());
    const qint64 total = made.json().value("total"_L1).toObject().value("amount_minor"_L1).toInteger();
    if (nights > 0)
        QCOMPARE(total, nights * 100'000);
}

} // namespace roost::test

QTEST_GUILESS_MAIN(roost::test::TestBadInput)
#include "TestBadInput.moc"
