// What the API description shows to those who build on it: every request body and every reply has an example, and it
// fits its own schema.
#include "support/Expect.h"
#include "support/SchemaExample.h"

#include "common/Json.h"
#include "server/api/ApiDescription.h"
#include "server/api/SchemaChecker.h"
#include "server/api/SchemaResolver.h"

#include <QTest>

namespace roost::test {

using namespace Qt::StringLiterals;

class TestApiExamples : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void givesExamplesThatFit_data();
    void givesExamplesThatFit();
};

// One row for each body and each reply, problems too.
void TestApiExamples::givesExamplesThatFit_data()
{
    QTest::addColumn<QJsonObject>("content");
    const auto description = api::ApiDescription::builtIn();
    EXPECT_OK(description);
    const QJsonObject document = QJsonDocument::fromJson(description->json()).object();
    const api::SchemaResolver resolver(document);
    for (const api::Operation &operation : description->operations()) {
        const QJsonObject described =
            document
                .value(
                    "paths"_L1)[QString::fromLatin1(operation.pattern)][QString::fromLatin1(operation.method.toLower())]
                .toObject();
        const auto add = [&](const QString &what, const QJsonValue &holder) {
            const auto resolved = resolver.resolveObject(holder);
            EXPECT_OK(resolved);
            const QJsonObject content = resolved->value("content"_L1).toObject();
            for (const QString &type : content.keys()) {
                // A file's bytes are their own example.
                if (content.value(type)["schema"_L1]["format"_L1].toString() == u"binary"_s)
                    continue;
                QTest::newRow(qPrintable(operation.id + u' ' + what)) << content.value(type).toObject();
            }
        };
        add(u"body"_s, described.value("requestBody"_L1).toObject());
        const QJsonObject responses = described.value("responses"_L1).toObject();
        for (const QString &status : responses.keys())
            add(status, responses.value(status));
    }
}

void TestApiExamples::givesExamplesThatFit()
{
    QFETCH(QJsonObject, content);
    const QJsonObject schema = content.value("schema"_L1).toObject();
    QJsonArray examples;
    const QJsonObject named = content.value("examples"_L1).toObject();
    for (const QJsonValue &example : named)
        examples << example.toObject().value("value"_L1);
    if (examples.isEmpty())
        examples << (content.contains("example"_L1) ? content.value("example"_L1) : exampleOf(schema));
    const auto checker = api::SchemaChecker::compile(schema);
    EXPECT_OK(checker);
    for (const QJsonValue &example : examples) {
        QVERIFY2(example.isObject() && !example.toObject().isEmpty(),
                 "there is no example: give one beside the schema, or to the component that it names");
        EXPECT_OK(checker->check(example));
    }
}

} // namespace roost::test

QTEST_GUILESS_MAIN(roost::test::TestApiExamples)
#include "TestApiExamples.moc"
