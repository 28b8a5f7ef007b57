// Wires InsideAirbnbImporter to the terminal.
#include "ImportCommand.h"

#include "CommandContext.h"
#include "ServerSettings.h"
#include "Terminal.h"

#include "server/importing/InsideAirbnbImporter.h"

#include <QCommandLineParser>

namespace roost::app {

using namespace Qt::StringLiterals;

namespace {

// A line for each percent would be too much for a log, and too little for somebody who waits.
class ProgressLine
{
public:
    void show(const ImportProgress &progress)
    {
        const bool isLast = progress.hostsDone == progress.hosts;
        const auto now = std::chrono::steady_clock::now();
        if (!isLast && now - m_shown < std::chrono::milliseconds(500))
            return;
        m_shown = now;
        printProgress(
            u"%1 of %2 hosts, %3 stays"_s.arg(progress.hostsDone).arg(progress.hosts).arg(progress.staysImported));
        if (isLast)
            endProgress();
    }

private:
    std::chrono::steady_clock::time_point m_shown;
};

} // namespace

void ImportCommand::addOptions(QCommandLineParser &parser) const
{
    const InsideAirbnbOptions defaults;
    addDataOption(parser);
    parser.addOptions({
        {u"listings"_s, u"listings.csv of the city."_s, u"FILE"_s},
        {u"reviews"_s, u"reviews.csv of the city."_s, u"FILE"_s},
        {u"currency"_s, u"Of the prices; default %1."_s.arg(defaults.currency), u"CODE"_s, defaults.currency},
        {u"zone"_s, u"Time zone of the city; default %1."_s.arg(defaults.timeZone), u"ZONE"_s, defaults.timeZone},
        {u"city"_s, u"Its name; default %1."_s.arg(defaults.city), u"NAME"_s, defaults.city},
        {u"country"_s, u"Its country; default %1."_s.arg(defaults.country), u"CODE"_s, defaults.country},
    });
}

Result<void> ImportCommand::run(const QCommandLineParser &parser)
{
    InsideAirbnbOptions options;
    options.listingsPath = parser.value(u"listings"_s);
    options.reviewsPath = parser.value(u"reviews"_s);
    options.currency = parser.value(u"currency"_s);
    options.timeZone = parser.value(u"zone"_s);
    options.city = parser.value(u"city"_s);
    options.country = parser.value(u"country"_s);
    if (options.listingsPath.isEmpty() || options.reviewsPath.isEmpty())
        return fail(ErrorCode::Validation, u"Both --listings and --reviews are needed."_s);

    ROOST_ASSIGN(const auto context, CommandContext::open(parser));
    ServerContext server = context->server();
    InsideAirbnbImporter importer(server, options);
    ProgressLine line;
    importer.onProgress([&line](const ImportProgress &progress) { line.show(progress); });
    ROOST_ASSIGN(const ImportReport report, importer.run());
    printLine(report.toText().trimmed());
    return {};
}

} // namespace roost::app
