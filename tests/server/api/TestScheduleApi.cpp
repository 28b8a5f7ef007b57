// Experiences and services over HTTP: made by the host, found, held and booked by a guest.
#include "support/ApiFixture.h"
#include "support/Expect.h"

#include <QJsonArray>
#include <QTest>

namespace roost::test {

using namespace Qt::StringLiterals;

class TestScheduleApi : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { EXPECT_OK(m_postgres.start()); }
    void init();
    void cleanup() { m_api.stop(); }

    void makesAndEditsASession();
    void makesASeries();
    void listsSessionsInPages();
    void booksSeats();
    void cancelsASession();
    void managesStaffAndResources();
    void listsSlots();
    void booksASlot();
    void refusesWrongQueries_data();
    void refusesWrongQueries();
    void unpublishedIsNotPublic();

private:
    QString tenant(const QString &rest) const { return u"/api/v1/tenants/%1/"_s.arg(m_tenant) + rest; }
    ApiAnswer asHost(const QByteArray &method, const QString &rest, const std::optional<QJsonObject> &body = {},
                     const QByteArray &tag = {}) const;
    QString addListing(const QJsonObject &fields) const;
    QString addExperience() const;
    ApiAnswer addSession(const QString &listing, QJsonObject fields = {}) const;
    QString addService() const;
    // A day far enough ahead, on the clock of Oslo.
    static QDate day(int offset = 0) { return QDateTime::currentDateTimeUtc().date().addDays(30 + offset); }

    PostgresFixture m_postgres;
    ApiFixture m_api;
    ApiUser m_host;
    ApiUser m_guest;
    QString m_tenant;
};

namespace {

QJsonObject twoTiers()
{
    return {{u"rows"_s, QJsonArray{QJsonObject{{u"label"_s, u"A"_s}, {u"seats"_s, 3}, {u"tier"_s, u"stalls"_s}},
                                   QJsonObject{{u"label"_s, u"B"_s}, {u"seats"_s, 3}, {u"tier"_s, u"balcony"_s}}}}};
}

QJsonArray items(const ApiAnswer &answer)
{
    return answer.json().value(u"items").toArray();
}

QJsonObject everyDay(const QString &from, const QString &to)
{
    QJsonObject week;
    for (const QString &day : {u"mon"_s, u"tue"_s, u"wed"_s, u"thu"_s, u"fri"_s, u"sat"_s, u"sun"_s})
        week.insert(day, QJsonArray{QJsonObject{{u"from"_s, from}, {u"to"_s, to}}});
    return {{u"time_zone"_s, u"Europe/Oslo"_s}, {u"weekly"_s, week}};
}

} // namespace

void TestScheduleApi::init()
{
    EXPECT_OK(m_api.start(m_postgres));
    m_host = m_api.registerUser(u"host"_s);
    m_guest = m_api.registerUser(u"guest"_s);
    m_tenant = m_api.createTenant(m_host);
    QVERIFY(!m_tenant.isEmpty());
}

ApiAnswer TestScheduleApi::asHost(const QByteArray &method, const QString &rest, const std::optional<QJsonObject> &body,
                                  const QByteArray &tag) const
{
    ApiCall call{method, tenant(rest), m_host.accessToken, body, {}};
    if (!tag.isEmpty())
        call.headers << QPair<QByteArray, QByteArray>("If-Match", tag);
    return m_api.send(call);
}

QString TestScheduleApi::addListing(const QJsonObject &fields) const
{
    QJsonObject all{{u"base_price_minor"_s, 20'000},
                    {u"status"_s, u"published"_s},
                    {u"time_zone"_s, u"Europe/Oslo"_s},
                    {u"instant_book"_s, true}};
    for (auto field = fields.begin(); field != fields.end(); ++field)
        all.insert(field.key(), field.value());
    return asHost("POST", u"listings"_s, all).text(u"id"_s);
}

QString TestScheduleApi::addExperience() const
{
    return addListing({{u"title"_s, u"Concert"_s}, {u"kind"_s, u"experience"_s}});
}

ApiAnswer TestScheduleApi::addSession(const QString &listing, QJsonObject fields) const
{
    if (!fields.contains(u"starts_local"))
        fields.insert(u"starts_local"_s, day().toString(Qt::ISODate) + u"T19:00"_s);
    fields.insert(u"duration_minutes"_s, 90);
    fields.insert(u"seat_plan"_s, twoTiers());
    return asHost("POST", u"listings/%1/sessions"_s.arg(listing), fields);
}

QString TestScheduleApi::addService() const
{
    return addListing({{u"title"_s, u"Massage"_s},
                       {u"kind"_s, u"service"_s},
                       {u"service"_s, QJsonObject{{u"duration_minutes"_s, 90},
                                                  {u"buffer_after_minutes"_s, 30},
                                                  {u"slot_step_minutes"_s, 60},
                                                  {u"skills"_s, QJsonArray{u"massage"_s}}}}});
}

void TestScheduleApi::makesAndEditsASession()
{
    const QString listing = addExperience();
    QCOMPARE(asHost("GET", u"listings/"_s + listing).json().value(u"units").toArray(), QJsonArray());
    const ApiAnswer made = addSession(listing, {{u"prices"_s, QJsonObject{{u"balcony"_s, 12'000}}}});
    QCOMPARE(made.status, 201);
    QVERIFY(made.json().value(u"series_id").isNull());
    const QJsonObject first = made.json().value(u"first").toObject();
    const QString id = first.value(u"id").toString();
    QCOMPARE(made.headers.value("location"), tenant(u"sessions/"_s + id).toUtf8());
    QCOMPARE(first.value(u"starts_local").toString(), day().toString(Qt::ISODate) + u"T19:00"_s);
    QCOMPARE(first.value(u"places").toInt(), 6);

    const ApiAnswer read = asHost("GET", u"sessions/"_s + id);
    QCOMPARE(read.json(), first);
    const QByteArray tag = read.headers.value("etag");
    QVERIFY(!tag.isEmpty());
    const QJsonObject later{{u"starts_local"_s, QString(day().toString(Qt::ISODate) + u"T20:00"_s)}};
    const ApiAnswer edited = asHost("PATCH", u"sessions/"_s + id, later, tag);
    QCOMPARE(edited.status, 200);
    QCOMPARE(edited.json().value(u"starts_local"), later.value(u"starts_local"));
    QCOMPARE(asHost("PATCH", u"sessions/"_s + id, later, tag).status, 412);
    QCOMPARE(asHost("DELETE", u"sessions/"_s + id).status, 204);
    QCOMPARE(asHost("GET", u"sessions/"_s + id).status, 404);
}

void TestScheduleApi::makesASeries()
{
    const QString listing = addExperience();
    const QString starts = day().toString(Qt::ISODate) + u"T19:00"_s;
    const QString left = day(7).toString(Qt::ISODate) + u"T19:00"_s;
    const ApiAnswer made = addSession(listing, {{u"starts_local"_s, starts},
                                                {u"recurrence"_s, QJsonObject{{u"rrule"_s, u"FREQ=WEEKLY;COUNT=4"_s},
                                                                              {u"exdates"_s, QJsonArray{left}}}}});
    QCOMPARE(made.status, 201);
    QCOMPARE(made.json().value(u"session_ids").toArray().size(), 3);
    const QString series = made.text(u"series_id"_s);
    QVERIFY(!series.isEmpty());
    const ApiAnswer more = asHost("POST", u"listings/%1/sessions"_s.arg(listing),
                                  QJsonObject{{u"starts_local"_s, left}, {u"series_id"_s, series}});
    QCOMPARE(more.status, 201);
    QCOMPARE(more.text(u"series_id"_s), series);
    const ApiAnswer endless = addSession(listing, {{u"recurrence"_s, QJsonObject{{u"rrule"_s, u"FREQ=WEEKLY"_s}}}});
    QCOMPARE(endless.status, 400);
    QCOMPARE(endless.json().value(u"details").toObject().value(u"field").toString(), u"recurrence.rrule"_s);
}

void TestScheduleApi::listsSessionsInPages()
{
    const QString listing = addExperience();
    QCOMPARE(addSession(listing, {{u"recurrence"_s, QJsonObject{{u"rrule"_s, u"FREQ=DAILY;COUNT=5"_s}}}}).status, 201);
    const QString path = u"/api/v1/listings/%1/sessions"_s.arg(listing);
    QCOMPARE(items(m_api.get(path)).size(), 5);
    QStringList seen;
    QString cursor;
    do {
        const ApiAnswer page =
            m_api.get(path + u"?limit=2"_s + (cursor.isEmpty() ? QString() : u"&cursor="_s + cursor));
        QCOMPARE(page.status, 200);
        for (const QJsonValue &item : items(page))
            seen << item[u"starts_local"].toString();
        cursor = page.text(u"next_cursor"_s);
    } while (!cursor.isEmpty());
    QCOMPARE(seen.size(), 5);
    QVERIFY(std::is_sorted(seen.begin(), seen.end()));
    const QString days = u"?from=%1&to=%2"_s.arg(day(1).toString(Qt::ISODate), day(3).toString(Qt::ISODate));
    QCOMPARE(items(m_api.get(path + days)).size(), 2);
    QCOMPARE(items(asHost("GET", u"listings/%1/sessions"_s.arg(listing) + days)).size(), 2);
}

void TestScheduleApi::booksSeats()
{
    const QString listing = addExperience();
    const QString id = addSession(listing, {{u"prices"_s, QJsonObject{{u"balcony"_s, 12'000}}}})
                           .json()
                           .value(u"first")
                           .toObject()
                           .value(u"id")
                           .toString();
    const QJsonArray seats = items(m_api.get(u"/api/v1/sessions/%1/seats"_s.arg(id)));
    QCOMPARE(seats.size(), 6);
    QCOMPARE(seats[0].toObject().value(u"price").toObject().value(u"amount_minor").toInt(), 20'000);
    QCOMPARE(seats[3].toObject().value(u"price").toObject().value(u"amount_minor").toInt(), 12'000);
    QCOMPARE(seats[3].toObject().value(u"name").toString(), u"B-1"_s);
    QCOMPARE(seats[3].toObject().value(u"state").toString(), u"free"_s);

    const QJsonObject wish{{u"session_id"_s, id}, {u"seats"_s, QJsonArray{seats[0][u"id"], seats[3][u"id"]}}};
    const ApiAnswer held = m_api.post(u"/api/v1/holds"_s, wish, m_guest.accessToken);
    QCOMPARE(held.status, 201);
    QJsonArray after = items(m_api.get(u"/api/v1/sessions/%1/seats"_s.arg(id)));
    QCOMPARE(after[0].toObject().value(u"state").toString(), u"held"_s);
    // Nothing tells by whom.
    QVERIFY(!m_api.get(u"/api/v1/sessions/%1/seats"_s.arg(id)).body.contains(m_guest.id.toUtf8()));
    const ApiUser other = m_api.registerUser(u"other"_s);
    const ApiAnswer lost = m_api.post(u"/api/v1/holds"_s, wish, other.accessToken);
    QCOMPARE(lost.status, 409);
    QCOMPARE(lost.code(), u"SEATS_TAKEN"_s);
    QVERIFY(lost.json().value(u"details").toObject().value(u"retry_after").toInt() > 0);
    QCOMPARE(lost.json().value(u"details").toObject().value(u"seats").toArray().size(), 2);

    const ApiAnswer booked = m_api.post(u"/api/v1/holds/%1/confirm"_s.arg(held.text(u"id"_s)),
                                        {{u"token"_s, held.text(u"token"_s)}}, m_guest.accessToken);
    QCOMPARE(booked.status, 201);
    after = items(m_api.get(u"/api/v1/sessions/%1/seats"_s.arg(id)));
    QCOMPARE(after[3].toObject().value(u"state").toString(), u"taken"_s);
    const ApiAnswer session = m_api.get(u"/api/v1/sessions/"_s + id);
    QCOMPARE(session.json().value(u"free").toInt(), 4);
    // Its time is agreed; it is in the books.
    QCOMPARE(asHost("PATCH", u"sessions/"_s + id, QJsonObject{{u"duration_minutes"_s, 60}}).code(), u"SEATS_TAKEN"_s);
    QCOMPARE(asHost("DELETE", u"sessions/"_s + id).code(), u"LISTING_UNAVAILABLE"_s);
}

void TestScheduleApi::cancelsASession()
{
    const QString id = addSession(addExperience()).json().value(u"first").toObject().value(u"id").toString();
    const ApiAnswer booked =
        m_api.post(u"/api/v1/bookings"_s, {{u"session_id"_s, id}, {u"places"_s, 2}}, m_guest.accessToken);
    QCOMPARE(booked.status, 201);
    const ApiAnswer cancelled = asHost("POST", u"sessions/%1/cancel"_s.arg(id), QJsonObject{{u"reason"_s, u"Rain"_s}});
    QCOMPARE(cancelled.status, 200);
    QCOMPARE(cancelled.text(u"status"_s), u"cancelled"_s);
    const ApiAnswer booking = m_api.get(u"/api/v1/bookings/"_s + booked.text(u"id"_s), m_guest.accessToken);
    QCOMPARE(booking.text(u"status"_s), u"cancelled"_s);
    QCOMPARE(m_api.get(u"/api/v1/sessions/"_s + id).status, 404);
    QCOMPARE(asHost("POST", u"sessions/%1/cancel"_s.arg(id), QJsonObject()).code(), u"INVALID_TRANSITION"_s);
}

void TestScheduleApi::managesStaffAndResources()
{
    const QJsonObject hours = everyDay(u"09:00"_s, u"17:00"_s);
    const ApiAnswer made = asHost("POST", u"staff"_s, QJsonObject{{u"name"_s, u"Kari"_s}, {u"hours"_s, hours}});
    QCOMPARE(made.status, 201);
    const QString id = made.text(u"id"_s);
    const ApiAnswer read = asHost("GET", u"staff/"_s + id);
    QCOMPARE(read.json(), made.json());
    const QByteArray tag = read.headers.value("etag");
    QCOMPARE(asHost("PATCH", u"staff/"_s + id, QJsonObject{{u"active"_s, false}}, tag).status, 200);
    QCOMPARE(asHost("PATCH", u"staff/"_s + id, QJsonObject{{u"active"_s, true}}, tag).status, 412);
    const ApiAnswer wrong =
        asHost("PATCH", u"staff/"_s + id, QJsonObject{{u"hours"_s, QJsonObject{{u"time_zone"_s, u"UTC"_s}}}});
    QCOMPARE(wrong.status, 400);
    QCOMPARE(wrong.json().value(u"details").toObject().value(u"field").toString(), u"hours.weekly"_s);

    const QJsonObject absence{{u"starts_at"_s, u"2027-07-05T00:00:00+02:00"_s},
                              {u"ends_at"_s, u"2027-07-12T00:00:00Z"_s}};
    const ApiAnswer away = asHost("POST", u"staff/%1/absences"_s.arg(id), absence);
    QCOMPARE(away.status, 201);
    QCOMPARE(away.text(u"starts_at"_s), u"2027-07-04T22:00:00.000Z"_s);
    QCOMPARE(items(asHost("GET", u"staff/%1/absences"_s.arg(id))).size(), 1);
    QCOMPARE(asHost("DELETE", u"staff/%1/absences/%2"_s.arg(id, away.text(u"id"_s))).status, 204);

    const ApiAnswer room =
        asHost("POST", u"resources"_s, QJsonObject{{u"name"_s, u"Blue room"_s}, {u"kind"_s, u"room"_s}});
    QCOMPARE(room.status, 201);
    QCOMPARE(items(asHost("GET", u"resources"_s)).size(), 1);
    QCOMPARE(asHost("DELETE", u"resources/"_s + room.text(u"id"_s)).status, 204);
    QCOMPARE(items(asHost("GET", u"staff"_s)).size(), 1);
    QCOMPARE(asHost("DELETE", u"staff/"_s + id).status, 204);
    QCOMPARE(asHost("GET", u"staff/"_s + id).status, 404);
}

void TestScheduleApi::listsSlots()
{
    const QString service = addService();
    const QJsonArray skills{u"massage"_s};
    asHost("POST", u"staff"_s,
           QJsonObject{{u"name"_s, u"Kari"_s}, {u"hours"_s, everyDay(u"09:00"_s, u"13:00"_s)}, {u"skills"_s, skills}});
    asHost("POST", u"staff"_s,
           QJsonObject{{u"name"_s, u"Lena"_s}, {u"hours"_s, everyDay(u"11:00"_s, u"15:00"_s)}, {u"skills"_s, skills}});
    const QString path = u"/api/v1/listings/%1/slots?from=%2&to=%3"_s.arg(service, day().toString(Qt::ISODate),
                                                                          day(7).toString(Qt::ISODate));
    QStringList times;
    for (const QJsonValue &slot : items(m_api.get(path + u"&limit=5"_s)))
        times << slot[u"starts_local"].toString().mid(11) + u'/' + QString::number(slot[u"staff"].toArray().size());
    QCOMPARE(times, (QStringList{u"09:00/1"_s, u"10:00/1"_s, u"11:00/2"_s, u"12:00/1"_s, u"13:00/1"_s}));
    // Page by page the same as at once.
    QCOMPARE(items(m_api.get(path)).size(), 35);
    const ApiAnswer first = m_api.get(path + u"&limit=20"_s);
    const ApiAnswer second = m_api.get(path + u"&limit=20&cursor="_s + first.text(u"next_cursor"_s));
    QCOMPARE(items(second).size(), 15);
    QVERIFY(second.json().value(u"next_cursor").isNull());
    const QString weekday = QLocale::c().toString(day(2), u"ddd"_s).toLower();
    const QJsonArray chosen = items(m_api.get(path + u"&after=12:00&before=13:00&weekday="_s + weekday));
    QCOMPARE(chosen.size(), 1);
    QVERIFY(chosen[0][u"starts_local"].toString().startsWith(day(2).toString(Qt::ISODate)));
}

void TestScheduleApi::booksASlot()
{
    const QString service = addService();
    const ApiAnswer kari = asHost("POST", u"staff"_s,
                                  QJsonObject{{u"name"_s, u"Kari"_s},
                                              {u"hours"_s, everyDay(u"09:00"_s, u"13:00"_s)},
                                              {u"skills"_s, QJsonArray{u"massage"_s}}});
    const QString path = u"/api/v1/listings/%1/slots?from=%2&to=%3"_s.arg(service, day().toString(Qt::ISODate),
                                                                          day(1).toString(Qt::ISODate));
    const QJsonArray before = items(m_api.get(path));
    QCOMPARE(before.size(), 3);
    const QJsonObject wish{{u"listing_id"_s, service}, {u"starts_at"_s, before[0][u"starts_at"]}};
    const ApiAnswer booked = m_api.post(u"/api/v1/bookings"_s, wish, m_guest.accessToken);
    QCOMPARE(booked.status, 201);
    // 09:00 to 10:30, and half an hour afterwards.
    const QJsonArray left = items(m_api.get(path));
    QCOMPARE(left.size(), 1);
    QCOMPARE(left[0][u"starts_local"].toString(), day().toString(Qt::ISODate) + u"T11:00"_s);
    const ApiAnswer again = m_api.post(u"/api/v1/bookings"_s, wish, m_guest.accessToken);
    QCOMPARE(again.status, 409);
    QCOMPARE(again.code(), u"SLOT_TAKEN"_s);
    QCOMPARE(asHost("DELETE", u"staff/"_s + kari.text(u"id"_s)).code(), u"LISTING_UNAVAILABLE"_s);
}

void TestScheduleApi::refusesWrongQueries_data()
{
    QTest::addColumn<QString>("query");
    QTest::addColumn<QString>("field");
    QTest::newRow("no days") << u"sessions?from=2027-07-02&to=2027-07-02"_s << u"to"_s;
    QTest::newRow("backwards") << u"sessions?from=2027-07-02&to=2027-07-01"_s << u"to"_s;
    QTest::newRow("years") << u"sessions?from=2027-07-02&to=2029-07-01"_s << u"to"_s;
    QTest::newRow("no date") << u"sessions?from=2027-02-30"_s << u"from"_s;
    QTest::newRow("months of slots") << u"slots?from=2027-07-02&to=2027-10-02"_s << u"to"_s;
    QTest::newRow("no time") << u"slots?after=25:00"_s << u"after"_s;
    QTest::newRow("no weekday") << u"slots?weekday=monday"_s << u"weekday"_s;
    QTest::newRow("nobody") << u"slots?guests=0"_s << u"guests"_s;
    QTest::newRow("no id") << u"slots?staff_id=kari"_s << u"staff_id"_s;
}

void TestScheduleApi::refusesWrongQueries()
{
    QFETCH(QString, query);
    QFETCH(QString, field);
    const ApiAnswer answer = m_api.get(u"/api/v1/listings/%1/%2"_s.arg(addExperience(), query));
    QCOMPARE(answer.status, 400);
    QCOMPARE(answer.json().value(u"details").toObject().value(u"field").toString(), field);
}

void TestScheduleApi::unpublishedIsNotPublic()
{
    const QString listing = addExperience();
    const QString id = addSession(listing).json().value(u"first").toObject().value(u"id").toString();
    QCOMPARE(asHost("PATCH", u"listings/"_s + listing, QJsonObject{{u"status"_s, u"unpublished"_s}}).status, 200);
    for (const QString &path : {u"listings/%1/sessions"_s.arg(listing), u"listings/%1/slots"_s.arg(listing),
                                u"sessions/"_s + id, u"sessions/%1/seats"_s.arg(id)})
        QCOMPARE(m_api.get(u"/api/v1/"_s + path).status, 404);
    QCOMPARE(asHost("GET", u"sessions/"_s + id).status, 200);
}

} // namespace roost::test

QTEST_GUILESS_MAIN(roost::test::TestScheduleApi)
#include "TestScheduleApi.moc"
