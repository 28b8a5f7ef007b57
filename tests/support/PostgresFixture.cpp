#include "PostgresFixture.h"

#include "server/ops/ServerDatabase.h"
#include "storage/Database.h"

namespace roost::test {

using namespace Qt::StringLiterals;

Result<void> PostgresFixture::start()
{
    if (!m_folder.isValid())
        return fail(ErrorCode::StorageFull, u"No temporary folder can be made."_s, m_folder.errorString());
    EmbeddedPostgresOptions options;
    options.durable = false;
    ROOST_ASSIGN(m_server, EmbeddedPostgres::start(m_folder.path(), options));
    ROOST_TRY(prepareDatabase(m_server->ownerUrl()));
    return {};
}

Result<TestDatabase> PostgresFixture::createDatabase()
{
    const QString name = u"test_%1"_s.arg(++m_databases);
    ROOST_ASSIGN(const auto admin, Database::openPostgres(m_server->adminUrl()));
    // Nobody is connected to the template but this: it was migrated and left.
    ROOST_TRY(admin->execute(u"CREATE DATABASE %1 TEMPLATE roost OWNER roost_owner"_s.arg(name)));
    return TestDatabase{name, m_server->url(u"roost_app"_s, name), m_server->url(u"roost_owner"_s, name),
                        m_server->adminUrl(name)};
}

Result<void> PostgresFixture::dropDatabase(const TestDatabase &database)
{
    ROOST_ASSIGN(const auto admin, Database::openPostgres(m_server->adminUrl()));
    return admin->execute(u"DROP DATABASE %1 WITH (FORCE)"_s.arg(database.name));
}

} // namespace roost::test
