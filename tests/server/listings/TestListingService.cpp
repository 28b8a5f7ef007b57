// Listings against a real Postgres: making, merging, moving claims, units, what the public sees.
#include "server/listings/ListingService.h"

#include "server/listings/PublicListings.h"
#include "server/reservations/BookingService.h"
#include "server/reservations/CalendarService.h"
#include "server/reservations/HoldService.h"
#include "server/tenancy/TenantTransaction.h"
#include "support/Expect.h"
#include "support/HostWorld.h"
#include "support/StayRequest.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QTest>

using namespace roost;
using namespace roost::test;
using namespace Qt::StringLiterals;

class TestListingService : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { EXPECT_OK(m_postgres.start()); }
    void init();

    void newListingHasDefaultsAndAUnit();
    void wrongFieldsAreRefused_data();
    void wrongFieldsAreRefused();
    void lastWriterWinsWithoutBase();
    void conflictingFieldKeepsTheServersValue();
    void timesCompareInOneForm();
    void editWithoutAChangeLeavesTheVersion();
    void changedUnitsAreANewVersionOfTheListing();
    void newTimesMoveComingClaims();
    void newTimesNeverMoveThePast();
    void longerPreparationNeedsRoom();
    void onlyOwnersAndManagersEdit();
    void otherTenantsListingsDontExist();
    void failedEditLeavesTheCallersTransactionAlive();
    void units();
    void takenUnitsStay();
    void publicSeesWhatIsPublished();
    void lists();

private:
    Result<ListingEditOutcome> edit(const QJsonObject &changes, const std::optional<QJsonObject> &base = std::nullopt);
    QJsonObject stored();
    QString claims();

    PostgresFixture m_postgres;
    std::unique_ptr<HostWorld> m_world;
    Caller m_host;
    Caller m_guest;
    HostWorld::Home m_home;
    ListingService m_listings;
};

void TestListingService::init()
{
    auto world = HostWorld::create(m_postgres);
    EXPECT_OK(world);
    m_world = std::move(*world);
    m_host = *m_world->addHost(u"Solveig"_s);
    m_guest = *m_world->addGuest(u"Ravi"_s);
    const auto home = m_world->addHome(m_host);
    EXPECT_OK(home);
    m_home = *home;
}

Result<ListingEditOutcome> TestListingService::edit(const QJsonObject &changes, const std::optional<QJsonObject> &base)
{
    return m_listings.edit(m_world->context(), m_host, m_home.listing, changes, base);
}

QJsonObject TestListingService::stored()
{
    const auto found = m_listings.find(m_world->context(), m_host, m_home.listing);
    return found && *found ? QJsonDocument::fromJson(**found).object() : QJsonObject();
}

QString TestListingService::claims()
{
    return m_world
        ->look(
            u"SELECT string_agg(to_char(lower(during), 'MMDD HH24MI') || '-' || to_char(upper(during), 'MMDD HH24MI'), "
            "' ' ORDER BY lower(during)) FROM claim"_s)
        ->toString();
}

void TestListingService::newListingHasDefaultsAndAUnit()
{
    const auto made = m_listings.create(m_world->context(), m_host, {{}, {{u"title"_s, u"Attic"_s}}, {}});
    EXPECT_OK(made);
    const auto found = m_listings.find(m_world->context(), m_host, *made);
    EXPECT_OK(found);
    const QJsonObject json = QJsonDocument::fromJson(**found).object();
    QCOMPARE(json.value(u"status").toString(), u"unpublished"_s);
    QCOMPARE(json.value(u"currency").toString(), u"NOK"_s);
    QCOMPARE(json.value(u"time_zone").toString(), u"Europe/Oslo"_s);
    QVERIFY(json.value(u"base_price").isNull());
    QCOMPARE(json.value(u"units").toArray().size(), 1);
    QCOMPARE(json.value(u"units")[0][u"name"].toString(), u"Attic"_s);
    EXPECT_ERROR(m_listings.create(m_world->context(), m_host, {*made, {{u"title"_s, u"Twice"_s}}, {}}), AlreadyExists);
}

void TestListingService::wrongFieldsAreRefused_data()
{
    QTest::addColumn<QJsonObject>("changes");
    QTest::addColumn<QString>("field");
    QTest::newRow("unknown") << QJsonObject{{u"tenant_id"_s, u"x"_s}} << u"tenant_id"_s;
    QTest::newRow("empty title") << QJsonObject{{u"title"_s, u"  "_s}} << u"title"_s;
    QTest::newRow("NUL") << QJsonObject{{u"title"_s, QString(QChar(u'\0')) + u"x"_s}} << u"title"_s;
    QTest::newRow("price as text") << QJsonObject{{u"base_price_minor"_s, u"100"_s}} << u"base_price_minor"_s;
    QTest::newRow("fraction") << QJsonObject{{u"base_price_minor"_s, 10.5}} << u"base_price_minor"_s;
    QTest::newRow("huge") << QJsonObject{{u"base_price_minor"_s, 1e300}} << u"base_price_minor"_s;
    QTest::newRow("no price while published")
        << QJsonObject{{u"base_price_minor"_s, QJsonValue::Null}} << u"base_price_minor"_s;
    QTest::newRow("times cross") << QJsonObject{{u"check_out_time"_s, u"16:00"_s}} << u"check_out_time"_s;
    QTest::newRow("not a time") << QJsonObject{{u"check_in_time"_s, u"25:00"_s}} << u"check_in_time"_s;
    QTest::newRow("maximum below minimum")
        << QJsonObject{{u"min_nights"_s, 5}, {u"max_nights"_s, 3}} << u"max_nights"_s;
    QTest::newRow("archived") << QJsonObject{{u"status"_s, u"archived"_s}} << u"status"_s;
}

void TestListingService::wrongFieldsAreRefused()
{
    QFETCH(QJsonObject, changes);
    QFETCH(QString, field);
    const auto refused = edit(changes);
    EXPECT_ERROR(refused, Validation);
    QCOMPARE(refused.error().details.value(u"field").toString(), field);
}

void TestListingService::lastWriterWinsWithoutBase()
{
    EXPECT_OK(edit({{u"title"_s, u"First"_s}}));
    const auto second = edit({{u"title"_s, u"Second"_s}, {u"base_price_minor"_s, 120'000}});
    EXPECT_OK(second);
    QVERIFY(second->conflicts.isEmpty());
    QCOMPARE(stored().value(u"title").toString(), u"Second"_s);
    QCOMPARE(stored().value(u"base_price")[u"amount_minor"].toInteger(), 120'000);
    QCOMPARE(stored().value(u"version").toInteger(), second->version);
}

void TestListingService::conflictingFieldKeepsTheServersValue()
{
    EXPECT_OK(edit({{u"title"_s, u"Theirs"_s}}));
    const auto merged = edit({{u"title"_s, u"Mine"_s}, {u"base_price_minor"_s, 90'000}},
                             QJsonObject{{u"title"_s, u"Cabin by the fjord"_s}, {u"base_price_minor"_s, 100'000}});
    EXPECT_OK(merged);
    QCOMPARE(merged->conflicts, (QList<MergeConflict>{{u"title"_s, u"Cabin by the fjord"_s, u"Mine"_s, u"Theirs"_s}}));
    QCOMPARE(merged->changed, (QJsonObject{{u"base_price_minor"_s, 90'000}}));
    QCOMPARE(stored().value(u"title").toString(), u"Theirs"_s);
    QCOMPARE(stored().value(u"base_price_minor").toInteger(), 90'000);
}

void TestListingService::timesCompareInOneForm()
{
    const auto merged = edit({{u"check_in_time"_s, u"16:00:00"_s}}, QJsonObject{{u"check_in_time"_s, u"15:00:00"_s}});
    EXPECT_OK(merged);
    QVERIFY(merged->conflicts.isEmpty());
    QCOMPARE(stored().value(u"check_in_time").toString(), u"16:00"_s);
}

void TestListingService::editWithoutAChangeLeavesTheVersion()
{
    const QVariant before = *m_world->look(u"SELECT version FROM sync_scope"_s);
    const auto same = edit({{u"title"_s, u"Cabin by the fjord"_s}});
    EXPECT_OK(same);
    QVERIFY(same->changed.isEmpty());
    QCOMPARE(*m_world->look(u"SELECT version FROM sync_scope"_s), before);
}

void TestListingService::changedUnitsAreANewVersionOfTheListing()
{
    qint64 version = stored().value(u"version").toInteger();
    const auto isNewer = [&] {
        const qint64 before = std::exchange(version, stored().value(u"version").toInteger());
        return version > before;
    };
    const auto unit = m_listings.addUnit(m_world->context(), m_host, m_home.listing, {{}, u"Loft"_s});
    EXPECT_OK(unit);
    QVERIFY(isNewer());
    EXPECT_OK(m_listings.renameUnit(m_world->context(), m_host, m_home.listing, *unit, u"Attic"_s));
    QVERIFY(isNewer());
    EXPECT_OK(m_listings.removeUnit(m_world->context(), m_host, m_home.listing, *unit));
    QVERIFY(isNewer());
}

void TestListingService::newTimesMoveComingClaims()
{
    for (int day : {1, 3, 5}) {
        EXPECT_OK(BookingService().book(m_world->context(), m_guest,
                                        stayRequest(m_home.listing, {{2026, 7, day}, {2026, 7, day + 2}})));
    }
    EXPECT_OK(CalendarService().block(m_world->context(), m_host,
                                      {{}, m_home.listing, {}, {{2026, 7, 7}, {2026, 7, 9}}, {}}));
    QCOMPARE(claims(), u"0701 1300-0703 0900 0703 1300-0705 0900 0705 1300-0707 0900 0707 1300-0709 0900"_s);
    EXPECT_OK(edit({{u"check_in_time"_s, u"18:00"_s}, {u"check_out_time"_s, u"17:00"_s}}));
    QCOMPARE(claims(), u"0701 1600-0703 1500 0703 1600-0705 1500 0705 1600-0707 1500 0707 1600-0709 1500"_s);
    EXPECT_OK(edit({{u"check_in_time"_s, u"09:00"_s}, {u"check_out_time"_s, u"09:00"_s}}));
    QCOMPARE(claims(), u"0701 0700-0703 0700 0703 0700-0705 0700 0705 0700-0707 0700 0707 0700-0709 0700"_s);
}

void TestListingService::newTimesNeverMoveThePast()
{
    for (int day : {1, 3, 5}) {
        EXPECT_OK(BookingService().book(m_world->context(), m_guest,
                                        stayRequest(m_home.listing, {{2026, 7, day}, {2026, 7, day + 2}})));
    }
    // 12:00 in Oslo on a changeover day: the first guest has left at 11, the next one comes at 15.
    m_world->clock().set(QDateTime({2026, 7, 3}, {10, 0}, Qt::UTC));
    EXPECT_OK(edit({{u"check_in_time"_s, u"10:00"_s}, {u"check_out_time"_s, u"10:00"_s}}));
    QCOMPARE(claims(), u"0701 1300-0703 0900 0703 1000-0705 0800 0705 0800-0707 0800"_s);
    // And during a stay: it keeps its beginning.
    m_world->clock().set(QDateTime({2026, 7, 4}, {10, 0}, Qt::UTC));
    EXPECT_OK(edit({{u"check_in_time"_s, u"08:00"_s}, {u"check_out_time"_s, u"07:00"_s}}));
    QCOMPARE(claims(), u"0701 1300-0703 0900 0703 1000-0705 0500 0705 0600-0707 0500"_s);
}

void TestListingService::longerPreparationNeedsRoom()
{
    for (int day : {1, 5}) {
        EXPECT_OK(BookingService().book(m_world->context(), m_guest,
                                        stayRequest(m_home.listing, {{2026, 7, day}, {2026, 7, day + 2}})));
    }
    const QString before = claims();
    EXPECT_ERROR(edit({{u"preparation_days"_s, 3}}), DatesTaken);
    QCOMPARE(claims(), before);
    QCOMPARE(stored().value(u"preparation_days").toInt(), 0);
    EXPECT_OK(edit({{u"preparation_days"_s, 2}}));
    QCOMPARE(claims(), u"0701 1300-0705 0900 0705 1300-0709 0900"_s);
}

void TestListingService::onlyOwnersAndManagersEdit()
{
    const auto staff = m_world->addMember(m_host, u"Per"_s, Role::Staff);
    const auto manager = m_world->addMember(m_host, u"Kari"_s, Role::Manager);
    EXPECT_OK(staff);
    EXPECT_OK(manager);
    const QJsonObject changes{{u"title"_s, u"New"_s}};
    EXPECT_ERROR(m_listings.edit(m_world->context(), *staff, m_home.listing, changes), Forbidden);
    EXPECT_ERROR(m_listings.edit(m_world->context(), m_guest, m_home.listing, changes), Forbidden);
    EXPECT_ERROR(m_listings.create(m_world->context(), *staff, {{}, {{u"title"_s, u"X"_s}}, {}}), Forbidden);
    EXPECT_OK(m_listings.edit(m_world->context(), *manager, m_home.listing, changes));
    QVERIFY(*m_listings.find(m_world->context(), *staff, m_home.listing));
}

void TestListingService::otherTenantsListingsDontExist()
{
    // Published, so that row security alone would show it.
    const auto other = m_world->addHost(u"Amina"_s);
    EXPECT_OK(other);
    EXPECT_ERROR(m_listings.edit(m_world->context(), *other, m_home.listing, {{u"title"_s, u"Mine now"_s}}), NotFound);
    EXPECT_ERROR(m_listings.addUnit(m_world->context(), *other, m_home.listing, {{}, u"Shed"_s}), NotFound);
    const auto found = m_listings.find(m_world->context(), *other, m_home.listing);
    EXPECT_OK(found);
    QVERIFY(!*found);
    QCOMPARE(m_listings.list(m_world->context(), *other, {})->size(), 0);
    QCOMPARE(stored().value(u"title").toString(), u"Cabin by the fjord"_s);
}

void TestListingService::failedEditLeavesTheCallersTransactionAlive()
{
    for (int day : {1, 3}) {
        EXPECT_OK(BookingService().book(m_world->context(), m_guest,
                                        stayRequest(m_home.listing, {{2026, 7, day}, {2026, 7, day + 2}})));
    }
    auto outer = TenantTransaction::beginWrite(m_world->context(), m_host.tenant, m_host.user);
    EXPECT_OK(outer);
    EXPECT_OK(edit({{u"title"_s, u"Kept"_s}}));
    EXPECT_ERROR(edit({{u"summary"_s, u"Lost"_s}, {u"preparation_days"_s, 5}}), DatesTaken);
    EXPECT_OK(edit({{u"title"_s, u"Kept"_s}}));
    EXPECT_OK(edit({{u"max_guests"_s, 6}}));
    EXPECT_OK(outer->commit());
    QCOMPARE(stored().value(u"title").toString(), u"Kept"_s);
    QCOMPARE(stored().value(u"summary").toString(), QString());
    QCOMPARE(stored().value(u"max_guests").toInt(), 6);
}

void TestListingService::units()
{
    EXPECT_ERROR(m_listings.removeUnit(m_world->context(), m_host, m_home.listing, m_home.units[0]),
                 ListingUnavailable);
    const auto second = m_listings.addUnit(m_world->context(), m_host, m_home.listing, {{}, u" Annex "_s});
    EXPECT_OK(second);
    QCOMPARE(stored().value(u"units")[1][u"name"].toString(), u"Annex"_s);
    EXPECT_OK(m_listings.renameUnit(m_world->context(), m_host, m_home.listing, *second, u"Tower"_s));
    EXPECT_ERROR(m_listings.renameUnit(m_world->context(), m_host, m_home.listing, *second, u""_s), Validation);
    EXPECT_ERROR(m_listings.renameUnit(m_world->context(), m_host, m_home.listing, UnitId::create(), u"X"_s), NotFound);
    QCOMPARE(stored().value(u"units")[1][u"name"].toString(), u"Tower"_s);
    EXPECT_OK(
        BookingService().book(m_world->context(), m_guest, stayRequest(m_home.listing, {{2026, 7, 1}, {2026, 7, 3}})));
    EXPECT_ERROR(m_listings.removeUnit(m_world->context(), m_host, m_home.listing, m_home.units[0]),
                 ListingUnavailable);
    EXPECT_OK(m_listings.removeUnit(m_world->context(), m_host, m_home.listing, *second));
    QCOMPARE(stored().value(u"units").toArray().size(), 1);
}

void TestListingService::takenUnitsStay()
{
    const auto home = m_world->addHome(m_host, {}, 3);
    EXPECT_OK(home);
    BookingRequest both = stayRequest(home->listing, {{2026, 7, 1}, {2026, 7, 3}});
    std::get<StayWish>(both.wish.what).units = 2;
    EXPECT_OK(BookingService().book(m_world->context(), m_guest, both));
    const Wish third = stayRequest(home->listing, {{2026, 7, 1}, {2026, 7, 3}}).wish;
    EXPECT_OK(HoldService().hold(m_world->context(), Holder::ofUser(m_guest.user), third));
    for (const UnitId &unit : home->units)
        EXPECT_ERROR(m_listings.removeUnit(m_world->context(), m_host, home->listing, unit), ListingUnavailable);
    QCOMPARE(m_world->look(u"SELECT count(*) FROM claim"_s)->toInt(), 3);
}

void TestListingService::publicSeesWhatIsPublished()
{
    const PublicListings publicListings;
    const auto found = publicListings.read(m_world->context(), m_home.listing);
    EXPECT_OK(found);
    QVERIFY(*found);
    const QJsonObject json = QJsonDocument::fromJson(**found).object();
    QCOMPARE(json.value(u"base_price")[u"amount_minor"].toInteger(), 100'000);
    QVERIFY(!json.contains(u"tenant_id") && !json.contains(u"version") && !json.contains(u"hold_pending"));
    EXPECT_OK(edit({{u"status"_s, u"unpublished"_s}}));
    QVERIFY(!*publicListings.read(m_world->context(), m_home.listing));
    QVERIFY(!*publicListings.read(m_world->context(), ListingId::create()));
}

void TestListingService::lists()
{
    EXPECT_OK(m_world->addHome(m_host, {{u"city"_s, u"Bergen"_s}}));
    EXPECT_OK(m_world->addHome(m_host, {{u"city"_s, u"Bergen"_s}, {u"status"_s, u"unpublished"_s}}));
    const auto all = m_listings.list(m_world->context(), m_host, {2, {}});
    EXPECT_OK(all);
    QCOMPARE(all->size(), 2);
    QCOMPARE(m_listings.list(m_world->context(), m_host, {2, all->last().key})->size(), 1);
    const PublicListings publicListings;
    QCOMPARE(publicListings.list(m_world->context(), {}, {})->size(), 2);
    QCOMPARE(publicListings.list(m_world->context(), u"bergen"_s, {})->size(), 1);
    QCOMPARE(publicListings.list(m_world->context(), u"Oslo"_s, {})->size(), 0);
    QCOMPARE(publicListings.list(m_world->context(), {}, {10, {u"not an id"_s}})->size(), 2);
}

QTEST_GUILESS_MAIN(TestListingService)
#include "TestListingService.moc"
