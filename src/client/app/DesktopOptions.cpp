// Reads the command line and fills in the folders that it leaves open.
#include "DesktopOptions.h"

#include "client/replica/Profile.h"

#include <QCommandLineParser>
#include <QStandardPaths>

using namespace Qt::StringLiterals;

namespace roost {

namespace {

Result<QSize> parseSize(const QString &text)
{
    const QStringList parts = text.split(u'x');
    const QSize size = parts.size() == 2 ? QSize(parts[0].toInt(), parts[1].toInt()) : QSize();
    if (size.width() < 320 || size.height() < 240)
        return fail(ErrorCode::Validation, u"--size must be a width and a height, such as 1280x800."_s);
    return size;
}

void addOptions(QCommandLineParser &parser)
{
    parser.setApplicationDescription(u"Roost: your listings, calendar and bookings, also without a network."_s);
    parser.addHelpOption();
    parser.addVersionOption();
    parser.addOptions({
        {u"profile"_s, u"Keep the replica in this folder."_s, u"DIR"_s},
        {u"demo"_s, u"Show a demo portfolio with a server of its own on this computer."_s},
        {u"data"_s, u"Where the demo's server keeps its data."_s, u"DIR"_s},
        {u"connect"_s, u"Log in to this server."_s, u"URL"_s},
        {u"email"_s, u"Log in with this account; the password is asked for, or taken from ROOST_PASSWORD."_s, u"E"_s},
        {u"offline"_s, u"Start on the replica alone."_s},
        {u"theme"_s, u"light or dark; also ROOST_THEME."_s, u"NAME"_s},
        {u"page"_s, u"Show this page first: calendar, reservations, listings, problems or sync."_s, u"NAME"_s},
        {u"date"_s, u"Scroll the calendar to this day, such as 2026-12-31."_s, u"DATE"_s},
        {u"size"_s, u"The window's size, such as 1280x800."_s, u"WxH"_s},
        {u"screenshot"_s, u"Write a picture of the window when it is ready."_s, u"FILE"_s},
        {u"exit-after-ready"_s, u"Quit when the window is ready."_s},
    });
}

std::optional<ThemeMode> chosenTheme(const QCommandLineParser &parser)
{
    const QString name = parser.isSet(u"theme"_s) ? parser.value(u"theme"_s) : qEnvironmentVariable("ROOST_THEME");
    if (name.isEmpty())
        return std::nullopt;
    return themeModeFromName(name);
}

} // namespace

Result<DesktopOptions> parseDesktopOptions(const QStringList &arguments)
{
    QCommandLineParser parser;
    addOptions(parser);
    if (!parser.parse(arguments))
        return fail(ErrorCode::Validation, parser.errorText());
    if (parser.isSet(u"help"_s))
        parser.showHelp();
    if (parser.isSet(u"version"_s))
        parser.showVersion();

    DesktopOptions options;
    options.demo = parser.isSet(u"demo"_s);
    options.demoFolder = parser.value(u"data"_s);
    if (options.demoFolder.isEmpty())
        options.demoFolder = QStandardPaths::writableLocation(QStandardPaths::GenericDataLocation) + u"/roost/try"_s;
    // The demo has a profile of its own beside its server, so that it never mixes with the host's real one.
    const QString usual = options.demo ? options.demoFolder + u"/desktop"_s : replica::Profile::defaultFolder();
    options.profileFolder = parser.isSet(u"profile"_s) ? parser.value(u"profile"_s) : usual;
    options.connectUrl = parser.value(u"connect"_s);
    options.email = parser.value(u"email"_s);
    options.offline = parser.isSet(u"offline"_s);
    options.theme = chosenTheme(parser);
    options.page = parser.value(u"page"_s);
    if (parser.isSet(u"date"_s)) {
        options.date = QDate::fromString(parser.value(u"date"_s), Qt::ISODate);
        if (!options.date.isValid())
            return fail(ErrorCode::Validation, u"--date takes a day written like 2026-12-31."_s);
    }
    options.screenshotFile = parser.value(u"screenshot"_s);
    options.exitAfterReady = parser.isSet(u"exit-after-ready"_s);
    if (parser.isSet(u"size"_s)) {
        ROOST_ASSIGN(options.windowSize, parseSize(parser.value(u"size"_s)));
    }
    return options;
}

} // namespace roost
