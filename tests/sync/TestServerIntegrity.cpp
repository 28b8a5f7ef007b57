// The server's half of what keeps replicas true: checks of tables, retention, epochs after a restore, and clients of
// other schema versions, against a real Postgres.
#include "common/Json.h"
#include "server/identity/TenantService.h"
#include "server/listings/ListingService.h"
#include "server/sync/Epoch.h"
#include "server/sync/HelloService.h"
#include "server/sync/PullService.h"
#include "server/sync/PushService.h"
#include "server/sync/SyncRetention.h"
#include "server/tenancy/TenantTransaction.h"
#include "support/Expect.h"
#include "support/MockClock.h"
#include "support/PostgresFixture.h"
#include "sync/protocol/Codec.h"
#include "sync/protocol/TableHash.h"

#include <QTest>

using namespace roost;
using namespace roost::sync;
using namespace roost::test;
using namespace Qt::StringLiterals;

class TestServerIntegrity : public QObject
{
    Q_OBJECT

private:
    Result<Caller> makeHost(const QString &name)
    {
        Caller caller;
        caller.user = UserId::create();
        ROOST_TRY(run(u"INSERT INTO user_account (id, email, display_name) VALUES ('%1', '%2@example.org', '%2')"_s.arg(
            caller.user.toString(), name)));
        ROOST_ASSIGN(const Tenant tenant,
                     TenantService().createTenant(*m_context, caller, {name, u"NOK"_s, u"Europe/Oslo"_s}));
        caller.tenant = tenant.id;
        caller.role = Role::Owner;
        caller.session = SessionId::create();
        return caller;
    }
    Result<void> run(const QString &sql) { return m_admin->execute(sql); }
    QString look(const QString &sql)
    {
        auto select = m_admin->prepare(sql);
        return select && select->exec() && select->next() ? select->text(0) : QString();
    }
    Result<ListingId> makeListing(const QJsonObject &fields)
    {
        return ListingService().create(*m_context, m_host, {{}, fields, {}});
    }
    QString scope() const { return tenantScope(m_host.tenant); }
    Result<HelloReply> hello(const QList<ScopePosition> &scopes = {}, qint64 acked = 0, int schema = kSchemaVersion)
    {
        return sayHello(*m_context, m_host, {m_client, kProtocolVersion, schema, acked, scopes});
    }
    ScopeState stateOf(const HelloReply &reply) const
    {
        for (const ScopeState &state : reply.scopes) {
            if (state.scope == scope())
                return state;
        }
        return {};
    }
    Result<PullReply> pullOnce(qint64 cursor, bool check = false)
    {
        ROOST_ASSIGN(const QString epoch, scopeEpoch(*m_admin, scope()));
        PullRequest request{m_client, scope(), epoch, cursor, 0, {}};
        request.check = check;
        ROOST_ASSIGN(const QByteArray bytes, pull(*m_context, m_host, request));
        return decodePullReply(bytes);
    }
    Mutation edit(qint64 mid, const ListingId &listing, const QString &title)
    {
        return {mid,     MutationId::create(),
                scope(), u"listing.edit"_s,
                3,       {{u"listing_id"_s, listing.toString()}, {u"changes"_s, QJsonObject{{u"title"_s, title}}}},
                {}};
    }
    Result<PushReply> send(const QList<Mutation> &mutations) { return push(*m_context, m_host, {m_client, mutations}); }

    PostgresFixture m_postgres;
    MockClock m_clock;
    std::unique_ptr<Database> m_database;
    std::unique_ptr<Database> m_admin;
    std::unique_ptr<ServerContext> m_context;
    Caller m_host;
    ClientId m_client;

private Q_SLOTS:
    void initTestCase() { EXPECT_OK(m_postgres.start()); }

    void init()
    {
        m_context.reset();
        m_database.reset();
        m_admin.reset();
        auto made = m_postgres.createDatabase();
        EXPECT_OK(made);
        auto opened = Database::openPostgres(made->appUrl);
        EXPECT_OK(opened);
        m_database = std::move(*opened);
        auto admin = Database::openPostgres(made->adminUrl);
        EXPECT_OK(admin);
        m_admin = std::move(*admin);
        m_clock.set(QDateTime::currentDateTimeUtc());
        m_context = std::make_unique<ServerContext>(ServerContext{*m_database, m_clock, nullptr});
        EXPECT_OK(ensureEpoch(*m_database));
        auto host = makeHost(u"ada"_s);
        EXPECT_OK(host);
        m_host = *host;
        m_client = ClientId::create();
    }

    // Postgres and the client's code come to the same count and hash over what went over the wire.
    void checksAgreeWithWhatIsSent()
    {
        EXPECT_OK(makeListing(
            {{u"title"_s, u"Hytte på Ånes \"ved\" sjøen\n\t\\ 🏔"_s}, {u"base_price_minor"_s, 129900}}));
        EXPECT_OK(makeListing({{u"title"_s, u"Loft"_s}}));
        EXPECT_OK(run(u"SELECT set_config('roost.tenant', '%1', false), set_config('roost.version', '7', false)"_s.arg(
            m_host.tenant.toString())));
        EXPECT_OK(run(u"UPDATE listing SET latitude = 59.913868, longitude = -10.75224500000001, rating_mean = 4.50, "
                      "instant_book = true WHERE title = 'Loft'"_s));
        EXPECT_OK(
            run(u"INSERT INTO contact (id, tenant_id, name, email, phone, notes) VALUES (gen_random_uuid(), '%1', "
                "'', 'x@example.org', '', E'a\\u001fb')"_s.arg(m_host.tenant.toString())));
        EXPECT_OK(hello());
        auto all = pullOnce(0, true);
        EXPECT_OK(all);
        QVERIFY(all->complete);
        QCOMPARE(all->checks.size(), syncTables(ScopeKind::Tenant).size());
        for (const TableCheck &check : std::as_const(all->checks)) {
            TableHash hash;
            for (const TableRows &rows : std::as_const(all->tables)) {
                if (rows.table != check.table)
                    continue;
                const SyncTable &table = *findSyncTable(rows.table);
                for (const QJsonValue &row : rows.rows) {
                    for (const int position : checkedColumns(table))
                        hash.add(table.columns[position], row.toArray().at(position));
                    hash.endRow();
                }
            }
            QCOMPARE(hash.result(check.table).count, check.count);
            QCOMPARE(hash.result(check.table).hash, check.hash);
        }
        QCOMPARE(all->checks[2].count, 2);
        const QString before = all->checks[2].hash;
        EXPECT_OK(run(u"UPDATE listing SET longitude = -10.752245 WHERE title = 'Loft'"_s));
        QVERIFY(pullOnce(0, true)->checks[2].hash != before);
        QVERIFY(pullOnce(0)->checks.isEmpty());
    }

    // Their requests as they were recorded; what they don't know is not sent to them.
    void clientsOfEarlierVersionsGetTheirShape_data()
    {
        QTest::addColumn<int>("schema");
        QTest::addColumn<QString>("unitColumns");
        QTest::addColumn<bool>("knowsRates");
        QTest::newRow("1") << 1 << u"id listing_id name position version"_s << false;
        QTest::newRow("2") << 2 << u"id listing_id name position kind version"_s << true;
    }
    void clientsOfEarlierVersionsGetTheirShape()
    {
        QFETCH(int, schema);
        QFETCH(QString, unitColumns);
        QFETCH(bool, knowsRates);
        const auto listing = makeListing({{u"title"_s, u"Loft"_s}, {u"base_price_minor"_s, 100000}});
        EXPECT_OK(listing);
        const QByteArray recorded =
            R"({"client_id":"%1","last_acked_mid":0,"protocol":1,"schema_version":%2,"scopes":[]})";
        const auto asked = parseJsonObject(QString::fromLatin1(recorded).arg(m_client.toString()).arg(schema).toUtf8());
        const auto request = decodeHelloRequest(*asked);
        EXPECT_OK(request);
        auto greeted = sayHello(*m_context, m_host, *request);
        EXPECT_OK(greeted);
        QCOMPARE(greeted->verdict, HelloVerdict::Ok);
        // A user's own scope is news to them.
        QCOMPARE(greeted->scopes.size(), 1);
        // They don't say who they are when they ask for a snapshot: their session tells.
        const auto bytes = readSnapshot(*m_context, m_host, {scope(), u"unit"_s, {}});
        EXPECT_OK(bytes);
        const auto chunk = decodeSnapshotChunk(*bytes);
        EXPECT_OK(chunk);
        QCOMPARE(chunk->rows.columns.join(u' '), unitColumns);
        QCOMPARE(chunk->rows.rows.first().toArray().size(), chunk->rows.columns.size());

        EXPECT_OK(run(u"SELECT set_config('roost.tenant', '%1', false), set_config('roost.version', '7', false)"_s.arg(
            m_host.tenant.toString())));
        EXPECT_OK(run(u"INSERT INTO day_rate (id, tenant_id, listing_id, date, price_minor) VALUES (gen_random_uuid(), "
                      "'%1', '%2', '2026-06-01', 5)"_s.arg(m_host.tenant.toString(), listing->toString())));
        const auto page = pullOnce(0);
        EXPECT_OK(page);
        QStringList tables;
        for (const TableRows &rows : page->tables) {
            tables << rows.table;
            QCOMPARE(rows.columns, findSyncTable(rows.table)->columnsAt(schema));
        }
        QCOMPARE(tables.contains(u"day_rate"_s), knowsRates);

        const QByteArray mutation =
            R"({"mid":1,"id":"0190f3c4-0000-7000-8000-000000000101","scope":"%1","name":"listing.edit","schema_version":%2,)"
            R"("args":{"listing_id":"%3","changes":{"title":"Sky loft"}},"base":{"title":"Loft"}})";
        const auto sent = Mutation::fromJson(
            *parseJsonObject(QString::fromLatin1(mutation).arg(scope()).arg(schema).arg(listing->toString()).toUtf8()));
        EXPECT_OK(sent);
        const auto answered = send({*sent});
        EXPECT_OK(answered);
        QCOMPARE(answered->outcomes.first().kind, OutcomeKind::Applied);
    }

    void versionsBeyondTheToleranceUpgrade()
    {
        for (const int schema : {1, 2, 3, 4, 5})
            QCOMPARE(hello({}, 0, schema)->verdict, HelloVerdict::Ok);
        for (const int schema : {0, 6, 7})
            QCOMPARE(hello({}, 0, schema)->verdict, HelloVerdict::UpgradeRequired);
        QCOMPARE(hello()->schemaVersion, kSchemaVersion);
        // One of a newer version gets what this server has.
        QCOMPARE(hello({}, 0, 5)->verdict, HelloVerdict::Ok);
        EXPECT_OK(makeListing({{u"title"_s, u"Loft"_s}}));
        EXPECT_OK(pullOnce(0));
    }

    void newerMutationsAreRejectedWithAReason()
    {
        Mutation strange = edit(1, ListingId::create(), u"x"_s);
        strange.name = u"robot.vacuum"_s;
        const auto reply = send({strange});
        EXPECT_OK(reply);
        QCOMPARE(reply->outcomes.first().kind, OutcomeKind::Rejected);
        QCOMPARE(reply->outcomes.first().code, u"UNKNOWN_MUTATION"_s);
        QVERIFY(reply->outcomes.first().message.contains(u"robot.vacuum"_s));
        QCOMPARE(reply->lastMid, 1);
    }

    void goneSaysWhy()
    {
        auto other = makeHost(u"bea"_s);
        EXPECT_OK(other);
        const QString theirs = tenantScope(other->tenant);
        auto reply = hello({{theirs, uuidText(newUuid()), 1}});
        QCOMPARE(reply->scopes.last().verdict, ScopeVerdict::Gone);
        QCOMPARE(reply->scopes.last().reason, u"ACCESS_WITHDRAWN"_s);
        EXPECT_OK(run(u"SELECT set_config('roost.tenant', '%1', false), set_config('roost.version', '9', false)"_s.arg(
            other->tenant.toString())));
        EXPECT_OK(run(u"INSERT INTO member (id, tenant_id, user_id, role) VALUES (gen_random_uuid(), '%1', '%2', "
                      "'staff')"_s.arg(other->tenant.toString(), m_host.user.toString())));
        reply = hello({{theirs, uuidText(newUuid()), 1}});
        QCOMPARE(reply->scopes.last().reason, u"ROLE_CHANGED"_s);
        QVERIFY(!reply->scopes.last().message.isEmpty());
    }

    void tombstonesExpireBelowThePublishedFloor()
    {
        const auto listing = makeListing({{u"title"_s, u"Loft"_s}});
        EXPECT_OK(listing);
        const qint64 before = stateOf(*hello()).version;
        EXPECT_OK(run(u"SELECT set_config('roost.tenant', '%1', false), set_config('roost.version', '%2', false)"_s.arg(
            m_host.tenant.toString(), QString::number(before + 1))));
        EXPECT_OK(run(u"UPDATE sync_scope SET version = version + 1 WHERE scope = '%1'"_s.arg(scope())));
        EXPECT_OK(run(u"DELETE FROM unit"_s));
        auto kept = expireSyncRecords(*m_context);
        EXPECT_OK(kept);
        QCOMPARE(*kept, 0);
        QCOMPARE(pullOnce(before)->tombstones.size(), 1);
        EXPECT_OK(run(u"UPDATE sync_tombstone SET deleted_at = now() - interval '91 days'"_s));
        auto dropped = expireSyncRecords(*m_context);
        EXPECT_OK(dropped);
        QCOMPARE(*dropped, 1);
        QCOMPARE(look(u"SELECT count(*) FROM sync_tombstone"_s), u"0"_s);
        const QString epoch = *scopeEpoch(*m_admin, scope());
        QCOMPARE(stateOf(*hello({{scope(), epoch, before}})).verdict, ScopeVerdict::Resync);
        EXPECT_ERROR(pullOnce(before), ResyncNeeded);
        // Who had seen the deletion goes on.
        QCOMPARE(stateOf(*hello({{scope(), epoch, before + 1}})).verdict, ScopeVerdict::Ok);
        EXPECT_OK(pullOnce(before + 1));
    }

    // A client that was away for longer than its record is kept, with answers that it never got.
    void expiredRecordAppliesNothingTwice()
    {
        const auto listing = makeListing({{u"title"_s, u"Loft"_s}});
        EXPECT_OK(listing);
        const QList<Mutation> sent{edit(1, *listing, u"One"_s), edit(2, *listing, u"Two"_s),
                                   edit(3, *listing, u"Three"_s)};
        EXPECT_OK(hello());
        EXPECT_OK(send(sent));
        EXPECT_OK(hello({}, 1));
        EXPECT_OK(run(u"UPDATE sync_outcome SET created_at = now() - interval '91 days'"_s));
        EXPECT_OK(expireSyncRecords(*m_context));
        // What it is known to have went; what it isn't known to have stayed.
        QCOMPARE(look(u"SELECT string_agg(mid::text, ',' ORDER BY mid) FROM sync_outcome"_s), u"2,3"_s);
        QCOMPARE(send({sent[1]})->outcomes.first().kind, OutcomeKind::Applied);
        // An old copy of its profile knows less than what expired.
        QCOMPARE(hello({}, 0)->verdict, HelloVerdict::ClientForked);

        EXPECT_OK(run(u"UPDATE sync_client SET seen_at = now() - interval '91 days'"_s));
        EXPECT_OK(expireSyncRecords(*m_context));
        QCOMPARE(look(u"SELECT count(*) FROM sync_client"_s), u"0"_s);
        QCOMPARE(look(u"SELECT count(*) FROM sync_spent_mutation"_s), u"3"_s);
        QCOMPARE(hello({}, 1)->verdict, HelloVerdict::ClientForked);
        QCOMPARE(hello({}, 1)->verdict, HelloVerdict::ClientForked);
        m_client = ClientId::create();
        QCOMPARE(hello()->verdict, HelloVerdict::Ok);
        const qint64 version = stateOf(*hello()).version;
        QList<Mutation> again{sent[1], sent[2], edit(3, *listing, u"Four"_s)};
        again[0].mid = 1;
        again[1].mid = 2;
        const auto reply = send(again);
        EXPECT_OK(reply);
        QCOMPARE(reply->outcomes[0].code, QString(kOutcomeExpired));
        QCOMPARE(reply->outcomes[1].code, QString(kOutcomeExpired));
        QCOMPARE(reply->outcomes[2].code, u""_s);
        QCOMPARE(look(u"SELECT title FROM listing"_s), u"Four"_s);
        QVERIFY(stateOf(*hello()).version > version);
        // The same once more: the same answer.
        QCOMPARE(send(again)->outcomes[0].code, QString(kOutcomeExpired));
    }

    // The client saw what the server no longer has, and the server does not know why.
    void clientAheadStartsAnEpochOfTheScope()
    {
        EXPECT_OK(makeListing({{u"title"_s, u"Loft"_s}}));
        auto other = makeHost(u"bea"_s);
        EXPECT_OK(other);
        const QString serverEpoch = *currentEpoch(*m_database);
        const ScopeState state = stateOf(*hello());
        const auto first = hello({{scope(), state.epoch, state.version + 5}});
        EXPECT_OK(first);
        QCOMPARE(stateOf(*first).verdict, ScopeVerdict::EpochChanged);
        const QString restarted = stateOf(*first).epoch;
        QVERIFY(restarted != serverEpoch);
        // Another client of the scope that isn't ahead any more is told, too.
        QCOMPARE(stateOf(*hello({{scope(), state.epoch, state.version}})).verdict, ScopeVerdict::EpochChanged);
        QCOMPARE(stateOf(*hello({{scope(), state.epoch, state.version + 9}})).epoch, restarted);
        EXPECT_ERROR(pull(*m_context, m_host, {m_client, scope(), serverEpoch, 0, 0, {}}), EpochChanged);
        EXPECT_OK(pullOnce(0));
        // A client's word counts for its own scopes only.
        QCOMPARE(*scopeEpoch(*m_admin, tenantScope(other->tenant)), serverEpoch);
        auto transaction = TenantTransaction::beginForUser(*m_context, m_host.user);
        EXPECT_ERROR(restartScope(*m_database, tenantScope(other->tenant), serverEpoch), Forbidden);
    }

    void recordThatWentBackTells()
    {
        const auto listing = makeListing({{u"title"_s, u"Loft"_s}});
        EXPECT_OK(hello());
        EXPECT_OK(send({edit(1, *listing, u"One"_s), edit(2, *listing, u"Two"_s)}));
        const ScopeState state = stateOf(*hello({}, 2));
        EXPECT_OK(run(u"UPDATE sync_client SET last_mid = 1; DELETE FROM sync_outcome WHERE mid = 2"_s));
        const auto reply = hello({{scope(), state.epoch, state.version}}, 2);
        EXPECT_OK(reply);
        QCOMPARE(reply->verdict, HelloVerdict::Ok);
        QCOMPARE(reply->lastMid, 1);
        QCOMPARE(stateOf(*reply).verdict, ScopeVerdict::EpochChanged);
    }

    void olderCopyOfTheDataIsNoticedByTheMark()
    {
        QTemporaryDir folder;
        const QString mark = folder.filePath(u"data.mark"_s);
        const QString epoch = *ensureEpoch(*m_database, mark);
        EXPECT_OK(makeListing({{u"title"_s, u"Loft"_s}}));
        QCOMPARE(*advanceMark(*m_database, mark), 0);
        QCOMPARE(*ensureEpoch(*m_database, mark), epoch);
        // An older copy of the same database: its scopes are not as far.
        EXPECT_OK(run(u"UPDATE sync_scope SET version = version - 1"_s));
        QCOMPARE(*advanceMark(*m_database, mark), 1);
        const QString second = *currentEpoch(*m_database);
        QVERIFY(second != epoch);
        QCOMPARE(*advanceMark(*m_database, mark), 0);
        // Its write-ahead log is not as far.
        QFile file(mark);
        QVERIFY(file.open(QIODevice::ReadOnly));
        QJsonObject json = *parseJsonObject(file.readAll());
        file.close();
        json.insert(u"wal_bytes"_s, QString::number(json.value(u"wal_bytes").toString().toLongLong() + 100'000'000));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(canonicalJson(json));
        file.close();
        const QString third = *ensureEpoch(*m_database, mark);
        QVERIFY(third != second);
        // A dump that is loaded beside the original.
        EXPECT_OK(run(u"UPDATE server_epoch SET database_oid = database_oid + 1"_s));
        QVERIFY(*ensureEpoch(*m_database) != third);
    }
};

QTEST_GUILESS_MAIN(TestServerIntegrity)
#include "TestServerIntegrity.moc"
