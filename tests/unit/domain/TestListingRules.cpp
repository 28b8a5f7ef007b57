// What may be typed into a listing.
#include "domain/ListingRules.h"

#include "support/Expect.h"
#include "support/Properties.h"

#include <QJsonArray>

using namespace roost;
using namespace Qt::StringLiterals;

class TestListingRules : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyEditableFieldHasARule();
    void limits_data();
    void limits();
    void aWrongRuleIsNamedWithItsPath();
    void onlyServicesHaveTerms();
    void aServiceIsPublishedWithTerms();
    void fieldsAreCheckedTogether_data();
    void fieldsAreCheckedTogether();
    void oldMistakesElsewhereAreTolerated();
    void newListings();
    void unitNames();
    void neverPassesWhatTheDatabaseRefuses();
};

namespace {

const QJsonObject kWhole{{u"title"_s, u"Cabin"_s},
                         {u"summary"_s, u""_s},
                         {u"base_price_minor"_s, 100'000},
                         {u"min_nights"_s, 2},
                         {u"max_nights"_s, 14},
                         {u"check_in_time"_s, u"15:00"_s},
                         {u"check_out_time"_s, u"11:00"_s},
                         {u"preparation_days"_s, 0},
                         {u"max_guests"_s, 4},
                         {u"instant_book"_s, false},
                         {u"hold_pending"_s, false},
                         {u"status"_s, u"published"_s},
                         {u"pricing"_s, QJsonObject{{u"weekday_prices"_s, QJsonObject{{u"fri"_s, 150'000}}}}},
                         {u"cancellation_policy"_s, QJsonObject{{u"preset"_s, u"moderate"_s}}},
                         {u"language"_s, u"no"_s},
                         {u"amenities"_s, QJsonArray{u"sauna"_s, u"wifi"_s}},
                         {u"service"_s, QJsonValue::Null}};

Result<void> check(const QJsonObject &changes)
{
    QJsonObject after = kWhole;
    for (auto field = changes.begin(); field != changes.end(); ++field)
        after.insert(field.key(), field.value());
    return checkListingChanges(changes, after);
}

} // namespace

void TestListingRules::everyEditableFieldHasARule()
{
    QStringList fields = editableListingFields();
    fields.sort();
    QCOMPARE(fields, kWhole.keys());
    EXPECT_OK(check(kWhole));
    // One field takes a list, and nothing but a list.
    for (const QString &field : editableListingFields())
        QCOMPARE(check({{field, QJsonArray{}}}).has_value(), field == u"amenities");
    EXPECT_ERROR(check({{u"amenities"_s, u"wifi"_s}}), Validation);
}

void TestListingRules::limits_data()
{
    QTest::addColumn<QString>("field");
    QTest::addColumn<QJsonValue>("value");
    QTest::addColumn<bool>("isRight");
    const auto row = [](const char *field, const QJsonValue &value, bool isRight) {
        QTest::addRow("%s %d %s", field, static_cast<int>(value.type()),
                      qPrintable(value.toVariant().toString().left(20)))
            << QString::fromLatin1(field) << value << isRight;
    };
    row("language", u"de"_s, true);
    row("language", u""_s, true);
    row("language", u"de\n"_s, false);
    row("language", u"deu"_s, false);
    row("language", u"DE"_s, false);
    row("amenities", QJsonArray{u"wifi"_s, u"view of the fjord"_s, u"badstue på taket"_s}, true);
    row("amenities", QJsonArray{u"wifi"_s, u"wifi"_s}, false);
    row("amenities", QJsonArray{u"Wifi"_s}, false);
    row("amenities", QJsonArray{u" wifi"_s}, false);
    row("amenities", QJsonArray{u""_s}, false);
    row("amenities", QJsonArray{QString(41, u'x')}, false);
    row("amenities", QJsonArray{QString(u"a"_s + QChar(u'\0'))}, false);
    row("amenities", QJsonArray{7}, false);
    row("amenities", QJsonArray::fromStringList(QStringList(101, u"x"_s)), false);
    row("title", QString(200, u'x'), true);
    row("title", QString(201, u'x'), false);
    row("title", u"   "_s, false);
    row("title", QJsonValue::Null, false);
    row("title", u"طائرة 小屋 🏡"_s, true);
    row("title", QString(u"a"_s + QChar(u'\0')), false);
    row("summary", QString(10'000, u'x'), true);
    row("summary", QString(10'001, u'x'), false);
    row("base_price_minor", 0, true);
    row("base_price_minor", -1, false);
    row("base_price_minor", 0.5, false);
    row("base_price_minor", Q_INT64_C(100'000'000'000), true);
    row("base_price_minor", Q_INT64_C(100'000'000'001), false);
    row("base_price_minor", 1e30, false);
    row("base_price_minor", u"5"_s, false);
    row("base_price_minor", true, false);
    row("min_nights", 1, true);
    row("min_nights", 0, false);
    row("max_nights", QJsonValue::Null, true);
    row("max_nights", 730, true);
    row("max_nights", 731, false);
    row("check_in_time", u"23:59"_s, true);
    row("check_in_time", u"15:00:00"_s, true);
    row("check_in_time", u"15:00:30"_s, false);
    row("check_in_time", u"24:00"_s, false);
    row("check_in_time", u"3 pm"_s, false);
    row("check_in_time", u"15:00 and more"_s, false);
    row("check_in_time", 15, false);
    row("preparation_days", 30, true);
    row("preparation_days", 31, false);
    row("max_guests", 1000, true);
    row("max_guests", 0, false);
    row("instant_book", true, true);
    row("instant_book", 1, false);
    row("status", u"unpublished"_s, true);
    row("status", u"archived"_s, false);
    row("pricing", QJsonObject(), true);
    row("pricing", QJsonArray(), false);
    row("pricing", u"{}"_s, false);
    row("cancellation_policy", QJsonArray(), false);
    row("id", u"x"_s, false);
    row("tenant_id", u"x"_s, false);
    row("version", 5, false);
}

void TestListingRules::onlyServicesHaveTerms()
{
    const QJsonObject terms{{u"duration_minutes"_s, 60}};
    const QJsonObject changes{{u"service"_s, terms}};
    EXPECT_OK(checkListingChanges(changes, {{u"service"_s, terms}, {u"kind"_s, u"service"_s}}));
    EXPECT_ERROR(checkListingChanges(changes, {{u"service"_s, terms}, {u"kind"_s, u"stay"_s}}), Validation);
    EXPECT_ERROR(checkNewListing({{u"title"_s, u"Massage"_s}, {u"kind"_s, u"spaceship"_s}}), Validation);
    const auto wrong = checkListingChanges({{u"service"_s, QJsonObject{{u"duration_minutes"_s, 0}}}}, {});
    EXPECT_ERROR(wrong, Validation);
    QCOMPARE(wrong.error().details.value(u"field").toString(), u"service.duration_minutes"_s);
}

void TestListingRules::aServiceIsPublishedWithTerms()
{
    QJsonObject fields{{u"title"_s, u"Massage"_s},
                       {u"kind"_s, u"service"_s},
                       {u"base_price_minor"_s, 90'000},
                       {u"status"_s, u"published"_s}};
    EXPECT_ERROR(checkNewListing(fields), Validation);
    fields.insert(u"service"_s, QJsonObject{{u"duration_minutes"_s, 90}});
    EXPECT_OK(checkNewListing(fields));
    fields.insert(u"service"_s, QJsonValue::Null);
    EXPECT_ERROR(checkListingChanges({{u"service"_s, QJsonValue::Null}}, fields), Validation);
}

void TestListingRules::aWrongRuleIsNamedWithItsPath()
{
    const auto fieldOf = [](const QJsonObject &changes) {
        const auto checked = check(changes);
        return checked ? u"right"_s : checked.error().details.value(u"field").toString();
    };
    const QJsonArray fees{QJsonObject{{u"name"_s, u"Cleaning"_s}, {u"amount_minor"_s, -1}}};
    QCOMPARE(fieldOf({{u"pricing"_s, QJsonObject{{u"fees"_s, fees}}}}), u"pricing.fees[0].amount_minor"_s);
    QCOMPARE(fieldOf({{u"cancellation_policy"_s, QJsonObject{{u"preset"_s, u"kind"_s}}}}),
             u"cancellation_policy.preset"_s);
}

void TestListingRules::limits()
{
    QFETCH(QString, field);
    QFETCH(QJsonValue, value);
    QFETCH(bool, isRight);
    const auto checked = check({{field, value}});
    if (isRight) {
        EXPECT_OK(checked);
    } else {
        EXPECT_ERROR(checked, Validation);
        QCOMPARE(checked.error().details.value(u"field").toString(), field);
        QVERIFY(!checked.error().userText.isEmpty());
    }
}

void TestListingRules::fieldsAreCheckedTogether_data()
{
    QTest::addColumn<QJsonObject>("changes");
    QTest::addColumn<QString>("field");
    QTest::newRow("check-out later than check-in")
        << QJsonObject{{u"check_out_time"_s, u"15:01"_s}} << u"check_out_time"_s;
    QTest::newRow("check-in earlier") << QJsonObject{{u"check_in_time"_s, u"10:59"_s}} << u"check_out_time"_s;
    QTest::newRow("the same moment") << QJsonObject{{u"check_in_time"_s, u"11:00"_s}} << QString();
    QTest::newRow("both at once") << QJsonObject{{u"check_in_time"_s, u"10:00"_s}, {u"check_out_time"_s, u"09:00"_s}}
                                  << QString();
    QTest::newRow("minimum above maximum") << QJsonObject{{u"min_nights"_s, 15}} << u"max_nights"_s;
    QTest::newRow("no maximum") << QJsonObject{{u"min_nights"_s, 15}, {u"max_nights"_s, QJsonValue::Null}} << QString();
    QTest::newRow("published without a price")
        << QJsonObject{{u"base_price_minor"_s, QJsonValue::Null}} << u"base_price_minor"_s;
    QTest::newRow("unpublished without a price")
        << QJsonObject{{u"base_price_minor"_s, QJsonValue::Null}, {u"status"_s, u"unpublished"_s}} << QString();
}

void TestListingRules::fieldsAreCheckedTogether()
{
    QFETCH(QJsonObject, changes);
    QFETCH(QString, field);
    const auto checked = check(changes);
    if (field.isEmpty()) {
        EXPECT_OK(checked);
    } else {
        EXPECT_ERROR(checked, Validation);
        QCOMPARE(checked.error().details.value(u"field").toString(), field);
    }
}

void TestListingRules::oldMistakesElsewhereAreTolerated()
{
    QJsonObject after = kWhole;
    after.insert(u"max_nights"_s, 1); // below the minimum, as an import may leave it
    after.insert(u"title"_s, u"New"_s);
    EXPECT_OK(checkListingChanges({{u"title"_s, u"New"_s}}, after));
    EXPECT_ERROR(checkListingChanges({{u"min_nights"_s, 2}}, after), Validation);
}

void TestListingRules::newListings()
{
    QJsonObject fields = newListingDefaults();
    EXPECT_ERROR(checkNewListing(fields), Validation);
    fields.insert(u"title"_s, u"Attic"_s);
    EXPECT_OK(checkNewListing(fields));
    for (const auto &[field, value] :
         std::initializer_list<std::pair<QString, QJsonValue>>{{u"time_zone"_s, u"Europe/Atlantis"_s},
                                                               {u"currency"_s, u"XXX"_s},
                                                               {u"latitude"_s, 90.5},
                                                               {u"longitude"_s, u"10"_s},
                                                               {u"city"_s, QString(201, u'x')},
                                                               {u"source"_s, u"import"_s}}) {
        QJsonObject wrong = fields;
        wrong.insert(field, value);
        const auto checked = checkNewListing(wrong);
        EXPECT_ERROR(checked, Validation);
        QCOMPARE(checked.error().details.value(u"field").toString(), field);
    }
    fields.insert(u"time_zone"_s, u"Asia/Kathmandu"_s);
    fields.insert(u"latitude"_s, -90);
    fields.insert(u"city"_s, u"काठमाडौँ"_s);
    EXPECT_OK(checkNewListing(fields));
}

void TestListingRules::unitNames()
{
    EXPECT_OK(checkUnitName(u"Room 1"_s));
    EXPECT_ERROR(checkUnitName(u"  "_s), Validation);
    EXPECT_ERROR(checkUnitName(QString(201, u'x')), Validation);
    EXPECT_ERROR(checkUnitName(u"a"_s + QChar(u'\0')), Validation);
}

void TestListingRules::neverPassesWhatTheDatabaseRefuses()
{
    CHECK_PROPERTY([] {
        const auto minute = [] { return QTime(0, 0).addSecs(60 * *rc::gen::inRange(0, 24 * 60)).toString(u"HH:mm"_s); };
        const QJsonObject changes{{u"check_in_time"_s, minute()},
                                  {u"check_out_time"_s, minute()},
                                  {u"min_nights"_s, *rc::gen::inRange(-2, 800)},
                                  {u"max_nights"_s, *rc::gen::inRange(-2, 800)}};
        if (!check(changes))
            return;
        RC_ASSERT(QTime::fromString(changes.value(u"check_out_time").toString(), u"HH:mm"_s) <=
                  QTime::fromString(changes.value(u"check_in_time").toString(), u"HH:mm"_s));
        RC_ASSERT(changes.value(u"min_nights").toInt() >= 1);
        RC_ASSERT(changes.value(u"max_nights").toInt() >= changes.value(u"min_nights").toInt());
    });
}

QTEST_GUILESS_MAIN(TestListingRules)
#include "TestListingRules.moc"
