// Terms of services: what is read, refused, and what they say of a booking.
#include "domain/scheduling/ServiceTerms.h"

#include "support/Expect.h"

#include <QJsonArray>

using namespace roost;
using namespace Qt::StringLiterals;

class TestServiceTerms : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readsAndWritesEveryField();
    void hasDefaults();
    void refuses_data();
    void refuses();
    void occupiesWithBuffers();
    void checksTheRules();
};

namespace {

const QJsonObject kWhole{{u"duration_minutes"_s, 90},
                         {u"buffer_before_minutes"_s, 10},
                         {u"buffer_after_minutes"_s, 15},
                         {u"slot_step_minutes"_s, 30},
                         {u"skills"_s, QJsonArray{u"massage"_s, u"yoga"_s}},
                         {u"resources"_s, QJsonArray{QJsonObject{{u"kind"_s, u"room"_s}, {u"count"_s, 2}}}},
                         {u"lead_time_minutes"_s, 120},
                         {u"booking_window_days"_s, 90},
                         {u"max_guests"_s, 2}};

QDateTime utc(const QString &text)
{
    return QDateTime::fromString(text, Qt::ISODate);
}

} // namespace

void TestServiceTerms::readsAndWritesEveryField()
{
    const auto terms = ServiceTerms::fromJson(kWhole);
    EXPECT_OK(terms);
    QCOMPARE(terms->toJson(), kWhole);
}

void TestServiceTerms::hasDefaults()
{
    const auto terms = ServiceTerms::fromJson({{u"duration_minutes"_s, 45}});
    EXPECT_OK(terms);
    QCOMPARE(terms->slotStepMinutes, 45);
    QCOMPARE(terms->bookingWindowDays, 365);
    QCOMPARE(terms->maxGuests, 1);
    // What it writes, it reads again the same.
    QCOMPARE(ServiceTerms::fromJson(terms->toJson())->toJson(), terms->toJson());
}

void TestServiceTerms::refuses_data()
{
    QTest::addColumn<QString>("field");
    QTest::addColumn<QJsonValue>("value");
    QTest::addColumn<QString>("path");
    const auto row = [](const char *name, const QString &field, const QJsonValue &value, const QString &path = {}) {
        QTest::newRow(name) << field << value << u"service."_s + (path.isEmpty() ? field : path);
    };
    row("no duration", u"duration_minutes"_s, QJsonValue::Null);
    row("no length", u"duration_minutes"_s, 0);
    row("more than a day", u"duration_minutes"_s, 1441);
    row("a text", u"duration_minutes"_s, u"90"_s);
    row("negative buffer", u"buffer_before_minutes"_s, -1);
    row("long buffer", u"buffer_after_minutes"_s, 721);
    row("tiny steps", u"slot_step_minutes"_s, 1);
    row("a fraction", u"slot_step_minutes"_s, 7.5);
    row("skill twice", u"skills"_s, QJsonArray{u"a"_s, u"a"_s}, u"skills[1]"_s);
    row("skill without a name", u"skills"_s, QJsonArray{u""_s}, u"skills[0]"_s);
    row("skills that are none", u"skills"_s, u"massage"_s);
    row("resource without a kind", u"resources"_s, QJsonArray{QJsonObject{{u"count"_s, 1}}}, u"resources[0].kind"_s);
    row("none of a resource", u"resources"_s, QJsonArray{QJsonObject{{u"kind"_s, u"room"_s}, {u"count"_s, 0}}},
        u"resources[0].count"_s);
    row("resource twice", u"resources"_s,
        QJsonArray{QJsonObject{{u"kind"_s, u"room"_s}}, QJsonObject{{u"kind"_s, u"room"_s}}}, u"resources[1].kind"_s);
    row("years of lead time", u"lead_time_minutes"_s, 525'601);
    row("no window", u"booking_window_days"_s, 0);
    row("nobody", u"max_guests"_s, 0);
    row("10,000 guests", u"max_guests"_s, 10'000);
    row("unknown field", u"colour"_s, u"red"_s);
}

void TestServiceTerms::refuses()
{
    QFETCH(QString, field);
    QFETCH(QJsonValue, value);
    QFETCH(QString, path);
    QJsonObject json = kWhole;
    json.insert(field, value);
    const auto terms = ServiceTerms::fromJson(json);
    EXPECT_ERROR(terms, Validation);
    QCOMPARE(terms.error().details.value(u"field").toString(), path);
}

void TestServiceTerms::occupiesWithBuffers()
{
    const auto terms = ServiceTerms::fromJson(kWhole);
    const QDateTime start = utc(u"2026-07-01T10:00:00Z"_s);
    QCOMPARE(terms->appointment(start).to, utc(u"2026-07-01T11:30:00Z"_s));
    QCOMPARE(terms->occupied(start).from, utc(u"2026-07-01T09:50:00Z"_s));
    QCOMPARE(terms->occupied(start).to, utc(u"2026-07-01T11:45:00Z"_s));
}

void TestServiceTerms::checksTheRules()
{
    const auto terms = ServiceTerms::fromJson(kWhole);
    const QDateTime now = utc(u"2026-07-01T10:00:00Z"_s);
    const auto rule = [&](const QDateTime &startsAt, int guests) {
        const auto checked = terms->check(startsAt, guests, now);
        return checked ? u"right"_s : checked.error().details.value(u"rule").toString();
    };
    QCOMPARE(rule(now, 1), u"past"_s);
    QCOMPARE(rule(now.addSecs(7199), 1), u"lead_time"_s);
    QCOMPARE(rule(now.addSecs(7200), 1), u"right"_s);
    QCOMPARE(rule(now.addDays(90), 1), u"right"_s);
    QCOMPARE(rule(now.addDays(90).addSecs(1), 1), u"booking_window"_s);
    QCOMPARE(rule(now.addDays(1), 3), u"max_guests"_s);
    QCOMPARE(rule(now.addDays(1), 0), u"max_guests"_s);
}

QTEST_GUILESS_MAIN(TestServiceTerms)
#include "TestServiceTerms.moc"
