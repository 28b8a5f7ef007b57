// One tenant tries every table with the rows of another, as the role that roostd uses. The tables come from the
// database's catalogue, so a new one is tried without being named here.
#include "support/Expect.h"
#include "support/TwoTenants.h"

#include "storage/Transaction.h"

#include <QTest>

namespace roost::test {

using namespace Qt::StringLiterals;

class TestRowSecurity : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();

    void forcesRowSecurityOnTenantTables_data() { listTenantTables(); }
    void forcesRowSecurityOnTenantTables();
    void knowsTheTablesWithoutRowSecurity();
    void servesAsARoleThatOwnsNothing();

    void hidesRowsOfOthers_data() { listTenantTables(); }
    void hidesRowsOfOthers();
    void keepsOthersFromUpdating_data() { listTenantTables(); }
    void keepsOthersFromUpdating();
    void keepsOthersFromDeleting_data() { listTenantTables(); }
    void keepsOthersFromDeleting();
    void keepsOthersFromInserting_data() { listTenantTables(); }
    void keepsOthersFromInserting();
    void showsNothingWithoutATenant_data() { listProtectedTables(); }
    void showsNothingWithoutATenant();
    void keepsSyncClientsPrivate();

private:
    void listTenantTables();
    void listProtectedTables();
    QString table() const;
    // The rows of `table` that nobody but their tenant may see.
    QString privateRows(const QString &table) const;
    // A transaction of Mallory's tenant and user, as roost_app; rolled back when it goes out of scope.
    Result<Transaction> asMallory();
    Result<qint64> count(Database &database, const QString &sql);
    // Rows written; none when the role may not do that to the table at all.
    Result<qint64> rowsWritten(const QString &sql);
    Result<QStringList> writableColumns(const QString &table);

    PostgresFixture m_postgres;
    TwoTenants m_world;
    std::unique_ptr<Database> m_app;
};

void TestRowSecurity::initTestCase()
{
    EXPECT_OK(m_postgres.start());
    EXPECT_OK(m_world.start(m_postgres));
    auto app = Database::openPostgres(m_world.api().database().appUrl);
    EXPECT_OK(app);
    m_app = *std::move(app);
}

void TestRowSecurity::listTenantTables()
{
    QTest::addColumn<QString>("table");
    const auto tables = m_world.tenantTables();
    for (const QString &name : *tables)
        QTest::newRow(qPrintable(name)) << name;
}

void TestRowSecurity::listProtectedTables()
{
    QTest::addColumn<QString>("table");
    const auto tables = columnOf(m_world.admin(), u"SELECT relname::text FROM pg_class WHERE relrowsecurity "
                                                  "AND relnamespace = 'public'::regnamespace ORDER BY relname"_s);
    for (const QString &name : *tables)
        QTest::newRow(qPrintable(name)) << name;
}

QString TestRowSecurity::table() const
{
    QFETCH(QString, table);
    return table;
}

QString TestRowSecurity::privateRows(const QString &name) const
{
    // What is published is for everybody to read.
    return name == "listing"_L1 ? name + u" WHERE status <> 'published' AND true"_s : name + u" WHERE true"_s;
}

Result<Transaction> TestRowSecurity::asMallory()
{
    ROOST_ASSIGN(Transaction transaction, Transaction::begin(*m_app));
    ROOST_TRY(
        m_app->execute(u"SELECT set_config('roost.tenant', '%1', true), set_config('roost.user', '%2', true)"_s.arg(
            m_world.mallory().tenant, m_world.mallory().user.id)));
    ROOST_TRY(m_app->execute(u"SELECT roost_advance_scope()"_s));
    return transaction;
}

Result<qint64> TestRowSecurity::count(Database &database, const QString &sql)
{
    ROOST_ASSIGN(const QStringList found, columnOf(database, sql));
    return found.value(0).toLongLong();
}

Result<qint64> TestRowSecurity::rowsWritten(const QString &sql)
{
    ROOST_ASSIGN(Statement statement, m_app->prepare(sql));
    const auto done = statement.exec();
    if (done)
        return statement.rowsAffected();
    if (done.error().code == ErrorCode::Forbidden)
        return 0;
    return fail(done.error());
}

Result<QStringList> TestRowSecurity::writableColumns(const QString &name)
{
    return columnOf(m_world.admin(),
                    u"SELECT attname::text FROM pg_attribute WHERE attrelid = '%1'::regclass AND attnum > 0 "
                    "AND NOT attisdropped AND attgenerated = '' AND attidentity <> 'a' ORDER BY attnum"_s.arg(name));
}

void TestRowSecurity::forcesRowSecurityOnTenantTables()
{
    const auto forced = count(m_world.admin(), u"SELECT count(*) FROM pg_class WHERE oid = '%1'::regclass "
                                               "AND relrowsecurity AND relforcerowsecurity"_s.arg(table()));
    EXPECT_OK(forced);
    QCOMPARE(*forced, 1);
}

void TestRowSecurity::knowsTheTablesWithoutRowSecurity()
{
    // A view counts unless it looks with the rights of whoever asks.
    const auto open =
        columnOf(m_world.admin(), u"SELECT relname::text FROM pg_class WHERE relkind IN ('r', 'p', 'm', 'v') "
                                  "AND relnamespace = 'public'::regnamespace AND NOT relrowsecurity "
                                  "AND NOT coalesce(reloptions @> ARRAY['security_invoker=true'], false) "
                                  "AND has_table_privilege('roost_app', oid, 'SELECT') ORDER BY relname"_s);
    EXPECT_OK(open);
    // They belong to people, not to tenants, and only the identity module reads them; or they hold nothing of anybody.
    QCOMPARE(*open, (QStringList{u"idempotency_key"_s, u"refresh_token"_s, u"schema_migration"_s, u"server_epoch"_s,
                                 u"session"_s, u"user_account"_s}));
}

void TestRowSecurity::servesAsARoleThatOwnsNothing()
{
    const auto rights = columnOf(*m_app, u"SELECT rolsuper::text || rolbypassrls::text || rolcreaterole::text "
                                         "FROM pg_roles WHERE rolname = current_user"_s);
    EXPECT_OK(rights);
    QCOMPARE(rights->value(0), u"falsefalsefalse"_s);
    const auto owned =
        count(*m_app, u"SELECT count(*) FROM pg_class WHERE pg_has_role(current_user, relowner, 'MEMBER')"_s);
    EXPECT_OK(owned);
    QCOMPARE(*owned, 0);
}

void TestRowSecurity::hidesRowsOfOthers()
{
    const QString sql =
        u"SELECT count(*) FROM %1 AND tenant_id = '%2'"_s.arg(privateRows(table()), m_world.alice().tenant);
    const auto really = count(m_world.admin(), sql);
    EXPECT_OK(really);
    QVERIFY2(*really > 0, "the other tenant has no row here: this test proves nothing, extend TwoTenants");
    const auto transaction = asMallory();
    EXPECT_OK(transaction);
    const auto seen = count(*m_app, sql);
    EXPECT_OK(seen);
    QCOMPARE(*seen, 0);
    const auto own =
        count(*m_app, u"SELECT count(*) FROM %1 WHERE tenant_id = '%2'"_s.arg(table(), m_world.mallory().tenant));
    EXPECT_OK(own);
    QVERIFY(*own > 0);
}

void TestRowSecurity::keepsOthersFromUpdating()
{
    const auto columns = writableColumns(table());
    EXPECT_OK(columns);
    const auto transaction = asMallory();
    EXPECT_OK(transaction);
    const auto written = rowsWritten(
        u"UPDATE %1 SET %2 = %2 WHERE tenant_id = '%3'"_s.arg(table(), columns->first(), m_world.alice().tenant));
    EXPECT_OK(written);
    QCOMPARE(*written, 0);
}

void TestRowSecurity::keepsOthersFromDeleting()
{
    const auto transaction = asMallory();
    EXPECT_OK(transaction);
    const auto written = rowsWritten(u"DELETE FROM %1 WHERE tenant_id = '%2'"_s.arg(table(), m_world.alice().tenant));
    EXPECT_OK(written);
    QCOMPARE(*written, 0);
}

// A copy of one of Alice's rows, as she could insert it herself, but for its key.
void TestRowSecurity::keepsOthersFromInserting()
{
    const auto columns = writableColumns(table());
    EXPECT_OK(columns);
    const auto row = columnOf(
        m_world.admin(),
        u"SELECT to_jsonb(t)::text FROM %1 AS t WHERE tenant_id = '%2' LIMIT 1"_s.arg(table(), m_world.alice().tenant));
    EXPECT_OK(row);
    QCOMPARE(row->size(), 1);
    const auto transaction = asMallory();
    EXPECT_OK(transaction);
    const QString names = columns->join(u", "_s);
    auto insert = m_app->prepare(
        u"INSERT INTO %1 (%2) SELECT %2 FROM jsonb_populate_record(NULL::%1, :row::jsonb)"_s.arg(table(), names));
    EXPECT_OK(insert);
    insert->bind(u":row"_s, row->first());
    EXPECT_ERROR(insert->exec(), Forbidden);
}

void TestRowSecurity::showsNothingWithoutATenant()
{
    auto seen = count(*m_app, u"SELECT count(*) FROM "_s + privateRows(table()));
    EXPECT_OK(seen);
    QCOMPARE(*seen, 0);

    const auto transaction = Transaction::begin(*m_app);
    EXPECT_OK(transaction);
    EXPECT_OK(m_app->execute(u"SELECT set_config('roost.tenant', gen_random_uuid()::text, true), "
                             "set_config('roost.user', gen_random_uuid()::text, true)"_s));
    seen = count(*m_app, u"SELECT count(*) FROM "_s + privateRows(table()));
    EXPECT_OK(seen);
    QCOMPARE(*seen, 0);
}

void TestRowSecurity::keepsSyncClientsPrivate()
{
    const QString client = uuidText(newUuid());
    EXPECT_OK(m_world.admin().execute(
        u"INSERT INTO sync_client (client_id, user_id) VALUES ('%1', '%2')"_s.arg(client, m_world.alice().user.id)));
    EXPECT_OK(m_world.admin().execute(u"INSERT INTO sync_outcome (mutation_id, client_id, mid, hash, outcome) "
                                      "VALUES (gen_random_uuid(), '%1', 1, '\\x00', '{}')"_s.arg(client)));
    const auto transaction = asMallory();
    EXPECT_OK(transaction);
    for (const QString &name : {u"sync_client"_s, u"sync_outcome"_s}) {
        const auto seen = count(*m_app, u"SELECT count(*) FROM "_s + name);
        EXPECT_OK(seen);
        QCOMPARE(*seen, 0);
        const auto written = rowsWritten(u"DELETE FROM "_s + name);
        EXPECT_OK(written);
        QCOMPARE(*written, 0);
    }
}

} // namespace roost::test

QTEST_GUILESS_MAIN(roost::test::TestRowSecurity)
#include "TestRowSecurity.moc"
