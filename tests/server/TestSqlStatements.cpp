// Prepares every statement of the catalogue against the migrated schema: a misspelt column shows here, not at a guest's
// booking.
#include "support/Expect.h"
#include "support/PostgresFixture.h"

#include "client/replica/SealedColumns.h"
#include "storage/Migrator.h"

#include <QTemporaryDir>
#include <QTest>

namespace roost::test {

using namespace Qt::StringLiterals;

class TestSqlStatements : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void preparesForPostgres_data();
    void preparesForPostgres();
    void preparesForSqlite_data();
    void preparesForSqlite();

private:
    PostgresFixture m_postgres;
    std::unique_ptr<Database> m_app;
    QTemporaryDir m_folder;
    std::unique_ptr<Database> m_replica;
};

void TestSqlStatements::initTestCase()
{
    EXPECT_OK(m_postgres.start());
    const auto made = m_postgres.createDatabase();
    EXPECT_OK(made);
    auto app = Database::openPostgres(made->appUrl);
    EXPECT_OK(app);
    m_app = *std::move(app);
    auto replica = Database::openSqlite(m_folder.filePath(u"replica.sqlite"_s));
    EXPECT_OK(replica);
    m_replica = *std::move(replica);
    EXPECT_OK(replica::useKey(*m_replica, replica::FieldKey::create()));
    EXPECT_OK(Migrator(*m_replica, Migrator::builtIn(SqlDialect::Sqlite)).migrate());
}

void TestSqlStatements::preparesForPostgres_data()
{
    QTest::addColumn<QString>("name");
    const QStringList names = SqlCatalog::of(SqlDialect::Postgres).names();
    QVERIFY(names.size() > 50);
    for (const QString &name : names)
        QTest::newRow(qPrintable(name)) << name;
}

void TestSqlStatements::preparesForPostgres()
{
    QFETCH(QString, name);
    EXPECT_OK(m_app->statement(name));
}

void TestSqlStatements::preparesForSqlite_data()
{
    QTest::addColumn<QString>("name");
    const QStringList names = SqlCatalog::of(SqlDialect::Sqlite).names();
    QVERIFY(names.size() > 10);
    for (const QString &name : names)
        QTest::newRow(qPrintable(name)) << name;
}

void TestSqlStatements::preparesForSqlite()
{
    QFETCH(QString, name);
    EXPECT_OK(m_replica->statement(name));
}

} // namespace roost::test

QTEST_GUILESS_MAIN(roost::test::TestSqlStatements)
#include "TestSqlStatements.moc"
