// The server's half of the sync protocol against a real Postgres: verdicts, pages under concurrent writes, outcomes.
#include "common/Json.h"
#include "server/identity/TenantService.h"
#include "server/listings/ListingService.h"
#include "server/sync/Epoch.h"
#include "server/sync/HelloService.h"
#include "server/sync/PullService.h"
#include "server/sync/PushService.h"
#include "server/tenancy/TenantTransaction.h"
#include "support/Expect.h"
#include "support/MockClock.h"
#include "support/PostgresFixture.h"
#include "sync/protocol/CellBlock.h"
#include "sync/protocol/Codec.h"
#include "sync/protocol/SyncTables.h"

#include <QRandomGenerator>
#include <QTest>

using namespace roost;
using namespace roost::sync;
using namespace roost::test;
using namespace Qt::StringLiterals;

namespace {

// %1 the tenant, %2 and %3 how many.
const QString kManyContacts =
    QString::fromUtf8("INSERT INTO contact (id, tenant_id, name, notes) "
                      "SELECT gen_random_uuid(), '%1', 'Åse \"the %3\" ' || i, E'\\\\N \\t \\n \\u0001 / 😀 ' || i "
                      "FROM generate_series(1, %2) AS i");

// %1 the tenant, %2 the listing.
const QString kManyBookings = QString::fromUtf8(
    "INSERT INTO booking (id, tenant_id, code, listing_id, status, check_in, check_out, total_minor, currency, "
    "quote, policy, message, requested_at, decided_at, ended_by) "
    "SELECT gen_random_uuid(), '%1', 'BK-' || i, '%2', 'cancelled', date '2026-01-01' + i, date '2026-01-02' + i, "
    "CASE WHEN i % 2 = 0 THEN i * 5000000000 END, 'NOK', "
    "CASE WHEN i % 3 = 0 THEN '{\"text\": \"1 × \\\\ \\\"x\\\" {[\", \"n\": [1, 2.5, null]}'::jsonb END, '{\"preset\": "
    "\"firm\"}', "
    "E'a \"b\" \\\\ \\n ' || i, timestamptz '2026-01-01 10:00:00.5+01' + i * interval '1001 microseconds', "
    "CASE WHEN i % 2 = 0 THEN timestamptz '2025-07-01 23:59:59.999999+00' END, "
    "CASE WHEN i % 5 = 0 THEN 'host' END "
    "FROM generate_series(1, 400) AS i");

// What a client ends up with: applies pages as docs/sync.md says, by ascending version for each row.
class ModelReplica
{
public:
    void apply(const TableRows &table)
    {
        const QJsonArray rows = jsonRows(table).value_or(QJsonArray());
        for (const QJsonValue &value : rows) {
            const QJsonArray cells = value.toArray();
            put(table.table, cells.first().toString(), cells.last().toInteger(), compactJson(cells));
        }
    }
    void apply(const PullReply &page)
    {
        for (const TableRows &table : page.tables)
            apply(table);
        for (const Tombstone &tombstone : page.tombstones)
            put(tombstone.table, tombstone.rowId, tombstone.version, {});
    }
    QMap<QString, QByteArray> rows() const
    {
        QMap<QString, QByteArray> rows;
        for (auto row = m_rows.begin(); row != m_rows.end(); ++row) {
            if (!row->second.isEmpty())
                rows.insert(row.key(), row->second);
        }
        return rows;
    }

private:
    void put(const QString &table, const QString &id, qint64 version, const QByteArray &cells)
    {
        auto &row = m_rows[table + u'/' + id];
        if (version >= row.first)
            row = {version, cells};
    }
    QMap<QString, std::pair<qint64, QByteArray>> m_rows;
};

struct CountingNotifier : ScopeNotifier
{
    QMap<QString, qint64> newest;
    void scopeAdvanced(const QString &scope, qint64 version) override { newest[scope] = version; }
    void availabilityChanged(const TenantId &) override {}
};

} // namespace

class TestServerSync : public QObject
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
        return caller;
    }
    Result<void> run(const QString &sql) { return m_admin->execute(sql); }
    Result<ListingId> makeListing(const QString &title)
    {
        return ListingService().create(*m_context, m_host,
                                       {{}, {{u"title"_s, title}, {u"base_price_minor"_s, 100000}}, {}});
    }
    QString scope() const { return tenantScope(m_host.tenant); }
    HelloRequest helloRequest(const QList<ScopePosition> &scopes = {}, qint64 acked = 0) const
    {
        return {m_client, kProtocolVersion, kSchemaVersion, acked, scopes};
    }
    Mutation edit(qint64 mid, const ListingId &listing, const QJsonObject &changes, const QJsonObject &base)
    {
        return {mid,     MutationId::create(),
                scope(), u"listing.edit"_s,
                1,       {{u"listing_id"_s, listing.toString()}, {u"changes"_s, changes}},
                base};
    }
    Result<PullReply> pullPage(qint64 cursor, const QString &page = {}, qint64 acked = 0)
    {
        ROOST_ASSIGN(const QString epoch, currentEpoch(*m_database));
        ROOST_ASSIGN(const QByteArray bytes,
                     pull(*m_context, m_host, {m_client, scope(), epoch, cursor, acked, page, false, m_byColumn}));
        return decodePullReply(bytes);
    }
    Result<SnapshotChunk> snapshotChunk(const QString &table, const QString &after)
    {
        ROOST_ASSIGN(const QByteArray bytes,
                     readSnapshot(*m_context, m_host, {scope(), table, after, m_client, m_byColumn}));
        return decodeSnapshotChunk(bytes);
    }
    // The rows of the scope as they are now, read past row security.
    QMap<QString, QByteArray> serverRows()
    {
        QMap<QString, QByteArray> rows;
        for (const SyncTable &table : syncTables(ScopeKind::Tenant)) {
            auto statement = m_admin->prepare(
                u"SELECT id, cells::jsonb::text, cells::text FROM wire_%1 WHERE tenant_id = '%2'"_s.arg(
                    table.name, m_host.tenant.toString()));
            if (!statement || !statement->exec())
                return {};
            while (statement->next()) {
                const QJsonArray cells = QJsonDocument::fromJson(statement->text(2).toUtf8()).array();
                rows.insert(table.name + u'/' + statement->text(0), compactJson(cells));
            }
        }
        return rows;
    }
    // Inserts, updates and deletes units of the host in one transaction, many at a time.
    Result<void> scribble(const ListingId &listing, int inserts, double updateShare, double deleteShare)
    {
        ROOST_ASSIGN(auto transaction, TenantTransaction::beginWrite(*m_context, m_host.tenant, m_host.user));
        const QString where = u" WHERE tenant_id = '%1' AND random() < "_s.arg(m_host.tenant.toString());
        ROOST_TRY(m_database->execute(
            u"INSERT INTO unit (id, tenant_id, listing_id, name) SELECT gen_random_uuid(), '%1', '%2', 'unit ' || i "
            "FROM generate_series(1, %3) AS i"_s.arg(m_host.tenant.toString(), listing.toString())
                .arg(inserts)));
        ROOST_TRY(
            m_database->execute(u"UPDATE unit SET position = position + 1"_s + where + QString::number(updateShare)));
        ROOST_TRY(m_database->execute(u"DELETE FROM unit"_s + where + QString::number(deleteShare)));
        return transaction.commit();
    }

    // The same to contacts, a table that is sent by column, with what is awkward in COPY's text and in JSON.
    Result<void> scribbleContacts(int inserts, double updateShare, double deleteShare)
    {
        ROOST_ASSIGN(auto transaction, TenantTransaction::beginWrite(*m_context, m_host.tenant, m_host.user));
        const QString where = u" WHERE tenant_id = '%1' AND random() < "_s.arg(m_host.tenant.toString());
        ROOST_TRY(m_database->execute(kManyContacts.arg(m_host.tenant.toString()).arg(inserts).arg(inserts)));
        ROOST_TRY(
            m_database->execute(u"UPDATE contact SET phone = phone || 1"_s + where + QString::number(updateShare)));
        ROOST_TRY(m_database->execute(u"DELETE FROM contact"_s + where + QString::number(deleteShare)));
        return transaction.commit();
    }

    PostgresFixture m_postgres;
    MockClock m_clock;
    CountingNotifier m_notifier;
    std::unique_ptr<Database> m_database;
    std::unique_ptr<Database> m_admin;
    std::unique_ptr<ServerContext> m_context;
    Caller m_host;
    ClientId m_client;
    bool m_byColumn = false;

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
        m_context = std::make_unique<ServerContext>(ServerContext{*m_database, m_clock, &m_notifier});
        EXPECT_OK(ensureEpoch(*m_database));
        auto host = makeHost(u"ada"_s);
        EXPECT_OK(host);
        m_host = *host;
        m_client = ClientId::create();
        m_byColumn = false;
    }

    void epochStaysUntilTheClusterChanges()
    {
        auto first = ensureEpoch(*m_database);
        auto second = ensureEpoch(*m_database);
        EXPECT_OK(second);
        QCOMPARE(*first, *second);
        EXPECT_OK(run(u"UPDATE server_epoch SET timeline = timeline + 1"_s));
        auto third = ensureEpoch(*m_database);
        EXPECT_OK(third);
        QVERIFY(*third != *first);
    }

    void helloTellsHowToGoOn()
    {
        auto fresh = sayHello(*m_context, m_host, helloRequest());
        EXPECT_OK(fresh);
        QCOMPARE(fresh->scopes.size(), 2);
        // Her own, as a guest: nothing was ever written there.
        QCOMPARE(fresh->scopes.last().scope, userScope(m_host.user));
        QCOMPARE(fresh->scopes.last().verdict, ScopeVerdict::Resync);
        QCOMPARE(fresh->scopes.last().version, 0);
        const ScopeState state = fresh->scopes.first();
        QCOMPARE(state.scope, scope());
        QCOMPARE(state.verdict, ScopeVerdict::Resync);
        QCOMPARE(state.name, u"ada"_s);
        QCOMPARE(state.role, u"owner"_s);

        const auto verdictAt = [&](const ScopePosition &position) {
            auto reply = sayHello(*m_context, m_host, helloRequest({position}));
            return reply ? reply->scopes.first().verdict : ScopeVerdict::Gone;
        };
        QCOMPARE(verdictAt({scope(), state.epoch, state.version}), ScopeVerdict::Ok);
        QCOMPARE(verdictAt({scope(), uuidText(newUuid()), state.version}), ScopeVerdict::EpochChanged);
        EXPECT_OK(run(u"UPDATE sync_scope SET floor = version"_s));
        QCOMPARE(verdictAt({scope(), state.epoch, state.version - 1}), ScopeVerdict::Resync);
        QCOMPARE(verdictAt({scope(), state.epoch, state.version + 1}), ScopeVerdict::EpochChanged);
    }

    void helloOfALostMembershipSaysGone()
    {
        auto other = makeHost(u"bea"_s);
        EXPECT_OK(other);
        auto reply = sayHello(*m_context, m_host, helloRequest({{tenantScope(other->tenant), uuidText(newUuid()), 1}}));
        EXPECT_OK(reply);
        QCOMPARE(reply->scopes.size(), 3);
        QCOMPARE(reply->scopes.last().verdict, ScopeVerdict::Gone);
        EXPECT_ERROR(pull(*m_context, *other, {m_client, scope(), {}, 0, 0, {}}), ScopeGone);
        EXPECT_ERROR(readSnapshot(*m_context, *other, {scope(), u"listing"_s, {}}), ScopeGone);
    }

    void helloRefusesOtherVersionsAndOthersClients()
    {
        HelloRequest old = helloRequest();
        old.schemaVersion = kSchemaVersion + kSchemaTolerance + 1;
        QCOMPARE(sayHello(*m_context, m_host, old)->verdict, HelloVerdict::UpgradeRequired);
        QCOMPARE(sayHello(*m_context, m_host, helloRequest())->verdict, HelloVerdict::Ok);
        auto other = makeHost(u"bea"_s);
        EXPECT_OK(other);
        QCOMPARE(sayHello(*m_context, *other, helloRequest())->verdict, HelloVerdict::ClientForked);
        // A record that there isn't, or no longer.
        m_client = ClientId::create();
        QCOMPARE(sayHello(*m_context, m_host, helloRequest({}, 7))->verdict, HelloVerdict::ClientForked);
    }

    void pullDeliversWhatChangedAndNothingElse()
    {
        auto listing = makeListing(u"Cabin"_s);
        EXPECT_OK(listing);
        auto all = pullPage(0);
        EXPECT_OK(all);
        QVERIFY(all->complete);
        ModelReplica replica;
        replica.apply(*all);
        QCOMPARE(replica.rows(), serverRows());

        auto nothing = pullPage(all->cursor);
        EXPECT_OK(nothing);
        QVERIFY(nothing->complete);
        QVERIFY(nothing->tables.isEmpty() && nothing->tombstones.isEmpty());
        QCOMPARE(nothing->cursor, all->cursor);

        EXPECT_OK(ListingService().edit(*m_context, m_host, *listing, {{u"title"_s, u"Hut"_s}}));
        auto delta = pullPage(all->cursor);
        EXPECT_OK(delta);
        QCOMPARE(delta->tables.size(), 1);
        QCOMPARE(delta->tables.first().rows.size(), 1);
        QCOMPARE(delta->tables.first().rows.first().toArray().at(2).toString(), u"Hut"_s);
        EXPECT_ERROR(pullPage(delta->cursor + 1), EpochChanged);
        EXPECT_ERROR(pullPage(0, u"rubbish"_s), Validation);
    }

    void columnsOnTheWireAreTheProtocols()
    {
        EXPECT_OK(sayHello(*m_context, m_host, helloRequest()));
        EXPECT_OK(makeListing(u"Cabin"_s));
        EXPECT_OK(sayHello(*m_context, m_host, helloRequest()));
        for (const SyncTable &table : syncTables(ScopeKind::Tenant)) {
            auto chunk = snapshotChunk(table.name, {});
            EXPECT_OK(chunk);
            QCOMPARE(chunk->rows.columns, table.columns);
            for (const QJsonValue &row : chunk->rows.rows)
                QCOMPARE(row.toArray().size(), table.columns.size());
            // The view's column names aren't on the wire, so the number of cells is what the schema can be held to.
            auto cells = m_admin->prepare(
                u"SELECT pg_get_viewdef('wire_%1'::regclass) LIKE '%json_build_array(%id, %version)%'"_s.arg(
                    table.name));
            EXPECT_OK(cells);
            EXPECT_OK(cells->exec());
            QVERIFY(cells->next() && cells->boolean(0));
        }
        EXPECT_ERROR(snapshotChunk(u"user_account"_s, {}), Validation);
    }

    void everyTableIsAskedWhetherItChanged()
    {
        QFile file(u":/sql/postgres/queries/sync/changed_tables.sql"_s);
        QVERIFY(file.open(QIODevice::ReadOnly));
        const QString sql = QString::fromUtf8(file.readAll());
        for (const SyncTable &table : syncTables(ScopeKind::Tenant))
            QVERIFY2(sql.contains(u"SELECT '%1' WHERE EXISTS (SELECT FROM %1 "_s.arg(table.name)),
                     qPrintable(table.name));
    }

    // Pages of a pull are separate transactions. Whatever is written between them, the complete state is exact.
    void pagedPullIsExactUnderConcurrentWrites()
    {
        auto listing = makeListing(u"Hotel"_s);
        EXPECT_OK(listing);
        EXPECT_OK(scribble(*listing, 7'000, 0, 0));
        EXPECT_OK(scribbleContacts(6'000, 0, 0));
        m_byColumn = true;
        ModelReplica replica;
        qint64 cursor = 0;
        for (int round = 0; round < 3; ++round) {
            QString next;
            int pages = 0;
            for (bool complete = false; !complete; ++pages) {
                auto page = pullPage(cursor, next);
                EXPECT_OK(page);
                replica.apply(*page);
                complete = page->complete;
                next = page->nextPage;
                if (complete)
                    cursor = page->cursor;
                if (!complete && pages < 4) {
                    EXPECT_OK(scribble(*listing, 300, 0.1, 0.1));
                    EXPECT_OK(scribbleContacts(300, 0.1, 0.1));
                }
            }
            QVERIFY(pages > 1 || round > 0);
            QCOMPARE(replica.rows(), serverRows());
            EXPECT_OK(scribble(*listing, 2'000, 0.5, 0.3));
            EXPECT_OK(scribbleContacts(1'000, 0.5, 0.3));
        }
    }

    void snapshotAndCatchUpAreExactUnderConcurrentWrites()
    {
        auto listing = makeListing(u"Hotel"_s);
        EXPECT_OK(listing);
        EXPECT_OK(scribble(*listing, 6'000, 0, 0));
        EXPECT_OK(scribbleContacts(11'000, 0, 0));
        m_byColumn = true;
        ModelReplica replica;
        qint64 start = -1;
        int chunks = 0;
        for (const SyncTable &table : syncTables(ScopeKind::Tenant)) {
            QString after;
            for (bool done = false; !done; ++chunks) {
                auto chunk = snapshotChunk(table.name, after);
                EXPECT_OK(chunk);
                if (start < 0)
                    start = chunk->version;
                if (after.isEmpty() && table.name == u"unit")
                    QVERIFY(chunk->totalRows > kMaxRowsPerPage);
                replica.apply(chunk->rows);
                done = chunk->done;
                after = chunk->after;
                QVERIFY(done || !after.isEmpty());
                EXPECT_OK(scribble(*listing, 50, 0.05, 0.05));
                EXPECT_OK(scribbleContacts(50, 0.05, 0.05));
            }
        }
        QVERIFY(chunks > syncTables(ScopeKind::Tenant).size());
        QString next;
        for (bool complete = false; !complete;) {
            auto page = pullPage(start, next);
            EXPECT_OK(page);
            replica.apply(*page);
            complete = page->complete;
            next = page->nextPage;
        }
        QCOMPARE(replica.rows(), serverRows());
    }

    // All kinds of values, absent ones too, are the same in either form.
    void bookingsByColumnAreThoseByRow()
    {
        auto listing = makeListing(u"Hotel"_s);
        EXPECT_OK(listing);
        {
            auto transaction = TenantTransaction::beginWrite(*m_context, m_host.tenant, m_host.user);
            EXPECT_OK(transaction);
            EXPECT_OK(m_database->execute(kManyBookings.arg(m_host.tenant.toString(), listing->toString())));
            EXPECT_OK(transaction->commit());
        }
        auto byRow = snapshotChunk(u"booking"_s, {});
        m_byColumn = true;
        auto byColumn = snapshotChunk(u"booking"_s, {});
        EXPECT_OK(byRow);
        EXPECT_OK(byColumn);
        QVERIFY(byRow->rows.values.isEmpty() && !byColumn->rows.values.isEmpty());
        QCOMPARE(byRow->rows.rows.size(), 400);
        QCOMPARE(byColumn->rows.columns, byRow->rows.columns);
        QCOMPARE(jsonRows(byColumn->rows).value(), byRow->rows.rows);
        auto page = pullPage(0);
        EXPECT_OK(page);
        const auto bookings = std::find_if(page->tables.cbegin(), page->tables.cend(),
                                           [](const TableRows &rows) { return rows.table == u"booking"; });
        QVERIFY(bookings != page->tables.cend() && !bookings->values.isEmpty());
        QCOMPARE(jsonRows(*bookings).value(), byRow->rows.rows);
    }

    void manyTombstonesArePaged()
    {
        auto listing = makeListing(u"Hotel"_s);
        EXPECT_OK(listing);
        EXPECT_OK(scribble(*listing, 7'000, 0, 0));
        auto chunk = snapshotChunk(u"unit"_s, {});
        EXPECT_OK(chunk);
        EXPECT_OK(scribble(*listing, 0, 0, 2));
        qsizetype tombstones = 0;
        QString next;
        int pages = 0;
        for (bool complete = false; !complete; ++pages) {
            auto page = pullPage(chunk->version, next);
            EXPECT_OK(page);
            QVERIFY(page->tombstones.size() <= kMaxRowsPerPage);
            tombstones += page->tombstones.size();
            complete = page->complete;
            next = page->nextPage;
        }
        QCOMPARE(pages, 2);
        QVERIFY(tombstones >= 7'000);
    }

    void pushAppliesOnceHoweverOftenItIsSent()
    {
        auto listing = makeListing(u"Cabin"_s);
        EXPECT_OK(listing);
        const PushRequest request{
            m_client,
            {edit(1, *listing, {{u"title"_s, u"Hut"_s}}, {{u"title"_s, u"Cabin"_s}}),
             edit(2, *listing, {{u"base_price_minor"_s, 90000}}, {{u"base_price_minor"_s, 100000}})}};
        auto first = push(*m_context, m_host, request);
        EXPECT_OK(first);
        QCOMPARE(first->outcomes.size(), 2);
        QCOMPARE(first->lastMid, 2);
        QCOMPARE(first->outcomes.first().kind, OutcomeKind::Applied);
        QVERIFY(m_notifier.newest.value(scope()) > 0);
        const auto before = serverRows();

        auto again = push(*m_context, m_host, request);
        EXPECT_OK(again);
        QCOMPARE(again->lastMid, 2);
        QCOMPARE(again->outcomes.last().toJson(), first->outcomes.last().toJson());
        QCOMPARE(serverRows(), before);

        auto pulled = pullPage(0, {}, 1);
        EXPECT_OK(pulled);
        QCOMPARE(pulled->lastMid, 2);
        QCOMPARE(pulled->outcomes.size(), 1);
        QCOMPARE(pulled->outcomes.first().mid, 2);
    }

    void pushFromAnotherCopyIsAFork()
    {
        auto listing = makeListing(u"Cabin"_s);
        EXPECT_OK(listing);
        const Mutation mine = edit(1, *listing, {{u"title"_s, u"Hut"_s}}, {{u"title"_s, u"Cabin"_s}});
        EXPECT_OK(push(*m_context, m_host, {m_client, {mine}}));
        EXPECT_ERROR(push(*m_context, m_host, {m_client, {edit(1, *listing, {{u"title"_s, u"B"_s}}, {})}}),
                     ClientForked);
        EXPECT_ERROR(push(*m_context, m_host, {m_client, {edit(3, *listing, {{u"title"_s, u"C"_s}}, {})}}),
                     ClientForked);
        Mutation changed = mine;
        changed.args.insert(u"changes"_s, QJsonObject{{u"title"_s, u"D"_s}});
        EXPECT_ERROR(push(*m_context, m_host, {m_client, {changed}}), ClientForked);

        // Under a new id what was done is known, and what is new goes on from there.
        const ClientId forked = ClientId::create();
        auto resent = push(*m_context, m_host,
                           {forked, {mine, edit(2, *listing, {{u"title"_s, u"E"_s}}, {{u"title"_s, u"Hut"_s}})}});
        EXPECT_OK(resent);
        QCOMPARE(resent->lastMid, 2);
        QCOMPARE(resent->outcomes.first().mid, 1);
        QCOMPARE(resent->outcomes.last().kind, OutcomeKind::Applied);
    }

    void pushMergesFieldByField()
    {
        auto listing = makeListing(u"Cabin"_s);
        EXPECT_OK(listing);
        EXPECT_OK(ListingService().edit(*m_context, m_host, *listing, {{u"title"_s, u"Theirs"_s}}));
        auto reply = push(*m_context, m_host,
                          {m_client,
                           {edit(1, *listing, {{u"title"_s, u"Mine"_s}, {u"base_price_minor"_s, 80000}},
                                 {{u"title"_s, u"Cabin"_s}, {u"base_price_minor"_s, 100000}})}});
        EXPECT_OK(reply);
        const Outcome outcome = reply->outcomes.first();
        QCOMPARE(outcome.kind, OutcomeKind::Merged);
        QCOMPARE(outcome.conflicts.size(), 1);
        QCOMPARE(outcome.conflicts.first().theirs.toString(), u"Theirs"_s);
        QCOMPARE(outcome.conflicts.first().mine.toString(), u"Mine"_s);
        auto now = ListingService().find(*m_context, m_host, *listing);
        EXPECT_OK(now);
        QVERIFY(now->has_value());
        QVERIFY((*now)->contains("Theirs") && !(*now)->contains("Mine") && (*now)->contains("80000"));
    }

    void whatFailsForGoodIsStoredAndTheQueueGoesOn()
    {
        auto listing = makeListing(u"Cabin"_s);
        EXPECT_OK(listing);
        Mutation unknown = edit(1, *listing, {}, {});
        unknown.name = u"listing.teleport"_s;
        auto reply = push(*m_context, m_host,
                          {m_client,
                           {unknown, edit(2, *listing, {{u"title"_s, u""_s}}, {}), edit(3, ListingId::create(), {}, {}),
                            edit(4, *listing, {{u"title"_s, u"Hut"_s}}, {{u"title"_s, u"Cabin"_s}})}});
        EXPECT_OK(reply);
        QCOMPARE(reply->outcomes.size(), 4);
        QCOMPARE(reply->outcomes[0].code, u"UNKNOWN_MUTATION"_s);
        QCOMPARE(reply->outcomes[1].code, u"VALIDATION_ERROR"_s);
        QCOMPARE(reply->outcomes[2].code, u"NOT_FOUND"_s);
        QCOMPARE(reply->outcomes[3].kind, OutcomeKind::Applied);
    }

    void strangersCannotAdvanceAScope()
    {
        auto listing = makeListing(u"Cabin"_s);
        EXPECT_OK(listing);
        auto other = makeHost(u"bea"_s);
        EXPECT_OK(other);
        const qint64 before = pullPage(0)->cursor;
        auto reply = push(*m_context, *other, {ClientId::create(), {edit(1, *listing, {{u"title"_s, u"X"_s}}, {})}});
        EXPECT_OK(reply);
        QCOMPARE(reply->outcomes.first().code, u"SCOPE_GONE"_s);
        QCOMPARE(pullPage(0)->cursor, before);
    }
};

QTEST_GUILESS_MAIN(TestServerSync)
#include "TestServerSync.moc"
