// The embedded database is migrated whenever it is opened; an external one only here.
#include "MigrateCommand.h"

#include "DatabaseHost.h"
#include "ServerSettings.h"
#include "Terminal.h"

#include "server/ops/ServerDatabase.h"

#include <QCommandLineParser>

namespace roost::app {

using namespace Qt::StringLiterals;

void MigrateCommand::addOptions(QCommandLineParser &parser) const
{
    addDataOption(parser);
}

Result<void> MigrateCommand::run(const QCommandLineParser &parser)
{
    ROOST_ASSIGN(const ServerSettings settings, readSettings(parser));
    ROOST_ASSIGN(const DatabaseHost host, DatabaseHost::open(settings, DatabaseHost::Purpose::Subcommand));
    ROOST_ASSIGN(const QUrl owner, host.ownerUrl());
    ROOST_ASSIGN(const int applied, prepareDatabase(owner));
    printLine(applied > 0 ? u"Applied %1 migrations."_s.arg(applied) : u"The schema is up to date."_s);
    return {};
}

} // namespace roost::app
