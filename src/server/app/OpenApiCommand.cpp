// The document that /openapi.json serves, indented. It is compiled in: neither data folder nor database are needed.
#include "OpenApiCommand.h"

#include "Terminal.h"

#include "server/api/ApiDescription.h"

#include <QJsonDocument>

namespace roost::app {

void OpenApiCommand::addOptions(QCommandLineParser &) const {}

Result<void> OpenApiCommand::run(const QCommandLineParser &)
{
    ROOST_ASSIGN(const api::ApiDescription description, api::ApiDescription::builtIn());
    printLine(QString::fromUtf8(QJsonDocument::fromJson(description.json()).toJson()).trimmed());
    return {};
}

} // namespace roost::app
