// roostd import inside-airbnb: a city's open data as tenants, listings and past stays.
#pragma once

#include "Subcommand.h"

namespace roost::app {

class ImportCommand : public Subcommand
{
public:
    QString name() const override { return QStringLiteral("import inside-airbnb"); }
    QString summary() const override { return QStringLiteral("Import a city of Inside Airbnb."); }
    void addOptions(QCommandLineParser &parser) const override;
    Result<void> run(const QCommandLineParser &parser) override;
};

} // namespace roost::app
