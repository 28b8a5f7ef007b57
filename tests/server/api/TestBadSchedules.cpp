// What must never work, sent to the real API: sessions, seats, staff and appointments that can't be, with times that
// the clock leaves out. Each is a clear 4xx with its code, and no row of any table has changed.
#include "BadInputWorld.h"
#include "support/Expect.h"

#include <QJsonArray>
#include <QTest>

namespace roost::test {

using namespace Qt::StringLiterals;

class TestBadSchedules : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();

    void sessionsThatCannotBe_data();
    void sessionsThatCannotBe() { expectRefusal(); }
    void recurrencesThatCannotBe_data();
    void recurrencesThatCannotBe() { expectRefusal(); }
    void seatPlansThatCannotBe_data();
    void seatPlansThatCannotBe() { expectRefusal(); }
    void seatsThatCannotBeHeld_data();
    void seatsThatCannotBeHeld() { expectRefusal(); }
    void staffThatCannotBe_data();
    void staffThatCannotBe() { expectRefusal(); }
    void appointmentsThatCannotBe_data();
    void appointmentsThatCannotBe() { expectRefusal(); }
    void searchesThatCannotBe_data();
    void searchesThatCannotBe() { expectRefusal(); }

private:
    void expectRefusal()
    {
        const QString wrong = m_world.wrongWithRefusal();
        QVERIFY2(wrong.isEmpty(), qPrintable(wrong));
    }
    Result<void> makeSession(const QByteArray &word, const QByteArray &startsLocal);

    BadInputWorld m_world;
};

// $show1 with its first seats as $show1a and $show1b.
Result<void> TestBadSchedules::makeSession(const QByteArray &word, const QByteArray &startsLocal)
{
    const ApiAnswer made = m_world.send("host", "POST", "/api/v1/tenants/$tenant/listings/$show/sessions",
                                        R"({"starts_local": ")" + startsLocal +
                                            R"(", "duration_minutes": 60, "seat_plan": {"places": 5}})");
    const ApiAnswer list = m_world.send("host", "GET", "/api/v1/tenants/$tenant/listings/$show/sessions");
    const QString id = list.json().value("items"_L1).toArray().last()["id"_L1].toString();
    if (made.status != 201 || id.isEmpty())
        return fail(ErrorCode::Internal, QString::fromUtf8(made.body));
    m_world.name(word, id);
    const QJsonArray seats =
        m_world.send({}, "GET", "/api/v1/sessions/$" + word + "/seats").json().value("items"_L1).toArray();
    m_world.name(word + 'a', seats.at(0)["id"_L1].toString());
    m_world.name(word + 'b', seats.at(1)["id"_L1].toString());
    return {};
}

void TestBadSchedules::initTestCase()
{
    EXPECT_OK(m_world.start());
    EXPECT_OK(m_world.make("show", "/listings", R"({"kind": "experience", "title": "Show", "status": "published",
        "instant_book": true, "base_price_minor": 30000, "time_zone": "Europe/Oslo"})"));
    EXPECT_OK(makeSession("show1", "$day+20T19:00"));
    EXPECT_OK(makeSession("show2", "$day+27T19:00"));
    EXPECT_OK(m_world.make("kari", "/staff", R"({"name": "Kari", "hours": {"time_zone": "Europe/Oslo", "weekly": {
        "mon": [{"from": "09:00", "to": "17:00"}]}}})"));
    EXPECT_OK(m_world.make("massage", "/listings", R"({"kind": "service", "title": "Massage", "status": "published",
        "instant_book": true, "base_price_minor": 120000, "time_zone": "Europe/Oslo",
        "service": {"duration_minutes": 60}})"));
}

void TestBadSchedules::sessionsThatCannotBe_data()
{
    const QByteArray list = "/api/v1/tenants/$tenant/listings/$show/sessions";
    const auto at = [&list](const char *name, const QByteArray &start, const char *field = "starts_local") {
        return BadCase{name,
                       "host",
                       "POST",
                       list,
                       R"({"starts_local": ")" + start + R"(", "duration_minutes": 60, "seat_plan": {"places": 5}})",
                       400,
                       kInvalid,
                       field};
    };
    const auto with = [&list](const char *name, const QByteArray &rest, const char *field) {
        return BadCase{name, "host",   "POST", list, R"({"starts_local": "$day+30T19:00", )" + rest + '}',
                       400,  kInvalid, field};
    };
    addBadCases({
        at("on 30 February", "2027-02-30T19:00"),
        at("on 29 February of a common year", "2027-02-29T19:00"),
        at("at 25 o'clock", "2027-03-01T25:00"),
        at("in an hour that the clock leaves out", "2027-03-28T02:30"),
        at("in the past", "2020-03-01T19:00"),
        at("in a hundred years", "2127-03-01T19:00"),
        at("at no time", "tomorrow at seven"),
        with("no minutes", R"("duration_minutes": 0, "seat_plan": {"places": 5})", "duration_minutes"),
        with("a month long", R"("duration_minutes": 43200, "seat_plan": {"places": 5})", "duration_minutes"),
        with("no duration", R"("seat_plan": {"places": 5})", "duration_minutes"),
        with("no seats", R"("duration_minutes": 60)", "seat_plan"),
        with("a negative price", R"("duration_minutes": 60, "seat_plan": {"places": 5}, "prices": {"": -1})",
             "prices."),
        {"hour that comes twice", "host", "POST", list,
         R"({"starts_local": "2027-10-31T02:30", "duration_minutes": 60, "seat_plan": {"places": 5}})", 400, kInvalid,
         "starts_local"},
        {"of a stay", "host", "POST", "/api/v1/tenants/$tenant/listings/$stay/sessions",
         R"({"starts_local": "$day+30T19:00", "duration_minutes": 60, "seat_plan": {"places": 5}})", 409,
         "LISTING_UNAVAILABLE", ""},
        {"of someone else", "other", "POST", list,
         R"({"starts_local": "$day+30T19:00", "duration_minutes": 60, "seat_plan": {"places": 5}})", 404, "NOT_FOUND",
         ""},
    });
}

void TestBadSchedules::recurrencesThatCannotBe_data()
{
    const auto rule = [](const char *name, const QByteArray &rrule, const char *field = "recurrence.rrule") {
        return BadCase{name,
                       "host",
                       "POST",
                       "/api/v1/tenants/$tenant/listings/$show/sessions",
                       R"({"starts_local": "$day+30T19:00", "duration_minutes": 60, "seat_plan": {"places": 5},
                           "recurrence": {"rrule": ")" +
                           rrule + R"("}})",
                       400,
                       kInvalid,
                       field};
    };
    addBadCases({
        rule("no rule", "every friday"),
        rule("unknown frequency", "FREQ=SOMETIMES;COUNT=3"),
        rule("unknown day", "FREQ=WEEKLY;BYDAY=XX;COUNT=3"),
        rule("a part without a value", "FREQ=WEEKLY;COUNT="),
        rule("without an end", "FREQ=WEEKLY"),
        rule("with two ends", "FREQ=WEEKLY;COUNT=3;UNTIL=20270801T000000Z"),
        rule("none", "FREQ=WEEKLY;COUNT=0"),
        rule("a negative count", "FREQ=WEEKLY;COUNT=-1"),
        rule("a million", "FREQ=DAILY;COUNT=1000000"),
        rule("every second", "FREQ=SECONDLY;COUNT=3"),
        rule("over before it begins", "FREQ=DAILY;UNTIL=20200101T000000Z"),
        rule("until 30 February", "FREQ=DAILY;UNTIL=20280230T000000Z"),
        rule("two lines", "FREQ=DAILY;COUNT=2\\nDTSTART:20200101T000000Z"),
        rule("on a day that never comes", "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30;COUNT=3"),
        rule("too long", "FREQ=WEEKLY;COUNT=3;BYDAY=" + QByteArray("MO,").repeated(300) + "MO"),
    });
}

void TestBadSchedules::seatPlansThatCannotBe_data()
{
    const auto plan = [](const char *name, const QByteArray &seatPlan, const char *field, const QByteArray &rest = {}) {
        return BadCase{name,
                       "host",
                       "POST",
                       "/api/v1/tenants/$tenant/listings/$show/sessions",
                       R"({"starts_local": "$day+30T19:00", "duration_minutes": 60, )" + rest + R"("seat_plan": )" +
                           seatPlan + '}',
                       400,
                       kInvalid,
                       field};
    };
    addBadCases({
        plan("a million places", R"({"places": 1000000})", "seat_plan.places"),
        plan("a million seats", R"({"rows": [{"label": "A", "seats": 1000000}]})", "seat_plan.rows[0].seats"),
        plan("5,001 seats in rows", R"({"rows": [{"label": "A", "seats": 500}, {"label": "B", "seats": 500},
            {"label": "C", "seats": 500}, {"label": "D", "seats": 500}, {"label": "E", "seats": 500},
            {"label": "F", "seats": 500}, {"label": "G", "seats": 500}, {"label": "H", "seats": 500},
            {"label": "I", "seats": 500}, {"label": "J", "seats": 500}, {"label": "K", "seats": 1}]})",
             "seat_plan.rows[10].seats"),
        plan("a series of 500,000 seats", R"({"places": 5000})", "seat_plan",
             R"("recurrence": {"rrule": "FREQ=DAILY;COUNT=100"}, )"),
        plan("no places", R"({"places": 0})", "seat_plan.places"),
        plan("no rows", R"({"rows": []})", "seat_plan.rows"),
        plan("rows and places", R"({"places": 5, "rows": [{"label": "A", "seats": 5}]})", "seat_plan"),
        plan("the same row twice", R"({"rows": [{"label": "A", "seats": 5}, {"label": "A", "seats": 5}]})",
             "seat_plan.rows[1].label"),
        plan("an accessible seat that isn't there", R"({"rows": [{"label": "A", "seats": 5, "accessible": [6]}]})",
             "seat_plan.rows[0].accessible[0]"),
        plan("an unknown field", R"({"balconies": 3})", "seat_plan"),
    });
}

void TestBadSchedules::seatsThatCannotBeHeld_data()
{
    QList<BadCase> cases;
    for (const QByteArray &path : {QByteArray("/api/v1/quotes"), QByteArray("/api/v1/holds")}) {
        const auto seats = [&path](const char *name, const QByteArray &wish, int status, const char *code,
                                   const char *word) {
            return BadCase{name, "guest", "POST", path, '{' + wish + '}', status, code, word};
        };
        cases << seats("no such session", R"("session_id": "$nobody", "places": 1)", 409, "LISTING_UNAVAILABLE", "")
              << seats("neither seats nor places", R"("session_id": "$show1")", 400, kInvalid, "seats")
              << seats("no seat", R"("session_id": "$show1", "seats": [])", 400, kInvalid, "seats")
              << seats("zero places", R"("session_id": "$show1", "places": 0)", 400, kInvalid, "places")
              << seats("10,000 places", R"("session_id": "$show1", "places": 10000)", 400, kInvalid, "places")
              << seats("a seat twice", R"("session_id": "$show1", "seats": ["$show1a", "$show1a"])", 400, kInvalid,
                       "seats")
              << seats("a seat of another session", R"("session_id": "$show1", "seats": ["$show1a", "$show2a"])", 404,
                       "NOT_FOUND", "")
              << seats("a seat that is none", R"("session_id": "$show1", "seats": ["$nobody"])", 404, "NOT_FOUND", "")
              << seats("an unknown tier", R"("session_id": "$show1", "places": 1, "tier": "royal")", 400, kInvalid,
                       "tier")
              << seats("seats and places", R"("session_id": "$show1", "seats": ["$show1a"], "places": 2)", 400,
                       kInvalid, "seats")
              << seats("seats and nights",
                       R"("session_id": "$show1", "places": 1, "check_in": "$day+30", "check_out": "$day+31")", 400,
                       kInvalid, "check_in")
              << seats("nothing", "", 400, kInvalid, "listing_id");
    }
    addBadCases(cases);
}

void TestBadSchedules::staffThatCannotBe_data()
{
    const QByteArray list = "/api/v1/tenants/$tenant/staff";
    const auto hours = [&list](const char *name, const QByteArray &of, const char *field) {
        return BadCase{
            name, "host",   "POST", list, R"({"name": "Ola", "hours": {"time_zone": "Europe/Oslo", )" + of + "}}",
            400,  kInvalid, field};
    };
    const QByteArray absences = list + "/$kari/absences";
    addBadCases({
        hours("to before from", R"("weekly": {"mon": [{"from": "17:00", "to": "09:00"}]})", "hours.weekly.mon[0].to"),
        hours("at 25 o'clock", R"("weekly": {"mon": [{"from": "09:00", "to": "25:00"}]})", "hours.weekly.mon[0].to"),
        hours("twice at once",
              R"("weekly": {"mon": [{"from": "09:00", "to": "12:00"}, {"from": "11:00", "to": "17:00"}]})",
              "hours.weekly.mon"),
        hours("on an eighth day", R"("weekly": {"fun": [{"from": "09:00", "to": "12:00"}]})", "hours.weekly.fun"),
        hours("a break outside", R"("weekly": {"mon": [{"from": "09:00", "to": "12:00"}]},
                                    "breaks": {"mon": [{"from": "13:00", "to": "14:00"}]})",
              "hours.breaks.mon"),
        hours("off on 30 February", R"("weekly": {}, "days_off": ["2027-02-30"])", "hours.days_off[0]"),
        {"nowhere", "host", "POST", list, R"({"name": "Ola", "hours": {"time_zone": "Europe/Atlantis", "weekly": {}}})",
         400, kInvalid, "hours.time_zone"},
        {"nameless", "host", "POST", list, R"({"name": "  ", "hours": {"time_zone": "Europe/Oslo", "weekly": {}}})",
         400, kInvalid, "name"},
        {"backwards", "host", "POST", absences,
         R"({"starts_at": "2027-07-12T00:00:00Z", "ends_at": "2027-07-05T00:00:00Z"})", 400, kInvalid, "ends_at"},
        {"without a zone", "host", "POST", absences,
         R"({"starts_at": "2027-07-05T00:00:00", "ends_at": "2027-07-12T00:00:00Z"})", 400, kInvalid, "starts_at"},
        {"of nobody", "host", "POST", list + "/$nobody/absences",
         R"({"starts_at": "2027-07-05T00:00:00Z", "ends_at": "2027-07-12T00:00:00Z"})", 404, "NOT_FOUND", ""},
        {"a nameless room", "host", "POST", "/api/v1/tenants/$tenant/resources", R"({"name": " ", "kind": "room"})",
         400, kInvalid, "name"},
        {"terms of no minutes", "host", "PATCH", "/api/v1/tenants/$tenant/listings/$massage",
         R"({"service": {"duration_minutes": 0}})", 400, kInvalid, "service.duration_minutes"},
    });
}

void TestBadSchedules::appointmentsThatCannotBe_data()
{
    const auto at = [](const char *name, const QByteArray &rest, int status, const char *code, const char *word) {
        return BadCase{name,   "guest", "POST", "/api/v1/holds", R"({"listing_id": "$massage", )" + rest + '}',
                       status, code,    word};
    };
    addBadCases({
        at("in the past", R"("starts_at": "2020-07-06T08:00:00Z")", 422, "STAY_RULE_BROKEN", "past"),
        at("when nobody works", R"("starts_at": "2027-07-04T08:00:00Z")", 422, "STAY_RULE_BROKEN", "slot_start"),
        at("without a zone", R"("starts_at": "2027-07-05T08:00:00")", 400, kInvalid, "starts_at"),
        at("on 30 February", R"("starts_at": "2027-02-30T08:00:00Z")", 400, kInvalid, "starts_at"),
        at("at no time", R"("guests": 1)", 400, kInvalid, "check_in"),
        at("for nights", R"("check_in": "$day+30", "check_out": "$day+31")", 400, kInvalid, "starts_at"),
        at("with nobody", R"("starts_at": "2027-07-05T08:00:00Z", "staff_id": "$nobody")", 404, "NOT_FOUND", ""),
        {"in a stay", "guest", "POST", "/api/v1/holds",
         R"({"listing_id": "$stay", "starts_at": "2027-07-05T08:00:00Z"})", 404, "NOT_FOUND", ""},
        {"nights of an experience", "guest", "POST", "/api/v1/holds",
         R"({"listing_id": "$show", "check_in": "$day+30", "check_out": "$day+31"})", 400, kInvalid, "session_id"},
        {"for nights and at a time", "guest", "POST", "/api/v1/holds",
         R"({"listing_id": "$massage", "starts_at": "2027-07-05T08:00:00Z", "check_in": "$day+30"})", 400, kInvalid,
         "check_in"},
    });
}

void TestBadSchedules::searchesThatCannotBe_data()
{
    const auto get = [](const char *name, const QByteArray &path, const char *field, int status = 400) {
        return BadCase{name, "", "GET", "/api/v1/" + path, "", status, status == 404 ? "NOT_FOUND" : kInvalid, field};
    };
    addBadCases({
        get("backwards", "listings/$stay/calendar?from=2027-07-05&to=2027-07-01", "to"),
        get("three years", "listings/$stay/calendar?from=2027-07-05&to=2030-07-06", "to"),
        get("30 February", "listings/$stay/calendar?from=2027-02-30&to=2027-07-01", "from"),
        get("no such listing", "listings/$nobody/calendar?from=2027-07-05&to=2027-07-09", "", 404),
        get("backwards", "search/stays?from=2027-07-05&to=2027-07-01", "to"),
        get("one date", "search/stays?from=2027-07-05", "to"),
        get("10,000 guests", "search/stays?guests=10000", "guests"),
        get("an unknown currency", "search/stays?currency=XQQ", "currency"),
        get("nowhere", "search/stays?near=north", "near"),
        get("beyond the pole", "search/stays?near=91,10", "near"),
        get("an unknown order", "search/stays?order=luck", "order"),
        get("half a star too many", "search/stays?min_rating=5.5", "min_rating"),
        get("a made-up cursor", "search/stays?cursor=abc", "cursor"),
        get("an eighth day", "search/slots?from=2027-07-05&to=2027-07-12&weekday=fun", "weekday"),
        get("25 o'clock", "search/slots?from=2027-07-05&to=2027-07-12&after=25:00", "after"),
        get("backwards", "search/sessions?from=2027-07-12&to=2027-07-05", "to"),
        get("no places", "search/sessions?from=2027-07-05&to=2027-07-12&places=0", "places"),
        get("three months", "listings/$massage/slots?from=2027-07-05&to=2027-10-12", "to"),
        get("backwards", "listings/$massage/slots?from=2027-07-05&to=2027-07-01", "to"),
        get("no such session", "sessions/$nobody/seats", "", 404),
    });
}

} // namespace roost::test

QTEST_GUILESS_MAIN(roost::test::TestBadSchedules)
#include "TestBadSchedules.moc"
