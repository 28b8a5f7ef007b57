// Merging an offline edit into what others wrote meanwhile.
#include "domain/FieldMerge.h"

#include "support/Properties.h"

#include <QTest>

using namespace roost;
using namespace Qt::StringLiterals;

class TestFieldMerge : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void unchangedFieldIsApplied();
    void equalValueIsNothingToDo();
    void changedFieldIsAConflictWithAllThreeValues();
    void eachFieldIsDecidedAlone();
    void withoutBaseTheLastWriterWins();
    void nullAndMissingAreTheSame();
    void wholeNumbersCompareByValue();
    void everyFieldIsAppliedEqualOrInConflict();
    void applyingLeavesOthersFieldsAlone();
};

void TestFieldMerge::unchangedFieldIsApplied()
{
    const FieldMerge merge = mergeFields({{u"title"_s, u"A"_s}}, {{u"title"_s, u"A"_s}}, {{u"title"_s, u"B"_s}});
    QCOMPARE(merge.apply, (QJsonObject{{u"title"_s, u"B"_s}}));
    QVERIFY(merge.conflicts.isEmpty());
}

void TestFieldMerge::equalValueIsNothingToDo()
{
    const FieldMerge merge = mergeFields({{u"title"_s, u"B"_s}}, {{u"title"_s, u"A"_s}}, {{u"title"_s, u"B"_s}});
    QVERIFY(merge.apply.isEmpty());
    QVERIFY(merge.conflicts.isEmpty());
}

void TestFieldMerge::changedFieldIsAConflictWithAllThreeValues()
{
    const FieldMerge merge = mergeFields({{u"title"_s, u"C"_s}}, {{u"title"_s, u"A"_s}}, {{u"title"_s, u"B"_s}});
    QVERIFY(merge.apply.isEmpty());
    QCOMPARE(merge.conflicts, (QList<MergeConflict>{{u"title"_s, u"A"_s, u"B"_s, u"C"_s}}));
}

void TestFieldMerge::eachFieldIsDecidedAlone()
{
    const FieldMerge merge = mergeFields({{u"title"_s, u"C"_s}, {u"base_price_minor"_s, 100}},
                                         {{u"title"_s, u"A"_s}, {u"base_price_minor"_s, 100}},
                                         {{u"title"_s, u"B"_s}, {u"base_price_minor"_s, 200}});
    QCOMPARE(merge.apply, (QJsonObject{{u"base_price_minor"_s, 200}}));
    QCOMPARE(merge.conflicts.size(), 1);
    QCOMPARE(merge.conflicts.first().field, u"title"_s);
}

void TestFieldMerge::withoutBaseTheLastWriterWins()
{
    const FieldMerge merge = mergeFields({{u"title"_s, u"C"_s}}, {}, {{u"title"_s, u"B"_s}});
    QCOMPARE(merge.apply, (QJsonObject{{u"title"_s, u"B"_s}}));
}

void TestFieldMerge::nullAndMissingAreTheSame()
{
    const QJsonObject toNull{{u"max_nights"_s, QJsonValue::Null}};
    QVERIFY(mergeFields({}, {{u"max_nights"_s, 7}}, toNull).apply.isEmpty());
    const FieldMerge merge = mergeFields({}, toNull, {{u"max_nights"_s, 7}});
    QCOMPARE(merge.apply, (QJsonObject{{u"max_nights"_s, 7}}));
}

void TestFieldMerge::wholeNumbersCompareByValue()
{
    const FieldMerge merge = mergeFields({{u"min_nights"_s, 2.0}}, {{u"min_nights"_s, 2}}, {{u"min_nights"_s, 3}});
    QCOMPARE(merge.apply, (QJsonObject{{u"min_nights"_s, 3}}));
    QVERIFY(mergeFields({{u"min_nights"_s, 3.0}}, {{u"min_nights"_s, 2}}, {{u"min_nights"_s, 3}}).conflicts.isEmpty());
}

namespace {

// Few names and values, so that they meet often.
rc::Gen<QJsonObject> someFields()
{
    const auto name = rc::gen::element(u"a"_s, u"b"_s, u"c"_s, u"d"_s);
    const auto value = rc::gen::element(QJsonValue(1), QJsonValue(2), QJsonValue(u"x"_s), QJsonValue(QJsonValue::Null),
                                        QJsonValue(true));
    return rc::gen::map(rc::gen::container<std::vector<std::pair<QString, QJsonValue>>>(rc::gen::pair(name, value)),
                        [](const std::vector<std::pair<QString, QJsonValue>> &fields) {
                            QJsonObject object;
                            for (const auto &[field, fieldValue] : fields)
                                object.insert(field, fieldValue);
                            return object;
                        });
}

QJsonValue valueOrNull(const QJsonObject &object, const QString &field)
{
    return object.contains(field) ? object.value(field) : QJsonValue(QJsonValue::Null);
}

} // namespace

void TestFieldMerge::everyFieldIsAppliedEqualOrInConflict()
{
    CHECK_PROPERTY([] {
        const QJsonObject current = *someFields();
        const QJsonObject base = *someFields();
        const QJsonObject mine = *someFields();
        const FieldMerge merge = mergeFields(current, base, mine);
        qsizetype equal = 0;
        for (auto field = mine.begin(); field != mine.end(); ++field)
            equal += valueOrNull(current, field.key()) == field.value() ? 1 : 0;
        RC_ASSERT(merge.apply.size() + merge.conflicts.size() + equal == mine.size());
        for (const MergeConflict &conflict : merge.conflicts) {
            RC_ASSERT(conflict.mine == mine.value(conflict.field));
            RC_ASSERT(conflict.theirs == valueOrNull(current, conflict.field));
            RC_ASSERT(conflict.base != conflict.theirs);
            RC_ASSERT(!merge.apply.contains(conflict.field));
        }
    });
}

void TestFieldMerge::applyingLeavesOthersFieldsAlone()
{
    CHECK_PROPERTY([] {
        const QJsonObject base = *someFields();
        const QJsonObject mine = *someFields();
        QJsonObject current = base;
        const QJsonObject others = *someFields();
        for (auto field = others.begin(); field != others.end(); ++field)
            current.insert(field.key(), field.value());
        const QJsonObject apply = mergeFields(current, base, mine).apply;
        for (auto field = apply.begin(); field != apply.end(); ++field) {
            // What is written over is what the author saw, or what the author never claimed to have seen.
            if (base.contains(field.key()))
                RC_ASSERT(valueOrNull(current, field.key()) == base.value(field.key()));
            RC_ASSERT(field.value() == mine.value(field.key()));
        }
    });
}

QTEST_GUILESS_MAIN(TestFieldMerge)
#include "TestFieldMerge.moc"
