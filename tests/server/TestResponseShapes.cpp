// Calls every operation of the API description as the owner of the rows, and holds what comes back against the
// description: status, content type and body. So the description cannot drift from what the server really answers.
#include "support/Expect.h"
#include "support/SampleRequest.h"
#include "support/TwoTenants.h"

#include "server/api/FieldSelection.h"
#include "server/api/SchemaChecker.h"
#include "server/api/SchemaResolver.h"

#include <QJsonDocument>
#include <QTest>

namespace roost::test {

using namespace Qt::StringLiterals;

namespace {

// "items[].colour": what a reply has and the description doesn't tell. An object that is described without properties,
// or with additionalProperties, may hold anything.
void findUndescribed(const QJsonObject &schema, const QJsonValue &value, const QString &place, QStringList &found)
{
    if (value.isArray()) {
        const QJsonArray items = value.toArray();
        for (const QJsonValue &item : items)
            findUndescribed(schema.value("items"_L1).toObject(), item, place + u"[]"_s, found);
        return;
    }
    const QJsonObject properties = api::describedProperties(schema);
    if (!value.isObject() || properties.isEmpty() || schema.contains("additionalProperties"_L1))
        return;
    const QJsonObject object = value.toObject();
    for (auto member = object.begin(); member != object.end(); ++member) {
        const QString name = place.isEmpty() ? member.key() : place + u'.' + member.key();
        if (properties.contains(member.key()))
            findUndescribed(properties.value(member.key()).toObject(), member.value(), name, found);
        else if (!found.contains(name))
            found << name;
    }
}

} // namespace

class TestResponseShapes : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void answersAsDescribed_data();
    void answersAsDescribed();
    void answersGuestsAndTheirHostAsDescribed();

private:
    const api::Operation &operation(const QString &id) { return *m_world.api().server().description().find(id); }
    // Holds the answer against what is described for its status.
    void checkShape(const api::Operation &operation, const ApiAnswer &answer);
    QJsonObject described(const api::Operation &operation) const;
    QString freshToken();
    void checkBody(const QJsonObject &content, const ApiAnswer &answer);

    PostgresFixture m_postgres;
    TwoTenants m_world;
    QJsonObject m_document;
};

void TestResponseShapes::initTestCase()
{
    EXPECT_OK(m_postgres.start());
    EXPECT_OK(m_world.start(m_postgres));
    m_document = QJsonDocument::fromJson(m_world.api().server().description().json()).object();
}

// Reading first, removing last: what an operation needs should still be there.
void TestResponseShapes::answersAsDescribed_data()
{
    QTest::addColumn<QString>("operationId");
    const auto description = api::ApiDescription::builtIn();
    for (const char *method : {"GET", "PUT", "POST", "PATCH", "DELETE"}) {
        for (const api::Operation &operation : description->operations()) {
            // Bytes instead of JSON are for the tests of photos.
            const bool takesBytes = operation.method == "PUT" && operation.bodySchema.isEmpty();
            if (operation.method == method && !operation.isWebSocket && !takesBytes)
                QTest::newRow(qPrintable(operation.id)) << operation.id;
        }
    }
}

QJsonObject TestResponseShapes::described(const api::Operation &operation) const
{
    return m_document.value("paths"_L1)
        .toObject()
        .value(QString::fromLatin1(operation.pattern))
        .toObject()
        .value(QString::fromLatin1(operation.method.toLower()))
        .toObject()
        .value("responses"_L1)
        .toObject();
}

QString TestResponseShapes::freshToken()
{
    const ApiUser &user = m_world.alice().user;
    return m_world.api()
        .post(u"/api/v1/auth/login"_s, {{u"email"_s, user.email}, {u"password"_s, user.password}})
        .text(u"access_token"_s);
}

void TestResponseShapes::checkBody(const QJsonObject &content, const ApiAnswer &answer)
{
    if (content.isEmpty()) {
        QCOMPARE(answer.body, QByteArray());
        return;
    }
    const QString type = QString::fromLatin1(answer.headers.value("content-type"));
    QVERIFY2(content.contains(type), qPrintable(type));
    const auto schema =
        api::SchemaResolver(m_document).resolveObject(content.value(type).toObject().value("schema"_L1));
    EXPECT_OK(schema);
    const auto checker = api::SchemaChecker::compile(*schema);
    EXPECT_OK(checker);
    const auto fits = checker->check(answer.json());
    QVERIFY2(fits, describe(fits) + ' ' + answer.body);
    QStringList undescribed;
    findUndescribed(*schema, answer.json(), {}, undescribed);
    QVERIFY2(undescribed.isEmpty(), qPrintable(u"not in the description: "_s + undescribed.join(u", "_s)));
}

void TestResponseShapes::answersAsDescribed()
{
    QFETCH(QString, operationId);
    const api::Operation &called = operation(operationId);
    const auto call = sampleRequest(called, [this](const QString &entity) {
        return entity == "tenant"_L1 ? m_world.alice().tenant
                                     : m_world.idIn(entity, m_world.alice().tenant).value_or(QString());
    });
    QVERIFY2(call, "no sample can be made for this operation: teach SampleRequest");
    ApiCall asAlice = *call;
    if (called.access == api::Access::Partner)
        asAlice.headers += m_world.alice().partnerHeaders();
    else if (called.access != api::Access::Open)
        asAlice.token = freshToken();
    const ApiAnswer answer = m_world.api().send(asAlice);

    // A host is no guest of her own, and guests see only what is published; everything else of hers she can read.
    const bool isHers = called.namesTenant() || !called.pattern.contains('{');
    if (called.method == "GET" && isHers && !called.id.startsWith("sync"_L1))
        QVERIFY2(answer.status == 200, answer.body.constData());
    QVERIFY2(answer.status != 400 && answer.status < 500, answer.body.constData());
    checkShape(called, answer);
}

void TestResponseShapes::checkShape(const api::Operation &called, const ApiAnswer &answer)
{
    const QJsonObject responses = described(called);
    const QString status = QString::number(answer.status);
    QVERIFY2(responses.contains(status) || answer.status >= 400, qPrintable(status + u" is not described"_s));
    const QJsonValue chosen = responses.value(responses.contains(status) ? status : u"default"_s);
    const auto response = api::SchemaResolver(m_document).resolveObject(chosen);
    EXPECT_OK(response);
    checkBody(response->value("content"_L1).toObject(), answer);
}

// A request from asking to the answer: what only a guest sees, and what only a request that waits can show.
void TestResponseShapes::answersGuestsAndTheirHostAsDescribed()
{
    const ApiUser guest = m_world.api().registerUser(u"guest"_s);
    const auto listings = columnOf(
        m_world.admin(), u"SELECT id::text FROM listing WHERE status = 'published' "
                         "AND NOT instant_book AND tenant_id = '%1' ORDER BY id"_s.arg(m_world.alice().tenant));
    EXPECT_OK(listings);
    QVERIFY(!listings->isEmpty());
    QString booking;
    ApiAnswer answer;
    const auto call = [&](const QString &operationId, const QString &token, int wantedStatus) {
        auto made = sampleRequest(operation(operationId), [&](const QString &entity) {
            return entity == "tenant"_L1    ? m_world.alice().tenant
                   : entity == "listing"_L1 ? listings->first()
                                            : booking;
        });
        QVERIFY2(made, qPrintable(operationId));
        made->token = token;
        // Without the revision that the caller saw: any will do here.
        if (!operation(operationId).bodyRequired)
            made->body.reset();
        if (operationId == "bookNights"_L1)
            made->body = {{u"listing_id"_s, listings->first()},
                          {u"check_in"_s, QDate::currentDate().addDays(1200).toString(Qt::ISODate)},
                          {u"check_out"_s, QDate::currentDate().addDays(1210).toString(Qt::ISODate)}};
        if (operationId == "sendMessage"_L1)
            made->body = {{u"booking_id"_s, booking}, {u"text"_s, u"Welcome!"_s}};
        answer = m_world.api().send(*made);
        QVERIFY2(answer.status == wantedStatus, qPrintable(operationId + u": "_s + QString::fromUtf8(answer.body)));
        checkShape(operation(operationId), answer);
    };
    const auto book = [&] {
        call(u"bookNights"_s, guest.accessToken, 201);
        booking = answer.text(u"id"_s);
    };
    const QString host = freshToken();
    call(u"readPublishedListing"_s, guest.accessToken, 200);
    call(u"readListingCalendar"_s, guest.accessToken, 200);
    for (const QString &decision : {u"acceptBooking"_s, u"declineBooking"_s}) {
        book();
        call(u"readMyBooking"_s, guest.accessToken, 200);
        call(u"listMyBookings"_s, guest.accessToken, 200);
        call(decision, host, 200);
        call(u"readBooking"_s, host, 200);
        call(u"writeToHost"_s, guest.accessToken, 201);
        call(u"sendMessage"_s, host, 201);
        call(u"listMyMessages"_s, guest.accessToken, 200);
        if (decision == "acceptBooking"_L1)
            call(u"cancelBooking"_s, host, 200);
    }
    book();
    call(u"withdrawMyBooking"_s, guest.accessToken, 200);
    book();
    call(u"acceptBooking"_s, host, 200);
    call(u"cancelMyBooking"_s, guest.accessToken, 200);
}

} // namespace roost::test

QTEST_GUILESS_MAIN(roost::test::TestResponseShapes)
#include "TestResponseShapes.moc"
