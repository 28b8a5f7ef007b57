// roostd, Roost's server.
#include "server/app/Subcommand.h"

#include <QCoreApplication>

int main(int argc, char **argv)
{
    QCoreApplication application(argc, argv);
    QCoreApplication::setApplicationName(QStringLiteral("roostd"));
    QCoreApplication::setApplicationVersion(QStringLiteral(ROOST_VERSION));
    return roost::app::runCommandLine(QCoreApplication::arguments());
}
