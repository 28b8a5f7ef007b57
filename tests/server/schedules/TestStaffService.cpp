// Staff, absences and resources against a real Postgres.
#include "server/schedules/StaffService.h"

#include "server/reservations/BookingService.h"
#include "server/schedules/ResourceService.h"
#include "support/Expect.h"
#include "support/HostWorld.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QTest>

using namespace roost;
using namespace roost::test;
using namespace Qt::StringLiterals;

class TestStaffService : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { EXPECT_OK(m_postgres.start()); }
    void init();

    void makesAndEditsStaff();
    void refusesWrongStaff_data();
    void refusesWrongStaff();
    void absences();
    void refusesWrongAbsences();
    void bookedStaffStaysInTheBooks();
    void resources();
    void onlyOwnersAndManagersChange();
    void otherTenantsStaffDoesntExist();

private:
    QJsonObject read(const UnitId &id);

    PostgresFixture m_postgres;
    std::unique_ptr<HostWorld> m_world;
    Caller m_host;
    StaffService m_staff;
    ResourceService m_resources;
};

namespace {

QDateTime utc(const QString &text)
{
    return QDateTime::fromString(text, Qt::ISODate);
}

} // namespace

void TestStaffService::init()
{
    auto world = HostWorld::create(m_postgres);
    EXPECT_OK(world);
    m_world = std::move(*world);
    m_host = *m_world->addHost(u"Solveig"_s);
}

QJsonObject TestStaffService::read(const UnitId &id)
{
    const auto found = m_staff.find(m_world->context(), m_host, id);
    return found && *found ? QJsonDocument::fromJson(**found).object() : QJsonObject();
}

void TestStaffService::makesAndEditsStaff()
{
    const auto kari = m_world->addStaff(m_host, u" Kari "_s, {{u"skills"_s, QJsonArray{u"massage"_s}}});
    EXPECT_OK(kari);
    QJsonObject stored = read(*kari);
    QCOMPARE(stored.value(u"name").toString(), u"Kari"_s);
    QCOMPARE(stored.value(u"active").toBool(), true);
    QCOMPARE(stored.value(u"absences").toArray(), QJsonArray());
    QCOMPARE(stored.value(u"hours").toObject().value(u"time_zone").toString(), u"Europe/Oslo"_s);
    const qint64 version = stored.value(u"version").toInteger();

    EXPECT_OK(m_staff.edit(m_world->context(), m_host, *kari, {{u"active"_s, false}, {u"name"_s, u"Kari N."_s}}));
    stored = read(*kari);
    QCOMPARE(stored.value(u"name").toString(), u"Kari N."_s);
    QCOMPARE(stored.value(u"active").toBool(), false);
    QCOMPARE(stored.value(u"skills").toArray(), QJsonArray{u"massage"_s});
    QVERIFY(stored.value(u"version").toInteger() > version);

    EXPECT_OK(m_world->addStaff(m_host, u"Lena"_s));
    const auto all = m_staff.list(m_world->context(), m_host, RowWindow{});
    EXPECT_OK(all);
    QCOMPARE(all->size(), 2);
    QCOMPARE(m_staff.list(m_world->context(), m_host, RowWindow{10, {all->first().key}})->size(), 1);
    EXPECT_OK(m_staff.remove(m_world->context(), m_host, *kari));
    QVERIFY(read(*kari).isEmpty());
    EXPECT_ERROR(m_staff.remove(m_world->context(), m_host, *kari), NotFound);
    EXPECT_ERROR(m_staff.edit(m_world->context(), m_host, *kari, {{u"active"_s, true}}), NotFound);
}

void TestStaffService::refusesWrongStaff_data()
{
    QTest::addColumn<QString>("field");
    QTest::addColumn<QJsonValue>("value");
    QTest::addColumn<QString>("path");
    QTest::newRow("no name") << u"name"_s << QJsonValue() << u"name"_s;
    QTest::newRow("blank name") << u"name"_s << QJsonValue(u"  "_s) << u"name"_s;
    QTest::newRow("long name") << u"name"_s << QJsonValue(QString(201, u'x')) << u"name"_s;
    QTest::newRow("no hours") << u"hours"_s << QJsonValue() << u"hours"_s;
    QTest::newRow("hours without a zone")
        << u"hours"_s << QJsonValue(QJsonObject{{u"weekly"_s, QJsonObject()}}) << u"hours.time_zone"_s;
    QTest::newRow("skill twice") << u"skills"_s << QJsonValue(QJsonArray{u"a"_s, u"a"_s}) << u"skills[1]"_s;
    QTest::newRow("active maybe") << u"active"_s << QJsonValue(u"yes"_s) << u"active"_s;
    QTest::newRow("unknown") << u"colour"_s << QJsonValue(u"red"_s) << u"colour"_s;
}

void TestStaffService::refusesWrongStaff()
{
    QFETCH(QString, field);
    QFETCH(QJsonValue, value);
    QFETCH(QString, path);
    const auto made = m_world->addStaff(m_host, u"Kari"_s, {{field, value}});
    EXPECT_ERROR(made, Validation);
    QCOMPARE(made.error().details.value(u"field").toString(), path);
    const auto kari = m_world->addStaff(m_host, u"Kari"_s);
    EXPECT_OK(kari);
    EXPECT_ERROR(m_staff.edit(m_world->context(), m_host, *kari, {{field, value}}), Validation);
}

void TestStaffService::absences()
{
    const auto kari = m_world->addStaff(m_host, u"Kari"_s);
    const qint64 version = read(*kari).value(u"version").toInteger();
    const auto past = m_staff.addAbsence(m_world->context(), m_host, *kari,
                                         {{}, utc(u"2026-02-01T00:00:00Z"_s), utc(u"2026-02-08T00:00:00Z"_s), {}});
    EXPECT_OK(past);
    const auto coming =
        m_staff.addAbsence(m_world->context(), m_host, *kari,
                           {{}, utc(u"2026-07-01T00:00:00Z"_s), utc(u"2026-07-08T00:00:00Z"_s), u"Holiday"_s});
    EXPECT_OK(coming);
    const QJsonObject stored = read(*kari);
    QCOMPARE(stored.value(u"absences").toArray().size(), 1);
    QCOMPARE(stored.value(u"absences").toArray().first().toObject().value(u"note").toString(), u"Holiday"_s);
    QVERIFY(stored.value(u"version").toInteger() > version);
    QCOMPARE(m_staff.absences(m_world->context(), m_host, *kari, RowWindow{})->size(), 2);
    EXPECT_OK(m_staff.removeAbsence(m_world->context(), m_host, *kari, *past));
    EXPECT_ERROR(m_staff.removeAbsence(m_world->context(), m_host, *kari, *past), NotFound);
    EXPECT_ERROR(m_staff.removeAbsence(m_world->context(), m_host, UnitId::create(), *coming), NotFound);
    EXPECT_ERROR(m_staff.absences(m_world->context(), m_host, UnitId::create(), RowWindow{}), NotFound);
}

void TestStaffService::refusesWrongAbsences()
{
    const auto kari = m_world->addStaff(m_host, u"Kari"_s);
    const QDateTime start = utc(u"2026-07-01T00:00:00Z"_s);
    const auto field = [&](const NewAbsence &absence) {
        const auto added = m_staff.addAbsence(m_world->context(), m_host, *kari, absence);
        return added ? u"added"_s : added.error().details.value(u"field").toString();
    };
    QCOMPARE(field({{}, {}, start, {}}), u"starts_at"_s);
    QCOMPARE(field({{}, start, start, {}}), u"ends_at"_s);
    QCOMPARE(field({{}, start, start.addDays(-1), {}}), u"ends_at"_s);
    QCOMPARE(field({{}, start, start.addDays(733), {}}), u"ends_at"_s);
    QCOMPARE(field({{}, start, start.addDays(1), QString(2001, u'x')}), u"note"_s);
    EXPECT_ERROR(m_staff.addAbsence(m_world->context(), m_host, UnitId::create(), {{}, start, start.addDays(1), {}}),
                 NotFound);
}

void TestStaffService::bookedStaffStaysInTheBooks()
{
    const auto kari = m_world->addStaff(m_host, u"Kari"_s);
    const auto room = m_world->addResource(m_host, u"Blue room"_s, u"room"_s);
    const auto massage =
        m_world->addService(m_host, {{u"resources"_s, QJsonArray{QJsonObject{{u"kind"_s, u"room"_s}}}}});
    EXPECT_OK(massage);
    const auto guest = m_world->addGuest(u"Ravi"_s);
    BookingRequest request;
    request.wish.what = SlotWish{*massage, utc(u"2026-03-03T09:00:00Z"_s), {}, 1};
    const auto booked = BookingService().book(m_world->context(), *guest, request);
    EXPECT_OK(booked);
    EXPECT_ERROR(m_staff.remove(m_world->context(), m_host, *kari), ListingUnavailable);
    EXPECT_ERROR(m_resources.remove(m_world->context(), m_host, *room), ListingUnavailable);
    EXPECT_OK(BookingService().cancelAsGuest(m_world->context(), *guest, booked->booking.id));
    EXPECT_ERROR(m_staff.remove(m_world->context(), m_host, *kari), ListingUnavailable);
    EXPECT_ERROR(m_resources.remove(m_world->context(), m_host, *room), ListingUnavailable);
}

void TestStaffService::resources()
{
    const auto room = m_world->addResource(m_host, u"Blue room"_s, u"room"_s);
    EXPECT_OK(room);
    EXPECT_OK(m_resources.edit(m_world->context(), m_host, *room, {{u"active"_s, false}}));
    const auto found = m_resources.find(m_world->context(), m_host, *room);
    EXPECT_OK(found);
    const QJsonObject json = QJsonDocument::fromJson(**found).object();
    QCOMPARE(json.value(u"kind").toString(), u"room"_s);
    QCOMPARE(json.value(u"active").toBool(), false);
    EXPECT_ERROR(m_resources.edit(m_world->context(), m_host, *room, {{u"kind"_s, u""_s}}), Validation);
    EXPECT_ERROR(m_resources.create(m_world->context(), m_host, {}, {{u"name"_s, u"x"_s}}), Validation);
    // Staff is no resource.
    const auto kari = m_world->addStaff(m_host, u"Kari"_s);
    EXPECT_ERROR(m_resources.remove(m_world->context(), m_host, *kari), NotFound);
    EXPECT_OK(m_resources.remove(m_world->context(), m_host, *room));
    QVERIFY(m_resources.list(m_world->context(), m_host, RowWindow{})->isEmpty());
}

void TestStaffService::onlyOwnersAndManagersChange()
{
    const auto kari = m_world->addStaff(m_host, u"Kari"_s);
    const auto clerk = m_world->addMember(m_host, u"Per"_s, Role::Staff);
    EXPECT_ERROR(m_world->addStaff(*clerk, u"Lena"_s), Forbidden);
    EXPECT_ERROR(m_staff.edit(m_world->context(), *clerk, *kari, {{u"active"_s, false}}), Forbidden);
    EXPECT_ERROR(m_staff.remove(m_world->context(), *clerk, *kari), Forbidden);
    EXPECT_ERROR(m_world->addResource(*clerk, u"Room"_s, u"room"_s), Forbidden);
    QVERIFY(*m_staff.find(m_world->context(), *clerk, *kari));
}

void TestStaffService::otherTenantsStaffDoesntExist()
{
    const auto kari = m_world->addStaff(m_host, u"Kari"_s);
    const auto other = m_world->addHost(u"Mallory"_s);
    EXPECT_ERROR(m_staff.edit(m_world->context(), *other, *kari, {{u"active"_s, false}}), NotFound);
    EXPECT_ERROR(m_staff.remove(m_world->context(), *other, *kari), NotFound);
    EXPECT_ERROR(m_staff.addAbsence(m_world->context(), *other, *kari,
                                    {{}, utc(u"2026-07-01T00:00:00Z"_s), utc(u"2026-07-02T00:00:00Z"_s), {}}),
                 NotFound);
    QVERIFY(!*m_staff.find(m_world->context(), *other, *kari));
    QVERIFY(m_staff.list(m_world->context(), *other, RowWindow{})->isEmpty());
}

QTEST_GUILESS_MAIN(TestStaffService)
#include "TestStaffService.moc"
