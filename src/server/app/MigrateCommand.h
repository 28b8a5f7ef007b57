// roostd migrate: brings the database to this program's schema.
#pragma once

#include "Subcommand.h"

namespace roost::app {

class MigrateCommand : public Subcommand
{
public:
    QString name() const override { return QStringLiteral("migrate"); }
    QString summary() const override { return QStringLiteral("Bring the database to this program's schema."); }
    void addOptions(QCommandLineParser &parser) const override;
    Result<void> run(const QCommandLineParser &parser) override;
};

} // namespace roost::app
