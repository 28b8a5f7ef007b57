// Listings and units over HTTP: paging, ETag, base, what the public sees.
#include "support/ApiFixture.h"
#include "support/Expect.h"

#include <QJsonArray>
#include <QTest>

namespace roost::test {

using namespace Qt::StringLiterals;

class TestListingApi : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { EXPECT_OK(m_postgres.start()); }
    void init()
    {
        EXPECT_OK(m_api.start(m_postgres));
        m_host = m_api.registerUser(u"host"_s);
        m_tenant = m_api.createTenant(m_host);
        QVERIFY(!m_tenant.isEmpty());
    }
    void cleanup() { m_api.stop(); }

    void makesAListing();
    void refusesWrongListings_data();
    void refusesWrongListings();
    void editsWithAnETag();
    void editsWithABase();
    void unpublishedListingsAreNotPublic();
    void pagesThroughPublishedListings();
    void managesUnits();
    void repeatedCreationWithAKeyIsOne();

private:
    QString path(const QString &rest = {}) const { return u"/api/v1/tenants/%1/listings"_s.arg(m_tenant) + rest; }
    ApiAnswer create(QJsonObject fields = {}) const
    {
        if (!fields.contains(u"title"))
            fields.insert(u"title"_s, u"Cabin"_s);
        return m_api.post(path(), fields, m_host.accessToken);
    }
    ApiAnswer edit(const QString &id, const QJsonObject &changes, const QByteArray &tag = {}) const
    {
        ApiCall call{"PATCH", path(u'/' + id), m_host.accessToken, changes, {}};
        if (!tag.isEmpty())
            call.headers << QPair<QByteArray, QByteArray>("If-Match", tag);
        return m_api.send(call);
    }

    PostgresFixture m_postgres;
    ApiFixture m_api;
    ApiUser m_host;
    QString m_tenant;
    const QJsonObject m_published{
        {u"base_price_minor"_s, 129'900}, {u"status"_s, u"published"_s}, {u"city"_s, u"Oslo"_s}};
};

void TestListingApi::makesAListing()
{
    const ApiAnswer made = create(m_published);
    QCOMPARE(made.status, 201);
    const QString id = made.text(u"id"_s);
    QCOMPARE(made.headers.value("location"), path(u'/' + id).toUtf8());
    QCOMPARE(made.json().value(u"base_price"), (QJsonObject{{u"amount_minor"_s, 129'900}, {u"currency"_s, u"NOK"_s}}));
    const ApiAnswer read = m_api.get(path(u'/' + id), m_host.accessToken);
    QCOMPARE(read.json(), made.json());
    QCOMPARE(read.headers.value("etag"), '"' + QByteArray::number(made.json().value(u"version").toInteger()) + '"');
}

void TestListingApi::refusesWrongListings_data()
{
    QTest::addColumn<QJsonObject>("fields");
    QTest::newRow("unknown field") << QJsonObject{{u"colour"_s, u"red"_s}};
    QTest::newRow("empty title") << QJsonObject{{u"title"_s, u""_s}};
    QTest::newRow("published without a price") << QJsonObject{{u"status"_s, u"published"_s}};
    QTest::newRow("time zone") << QJsonObject{{u"time_zone"_s, u"Europe/Atlantis"_s}};
    QTest::newRow("currency") << QJsonObject{{u"currency"_s, u"ABC"_s}};
    QTest::newRow("times") << QJsonObject{{u"check_in_time"_s, u"10:00"_s}, {u"check_out_time"_s, u"12:00"_s}};
    QTest::newRow("fraction of an øre") << QJsonObject{{u"base_price_minor"_s, 0.5}};
    QTest::newRow("a price beyond all") << QJsonObject{{u"base_price_minor"_s, 1e18}};
    QTest::newRow("NUL") << QJsonObject{{u"title"_s, QString(u"a"_s + QChar(u'\0'))}};
}

void TestListingApi::refusesWrongListings()
{
    QFETCH(QJsonObject, fields);
    const ApiAnswer refused = create(fields);
    QCOMPARE(refused.status, 400);
    QCOMPARE(refused.code(), u"VALIDATION_ERROR"_s);
    QVERIFY(m_api.get(path(), m_host.accessToken).json().value(u"items").toArray().isEmpty());
}

void TestListingApi::editsWithAnETag()
{
    const ApiAnswer made = create();
    const QString id = made.text(u"id"_s);
    const QByteArray tag = m_api.get(path(u'/' + id), m_host.accessToken).headers.value("etag");
    const ApiAnswer first = edit(id, {{u"title"_s, u"First"_s}}, tag);
    QCOMPARE(first.status, 200);
    QCOMPARE(first.json().value(u"changed"), (QJsonObject{{u"title"_s, u"First"_s}}));
    const ApiAnswer second = edit(id, {{u"title"_s, u"Second"_s}}, tag);
    QCOMPARE(second.status, 412);
    QCOMPARE(second.code(), u"PRECONDITION_FAILED"_s);
    QCOMPARE(second.json().value(u"details"),
             (QJsonObject{{u"etag"_s, QString::fromLatin1(first.headers.value("etag"))}}));
    QCOMPARE(edit(id, {{u"title"_s, u"Second"_s}}, first.headers.value("etag")).status, 200);
    QCOMPARE(edit(id, {{u"title"_s, u"Third"_s}}, "*").status, 200);
    QCOMPARE(edit(id, {{u"title"_s, u"Fourth"_s}}, "1").status, 400);
    QCOMPARE(m_api.get(path(u'/' + id), m_host.accessToken).text(u"title"_s), u"Third"_s);
}

void TestListingApi::editsWithABase()
{
    const QString id = create().text(u"id"_s);
    QCOMPARE(edit(id, {{u"title"_s, u"Theirs"_s}}).status, 200);
    const ApiAnswer merged = edit(id, {{u"title"_s, u"Mine"_s},
                                       {u"max_guests"_s, 6},
                                       {u"base"_s, QJsonObject{{u"title"_s, u"Cabin"_s}, {u"max_guests"_s, 2}}}});
    QCOMPARE(merged.status, 200);
    QCOMPARE(merged.json().value(u"changed"), (QJsonObject{{u"max_guests"_s, 6}}));
    QCOMPARE(
        merged.json().value(u"conflicts"),
        (QJsonArray{QJsonObject{
            {u"field"_s, u"title"_s}, {u"base"_s, u"Cabin"_s}, {u"mine"_s, u"Mine"_s}, {u"theirs"_s, u"Theirs"_s}}}));
    QCOMPARE(m_api.get(path(u'/' + id), m_host.accessToken).text(u"title"_s), u"Theirs"_s);
}

void TestListingApi::unpublishedListingsAreNotPublic()
{
    const QString id = create(m_published).text(u"id"_s);
    const QString open = u"/api/v1/listings/"_s + id;
    QCOMPARE(m_api.get(open).status, 200);
    QVERIFY(!m_api.get(open).json().contains(u"units"));
    QCOMPARE(m_api.get(open + u"/calendar?from=2027-01-01&to=2027-01-03"_s).status, 200);
    QCOMPARE(edit(id, {{u"status"_s, u"unpublished"_s}}).status, 200);
    QCOMPARE(m_api.get(open).status, 404);
    QCOMPARE(m_api.get(open, m_host.accessToken).status, 404);
    QCOMPARE(m_api.get(open + u"/calendar?from=2027-01-01&to=2027-01-03"_s).status, 404);
    QVERIFY(m_api.get(u"/api/v1/listings"_s).json().value(u"items").toArray().isEmpty());
}

void TestListingApi::pagesThroughPublishedListings()
{
    for (int i = 0; i < 5; ++i)
        QCOMPARE(create(m_published).status, 201);
    QCOMPARE(create().status, 201);
    QSet<QString> seen;
    QString next = u"/api/v1/listings?limit=2&city=oslo"_s;
    int pages = 0;
    while (!next.isEmpty()) {
        const ApiAnswer page = m_api.get(next);
        QCOMPARE(page.status, 200);
        const QJsonArray items = page.json().value(u"items").toArray();
        for (const QJsonValue &item : items)
            seen << item[u"id"].toString();
        const QString cursor = page.text(u"next_cursor"_s);
        next = cursor.isEmpty() ? QString() : u"/api/v1/listings?limit=2&city=oslo&cursor="_s + cursor;
        ++pages;
    }
    QCOMPARE(seen.size(), 5);
    QCOMPARE(pages, 3);
    QVERIFY(m_api.get(u"/api/v1/listings?city=Bergen"_s).json().value(u"items").toArray().isEmpty());
}

void TestListingApi::managesUnits()
{
    const ApiAnswer made = create({{u"units"_s, QJsonArray{QJsonObject{{u"name"_s, u"Room 1"_s}}}}});
    const QString units = path(u'/' + made.text(u"id"_s) + u"/units"_s);
    const ApiAnswer added = m_api.post(units, {{u"name"_s, u"Room 2"_s}}, m_host.accessToken);
    QCOMPARE(added.status, 201);
    const QString unit = units + u'/' + added.text(u"id"_s);
    QCOMPARE(m_api.send({"PATCH", unit, m_host.accessToken, QJsonObject{{u"name"_s, u"Suite"_s}}, {}}).status, 200);
    const ApiAnswer read = m_api.get(path(u'/' + made.text(u"id"_s)), m_host.accessToken);
    QCOMPARE(read.json().value(u"units")[1][u"name"].toString(), u"Suite"_s);
    QCOMPARE(m_api.send({"DELETE", unit, m_host.accessToken, std::nullopt, {}}).status, 204);
    const QString last = units + u'/' + made.json().value(u"units")[0][u"id"].toString();
    QCOMPARE(m_api.send({"DELETE", last, m_host.accessToken, std::nullopt, {}}).code(), u"LISTING_UNAVAILABLE"_s);
}

void TestListingApi::repeatedCreationWithAKeyIsOne()
{
    const ApiCall call{
        "POST", path(), m_host.accessToken, QJsonObject{{u"title"_s, u"Once"_s}}, {{"Idempotency-Key", "k"}}};
    const ApiAnswer first = m_api.send(call);
    const ApiAnswer second = m_api.send(call);
    QCOMPARE(first.status, 201);
    QCOMPARE(second.body, first.body);
    QCOMPARE(second.headers.value("idempotency-replayed"), QByteArray("true"));
    QCOMPARE(m_api.get(path(), m_host.accessToken).json().value(u"items").toArray().size(), 1);
}

} // namespace roost::test

QTEST_GUILESS_MAIN(roost::test::TestListingApi)
#include "TestListingApi.moc"
