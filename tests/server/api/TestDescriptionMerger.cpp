// The API description from its files: what is merged, and what is refused with a name to look for.
#include "support/Expect.h"

#include "common/Json.h"
#include "server/api/ApiDescription.h"
#include "server/api/DescriptionMerger.h"

#include <QTest>

namespace roost::test {

using namespace Qt::StringLiterals;
using namespace roost::api;

namespace {

const DescriptionFile kBase{u"roost.json"_s, R"({"openapi": "3.0.3", "paths": {}, "components": {
    "schemas": {"Date": {"type": "string"}}, "parameters": {"Limit": {"name": "limit", "in": "query"}}}})"};
const DescriptionFile kThings{u"things.json"_s, R"({"paths": {"/thing": {"get": {"operationId": "getThing"}}},
    "components": {"schemas": {"Thing": {"type": "object"}}}})"};

} // namespace

class TestDescriptionMerger : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void mergesPathsAndComponents();
    void mergesMethodsOfOnePath();
    void doesNotDependOnTheOrder();
    void refuses_data();
    void refuses();
    void readsTheBuiltInOne();
};

void TestDescriptionMerger::mergesPathsAndComponents()
{
    const auto merged = mergeDescription({kThings, kBase});
    EXPECT_OK(merged);
    QCOMPARE(merged->value("openapi"_L1).toString(), u"3.0.3"_s);
    QCOMPARE(merged->value("paths"_L1).toObject().keys(), QStringList{u"/thing"_s});
    const QJsonObject components = merged->value("components"_L1).toObject();
    QCOMPARE(components.keys(), (QStringList{u"parameters"_s, u"schemas"_s}));
    QCOMPARE(components.value("schemas"_L1).toObject().keys(), (QStringList{u"Date"_s, u"Thing"_s}));
}

void TestDescriptionMerger::mergesMethodsOfOnePath()
{
    const DescriptionFile more{u"more.json"_s, R"({"paths": {"/thing": {"post": {"operationId": "makeThing"}}}})"};
    const auto merged = mergeDescription({kBase, kThings, more});
    EXPECT_OK(merged);
    QCOMPARE(merged->value("paths"_L1).toObject().value("/thing"_L1).toObject().keys(),
             (QStringList{u"get"_s, u"post"_s}));
}

void TestDescriptionMerger::doesNotDependOnTheOrder()
{
    const DescriptionFile more{u"more.json"_s, R"({"paths": {"/thing": {"post": {"operationId": "makeThing"}}}})"};
    const auto one = mergeDescription({kBase, kThings, more});
    const auto other = mergeDescription({more, kThings, kBase});
    EXPECT_OK(one);
    EXPECT_OK(other);
    QCOMPARE(canonicalJson(*one), canonicalJson(*other));
}

void TestDescriptionMerger::refuses_data()
{
    QTest::addColumn<QByteArray>("json");
    QTest::addColumn<QStringList>("named");
    QTest::newRow("a method twice") << QByteArray(R"({"paths": {"/thing": {"get": {}}}})")
                                    << QStringList{u"/thing get"_s, u"again.json"_s, u"things.json"_s};
    QTest::newRow("a schema twice") << QByteArray(R"({"components": {"schemas": {"Thing": {}}}})")
                                    << QStringList{u"schemas Thing"_s, u"again.json"_s, u"things.json"_s};
    QTest::newRow("a shared schema twice") << QByteArray(R"({"components": {"schemas": {"Date": {}}}})")
                                           << QStringList{u"schemas Date"_s, u"again.json"_s, u"roost.json"_s};
    QTest::newRow("a parameter twice") << QByteArray(R"({"components": {"parameters": {"Limit": {}}}})")
                                       << QStringList{u"parameters Limit"_s};
    QTest::newRow("something else") << QByteArray(R"({"tags": []})") << QStringList{u"again.json"_s, u"tags"_s};
    QTest::newRow("no JSON") << QByteArray("{") << QStringList{u"again.json"_s};
}

void TestDescriptionMerger::refuses()
{
    QFETCH(QByteArray, json);
    QFETCH(QStringList, named);
    const auto merged = mergeDescription({kBase, kThings, {u"again.json"_s, json}});
    EXPECT_ERROR(merged, Internal);
    for (const QString &word : named)
        QVERIFY2(merged.error().userText.contains(word), qPrintable(merged.error().userText));
    EXPECT_ERROR(mergeDescription({kThings}), Internal);
}

void TestDescriptionMerger::readsTheBuiltInOne()
{
    const auto description = ApiDescription::builtIn();
    EXPECT_OK(description);
    for (const QString &id : {u"logIn"_s, u"createTenant"_s, u"editListing"_s, u"bookNights"_s, u"syncPull"_s})
        QVERIFY2(description->find(id), qPrintable(id));
}

} // namespace roost::test

QTEST_GUILESS_MAIN(roost::test::TestDescriptionMerger)
#include "TestDescriptionMerger.moc"
