// The main flows against a real roostd through Prism, which holds every request and every reply against the API
// description: each answer must be the server's own, and no operation may be left out.
#include "ScheduleWalks.h"
#include "support/ApiTools.h"
#include "support/Expect.h"
#include "support/ProxyWalk.h"
#include "support/ServerProcess.h"

#include "common/Uuid.h"

#include <QJsonDocument>
#include <QRegularExpression>
#include <QTemporaryDir>
#include <QTest>

#define EXPECT_NO_OBJECTIONS()                                                                                         \
    do {                                                                                                               \
        const QStringList objections = m_record->takeObjections();                                                     \
        QVERIFY2(objections.isEmpty(), qPrintable(objections.join(u"\n"_s)));                                          \
    } while (false)

namespace roost::test {

using namespace Qt::StringLiterals;

class TestApiThroughProxy : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();

    void accounts();
    void tenants();
    void listings();
    void blocks();
    void requestsAndAnswers();
    void guestsWhoDontCome();
    void holds();
    void cancellations();
    void prices();
    void search();
    void schedules();
    void partners();
    void waitlist();
    void messages();
    void tasks();
    void lists();
    void replicas();
    void leavesNothingOut();

private:
    QString tenantPath(const QString &rest = {}) const { return u"/api/v1/tenants/"_s + m_tenant + rest; }
    QString bookingPath(const QString &rest) const { return tenantPath(u"/bookings/"_s) + m_booking + rest; }
    static QString day(int fromToday) { return QDate::currentDate().addDays(fromToday).toString(Qt::ISODate); }
    WalkReply signUp(Walker &walker, const QString &name);
    void request(int fromDay);

    QTemporaryDir m_folder;
    std::unique_ptr<ServerProcess> m_server;
    ValidatingProxy m_proxy;
    std::unique_ptr<WalkRecord> m_record;
    std::unique_ptr<Walker> m_host;
    std::unique_ptr<Walker> m_guest;
    std::unique_ptr<Walker> m_anyone;
    QString m_tenant;
    QString m_listing;
    QString m_booking;
    QString m_session;
};

void TestApiThroughProxy::initTestCase()
{
    const auto prism = apiTool(u"prism"_s);
    if (!prism)
        QSKIP(qPrintable(prism.error().userText));
    const auto description = runRoostd({u"openapi"_s});
    EXPECT_OK(description);
    QFile file(m_folder.filePath(u"roost.json"_s));
    QVERIFY(file.open(QIODevice::WriteOnly) && file.write(description->toUtf8()) > 0);
    file.close();
    m_server = std::make_unique<ServerProcess>(m_folder.filePath(u"data"_s));
    EXPECT_OK(m_server->start());
    EXPECT_OK(m_proxy.start(*prism, file.fileName(), m_server->url()));
    m_record = std::make_unique<WalkRecord>(QJsonDocument::fromJson(description->toUtf8()).object());
    m_host = std::make_unique<Walker>(m_proxy.url(), *m_record);
    m_guest = std::make_unique<Walker>(m_proxy.url(), *m_record);
    m_anyone = std::make_unique<Walker>(m_proxy.url(), *m_record);
}

WalkReply TestApiThroughProxy::signUp(Walker &walker, const QString &name)
{
    const WalkReply session = walker.post(
        201, u"/api/v1/auth/register"_s,
        {{{u"email"_s, name + u"@example.org"_s}, {u"password"_s, u"a long password"_s}, {u"display_name"_s, name}}});
    walker.setToken(session.text(u"access_token"_s));
    return session;
}

void TestApiThroughProxy::accounts()
{
    signUp(*m_host, u"kari"_s);
    signUp(*m_guest, u"ada"_s);
    const QJsonObject password{{u"current_password"_s, u"a long password"_s},
                               {u"new_password"_s, u"a longer password"_s}};
    m_guest->expect(204, {"POST", u"/api/v1/me/password"_s, password});
    const QJsonObject wrong{{u"email"_s, u"ada@example.org"_s}, {u"password"_s, u"a long password"_s}};
    m_anyone->post(401, u"/api/v1/auth/login"_s, wrong);
    const QJsonObject right{{u"email"_s, u"ada@example.org"_s}, {u"password"_s, u"a longer password"_s}};
    const WalkReply other = m_anyone->post(200, u"/api/v1/auth/login"_s, right);
    const WalkReply renewed =
        m_anyone->post(200, u"/api/v1/auth/refresh"_s, {{{u"refresh_token"_s, other.text(u"refresh_token"_s)}}});
    Walker elsewhere(m_proxy.url(), *m_record);
    elsewhere.setToken(renewed.text(u"access_token"_s));
    elsewhere.get(u"/api/v1/me"_s);
    elsewhere.expect(204, {"POST", u"/api/v1/auth/logout"_s});
    elsewhere.expect(401, {"GET", u"/api/v1/me"_s});
    m_anyone->post(
        409, u"/api/v1/auth/register"_s,
        {{{u"email"_s, u"ada@example.org"_s}, {u"password"_s, u"a long password"_s}, {u"display_name"_s, u"A"_s}}});
    EXPECT_NO_OBJECTIONS();
}

void TestApiThroughProxy::tenants()
{
    const WalkReply tenant = m_host->post(
        201, u"/api/v1/tenants"_s,
        {{{u"name"_s, u"Fjord Homes"_s}, {u"currency"_s, u"NOK"_s}, {u"time_zone"_s, u"Africa/Abidjan"_s}}});
    m_tenant = tenant.id();
    m_host->get(u"/api/v1/tenants?limit=10"_s);
    m_host->expect(200, {"PATCH", tenantPath(), {{{u"name"_s, u"Dale Homes"_s}}}, {{"If-Match", tenant.etag}}});
    m_host->expect(412, {"PATCH", tenantPath(), {{{u"name"_s, u"Hill Homes"_s}}}, {{"If-Match", tenant.etag}}});
    const WalkReply read = m_host->get(tenantPath());
    m_host->expect(304, {"GET", tenantPath(), std::nullopt, {{"If-None-Match", read.etag}}});
    m_guest->expect(404, {"GET", tenantPath()});
    const WalkReply member =
        m_host->post(201, tenantPath(u"/members"_s), {{{u"email"_s, u"ada@example.org"_s}, {u"role"_s, u"staff"_s}}});
    const QString path = tenantPath(u"/members/"_s) + member.id();
    m_host->expect(200, {"PATCH", path, {{{u"role"_s, u"manager"_s}}}});
    m_host->get(tenantPath(u"/members"_s));
    m_host->expect(204, {"DELETE", path});
    EXPECT_NO_OBJECTIONS();
}

void TestApiThroughProxy::listings()
{
    const QJsonObject cabin{{u"title"_s, u"Cabin by the fjord"_s},
                            {u"base_price_minor"_s, 129900},
                            {u"status"_s, u"published"_s},
                            {u"city"_s, u"Oslo"_s},
                            {u"max_guests"_s, 4},
                            {u"latitude"_s, 59.91},
                            {u"longitude"_s, 10.75}};
    const WalkReply made =
        m_host->expect(201, {"POST", tenantPath(u"/listings"_s), cabin, {{"Idempotency-Key", "cabin"}}});
    m_host->expect(201, {"POST", tenantPath(u"/listings"_s), cabin, {{"Idempotency-Key", "cabin"}}});
    m_listing = made.id();
    const QString path = tenantPath(u"/listings/"_s) + m_listing;
    const WalkReply unit = m_host->post(201, path + u"/units"_s, {{{u"name"_s, u"Annex"_s}}});
    m_host->expect(200, {"PATCH", path + u"/units/"_s + unit.id(), {{{u"name"_s, u"Boat house"_s}}}});
    m_host->expect(412, {"PATCH", path, {{{u"title"_s, u"Old"_s}}}, {{"If-Match", made.etag}}});
    m_host->expect(204, {"DELETE", path + u"/units/"_s + unit.id()});
    const WalkReply read = m_host->get(path);
    m_host->expect(200, {"PATCH", path, {{{u"summary"_s, u"Two rooms and a boat."_s}}}, {{"If-Match", read.etag}}});
    m_host->get(tenantPath(u"/listings?limit=1"_s));
    m_anyone->get(u"/api/v1/listings?city=oslo"_s);
    m_anyone->get(u"/api/v1/listings/"_s + m_listing);
    EXPECT_NO_OBJECTIONS();
}

void TestApiThroughProxy::blocks()
{
    const QJsonObject closed{{u"listing_id"_s, m_listing}, {u"from_date"_s, day(200)}, {u"to_date"_s, day(205)}};
    const WalkReply block = m_host->post(201, tenantPath(u"/blocks"_s), closed);
    m_host->post(409, tenantPath(u"/blocks"_s), closed);
    const QString path = tenantPath(u"/blocks/"_s) + block.id();
    const WalkReply edited =
        m_host->expect(200, {"PATCH", path, {{{u"note"_s, u"New roof"_s}}}, {{"If-Match", block.etag}}});
    m_host->expect(304, {"GET", path, std::nullopt, {{"If-None-Match", edited.etag}}});
    m_host->get(tenantPath(u"/blocks?from="_s) + day(190));
    m_host->expect(204, {"DELETE", path});
    EXPECT_NO_OBJECTIONS();
}

// A request of the guest's for two nights; m_booking is its id.
void TestApiThroughProxy::request(int fromDay)
{
    m_booking = m_guest
                    ->post(201, u"/api/v1/bookings"_s,
                           {{{u"listing_id"_s, m_listing},
                             {u"check_in"_s, day(fromDay)},
                             {u"check_out"_s, day(fromDay + 2)},
                             {u"guests"_s, 2}}})
                    .id();
}

void TestApiThroughProxy::requestsAndAnswers()
{
    request(60);
    const QString own = u"/api/v1/bookings/"_s + m_booking;
    const WalkReply read = m_guest->get(own);
    m_guest->expect(304, {"GET", own, std::nullopt, {{"If-None-Match", read.etag}}});
    m_host->post(200, bookingPath(u"/accept"_s), {{{u"revision"_s, 1}}});
    m_host->post(409, bookingPath(u"/accept"_s));
    m_host->get(bookingPath({}));
    m_host->get(bookingPath(u"/history"_s));
    request(80);
    m_host->post(200, bookingPath(u"/decline"_s), {{{u"reason"_s, u"Family comes"_s}}});
    request(100);
    m_guest->post(200, u"/api/v1/bookings/"_s + m_booking + u"/withdraw"_s);
    EXPECT_NO_OBJECTIONS();
}

// A stay that has begun: from midnight to midnight, so that it has whatever the time is.
void TestApiThroughProxy::guestsWhoDontCome()
{
    const QJsonObject times{{u"check_in_time"_s, u"00:00"_s}, {u"check_out_time"_s, u"00:00"_s}};
    m_host->expect(200, {"PATCH", tenantPath(u"/listings/"_s) + m_listing, times});
    request(0);
    m_host->post(200, bookingPath(u"/accept"_s));
    m_host->post(200, bookingPath(u"/no-show"_s));
    EXPECT_NO_OBJECTIONS();
}

void TestApiThroughProxy::holds()
{
    const auto wish = [this](int fromDay) {
        return QJsonObject{
            {u"listing_id"_s, m_listing}, {u"check_in"_s, day(fromDay)}, {u"check_out"_s, day(fromDay + 3)}};
    };
    const auto proof = [](const WalkReply &hold) { return QJsonObject{{u"token"_s, hold.text(u"token"_s)}}; };
    const QString holds = u"/api/v1/holds"_s;
    const WalkReply first = m_guest->post(201, holds, wish(300));
    m_guest->get(holds + u'/' + first.id());
    m_host->post(409, holds, wish(301));
    m_guest->post(200, holds + u'/' + first.id() + u"/extend"_s, proof(first));
    m_guest->post(409, holds + u'/' + first.id() + u"/extend"_s, proof(first));
    m_guest->post(201, holds + u'/' + first.id() + u"/confirm"_s, proof(first));
    m_guest->post(409, holds + u'/' + first.id() + u"/confirm"_s, proof(first));
    m_guest->get(holds + u'/' + first.id());
    const WalkReply second = m_guest->post(201, holds, wish(310));
    m_host->expect(404, {"GET", holds + u'/' + second.id()});
    m_guest->post(204, holds + u'/' + second.id() + u"/release"_s, proof(second));
    m_guest->post(410, holds + u'/' + second.id() + u"/confirm"_s, proof(second));
    EXPECT_NO_OBJECTIONS();
}

void TestApiThroughProxy::cancellations()
{
    request(120);
    m_host->post(200, bookingPath(u"/accept"_s));
    const QString own = u"/api/v1/bookings/"_s + m_booking;
    m_guest->get(own + u"/cancellation"_s);
    m_host->get(bookingPath(u"/cancellation"_s));
    m_guest->post(200, own + u"/cancel"_s);
    request(140);
    m_host->post(200, bookingPath(u"/accept"_s));
    m_host->post(200, bookingPath(u"/cancel"_s), {{{u"reason"_s, u"The boiler is broken"_s}}});
    m_host->get(bookingPath(u"/cancellation"_s));
    EXPECT_NO_OBJECTIONS();
}

void TestApiThroughProxy::prices()
{
    const QString rates = tenantPath(u"/listings/%1/day-rates"_s.arg(m_listing));
    const QJsonObject dear{{u"price_minor"_s, 250'000}, {u"min_nights"_s, 2}};
    m_host->expect(204, {"PUT", rates, {{{u"days"_s, QJsonObject{{day(150), dear}, {day(151), QJsonValue()}}}}}});
    m_host->get(rates + u"?from=%1&to=%2"_s.arg(day(149), day(155)));
    const WalkReply code = m_host->post(201, tenantPath(u"/promotions"_s),
                                        {{{u"code"_s, u"SUMMER-10"_s}, {u"percent"_s, 10}, {u"max_uses"_s, 100}}});
    const QString path = tenantPath(u"/promotions/"_s) + code.id();
    m_host->get(tenantPath(u"/promotions"_s));
    const WalkReply read = m_host->get(path);
    m_host->expect(200, {"PATCH", path, {{{u"percent"_s, 15}}}, {{"If-Match", read.etag}}});
    m_host->expect(412, {"DELETE", path, std::nullopt, {{"If-Match", read.etag}}});
    QJsonObject wish{{u"listing_id"_s, m_listing},
                     {u"check_in"_s, day(150)},
                     {u"check_out"_s, day(153)},
                     {u"promo_code"_s, u"SUMMER-10"_s}};
    const WalkReply quote = m_anyone->post(200, u"/api/v1/quotes"_s, wish);
    wish.insert(u"quote_token"_s, quote.json.value("quote_token"_L1));
    m_guest->post(201, u"/api/v1/holds"_s, wish);
    m_guest->post(422, u"/api/v1/holds"_s,
                  {{{u"listing_id"_s, m_listing},
                    {u"check_in"_s, day(160)},
                    {u"check_out"_s, day(163)},
                    {u"promo_code"_s, u"WINTER-10"_s}}});
    m_host->expect(204, {"DELETE", path});
    EXPECT_NO_OBJECTIONS();
}

void TestApiThroughProxy::search()
{
    m_anyone->get(u"/api/v1/listings/%1/calendar?from=%2&to=%3"_s.arg(m_listing, day(1), day(400)));
    m_anyone->get(u"/api/v1/search/stays?from=%1&to=%2&guests=2"_s.arg(day(320), day(323)));
    m_anyone->get(u"/api/v1/search/stays?q=fjord&place=oslo&limit=1"_s);
    EXPECT_NO_OBJECTIONS();
}

void TestApiThroughProxy::schedules()
{
    const WalkScene scene{*m_host, *m_guest, *m_anyone, m_tenant};
    walkLinkedUnits(scene);
    m_session = walkSessions(scene);
    walkServices(scene);
    walkChanges(scene);
    EXPECT_NO_OBJECTIONS();
}

void TestApiThroughProxy::partners()
{
    const auto registered =
        runRoostd({u"app"_s, u"register"_s, u"--data"_s, m_server->dataFolder(), u"--tenant"_s, m_tenant, u"--name"_s,
                   u"City Tickets"_s, u"--kind"_s, u"stay"_s, u"--kind"_s, u"experience"_s});
    EXPECT_OK(registered);
    const QStringList words = registered->split(QRegularExpression(u"\\s+"_s));
    const QList<QPair<QByteArray, QByteArray>> headers{
        {"x-app-id", words.value(words.indexOf(u"app"_s) + 1).toLatin1()},
        {"x-api-key", words.value(words.indexOf(u"key"_s) + 2).toLatin1()}};
    const auto expect = [&](int status, const QByteArray &method, const QString &path,
                            const std::optional<QJsonObject> &body = std::nullopt) {
        const WalkReply reply = m_anyone->expect(status, {method, u"/partner/v1/"_s + path, body, headers});
        return reply.json.value("data"_L1).toObject();
    };
    expect(200, "GET", u"entities?kind=stay"_s);
    expect(200, "GET", u"entities?kind=experience"_s);
    expect(200, "GET", u"entities/%1/seats"_s.arg(m_session));
    const QString stay = u"entities/%1/"_s.arg(m_listing);
    const auto wish = [this](const QString &reference, int fromDay) {
        return QJsonObject{{u"reference"_s, reference},
                           {u"checkIn"_s, day(fromDay)},
                           {u"checkOut"_s, day(fromDay + 2)},
                           {u"guests"_s, 2}};
    };
    QJsonObject held = expect(201, "POST", stay + u"reserve"_s, wish(u"order-1"_s, 340));
    expect(409, "POST", stay + u"reserve"_s, wish(u"order-2"_s, 340));
    const auto path = [&held](const QString &act) {
        return u"reservations/%1/%2"_s.arg(held.value("reservationId"_L1).toString(), act);
    };
    const auto proof = [&held](const QString &reference) {
        return QJsonObject{{u"reference"_s, reference}, {u"token"_s, held.value("token"_L1)}};
    };
    expect(200, "POST", path(u"extend"_s), proof(u"order-1"_s));
    expect(200, "POST", path(u"release"_s), proof(u"order-1"_s));
    expect(410, "POST", path(u"release"_s), proof(u"order-1"_s));
    held = expect(201, "POST", stay + u"reserve"_s, wish(u"order-2"_s, 340));
    QJsonObject order = proof(u"order-2"_s);
    order.insert(u"guest"_s, QJsonObject{{u"name"_s, u"Nina Dahl"_s}, {u"email"_s, u"nina@example.org"_s}});
    expect(201, "POST", path(u"confirm"_s), order);
    m_anyone->expect(401, {"GET",
                           u"/partner/v1/entities?kind=stay"_s,
                           std::nullopt,
                           {{"x-app-id", "none-000000"}, {"x-api-key", "rpk_none"}}});
    EXPECT_NO_OBJECTIONS();
}

// The host's own stay takes the nights; when it is cancelled, the guest who waits is offered them.
void TestApiThroughProxy::waitlist()
{
    const QJsonObject wish{{u"listing_id"_s, m_listing}, {u"check_in"_s, day(360)}, {u"check_out"_s, day(362)}};
    request(360);
    m_host->post(200, bookingPath(u"/accept"_s));
    Walker waiting(m_proxy.url(), *m_record);
    signUp(waiting, u"grace"_s);
    const WalkReply entry = waiting.post(201, u"/api/v1/waitlist"_s, wish);
    const QString path = u"/api/v1/waitlist/"_s + entry.id();
    waiting.get(u"/api/v1/waitlist"_s);
    m_host->get(tenantPath(u"/waitlist?listing_id="_s) + m_listing);
    waiting.post(409, path + u"/claim"_s);
    m_host->post(200, bookingPath(u"/cancel"_s));
    const WalkReply offered = waiting.get(path);
    QCOMPARE(offered.text(u"status"_s), u"offered"_s);
    const WalkReply hold = waiting.post(200, path + u"/claim"_s);
    waiting.post(201, u"/api/v1/holds/%1/confirm"_s.arg(hold.id()), {{{u"token"_s, hold.text(u"token"_s)}}});
    const QJsonObject again{{u"listing_id"_s, m_listing}, {u"check_in"_s, day(360)}, {u"check_out"_s, day(363)}};
    const WalkReply other = m_guest->post(201, u"/api/v1/waitlist"_s, again);
    m_guest->expect(204, {"DELETE", u"/api/v1/waitlist/"_s + other.id()});
    EXPECT_NO_OBJECTIONS();
}

// The guest of a stay and the host write to each other.
void TestApiThroughProxy::messages()
{
    request(420);
    const QString own = u"/api/v1/bookings/%1/messages"_s.arg(m_booking);
    const WalkReply asked = m_guest->post(201, own, {{{u"text"_s, u"May we come earlier?"_s}}});
    const WalkReply threads = m_host->get(tenantPath(u"/threads?booking_id="_s) + m_booking);
    QCOMPARE(threads.items().size(), 1);
    const QString thread = tenantPath(u"/threads/"_s) + threads.items().first()[u"id"].toString();
    m_host->get(thread + u"/messages"_s);
    m_host->expect(204, {"POST", thread + u"/read"_s, {{{u"up_to_message_id"_s, asked.id()}}}});
    const WalkReply answered =
        m_host->post(201, tenantPath(u"/messages"_s), {{{u"booking_id"_s, m_booking}, {u"text"_s, u"Of course."_s}}});
    m_guest->get(own);
    m_guest->expect(204, {"POST", own + u"/read"_s, {{{u"up_to_message_id"_s, answered.id()}}}});
    const WalkReply contacts = m_host->get(tenantPath(u"/contacts?limit=1"_s));
    QCOMPARE(contacts.items().size(), 1);
    const QString contact = tenantPath(u"/contacts/"_s) + contacts.items().first()[u"id"].toString();
    m_host->get(contact);
    m_host->expect(200, {"PATCH", contact, {{{u"notes"_s, u"Comes every year"_s}}}});
    m_host->expect(
        404,
        {"PUT", tenantPath(u"/reviews/%1/reply"_s.arg(uuidText(newUuid()))), {{{u"text"_s, u"Come back soon!"_s}}}});
    EXPECT_NO_OBJECTIONS();
}

void TestApiThroughProxy::tasks()
{
    const WalkReply made =
        m_host->post(201, tenantPath(u"/tasks"_s), {{{u"title"_s, u"Clean"_s}, {u"listing_id"_s, m_listing}}});
    const QString task = tenantPath(u"/tasks/"_s) + made.id();
    m_host->get(task);
    m_host->expect(200, {"PATCH", task, {{{u"title"_s, u"Clean twice"_s}}}});
    for (const QString &step : {u"/complete"_s, u"/reopen"_s, u"/cancel"_s})
        m_host->post(200, task + step);
    m_host->get(tenantPath(u"/tasks"_s));
    m_host->expect(204, {"DELETE", task});
    EXPECT_NO_OBJECTIONS();
}

void TestApiThroughProxy::lists()
{
    m_anyone->get(u"/api/v1/listings/%1/photos"_s.arg(m_listing));
    m_guest->get(u"/api/v1/bookings?limit=2"_s);
    m_host->get(tenantPath(u"/bookings?status=confirmed&limit=2"_s));
    m_host->get(tenantPath(u"/reviews"_s));
    m_host->get(tenantPath(u"/payouts?fields=amount,status,period_from,period_to"_s));
    EXPECT_NO_OBJECTIONS();
}

void TestApiThroughProxy::replicas()
{
    const QString client = uuidText(newUuid());
    const QString scope = u"t:"_s + m_tenant;
    const QJsonObject position{{u"scope"_s, scope}, {u"epoch"_s, u""_s}, {u"cursor"_s, 0}};
    m_host->post(200, u"/sync/v1/hello"_s,
                 {{{u"client_id"_s, client},
                   {u"protocol"_s, 1},
                   {u"schema_version"_s, 1},
                   {u"last_acked_mid"_s, 0},
                   {u"scopes"_s, QJsonArray{position}}}});
    const WalkReply chunk = m_host->get(u"/sync/v1/snapshot?scope=%1&table=listing"_s.arg(scope));
    m_host->get(u"/sync/v1/pull?client_id=%1&scope=%2&epoch=%3&cursor=0&acked_mid=0"_s.arg(client, scope,
                                                                                           chunk.text(u"epoch"_s)));
    const QJsonObject mutation{
        {u"mid"_s, 1},
        {u"id"_s, uuidText(newUuid())},
        {u"scope"_s, scope},
        {u"name"_s, u"listing.edit"_s},
        {u"schema_version"_s, 1},
        {u"args"_s, QJsonObject{{u"listing_id"_s, m_listing}, {u"changes"_s, QJsonObject{{u"max_guests"_s, 3}}}}},
        {u"base"_s, QJsonObject{{u"max_guests"_s, 4}}}};
    m_host->post(200, u"/sync/v1/push"_s, {{{u"client_id"_s, client}, {u"mutations"_s, QJsonArray{mutation}}}});
    EXPECT_NO_OBJECTIONS();
}

void TestApiThroughProxy::leavesNothingOut()
{
    const QStringList left = m_record->unvisited();
    QVERIFY2(left.isEmpty(), qPrintable(u"walk through these too: "_s + left.join(u", "_s)));
}

} // namespace roost::test

QTEST_GUILESS_MAIN(roost::test::TestApiThroughProxy)
#include "TestApiThroughProxy.moc"
