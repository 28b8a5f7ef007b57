// Where the database is: the embedded Postgres of the data folder, or the one that the environment names.
#pragma once

#include "ServerSettings.h"

#include "server/ops/EmbeddedPostgres.h"
#include "storage/Database.h"

namespace roost::app {

// Belongs to the thread that opens it (EmbeddedPostgres).
class DatabaseHost
{
public:
    // Serving: the folder is this process's alone. Else a running roostd's Postgres is joined.
    enum class Purpose { Serve, Subcommand };

    // Starts or joins the embedded Postgres and brings its schema up to date; an external database is left as it is.
    static Result<DatabaseHost> open(const ServerSettings &settings, Purpose purpose);

    bool isEmbedded() const { return m_embedded != nullptr; }
    // Null for an external database.
    EmbeddedPostgres *embedded() const { return m_embedded.get(); }

    // As roost_app. Any thread. For an external database: Validation when ROOST_DATABASE_URL is not set.
    Result<std::unique_ptr<Database>> openAsApp() const;
    // For openAsApp() on other threads, without this object.
    std::function<Result<std::unique_ptr<Database>>()> appOpener() const;
    // As appOpener(), for connections that answer requests: no statement runs longer than kLongestStatementSeconds
    // (ErrorCode::Timeout), so that nobody outside can keep the database busy with one request.
    std::function<Result<std::unique_ptr<Database>>()> servingOpener() const;
    static constexpr int kLongestStatementSeconds = 30;
    // As roost_owner. For an external database: Validation when ROOST_OWNER_DATABASE_URL is not set.
    Result<QUrl> ownerUrl() const;

private:
    std::unique_ptr<EmbeddedPostgres> m_embedded;
    QUrl m_appUrl;
    QUrl m_ownerUrl;
};

// Whether the role behind this connection is one that row security holds: not a superuser, no BYPASSRLS, owner of no
// table. Forbidden, saying what to do. Also UpgradeRequired when the schema is not this program's.
Result<void> checkFitToServe(Database &database);

} // namespace roost::app
