// The demo portfolio in a real database: what it holds, that it is the same each time, and large ones for load.
#include "support/Expect.h"
#include "support/MockClock.h"
#include "support/PostgresFixture.h"

#include "server/demo/DemoPortfolio.h"
#include "storage/Database.h"

#include <QElapsedTimer>
#include <QTest>

using namespace roost;
using namespace roost::test;
using namespace Qt::StringLiterals;

class TestDemoPortfolio : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { EXPECT_OK(m_postgres.start()); }
    void init() { openNewDatabase(); }

    void isALivelyPortfolio()
    {
        const auto report = create({});
        EXPECT_OK(report);
        qInfo().noquote() << report->toText();
        QCOMPARE(report->listings, 14);
        QCOMPARE(report->sessions, 24);
        QCOMPARE(report->staff, 2);
        QCOMPARE(report->conversations, 8);
        QCOMPARE(report->tasks, 12);
        QCOMPARE(number(u"SELECT count(*) FROM unit WHERE kind = 'seat'"_s), 24 * 14);
        QCOMPARE(report->units, 16);
        QCOMPARE(number(u"SELECT count(DISTINCT time_zone) FROM listing WHERE status = 'published'"_s), 7);
        QCOMPARE(number(u"SELECT count(*) FROM booking"_s), report->bookings);
        QVERIFY(report->bookings > 800 && report->bookings < 3000);
        QCOMPARE(report->requests, 7);
        for (const QString &status : {u"completed"_s, u"confirmed"_s, u"pending"_s, u"cancelled"_s, u"declined"_s})
            QVERIFY2(number(u"SELECT count(*) FROM booking WHERE status = '%1'"_s.arg(status)) > 0, qPrintable(status));
        QVERIFY(number(u"SELECT count(*) FROM block WHERE note <> ''"_s) > 20);
        QVERIFY(number(u"SELECT count(*) FROM review WHERE comment <> '' AND rating BETWEEN 1 AND 5"_s) > 300);
        QVERIFY(number(u"SELECT count(*) FROM review WHERE reply <> ''"_s) > 50);
        QVERIFY(number(u"SELECT count(*) FROM payout WHERE status = 'paid'"_s) >= 11);
        QVERIFY(number(u"SELECT count(*) FROM payout WHERE status = 'scheduled'"_s) >= 1);
        QVERIFY(number(u"SELECT count(*) FROM booking WHERE status = 'confirmed' AND check_in <= '2026-03-01' AND "
                       "check_out > '2026-03-01'"_s) >= 6);
        QCOMPARE(number(u"SELECT count(*) FROM booking WHERE status = 'pending' AND message = ''"_s), 0);
        QCOMPARE(number(u"SELECT count(*) FROM member JOIN user_account ON user_account.id = user_id WHERE role = "
                        "'owner' AND email = 'demo@roost.localhost' AND password_hash = 'hash'"_s),
                 1);
    }

    void bookingsAndClaimsAgree()
    {
        EXPECT_OK(create({}));
        // Confirmed and completed stays have exactly their claim, from check-in to check-out time of their own zone.
        QCOMPARE(number(u"SELECT count(*) FROM booking WHERE (status IN ('confirmed', 'completed')) <> EXISTS (SELECT "
                        "FROM claim WHERE claim.booking_id = booking.id)"_s),
                 0);
        QCOMPARE(
            number(
                u"SELECT count(*) FROM claim JOIN booking ON booking.id = booking_id JOIN listing ON listing.id "
                "= booking.listing_id WHERE lower(during) <> (check_in + check_in_time) AT TIME ZONE listing.time_zone "
                "OR upper(during) <> (check_out + check_out_time) AT TIME ZONE listing.time_zone OR claim.unit_id <> "
                "booking.unit_id"_s),
            0);
        QCOMPARE(number(u"SELECT count(*) FROM block WHERE NOT EXISTS (SELECT FROM claim WHERE block_id = block.id)"_s),
                 0);
        QCOMPARE(
            number(u"SELECT count(*) FROM booking WHERE (quote->'total'->>'amount_minor')::bigint <> total_minor"_s),
            0);
        // Two requests want the same nights.
        QVERIFY(number(u"SELECT count(*) FROM booking a JOIN booking b ON a.listing_id = b.listing_id AND a.id < b.id "
                       "WHERE a.status = 'pending' AND b.status = 'pending' AND a.check_in < b.check_out AND "
                       "b.check_in < a.check_out"_s) >= 1);
    }

    void payoutsAreWhatTheStaysEarned()
    {
        EXPECT_OK(create({}));
        QCOMPARE(
            number(
                u"SELECT count(*) FROM payout WHERE amount_minor <> (SELECT sum(total_minor) - trunc(sum(total_minor) "
                "* 3 / 100) FROM booking WHERE status = 'completed' AND check_out BETWEEN period_from AND "
                "period_to)"_s),
            0);
    }

    void isTheSameEachTime()
    {
        EXPECT_OK(create({}));
        const QString first = fingerprint();
        openNewDatabase();
        EXPECT_OK(create({}));
        QCOMPARE(fingerprint(), first);
        openNewDatabase();
        DemoOptions other;
        other.seed = 1;
        EXPECT_OK(create(other));
        QVERIFY(fingerprint() != first);
    }

    void aSecondRunDoesNothing()
    {
        EXPECT_OK(create({}));
        const QString before = fingerprint();
        const auto again = create({});
        EXPECT_OK(again);
        QVERIFY(again->wasAlreadyThere);
        QVERIFY(again->toText().contains("already"_L1));
        QCOMPARE(fingerprint(), before);
    }

    void severalOwnersHaveTheirOwn()
    {
        EXPECT_OK(create({}));
        DemoOptions other;
        other.ownerEmail = u"second@roost.localhost"_s;
        const auto report = create(other);
        EXPECT_OK(report);
        QVERIFY(!report->wasAlreadyThere);
        QCOMPARE(number(u"SELECT count(*) FROM listing"_s), 28);
        QCOMPARE(number(u"SELECT count(DISTINCT tenant_id) FROM booking"_s), 2);
    }

    void hasExactlyTheBookingsAskedFor()
    {
        DemoOptions options;
        options.listings = 30;
        options.bookings = 4321;
        const auto report = create(options);
        EXPECT_OK(report);
        QCOMPARE(report->bookings, 4321);
        QCOMPARE(number(u"SELECT count(*) FROM booking"_s), 4321);
        QCOMPARE(number(u"SELECT count(*) FROM listing"_s), 30);
        QCOMPARE(number(u"SELECT count(DISTINCT title) FROM listing"_s), 30);
    }

    void refusesNumbersOutOfRange()
    {
        DemoOptions options;
        options.listings = 0;
        EXPECT_ERROR(create(options), Validation);
        options.listings = 1;
        options.bookings = 5001;
        EXPECT_ERROR(create(options), Validation);
        QCOMPARE(number(u"SELECT count(*) FROM user_account"_s), 0);
    }

    void makesALargePortfolio()
    {
        DemoOptions options;
        options.listings = 200;
        options.bookings = 20'000;
        QElapsedTimer timer;
        timer.start();
        EXPECT_OK(create(options));
        qInfo() << timer.elapsed() << "ms for 20,000 bookings";
        QCOMPARE(number(u"SELECT count(*) FROM booking"_s), 20'000);
    }

private:
    void openNewDatabase()
    {
        auto made = m_postgres.createDatabase();
        EXPECT_OK(made);
        auto app = Database::openPostgres(made->appUrl);
        auto admin = Database::openPostgres(made->adminUrl);
        EXPECT_OK(app);
        EXPECT_OK(admin);
        m_app = std::move(*app);
        m_admin = std::move(*admin);
    }

    Result<DemoReport> create(DemoOptions options)
    {
        options.today = QDate(2026, 3, 1);
        options.ownerPasswordHash = u"hash"_s;
        ServerContext context{*m_app, m_clock};
        return DemoPortfolio(context, options).create();
    }

    QString ask(const QString &sql)
    {
        auto statement = m_admin->prepare(sql);
        if (!statement || !statement->exec() || !statement->next())
            return u"no answer"_s;
        return statement->text(0);
    }

    qint64 number(const QString &sql)
    {
        bool good = false;
        const qint64 value = ask(sql).toLongLong(&good);
        return good ? value : -1;
    }

    // Of all that the demo decides; claims and audit entries get ids and times from the database.
    QString fingerprint()
    {
        QString all;
        for (const QString &table : {u"user_account"_s, u"tenant"_s, u"member"_s, u"listing"_s, u"unit"_s, u"contact"_s,
                                     u"booking"_s, u"block"_s, u"review"_s, u"payout"_s, u"session_series"_s,
                                     u"experience_session"_s, u"staff_member"_s, u"resource"_s}) {
            all += ask(u"SELECT md5(string_agg((to_jsonb(t) - 'created_at' - 'created_micros' - 'updated_at')::text, "
                       u"'|' ORDER BY "
                       "t.id)) "
                       "FROM %1 t"_s.arg(table)) +
                   u' ';
        }
        return all;
    }

    PostgresFixture m_postgres;
    MockClock m_clock;
    std::unique_ptr<Database> m_app;
    std::unique_ptr<Database> m_admin;
};

QTEST_GUILESS_MAIN(TestDemoPortfolio)
#include "TestDemoPortfolio.moc"
