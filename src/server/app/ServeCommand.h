// roostd serve: the server, until SIGTERM or SIGINT.
#pragma once

#include "Subcommand.h"

namespace roost::app {

class ServeCommand : public Subcommand
{
public:
    QString name() const override { return QStringLiteral("serve"); }
    QString summary() const override { return QStringLiteral("Serve the API until it is told to stop."); }
    void addOptions(QCommandLineParser &parser) const override;
    Result<void> run(const QCommandLineParser &parser) override;
};

} // namespace roost::app
