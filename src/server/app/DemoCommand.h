// roostd demo: a made-up portfolio to try Roost with, or a large one to measure it.
#pragma once

#include "Subcommand.h"

namespace roost::app {

class DemoCommand : public Subcommand
{
public:
    QString name() const override { return QStringLiteral("demo"); }
    QString summary() const override { return QStringLiteral("Fill the server with a demo portfolio."); }
    void addOptions(QCommandLineParser &parser) const override;
    Result<void> run(const QCommandLineParser &parser) override;
};

} // namespace roost::app
