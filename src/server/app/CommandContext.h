// What a subcommand that works on the data needs: settings, database, services.
#pragma once

#include "DatabaseHost.h"

#include "server/identity/IdentityService.h"
#include "server/tenancy/ServerContext.h"

class QCommandLineParser;

namespace roost::app {

// Belongs to the thread that opens it.
class CommandContext
{
    Q_DISABLE_COPY_MOVE(CommandContext)

public:
    // The database as roost_app, fit to work on (checkFitToServe), and the signing key.
    static Result<std::unique_ptr<CommandContext>> open(const QCommandLineParser &parser);

    ServerContext server() { return {*m_database, m_clock, nullptr}; }
    IdentityService &identity() { return *m_identity; }

private:
    CommandContext() = default;

    SystemClock m_clock;
    std::optional<DatabaseHost> m_host;
    std::unique_ptr<Database> m_database;
    std::unique_ptr<AccessTokens> m_tokens;
    std::unique_ptr<IdentityService> m_identity;
};

} // namespace roost::app
