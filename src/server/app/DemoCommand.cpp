// Wires DemoPortfolio to the terminal.
#include "DemoCommand.h"

#include "CommandContext.h"
#include "ServerSettings.h"
#include "Terminal.h"

#include "common/Secrets.h"
#include "server/demo/DemoPortfolio.h"
#include "server/identity/AccountRules.h"

#include <QCommandLineParser>

namespace roost::app {

using namespace Qt::StringLiterals;

namespace {

Result<int> count(const QCommandLineParser &parser, const QString &option, int otherwise)
{
    if (!parser.isSet(option))
        return otherwise;
    bool isNumber = false;
    const int value = parser.value(option).toInt(&isNumber);
    if (!isNumber || value < 0)
        return fail(ErrorCode::Validation, u"--%1 must be a number."_s.arg(option));
    return value;
}

Result<DemoOptions> readOptions(const QCommandLineParser &parser)
{
    DemoOptions options;
    ROOST_ASSIGN(options.listings, count(parser, u"listings"_s, options.listings));
    if (parser.isSet(u"bookings"_s)) {
        ROOST_ASSIGN(const int bookings, count(parser, u"bookings"_s, 0));
        options.bookings = bookings;
    }
    ROOST_ASSIGN(const int seed, count(parser, u"seed"_s, static_cast<int>(options.seed)));
    options.seed = static_cast<quint32>(seed);
    if (parser.isSet(u"email"_s)) {
        ROOST_ASSIGN(options.ownerEmail, normalisedEmail(parser.value(u"email"_s)));
    }
    return options;
}

Result<QString> choosePassword(const QCommandLineParser &parser)
{
    if (!parser.isSet(u"password-stdin"_s))
        return randomToken(12);
    ROOST_ASSIGN(const QString password, readPassword(u"Password"_s, false));
    ROOST_TRY(checkNewPassword(password));
    return password;
}

} // namespace

void DemoCommand::addOptions(QCommandLineParser &parser) const
{
    addDataOption(parser);
    parser.addOptions({
        {u"listings"_s, u"How many listings; default 12."_s, u"N"_s},
        {u"bookings"_s, u"Exactly so many bookings, to measure with; default: two lively years."_s, u"M"_s},
        {u"seed"_s, u"The same seed makes the same portfolio."_s, u"S"_s},
        {u"email"_s, u"The owner's email; default demo@roost.localhost."_s, u"EMAIL"_s},
        {u"password-stdin"_s, u"Read the owner's password from standard input; else one is made up and printed."_s},
    });
}

Result<void> DemoCommand::run(const QCommandLineParser &parser)
{
    ROOST_ASSIGN(DemoOptions options, readOptions(parser));
    ROOST_ASSIGN(const QString password, choosePassword(parser));
    ROOST_ASSIGN(options.ownerPasswordHash, PasswordHasher().hash(password));
    ROOST_ASSIGN(const auto context, CommandContext::open(parser));
    ServerContext server = context->server();
    DemoPortfolio portfolio(server, options);
    portfolio.onProgress([](int done, int all) { printProgress(u"%1 of %2 listings"_s.arg(done).arg(all)); });
    ROOST_ASSIGN(const DemoReport report, portfolio.create());
    if (!report.wasAlreadyThere)
        endProgress();
    printLine(report.toText().trimmed());
    printLine(u"email %1"_s.arg(report.ownerEmail));
    if (report.wasAlreadyThere)
        printLine(u"The portfolio was there already; its password is as it was (roostd user password sets another)."_s);
    else if (!parser.isSet(u"password-stdin"_s))
        printLine(u"password %1"_s.arg(password));
    return {};
}

} // namespace roost::app
