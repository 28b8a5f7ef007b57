// Opens everything in order.
#include "CommandContext.h"

namespace roost::app {

Result<std::unique_ptr<CommandContext>> CommandContext::open(const QCommandLineParser &parser)
{
    ROOST_ASSIGN(const ServerSettings settings, readSettings(parser));
    std::unique_ptr<CommandContext> context(new CommandContext);
    ROOST_ASSIGN(DatabaseHost host, DatabaseHost::open(settings, DatabaseHost::Purpose::Subcommand));
    context->m_host = std::move(host);
    ROOST_ASSIGN(context->m_database, context->m_host->openAsApp());
    ROOST_TRY(checkFitToServe(*context->m_database));
    ROOST_ASSIGN(TokenKey key, TokenKey::loadOrCreate(settings.keyFolder()));
    context->m_tokens = std::make_unique<AccessTokens>(std::move(key), context->m_clock);
    context->m_identity = std::make_unique<IdentityService>(*context->m_tokens);
    return context;
}

} // namespace roost::app
