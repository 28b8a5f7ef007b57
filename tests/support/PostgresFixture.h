// A throwaway Postgres for tests: the embedded server's own code in a temporary folder, with the real migrations.
//
//   void initTestCase() { EXPECT_OK(m_postgres.start()); }
//   void init() { auto made = m_postgres.createDatabase(); EXPECT_OK(made); m_database = *made; }
//   PostgresFixture m_postgres;
#pragma once

#include "common/Result.h"
#include "server/ops/EmbeddedPostgres.h"

#include <QTemporaryDir>
#include <QUrl>

namespace roost::test {

// One migrated database in the fixture's cluster. Both URLs are for Database::openPostgres.
struct TestDatabase
{
    QString name;
    QUrl appUrl;   // as roost_app, like roostd
    QUrl ownerUrl; // as roost_owner: goes round grants, but not round forced row security
    QUrl adminUrl; // as the superuser: sees every row, to check what is really there
};

// One cluster a test program, a fresh copy of the migrated database a test: some 50 ms each. Not durable. Everything is
// removed with the fixture. Belongs to the thread that starts it. Works as root and as a normal user.
class PostgresFixture
{
public:
    // The cluster, with a migrated database as the template. About a second.
    Result<void> start();
    Result<TestDatabase> createDatabase();
    // Ends its connections and drops it; only for tests that make very many.
    Result<void> dropDatabase(const TestDatabase &database);

    EmbeddedPostgres &server() { return *m_server; }

private:
    QTemporaryDir m_folder;
    std::unique_ptr<EmbeddedPostgres> m_server;
    int m_databases = 0;
};

} // namespace roost::test
