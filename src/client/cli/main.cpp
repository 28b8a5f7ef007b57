// roost-cli.
#include "client/cli/CliProgram.h"

#include "common/Log.h"

#include <QCoreApplication>

int main(int argc, char *argv[])
{
    QCoreApplication application(argc, argv);
    application.setApplicationName(QStringLiteral("roost-cli"));
    roost::installLogHandler();
    return roost::cli::runCli(QCoreApplication::arguments());
}
