// JSON schemas as the API description uses them.
#include "support/Expect.h"

#include "server/api/SchemaChecker.h"
#include "server/api/SchemaResolver.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QTest>

namespace roost::test {

using namespace Qt::StringLiterals;
using namespace roost::api;

namespace {

QJsonValue parse(const QByteArray &json)
{
    return QJsonDocument::fromJson('[' + json + ']').array().first();
}

} // namespace

class TestSchemaChecker : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void checksValues_data();
    void checksValues();
    void namesTheField();
    void survivesHugeValues();
    void refusesPatterns();
    void resolvesReferences();
    void refusesCircles();
};

void TestSchemaChecker::checksValues_data()
{
    QTest::addColumn<QByteArray>("schema");
    QTest::addColumn<QByteArray>("value");
    QTest::addColumn<bool>("fits");
    const auto row = [](const char *name, const char *schema, const char *value, bool fits) {
        QTest::newRow(name) << QByteArray(schema) << QByteArray(value) << fits;
    };
    row("integer", R"({"type":"integer"})", "5", true);
    row("integer beyond 32 bits", R"({"type":"integer","minimum":0})", "9007199254740991", true);
    row("integer beyond 53 bits", R"({"type":"integer"})", "99007199254740993", false);
    row("fraction", R"({"type":"integer"})", "5.5", false);
    row("below minimum", R"({"type":"integer","minimum":1})", "0", false);
    row("above maximum", R"({"type":"integer","maximum":30})", "31", false);
    row("number as text", R"({"type":"integer"})", "\"5\"", false);
    row("number", R"({"type":"number"})", "5.5", true);
    row("boolean", R"({"type":"boolean"})", "true", true);
    row("boolean as number", R"({"type":"boolean"})", "1", false);
    row("null where not allowed", R"({"type":"string"})", "null", false);
    row("null where allowed", R"({"type":["integer","null"],"minimum":0})", "null", true);
    row("fraction where null is allowed", R"({"type":["integer","null"]})", "1.5", false);
    row("enum", R"({"type":"string","enum":["integer","b"]})", "\"integer\"", true);
    row("not in enum", R"({"type":"string","enum":["integer","b"]})", "\"number\"", false);
    row("uuid", R"({"type":"string","format":"uuid"})", "\"01a1fafe-44b5-7949-aaa2-df6ec128c9ce\"", true);
    row("uuid in braces", R"({"type":"string","format":"uuid"})", "\"{01a1fafe-44b5-7949-aaa2-df6ec128c9ce}\"", false);
    row("no uuid", R"({"type":"string","format":"uuid"})", "\"01a1fafe-44b5-7949-aaa2-df6ec128c9cz\"", false);
    row("date", R"({"type":"string","format":"date"})", "\"2028-02-29\"", true);
    row("no such day", R"({"type":"string","format":"date"})", "\"2027-02-29\"", false);
    row("date and more", R"({"type":"string","format":"date"})", "\"2027-02-28T00:00\"", false);
    row("year 0", R"({"type":"string","format":"date"})", "\"0000-01-01\"", false);
    row("date-time", R"({"type":"string","format":"date-time"})", "\"2027-02-28T10:00:00.5Z\"", true);
    row("date-time without zone", R"({"type":"string","format":"date-time"})", "\"2027-02-28T10:00:00\"", false);
    row("NUL", R"({"type":"string"})", "\"a\\u0000b\"", false);
    row("length in characters", R"({"type":"string","maxLength":3})", "\"\xc3\xa5\xc3\xa5\xc3\xa5\"", true);
    row("too long", R"({"type":"string","maxLength":3})", "\"abcd\"", false);
    row("items", R"({"type":"array","items":{"type":"integer"}})", "[1,2.5]", false);
    row("too many items", R"({"type":"array","maxItems":1,"items":{"type":"integer"}})", "[1,2]", false);
    row("free object", R"({"type":"object"})", R"({"a":{"b":["\u00e5",1.5,null]}})", true);
    row("NUL in a free object", R"({"type":"object"})", R"({"a":{"b":["\u0000"]}})", false);
    row("unknown property", R"({"type":"object","additionalProperties":false,"properties":{"a":{"type":"string"}}})",
        R"({"b":"x"})", false);
    row("property called format", R"({"type":"object","properties":{"format":{"type":"integer"}}})",
        R"({"format":"x"})", false);
}

void TestSchemaChecker::checksValues()
{
    QFETCH(QByteArray, schema);
    QFETCH(QByteArray, value);
    QFETCH(bool, fits);
    const auto checker = SchemaChecker::compile(parse(schema).toObject());
    EXPECT_OK(checker);
    if (fits)
        EXPECT_OK(checker->check(parse(value)));
    else
        EXPECT_ERROR(checker->check(parse(value)), Validation);
}

void TestSchemaChecker::namesTheField()
{
    const auto checker = SchemaChecker::compile(
        parse(R"({"type":"object","properties":{"scopes":{"type":"array","items":{"type":"object","properties":{
            "cursor":{"type":"integer","minimum":0},"day":{"type":"string","format":"date"}}}}}})")
            .toObject());
    EXPECT_OK(checker);
    const auto field = [&checker](const QByteArray &value) {
        const auto checked = checker->check(parse(value));
        return checked ? u"(fits)"_s : checked.error().details.value("field"_L1).toString();
    };
    QCOMPARE(field(R"({"scopes":[{"cursor":1},{"cursor":-1}]})"), u"scopes[1].cursor"_s);
    QCOMPARE(field(R"({"scopes":[{"cursor":1.5}]})"), u"scopes[0].cursor"_s);
    QCOMPARE(field(R"({"scopes":[{"day":"today"}]})"), u"scopes[0].day"_s);
    QCOMPARE(field(R"({"scopes":[{"day":"2027-01-01"}]})"), u"(fits)"_s);
}

void TestSchemaChecker::survivesHugeValues()
{
    const auto checker = SchemaChecker::compile(
        parse(R"({"type":"object","properties":{"a":{"type":"string","maxLength":10,"format":"uuid"}}})").toObject());
    EXPECT_OK(checker);
    EXPECT_ERROR(checker->check(QJsonObject{{u"a"_s, QString(4'000'000, u'x')}}), Validation);
    QJsonValue deep = 1;
    for (int i = 0; i < 900; ++i)
        deep = QJsonArray{deep};
    EXPECT_ERROR(checker->check(QJsonObject{{u"a"_s, deep}}), Validation);
    EXPECT_OK(checker->check(QJsonObject{{u"b"_s, deep}}));
}

void TestSchemaChecker::refusesPatterns()
{
    EXPECT_ERROR(SchemaChecker::compile({{u"type"_s, u"string"_s}, {u"pattern"_s, u"(a*)*b"_s}}), Internal);
}

void TestSchemaChecker::resolvesReferences()
{
    const QJsonObject description = parse(R"({"components":{"schemas":{
        "A":{"type":"object","properties":{"b":{"$ref":"#/components/schemas/B"}}},
        "B":{"type":"string","nullable":true,"enum":["x"]}}}})")
                                        .toObject();
    const auto resolved =
        SchemaResolver(description).resolveObject(QJsonObject{{u"$ref"_s, u"#/components/schemas/A"_s}});
    EXPECT_OK(resolved);
    const auto checker = SchemaChecker::compile(*resolved);
    EXPECT_OK(checker);
    EXPECT_OK(checker->check(QJsonObject{{u"b"_s, u"x"_s}}));
    EXPECT_OK(checker->check(QJsonObject{{u"b"_s, QJsonValue::Null}}));
    EXPECT_ERROR(checker->check(QJsonObject{{u"b"_s, u"y"_s}}), Validation);
    EXPECT_ERROR(SchemaResolver(description).resolve(QJsonObject{{u"$ref"_s, u"#/components/schemas/C"_s}}), Internal);
    EXPECT_ERROR(SchemaResolver(description).resolve(QJsonObject{{u"$ref"_s, u"other.json"_s}}), Internal);
}

void TestSchemaChecker::refusesCircles()
{
    const QJsonObject description =
        parse(R"({"components":{"schemas":{"A":{"items":{"$ref":"#/components/schemas/A"}}}}})").toObject();
    EXPECT_ERROR(SchemaResolver(description).resolve(QJsonObject{{u"$ref"_s, u"#/components/schemas/A"_s}}), Internal);
}

} // namespace roost::test

QTEST_GUILESS_MAIN(roost::test::TestSchemaChecker)
#include "TestSchemaChecker.moc"
