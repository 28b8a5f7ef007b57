// roostd openapi: prints the API description, for tools and for those who build other front ends.
#pragma once

#include "Subcommand.h"

namespace roost::app {

class OpenApiCommand : public Subcommand
{
public:
    QString name() const override { return QStringLiteral("openapi"); }
    QString summary() const override { return QStringLiteral("Print the API description (OpenAPI, JSON)."); }
    void addOptions(QCommandLineParser &parser) const override;
    Result<void> run(const QCommandLineParser &parser) override;
};

} // namespace roost::app
