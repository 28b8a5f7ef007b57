// ETag, If-Match, If-None-Match and `fields`: the same for every operation that is described with them.
#include "support/ApiFixture.h"
#include "support/Expect.h"

#include "server/api/ApiDescription.h"
#include "server/api/EntityTags.h"
#include "server/api/FieldSelection.h"
#include "storage/Database.h"

#include <QTest>

#include <future>

namespace roost::test {

using namespace Qt::StringLiterals;
using namespace roost::api;

class TestConditionalRequests : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { EXPECT_OK(m_postgres.start()); }
    void init();
    void cleanup() { m_api.stop(); }

    void readsLists_data();
    void readsLists();
    void describesFieldsOnEveryGet();
    void describesIfMatchOnEveryChangeOfATaggedThing();
    void tagsWhatItAnswers();
    void answersNothingNew();
    void changesOnlyWhatWasSeen();
    void removesOnlyWhatWasSeen();
    void oneOfManyWins();
    void replaysWithItsHeaders();
    void selectsFieldsOfAnObject();
    void selectsFieldsOfAPage();
    void refusesUnknownFields_data();
    void refusesUnknownFields();

private:
    QString tenantPath() const { return u"/api/v1/tenants/"_s + m_tenant; }
    ApiAnswer with(const QByteArray &method, const QString &path, const QByteArray &header, const QByteArray &value,
                   const std::optional<QJsonObject> &body = std::nullopt) const
    {
        return m_api.send({method, path, m_kari.accessToken, body, {{header, value}}});
    }
    ApiAnswer makeBlock() const;

    PostgresFixture m_postgres;
    ApiFixture m_api;
    ApiUser m_kari;
    QString m_tenant;
    QString m_listing;
};

void TestConditionalRequests::init()
{
    EXPECT_OK(m_api.start(m_postgres));
    m_kari = m_api.registerUser(u"kari"_s);
    m_tenant = m_api.createTenant(m_kari);
    m_listing = m_api.post(tenantPath() + u"/listings"_s, {{u"title"_s, u"Cabin"_s}}, m_kari.accessToken).text(u"id"_s);
    QVERIFY(!m_listing.isEmpty());
}

ApiAnswer TestConditionalRequests::makeBlock() const
{
    return m_api.post(
        tenantPath() + u"/blocks"_s,
        {{u"listing_id"_s, m_listing}, {u"from_date"_s, u"2027-01-01"_s}, {u"to_date"_s, u"2027-01-05"_s}},
        m_kari.accessToken);
}

void TestConditionalRequests::readsLists_data()
{
    QTest::addColumn<QByteArray>("value");
    QTest::addColumn<bool>("isLegal");
    QTest::addColumn<bool>("strongly");
    QTest::addColumn<bool>("weakly");
    QTest::newRow("any") << QByteArray("*") << true << true << true;
    QTest::newRow("the same") << QByteArray(R"("7")") << true << true << true;
    QTest::newRow("weak") << QByteArray(R"(W/"7")") << true << false << true;
    QTest::newRow("another") << QByteArray(R"("8")") << true << false << false;
    QTest::newRow("one of three") << QByteArray(R"("6", "7" ,W/"8")") << true << true << true;
    QTest::newRow("bare") << QByteArray("7") << false << false << false;
    QTest::newRow("open") << QByteArray(R"("7)") << false << false << false;
    QTest::newRow("one quote") << QByteArray(R"(")") << false << false << false;
    QTest::newRow("inner quote") << QByteArray(R"("7"7")") << false << false << false;
    QTest::newRow("empty") << QByteArray() << false << false << false;
    QTest::newRow("any and more") << QByteArray(R"(*, "7")") << false << false << false;
    QTest::newRow("too many") << QByteArray(R"("7",)").repeated(50) + R"("7")" << false << false << false;
}

void TestConditionalRequests::readsLists()
{
    QFETCH(QByteArray, value);
    QFETCH(bool, isLegal);
    const auto list = EntityTagList::parse(value, u"If-Match"_s);
    QCOMPARE(list.has_value(), isLegal);
    if (!list) {
        QCOMPARE(list.error().details.value("field"_L1).toString(), u"If-Match"_s);
        return;
    }
    QTEST(list->matchesStrongly(R"("7")"), "strongly");
    QTEST(list->matchesWeakly(R"("7")"), "weakly");
}

void TestConditionalRequests::describesFieldsOnEveryGet()
{
    const auto description = ApiDescription::builtIn();
    EXPECT_OK(description);
    QStringList lacking;
    for (const Operation &operation : description->operations()) {
        if (operation.method != "GET" || !operation.pattern.startsWith("/api/v1/") || operation.isWebSocket)
            continue;
        const bool offers = std::any_of(operation.parameters.begin(), operation.parameters.end(),
                                        [](const Parameter &parameter) { return parameter.name == "fields"_L1; });
        if (!offers || FieldSelection(operation).knownNames().isEmpty())
            lacking << operation.id;
    }
    QVERIFY2(lacking.isEmpty(), qPrintable(u"add the shared parameter Fields to: "_s + lacking.join(u", "_s)));
}

void TestConditionalRequests::describesIfMatchOnEveryChangeOfATaggedThing()
{
    const auto description = ApiDescription::builtIn();
    EXPECT_OK(description);
    QSet<QByteArray> tagged;
    for (const Operation &operation : description->operations()) {
        if (operation.method == "GET" && operation.tagsReplies && operation.namesTenant())
            tagged << operation.pattern;
    }
    QVERIFY(tagged.size() >= 4);
    for (const Operation &operation : description->operations()) {
        const bool changes = operation.method == "PATCH" || operation.method == "PUT" || operation.method == "DELETE";
        if (changes)
            QVERIFY2(operation.takesIfMatch == tagged.contains(operation.pattern), qPrintable(operation.id));
    }
}

void TestConditionalRequests::tagsWhatItAnswers()
{
    const ApiAnswer block = makeBlock();
    QCOMPARE(block.status, 201);
    const QString paths[] = {tenantPath(), tenantPath() + u"/listings/"_s + m_listing,
                             tenantPath() + u"/blocks/"_s + block.text(u"id"_s)};
    for (const QString &path : paths) {
        const ApiAnswer read = m_api.get(path, m_kari.accessToken);
        QCOMPARE(read.status, 200);
        const qint64 version = read.json().value("version"_L1).toInteger();
        QVERIFY(version > 0);
        QCOMPARE(read.headers.value("etag"), '"' + QByteArray::number(version) + '"');
        QCOMPARE(m_api.get(path + u"?fields=id"_s, m_kari.accessToken).headers.value("etag"),
                 read.headers.value("etag"));
    }
    QVERIFY(!block.headers.value("etag").isEmpty());
    QVERIFY(!m_api.get(tenantPath() + u"/listings"_s, m_kari.accessToken).headers.contains("etag"));
}

void TestConditionalRequests::answersNothingNew()
{
    const QByteArray tag = m_api.get(tenantPath(), m_kari.accessToken).headers.value("etag");
    for (const QByteArray &value : {tag, QByteArray("W/" + tag), QByteArray("\"0\", " + tag), QByteArray("*")}) {
        const ApiAnswer same = with("GET", tenantPath(), "If-None-Match", value);
        QCOMPARE(same.status, 304);
        QCOMPARE(same.body, QByteArray());
        QCOMPARE(same.headers.value("etag"), tag);
    }
    QCOMPARE(with("PATCH", tenantPath(), "If-Match", tag, {{{u"name"_s, u"Dale"_s}}}).status, 200);
    const ApiAnswer news = with("GET", tenantPath(), "If-None-Match", tag);
    QCOMPARE(news.status, 200);
    QCOMPARE(news.text(u"name"_s), u"Dale"_s);
    QVERIFY(news.headers.value("etag") != tag);
    QCOMPARE(with("GET", tenantPath(), "If-None-Match", "nonsense").status, 200);
}

void TestConditionalRequests::changesOnlyWhatWasSeen()
{
    const QByteArray tag = m_api.get(tenantPath(), m_kari.accessToken).headers.value("etag");
    const ApiAnswer first = with("PATCH", tenantPath(), "If-Match", tag, {{{u"name"_s, u"First"_s}}});
    QCOMPARE(first.status, 200);
    const ApiAnswer second = with("PATCH", tenantPath(), "If-Match", tag, {{{u"name"_s, u"Second"_s}}});
    QCOMPARE(second.status, 412);
    QCOMPARE(second.code(), u"PRECONDITION_FAILED"_s);
    QCOMPARE(second.json().value("details"_L1).toObject().value("etag"_L1).toString().toLatin1(),
             first.headers.value("etag"));
    QCOMPARE(
        with("PATCH", tenantPath(), "If-Match", "W/" + first.headers.value("etag"), {{{u"name"_s, u"Weak"_s}}}).status,
        412);
    const ApiAnswer malformed = with("PATCH", tenantPath(), "If-Match", "7", {{{u"name"_s, u"Bare"_s}}});
    QCOMPARE(malformed.status, 400);
    const ApiAnswer now = m_api.get(tenantPath(), m_kari.accessToken);
    QCOMPARE(now.text(u"name"_s), u"First"_s);
    QCOMPARE(now.headers.value("etag"), first.headers.value("etag"));
}

void TestConditionalRequests::removesOnlyWhatWasSeen()
{
    const ApiAnswer block = makeBlock();
    const QString path = tenantPath() + u"/blocks/"_s + block.text(u"id"_s);
    const ApiAnswer edited = with("PATCH", path, "If-Match", block.headers.value("etag"), {{{u"note"_s, u"roof"_s}}});
    QCOMPARE(edited.status, 200);
    QCOMPARE(with("DELETE", path, "If-Match", block.headers.value("etag")).status, 412);
    QCOMPARE(m_api.get(path, m_kari.accessToken).status, 200);
    QCOMPARE(with("DELETE", path, "If-Match", edited.headers.value("etag")).status, 204);
    QCOMPARE(with("DELETE", path, "If-Match", edited.headers.value("etag")).status, 404);
}

// The check and the change are one: of many who saw the same version, one changes it.
void TestConditionalRequests::oneOfManyWins()
{
    const QByteArray tag = m_api.get(tenantPath(), m_kari.accessToken).headers.value("etag");
    std::vector<std::future<int>> answers;
    for (int i = 0; i < 12; ++i) {
        answers.push_back(std::async(std::launch::async, [&, i] {
            return with("PATCH", tenantPath(), "If-Match", tag, {{{u"name"_s, u"Name %1"_s.arg(i)}}}).status;
        }));
    }
    QList<int> statuses;
    for (std::future<int> &answer : answers)
        statuses << answer.get();
    QCOMPARE(statuses.count(200), 1);
    QCOMPARE(statuses.count(412), 11);
}

void TestConditionalRequests::replaysWithItsHeaders()
{
    const ApiCall call{"POST",
                       tenantPath() + u"/listings"_s,
                       m_kari.accessToken,
                       QJsonObject{{u"title"_s, u"Loft"_s}},
                       {{"Idempotency-Key", "loft"}}};
    const ApiAnswer made = m_api.send(call);
    QCOMPARE(made.status, 201);
    const ApiAnswer again = m_api.send(call);
    QCOMPARE(again.headers.value("idempotency-replayed"), "true");
    QCOMPARE(again.headers.value("etag"), made.headers.value("etag"));
    QVERIFY(!made.headers.value("location").isEmpty());
    QCOMPARE(again.headers.value("location"), made.headers.value("location"));
}

void TestConditionalRequests::selectsFieldsOfAnObject()
{
    const QString path = tenantPath() + u"/listings/"_s + m_listing;
    const QJsonObject whole = m_api.get(path, m_kari.accessToken).json();
    QCOMPARE(m_api.get(path + u"?fields=title,units"_s, m_kari.accessToken).json(),
             (QJsonObject{{u"id"_s, m_listing}, {u"title"_s, u"Cabin"_s}, {u"units"_s, whole.value("units"_L1)}}));
    QCOMPARE(m_api.get(path + u"?fields=title%2Cid"_s, m_kari.accessToken).json().keys(),
             (QStringList{u"id"_s, u"title"_s}));
}

void TestConditionalRequests::selectsFieldsOfAPage()
{
    for (int i = 0; i < 3; ++i)
        QCOMPARE(m_api.post(tenantPath() + u"/listings"_s, {{u"title"_s, u"More"_s}}, m_kari.accessToken).status, 201);
    const QString list = tenantPath() + u"/listings?limit=2&fields=title"_s;
    const QJsonObject page = m_api.get(list, m_kari.accessToken).json();
    QCOMPARE(page.keys(), (QStringList{u"items"_s, u"next_cursor"_s}));
    const QJsonArray items = page.value("items"_L1).toArray();
    QCOMPARE(items.size(), 2);
    for (const QJsonValue &item : items)
        QCOMPARE(item.toObject().keys(), (QStringList{u"id"_s, u"title"_s}));
    const QString next = list + u"&cursor="_s + page.value("next_cursor"_L1).toString();
    QCOMPARE(m_api.get(next, m_kari.accessToken).json().value("items"_L1).toArray().size(), 2);
}

void TestConditionalRequests::refusesUnknownFields_data()
{
    QTest::addColumn<QString>("fields");
    QTest::addColumn<QString>("unknown");
    QTest::newRow("another") << u"name,secret"_s << u"secret"_s;
    QTest::newRow("nested") << u"units.id"_s << u"units.id"_s;
    QTest::newRow("a blank") << u"name,%20role"_s << u" role"_s;
    QTest::newRow("nothing between") << u"name,,role"_s << u""_s;
    QTest::newRow("another case") << u"Name"_s << u"Name"_s;
}

void TestConditionalRequests::refusesUnknownFields()
{
    QFETCH(QString, fields);
    QFETCH(QString, unknown);
    for (const QString &path : {tenantPath(), u"/api/v1/tenants"_s}) {
        const ApiAnswer answer = m_api.get(path + u"?fields="_s + fields, m_kari.accessToken);
        QCOMPARE(answer.status, 400);
        QCOMPARE(answer.code(), u"VALIDATION_ERROR"_s);
        QCOMPARE(answer.json().value("details"_L1).toObject(),
                 (QJsonObject{{u"field"_s, u"fields"_s},
                              {u"unknown"_s, unknown},
                              {u"known"_s, QJsonArray{u"currency"_s, u"id"_s, u"locale"_s, u"name"_s, u"role"_s,
                                                      u"settings"_s, u"time_zone"_s, u"version"_s}}}));
    }
}

} // namespace roost::test

QTEST_GUILESS_MAIN(roost::test::TestConditionalRequests)
#include "TestConditionalRequests.moc"
