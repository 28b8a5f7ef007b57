// The import of Inside Airbnb's Oslo into a real database: the excerpt in detail, the whole city when it is at hand.
#include "support/Expect.h"
#include "support/MockClock.h"
#include "support/PostgresFixture.h"

#include "server/importing/InsideAirbnbImporter.h"
#include "storage/Database.h"
#include "storage/Transaction.h"

#include <QDir>
#include <QElapsedTimer>
#include <QTest>

using namespace roost;
using namespace roost::test;
using namespace Qt::StringLiterals;

class TestInsideAirbnbImporter : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { EXPECT_OK(m_postgres.start()); }

    void init()
    {
        auto made = m_postgres.createDatabase();
        EXPECT_OK(made);
        auto app = Database::openPostgres(made->appUrl);
        auto admin = Database::openPostgres(made->adminUrl);
        EXPECT_OK(app);
        EXPECT_OK(admin);
        m_appUrl = made->appUrl;
        m_app = std::move(*app);
        m_admin = std::move(*admin);
    }

    void importsTheExcerpt()
    {
        const auto report = run(excerpt());
        EXPECT_OK(report);
        QCOMPARE(report->tenantsImported, 26);
        QCOMPARE(report->listingsImported, 29);
        QCOMPARE(report->staysImported, 644);
        QCOMPARE(report->skippedReviews,
                 (QMap<QString, qint64>{{u"another stay of its listing ends on that day"_s, 4}}));
        QCOMPARE(ask(u"SELECT count(*) FROM tenant WHERE currency = 'NOK' AND time_zone = 'Europe/Oslo' "
                     "AND source = 'inside_airbnb'"_s),
                 u"26"_s);
        QCOMPARE(
            ask(u"SELECT count(*) FROM member JOIN user_account ON user_account.id = user_id JOIN tenant ON "
                "tenant.id = member.tenant_id WHERE role = 'owner' AND password_hash IS NULL AND email = 'host-' || "
                "tenant.source_id || '@inside-airbnb.invalid'"_s),
            u"26"_s);
        QCOMPARE(ask(u"SELECT count(*) FROM listing JOIN unit ON unit.listing_id = listing.id"_s), u"29"_s);
        QCOMPARE(ask(u"SELECT count(*) FROM listing WHERE status = 'unpublished' AND base_price_minor IS NULL"_s),
                 u"8"_s);
        QCOMPARE(ask(u"SELECT title || '|' || base_price_minor || '|' || min_nights || '|' || neighbourhood || '|' || "
                     "latitude || '|' || room_type FROM listing WHERE source_id = '71725'"_s),
                 u"Central big room - ap with balcony|57200|14|Gamle Oslo|59.90795|Private room"_s);
    }

    void makesPastStaysAndInventsNothing()
    {
        EXPECT_OK(run(excerpt()));
        QCOMPARE(ask(u"SELECT count(*) FROM booking WHERE status <> 'completed' OR source <> 'inside_airbnb' OR "
                     "contact_id IS NOT NULL OR guest_user_id IS NOT NULL OR total_minor IS NOT NULL OR message <> '' "
                     "OR check_out - check_in > 14"_s),
                 u"0"_s);
        QCOMPARE(ask(u"SELECT count(*) FROM review"_s), u"0"_s);
        QCOMPARE(ask(u"SELECT count(*) FROM contact"_s), u"0"_s);
        // A claim for each stay, from 15:00 to 11:00 in Oslo.
        QCOMPARE(ask(u"SELECT count(*) FROM booking JOIN claim ON claim.booking_id = booking.id WHERE state = 'booked' "
                     "AND claim.unit_id = booking.unit_id AND lower(during) = (check_in + time '15:00') AT TIME ZONE "
                     "'Europe/Oslo' AND upper(during) = (check_out + time '11:00') AT TIME ZONE 'Europe/Oslo'"_s),
                 u"644"_s);
        QCOMPARE(ask(u"SELECT count(*) FROM claim"_s), u"644"_s);
        QCOMPARE(ask(u"SELECT count(*) FROM booking a JOIN booking b ON a.unit_id = b.unit_id AND a.id < b.id "
                     "AND a.check_in < b.check_out AND b.check_in < a.check_out"_s),
                 u"0"_s);
        QCOMPARE(ask(u"SELECT count(*) FROM booking WHERE code !~ '^BK-[0-9]{8}-[34679ACDEFGHJKMNPQRTWXY]{6}$'"_s),
                 u"0"_s);
    }

    void aSecondRunChangesNothing()
    {
        EXPECT_OK(run(excerpt()));
        const QString before = fingerprint();
        const auto report = run(excerpt());
        EXPECT_OK(report);
        QCOMPARE(report->tenantsImported + report->listingsImported + report->staysImported, 0);
        QCOMPARE(report->tenantsAlreadyThere, 26);
        QCOMPARE(report->listingsAlreadyThere, 29);
        QCOMPARE(report->staysAlreadyThere, 644);
        QCOMPARE(fingerprint(), before);
    }

    void keepsWhatTheHostChangedAndAddsWhatIsNew()
    {
        EXPECT_OK(run(withoutReviews()));
        const QString before = ask(u"SELECT sync_scope.version FROM sync_scope JOIN listing USING (tenant_id) "
                                   "WHERE source_id = '71725'"_s);
        EXPECT_OK(m_admin->execute(u"ALTER TABLE listing DISABLE TRIGGER ALL; UPDATE listing SET title = 'Mine' WHERE "
                                   "source_id = '71725'; ALTER TABLE listing ENABLE TRIGGER ALL"_s));
        const auto report = run(excerpt());
        EXPECT_OK(report);
        QCOMPARE(report->listingsImported, 0);
        QCOMPARE(report->staysImported, 644);
        QCOMPARE(ask(u"SELECT title FROM listing WHERE source_id = '71725'"_s), u"Mine"_s);
        QCOMPARE(
            ask(u"SELECT sync_scope.version FROM sync_scope JOIN listing USING (tenant_id) WHERE source_id = '71725'"_s)
                .toInt(),
            before.toInt() + 1);
    }

    void leavesTakenNightsAlone()
    {
        EXPECT_OK(run(withoutReviews()));
        // The host has blocked the years before 2023 since.
        EXPECT_OK(m_admin->execute(
            u"SELECT set_config('roost.version', '7', false); WITH closed AS (INSERT INTO block (id, tenant_id, "
            "listing_id, unit_id, from_date, to_date) SELECT gen_random_uuid(), unit.tenant_id, listing_id, unit.id, "
            "'2010-01-01', '2023-01-01' FROM unit JOIN listing ON listing.id = listing_id WHERE source_id = '71725' "
            "RETURNING *) INSERT INTO claim (id, tenant_id, unit_id, during, state, block_id) SELECT "
            "gen_random_uuid(), "
            "tenant_id, unit_id, tstzrange('2010-01-01', '2023-01-01'), 'blocked', id FROM closed"_s));
        const auto report = run(excerpt());
        EXPECT_OK(report);
        const qint64 taken = report->skippedReviews.value(u"another booking or a block has its nights"_s);
        QVERIFY(taken > 10);
        QCOMPARE(report->staysImported + taken, 644);
        QCOMPARE(report->staysImported, ask(u"SELECT count(*) FROM booking"_s).toLongLong());
    }

    void continuesAfterAnInterruption()
    {
        // A connection that goes away in the middle, as with a kill -9: what was committed stays, the rest is missing.
        SystemClock clock;
        ServerContext context{*m_app, clock};
        InsideAirbnbOptions options = excerpt();
        options.rowsPerCommit = 50;
        InsideAirbnbImporter importer(context, options);
        int commits = 0;
        importer.onProgress([&](const ImportProgress &) {
            if (++commits == 3) {
                static_cast<void>(m_admin->execute(u"SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
                                                   "WHERE usename = 'roost_app'"_s));
            }
        });
        QVERIFY(!importer.run());
        QCOMPARE(commits, 3);
        const int committed = ask(u"SELECT count(*) FROM tenant"_s).toInt();
        QVERIFY(committed > 0 && committed < 26);

        auto again = Database::openPostgres(m_appUrl);
        EXPECT_OK(again);
        m_app = std::move(*again);
        const auto report = run(excerpt());
        EXPECT_OK(report);
        QCOMPARE(report->tenantsAlreadyThere, committed);
        QCOMPARE(report->staysImported + report->staysAlreadyThere, 644);
        QCOMPARE(ask(u"SELECT count(*) FROM booking"_s), u"644"_s);
    }

    void importsTheWholeCity()
    {
        const QString shared =
            qEnvironmentVariable("ROOST_SHARED_DATA", QString::fromUtf8(ROOST_SOURCE_DIR) + "/../shared/data"_L1);
        const QDir folder(shared + "/oslo"_L1);
        if (!folder.exists(u"listings.csv"_s))
            QSKIP("The whole export of Oslo is not here; name its folder's parent in ROOST_SHARED_DATA.");
        InsideAirbnbOptions options;
        options.listingsPath = folder.filePath(u"listings.csv"_s);
        options.reviewsPath = folder.filePath(u"reviews.csv"_s);
        QElapsedTimer timer;
        timer.start();
        const auto report = run(options);
        EXPECT_OK(report);
        qInfo().noquote() << report->toText() << timer.elapsed() << "ms";
        QCOMPARE(report->listingRows, 10099);
        QCOMPARE(report->listingsImported, 10099);
        QCOMPARE(report->reviewRows, report->staysImported + report->skippedCount(ImportFile::Reviews));
        QCOMPARE(report->skippedReviews,
                 (QMap<QString, qint64>{{u"another stay of its listing ends on that day"_s, 235}}));
        QCOMPARE(ask(u"SELECT count(*) FROM claim"_s).toLongLong(), report->staysImported);
        QCOMPARE(ask(u"SELECT count(*) FROM listing WHERE status = 'unpublished'"_s), u"1249"_s);
        QCOMPARE(ask(u"SELECT count(*) FROM listing JOIN tenant ON tenant.id = listing.tenant_id "
                     "WHERE tenant.source_id = '233933220'"_s),
                 u"94"_s);
        timer.restart();
        const auto second = run(options);
        EXPECT_OK(second);
        qInfo() << "second run" << timer.elapsed() << "ms";
        QCOMPARE(second->staysAlreadyThere, report->staysImported);
        QCOMPARE(second->listingsImported + second->staysImported, 0);
    }

private:
    static InsideAirbnbOptions excerpt()
    {
        const QString folder = QString::fromUtf8(ROOST_SOURCE_DIR) + "/tests/data/oslo-excerpt"_L1;
        InsideAirbnbOptions options;
        options.listingsPath = folder + "/listings.csv"_L1;
        options.reviewsPath = folder + "/reviews.csv"_L1;
        return options;
    }

    InsideAirbnbOptions withoutReviews()
    {
        InsideAirbnbOptions options = excerpt();
        options.reviewsPath = m_folder.filePath(u"reviews.csv"_s);
        QFile file(options.reviewsPath);
        if (file.open(QIODevice::WriteOnly))
            file.write("listing_id,date\n");
        return options;
    }

    Result<ImportReport> run(const InsideAirbnbOptions &options)
    {
        SystemClock clock;
        ServerContext context{*m_app, clock};
        return InsideAirbnbImporter(context, options).run();
    }

    QString ask(const QString &sql)
    {
        auto statement = m_admin->prepare(sql);
        if (!statement || !statement->exec())
            return u"the question failed: "_s + sql;
        return statement->next() ? statement->text(0) : QString();
    }

    // Changes when any row, version or id does.
    QString fingerprint()
    {
        QString all;
        for (const QString &table : {u"user_account"_s, u"tenant"_s, u"member"_s, u"listing"_s, u"unit"_s, u"booking"_s,
                                     u"claim"_s, u"sync_scope"_s, u"audit_entry"_s}) {
            all += ask(u"SELECT md5(string_agg(t::text, '|' ORDER BY t::text)) FROM %1 t"_s.arg(table)) + u' ';
        }
        return all;
    }

    PostgresFixture m_postgres;
    QTemporaryDir m_folder;
    QUrl m_appUrl;
    std::unique_ptr<Database> m_app;
    std::unique_ptr<Database> m_admin;
};

QTEST_GUILESS_MAIN(TestInsideAirbnbImporter)
#include "TestInsideAirbnbImporter.moc"
